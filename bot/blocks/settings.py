"""One form for what somebody chose, and what a Save changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.footer import EVERY, rhythm
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import WEEKDAYS, clock, count, escape, moment, zone

if TYPE_CHECKING:
    from bot.services.settings import Known, Saved
    from bot.store.members import Member

TOOL = {True: "yes", False: "no", None: "unsaid"}
NOTED: dict[bool | None, str] = {
    True: "You have Sales Navigator.",
    False: "You don't have Sales Navigator.",
    None: "I leave out what needs Sales Navigator.",
}
MINUTES = "Write a whole number of minutes, from 15 to 240."
CLOSES = "Choose a time after the one at which you begin."
NO_DAYS = "Choose at least one day."
NOT_ADMIN = (
    "Only a coach admin can change holidays. Nothing was saved; undo this field and save again."
)
MANY = "I keep 100 holidays at most. Take some out."
HOLIDAYS_MOST = 1500
"""Characters of the field; 100 days take 1,100."""


def button() -> dict[str, Any]:
    """Opens the form."""
    return parts.button("Settings", ids.SETTINGS_OPEN)


def instead() -> Message:
    """Where no form can open."""
    text = "Your settings are one form: the weekly note, working hours, minutes, numbers."
    return Message(text, [parts.section(text), parts.actions(button())])


def modal(known: Known, *, admin: bool) -> View:
    """Everything, filled with what is stored; holidays for coach admins alone."""
    member = known.member
    blocks = [
        parts.section(f"Times are where you are: {zone(member.zone)}."),
        *_note(member),
        *_work(member),
        parts.field("minutes", "Minutes a week for your plan", value=str(member.minutes),
                    placeholder="60", most=10),
        parts.select("sales_navigator", "Do you have Sales Navigator?",
                     [("Yes", "yes"), ("No", "no"), ("I'd rather not say", "unsaid")],
                     TOOL[member.sales_navigator]),
        parts.select("numbers", "Your numbers", [("Shown", "shown"),
                     ("Hidden until I ask for them", "hidden")],
                     "hidden" if member.hidden else "shown"),
    ]  # fmt: skip
    blocks.append(
        parts.actions(
            parts.button("What I share", ids.SHARING_OPEN),
            parts.button("My 1:1 page", ids.PACK_OPEN),
        )
    )
    if admin:
        blocks.append(
            parts.field("holidays", "Holidays of the workspace", optional=True, multiline=True,
                        most=HOLIDAYS_MOST, placeholder="2026-12-25",
                        value="\n".join(day.isoformat() for day in known.holidays),
                        hint="One day a line. Nobody is written to on these days.")
        )  # fmt: skip
    return parts.modal("Settings", blocks, callback_id=ids.SETTINGS_VIEW, submit="Save")


def _note(member: Member) -> list[Block]:
    often = [(words.capitalize(), str(every)) for every, words in EVERY.items()]
    state = "on" if member.digest == "on" else "off"
    return [
        parts.select("note", "Weekly note", [("On", "on"), ("Off", "off")], state),
        parts.select("weekday", "Day of the note", parts.DAYS, str(member.weekday)),
        parts.select("time", "Time of the note", parts.TIMES, clock(member.minute)),
        parts.select("every", "How often", often, str(member.every)),
    ]


def _work(member: Member) -> list[Block]:
    options = [{"text": parts.plain(name), "value": number} for name, number in parts.DAYS]
    chosen = [one for number, one in enumerate(options) if member.work_days >> number & 1]
    element: dict[str, Any] = {"type": "checkboxes", "action_id": "work_days", "options": options}
    if chosen:
        element["initial_options"] = chosen
    return [
        {
            "type": "input",
            "block_id": "work_days",
            "label": parts.plain("Days on which you work"),
            "element": element,
        },
        parts.select("opens", "You begin at", parts.TIMES, clock(member.opens)),
        parts.select("closes", "You end at", parts.TIMES, clock(member.closes)),
    ]


def saved(made: Saved) -> Message:
    """What changed, and what follows."""
    said = [sentence for name, sentence in _sentences(made) if name in made.changed]
    if not said:
        return notice("Nothing changed. Everything stands as before.")
    return notice(" ".join(("Saved.", *dict.fromkeys(said))))


def _sentences(made: Saved) -> Sequence[tuple[str, str]]:
    member = made.member
    works = (
        f"You work {_days(member.work_days)}, {clock(member.opens)} to {clock(member.closes)}. "
        "What is late waits for that."
    )
    hidden = "Your numbers are hidden until you ask for them."
    return (
        ("note", _noted(member)),
        ("work_days", works),
        ("opens", works),
        ("closes", works),
        ("minutes", f"Your plan has {count(member.minutes, 'minute', 'minutes')} a week."),
        ("sales_navigator", NOTED[member.sales_navigator]),
        ("hidden", hidden if member.hidden else "Your numbers are shown."),
        (
            "holidays",
            f"The workspace has {count(len(made.holidays), 'holiday', 'holidays')} ahead.",
        ),
    )


def _noted(member: Member) -> str:
    if member.digest != "on":
        return "The weekly note is off."
    next_at = member.next_digest_at
    comes = f" The next one comes on {moment(next_at, member.zone)}." if next_at else ""
    return f"The weekly note is on: {rhythm(member)}.{comes}"


def _days(mask: int) -> str:
    """Monday to Friday; Monday, Wednesday."""
    numbers = [number for number in range(7) if mask >> number & 1]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{WEEKDAYS[numbers[0]]} to {WEEKDAYS[numbers[-1]]}"
    return ", ".join(WEEKDAYS[number] for number in numbers)


def no_day(lines: Collection[str]) -> str:
    """Lines of the holidays that name no day."""
    shown = ", ".join(escape(line[:20]) for line in list(lines)[:3])
    return f"I can't read these as days: {shown}. Write one a line, like 2026-12-25."
