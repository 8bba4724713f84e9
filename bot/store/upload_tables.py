"""The tables of uploads, of what they counted as, and of whose seat is whose; kept like those of
`tables`."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class UploadRow(SQLModel, table=True):
    """A bundle of files and what became of it. No name and no content of a file is kept. `told`:
    its message says so."""

    __tablename__ = "upload"
    __table_args__ = (
        UniqueConstraint("team_id", "file", name="upload_once"),
        Index("upload_open", "state", sqlite_where=text("state IN ('received', 'reading')"),
              postgresql_where=text("state IN ('received', 'reading')")),
        Index("upload_untold", "lease_until", sqlite_where=text("told = 0"),
              postgresql_where=text("told = false")),
    )  # fmt: skip
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str = Field(index=True)
    file: str
    state: str = "received"
    sha256: str | None = None
    rules: str | None = None
    channel: str | None = None
    ts: str | None = None
    code: str | None = None
    receipt: str = "{}"
    attempt: int = 0
    lease_until: float = 0.0
    told: bool = False
    period_first: date | None = None
    period_last: date | None = None
    created_at: datetime


class ArchiveWaitRow(SQLModel, table=True):
    """Who asked to be reminded of an archive that LinkedIn is making, and when."""

    __tablename__ = "archive_wait"
    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    asked_at: datetime
    due_at: datetime = Field(index=True)


class SourceRow(SQLModel, table=True):
    """All facts of one source from one upload for one member: amounts are JSON, fact to day to
    thousandths. `part`: which of several periods in that upload."""

    __tablename__ = "upload_source"
    __table_args__ = (Index("source_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    upload_id: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    part: int = Field(default=0, primary_key=True)
    first_seen: date
    as_of: date
    partial: str
    amounts: str
    rules: str


class LevelRow(SQLModel, table=True):
    """A state that an upload showed, as a number or a yes or no."""

    __tablename__ = "upload_level"
    __table_args__ = (Index("level_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    upload_id: str = Field(primary_key=True)
    fact: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    value: float
    is_check: bool
    as_of: date
    sequence: int


class SalesSeatRow(SQLModel, table=True):
    """Which seat is whose. `kind`: email or seat; `value`: the address or the seat id; `state`:
    asked or confirmed; `asked_by`: the coach admin who asked, empty for one's own word."""

    __tablename__ = "sales_seat"
    __table_args__ = (
        Index("sales_seat_of_member", "team_id", "user_id"),
        Index("sales_seat_held_once", "team_id", "kind", "value", unique=True,
              sqlite_where=text("state = 'confirmed'"),
              postgresql_where=text("state = 'confirmed'")),
    )  # fmt: skip
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str
    kind: str
    value: str
    state: str
    asked_by: str = ""
    at: datetime
