"""leave, holidays, plans, and what a member chose for the weekly note

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CHOICES = (("silent", "0"), ("work_days", "31"), ("opens", "480"), ("closes", "1080"))


def upgrade() -> None:
    for name, default in CHOICES:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=default)
        op.add_column("member", column)
    op.add_column(
        "member", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "leave",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("back", sa.Date(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("leave_of_member", "leave", ["team_id", "user_id"])
    op.create_table(
        "holiday",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "day"),
    )
    _plans()


def _plans() -> None:
    op.create_table(
        "if_then_plan",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("tip", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cue", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("next_cue_at", UTCDateTime(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("if_then_of_member", "if_then_plan", ["team_id", "user_id"])
    op.create_index("ix_if_then_plan_next_cue_at", "if_then_plan", ["next_cue_at"])


def downgrade() -> None:
    for table in ("if_then_plan", "holiday", "leave"):
        op.drop_table(table)
    for name in ("hidden", *(name for name, _ in CHOICES)):
        op.drop_column("member", name)
