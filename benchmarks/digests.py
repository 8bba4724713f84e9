"""Is the weekly note worth reading, and how long does it take to make one?

A note is useful if all four hold: it offers a fresh step, its word on the change is right by the
hidden truth, nothing in it contradicts something else in it or what the rep said, and where there
are data at least one sentence rests on them.
"""

import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import personas
from benchmarks.persona_weeks import (
    FRESH,
    REST_DONE,
    TEAM,
    USER,
    WORD,
    Note,
    live,
    said_of_change,
    words,
)  # fmt: skip
from benchmarks.personas import PERSONAS, Life, Persona
from benchmarks.simulate import hidden, reps
from bot.blocks import digest as screens
from bot.blocks.card import RESTS
from bot.importers.values import READER
from bot.services import digest, digest_content, log, people, sending
from bot.services.people import Profile
from bot.store import deliveries, tips, uploads, workspaces
from bot.store.engine import Store
from scoring.plan import PlanItem
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from scoring.trend import DAILY
from scoring.weakest import Verdict

CAUGHT = 1.96
"""Standard deviations of the difference of two readings beyond which a change is to be said."""
RUNS = 300
"""Notes that are composed and drawn for digest_ms."""


def fresh(note: Note, life: Life) -> bool:
    """A step that no note of the last three weeks showed."""

    def new(item: PlanItem) -> bool:
        last = note.shown.get(item.tip.id)
        return last is None or note.day - last >= FRESH

    return any(map(new, note.final.card.report.plan.items))


def right_word(note: Note, life: Life) -> bool:
    """Moved only where the truth moved that way by more than the noise of two readings; steady only
    where it did not move beyond what the noise rule is to catch; no word where there is no pair."""
    said, found = said_of_change(note.drawn.text), note.final.card.report.change
    if said is None or found is None or not note.final.answered:
        return said is None and (found is None or not note.final.answered)
    reading = note.final.card.report.reading
    assert reading is not None
    gap = (reading.day - found.since).days
    noise = math.sqrt(2 * 4 * hidden.NOISE**2 * (1 - DAILY**gap))
    moved = life.truth(reading.day) - life.truth(found.since)
    if said == "steady":
        return abs(moved) <= CAUGHT * noise
    return (moved if said == "moved up" else -moved) > noise


def no_contradiction(note: Note, life: Life) -> bool:
    """Neither within the note, nor against what the rep has or said."""
    return all(_agrees(made, note) for made in (note.sent, note.final))


def _agrees(made: digest_content.Digest, note: Note) -> bool:
    card = made.card
    found, strong, items = card.report.weakest, card.report.strongest, card.report.plan.items
    claimed = found.pillars[0] if found.verdict is Verdict.CLAIMED else None
    if strong and strong.pillar in found.pillars:
        return False
    if claimed and card.lead and card.lead.tip.pillar is not claimed and not _said_to_rest(made):
        return False
    lacking = [one for one in items if one.tip.needs and not card.member.sales_navigator]
    offered = [*(one.tip.id for one in items), *(tip.id for tip in made.look_back)]
    spent = [id for id in offered if id in note.refused or _rests(id, note, card.today)]
    return not (lacking or spent)


def _said_to_rest(made: digest_content.Digest) -> bool:
    """No step of the weakest pillar is there, and the note says that."""
    card = made.card
    there = any(one.tip.pillar in card.report.weakest.pillars for one in card.report.plan.items)
    return not there and RESTS in words(screens.render(replace(made, answered=True)))


def _rests(tip: str, note: Note, today: date) -> bool:
    """Done, and not yet due again."""
    day = note.done.get(tip)
    return day is not None and today - day < REST_DONE


def not_only_guesses(note: Note, life: Life) -> bool:
    """Where there are numbers or files, one statement at least rests on them; that they were given
    is none."""
    card = note.final.card
    if card.empty:
        return True
    text = words(note.drawn)
    return (
        bool(WORD.search(text))
        or "by your files" in text
        or "by your reading" in text
        or card.report.weakest.verdict is not Verdict.UNSURE
        or "Keep doing" in text
        or any(not item.guess for item in card.report.plan.items)
    )


RULES: tuple[tuple[str, Callable[[Note, Life], bool]], ...] = (
    ("a fresh step", fresh), ("the right word", right_word),
    ("no contradiction", no_contradiction), ("not only guesses", not_only_guesses),
)  # fmt: skip


def faults(note: Note, life: Life) -> list[str]:
    """The rules that a note breaks."""
    return [name for name, holds in RULES if not holds(note, life)]


@contextmanager
def opened() -> Iterator[Store]:
    """A migrated, empty store in a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'bench.db'}")
        store.upgrade()
        try:
            yield store
        finally:
            store.close()


def judged(persona: Persona, weeks: int) -> list[tuple[Note, list[str]]]:
    """The notes of a persona, each with what is wrong with it."""
    with opened() as store:
        life, notes = live(store, persona, weeks)
    return [(note, faults(note, life)) for note in notes]


def measure() -> list[dict[str, Any]]:
    """useful_digest_rate, digest_ms"""
    all_of = {one.name: judged(one, personas.WEEKS) for one in PERSONAS}
    print()
    for name, notes in all_of.items():
        told = [f"{note.week}: {', '.join(wrong)}" for note, wrong in notes if wrong]
        print(f"{name}: {len(notes) - len(told)} of {len(notes)} useful. {'; '.join(told)}")
    useful = [not wrong for notes in all_of.values() for _, wrong in notes]
    rate = sum(useful) / len(useful)
    middle, slow, busy = _timed()
    return [
        {"name": "useful_digest_rate", "value": round(rate, 3), "unit": "", "goal": ">= 0.9",
         "ok": rate >= 0.9, "why": f"{sum(useful)} of {len(useful)} notes of eight personas"},
        {"name": "digest_ms", "value": round(middle, 2), "unit": "ms", "goal": "<= 20",
         "ok": middle <= 20, "why": f"median of {RUNS}, p99 {slow:.1f}, {busy:.1f} of processor"},
    ]  # fmt: skip


def _timed() -> tuple[float, float, float]:
    """Milliseconds to compose and draw one note: median, p99, and the median of processor time,
    which says what a busy machine added."""
    with opened() as store:
        row, now = _long_time_member(store)
        took, busy = [], []
        for _ in range(RUNS):
            began, worked = time.perf_counter(), time.process_time()
            made = digest_content.compose(store, row, now)
            assert made is not None
            screens.render(made)
            took.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - worked))
    took.sort()
    return statistics.median(took), took[int(0.99 * RUNS)], statistics.median(busy)


def _long_time_member(store: Store) -> tuple[deliveries.Delivery, datetime]:
    """Every file, two years of weekly readings, and two years of steps shown and answered."""
    rep = reps.draw(3, 1)[0]
    now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    with store.begin(TEAM) as db:
        workspaces.put(db, "Bench", "U0BOT", "UTC", now)
    people.meet(store, TEAM, USER, Profile("Ana", "UTC"), now)
    digest.choose(store, TEAM, USER, state="on", how="test", now=now - timedelta(days=1))
    for week in range(104):
        at = now - timedelta(weeks=103 - week)
        four = hidden.formula_a(rep, min(200, 7 * (103 - week)))
        log.record(store, TEAM, USER, hidden.reading(four, at.date(), week), at, sure=True)
    with store.begin(TEAM) as db:
        for week in range(1, 104):
            _weeks_steps(db, now - timedelta(weeks=week), week)
        promised = uploads.accept(db, USER, "F1", channel=None, ts=None, now=now)
        claimed = uploads.claim(db, promised.id, 60) if promised else None
        assert promised is not None and claimed is not None  # noqa: PT018  the file is new
        uploads.finish(
            db, promised.id, attempt=claimed.attempt, sha256="0", rules=READER, receipt={},
            batches=rep.batches(reps.KINDS["everything"]), levels=rep.stated("everything"),
            readings=(), now=now,
        )  # fmt: skip
    digest.queue_due(store, now + timedelta(minutes=1))
    with store.begin(TEAM, write=False) as db:
        (row,) = deliveries.of_user(db, USER, digest.KIND)
    claimed_row, _ = sending.claim(store, row, now, lease_s=60, per_second=1000, patience_s=2)
    assert claimed_row is not None
    return claimed_row, now


def _weeks_steps(db: Any, at: datetime, week: int) -> None:
    slot = at.strftime("%G-W%V")
    for n in range(3):
        tip = TIPS[(3 * week + n) % len(TIPS)].id
        tips.record(db, USER, tip, TipEvent.SHOWN, at.date(), at, slot=slot, digest=True)
        if n == 0:
            tips.record(db, USER, tip, TipEvent.DONE, at.date(), at + timedelta(days=2), slot=slot)
