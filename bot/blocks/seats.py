"""Seats of Sales Navigator: one's own, the question whose a seat is, and a report's two dates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.refusals import sentence
from bot.blocks.wording import count, day, name

if TYPE_CHECKING:
    from bot.services.seats import Standing, Team
    from bot.store.seats import Brought, StoredSeat

WHAT = (
    "A usage report of Sales Navigator has a row for each seat. I take yours and drop all others."
)
KEPT = (
    "*I keep* the address that you type here, about yourself and for this alone. "
    "Coach admins see that you have a seat. They see neither its address nor its numbers."
)
MATCHING = (
    "Choose a person and type the seat's id or e-mail address from the report. "
    "They are asked when they next open me. "
    "Until they say yes, I keep and show nothing of that seat."
)
ERASED = "A no erases the question, and after 30 days it is forgotten."
LISTED = 20
"""People who are named in a list, and reports that are listed, at most."""
ASKED_AT_ONCE = 3
"""Questions on one screen; the next ones follow once these have an answer."""


def modal(known: Standing, team: Team | None, upload: str, zone: str) -> View:
    """One's own seat; `team`: for coach admins; `upload`: a report that waits for the address."""
    blocks = [parts.section(f"{WHAT}\n{KEPT}"), *questions(known)]
    blocks.append(_address(known.email))
    if known.seats or known.brought:
        blocks += _mine(known, zone)
    if team is not None:
        blocks += _team(team)
    metadata = json.dumps({"upload": upload}) if upload else ""
    return parts.modal(
        "Your Sales Navigator", blocks, callback_id=ids.SEAT_VIEW, submit="Save",
        metadata=metadata,
    )  # fmt: skip


def instead() -> Message:
    """Where no form can open."""
    return notice("I need a form for that. Open it with the button below my upload help.")


def questions(known: Standing) -> list[Block]:
    """Is this your seat? On the person's own screens only."""
    return [block for asked in known.questions[:ASKED_AT_ONCE] for block in _question(asked)]


def beside(known: Standing) -> list[Block]:
    """What stands on a card: open questions, and what a report of somebody else brought."""
    blocks = questions(known)
    if known.news:
        blocks.append(parts.section(_news(known.news)))
        blocks.append(parts.actions(parts.button("My seat", ids.SEAT_OPEN)))
    return blocks


def with_card(message: Message, known: Standing) -> Message:
    """A card with what is asked about seats below it."""
    added = beside(known)
    return Message(message.text, [*message.blocks, *added]) if added else message


def asks(code: str, upload: str) -> Message | None:
    """A report that can be read once its owner answers; None for any other refusal."""
    if code == "period_unknown":
        row = [parts.button("Give the two dates", ids.PERIOD_OPEN, upload, style="primary")]
    elif code == "no_seat_matched":
        row = [
            parts.button("My seat's address", ids.SEAT_OPEN, upload, style="primary"),
            parts.button("Try again", ids.UPLOAD_RETRY, upload, label="Read the report again"),
        ]
    else:
        return None
    text = sentence(code)
    return Message(text, [parts.section(text), parts.actions(*row)])


def period_form(upload: str, first: date, last: date) -> View:
    """The two dates of a report; `first` and `last`: what stands there at the beginning."""
    blocks = [
        parts.section("The dates stand in the file's name when LinkedIn gives it to you."),
        _date("first", "First day of the report", first),
        _date("last", "Last day of the report", last),
    ]
    return parts.modal(
        "Dates of the report", blocks, callback_id=ids.PERIOD_VIEW, submit="Read it",
        metadata=json.dumps({"upload": upload}),
    )  # fmt: skip


def match_form() -> View:
    """For coach admins: which person has a seat."""
    whom = {
        "type": "input",
        "block_id": "whom",
        "label": parts.plain("Person"),
        "element": {"type": "users_select", "action_id": "whom"},
    }
    blocks = [
        parts.section(f"{MATCHING} {ERASED}"),
        whom,
        parts.field("seat", "Seat id or e-mail address, from the report", most=254),
    ]
    return parts.modal(
        "Match a seat", blocks, callback_id=ids.SEAT_MATCH_VIEW, submit="Ask them"
    )  # fmt: skip


def field_error(code: str) -> str:
    """What is wrong with a field."""
    return sentence(code)


def dates_wrong() -> str:
    """A last day before the first, or in the future."""
    return "The last day must be on or after the first, and not in the future."


def saved(reading: bool) -> Message:
    """An address was kept. `reading`: a report is read with it now."""
    if reading:
        return notice("Saved. I'm reading the report once more, and the receipt comes to our chat.")
    return notice("Saved. Send me a usage report, and I take your row of it.")


def asked(whom: str) -> Message:
    """A question waits for a person."""
    return notice(f"<@{whom}> is asked when they next open me. {ERASED}")


def answered(yes: bool) -> Message:
    """A person said whose the seat is."""
    if yes:
        return notice("Thanks. From the next report on, this seat's numbers come to you alone.")
    return notice("Thanks. The question is erased, and nothing of that seat came to you.")


def not_answered(code: str) -> Message:
    """An answer that came too late."""
    return notice(sentence(code))


def forgotten() -> Message:
    """Seats and what others' reports brought are gone."""
    return notice(
        "Forgotten: your seat, and all that reports of others brought you. "
        "Uploads of your own stay, and each has its Undo."
    )


def taken_back() -> Message:
    """What one report brought is gone."""
    return notice("Gone. To stop later reports too, forget your seat here.")


def reading_again() -> Message:
    """A report is read once more."""
    return notice("Reading the report again… The receipt comes to our chat in a moment.")


def kept(made: Mapping[str, Any]) -> list[str]:
    """What a receipt says was kept of usage reports, beside readings."""
    seats = made.get("seats") or {}
    said = ["counts a day, spread evenly over the report's days"] if seats.get("spread") else []
    if seats.get("others"):
        said.append(count(seats["others"], "row for its owner", "rows for their owners"))
    return said


def for_owners(made: Mapping[str, Any]) -> str | None:
    """What a receipt says where nothing came to the one who uploaded; None anywhere else."""
    seats = made.get("seats") or {}
    if not seats or seats["own"] or len(made["files"]) != _reports(made):
        return None
    if seats["others"]:
        return "Each row is shown to the person whose seat it is, and to nobody else."
    return "The seat that I know has no numbers in this report. That is no zero."


def buttons(made: Mapping[str, Any], upload: str) -> list[dict[str, Any]]:
    """What may be done about seats that nobody was matched with."""
    unmatched = any(one["code"] == "seats_not_matched" for one in made["warnings"])
    if not made.get("seats") or not unmatched:
        return []
    return [
        parts.button("Seats", ids.SEAT_OPEN, label="Whose seat is whose"),
        parts.button("Read again", ids.SEAT_AGAIN, upload, label="Read the report again"),
    ]


def _reports(made: Mapping[str, Any]) -> int:
    return sum(one["kind"] == "sales_navigator" for one in made["files"])


def _address(known: str) -> Block:
    element: dict[str, Any] = {"type": "email_text_input", "action_id": "email"}
    if known:
        element["initial_value"] = known
    return {
        "type": "input",
        "block_id": "email",
        "label": parts.plain("Which e-mail address has your seat?"),
        "hint": parts.plain("Your own, as it stands in Sales Navigator."),
        "element": element,
    }


def _question(asked: StoredSeat) -> list[Block]:
    what = "address" if asked.kind == "email" else "seat id"
    text = (
        f"*Is this your Sales Navigator seat?* Its {what} is {name(asked.value)}. "
        f"<@{asked.asked_by}> asks. After a yes, its numbers come to you alone."
    )
    row = parts.actions(
        parts.button("Yes, mine", ids.SEAT_YES, asked.id, style="primary"),
        parts.button("No", ids.SEAT_NO, asked.id, label="No, this is not my seat"),
    )
    return [parts.section(text), row]


def _mine(known: Standing, zone: str) -> list[Block]:
    blocks: list[Block] = [parts.divider()]
    for one in known.brought[:LISTED]:
        when = day(one.at.astimezone(ZoneInfo(zone)).date())
        counted = count(one.readings, "reading", "readings")
        text = f"A report given on {when} brought you {counted}, up to {day(one.through)}."
        back = parts.button("Take back", ids.SEAT_TAKE_BACK, one.upload,
                            label=f"Take back what the report of {when} brought")  # fmt: skip
        blocks.append(parts.section(text, accessory=back))
    if known.seats:
        blocks.append(parts.actions(parts.button("Forget my seat", ids.SEAT_FORGET)))
    return blocks


def _team(team: Team) -> list[Block]:
    lines = [f"*Have a seat here*: {_people(team.matched)}.", f"*Asked*: {_people(team.asked)}."]
    button = parts.button("Match a seat", ids.SEAT_MATCH)
    return [parts.divider(), parts.section("\n".join(lines)), parts.actions(button)]


def _people(users: Sequence[str]) -> str:
    shown = ", ".join(f"<@{user}>" for user in users[:LISTED]) or "nobody yet"
    left = len(users) - LISTED
    return f"{shown} and {left} more" if left > 0 else shown


def _news(brought: Sequence[Brought]) -> str:
    readings = sum(one.readings for one in brought)
    what = count(readings, "reading", "readings")
    return (
        f"A Sales Navigator report of your team brought you {what}. "
        "You alone see them, and you can take them back."
    )


def _date(field: str, label: str, first: date) -> Block:
    element = {"type": "datepicker", "action_id": field, "initial_date": first.isoformat()}
    return {"type": "input", "block_id": field, "label": parts.plain(label), "element": element}
