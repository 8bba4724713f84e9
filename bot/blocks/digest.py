"""The weekly note, and its settings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.blocks import beside, ids, parts
from bot.blocks import card as cards
from bot.blocks import plan as plans
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import WEEKDAYS, clock, moment, spoken, zone

if TYPE_CHECKING:
    from bot.services.digest_content import Digest
    from bot.store.members import Member
    from scoring.tips.tip import Tip

EVERY = {1: "every week", 2: "every second week", 4: "every fourth week"}
MORE = 2
"""Tips below the fold, at most."""


def render(digest: Digest) -> Message:
    """One change, one reason, one action. As sent it asks for the numbers; once they are there the
    same message says what they mean."""
    return _answered(digest) if digest.answered else _sent(digest)


def _sent(digest: Digest) -> Message:
    card = digest.card
    blocks: list[Block] = []
    said = []
    for tip in digest.look_back[:1]:
        asked = f"Last time you had this step: {tip.say} Did it happen?"
        said.append(asked)
        blocks += [parts.section(asked), _look_back(tip)]
    invite = "What does LinkedIn show you today? It takes half a minute."
    blocks += [
        parts.section(f"*{invite}*"),
        parts.actions(
            parts.button("My four numbers", ids.LOG_OPEN, "digest", style="primary"),
            parts.link_button(),
        ),
    ]
    blocks += _actions(digest)
    blocks.append(parts.context(cards.source(card)))
    blocks += _footer(digest)
    text = " ".join((*said, invite, spoken(cards.next_step(card)), cards.source(card)))
    return Message(text[:3000], blocks)


def _answered(digest: Digest) -> Message:
    blocks = [*cards.body(digest.card), *_actions(digest), *_footer(digest)]
    return Message(cards.summary(digest.card)[:3000], blocks)


def _actions(digest: Digest) -> list[Block]:
    """One step above the fold, at most two more below it."""
    items = digest.card.report.plan.items
    if not items:
        return []
    first, rest = items[0], items[1 : 1 + MORE]
    blocks = []
    if not digest.answered:
        say = f"*One step for this week*\n{cards.step(first)}\n{first.tip.how}"
        blocks.append(parts.section(say))
    blocks += [plans.buttons(first.tip), parts.divider()]
    if rest:
        listed = "\n".join(f"• {cards.step(item)}" for item in rest)
        blocks.append(parts.section(f"*If you have time left*\n{listed}"))
    keep = beside.keep_doing(digest.card)
    if keep and not digest.answered:
        blocks.append(parts.section(keep))
    return blocks


def _look_back(tip: Tip) -> Block:
    return parts.actions(
        parts.button("Done", ids.TIP_DONE, tip.id, label=f"Done: {tip.say}"),
        parts.button("Not yet", ids.TIP_LATER, tip.id, label=f"Not yet: {tip.say}"),
        parts.button("Not for me", ids.TIP_NOT_FOR_ME, tip.id, label=f"Not for me: {tip.say}"),
        block_id=f"last_{tip.id}",
    )


def _footer(digest: Digest) -> list[Block]:
    """Why this came, and how to change or stop it: in each of them, with one tap."""
    return [
        parts.context(f"You get this because you said yes. {_rhythm(digest.card.member)}."),
        parts.actions(
            parts.button("Change time", ids.DIGEST_CHANGE, label="Change the time of this note"),
            parts.button("Stop", ids.DIGEST_STOP, label="Stop the weekly note"),
        ),
    ]


def _rhythm(member: Member) -> str:
    return (
        f"{WEEKDAYS[member.weekday]}s at {clock(member.minute)}, {EVERY[member.every]}, "
        f"{zone(member.zone)}"
    )


def status(member: Member, now: datetime) -> Message:
    """The settings as they are."""
    if member.digest != "on" or member.next_digest_at is None:
        text = "The weekly note is off. I write to you only if you say so."
        row = parts.actions(
            parts.button("Mondays 09:00", ids.DIGEST_YES, "monday", style="primary"),
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
    days = [(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    times = [(clock(minute), clock(minute)) for minute in range(0, 1440, 15)]
    rhythm = [(words.capitalize(), str(every)) for every, words in EVERY.items()]
    blocks = [
        parts.section(f"Times are where you are: {zone(member.zone)}."),
        parts.select("weekday", "Day", days, str(member.weekday)),
        parts.select("time", "Time", times, clock(member.minute)),
        parts.select("every", "How often", rhythm, str(member.every)),
    ]
    return parts.modal("Weekly note", blocks, callback_id=ids.DIGEST_VIEW, submit="Save")
