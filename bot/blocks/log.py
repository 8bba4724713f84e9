"""The four numbers: form, question, answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import card as cards
from bot.blocks import ids, parts
from bot.blocks.message import Message, View
from bot.blocks.refusals import sentence
from bot.blocks.wording import LONG_NAMES, SHORT_NAMES, points, total
from bot.blocks.wording import day as day_of
from scoring.pillars import PILLARS
from scoring.readings import Reading

if TYPE_CHECKING:
    from bot.services.card import Card


def modal(last: Reading | None, today: date, metadata: str, day: date | None = None) -> View:
    """The form. LinkedIn's order and words; the last values stand in the fields. `day`: of the
    reading that is corrected."""
    lead = f"You correct your reading of {day_of(day, today)}. " if day else ""
    blocks = [
        parts.section(
            f"{lead}Read them off <{parts.SSI_PAGE}|your SSI page>, in the same order. "
            "Both 18.2 and 18,2 are fine."
        )
    ]
    for pillar in PILLARS:
        known = last.points(pillar) if last else None
        blocks.append(
            parts.field(
                pillar,
                LONG_NAMES[pillar],
                placeholder="0 to 25",
                value=f"{known / 100:g}" if known is not None else "",
            )
        )
    blocks += [
        parts.divider(),
        parts.context("The rest is optional. I show it beside your numbers, with its date."),
        parts.field("industry_rank", "Industry rank: top … %", placeholder="12", optional=True),
        parts.field("network_rank", "Network rank: top … %", placeholder="8", optional=True),
        parts.field("industry_average", "Average in your industry", placeholder="29",
                    optional=True),
        parts.field("network_average", "Average in your network", placeholder="36",
                    optional=True),
        parts.field("day", "Day of the numbers", placeholder=today.isoformat(), optional=True,
                    value=day.isoformat() if day else "",
                    hint="Write it like 2026-11-01." if day else
                    "Leave it empty for today, or write it like 2026-11-01."),
    ]  # fmt: skip
    title = "Correct a reading" if day else "Your four numbers"
    return parts.modal(title, blocks, callback_id=ids.LOG_VIEW, submit="Save", metadata=metadata)


def how(command: str) -> Message:
    """Where no form can open: the same in one line, and a button that opens it."""
    text = (
        f"Send me four numbers in LinkedIn's order: `{command} log 18.2 12.5 20 14.1`. "
        "In this chat `log 18.2 12.5 20 14.1` is enough."
    )
    return Message(text, [parts.section(text), parts.actions(parts.log_button("Open the form"))])


def confirm(
    text: str, reading: Reading, before: Reading | None = None, *, hidden: bool = False
) -> Message:
    """Ask before storing: bare numbers, or a long way from the reading before, which is not named
    where numbers are `hidden`."""
    if reading.pillars is None:
        shown = f"total {total(reading.total)}"
    else:
        shown = " · ".join(
            f"{SHORT_NAMES[pillar]} {points(value)}"
            for pillar, value in zip(PILLARS, reading.pillars, strict=True)
        )
    said = f"Shall I record {shown} for {day_of(reading.day)}?"
    if before is not None:
        former = "what you gave me" if hidden else total(before.total)
        said += f" That is far from {former} on {day_of(before.day)}, so I ask before I store it."
    row = parts.actions(
        parts.button("Yes, record these", ids.LOG_CONFIRM, text[:2000], style="primary"),
        parts.log_button("Change them", primary=False),
    )
    return Message(said, [parts.section(said), row])


def field_errors(faults: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, at the field where it is."""
    return {name: sentence(code) for name, code in faults.items()}


def saved(card: Card, id: str, ask_digest: bool) -> View:
    """The form turns into the card."""
    message = cards.render(card, lead="Saved.", saved=id, ask_digest=ask_digest)
    return parts.as_modal(message)
