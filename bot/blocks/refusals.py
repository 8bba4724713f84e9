"""What cannot be used: for each code what happened, what was kept, and what to do next."""

from collections.abc import Mapping

from bot.blocks.wording import name

FORM = "Four numbers in LinkedIn's order work best, like `log 18.2 12.5 20 14.1`."
STORED = "Nothing was stored."
KEPT = "Nothing was kept."
ORIGINAL = "Send the file just as LinkedIn gave it to you."
SINGLY = "Unpack it and drop the CSV files you want here, one by one."
CSV = "Save the table as CSV and send that."
TYPE = "Type the four numbers instead."
USAGE = "Export the other one: in Sales Navigator under Admin, Usage Reporting, Export."
TABLES = (
    "I can read Connections, Invitations, messages, Shares, Comments, Reactions, and LinkedIn's "
    "other tables of what you did. "
    "A table of your own needs Date and the four pillars, or Total."
)
READ = (
    "I read LinkedIn's .zip archive, single CSV files of it, and the text of your SSI page. "
    "I also read the workbook of your post analytics."
)

TYPED: dict[str, str] = {
    "no_numbers": f"I found no number there, so nothing was stored. {FORM}",
    "wrong_count": f"I need four numbers, or one for the total alone. {STORED} {FORM}",
    "out_of_range": (
        f"A pillar goes from 0 to 25, and a total to 100. {STORED} Please look at them once more."
    ),
    "ambiguous_comma": (
        f"I can't tell where one number ends. {STORED} Put blanks between them. {FORM}"
    ),
    "not_a_number": f"I don't understand “{{word}}” as a number. {STORED} {FORM}",
    "bad_rank": f"A rank is a whole number from 1 to 100, like `industry 12`. {STORED}",
    "bad_average": f"An average goes from 0 to 100, like `industry average 29`. {STORED}",
    "bad_date": f"I can't read that day. {STORED} Write it like `on 2026-11-01`.",
    "future_date": f"That day is still to come where you are. {STORED} Give an earlier one.",
    "too_early": f"LinkedIn showed no index before 2014. {STORED} Please check the year.",
    "repeated_word": (
        f"“{{word}}” stands there twice, and I won't guess. {STORED} Please send it once."
    ),
}
"""Numbers in a line or in a form."""

FILES: dict[str, str] = {
    "empty_file": f"This file is empty. {KEPT} Export it again, or type your four numbers.",
    "no_rows": f"This table has a header and no rows. {KEPT} Export it again.",
    "no_good_rows": (
        f"I could use no row of this table ({{reasons}}). {KEPT} "
        "Mend those cells and send it again."
    ),
    "too_large": f"This is more than the {{limit}} that I take. {KEPT} {SINGLY}",
    "too_much_inside": f"This unpacks to more than I read ({{limit}}). {KEPT} {SINGLY}",
    "member_too_large": f"The file inside is larger than I read. {KEPT} {SINGLY}",
    "too_many_rows": f"The table inside has more rows than I read. {KEPT} {SINGLY}",
    "too_slow_or_heavy": f"Reading this took too long, so I stopped. {KEPT} {SINGLY}",
    "damaged": f"This file is incomplete or damaged. {KEPT} Get it from LinkedIn once more.",
    "encrypted": f"This file asks for a password. {KEPT} {ORIGINAL}",
    "other_archive": f"The only archives that I open are .zip files. {KEPT} {ORIGINAL}",
    "nested_archive": f"This is a zip inside a zip. {KEPT} Send the inner one.",
    "unsafe_archive": (
        f"This archive holds names or links that LinkedIn's own never have. {KEPT} {ORIGINAL}"
    ),
    "picture_or_pdf": (
        f"I don't read pictures or PDFs. {KEPT} "
        "Copy the text of your SSI page, or type the four numbers."
    ),
    "profile_pdf": (
        f"The PDF of a profile holds nothing that I count. {KEPT} "
        "Send LinkedIn's archive, or the text of your SSI page."
    ),
    "lead_list": (
        f"This is a list of leads, and I don't read other people's data. {KEPT} "
        "What I read of Sales Navigator is its usage report."
    ),
    "assistant_log": (
        f"These are talks with LinkedIn's assistant, so I left them closed. {KEPT} {READ}"
    ),
    "web_page": (
        f"Slack gave me a web page in place of your file. {KEPT} "
        "Please ask whoever runs me to check the permission files:read."
    ),
    "old_or_locked_workbook": f"This workbook is in an old format or locked. {KEPT} {CSV}",
    "macros": f"This workbook holds macros, so I left it closed. {KEPT} {CSV}",
    "doctype_in_workbook": f"This workbook is built in a way that isn't safe. {KEPT} {CSV}",
    "other_document": f"I don't read this kind of document. {KEPT} {CSV}",
    "not_text": f"I don't know this kind of file. {KEPT} {READ}",
    "unknown_json": f"I don't find an SSI page in this JSON. {KEPT} {TYPE}",
    "facts_too_new": (
        f"This was made by a newer program than I am. {KEPT} "
        "Ask whoever runs me to update, or send the archive itself."
    ),
    "facts_invalid": f"This file was changed after it was made. {KEPT} Make it again.",
    "facts_not_alone": (
        f"A facts.json stands for a whole upload. {KEPT} Send it in a message of its own."
    ),
    "report_not_shredded": (
        f"A Sales Navigator report is about many people, so it isn't shredded. {KEPT} "
        "Upload the report itself."
    ),
    "unknown_columns": f"I don't recognise these columns: {{seen}}. {KEPT} {TABLES}",
    "missing_column": f"The column {{column}} is missing. {KEPT} Export it again unchanged.",
    "duplicate_column": f"The column {{column}} is there twice. {KEPT} Export it again unchanged.",
    "which_file": (
        f"Two of LinkedIn's files look like this: {{choices}}. {KEPT} "
        "Give it its first name back, or send the whole zip."
    ),
    "nothing_for_us": f"There is nothing in it that I count. {KEPT} {TABLES}",
    "private_file": f"This file is private, so I closed it unread. {KEPT} {READ}",
    "recruiter_report": f"This is LinkedIn Recruiter's report, without the index. {KEPT} {USAGE}",
    "snap_export": f"These are single events, without the index. {KEPT} {USAGE}",
    "period_unknown": (
        f"Which days is this report about? Its name doesn't say. {KEPT} "
        "Give me its first and last day, and I read it again."
    ),
    "no_seat_matched": (
        f"I read the report and found no seat of yours in it. {KEPT} "
        "Tell me which e-mail address has your seat."
    ),
    "dates_unreadable": (
        f"I couldn't read most dates; one would be {{expected}}. {KEPT} "
        "Export it again without opening it in a spreadsheet."
    ),
    "date_order_unclear": (
        f"I can't tell days from months in this file. {KEPT} "
        "Write the dates like 2026-06-27 and send it again."
    ),
    "dates_outside_range": (
        f"Most days in this file lie outside the period that it names. {KEPT} "
        "Export it again without opening it in a spreadsheet."
    ),
    "two_sheets": (
        f"More than one sheet of this workbook is a table that I read. {KEPT} "
        "Save each as a file of its own."
    ),
    "single_post": (
        f"This workbook is about one post, and I count all posts together. {KEPT} "
        "On LinkedIn, open Analytics for all your posts and export that."
    ),
    "paste_unclear": (f"I couldn't make out your own four numbers in this text. {STORED} {TYPE}"),
    "nothing_new": "I read this very file before. Nothing was counted twice.",
}
"""Files and pasted text."""

SEATS: dict[str, str] = {
    "not_an_address": f"This doesn't look like an e-mail address. {STORED} Please check it.",
    "not_a_seat": f"This is neither a seat id nor an address. {STORED} Copy it from the report.",
    "not_a_person": f"This account can't be asked. {STORED} Choose somebody else.",
    "seat_taken": f"Somebody here already has this seat. {STORED} A coach admin can match it.",
}
"""Whose seat of Sales Navigator is whose."""

TEAMS: dict[str, str] = {
    "no_board": f"There is no board here. {STORED} Type the word `board` in the channel first.",
    "guest_leads_nothing": (
        f"A guest, or somebody who left, manages no board. {STORED} Choose somebody else."
    ),
    "not_joined": f"This person takes no part in that board. {STORED} They join it by themselves.",
    "own_manager": f"That is you. {STORED} Your own card shows you everything.",
    "no_such_manager": f"This person manages no board of yours now. {STORED} Open the form anew.",
    "no_such_choice": f"This can't be chosen here. {STORED} Open the form anew.",
    "nothing_written": f"There is no page to show yet. {STORED} Write it, and share it there.",
    "page_too_long": f"The page is too long. {STORED} Please keep to 2,500 characters.",
}
"""Who shares what with whom."""

WAYS_IN: dict[str, str] = {
    "not_yours": f"This file is somebody else's, so I left it alone. {KEPT} Send one of your own.",
    "file_gone": f"Slack no longer has this file. {KEPT} Drop it here once more.",
    "too_many_uploads": (
        f"You have sent 20 uploads since yesterday, and I take no more. {KEPT} "
        "Please send this one again tomorrow."
    ),
    "reading_broke": (
        "Something went wrong on my side while I read your file. It is not lost: "
        "one tap tries again."
    ),
    "slack_busy": "Slack was too slow with your file. It is not lost: one tap tries again.",
}
"""The way from Slack to us."""

SENTENCES: dict[str, str] = {**TYPED, **FILES, **SEATS, **TEAMS, **WAYS_IN}
"""By code. A test holds this table to the codes that are raised."""
UNKNOWN = f"I couldn't use this. {KEPT} Please try another way."
COLUMNS = 10
"""Entries of a list that are named, at most."""


def sentence(code: str, facts: Mapping[str, str] | None = None) -> str:
    """The sentences of a code, with what the person gave shown as text."""
    shown = _Shown({key: name(value) if key == "word" else _listed(value)
                    for key, value in (facts or {}).items()})  # fmt: skip
    return SENTENCES.get(code, UNKNOWN).format_map(shown)


class _Shown(dict[str, str]):
    """Facts by name; one that was not given reads as "that"."""

    def __missing__(self, key: str) -> str:
        return "that"


def _listed(value: str) -> str:
    """A list of names, each as text; the rest of a long one as a number."""
    given = [part.strip() for part in value.split(",")]
    shown = ", ".join(name(part) for part in given[:COLUMNS])
    return f"{shown} and {len(given) - COLUMNS} more" if len(given) > COLUMNS else shown
