"""The tables of the weekly rhythm: leave, holidays, and what members plan."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class LeaveRow(SQLModel, table=True):
    """Days on which a member is away, where they are: from `first`, back on `back`."""

    __tablename__ = "leave"
    __table_args__ = (Index("leave_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str
    first: date
    back: date
    asked_at: datetime


class HolidayRow(SQLModel, table=True):
    """A day on which nobody in the workspace is written to."""

    __tablename__ = "holiday"
    team_id: str = Field(primary_key=True)
    day: date = Field(primary_key=True)


class IfThenRow(SQLModel, table=True):
    """A plan of a member's: when `cue`, I will `action`, in their own words.

    `kind`: the kind of cue, by which is learned what works; `weekday` (0 is Monday) and `minute` of
    the local day: when they asked to be reminded, with `next_cue_at` once that is scheduled.
    """

    __tablename__ = "if_then_plan"
    __table_args__ = (Index("if_then_of_member", "team_id", "user_id"),)
    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    user_id: str
    tip: str
    kind: str
    cue: str
    action: str
    weekday: int | None = None
    minute: int | None = None
    next_cue_at: datetime | None = Field(default=None, index=True)
    made_on: date
    ends_on: date
    ended_on: date | None = None
