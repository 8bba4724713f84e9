"""Archives: until when they saw the world, what is opened in them, and what is told by pages."""

from datetime import date

import pytest
from importers import layouts
from importers.cases import packed_files as zipped

from bot.errors import Refused
from bot.importers import pasted, reading
from bot.importers.dates import moment
from bot.importers.values import Context, Import, Upload
from scoring.activity import Batch

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
REACTED = "Date,Type,Link\n2026-11-{day} 10:00:00,LIKE,https://x.example/1\n"


def read(**files: bytes | str) -> Import:
    given = [
        Upload(name, data.encode() if isinstance(data, str) else data)
        for name, data in files.items()
    ]
    return reading.read(given, CONTEXT)


def named(day: str) -> str:
    return f"Complete_LinkedInDataExport_{day}.zip"


def sources(made: Import) -> dict[str, Batch]:
    return {one.source: one for one in made.batches}


@pytest.mark.parametrize(
    ("name", "newest", "as_of"),
    [
        (named("11-15-2026"), "10", 15),  # the name
        (named("11-15-2026").replace(".zip", ".zip (1)"), "10", 15),
        (named("11-15-2026").replace(".zip", " (2).zip"), "10", 15),
        ("again.zip", "10", 18),  # the newest timestamp inside
        (named("11-15-2026"), "16", 16),  # an event of the day after: the day of the event
        (named("11-15-2026"), "17", 18),  # before the newest event: the name is not believed
        (named("11-25-2026"), "10", 18),  # to come
        (named("11-21-2026"), "10", 20),  # a day ahead, for people east of the server
        (named("13-45-2026"), "10", 18),  # no day at all
        ("again.zip", "20", 20),  # packed before its newest event: the event
    ],
)
def test_until_when_an_archive_saw_the_world(name: str, newest: str, as_of: int) -> None:
    made = read(**{name: zipped({"Reactions.csv": REACTED.format(day=newest)})})
    assert made.as_of == date(2026, 11, as_of)
    assert sources(made)["archive/reactions"].partial == {date(2026, 11, as_of)}


def test_a_bare_table_saw_the_world_until_its_newest_row() -> None:
    assert read(**{"Reactions.csv": REACTED.format(day="10")}).as_of == date(2026, 11, 10)
    assert read(**{"Reactions.csv": REACTED.format(day="21")}).as_of == TODAY


def test_a_table_of_readings_beside_an_archive_does_not_stretch_what_it_saw() -> None:
    made = read(**{named("11-10-2026"): zipped({"Reactions.csv": REACTED.format(day="09")}),
                   "history.csv": "Date,Total\n2026-11-19,50\n"})  # fmt: skip
    assert sources(made)["archive/reactions"].as_of == date(2026, 11, 10)


def test_what_lies_before_the_first_row_is_not_covered_and_short_files_begin_in_part() -> None:
    made = sources(read(**{named("11-19-2026"): zipped(layouts.COMPLETE)}))
    assert made["archive/invitations"].first_seen == date(2026, 10, 1)
    assert made["archive/invitations+connections"].partial == {
        date(2026, 10, 1),
        date(2026, 11, 19),
    }
    assert made["archive/connections"].partial == {date(2026, 11, 19)}


def locked(files: dict[str, str], *names: str) -> bytes:
    """An archive in which opening one of these members would fail and be told."""
    data = bytearray(zipped(files))
    for name in names:
        at = data.rindex(name.encode()) - 46
        data[at + 8] |= 1
    return bytes(data)


def test_private_files_are_never_opened() -> None:
    private = ["Contacts.csv", "Logins_77.csv", "PhoneNumbers.csv", "Ad_Targeting.csv", "Jobs/Saved Jobs.csv",
               "Jobs/Connections.csv", "guide_messages.csv", "Verifications/Verifications.csv", "Receipts_v2.csv",
               "Email Addresses.csv", "ImportedContacts.csv", "Private_identity_asset.csv", "Inferences_about_you.csv",
               "Security Challenges.csv", "Registration.csv", "Ads Clicked.csv", "LAN Ads Engagement.csv",
               "SavedJobAlerts.csv", "Whatsapp Phone Numbers.csv", "learning_role_play_messages.csv", "Calendar.csv"]  # fmt: skip
    files = {
        **dict.fromkeys(private, "secret"),
        "Votes.csv": "x",
        "Reactions.csv": REACTED.format(day="10"),
    }
    made = read(**{named("11-19-2026"): locked(files, *private, "Votes.csv")})
    assert made.warnings == ()
    assert {one.name for one in made.ignored if one.reason == "private"} == set(private)
    opened = read(
        **{named("11-19-2026"): locked({**files, "Skills.csv": "Name\nx\n"}, "Skills.csv")}
    )
    assert [one.code for one in opened.warnings] == ["member_unreadable"]  # the lock does tell


def test_tables_deeper_than_one_folder_are_not_those_of_the_archive() -> None:
    made = read(
        **{"a.zip": zipped({"Reactions.csv": REACTED.format(day="10"), "x/y/Shares.csv": "Date"})}
    )
    assert [(one.name, one.reason) for one in made.ignored] == [("x/y/Shares.csv", "unknown")]


def shared(address: str) -> str:
    return ("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
            f"2026-11-03 10:00:00,l,look,https://www.linkedin.com/pulse/{address},,x\n")  # fmt: skip


@pytest.mark.parametrize(
    ("address", "own"),
    [("how-gears-ship-robin-made-up", True), ("how-gears-ship-robin-made-up-x1y2z", True),
     ("how-gears-ship-ada-invented", False), ("robin-made-up-is-a-seller-ada", False)],
)  # fmt: skip
def test_without_pages_a_shared_article_of_ones_own_counts(address: str, own: bool) -> None:
    files = {"Shares.csv": shared(address), "Profile.csv": layouts.PROFILE}
    assert ("archive/articles" in sources(read(**files))) is own
    pages = {**files, "Articles/Articles/d.html": layouts.DRAFT}
    made = sources(read(**{named("11-19-2026"): zipped(pages)}))
    assert made["archive/articles"].amounts == {}


def test_edits_of_a_post_in_two_parts_are_one_post_and_the_newest_stands() -> None:
    head = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    parts = {"Shares_1.csv": f"{head}2026-11-04 10:00:00,same,short,,,x\n",
             "Shares_2.csv": f"{head}2026-11-03 10:00:00,same,{layouts.LONG},,,x\n"}  # fmt: skip
    amounts = sources(read(**{named("11-19-2026"): zipped(parts)}))["archive/shares"].amounts
    assert amounts == {"shares.count": {date(2026, 11, 4): 1000}}


@pytest.mark.parametrize(
    ("cell", "told"),
    [("9/9/26, 9:09 PM", "21:09:00"), ("9/9/26, 12:01 AM", "00:01:00"), ("9/9/26, 12:01\u202fPM", "12:01:00"),
     ("2026-09-09 07:08:09 UTC", "07:08:09"), ("2026-09-09 99:00:00", ""), ("09 Sep 2026", "")],
)  # fmt: skip
def test_a_cell_tells_the_time_where_it_has_one(cell: str, told: str) -> None:
    assert moment(cell, date(2026, 9, 9)) == f"2026-09-09 {told}".strip()


FOUR = "12.05 | Establish your professional brand\n6.2 | Find the right people\n8.1 | Engage with insights\n6.5 | Build relationships\n"


def test_where_no_set_adds_up_the_one_before_other_people_stands() -> None:
    others = "People in your industry\n29 out of 100\n" + FOUR.replace("12.05", "9.9")
    found = pasted.reading("Current Social Selling Index\n60 out of 100\n" + FOUR + others, TODAY)
    assert found.pillars == (1205, 620, 810, 650)
    assert found.mismatch


def test_whole_numbers_may_be_off_by_their_rounding() -> None:
    whole = "14 | Establish your professional brand\n9 | Find the right people\n9 | Engage with insights\n9 | Build relationships\n"
    assert pasted.reading("43 out of 100\n" + whole, TODAY).pillars == (1400, 900, 900, 900)
    assert not pasted.reading("43 out of 100\n" + whole, TODAY).mismatch
    assert pasted.reading("44 out of 100\n" + whole, TODAY).mismatch


def test_without_a_total_one_set_is_taken_and_two_are_asked_about() -> None:
    assert pasted.reading(FOUR, TODAY).total == 3285
    with pytest.raises(Refused, match="paste_unclear"):
        pasted.reading(FOUR + FOUR.replace("6.2", "6.3"), TODAY)


def test_a_page_may_be_saved_by_windows() -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        made = read(
            **{"page.txt": ("Your Social Selling Index\n33 out of 100\n" + FOUR).encode(encoding)}
        )
        assert made.readings[0].pillars == (1205, 620, 810, 650)
