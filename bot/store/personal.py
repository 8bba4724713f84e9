"""Where people stand in the tables: every column that names one, and what forgetting does to it.

Export, the counts that people are shown, erasing and docs/privacy.md all go by this one list; a
test holds it to the tables, so that a new one has to be thought of here.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Table
from sqlmodel import SQLModel

from bot.store import tables, team_tables, upload_tables, weekly_tables

_LOADED = (tables, team_tables, upload_tables, weekly_tables)


class Fate(StrEnum):
    """What becomes of a row in which somebody who is forgotten stands."""

    ERASED = "erased"
    REPLACED = "replaced"
    """It is about others too: an opaque mark takes the place of the id."""
    LISTED = "listed"
    """The same for one id among several, parted by blanks."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column that holds a person's id. `own`: the row is that person's, to be shown to them and
    exported; else it is somebody else's and only names them."""

    table: str
    column: str
    fate: Fate
    own: bool = False


def _own(table: str, column: str = "user_id") -> Place:
    return Place(table, column, Fate.ERASED, own=True)


PLACES: tuple[Place, ...] = (
    _own("member"),
    _own("consent"),
    _own("reading"),
    _own("forecast_log"),
    _own("tip_event"),
    _own("declared"),
    _own("goal"),
    _own("outcome"),
    _own("if_then_plan"),
    _own("leave"),
    _own("upload_source"),
    _own("upload_level"),
    _own("upload"),
    _own("archive_wait"),
    _own("sales_seat"),
    Place("sales_seat", "asked_by", Fate.REPLACED),
    _own("board_member"),
    Place("board", "keeper", Fate.REPLACED),
    Place("board_manager", "user_id", Fate.ERASED),
    Place("board_manager", "named_by", Fate.REPLACED),
    Place("board_figure", "people", Fate.LISTED),
    Place("board_figure", "named", Fate.LISTED),
    _own("quest_share"),
    _own("pack"),
    _own("share_grant", "owner"),
    Place("share_grant", "reader", Fate.ERASED),
    _own("access_receipt", "owner"),
    Place("access_receipt", "actor", Fate.REPLACED),
    _own("delivery"),
    Place("audit", "actor", Fate.REPLACED),
    Place("audit", "whom", Fate.REPLACED),
)
"""In the order in which they are erased."""

NOBODYS = frozenset(("workspace", "holiday", "learned", "pace", "seen", "quest", "tombstone"))
"""Tables in which no person's id stands."""


def table(name: str) -> Table:
    """A table by its name."""
    return SQLModel.metadata.tables[name]
