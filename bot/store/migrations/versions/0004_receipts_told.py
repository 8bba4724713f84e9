"""whether an upload's answer stands in its message, and who waits for an archive

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "upload", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.create_index(
        "upload_untold",
        "upload",
        ["lease_until"],
        sqlite_where=sa.text("told = 0"),
        postgresql_where=sa.text("told = false"),
    )
    op.create_table(
        "archive_wait",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id"),
    )
    op.create_index("ix_archive_wait_due_at", "archive_wait", ["due_at"])


def downgrade() -> None:
    op.drop_table("archive_wait")
    op.drop_index("upload_untold", "upload")
    op.drop_column("upload", "told")
