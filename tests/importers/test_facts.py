"""facts.json: the same as the files, and nothing that was changed after it was made."""

import json
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refused
from bot.importers import child, facts, reading, strict, vocabulary
from bot.importers.values import (
    Context,
    FileRead,
    Ignored,
    Import,
    LeftOut,
    Limits,
    Upload,
    Warned,
)
from scoring import report
from scoring.activity import Batch, Level, merge
from scoring.readings import Source, make
from scoring.report import Situation
from scoring.signals import DAILY_CAP
from scoring.titles import IdealCustomer
from tests.importers.example import CONTEXT, EXAMPLE, TODAY, code_of, read

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"
IMPORTERS = Path(facts.__file__).parent


def shredded(made: Import) -> bytes:
    return json.dumps(facts.of(made, TODAY)).encode()


def test_facts_made_from_an_archive_count_as_the_archive_does() -> None:
    whole = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], CONTEXT)
    again = child.read([Upload("facts.json", shredded(whole))], CONTEXT)
    assert (again.batches, again.levels) == (whole.batches, whole.levels)
    assert again.as_of == whole.as_of
    assert [(one.kind, one.rows_read) for one in again.files] == [
        (one.kind, one.rows_read) for one in whole.files
    ]
    cards = [
        report.build(as_of=TODAY, readings=made.readings, situation=Situation(),
                     activity=merge(made.batches, made.levels))
        for made in (whole, again)
    ]  # fmt: skip
    assert cards[0] == cards[1]


def test_facts_beside_the_archive_change_no_number() -> None:
    whole = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], CONTEXT)
    again = read(shredded(whole))
    both = merge((*whole.batches, *again.batches), (*whole.levels, *again.levels))
    assert both == merge(whole.batches, whole.levels)


def test_shredding_facts_gives_the_same_facts() -> None:
    whole = child.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], CONTEXT)
    assert facts.of(read(shredded(whole)), TODAY) == facts.of(whole, TODAY)


def test_the_example_of_the_format_is_read() -> None:
    made = read(EXAMPLE)
    [batch] = made.batches
    assert batch.amounts["comments.credit"] == {date(2026, 11, 18): 1750}
    assert made.levels == (Level("network.size", 1204.0, date(2026, 11, 19)),)
    assert made.readings[0].pillars == (1820, 1250, 910, 1410)
    assert made.readings[0].whole is False
    assert [(one.code, one.count) for one in made.warnings] == [("owner_unknown", 0)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_facts_read_the_same_in_any_encoding_that_a_shell_writes(encoding: str) -> None:
    assert read(json.dumps(EXAMPLE, indent=1).encode(encoding)) == read(EXAMPLE)


def test_days_hold_no_more_than_the_score_looks_at() -> None:
    data = deepcopy(EXAMPLE)
    data["sources"][0]["amounts"]["comments.credit"]["2026-11-18"] = 10**9  # type: ignore[index]
    made = read(data)
    cap = DAILY_CAP["comments.credit"]
    assert made.batches[0].amounts["comments.credit"][date(2026, 11, 18)] == cap


def test_the_ideal_customer_goes_along_as_a_digest_only() -> None:
    ideal = IdealCustomer(titles=("Zaphod of Procurement",))
    made = reading.read([Upload(ARCHIVE.name, ARCHIVE.read_bytes())], Context(TODAY, ideal))
    text = shredded(made).decode()
    assert json.loads(text)["icp"] == ideal.version
    assert "Zaphod" not in text


def test_a_newer_schema_says_so_whatever_else_it_holds() -> None:
    assert code_of({**EXAMPLE, "schema": 2, "more": {"x": 1}}) == "facts_too_new"


def test_facts_stand_for_a_whole_bundle() -> None:
    table = b"Date,Type,Link\n2026-11-01 10:00:00,LIKE,https://example.com/1\n"
    given_one = Upload("facts.json", json.dumps(EXAMPLE).encode())
    with pytest.raises(Refused) as refused:
        reading.read([given_one, Upload("Reactions.csv", table)], CONTEXT)
    assert refused.value.code == "facts_not_alone"


def test_of_two_facts_the_second_is_left_out() -> None:
    uploads = [Upload("facts.json", json.dumps(EXAMPLE, indent=n).encode()) for n in (1, 2)]
    made = reading.read(uploads, CONTEXT)
    assert len(made.batches) == 1
    assert [one.code for one in made.warnings] == ["owner_unknown", "facts_not_alone"]


def test_a_file_beside_facts_that_cannot_be_read_is_a_warning() -> None:
    uploads = [Upload("facts.json", json.dumps(EXAMPLE).encode()), Upload("a.png", b"\x89PNG1")]
    made = reading.read(uploads, CONTEXT)
    assert [one.code for one in made.warnings] == ["owner_unknown", "picture_or_pdf"]


def test_facts_have_a_bound_in_bytes() -> None:
    raw = json.dumps(EXAMPLE).encode()
    for size, fine in ((len(raw), True), (len(raw) - 1, False)):
        context = Context(TODAY, limits=Limits(facts=size))
        if fine:
            assert read(raw, context).batches
        else:
            assert code_of(raw, context) == "too_large"


SOURCES = [name for name in vocabulary.SOURCES if name != vocabulary.SEATS]
DATES = st.dates(date(2024, 1, 1), TODAY)
CENTS = st.integers(0, 2500)


@st.composite
def batches(draw: Any, source: str) -> Batch:
    as_of = draw(DATES)
    days = st.dates(date(2003, 5, 5), as_of)
    known = vocabulary.SOURCES[source]
    amounts = {
        fact: draw(st.dictionaries(days, st.integers(1, DAILY_CAP.get(fact, 10**9)), max_size=4))
        for fact in draw(st.sets(st.sampled_from(known)) if known else st.just(set[str]()))
    }
    return Batch(source, draw(days), as_of, frozenset(draw(st.sets(days, max_size=2))), amounts,
                 "1")  # fmt: skip


@st.composite
def readings(draw: Any) -> Any:
    four = draw(st.none() | st.tuples(CENTS, CENTS, CENTS, CENTS))
    total = draw(st.integers(0, 10_000) if four is None else st.none() | st.integers(0, 10_000))
    beside = draw(st.dictionaries(st.sampled_from(("industry_rank", "network_rank")),
                                  st.integers(1, 100)))  # fmt: skip
    beside |= draw(st.dictionaries(st.sampled_from(("industry_average", "network_average")),
                                   st.integers(0, 10_000)))  # fmt: skip
    whole = four is not None and all(n % 100 == 0 for n in four) and draw(st.booleans())
    return make(draw(DATES), four, total, draw(st.sampled_from(Source)), whole=whole,
                beside=beside)  # fmt: skip


@st.composite
def imports(draw: Any) -> Import:
    chosen = draw(st.lists(st.sampled_from(SOURCES), unique=True, max_size=4))
    numbers = draw(st.dictionaries(st.sampled_from(vocabulary.LEVELS), st.floats(0, 1e9)))
    checks = draw(st.dictionaries(st.sampled_from(vocabulary.CHECKS), st.booleans()))
    day, few = draw(DATES), st.integers(0, 10**6)
    return Import(
        batches=tuple(draw(batches(source)) for source in chosen),
        levels=tuple(Level(fact, value, day) for fact, value in {**numbers, **checks}.items()),
        readings=tuple(draw(st.lists(readings(), max_size=3))),
        files=tuple(
            FileRead("", kind, draw(few), draw(few), draw(st.none() | DATES), None)
            for kind in draw(st.lists(st.sampled_from(sorted(vocabulary.KINDS)), max_size=3))
        ),
        ignored=tuple(Ignored("", why) for why in draw(st.lists(st.just("private"), max_size=3))),
        warnings=tuple(
            Warned(code)
            for code in draw(st.lists(st.sampled_from(vocabulary.WARNINGS[2:]), unique=True))
        ),
        notes=tuple(draw(st.lists(st.sampled_from(vocabulary.NOTES), max_size=3))),
        left_out=tuple(
            LeftOut("comments", reason, draw(few), tuple(draw(st.lists(few, max_size=5))))
            for reason in draw(st.lists(st.sampled_from(vocabulary.REASONS), unique=True))
        ),
    )


@given(imports())
@settings(max_examples=100)
def test_what_is_shredded_comes_back_as_it_was(made: Import) -> None:
    text = json.dumps(facts.of(made, TODAY))
    back = facts.checked(strict.parse(text), TODAY)
    for part in ("batches", "levels", "readings", "files", "ignored", "warnings", "notes",
                 "left_out"):  # fmt: skip
        assert getattr(back, part) == getattr(made, part), part
    assert json.dumps(facts.of(back, TODAY)) == text


@given(imports(), st.data())
@settings(max_examples=100)
def test_any_text_in_place_of_any_value_is_refused(made: Import, data: Any) -> None:
    """No place in a facts.json takes a text that is not of a closed list."""
    whole = facts.of(made, TODAY)
    places = list(_places(whole))
    at, key = data.draw(st.sampled_from(places))
    at[key] = "Ana Costa of Quillon Freight"
    if whole.get("kind") == facts.KIND:
        assert code_of(whole) == "facts_invalid"


def _places(value: Any) -> Any:
    """Every (container, key) of a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(pairs):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def test_the_closed_lists_hold_all_that_the_importers_write() -> None:
    text = "\n".join(
        path.read_text("utf-8") for path in IMPORTERS.glob("*.py") if path.name != "vocabulary.py"
    )
    sources = set(re.findall(r'"((?:archive|analytics)/[a-z_+]+)"', text))
    assert sources <= vocabulary.SOURCES.keys()
    facts_named = {fact for known in vocabulary.SOURCES.values() for fact in known}
    written = set(re.findall(r'\.add\(\s*\w+,\s*"([a-z_.]+)"', text))
    assert written
    assert written <= facts_named
    levels = set(re.findall(r'levels\["([a-z0-9_.]+)"\]', text))
    assert levels
    assert levels <= {*vocabulary.LEVELS, *vocabulary.CHECKS}
    warned = set(re.findall(r'Warned\("([a-z_]+)"', text))
    assert warned <= set(vocabulary.WARNINGS)
    noted = set(re.findall(r'notes\.append\("([a-z_]+)"\)', text))
    assert noted <= set(vocabulary.NOTES)


def test_every_fact_that_is_scored_may_leave_the_child() -> None:
    from scoring.signals import SIGNALS

    facts_named = {fact for known in vocabulary.SOURCES.values() for fact in known}
    for signal in SIGNALS:
        for way in signal.readers:
            assert set(way.facts) <= facts_named, signal.name
            assert set(way.sources) <= vocabulary.SOURCES.keys(), signal.name
