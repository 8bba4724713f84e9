"""The tables. Each key begins with the workspace, so that no row can be reached without naming it.

Instants are aware UTC; points are hundredths; amounts are thousandths. Leases and waits are
seconds of the database's own clock since 1970, because the calendar may be moved.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class Workspace(SQLModel, table=True):
    """A Slack workspace that installed the app."""

    __tablename__ = "workspace"
    team_id: str = Field(primary_key=True)
    name: str
    bot_user: str
    zone: str
    installed_at: datetime
    uninstalled_at: datetime | None = None
    no_ranking: bool = False
    keep_months: int = 24
    weekday: int = 0
    minute: int = 540


class MemberRow(SQLModel, table=True):
    """One person in one workspace, with their choices."""

    __tablename__ = "member"
    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str
    zone: str
    guest: bool = False
    deleted: bool = False
    digest: str = "unasked"
    weekday: int = 0
    minute: int = 540
    every: int = 1
    next_digest_at: datetime | None = Field(default=None, index=True)
    minutes: int = 60
    sales_navigator: bool | None = None
    crm_sync: bool | None = None
    outcome: str = ""
    ideal: str = ""
    dm: str | None = None
    refreshed_at: datetime
    silent: int = 0
    hidden: bool = False
    work_days: int = 31
    opens: int = 480
    closes: int = 1080
    shares: str = "private"
    median: bool = True
    active_on: date | None = None
    home: bool = False


class ConsentRow(SQLModel, table=True):
    """Who agreed to what, when and how. Rows are added, never changed."""

    __tablename__ = "consent"
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str = Field(index=True)
    what: str
    how: str
    at: datetime


class ReadingRow(SQLModel, table=True):
    """Numbers that LinkedIn showed. Rows are added; taking one back removes it."""

    __tablename__ = "reading"
    __table_args__ = (
        Index("reading_of_member", "team_id", "user_id"),
        Index("reading_of_day", "team_id", "day"),
    )
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str
    upload_id: str | None = None
    day: date
    brand: int | None = None
    people: int | None = None
    insights: int | None = None
    relationships: int | None = None
    total: int
    whole: bool
    mismatch: bool
    industry_rank: int | None = None
    network_rank: int | None = None
    industry_average: int | None = None
    network_average: int | None = None
    source: str
    sequence: int
    recorded_at: datetime


class TipRow(SQLModel, table=True):
    """What happened to a tip. Rows are added, never changed."""

    __tablename__ = "tip_event"
    __table_args__ = (Index("tip_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str
    tip: str
    event: str
    day: date
    at: datetime
    slot: str | None = None
    digest: bool = False


class DeclaredRow(SQLModel, table=True):
    """What a rep said of how things stand; the newest answer to each question."""

    __tablename__ = "declared"
    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    about: str = Field(primary_key=True)
    answer: str
    day: date


class ForecastRow(SQLModel, table=True):
    """What was shown just before a reading was known; `shown` is JSON of numbers alone."""

    __tablename__ = "forecast_log"
    __table_args__ = (Index("forecast_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    reading_id: str = Field(primary_key=True)
    user_id: str
    day: date
    shown: str
    at: datetime


class GoalRow(SQLModel, table=True):
    """The one goal of a member: a total in hundredths by a day."""

    __tablename__ = "goal"
    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    target: int
    day: date
    set_on: date
    start: int


class OutcomeRow(SQLModel, table=True):
    """What a member counted in one ISO week; `monday` is its first day."""

    __tablename__ = "outcome"
    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    monday: date = Field(primary_key=True)
    count: int


class LearnedRow(SQLModel, table=True):
    """What a workspace's readings taught: numbers alone, as JSON, and from which readings."""

    __tablename__ = "learned"
    team_id: str = Field(primary_key=True)
    world: str
    at: datetime


class BoardRow(SQLModel, table=True):
    """The board of a channel."""

    __tablename__ = "board"
    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    keeper: str
    mode: str
    weekday: int
    minute: int
    zone: str
    season_start: date
    season_weeks: int
    next_post_at: datetime | None = Field(default=None, index=True)
    last_ts: str | None = None
    last_slot: str | None = None
    created_at: datetime
    paused_until: date | None = None
    closed_slot: str | None = None
    keeper_gone_at: datetime | None = None


class SeatRow(SQLModel, table=True):
    """Who takes part in a board, by name, since when. `agreed`: the mode that the board had then;
    nothing that only another mode shows is shown of them."""

    __tablename__ = "board_member"
    __table_args__ = (Index("seat_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    joined_at: datetime
    left_at: datetime | None = None
    agreed: str = "consistency"


class DeliveryRow(SQLModel, table=True):
    """One message that is to go out once. `user_id` holds the channel of a board's post."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("team_id", "user_id", "kind", "slot", name="delivery_once"),
        Index("delivery_open", "next_attempt_at",
              sqlite_where=text("state IN ('pending', 'claimed')"),
              postgresql_where=text("state IN ('pending', 'claimed')")),
    )  # fmt: skip
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str
    kind: str
    slot: str
    state: str = "pending"
    due_at: datetime
    attempt: int = 0
    in_doubt: bool = False
    first_attempt_at: datetime | None = None
    next_attempt_at: float = 0.0
    channel_id: str | None = None
    ts: str | None = None
    error: str | None = None
    reason: str | None = None


class PaceRow(SQLModel, table=True):
    """When a workspace may be sent the next message."""

    __tablename__ = "pace"
    team_id: str = Field(primary_key=True)
    next_slot: float = 0.0


class SeenRow(SQLModel, table=True):
    """Events that were carried out, so that a repeated one changes nothing."""

    __tablename__ = "seen"
    team_id: str = Field(primary_key=True)
    event_id: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class AuditRow(SQLModel, table=True):
    """Who did what to whom, by id. Rows are added, never changed."""

    __tablename__ = "audit"
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    at: datetime
    actor: str
    action: str
    whom: str
    result: str
