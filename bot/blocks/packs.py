"""The page for a 1:1: a draft in words without numbers, the form, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.grants import readers
from bot.blocks.message import Message, View
from bot.blocks.notices import notice
from bot.blocks.refusals import sentence
from bot.blocks.wording import SHORT_NAMES, WORDS, day, name
from scoring.pillars import PILLARS
from scoring.tips import by_id

if TYPE_CHECKING:
    from bot.services.packs import Draft, Kept
    from scoring.trend import Change

DONE, STEPS = 6, 3
"""Steps done, and steps planned, that a draft names."""
QUESTIONS = (
    "Two questions to you\n"
    "- Which one thing in my way could you remove before we meet again?\n"
    "- What in how I go about it is worth keeping? Please say so."
)
ABOUT = (
    "I drafted this from what I know of you. Change every word that you like. "
    "Nobody reads it before you share it, and then exactly this text."
)
EMPTY_IT = "Empty the field and save: the page is erased, and the next one is drafted anew."


def text(draft: Draft) -> str:
    """The draft: what moved and its word, what was done, the plan, two questions to the reader."""
    moved = [_moved("Total", draft.card.report.change, draft)]
    moved += [
        _moved(SHORT_NAMES[pillar], change, draft)
        for pillar, change in zip(PILLARS, draft.card.report.pillar_changes, strict=True)
    ]
    lines = [f"- {line}" for line in moved if line] or ["- Too early to say: I need two readings."]
    done = [tip.say for tip in map(by_id, draft.done) if tip is not None][:DONE]
    plan = [item.tip.say for item in draft.card.report.plan.items][:STEPS]
    return "\n\n".join(
        (
            "\n".join(("What moved", *lines)),
            "\n".join((f"What I did since {day(draft.since, draft.card.today)}", *_list(done))),
            "\n".join(("What I plan for this week", *_list(plan))),
            QUESTIONS,
        )
    )


def _moved(what: str, change: Change | None, draft: Draft) -> str:
    if change is None:
        return ""
    return f"{what}: {WORDS[change.word]} since {day(change.since, draft.card.today)}"


def _list(lines: list[str]) -> list[str]:
    return [f"- {line}" for line in lines] or ["- Nothing written down."]


def form(draft: Draft) -> View:
    """The page to be edited, and who may read it."""
    shown = draft.pack.draft if draft.pack else text(draft)
    people = readers(draft.sharing.readers)
    blocks = [
        parts.section(ABOUT),
        parts.field("page", "Your page", value=shown[:LONGEST], multiline=True, optional=True,
                    most=LONGEST, hint=EMPTY_IT),
        parts.select("reader", "Who may read it", [("Nobody: keep it as my draft", "nobody"),
                     *people], "nobody"),
    ]  # fmt: skip
    if not people:
        blocks.append(parts.context("No board that you joined has a manager to share it with."))
    if draft.pack is not None and draft.pack.shared_at is not None:
        blocks.append(
            parts.context("A page of yours is shared. It stays as it was until you share anew.")
        )
    return parts.modal("My 1:1 page", blocks, callback_id=ids.PACK_VIEW, submit="Save")


LONGEST = 2500
"""Characters of a page."""


def instead() -> Message:
    """Where no form can open."""
    said = "Your page for a 1:1 is a form."
    row = parts.actions(parts.button("My 1:1 page", ids.PACK_OPEN))
    return Message(said, [parts.section(said), row])


def saved(kept: Kept, reader: str) -> Message:
    """What came of it."""
    if kept.erased:
        return notice("The page is erased, and nobody reads it any more.")
    if kept.reader is None:
        return notice("Saved as your draft. Nobody else sees it.")
    said = (
        f"Shared: {name(reader)} reads this very text, and you see each time they open it. "
        "Earlier readers read it no more. It ends with one tap, under What I share."
    )
    row = parts.actions(
        parts.button("What I share", ids.SHARING_OPEN),
        parts.button("See what my manager sees", ids.SEE_AS_MANAGER),
    )
    return Message(said, [parts.section(said), row])


def field_error(code: str) -> str:
    """What is wrong with a field."""
    return sentence(code)
