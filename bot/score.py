"""`ssi-coach score`: the report without Slack, as text or as JSON (schema 1, docs/operating.md)."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.blocks import card as screens
from bot.blocks.refusals import sentence
from bot.blocks.upload import WARNINGS
from bot.blocks.wording import SHORT_NAMES
from bot.errors import Refused
from bot.importers import child, typed
from bot.importers.values import Context, Import, Limits, Upload, Warned
from bot.importers.wire import clean
from bot.services.card import Card, observed_through
from bot.services.people import NEVER
from bot.store.members import Member
from scoring import activity, report
from scoring.readings import Reading
from scoring.report import Report, Situation
from scoring.titles import IdealCustomer

SCHEMA = 1
REFUSED = 2


def main(files: Sequence[str], given: Sequence[str], as_of: date, *, as_json: bool) -> int:
    """Print the report of files and readings. Exit code 2 only if nothing could be used."""
    try:
        if not files and not given:
            raise Refused("nothing_given")
        typed_ones = [_reading(text, as_of) for text in given]
        made = read(files, as_of, beside=bool(typed_ones))
        readings = [*made.readings, *typed_ones]
    except Refused as refusal:
        words = said(refusal)
        print(f"ssi-coach: {words}", file=sys.stderr)
        if as_json:
            refused = {"code": refusal.code, "message": words}
            print(json.dumps({"schema": SCHEMA, "refused": refused}))
        return REFUSED
    known = activity.merge(made.batches, made.levels)
    built = report.build(as_of=as_of, readings=readings, activity=known, situation=Situation())
    if as_json:
        print(json.dumps(_json(built, made), indent=1))
    else:
        print(_text(built, made, known))
    return 0


def read(files: Sequence[str], as_of: date, *, beside: bool) -> Import:
    """All files as one bundle. One that cannot be used is a warning where something else can:
    another file, or a reading given `beside`."""
    uploads, faults = [], []
    for name in files:
        try:
            uploads.append(opened(Path(name)))
        except Refused as refusal:
            faults.append(refusal)
    warned = tuple(Warned(fault.code, fault.facts["name"]) for fault in faults)
    try:
        if faults and not uploads:
            raise faults[0]
        made = child.read(uploads, Context(today=as_of)) if uploads else Import()
    except Refused as refusal:
        if not beside:
            raise
        alone = uploads[0].name if len(uploads) == 1 else None
        made = Import(warnings=(Warned(refusal.code, alone),) if uploads else ())
    return replace(made, warnings=(*made.warnings, *warned))


def opened(path: Path) -> Upload:
    """A file's bytes, no more than an upload may have. Raises Refused."""
    try:
        with path.open("rb") as file:
            data = file.read(Limits().upload + 1)
    except (OSError, ValueError):
        raise Refused("cannot_open", {"name": clean(path.name or str(path))}) from None
    if len(data) > Limits().upload:
        limit = f"{Limits().upload // 1_000_000} MB"
        raise Refused("too_large", {"name": clean(path.name), "limit": limit})
    return Upload(path.name, data)


def _reading(text: str, as_of: date) -> Reading:
    """`18.2,12.5,20,14.1@2026-11-20`, or with blanks; without a day it is of `as_of`."""
    numbers, at, day = text.partition("@")
    spaced = numbers.replace(",", " ") if numbers.count(",") == 3 else numbers
    return typed.numbers(f"{spaced} on {day}" if at else spaced, as_of)


def said(refusal: Refused) -> str:
    """The sentence of a refusal, as a terminal shows it."""
    if refusal.code == "nothing_given":
        return "Name a file from LinkedIn, or give --reading with four numbers."
    if refusal.code == "cannot_open":
        return f"I can't open {refusal.facts['name']}. Check its name and place."
    return _plain(sentence(refusal.code, refusal.facts))


def _plain(text: str) -> str:
    """A sentence without what only Slack needs: marks of code, escapes, broken mentions."""
    return text.replace("`", "").replace("&amp;", "&").replace("@\u200b", "@")


def _points(hundredths: int) -> float:
    return round(hundredths / 100, 2)


def _json(built: Report, made: Import) -> dict[str, Any]:
    estimate, weakest = built.estimate, built.weakest
    return {
        "schema": SCHEMA,
        "as_of": built.as_of.isoformat(),
        "files": [
            {
                "name": one.name,
                "kind": one.kind,
                "rows_read": one.rows_read,
                "rows_skipped": one.rows_skipped,
                "first": _iso(one.first),
                "last": _iso(one.last),
            }
            for one in made.files
        ],
        "ignored": [{"name": one.name, "reason": one.reason} for one in made.ignored],
        "warnings": [
            {"code": one.code, "message": warning(one), "file": one.file} for one in made.warnings
        ],
        "readings": [_reading_json(one) for one in built.readings],
        "total": {
            "points": None if estimate.hidden else _points(estimate.total),
            "low": _points(estimate.low),
            "high": _points(estimate.high),
            "basis": estimate.basis,
        },
        "pillars": [
            {
                "pillar": one.pillar,
                "points": None if one.hidden else _points(one.hundredths),
                "low": _points(one.low),
                "high": _points(one.high),
                "coverage": round(one.coverage, 4),
            }
            for one in estimate.pillars
        ],
        "weakest": {"kind": weakest.verdict, "pillars": list(weakest.pillars)},
        "reasons": [
            {
                "pillar": part.pillar,
                "signal": part.signal,
                "points": _points(part.hundredths),
                "basis": part.basis,
            }
            for one in estimate.pillars
            for part in one.contributions
        ],
        "plan": [
            {
                "tip": item.tip.id,
                "pillar": item.tip.pillar,
                "signal": item.tip.signal,
                "minutes": item.minutes,
                "low": None if item.low is None else _points(item.low),
                "high": None if item.high is None else _points(item.high),
            }
            for item in built.plan.items
        ],
    }


def _reading_json(one: Reading) -> dict[str, Any]:
    four = one.pillars or (None, None, None, None)
    names = ("brand", "people", "insights", "relationships")
    return {
        "date": one.day.isoformat(),
        **{name: None if n is None else _points(n) for name, n in zip(names, four, strict=True)},
        "total": _points(one.total),
        "industry_rank": one.industry_rank,
        "network_rank": one.network_rank,
        "industry_average": _maybe(one.industry_average),
        "network_average": _maybe(one.network_average),
        "source": one.source,
    }


def warning(one: Warned) -> str:
    """A sentence: of a refusal the one that says what happened, else what was left out."""
    counted = f" ({one.count} rows)" if one.count else ""
    if one.code == "cannot_open":
        return "This file can't be opened."
    said = WARNINGS.get(one.code) or sentence(one.code).split(". ")[0]
    return _plain(f"{said[:1].upper()}{said[1:].rstrip('.')}{counted}.")


def _text(built: Report, made: Import, known: activity.Activity) -> str:
    """The card in words, with what was read."""
    through = observed_through(known)
    card = Card(_nobody(), built.as_of, built, through is not None, through)
    lines = [f"Read: {one.name} ({one.kind}, {one.rows_read} rows)" for one in made.files]
    lines += [f"Not opened: {one.name} ({one.reason})" for one in made.ignored if one.name]
    lines += [
        f"Note: {one.file}: {warning(one)}" if one.file else f"Note: {warning(one)}"
        for one in made.warnings
    ]
    same = built.estimate.basis == "reading"
    heading = "As reported:" if same else f"Estimate for {built.as_of.isoformat()}:"
    lines += ["", screens.summary(card), "", heading]
    for one in built.estimate.pillars:
        name = SHORT_NAMES[one.pillar]
        low, high = one.low / 100, one.high / 100
        shown = "too little to see" if one.hidden else f"{one.hundredths / 100:.1f} of 25"
        lines.append(f"{name:14} {shown:18} range {low:.1f} to {high:.1f}")
    lines += ["", "Plan:"]
    lines += [f"- {item.tip.say} ({item.minutes} minutes)" for item in built.plan.items]
    return "\n".join(lines)


def _nobody() -> Member:
    """The card's member, of whom nothing is shown here."""
    return Member("", "", "", "UTC", False, False, "off", 0, 540, 1, None, 60, None,
                  IdealCustomer(), None, NEVER)  # fmt: skip


def _maybe(hundredths: int | None) -> float | None:
    return None if hundredths is None else _points(hundredths)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
