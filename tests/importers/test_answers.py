"""Every refusal, warning and note that a table or a pasted page can meet, reached and worded."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from importers import layouts, layouts_resaved
from importers.cases import packed_files as zipped

from bot.blocks.refusals import SENTENCES, sentence
from bot.blocks.upload import WARNINGS
from bot.errors import Refused
from bot.importers import child, reading
from bot.importers.values import Context, Import, Limits, Upload

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
HEAD = layouts.NAMES + "\n"
ROW = "A,B,,,C,D,03 Nov 2026\n"
FULL = "Complete_LinkedInDataExport_11-19-2026.zip"
CHAT = layouts.TALK + "\nc,,a,,b,,2026-11-03 09:00:00 UTC,,x,INBOX\n"
LABELS = layouts.FOUR
TWO_SETS = "33 out of 100\n" + "\n".join(
    f"{value} | {name}"
    for four in ((12, 6, 8, 7), (7, 8, 6, 12))
    for value, name in zip(four, LABELS.split(","), strict=True)
)
PAGE = "Your Social Selling Index\nCurrent Social Selling Index\n{total} out of 100\n{four}"
BAD_LETTER = HEAD.encode() + b"A,B,,,C,\x81,03 Nov 2026\n" + ROW.encode()


def read(name: str, data: bytes | str, context: Context = CONTEXT) -> Import:
    content = data.encode() if isinstance(data, str) else data
    return reading.read([Upload(name, content)], context)


def of_json(**score: Any) -> str:
    return json.dumps({"memberScore": score})


REFUSED: tuple[tuple[str, str, bytes | str], ...] = (
    ("empty_file", "a.csv", " \n"),
    ("no_rows", "Connections.csv", HEAD),
    ("no_rows", "history.csv", f"Date,{LABELS}\n"),
    ("no_good_rows", "history.csv", f"Date,{LABELS}\n2026-11-01,1,2,3,26\n"),
    ("picture_or_pdf", "photo.jpg", b"\xff\xd8\xff\xe0...."),
    ("picture_or_pdf", "photo.webp", b"RIFF\x10\0\0\0WEBPVP8 "),
    ("picture_or_pdf", "report.pdf", b"%PDF-1.7"),
    ("profile_pdf", "Profile.pdf", b"%PDF-1.7"),
    ("profile_pdf", "Profile (1).pdf", b"%PDF-1.7"),
    ("web_page", "Connections.csv", "\ufeff \n<!doctype HTML><html>"),
    ("other_archive", "a.tar", b"a" * 257 + b"ustar" + b"\0" * 200),
    ("not_text", "a.csv", "x,y\n".encode("utf-32")),
    ("not_text", "a.csv", "x,y\n".encode("utf-16-le")),
    ("damaged", "a.csv", b"\xff\xfe" + HEAD.encode("utf-16-le") + b"\x00\xd8x"),
    ("unknown_json", "a.json", '{"a": 1}'),
    ("unknown_json", "a.json", "[1, 2]"),
    ("unknown_json", "a.json", '{"memberScore": {"overall": NaN}}'),
    ("unknown_json", "a.json", of_json(overall=101)),
    ("unknown_json", "a.json", of_json(overall=True)),
    ("unknown_json", "a.json", of_json(subScores=5)),
    ("unknown_json", "a.json", of_json(overall=50, subScores=[{"pillar": "PROFESSIONAL_BRAND", "score": 25.1}])),
    ("unknown_json", "a.json", "[" * 100_000),
    ("unknown_columns", "a.csv", "a,b,c\n1,2,3\n"),
    ("unknown_columns", "a.csv", "Name\nx\n"),
    ("missing_column", "Connections.csv", "First Name,Last Name,Company,Position\nA,B,C,D\n"),
    ("missing_column", "x.csv", "Endorsement Date,Skill Name,Endorser First Name\nA,B,C\n"),
    ("missing_column", "x.csv", "Date,Find the right people,Total\n2026-11-01,3,4\n"),
    ("duplicate_column", "x.csv", "First Name,Last Name,Company,Position,Connected On,Connected On\n"),
    ("which_file", "x.csv", layouts.PRAISED),
    ("which_file", "my talks.csv", CHAT),
    ("assistant_log", "guide_messages.csv", CHAT),
    ("assistant_log", "LearningCoachMessages.csv", "No conversations found"),
    ("assistant_log", "x.csv", "No conversations found\n"),
    ("lead_list", "leads.csv", "First Name,Last Name,Title,Company,LinkedIn URL\nA,B,C,D,x\n"),
    ("lead_list", "x.csv", "Lead Name,Job Title,Account Name,Lead URL\nA,B,C,x\n"),
    ("nothing_for_us", "Votes.csv", "Date,Link,OptionText\n2026-11-03 10:00:00,x,y\n"),
    ("nothing_for_us", "x.csv", "Date,Status,FullName\n2026-11-03 10:00:00,x,y\n"),
    ("nothing_for_us", "a.zip", zipped({"Votes.csv": "Date,Link,OptionText\n"})),
    ("private_file", "x.csv", "Login Date,IP Address,User Agent,Login Type\n"),
    ("private_file", "Logins_77.csv", "anything"),
    ("dates_unreadable", "x.csv", HEAD + ROW + "A,B,,,C,D,soon\nA,C,,,C,D,later\n"),
    ("date_order_unclear", "history.csv", f"Date,{LABELS}\n3/11/2026,1,2,3,4\n4/11/2026,1,2,3,4\n"),
    ("paste_unclear", "page.txt", PAGE.format(total=33, four=TWO_SETS)),
    ("paste_unclear", "page.txt", "Your Social Selling Index\nnothing here"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "name", "data"), REFUSED)
def test_what_cannot_be_used_gets_its_own_answer(code: str, name: str, data: bytes | str) -> None:
    with pytest.raises(Refused) as refused:
        read(name, data)
    assert refused.value.code == code
    said = sentence(code, refused.value.facts)
    assert code in SENTENCES
    assert "{" not in said


def test_a_missing_column_is_named_and_so_are_the_rows_that_no_reading_came_of() -> None:
    with pytest.raises(Refused) as lacking:
        read("Connections.csv", "First Name,Last Name,Company,Position\nA,B,C,D\n")
    assert "connected on" in sentence("missing_column", lacking.value.facts)
    with pytest.raises(Refused) as bad:
        read("h.csv", f"Date,{LABELS}\n2026-11-01,1,2,3,26\nsoon,1,2,3,4\n")
    assert "row 2: build relationships, row 3: date" in sentence("no_good_rows", bad.value.facts)


def test_the_lists_of_a_refusal_come_out_of_the_child_whole() -> None:
    rows = f"Date,{LABELS}\n" + "2026-11-01,1,2,3,26\n" * 3
    with pytest.raises(Refused) as refused:
        child.read([Upload("h.csv", rows.encode())], CONTEXT)
    assert refused.value.facts["reasons"].count("build relationships") == 1  # one row, met thrice
    with pytest.raises(Refused) as lacking:
        child.read([Upload("x.csv", b"Date,Find the right people\n2026-11-01,3\n")], CONTEXT)
    assert len(lacking.value.facts["column"].split(", ")) == 4


def test_unknown_columns_are_shown_as_text_ten_at_most_and_what_i_read_beside_them() -> None:
    names = ["<b>", "=cmd", "x" * 60, *[f"c{n}" for n in range(20)]]
    with pytest.raises(Refused) as refused:
        read("x.csv", ",".join(names) + "\n1,2\n")
    said = sentence("unknown_columns", refused.value.facts)
    assert "<b>" not in said
    assert "x" * 41 not in said
    assert "c10" not in said
    assert "Connections" in said


HISTORY = f"Date,{LABELS},Total\n"
SMALL = replace(CONTEXT, limits=replace(Limits(), rows=2, member=400))
WARNED: tuple[tuple[str, str, bytes | str, Context], ...] = (
    ("rows_left_out", "Connections.csv", HEAD + ROW + "A,B\n", CONTEXT),
    ("rows_left_out", "Connections.csv", HEAD + ROW + ROW.strip() + ",x,y\n", CONTEXT),
    ("rows_left_out", "Connections.csv", BAD_LETTER, CONTEXT),
    ("rows_left_out", "Connections.csv", HEAD + ROW + "A,B,,,C\0,D,03 Nov 2026\n", CONTEXT),
    ("dates_left_out", "Connections.csv", HEAD + ROW + "A,C,,,C,D,22 Nov 2026\n", CONTEXT),
    ("dates_left_out", "Connections.csv", HEAD + ROW + "A,C,,,C,D,04 May 2003\n", CONTEXT),
    ("encoding_guessed", "Connections.csv", (HEAD + "A,B,,,C,Chef f\xfcr,03 Nov 2026\n").encode("cp1252"), CONTEXT),
    ("decimal_comma_read", "history.csv", HISTORY.replace(",", ";") + "2026-11-01;1,5;2;3;4;\n", CONTEXT),
    ("date_order_read", "history.csv", HISTORY + "3/11/2026,1,2,3,4,\n13/11/2026,1,2,3,4,\n", CONTEXT),
    ("total_mismatch", "history.csv", HISTORY + "2026-11-01,1,2,3,4,50\n", CONTEXT),
    ("pillars_missing", "history.csv", HISTORY + "2026-11-01,,,,,50\n", CONTEXT),
    ("conflicting_rows", "history.csv", HISTORY + "2026-11-01,1,2,3,4,\n2026-11-02,1,2,3,4,\n2026-11-02,2,2,3,4,\n", CONTEXT),
    ("large_jump", "history.csv", HISTORY + "2026-11-01,,,,,50\n2026-11-08,,,,,81\n", CONTEXT),
    ("total_mismatch", "page.txt", PAGE.format(total=60, four=layouts.BEFORE), CONTEXT),
    ("pillars_missing", "page.txt", PAGE.format(total=60, four="12 | Find the right people"), CONTEXT),
    ("decimal_comma_read", "page.txt", PAGE.format(total=33, four=layouts.BEFORE.replace(".", ",")), CONTEXT),
    ("total_mismatch", "a.json", of_json(overall=90, subScores=[
        {"pillar": name, "score": 5} for name in ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")]), CONTEXT),
    ("member_unreadable", "a.zip", zipped({"Connections.csv": HEAD + ROW, "Reactions.csv": "a,b\n1,2\n"}), CONTEXT),
    ("dates_unreadable", "a.zip", zipped({"Connections.csv": HEAD + ROW, "Reactions.csv": "Date,Type,Link\nsoon,a,b\n"}), CONTEXT),
    ("ambiguous_member", "a.zip", zipped({"Connections.csv": HEAD + ROW, "x/Connections.csv": HEAD, "Reactions.csv": layouts.REACTED}), CONTEXT),
    ("too_many_rows", "a.zip", zipped({"Connections.csv": HEAD + ROW, "Reactions.csv": layouts.REACTED}), SMALL),
    ("member_too_large", "a.zip", zipped({"Connections.csv": HEAD + ROW, "Reactions.csv": layouts.REACTED + " " * 400}), SMALL),
    ("owner_unknown", "messages.csv", layouts_resaved.MESSAGES_OF_NOBODY, CONTEXT),
    ("join_impossible", "Invitations.csv", layouts_resaved.INVITATIONS_2018, CONTEXT),
)  # fmt: skip


@pytest.mark.parametrize(("code", "name", "data", "context"), WARNED)
def test_what_was_left_out_or_guessed_is_said(
    code: str, name: str, data: bytes | str, context: Context
) -> None:
    if name == "messages.csv":
        uploads = [
            Upload(name, str(data).encode()),
            Upload("Connections.csv", (HEAD + ROW).encode()),
        ]
        made = reading.read(uploads, context)
    else:
        made = read(name, data, context)
    assert code in {one.code for one in made.warnings}
    assert code in WARNINGS


ONE_REACTION = "Date,Type,Link\n2026-11-03 10:00:00,LIKE,https://x.example/1\n"
NOTED: tuple[tuple[str, Mapping[str, str | bytes]], ...] = (
    ("private_skipped", {FULL: zipped({"Reactions.csv": ONE_REACTION, "Jobs/Saved Jobs.csv": "x"})}),
    ("unknown_ignored", {FULL: zipped({"Reactions.csv": ONE_REACTION, "New Thing.csv": "x"})}),
    ("parts_joined", {FULL: zipped({"Reactions_1.csv": ONE_REACTION, "Reactions_2.csv": ONE_REACTION + "\n"})}),
    ("basic_archive", {FULL: zipped({"Connections.csv": HEAD + ROW})}),
    ("basic_archive", {"Basic_LinkedInDataExport_11-19-2026.zip": zipped({"Reactions.csv": ONE_REACTION})}),
    ("duplicates_dropped", {"Comments.csv": layouts.COMMENTED, FULL: zipped({"Comments.csv": layouts.COMMENTED})}),
    ("duplicates_dropped", {"a.csv": ONE_REACTION, "b.csv": ONE_REACTION}),
)  # fmt: skip


@pytest.mark.parametrize(("note", "files"), NOTED)
def test_what_is_as_it_should_be_is_noted(note: str, files: Mapping[str, str | bytes]) -> None:
    given = [
        Upload(name, data.encode() if isinstance(data, str) else data)
        for name, data in files.items()
    ]
    made = reading.read(given, CONTEXT)
    assert note in made.notes
    assert made.warnings == ()


def test_rows_that_were_left_out_are_named_by_number_column_and_day() -> None:
    made = read(
        "history.csv",
        HISTORY
        + "2026-11-01,1,2,3,4,\n2026-11-02,1,2,3,99,\n2026-11-03,1,2,3,4,\n2026-11-03,1,2,3,5,\n",
    )
    found = [(one.reason, one.rows, one.columns) for one in made.left_out]
    assert found == [
        ("values", (3,), ("build relationships",)),
        ("values", (4, 5), ("2026-11-03",)),
    ]
    rows = read(
        "Connections.csv", HEAD + ROW + "A,B\n" + "A,C,,,C,D,never\n" + ROW.replace("A,", "D,")
    )
    assert [(one.reason, one.rows) for one in rows.left_out] == [("cells", (3,)), ("dates", (4,))]
    assert rows.files[0].rows_read == 2
    assert rows.files[0].rows_skipped == 2


def test_rows_keep_their_numbers_behind_repeated_and_broken_ones() -> None:
    good = "2026-11-01,1,2,3,4,\n"
    made = read("history.csv", HISTORY + good + good + "x\n" + "2026-11-04,1,2,3,99,\n")
    assert {line for one in made.left_out for line in one.rows} == {4, 5}
