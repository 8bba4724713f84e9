"""LinkedIn's analytics workbooks: every layout and language reads the same, and nothing is guessed."""

import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.refusals import SENTENCES
from bot.blocks.upload import KINDS, WARNINGS
from bot.errors import Refused
from bot.importers import child, reading, wire
from bot.importers.values import Context, Import, Upload
from scoring.activity import merge
from scoring.evidence import Evidence
from scoring.measures import take
from scoring.rotation import offers
from tests.importers import workbooks
from tests.importers.workbooks import CANARY, END, book, daily, days, us

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
GOLDEN = Path(__file__).parent / "golden_workbooks"
LAYOUTS = {"old": workbooks.old_layout, "new": workbooks.new_layout, "pt_br": workbooks.localised}
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"


def one(sheets: Mapping[str, Any] | bytes, name: str = "a.xlsx", today: date = TODAY) -> Import:
    data = sheets if isinstance(sheets, bytes) else book(sheets)
    return reading.read([Upload(name, data)], Context(today))


def code_of(sheets: Mapping[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        one(sheets)
    assert refused.value.code in SENTENCES
    return refused.value.code


def facts(made: Import) -> dict[str, dict[date, int]]:
    return {fact: dict(found) for fact, found in merge(made.batches, ()).amounts.items()}


def codes(made: Import) -> list[str]:
    found = [warned.code for warned in made.warnings]
    assert set(found) <= WARNINGS.keys() | SENTENCES.keys()
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_read_in_the_child_as_it_is_written_down_beside_it(name: str) -> None:
    made = child.read([Upload("a.xlsx", book(LAYOUTS[name]()))], CONTEXT)
    answer = json.loads(wire.pack(made, TODAY))
    path = GOLDEN / f"analytics_{name}.json"
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(json.dumps(answer, indent=1) + "\n", "utf-8")
    assert answer == json.loads(path.read_text("utf-8"))
    assert {file.kind for file in made.files} <= KINDS.keys()


def test_the_three_layouts_of_one_life_count_the_same() -> None:
    old, new, turned = (one(make()) for make in LAYOUTS.values())
    assert old.batches == new.batches == turned.batches
    assert old.levels == new.levels == turned.levels
    assert codes(old) == codes(new) == []
    assert codes(turned) == ["localised_headers"]


def test_the_figures_are_those_of_the_sheets() -> None:
    made = one(workbooks.new_layout())
    known = facts(made)
    assert known["creator.impressions"][END] == 159_000
    assert sum(known["creator.impressions"].values()) == 1000 * sum(100 + at for at in range(60))
    assert sum(known["creator.followers"].values()) == 60_000
    assert [(batch.source, batch.first_seen, batch.as_of) for batch in made.batches] == [
        ("analytics/engagement", END - timedelta(days=59), END),
        ("analytics/followers", END - timedelta(days=59), END),
    ]
    assert made.as_of == END


def test_the_best_post_is_set_against_the_usual_one_and_lists_are_joined_by_link() -> None:
    made = one(workbooks.old_layout())
    [level] = made.levels
    assert (level.fact, level.value, level.as_of) == ("best_post.ratio", 900 / 300, END)
    posts = next(file for file in made.files if file.kind == "creator_top_posts")
    assert posts.rows_read == 4  # one stands in the left list alone, one in the right


def test_a_post_before_the_last_ninety_days_is_usual_and_not_best() -> None:
    sheets = workbooks.old_layout()
    rows = sheets["TOP POSTS"]
    day = us(END - timedelta(days=90))
    rows[3] = (rows[3][0], day, 40, None, rows[3][4], day, 900)
    [level] = one(sheets).levels
    assert level.value == 1.0


def test_one_empty_list_of_posts_is_no_fault() -> None:
    sheets = workbooks.old_layout()
    sheets["TOP POSTS"] = [row[:3] for row in sheets["TOP POSTS"]]
    made = one(sheets)
    assert made.levels == ()
    assert [file.rows_read for file in made.files if file.kind == "creator_top_posts"] == [3]


def test_days_below_nought_count_as_nought_and_stay_covered() -> None:
    made = one(daily(("11/16/2026", "-28", "3"), ("11/17/2026", "−5", "0"), ("11/18/2026", 9, -1)))
    assert facts(made) == {
        "creator.impressions": {END: 9000}, "creator.engagements": {date(2026, 11, 16): 3000},
    }  # fmt: skip
    assert made.batches[0].first_seen == date(2026, 11, 16)


def test_days_before_the_period_are_unseen_and_days_after_the_last_row_too() -> None:
    span = "11/10/2026 - 11/19/2026"
    made = one(daily(("11/13/2026", 5, 1), ("11/17/2026", 5, 1), span=span))
    [batch] = made.batches
    assert (batch.first_seen, batch.as_of) == (date(2026, 11, 10), date(2026, 11, 17))


def test_headers_may_be_trimmed_moved_and_in_another_order() -> None:
    rows = [("x", "Engagements ", "DATE", "Impressions"), (1, 2, "11/17/2026", "1,003")]
    known = facts(one({"Any title": [("note",), (), *rows]}))
    assert known["creator.impressions"] == {date(2026, 11, 17): 1_003_000}
    assert known["creator.engagements"] == {date(2026, 11, 17): 2000}


def test_a_missing_sheet_is_said_and_the_others_count() -> None:
    for gone, source in (("FOLLOWERS", "analytics/followers"),
                         ("ENGAGEMENT", "analytics/engagement")):  # fmt: skip
        sheets = workbooks.new_layout()
        del sheets[gone]
        made = one(sheets)
        assert codes(made) == ["sheet_missing"]
        assert source not in {batch.source for batch in made.batches}
        assert len(made.batches) == 1


def test_sheets_in_another_order_read_the_same() -> None:
    sheets = workbooks.new_layout()
    turned = dict(reversed(sheets.items()))
    assert one(turned).batches == one(sheets).batches


@pytest.mark.parametrize("name", LAYOUTS)
def test_demographics_are_not_opened(name: str) -> None:
    data = book(LAYOUTS[name]())
    broken = {
        part: workbooks.part(data, part).replace(b"<sheetData>", b"<sheetData><row r=")
        for part in ("xl/worksheets/sheet5.xml", "xl/worksheets/sheet6.xml")[
            : 1 + (name == "pt_br")
        ]
    }
    made = one(workbooks.changed(data, broken))
    assert made.batches == one(data).batches
    other = workbooks.part(data, "xl/worksheets/sheet2.xml").replace(b"<sheetData>", b"<row r=")
    with pytest.raises(Refused, match="damaged"):  # the same in a sheet that is opened
        one(workbooks.changed(data, {"xl/worksheets/sheet2.xml": other}))


def test_no_link_title_or_name_leaves_the_child() -> None:
    for make in LAYOUTS.values():
        sheets = {f"{title[:20]} {CANARY}" if "EM" in title.upper() else title: rows
                  for title, rows in make().items()}  # fmt: skip
        name = f"AggregateAnalytics_{CANARY} Person_2026-09-20_2026-11-18.xlsx"
        answer = wire.pack(child.read([Upload(name, book(sheets))], CONTEXT), TODAY)
        assert CANARY not in answer
        assert "http" not in answer


def test_a_bad_row_is_left_out_and_counted() -> None:
    made = one(daily(("11/16/2026", 5, 1), ("11/17/2026", "many", 1), ("Total", 5, 1),
                     ("11/18/2026", True, 2), ("11/19/2026", None, 2),
                     ("11/29/2026", 4, 2), ("11/19/2026", 12.5, 2)))  # fmt: skip
    assert set(facts(made)["creator.impressions"]) == {date(2026, 11, 16)}
    found = {warned.code: warned.count for warned in made.warnings}
    assert found["rows_left_out"] == 4
    assert found["dates_left_out"] == 2
    assert made.files[0].rows_skipped == 6


def test_of_two_rows_of_a_day_the_larger_counts() -> None:
    made = one(daily(("11/17/2026", 5, 9), ("11/17/2026", 8, 2)))
    assert facts(made)["creator.impressions"] == {date(2026, 11, 17): 8000}
    assert facts(made)["creator.engagements"] == {date(2026, 11, 17): 9000}


def test_a_day_of_millions_is_still_read() -> None:
    made = child.read([Upload("a.xlsx", book(daily(("11/17/2026", "34,567,890", 1))))], CONTEXT)
    assert facts(made)["creator.impressions"] == {date(2026, 11, 17): 10**9}


def test_an_empty_table_of_a_named_period_is_an_observed_zero() -> None:
    [batch] = one(daily(span="11/1/2026 - 11/18/2026")).batches
    assert (batch.first_seen, batch.as_of) == (date(2026, 11, 1), END)
    assert not any(batch.amounts.values())
    assert code_of(daily()) == "no_rows"


def test_the_workbook_of_one_post_is_told_what_to_send_instead() -> None:
    assert code_of(workbooks.single_post()) == "single_post"
    files = [Upload("a.xlsx", book(workbooks.new_layout())),
             Upload("SinglePostAnalytics_x.xlsx", book(workbooks.single_post()))]  # fmt: skip
    made = reading.read(files, CONTEXT)
    assert codes(made) == ["single_post"]
    assert len(made.batches) == 2


def test_other_peoples_workbooks_of_days_and_figures_are_not_taken_for_linkedins() -> None:
    rows = [("Day", "Sales", "Costs"), ("11/16/2026", 5, 1), ("11/17/2026", 6, 2)]
    assert code_of({"Sheet1": rows}) == "unknown_columns"
    assert code_of({"Cover": [("1/1/2026 - 11/17/2026",)], "Sheet1": rows}) == "unknown_columns"


def shorter(count: int, end: date, plus: int = 0) -> dict[str, Any]:
    """A year's file cut to some days, with its last days raised by `plus`."""
    span = days(count, end)
    return {
        **daily(*((us(day), 10 + plus, 1) for day in span), span=f"{us(span[0])} - {us(span[-1])}"),
        "FOLLOWERS": [("Date", "New followers"), *((us(day), 1 + plus) for day in span)],
    }


BOOKS = [shorter(40, END), shorter(30, END - timedelta(days=20), 3), shorter(15, END, 7),
         shorter(10, END - timedelta(days=1), 1)]  # fmt: skip


@given(st.permutations(range(len(BOOKS))))
def test_overlapping_workbooks_end_the_same_in_any_order_and_in_one_upload(
    order: list[int],
) -> None:
    made = [one(BOOKS[at]) for at in order]
    apart = merge([batch for one in (*made, made[0]) for batch in one.batches], ())
    together = reading.read([Upload(f"{at}.xlsx", book(BOOKS[at])) for at in order], CONTEXT)
    assert len(together.batches) == 2
    assert merge(together.batches, ()).amounts == apart.amounts
    assert apart.amounts["creator.impressions"][END] == 17_000


def test_periods_with_days_between_them_are_not_bridged() -> None:
    files = [Upload("a.xlsx", book(shorter(10, END))),
             Upload("b.xlsx", book(shorter(10, END - timedelta(days=30))))]  # fmt: skip
    made = reading.read(files, CONTEXT)
    assert {batch.first_seen for batch in made.batches} == {END - timedelta(days=9)}
    assert codes(made).count("periods_apart") == 2


def test_beside_an_archive_each_keeps_its_own_last_day() -> None:
    ended = date(2026, 11, 15)
    files = [Upload(ARCHIVE.name, ARCHIVE.read_bytes()), Upload("a.xlsx", book(shorter(40, ended)))]
    made = child.read(files, CONTEXT)
    ends = {batch.source.split("/")[0]: batch.as_of for batch in made.batches}
    assert ends == {"archive": date(2026, 11, 19), "analytics": ended}
    later = child.read([files[0], Upload("a.xlsx", book(shorter(40, TODAY)))], CONTEXT)
    alone = child.read(files[:1], CONTEXT)
    assert [b for b in later.batches if b.source.startswith("archive")] == list(alone.batches)


def test_a_workbook_inside_an_archive_is_read_by_its_name() -> None:
    inside = workbooks.changed(ARCHIVE.read_bytes(), {
        "Content_2026-09-20_2026-11-18_Noor.xlsx": book(workbooks.new_layout()),
        "Holiday.xlsx": book(workbooks.new_layout()),
    })  # fmt: skip
    made = child.read([Upload(ARCHIVE.name, inside)], CONTEXT)
    assert "analytics/engagement" in {batch.source for batch in made.batches}
    assert "Holiday.xlsx" in {ignored.name for ignored in made.ignored}


def offered(*uploads: Upload) -> set[str]:
    made = child.read(uploads, CONTEXT)
    known = merge(made.batches, made.levels)
    evidence = Evidence(take(known, TODAY), known, TODAY)
    return {found.tip.id for found in offers((), evidence, TODAY)}


def posting(rows: int) -> Upload:
    """A post of thirty words every third day."""
    lot = Random(7)
    lines = ["Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility"]
    for at in range(rows):
        words = " ".join("".join(lot.choices("bcdfgklmnprst", k=7)) for _ in range(30))
        when = TODAY - timedelta(days=3 * at + 1)
        lines.append(f"{when} 10:00:00,https://x/{at},{words},,,MEMBER_NETWORK")
    return Upload("Shares.csv", "\n".join(lines).encode())


def test_tips_on_posts_look_at_what_the_workbook_tells() -> None:
    falling = daily(*((us(day), 60, 40 if at < 60 else 1) for at, day in enumerate(days(90))))
    rising = daily(*((us(day), 60, 1 if at < 60 else 40) for at, day in enumerate(days(90))))
    posts = workbooks.old_layout()["TOP POSTS"]
    best = {**falling, "TOP POSTS": posts}
    even = {**rising, "TOP POSTS": [*posts[:3], *((*row[:6], 100) for row in posts[3:])]}
    up, down = (Upload("a.xlsx", book(sheets)) for sheets in (even, best))
    assert {"B12", "B13", "I06"} <= offered(posting(30), down)
    assert not {"B12", "B13", "I06"} & offered(posting(30), up)
