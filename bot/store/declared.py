"""Answers to the self-check: of each question the newest."""

from sqlmodel import select

from bot.store.engine import Db
from bot.store.tables import DeclaredRow
from scoring.selfcheck import Declared


def put(db: Db, user: str, answer: Declared) -> None:
    """Keep an answer in place of the former one."""
    row = DeclaredRow(
        team_id=db.team, user_id=user, about=answer.about, answer=answer.answer, day=answer.day
    )
    db.session.merge(row)
    db.session.flush()


def remove(db: Db, user: str, about: str) -> None:
    """Forget an answer; nothing happens where there is none."""
    row = db.session.get(DeclaredRow, (db.team, user, about))
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def of(db: Db, user: str) -> tuple[Declared, ...]:
    """All answers of a member."""
    found = db.session.exec(
        select(DeclaredRow).where(DeclaredRow.team_id == db.team, DeclaredRow.user_id == user)
    )
    return tuple(Declared(row.about, row.answer, row.day) for row in found)
