"""Sums that channels were shown, and whose they were."""

from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import col, select

from bot.store.engine import Db
from bot.store.team_tables import FigureRow
from scoring.sums import Shown

_POST = "post "
"""Begins the `what` of a row that says whom the post of a week names."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum in a channel: `value` of `of`, and what must be known of it to show a later one."""

    what: str
    slot: str
    shown: Shown
    value: int
    of: int


def get(db: Db, channel: str, what: str) -> Figure | None:
    """The sum of this kind that the channel was shown last, or None."""
    row = db.session.get(FigureRow, (db.team, channel, what))
    return _value(row) if row else None


def put(db: Db, channel: str, figure: Figure) -> None:
    """Remember a sum that is shown, in place of the one before."""
    db.session.merge(
        FigureRow(
            team_id=db.team, channel_id=channel, what=figure.what, slot=figure.slot,
            people=_written(figure.shown.people), named=_written(figure.shown.named),
            value=figure.value, of=figure.of,
        )
    )  # fmt: skip
    db.session.flush()


def named(db: Db, channel: str, users: frozenset[str]) -> None:
    """A post names these: their own parts are public beside every sum that was shown before."""
    found = db.session.exec(
        select(FigureRow).where(FigureRow.team_id == db.team, FigureRow.channel_id == channel)
    )
    for row in found:
        row.named = _written(_read(row.named) | users)
        db.session.add(row)
    db.session.flush()


def stands_in(db: Db, channel: str, slot: str, users: frozenset[str]) -> None:
    """The post of a week names these, and nobody else."""
    put(db, channel, Figure(f"{_POST}{slot}", slot, Shown(users), 0, 0))


def posts_naming(db: Db, user: str | None, channel: str | None = None) -> list[tuple[str, str]]:
    """(channel, slot) of every post that names somebody, or with None anybody."""
    found = db.session.exec(
        select(FigureRow).where(
            FigureRow.team_id == db.team,
            col(FigureRow.what).startswith(_POST),
            *([FigureRow.channel_id == channel] if channel else []),
        )
    )
    return [
        (row.channel_id, row.slot)
        for row in found
        if row.people and (user is None or user in _read(row.people))
    ]


def drop(db: Db, channel: str, what: str) -> None:
    """Forget a sum: what it counted begins anew."""
    db.session.execute(
        delete(FigureRow).where(
            col(FigureRow.team_id) == db.team,
            col(FigureRow.channel_id) == channel,
            col(FigureRow.what) == what,
        )
    )


def _read(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _written(users: frozenset[str]) -> str:
    return " ".join(sorted(users))


def _value(row: FigureRow) -> Figure:
    return Figure(row.what, row.slot, Shown(_read(row.people), _read(row.named)), row.value, row.of)
