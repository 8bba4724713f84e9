"""A facts.json that was changed after it was made is refused whole."""

import json
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from tests.importers.example import EXAMPLE, code_of

DAYS = {(date(2003, 5, 5) + timedelta(days=n)).isoformat(): 1 for n in range(8001)}
Path_ = tuple[str | int, ...]
WRONG_AMOUNTS: tuple[Any, ...] = (-1, 10**9 + 1, 1.5, True, "1", None, [], 10**400)
TAMPERED: tuple[tuple[Path_, Any], ...] = (
    (("note",), "Call Ana"),
    (("made",), "yesterday"), (("made",), None), (("made",), "2026-11-2٠"),
    (("reader",), "1.4.0 by Ana"), (("reader",), 1), (("reader",), "1.2.3.4"),
    (("icp",), "ana@example.com"), (("icp",), "A" * 64), (("icp",), "f" * 63),
    (("schema",), True), (("schema",), 0), (("schema",), "1"), (("schema",), 1.0),
    (("sources",), {}), (("sources",), None), (("sources",), [EXAMPLE["sources"][0]] * 2),  # type: ignore[index]
    (("sources",), [1]), (("sources", 0, "source"), "archive/ana"),
    (("sources", 0, "source"), "sales_navigator"), (("sources", 0, "source"), []),
    (("sources", 0, "name"), "Ana"), (("sources", 0, "first_seen"), "2026-11-20"),
    (("sources", 0, "first_seen"), "2003-05-04"), (("sources", 0, "as_of"), "2026-11-22"),
    (("sources", 0, "as_of"), "2026-02-30"), (("sources", 0, "partial"), ["2026-11-20"]),
    (("sources", 0, "partial"), "2026-11-19"), (("sources", 0, "amounts"), []),
    (("sources", 0, "amounts", "Ana Costa"), {"2026-11-18": 1}),
    (("sources", 0, "amounts", "reactions"), {"2026-11-18": 1}),
    (("sources", 0, "amounts", "comments.credit"), {"2026-11-20": 1}),
    (("sources", 0, "amounts", "comments.credit"), {"20261118": 1}),
    (("sources", 0, "amounts", "comments.credit"), {"Ana": 1}),
    (("sources", 0, "amounts", "comments.credit"), DAYS),
    *((("sources", 0, "amounts", "comments.credit", "2026-11-18"), value)
      for value in WRONG_AMOUNTS),
    (("levels", 0, "fact"), "network.ana"), (("levels", 0, "fact"), {}),
    (("levels", 0, "value"), True), (("levels", 0, "value"), "many"),
    (("levels", 0, "value"), -1), (("levels", 0, "value"), 1e10), (("levels", 0, "value"), None),
    (("levels", 1, "value"), 1), (("levels", 1, "fact"), "network.size"),
    (("levels", 0, "url"), "https://example.com/in/ana"),
    (("readings", 0, "brand"), 18.2), (("readings", 0, "brand"), "25.01"),
    (("readings", 0, "brand"), "1e1"), (("readings", 0, "brand"), "1٨"),
    (("readings", 0, "brand"), None), (("readings", 0, "total"), "100.01"),
    (("readings", 0, "industry_rank"), 0), (("readings", 0, "industry_rank"), 101),
    (("readings", 0, "industry_rank"), True), (("readings", 0, "source"), "Ana"),
    (("readings", 0, "date"), "2026-11-22"), (("readings", 0, "whose"), "Ana"),
    (("receipt", "read", 0, "kind"), "Ana.csv"), (("receipt", "read", 0, "rows"), -1),
    (("receipt", "read", 0, "name"), "Ana.csv"), (("receipt", "private"), "3"),
    (("receipt", "private"), 10**9), (("receipt", "left_out"), {"Ana": 1}),
    (("receipt", "warnings"), ["Call <!channel>"]), (("receipt", "notes"), ["Ana"]),
    (("receipt", "where"), [{"kind": "comments", "reason": "Ana", "count": 1, "rows": []}]),
    (("receipt", "where"), [{"kind": "comments", "reason": "dates", "count": 1, "rows": [1] * 6}]),
)  # fmt: skip


@pytest.mark.parametrize(("path", "value"), TAMPERED, ids=[str(n) for n in range(len(TAMPERED))])
def test_facts_that_were_changed_are_refused_whole(path: Path_, value: Any) -> None:
    data: Any = deepcopy(EXAMPLE)
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert code_of(data) == "facts_invalid"


@pytest.mark.parametrize("path", [(), ("sources", 0), ("levels", 0), ("readings", 0), ("receipt",)])
def test_facts_that_lack_anything_are_refused(path: Path_) -> None:
    whole: Any = EXAMPLE
    for step in path:
        whole = whole[step]
    for key in whole:
        if key == "kind" and not path:
            continue  # without its kind it is some other JSON
        data: Any = deepcopy(EXAMPLE)
        at = data
        for step in path:
            at = at[step]
        del at[key]
        assert code_of(data) == "facts_invalid", key


@pytest.mark.parametrize("change", [
    ('"icp": null', '"icp": null, "icp": null'), ("1750", "NaN"), ("1750", "Infinity"),
    ("1750", "1" * 5000), ('"notes": [', '"notes": [' + "[" * 100_000), ("}", ""),
    ("1204", "1e999"), ('"made"', '"\\ud800"'),
])  # fmt: skip
def test_json_that_plays_tricks_is_refused(change: tuple[str, str]) -> None:
    assert code_of(json.dumps(EXAMPLE).replace(*change, 1).encode()) == "facts_invalid"
