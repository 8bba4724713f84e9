"""Uploads: the form, the receipt, what was read, and what could not be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.blocks import archive_wait, hidden, ids, parts, seats
from bot.blocks.message import Message, View
from bot.blocks.notices import notice
from bot.blocks.reasons import shown_by_files
from bot.blocks.refusals import sentence
from bot.blocks.wording import count, day, total

if TYPE_CHECKING:
    from bot.services.card import Card

KINDS = {
    "profile": "profile", "profile_summary": "About", "positions": "positions",
    "skills": "skills", "education": "education", "rich_media": "profile media",
    "groups": "groups", "connections": "connections", "invitations": "invitations",
    "messages": "messages", "shares": "posts and shares", "comments": "comments",
    "reactions": "reactions", "instant_reposts": "reposts", "searches": "searches",
    "company_follows": "companies followed", "endorsements_received": "endorsements received",
    "endorsements_given": "endorsements given",
    "recommendations_received": "recommendations received",
    "recommendations_given": "recommendations given", "ssi_page": "SSI page",
    "ssi_history": "SSI history", "articles": "articles",
    "creator_engagement": "views of your posts",
    "creator_followers": "new followers", "creator_top_posts": "best posts",
    "sales_navigator": "Sales Navigator usage report",
}  # fmt: skip
WARNINGS = {
    "rows_left_out": "rows that I couldn't read were left out",
    "dates_left_out": "rows without a date that I can read were left out",
    "dates_unreadable": "a table was left out, since most of its dates can't be read",
    "member_unreadable": "a file inside could not be read",
    "ambiguous_member": "two files inside have one name and differ, so I took neither",
    "member_too_large": "a file inside was too large",
    "too_many_rows": "a table inside was too long",
    "owner_unknown": "I couldn't tell which messages are yours, so I left messages out",
    "join_impossible": "these invitations can't be matched with connections",
    "encoding_guessed": "I had to guess how letters are written in this file",
    "decimal_comma_read": "I read commas as decimal commas",
    "date_order_read": "I worked out from the rows which number is the day",
    "total_mismatch": "the total and the four numbers don't fit together",
    "pillars_missing": "where the four numbers were missing, I took the total alone",
    "conflicting_rows": "rows contradict each other, so I left them out",
    "large_jump": "the total jumps a long way between two days",
    "sheet_missing": "a sheet that I look for is not there",
    "localised_headers": "the columns are in another language, and I read them by their order",
    "periods_apart": "files with days missing between them, so I took the newest",
    "seats_not_matched": "seats that I can't match with anybody were left out",
    "seat_without_data": "a seat without any activity brought nothing, which is no zero",
    "activity_incomplete": "a usage report lacks activity columns, so I took its scores alone",
    "recruiter_report": "a report of LinkedIn Recruiter was left out",
    "snap_export": "an export of single Sales Navigator events was left out",
    "period_unknown": "a report without dates in its name was left out: send it by itself",
    "unknown_columns": "a table with columns that I don't know was left out",
    "missing_column": "a table without one of its columns was left out",
    "duplicate_column": "a table with one column twice was left out",
    "which_file": "a table that two of LinkedIn's files look like was left out",
    "too_large": "a file over the limit was left out",
    "too_much_inside": "an archive that unpacks to more than I read was left out",
    "facts_not_alone": "a second facts.json was left out, since each stands for a whole upload",
}
"""What was left out or guessed, by code. A refusal of one file among others is a warning too."""
NOTES = {
    "basic_archive": "posts, comments and reactions come only with LinkedIn's larger archive",
    "older_than_known": "this export is older than what I know, so newer days stay as they are",
}
"""What is worth knowing about an upload, by code."""
STAGES = {
    "fetching": "Fetching your file from Slack…",
    "reading": "Reading your file…",
    "adding": "Adding up what I read…",
}
"""What is going on, in the order in which it goes."""
READ = (
    "*What I read*: LinkedIn's archive (.zip) and single CSV files of it. "
    "Also Sales Navigator's usage report, several months at once if you like. "
    "Also the text of your SSI page, and a table of earlier readings. "
    "Also the workbook of your post analytics (.xlsx). "
    "*Never opened*: e-mail addresses, phone numbers, log-ins, job applications, contacts."
)
SHRED = (
    "Rather not send the archive? On your own machine, `ssi-coach shred` makes a facts.json of it. "
    "That holds what I would keep and nothing else, and I read it too."
)
CHANNELS = "In channels I read no files."
LARGER_THERE = "This form takes up to 10 MB. Please drop larger files into our chat instead."
STILL_THERE = (
    "The file itself is still in your Slack, and yours to delete. "
    "Open the menu beside it there and choose Delete file."
)


def modal() -> View:
    """Files up to 10 MB, and a field for pasted text."""
    files = {
        "type": "input",
        "block_id": "files",
        "optional": True,
        "label": parts.plain("Files from LinkedIn, up to 10 MB"),
        "hint": parts.plain("Larger ones: drop them into our chat instead."),
        "element": {"type": "file_input", "action_id": "files", "max_files": 10},
    }
    blocks = [
        parts.section(READ),
        files,
        parts.field(
            "pasted", "Or paste the text of your SSI page", optional=True, multiline=True,
            most=3000, hint="I keep your numbers and drop the text.",
        ),
        parts.context(
            "Ask LinkedIn for the larger archive: Settings, Data privacy, Get a copy of your data. "
            f"{archive_wait.OFFER}"
        ),
        parts.actions(archive_wait.button(), _seat_button()),
        parts.context(f"{SHRED} {CHANNELS}"),
    ]  # fmt: skip
    return parts.modal("Upload or paste", blocks, callback_id=ids.UPLOAD_VIEW, submit="Read it")


def how(command: str) -> Message:
    """In the chat a file may simply be dropped."""
    text = "Drop your LinkedIn archive or one of its CSV files here, and I read it."
    row = parts.actions(
        parts.button("Open the form", ids.UPLOAD_OPEN), _seat_button(), archive_wait.button()
    )
    small = parts.context(archive_wait.OFFER, f"{SHRED} {CHANNELS}")
    return Message(text, [parts.section(f"{text}\n{READ}"), row, small])


def _seat_button() -> dict[str, Any]:
    return parts.button("Sales Navigator seat", ids.SEAT_OPEN)


def reading(stage: str = "reading") -> Message:
    """While a worker is at it."""
    return notice(f"{STAGES[stage]} The receipt will stand here in a moment.")


def reading_view() -> View:
    """The same where a form was submitted."""
    return parts.as_modal(notice("Reading your file… The receipt comes to our chat in a moment."))


def receipt(made: Mapping[str, Any], id: str, card: Card) -> Message:
    """Three lines: read, skipped, kept; and what it changed."""
    files = made["files"]
    rows = sum(one["rows_read"] for one in files)
    left = sum(one["rows_skipped"] for one in files)
    read = f"*Read*: {count(rows, 'row', 'rows')} in {count(len(files), 'table', 'tables')}."
    skipped = (
        f"*Skipped*: {count(left, 'row', 'rows')}, "
        f"{count(made['private'], 'private file', 'private files')} unopened, "
        f"{count(made['ignored'], 'file', 'files')} that I don't need."
    )
    kept = f"*Kept*: {_kept(made)}. No names and no texts of anybody."
    changed = seats.for_owners(made) or _changed(made, card)
    if card.has_files and not seats.for_owners(made):
        changed = f"{changed}\n{shown_by_files(card)}"
    text = " ".join(line.replace("*", "") for line in (read, skipped, kept, changed))
    row = parts.actions(
        parts.button("My card", ids.CARD_OPEN, style="primary"),
        parts.button("Details", ids.UPLOAD_DETAILS, id, label="What was read and skipped"),
        parts.button("Undo", ids.UPLOAD_UNDO, id, label="Undo this upload", confirm=_SURE),
        *([hidden.button(hidden.CARD)] if card.hidden else []),
        *seats.buttons(made, id),
    )
    blocks = [parts.section("\n".join((read, skipped, kept))), parts.section(changed), row]
    if "basic_archive" in made["notes"]:
        offer = f"This is LinkedIn's smaller archive. {archive_wait.OFFER}"
        blocks.append(parts.section(offer, accessory=archive_wait.button()))
    return Message(text, [*blocks, parts.context(STILL_THERE)])


_SURE = {
    "title": parts.plain("Undo this upload?"),
    "text": parts.plain("All that it counted goes. Days that it had replaced come back."),
    "confirm": parts.plain("Undo"),
    "deny": parts.plain("Keep it"),
}


def already_read(when: datetime, zone: str) -> Message:
    """The same bytes once more."""
    on = day(when.astimezone(ZoneInfo(zone)).date())
    return notice(f"I read this very file on {on}. Nothing was counted twice.")


def nothing_new() -> Message:
    """Other bytes that say what is known."""
    return notice("I knew all of this before. Nothing was counted twice, and no number changes.")


def refused(code: str, facts: Mapping[str, str], retry: str | None) -> Message:
    """What could not be used; `retry`: the upload that may be tried again."""
    text = sentence(code, facts)
    if retry:
        row = parts.actions(parts.button("Try again", ids.UPLOAD_RETRY, retry, style="primary"))
    else:
        row = parts.actions(parts.log_button("Type my four numbers", primary=False))
    return Message(text, [parts.section(text), row])


def undone(card: Card) -> Message:
    """An upload was taken back."""
    return notice("Undone. It is as if that upload had never been, and you can send it again.")


def nothing_given() -> str:
    """An empty form."""
    return "Choose a file or paste the text of your SSI page."


def field_error(code: str) -> str:
    """What is wrong with the pasted text."""
    return sentence(code)


def _kept(made: Mapping[str, Any]) -> str:
    reported = seats.kept(made)
    read = {one["kind"] for one in made["files"]} - {"ssi_page", "ssi_history", "sales_navigator"}
    nothing_else = not made["readings"] and not made.get("seats")
    said = ["counts a day"] if read or nothing_else else []
    said += reported
    if made["readings"]:
        said.append(count(made["readings"], "reading", "readings"))
    through = f", up to {_date(made['as_of'])}" if made["as_of"] else ""
    return " and ".join(said or ["nothing yet"]) + through


def _changed(made: Mapping[str, Any], card: Card) -> str:
    estimate = card.report.estimate
    if card.hidden:
        return "Your number may rest on more now. Show once tells it."
    if estimate.basis == "reading":
        return "Your number stays what you reported. The files now show why."
    before, after = made["before"], made["after"]
    if after is None:
        shown = parts.between(estimate.low, estimate.high, whole=True)
        return f"I still see too little for one number. By estimate you are {shown}."
    if before is None:
        return f"Now I can see enough for an estimate: about {total(after)} of 100."
    if total(before) == total(after):
        return f"The estimate stays at about {total(after)}. More of it is measured now."
    return f"The estimate goes from about {total(before)} to about {total(after)}."


def _date(iso: str) -> str:
    return day(date.fromisoformat(iso))
