"""managers, grants, packs, receipts, quests, sums shown, and who is forgotten

Revision ID: 0006
Revises: 0005
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ADDED = (
    ("workspace", "no_ranking", sa.Boolean, sa.false()),
    ("workspace", "keep_months", sa.Integer, "24"),
    ("workspace", "weekday", sa.Integer, "0"),
    ("workspace", "minute", sa.Integer, "540"),
    ("member", "shares", sa.String, "private"),
    ("member", "median", sa.Boolean, sa.true()),
    ("member", "active_on", sa.Date, None),
    ("member", "home", sa.Boolean, sa.false()),
    ("board", "paused_until", sa.Date, None),
    ("board", "closed_slot", sa.String, None),
    ("board", "keeper_gone_at", UTCDateTime, None),
    ("board_member", "agreed", sa.String, "consistency"),
)
"""Table, column, type, and what stands in rows that are there; None: nothing, now and later."""
KEYED = {
    "board_manager": ("channel_id", "user_id"),
    "share_grant": ("id",),
    "pack": ("user_id",),
    "access_receipt": ("id",),
    "quest": ("id",),
    "quest_share": ("quest_id", "user_id"),
    "board_figure": ("channel_id", "what"),
    "tombstone": ("person",),
}
"""The key of each table, after the workspace."""


AGREED = """
UPDATE board_member SET agreed = 'score' WHERE EXISTS (
    SELECT 1 FROM board WHERE board.team_id = board_member.team_id
    AND board.channel_id = board_member.channel_id AND board.mode = 'score'
)
"""
"""Who takes part in a board of scores joined that, as far as anybody knows."""


def upgrade() -> None:
    for table, name, kind, default in ADDED:
        column = sa.Column(name, kind(), nullable=default is None, server_default=default)
        op.add_column(table, column)
    op.execute(AGREED)
    _table("board_manager", named_by=sa.String, named_at=UTCDateTime)
    _table(
        "share_grant", owner=sa.String, reader=sa.String, channel_id=sa.String, item=sa.String,
        state=sa.String, asked_at_=UTCDateTime, granted_at_=UTCDateTime, ended_at_=UTCDateTime,
    )  # fmt: skip
    op.create_index("grant_of_owner", "share_grant", ["team_id", "owner"])
    op.create_index("grant_of_reader", "share_grant", ["team_id", "reader"])
    _table(
        "pack", draft=sa.String, shared_=sa.String, edited_at=UTCDateTime, shared_at_=UTCDateTime
    )
    _table("access_receipt", owner=sa.String, actor=sa.String, item=sa.String, at=UTCDateTime)
    op.create_index("receipt_of_owner", "access_receipt", ["team_id", "owner"])
    _table(
        "quest", channel_id=sa.String, what=sa.String, target=sa.Integer,
        first=sa.Date, last=sa.Date, ended_at_=UTCDateTime,
    )  # fmt: skip
    op.create_index("quest_of_board", "quest", ["team_id", "channel_id"])
    _table("quest_share", amount=sa.Integer)
    op.create_index("quest_share_of_member", "quest_share", ["team_id", "user_id"])
    _table(
        "board_figure",
        slot=sa.String,
        people=sa.String,
        named=sa.String,
        value=sa.Integer,
        of=sa.Integer,
    )
    _table("tombstone", day=sa.Date)
    op.create_index("reading_of_day", "reading", ["team_id", "day"])
    for statement in AUDIT_KEPT[op.get_bind().dialect.name]:
        op.execute(statement)


AUDIT_KEPT = {
    "sqlite": (
        """
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
        WHEN NEW.team_id <> OLD.team_id OR NEW.id <> OLD.id OR NEW.at <> OLD.at
          OR NEW.action <> OLD.action OR NEW.result <> OLD.result
          OR (NEW.actor <> OLD.actor AND NEW.actor NOT IN
              (SELECT person FROM tombstone WHERE team_id = OLD.team_id))
          OR (NEW.whom <> OLD.whom AND NEW.whom NOT IN
              (SELECT person FROM tombstone WHERE team_id = OLD.team_id))
        BEGIN SELECT RAISE(ABORT, 'lines of the audit are never changed'); END
        """,
        """
        CREATE TRIGGER audit_stays BEFORE DELETE ON audit
        WHEN OLD.at >= strftime('%Y-%m-%d %H:%M:%S', 'now', '-365 days')
          AND EXISTS (SELECT 1 FROM workspace WHERE team_id = OLD.team_id)
        BEGIN SELECT RAISE(ABORT, 'lines of the audit stay for a year'); END
        """,
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION audit_kept() RETURNS trigger AS $$
        BEGIN
          IF TG_OP = 'DELETE' THEN
            IF OLD.at >= clock_timestamp() - interval '365 days'
              AND EXISTS (SELECT 1 FROM workspace WHERE team_id = OLD.team_id) THEN
              RAISE EXCEPTION 'lines of the audit stay for a year';
            END IF;
            RETURN OLD;
          END IF;
          IF (NEW.team_id, NEW.id, NEW.at, NEW.action, NEW.result)
              IS DISTINCT FROM (OLD.team_id, OLD.id, OLD.at, OLD.action, OLD.result)
            OR (NEW.actor <> OLD.actor AND NEW.actor NOT IN
                (SELECT person FROM tombstone WHERE team_id = OLD.team_id))
            OR (NEW.whom <> OLD.whom AND NEW.whom NOT IN
                (SELECT person FROM tombstone WHERE team_id = OLD.team_id)) THEN
            RAISE EXCEPTION 'lines of the audit are never changed';
          END IF;
          RETURN NEW;
        END
        $$ LANGUAGE plpgsql
        """,
        "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_kept()",
    ),
}
"""A line of the audit is never changed, but that somebody who is forgotten gives way to their
mark; it goes after a year by the database's own clock, or with its whole workspace."""

AUDIT_FREE = {
    "sqlite": ("DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_stays"),
    "postgresql": ("DROP TRIGGER audit_kept ON audit", "DROP FUNCTION audit_kept()"),
}


def _table(name: str, **columns: type[sa.types.TypeEngine[Any]]) -> None:
    """A table of the workspace, its key, then the columns; one that may be empty ends in `_`."""
    key = ("team_id", *KEYED[name])
    op.create_table(
        name,
        *(sa.Column(one, sa.String(), nullable=False) for one in key),
        *(
            sa.Column(one.removesuffix("_"), kind(), nullable=one.endswith("_"))
            for one, kind in columns.items()
        ),
        sa.PrimaryKeyConstraint(*key),
    )


def downgrade() -> None:
    op.drop_index("reading_of_day", "reading")
    for statement in AUDIT_FREE[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in reversed(KEYED):
        op.drop_table(table)
    for table, name, _, _ in reversed(ADDED):
        op.drop_column(table, name)
