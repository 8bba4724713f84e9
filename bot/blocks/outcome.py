"""What somebody counts each week, beside the index."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.blocks.wording import count, day, total
from scoring.outcome import LEAST_WEEKS, Count, Link, Verdict

if TYPE_CHECKING:
    from bot.services.outcome import Kind, Log

SHOWN = 12
"""Weeks in the list."""
NO_CAUSE = "A link is no cause: both may follow from something else."


def ask(given: str) -> Message:
    """Asked once: what is to be counted. `given` is carried on."""
    text = "What shall I count for you each week? Nobody else sees it."
    row = parts.actions(
        parts.button("Conversations", ids.OUTCOME_CONVERSATIONS, given or "-", style="primary"),
        parts.button("Meetings", ids.OUTCOME_MEETINGS, given or "-"),
    )
    return Message(text, [parts.section(text), row])


def how(command: str) -> Message:
    """A number that could not be read."""
    return notice(
        f"Send one whole number for the week: `{command} outcome 4`. "
        f"For another week add a day: `{command} outcome 4 on 2026-11-16`."
    )


def kept(made: Count, kind: Kind, verdict: Verdict, today: date) -> Message:
    """A count was kept."""
    text = (
        f"Noted: {count(made.count, kind.value.removesuffix('s'), kind.value)} in the week of "
        f"{day(made.monday, today)}. {said_of(verdict)}"
    )
    undo = parts.button("Undo", ids.OUTCOME_UNDO, made.monday.isoformat(), label="Undo this count")
    return Message(text, [parts.section(text), parts.actions(undo)])


def removed() -> Message:
    """A count was taken back."""
    return notice("Undone. That week has no count now.")


def show(log: Log, today: date, command: str, *, hidden: bool = False) -> Message:
    """The series beside the index, unless that is `hidden`, and the verdict."""
    if not log.weeks:
        return how(command)
    lines = [_line(one, read, today, hidden=hidden) for one, read in log.weeks[-SHOWN:]]
    head = f"*Your {log.kind.value if log.kind else 'counts'}, week by week*"
    verdict = said_of(log.verdict)
    text = "\n".join((head, *lines))
    return Message(
        f"{head}: {'; '.join(lines)}. {verdict}".replace("*", "")[:3000],
        [parts.section(text), parts.section(verdict), parts.context("Nobody else sees this.")],
    )


def _line(one: Count, read: int | None, today: date, *, hidden: bool) -> str:
    if hidden:
        return f"Week of {day(one.monday, today)}: {one.count}"
    beside = f"index {total(read)}" if read is not None else "no reading"
    return f"Week of {day(one.monday, today)}: {one.count}, {beside}"


def said_of(verdict: Verdict) -> str:
    """The verdict in words: too early, a link with its interval, or none."""
    if verdict.too_early:
        return f"Too early to say: {verdict.weeks} of {LEAST_WEEKS} weeks. I keep counting."
    found = verdict.found
    if found is None:
        widest = max(verdict.links, key=lambda one: abs(one.correlation))
        return f"No link found so far, over {widest.weeks} weeks ({_interval(widest)})."
    when = "in the same week" if not found.lag else f"{count(found.lag, 'week', 'weeks')} later"
    way = "go up" if found.correlation > 0 else "go down"
    return (
        f"When your index is higher, your counts tend to {way} {when}: over {found.weeks} weeks, "
        f"{_interval(found)}. {NO_CAUSE}"
    )


def _interval(link: Link) -> str:
    return f"rank correlation {link.correlation:.2f}, between {link.low:.2f} and {link.high:.2f}"
