"""The weekly note, and its settings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.blocks import beside, ids, parts, rhythm
from bot.blocks import card as cards
from bot.blocks import footer as footers
from bot.blocks import plan as plans
from bot.blocks import quarter as quarters
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.reasons import reasons
from bot.blocks.wording import clock, day, moment, spoken, total, zone
from scoring.weakest import Verdict

if TYPE_CHECKING:
    from bot.services.card import Card
    from bot.services.digest_content import Digest
    from bot.store.members import Member
    from scoring.tips.tip import Tip

EVERY = footers.EVERY
MORE = 2
"""Tips below the fold, at most."""


def render(digest: Digest) -> Message:
    """One change, one reason, one action. As sent it asks for the numbers; once they are there the
    same message says what they mean."""
    return _answered(digest) if digest.answered else _sent(digest)


def _sent(digest: Digest) -> Message:
    card = digest.card
    blocks = _asked(digest.look_back)
    invite = "What does LinkedIn show you today? It takes half a minute."
    last = _last(card)
    blocks += [
        parts.section(f"*{invite}*{last}"),
        parts.actions(
            parts.button("My four numbers", ids.LOG_OPEN, "digest", style="primary"),
            parts.link_button(),
        ),
    ]
    if card.lead:
        say = f"*One step for this week*\n{cards.step(card.lead)}\n{card.lead.tip.how}"
        blocks.append(parts.section(say))
    blocks += _below(digest)
    claimed = card.report.weakest.verdict is Verdict.CLAIMED
    pillar = "\n".join(
        line for line in (cards.focus(card) if claimed else "", reasons(card)) if line
    )
    more = [pillar, beside.goal(card), rhythm.line(card.rhythm), beside.keep_doing(card)]
    blocks += [parts.section(line) for line in more if line]
    blocks += [*_quarter(digest), parts.context(cards.source(card)), *_footer(digest)]
    step = spoken(cards.next_step(card))
    said = (
        *map(_question, digest.look_back), f"{invite}{last}", step, rhythm.line(card.rhythm),
        cards.source(card),
    )  # fmt: skip
    return Message(" ".join(one for one in said if one)[:3000], blocks)


def _last(card: Card) -> str:
    """The reading that is to be followed, since the form stands filled with it."""
    reading = card.report.reading
    if reading is None:
        return ""
    on = day(reading.day, card.today)
    return (
        f" Last time, on {on}." if card.hidden else f" Last time: {total(reading.total)} on {on}."
    )


def _answered(digest: Digest) -> Message:
    drawn = cards.body(digest.card)
    blocks = [*drawn, *_below(digest), *_asked(digest.look_back), *_quarter(digest)]
    return Message(cards.summary(digest.card)[:3000], [*blocks, *_footer(digest)])


def _below(digest: Digest) -> list[Block]:
    """What can be said to the one step; and at most two more, below the fold."""
    card = digest.card
    if card.lead is None:
        return [] if digest.answered else [parts.divider()]
    row = plans.buttons(card.lead.tip)
    row["elements"].append(parts.button("Another", ids.PLAN_OPEN, label="Another step: my plan"))
    blocks = [row, parts.divider()]
    rest = card.others[:MORE]
    if rest:
        listed = "\n".join(f"• {cards.step(item)}" for item in rest)
        blocks.append(parts.section(f"*If you have time left*\n{listed}"))
    return blocks


def _question(tip: Tip) -> str:
    return f"Last time you had this step: {tip.say} Did it happen?"


def _asked(look_back: tuple[Tip, ...]) -> list[Block]:
    """Last time's step, to be answered with one tap."""
    return [block for tip in look_back[:1] for block in (parts.section(_question(tip)), _row(tip))]


def _row(tip: Tip) -> Block:
    said = (
        ("Done", ids.TIP_DONE), ("Not yet", ids.TIP_SKIPPED),
        ("Not for me", ids.TIP_NOT_FOR_ME), ("Later", ids.TIP_LATER),
    )  # fmt: skip
    row = (parts.button(words, id, tip.id, label=f"{words}: {tip.say}") for words, id in said)
    return parts.actions(*row, block_id=f"last_{tip.id}")


def _quarter(digest: Digest) -> list[Block]:
    return quarters.render(digest.quarter, digest.card) if digest.quarter else []


def _footer(digest: Digest) -> list[Block]:
    """Why this came, and how to pause, change or stop it: in each of them, with one tap."""
    return footers.footer(digest.card.member)


def _rhythm(member: Member) -> str:
    return footers.rhythm(member)


def status(member: Member, now: datetime) -> Message:
    """The settings as they are."""
    if member.digest != "on" or member.next_digest_at is None:
        text = "The weekly note is off. I write to you only if you say so."
        row = parts.actions(
            parts.button(cards.usual(member), ids.DIGEST_YES, "usual", style="primary"),
            parts.button("Pick day and time", ids.DIGEST_CHANGE),
        )
        return Message(text, [parts.section(text), row])
    text = (
        f"The weekly note is on: {_rhythm(member)}. "
        f"The next one comes on {moment(member.next_digest_at, member.zone)}."
    )
    row = parts.actions(
        parts.button("Change time", ids.DIGEST_CHANGE), parts.button("Stop", ids.DIGEST_STOP)
    )
    return Message(text, [parts.section(text), row])


def changed(member: Member, now: datetime, *, rounded: bool = False) -> Message:
    """A choice was kept, and what follows."""
    on = moment(member.next_digest_at, member.zone) if member.next_digest_at else "your next day"
    odd = " I work in quarter hours, so I rounded the time." if rounded else ""
    return notice(f"Done: {_rhythm(member)}. The first one comes on {on}.{odd}")


def changed_view(member: Member, now: datetime) -> View:
    """The same where a form was submitted."""
    return parts.as_modal(changed(member, now))


def stopped(command: str) -> Message:
    """No more notes."""
    return notice(f"Stopped. I won't write to you by myself. `{command} digest on` brings it back.")


def declined(command: str) -> Message:
    """The answer was no, and that is kept."""
    return notice(f"Fine, I won't. `{command}` is always there when you want to look.")


def how(command: str) -> Message:
    """What may be typed."""
    return notice(
        f"I didn't understand that, so nothing changed. Try `{command} digest on`, "
        f"`{command} digest thursday 08:15` or `{command} digest off`."
    )


def modal(member: Member) -> View:
    """Day, quarter hour and rhythm."""
    rhythm = [(words.capitalize(), str(every)) for every, words in EVERY.items()]
    blocks = [
        parts.section(f"Times are where you are: {zone(member.zone)}."),
        parts.select("weekday", "Day", parts.DAYS, str(member.weekday)),
        parts.select("time", "Time", parts.TIMES, clock(member.minute)),
        parts.select("every", "How often", rhythm, str(member.every)),
    ]
    return parts.modal("Weekly note", blocks, callback_id=ids.DIGEST_VIEW, submit="Save")
