"""Archives, tables and pasted pages: read right, refused with a code, and nobody else kept."""

import io
import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.refusals import SENTENCES
from bot.errors import Refused
from bot.importers import child, pasted, reading, wire
from bot.importers.values import Context, Import, Limits, Upload
from scoring.activity import merge

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 11, 19, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return buffer.getvalue()


def one(data: bytes | str, name: str = "file.csv", context: Context = CONTEXT) -> Import:
    content = data.encode() if isinstance(data, str) else data
    return reading.read([Upload(name, content)], context)


def facts(made: Import) -> dict[str, dict[date, int]]:
    return {fact: dict(days) for fact, days in merge(made.batches, made.levels).amounts.items()}


def code_of(data: bytes | str, name: str = "file.csv", context: Context = CONTEXT) -> str:
    with pytest.raises(Refused) as refused:
        one(data, name, context)
    return refused.value.code


def test_the_sample_archive_is_read_whole_in_the_child() -> None:
    made = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], CONTEXT)
    rows = {file.kind: file.rows_read for file in made.files}
    assert rows["connections"] == 180
    assert rows["invitations"] == 70
    assert made.as_of == date(2026, 11, 19)
    assert {one.reason for one in made.ignored} == {"private", "no signal"}
    known = facts(made)
    assert sum(known["invites.accepted"].values()) > 0
    assert sum(known["deep.threads"].values()) > 0
    assert sum(known["active.day"].values()) > 0


def test_no_name_text_link_or_address_of_anybody_leaves_the_child() -> None:
    made = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], CONTEXT)
    with zipfile.ZipFile(ARCHIVE) as archive:
        text = archive.read("Connections.csv").decode()
    names = {cell for row in text.splitlines()[4:] for cell in row.split(",")[:3] if len(cell) > 4}
    answer = wire.pack(made, TODAY)
    assert [name for name in names if name in answer] == []
    assert "http" not in answer
    assert "@" not in answer


def test_the_child_carries_no_secrets_and_no_heavy_library() -> None:
    import subprocess

    heavy = "sqlmodel pydantic slack_sdk slack_bolt apscheduler bot.settings"
    script = (
        "import sys, bot.importers.child;"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_child_that_takes_too_long_is_ended() -> None:
    slow = replace(CONTEXT, limits=replace(Limits(), wall_s=0.001))
    with pytest.raises(Refused) as refused:
        child.read([Upload("a.csv", b"x")], slow)
    assert refused.value.code == "too_slow_or_heavy"


def test_a_child_without_memory_is_survived() -> None:
    poor = replace(CONTEXT, limits=replace(Limits(), memory=60_000_000))
    with pytest.raises(Refused) as refused:
        child.read([Upload("a.csv", b"a,b\n" * 10_000_000)], poor)
    assert refused.value.code == "too_slow_or_heavy"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "empty_file"),
        (b"%PDF-1.7", "a.pdf", "picture_or_pdf"),
        (b"\x89PNG....", "a.png", "picture_or_pdf"),
        (b"\xd0\xcf\x11\xe0....", "a.xls", "old_or_locked_workbook"),
        (b"\x1f\x8b....", "a.gz", "other_archive"),
        (b"<!DOCTYPE html><html>", "a.csv", "web_page"),
        (b"\0\0\0\0\0\0abc", "a.bin", "not_text"),
        (b"PK\x05\x06" + b"\0" * 18, "a.zip", "empty_file"),
        (b"PK\x03\x04garbage", "a.zip", "damaged"),
        (zipped({"a.zip": b"PK"}), "a.zip", "nested_archive"),
        (zipped({"other.txt": "x"}), "a.zip", "nothing_for_us"),
        (zipped({"../Connections.csv": "x"}), "a.zip", "unsafe_archive"),
        (zipped({"[Content_Types].xml": "x"}), "a.xlsx", "other_document"),
        ("a,b,c\n1,2,3\n", "a.csv", "unknown_columns"),
        (CONNECTIONS + "\n", "Connections.csv", "no_rows"),
        ("First Name,First Name,Company,Position,Connected On,Last Name\n", "a.csv",
         "duplicate_column"),
        ("Email Address,Confirmed,Primary,Updated On\na@b.c,Yes,Yes,x\n", "a.csv", "private_file"),
        ("x", "PhoneNumbers.csv", "private_file"),
        ("First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n", "a.csv",
         "which_file"),
        ('{"x": 1}', "a.json", "unknown_json"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes | str, name: str, code: str) -> None:
    assert code_of(data, name) == code
    assert code in SENTENCES


def test_limits_hold_just_above_and_let_through_just_below() -> None:
    rows = "\n".join(f"A,B,,,C,D,{day:02d} Nov 2026" for day in range(1, 6))
    tight = replace(CONTEXT, limits=replace(Limits(), rows=5))
    assert one(f"{CONNECTIONS}\n{rows}\n", context=tight).files[0].rows_read == 5
    assert code_of(f"{CONNECTIONS}\n{rows}\n", context=replace(
        CONTEXT, limits=replace(Limits(), rows=4))) == "too_much_inside"  # fmt: skip
    small = replace(CONTEXT, limits=replace(Limits(), upload=10))
    assert code_of("x" * 11, context=small) == "too_large"
    few = replace(CONTEXT, limits=replace(Limits(), members=2))
    assert code_of(zipped({f"{n}.txt": "x" for n in range(3)}), "a.zip", few) == "too_much_inside"


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    bomb = zipped({"messages.csv": b"0" * 20_000_000})
    assert code_of(bomb, "a.zip") == "too_much_inside"


def test_an_encrypted_member_leaves_the_others_readable() -> None:
    data = bytearray(zipped({"Connections.csv": f"{CONNECTIONS}\nA,B,,,C,D,03 Nov 2026\n",
                             "Reactions.csv": "Date,Type,Link\n"}))  # fmt: skip
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    made = one(bytes(data), "a.zip")
    assert [file.kind for file in made.files] == ["connections"]
    assert "member_unreadable" in {warned.code for warned in made.warnings}


NOTES = ('Notes:\n"When exporting, some are missing."\n\n', '"Notes:"\n"x, y"\n\n', "", "\ufeff")


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("day", ["03 Nov 2026", "3-Nov-26", "11/3/26, 9:09 PM"])
def test_connections_of_every_age_are_read(note: str, day: str) -> None:
    made = one(f'{note}{CONNECTIONS}\nAda,B,,,Q,CEO,"{day}"\n,,,,,,"{day}"\n')
    known = facts(made)
    assert known["connections.new"] == {date(2026, 11, 3): 2000}
    assert {level.fact: level.value for level in made.levels} == {
        "network.size": 2.0, "network.senior": 1.0}  # fmt: skip


def test_a_spreadsheets_semicolons_and_old_letters_are_read() -> None:
    text = CONNECTIONS.replace(",", ";") + "\nJörg;B;;;Q;Geschäftsführer;3-Nov-26\n"
    made = one(text.encode("cp1252"))
    assert made.files[0].rows_read == 1
    assert {level.fact: level.value for level in made.levels}["network.senior"] == 1.0


def test_both_broken_quotings_of_comments_are_read() -> None:
    text = (
        "Date,Link,Message\n"
        '2026-11-03 10:00:00,https://x.example/1,"you said \\"ship it\\", agreed and it is good"\n'
        "2026-11-04 10:00:00,https://x.example/2,a first line of text that is not quoted\n"
        "and a second, with a comma\n\n"
        "2026-11-05 10:00:00,https://x.example/3,\n"
    )
    made = one(text, "Comments.csv")
    assert made.files[0].rows_read == 3
    assert facts(made)["comments.actions"] == {
        date(2026, 11, 3): 1000, date(2026, 11, 4): 1000, date(2026, 11, 5): 1000}  # fmt: skip


def test_the_line_breaks_of_posts_are_mended_before_words_are_counted() -> None:
    words = " ".join(["word"] * 10)
    text = f'Date,ShareLink,ShareCommentary\n2026-11-03 10:00:00,l,"{words} ""\n""{words}"\n'
    assert facts(one(text, "Shares.csv"))["posts.credit"] == {date(2026, 11, 3): 1000}


def test_near_copies_of_messages_earn_less() -> None:
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
    me = "https://www.linkedin.com/in/me"
    template = "hello there I saw that your company grows and we can help you with it today"
    rows = [
        f"c{n},,Me,{me},P,https://www.linkedin.com/in/p{n},2026-11-{n + 1:02d} 10:00:00 UTC,,{template},INBOX"
        for n in range(8)
    ]
    invitation = ("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
                  f'Me,P,"11/3/26, 9:00 AM",,OUTGOING,{me},https://www.linkedin.com/in/p1\n')  # fmt: skip
    made = reading.read(
        [Upload("messages.csv", "\n".join([head, *rows]).encode()),
         Upload("Invitations.csv", invitation.encode())], CONTEXT)  # fmt: skip
    known = facts(made)
    assert sum(known["starts.credit"].values()) == 1750
    assert sum(known["starts.count"].values()) == 8000


@given(order=st.permutations(CONNECTIONS.split(",")), bom=st.booleans(), crlf=st.booleans(),
       mark=st.sampled_from(",;\t"), extra=st.booleans(), upper=st.booleans())  # fmt: skip
def test_layout_does_not_change_what_is_read(
    order: list[str], bom: bool, crlf: bool, mark: str, extra: bool, upper: bool
) -> None:
    row = dict(
        zip(CONNECTIONS.split(","), ["A", "B", "", "", "Q", "CEO", "03 Nov 2026"], strict=True)
    )
    head = [name.upper() if upper else name for name in order] + (["Extra"] if extra else [])
    cells = [row[name] for name in order] + (["x"] if extra else [])
    text = ("\r\n" if crlf else "\n").join([mark.join(head), mark.join(cells), ""])
    made = one(("\ufeff" if bom else "") + text)
    assert facts(made)["connections.fit"] == {date(2026, 11, 3): 1000}


@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    try:
        one(data, "a.csv")
    except Refused as refused:
        assert refused.code in SENTENCES


def test_a_pasted_page_gives_ones_own_numbers_and_not_the_averages() -> None:
    text = (SAMPLES / "ssi-page.txt").read_text("utf-8")
    found = pasted.reading(text, TODAY)
    assert found.pillars == (1640, 1320, 890, 1610)
    assert found.total == 5500
    assert (found.industry_rank, found.network_rank) == (18, 22)
    assert (found.industry_average, found.network_average) == (2900, 3600)
    assert not found.mismatch


def test_a_page_in_another_language_is_read_by_order_and_sum() -> None:
    text = "Indeks\n32 из 100\n12,05\nmarka\n6,2\nljudi\n7,1\nidei\n6,5\nsvjazi\n"
    assert pasted.reading(text, TODAY).pillars == (1205, 620, 710, 650)


def test_any_text_with_four_numbers_is_no_page() -> None:
    with pytest.raises(Refused):
        pasted.reading("I have 3 cats\n4 dogs\n5 birds\n6 fish", TODAY)


def test_a_foreign_answer_of_the_child_is_not_believed() -> None:
    good = json.loads(wire.pack(one(f"{CONNECTIONS}\nA,B,,,C,D,03 Nov 2026\n"), TODAY))
    good["facts"]["receipt"]["notes"] = ["Call me at <!channel>"]
    with pytest.raises(Refused):
        wire.unpack(json.dumps(good), TODAY)
