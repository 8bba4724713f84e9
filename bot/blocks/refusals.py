"""What cannot be used: for each code what happened, what was kept, and what to do next."""

from collections.abc import Mapping

from bot.blocks.wording import name

FORM = "Four numbers in LinkedIn's order work best, like `log 18.2 12.5 20 14.1`."
NOTHING = "Nothing was stored."
AGAIN = "Download it again from LinkedIn and drop it here."

SENTENCES: dict[str, str] = {
    # typed
    "no_numbers": f"I found no number there. {FORM}",
    "wrong_count": f"I need four numbers, or one for the total alone. {NOTHING} {FORM}",
    "out_of_range": f"A pillar goes from 0 to 25, and a total to 100. {NOTHING}",
    "ambiguous_comma": f"I can't tell where one number ends. Put blanks between them. {FORM}",
    "not_a_number": f"I don't understand “{{word}}” as a number. {NOTHING} {FORM}",
    "bad_rank": f"A rank is a whole number from 1 to 100, like `industry 12`. {NOTHING}",
    "bad_average": f"An average goes from 0 to 100, like `industry average 29`. {NOTHING}",
    "bad_date": f"Write the day like `on 2026-11-01`. {NOTHING}",
    "future_date": f"That day is still to come where you are. {NOTHING}",
    "too_early": f"The index began in 2014, so that day is too early. {NOTHING}",
    "repeated_word": f"“{{word}}” stands there twice, so I'm not sure which one counts. {NOTHING}",
    # files
    "empty_file": "This file is empty. Nothing was kept. Export it again, or type your numbers.",
    "no_rows": "This table has a header and no rows. Nothing was kept. Export it again.",
    "too_large": (
        "This is more than the {limit} I take. Nothing was kept. "
        "Unpack it and drop the CSV files you want here."
    ),
    "too_much_inside": (
        "This unpacks to more than I read ({limit}). Nothing was kept. "
        "Drop the CSV files you want here one by one."
    ),
    "too_slow_or_heavy": (
        "Reading this took too long, so I stopped. Nothing was kept. "
        "Drop the CSV files you want here one by one."
    ),
    "damaged": f"This file is incomplete or damaged. Nothing was kept. {AGAIN}",
    "encrypted": "This file is locked with a password. Nothing was kept. Send the original.",
    "other_archive": "I open .zip archives only. Nothing was kept. Send the one LinkedIn gave you.",
    "nested_archive": "This is a zip inside a zip. Nothing was kept. Send the inner one.",
    "unsafe_archive": (
        "This archive holds names or links that an export from LinkedIn never has. "
        f"Nothing was kept. {AGAIN}"
    ),
    "picture_or_pdf": (
        "I don't read pictures or PDFs. Nothing was kept. "
        "Copy the text of your SSI page, or type the four numbers."
    ),
    "web_page": (
        "Slack gave me a web page instead of your file. Nothing was kept. "
        "Please tell whoever runs me to check the permission files:read."
    ),
    "old_or_locked_workbook": (
        "This workbook is in an old format or locked. Nothing was kept. Save it as CSV."
    ),
    "other_document": "This is a document that I don't read. Nothing was kept. Save it as CSV.",
    "not_text": "I don't know this kind of file. Nothing was kept. I read LinkedIn's zip and CSVs.",
    "unknown_json": "This JSON is not from an SSI page. Nothing was kept. Type the four numbers.",
    "unknown_columns": (
        "I don't recognise these columns: {seen}. Nothing was kept. "
        "I read Connections, Invitations, messages, Shares, Comments and more of LinkedIn's files."
    ),
    "missing_column": "A column is missing: {column}. Nothing was kept. Export it unchanged.",
    "duplicate_column": "The column {column} stands there twice. Nothing was kept.",
    "which_file": (
        "Two of LinkedIn's files look like this: {choices}. Nothing was kept. "
        "Give it its original name, or send the whole zip."
    ),
    "nothing_for_us": (
        "I found none of the files that I read in there. Nothing was kept. "
        "I look for Connections, Invitations, messages, Shares, Comments and Reactions."
    ),
    "private_file": "This file is private, so I closed it unread. Nothing was kept.",
    "dates_unreadable": (
        "I couldn't read the dates safely. Nothing was kept. "
        "Export it again without opening it in a spreadsheet."
    ),
    "paste_unclear": (
        "I couldn't find your four numbers in this text. Nothing was stored. "
        "Type them in the fields instead."
    ),
    "nothing_new": "I read this very file before. Nothing was counted twice.",
    # ways in
    "not_yours": "This file belongs to somebody else, so I left it alone. Nothing was kept.",
    "file_gone": "Slack no longer has this file. Nothing was kept. Drop it here again.",
    "slack_busy": (
        "Slack didn't hand me the file in time. Nothing is lost: try again with one tap."
    ),
}
"""By code. A test holds this table to the codes that the importers raise."""


def sentence(code: str, facts: Mapping[str, str] | None = None) -> str:
    """The sentences of a code, with what the person gave shown as text."""
    shown = _Shown({key: name(value) if key == "word" else _cut(value)
                    for key, value in (facts or {}).items()})  # fmt: skip
    text = SENTENCES.get(code, "I couldn't use this. Nothing was kept. Please try another way.")
    return text.format_map(shown)


class _Shown(dict[str, str]):
    """Facts by name; one that was not given reads as "that"."""

    def __missing__(self, key: str) -> str:
        return "that"


def _cut(value: str) -> str:
    return ", ".join(name(part.strip()) for part in value.split(",")[:10])
