"""The tables of teams: managers, what is shared with whom, quests, and who is forgotten."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class ManagerRow(SQLModel, table=True):
    """A manager of one board, named by a coach admin."""

    __tablename__ = "board_manager"
    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    named_by: str
    named_at: datetime


class GrantRow(SQLModel, table=True):
    """One thing (`item`) that `owner` lets `reader`, a manager of the board, see until it ends.

    `state`: asked by the reader, granted, declined, or ended by its owner.
    """

    __tablename__ = "share_grant"
    __table_args__ = (
        Index("grant_of_owner", "team_id", "owner"),
        Index("grant_of_reader", "team_id", "reader"),
    )
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    owner: str
    reader: str
    channel_id: str
    item: str
    state: str
    asked_at: datetime | None = None
    granted_at: datetime | None = None
    ended_at: datetime | None = None


class PackRow(SQLModel, table=True):
    """A rep's page for a 1:1, in the words they left it in; the newest of a member is the one that
    a grant shows, as it was when they shared it (`shared`), never live."""

    __tablename__ = "pack"
    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    draft: str
    shared: str | None = None
    edited_at: datetime
    shared_at: datetime | None = None


class ReceiptRow(SQLModel, table=True):
    """Somebody (`actor`) looked at something that `owner` shares. Rows are added, never changed."""

    __tablename__ = "access_receipt"
    __table_args__ = (Index("receipt_of_owner", "team_id", "owner"),)
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    owner: str
    actor: str
    item: str
    at: datetime


class QuestRow(SQLModel, table=True):
    """A shared goal of a board: `target` of `what` in all."""

    __tablename__ = "quest"
    __table_args__ = (Index("quest_of_board", "team_id", "channel_id"),)
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    channel_id: str
    what: str
    target: int
    first: date
    last: date
    ended_at: datetime | None = None


class QuestShareRow(SQLModel, table=True):
    """What one member brought to a quest. Nobody but that member is ever shown it."""

    __tablename__ = "quest_share"
    __table_args__ = (Index("quest_share_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    quest_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    amount: int


class FigureRow(SQLModel, table=True):
    """A sum that a channel was shown, and whose it was (`people`: ids, parted by blanks), so that
    no later one lets a single share be worked out. `named`: whose own part stood beside it, then
    or in a post since. `what`: kept, clubs, or quest and its id; of `named` there is no sum, and
    `people` are those whom the post that stands names."""

    __tablename__ = "board_figure"
    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    slot: str
    people: str
    named: str = ""
    value: int
    of: int


class TombstoneRow(SQLModel, table=True):
    """Somebody who asked to be forgotten: a keyed hash of their id, and the day. It keeps late
    jobs, uploads of others and restores from bringing them back."""

    __tablename__ = "tombstone"
    team_id: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    day: date
