"""Quiet where nobody answers: the note pauses, asks a few times whether to go on, and waits."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.services import digest, schedule
from bot.services.schedule import DIGESTS, END, QUIET
from bot.store import holidays, members
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store
from bot.store.members import Member


@dataclass(frozen=True, slots=True)
class Quiet:
    """What is said in place of a digest. `left`: questions that may still follow; all of them where
    this one says that the note pauses, negative where they have all been asked."""

    member: Member
    left: int

    @property
    def pausing(self) -> bool:
        """Whether this is the message that says so."""
        return self.left == schedule.QUESTIONS


def note(store: Store, delivery: Delivery) -> Quiet | None:
    """What is said in place of a digest to somebody who does not answer; None where a digest is
    due, be it because they have done something since this message was entered."""
    with store.begin(delivery.team, write=False) as db:
        member = members.get(db, delivery.user)
    if member is None or member.silent < DIGESTS:
        return None
    return Quiet(member, END - 1 - member.silent)


def sent(db: Db, delivery: Delivery, now: datetime) -> None:
    """Count one more message without an answer, and ask less often from some number on."""
    member = members.unanswered(db, delivery.user)
    if member is not None and member.digest == "on" and member.silent >= QUIET:
        at = schedule.after(member, delivery.due_at, now, holidays.of(db))
        members.schedule(db, delivery.user, at)


def heard(store: Store, team: str, user: str, now: datetime) -> tuple[Member, bool]:
    """Somebody did something. The member as they stand now, and whether a paused note goes on."""
    with store.begin(team) as db:
        before = members.heard(db, user)
        if before is None:
            raise LookupError("no such member")
        after = replace(before, silent=0)
        if before.digest != "on" or before.silent < QUIET:
            return after, False
        return members.schedule(db, user, schedule.first(db, after, now)), True


def go_on(store: Store, team: str, user: str, now: datetime) -> Member:
    """A yes to the question, kept with its time like any other; a stopped note comes back."""
    with store.begin(team) as db:
        member = members.required(db, user)
        return digest.put(db, member, state="on", how="go on", now=now)
