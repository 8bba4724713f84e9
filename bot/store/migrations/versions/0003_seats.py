"""seats of Sales Navigator, and uploads that bring something to several members

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SOURCE = "team_id, upload_id, source, user_id, first_seen, as_of, partial, amounts, rules"
LEVEL = "team_id, upload_id, fact, user_id, value, is_check, as_of, sequence"
OWN = "EXISTS (SELECT 1 FROM upload u WHERE u.team_id = old.team_id AND u.id = old.upload_id AND u.user_id = old.user_id)"


def upgrade() -> None:
    op.add_column("upload", sa.Column("period_first", sa.Date(), nullable=True))
    op.add_column("upload", sa.Column("period_last", sa.Date(), nullable=True))
    _rebuild("upload_source", "source_of_member", SOURCE, _source("user_id", "part"))
    _rebuild("upload_level", "level_of_member", LEVEL, _level("user_id"))
    op.create_table(
        "sales_seat",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("sales_seat_of_member", "sales_seat", ["team_id", "user_id"])
    op.create_index(
        "sales_seat_held_once",
        "sales_seat",
        ["team_id", "kind", "value"],
        unique=True,
        sqlite_where=sa.text("state = 'confirmed'"),
        postgresql_where=sa.text("state = 'confirmed'"),
    )


def downgrade() -> None:
    op.drop_table("sales_seat")
    _rebuild("upload_level", "level_of_member", LEVEL, _level(), OWN)
    _rebuild("upload_source", "source_of_member", SOURCE, _source(), f"old.part = 0 AND {OWN}")
    op.drop_column("upload", "period_last")
    op.drop_column("upload", "period_first")


def _source(*more: str) -> list[sa.schema.SchemaItem]:
    part = [sa.Column("part", sa.Integer(), nullable=False, server_default="0")]
    return [
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("upload_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        *(part if "part" in more else []),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("partial", sa.String(), nullable=False),
        sa.Column("amounts", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "upload_id", "source", *more),
    ]


def _level(*more: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("upload_id", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("is_check", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "upload_id", "fact", *more),
    ]


def _rebuild(
    table: str, index: str, columns: str, shape: list[sa.schema.SchemaItem], which: str = ""
) -> None:
    """The same rows under another key: SQLite cannot change a key in place."""
    op.create_table(f"{table}_new", *shape)
    where = f" WHERE {which}" if which else ""
    op.execute(
        f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table} old{where}"  # noqa: S608  names of ours
    )
    op.drop_index(index, table_name=table)
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    op.create_index(index, table, ["team_id", "user_id"])
