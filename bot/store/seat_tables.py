"""The table of seats of Sales Navigator; kept like those of `tables`."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


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
