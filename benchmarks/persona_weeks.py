"""The weeks of a persona, lived through the real services and store; each note is judged."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from benchmarks import personas
from benchmarks.personas import WEEKS, Life, Persona, monday
from bot.blocks import digest as screens
from bot.blocks.message import Message
from bot.importers.values import READER
from bot.services import digest, digest_content, goal, log, people, plan, sending
from bot.services.digest_content import Digest
from bot.services.people import Profile
from bot.store import deliveries, members, tips, uploads, workspaces
from bot.store.deliveries import Delivery
from bot.store.engine import Store
from scoring.tips import by_id
from scoring.tips.tip import TipEvent

TEAM, USER, CHANNEL, ZONE = "T0PERSONA", "U0PERSONA", "D0PERSONA", "Europe/Berlin"
FRESH = timedelta(weeks=3)
REST_DONE = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Note:
    """A week's note as it stood last, and as it was sent, with what was known then: readings
    (two days for a change), days by tip on which it was shown before, done, and refused."""

    week: int
    day: date
    final: Digest
    drawn: Message
    sent: Digest
    shown: dict[str, date]
    done: dict[str, date]
    refused: frozenset[str]


def live(store: Store, persona: Persona, weeks: int = WEEKS) -> tuple[Life, list[Note]]:
    """All notes of a persona, in a store that is migrated and empty."""
    life, lots = Life.of(persona), random.Random(personas.SEED * 7 + persona.rep)
    _begin(store, persona)
    notes = []
    for week in range(weeks):
        now = _at(monday(week), 9)
        if persona.away and week == persona.away.start:
            digest.choose(store, TEAM, USER, state="off", how="leave", now=now - timedelta(hours=2))
        if week in persona.away:
            continue
        if persona.away and week == persona.away.stop:
            digest.choose(store, TEAM, USER, state="on", how="back", now=now - timedelta(hours=2))
        if week in persona.uploads:
            _upload(store, persona, life, week)
        notes.append(_week(store, persona, life, lots, week))
    return life, notes


def _begin(store: Store, persona: Persona) -> None:
    before = _at(monday(0) - timedelta(days=3), 12)
    with store.begin(TEAM) as db:
        workspaces.put(db, "Personas", "U0BOT", ZONE, before)
    people.meet(store, TEAM, USER, Profile("Somebody", ZONE), before)
    digest.choose(store, TEAM, USER, state="on", how="test", now=before)
    if persona.navigator:
        with store.begin(TEAM) as db:
            members.save_settings(db, USER, {"sales_navigator": True})


def _upload(store: Store, persona: Persona, life: Life, week: int) -> None:
    """Files exported on the Saturday before, kept as an import keeps them."""
    day = monday(week) - timedelta(days=2)
    ago, now = personas.age(day), _at(day, 12)
    with store.begin(TEAM) as db:
        promised = uploads.accept(db, USER, f"F{week}", channel=None, ts=None, now=now)
        claimed = uploads.claim(db, promised.id, 60) if promised else None
        assert promised is not None and claimed is not None  # noqa: PT018  each file is new
        uploads.finish(
            db, promised.id, attempt=claimed.attempt, sha256=f"{week}", rules=READER, receipt={},
            batches=life.rep.batches(persona.sources, ago),
            levels=life.rep.stated(persona.levels, ago) if persona.levels else (),
            readings=(), now=now,
        )  # fmt: skip


def _week(store: Store, persona: Persona, life: Life, lots: random.Random, week: int) -> Note:
    """One note: sent, answered by numbers if it is a week for that, its steps answered."""
    day = monday(week)
    now = _at(day, 9)
    with store.begin(TEAM, write=False) as db:
        records = tips.records(db, USER)
    shown = {one.tip: one.day for one in records if one.digest}
    done = {one.tip: one.day for one in records if one.event is TipEvent.DONE}
    refused = frozenset(one.tip for one in records if one.event is TipEvent.NOT_FOR_ME)
    sent = final = _send(store, now)
    if persona.types(week, lots):
        typed = day + timedelta(days=persona.later)
        reading = life.reading(typed, week)
        log.record(store, TEAM, USER, reading, _at(typed, 10), sure=True)
        if persona.goal and week == 0:
            goal.put(store, TEAM, USER, reading.total + 500, typed + timedelta(weeks=20), now)
        final = _redraw(store, _at(typed, 10)) or sent
    _answer(store, persona, life, lots, sent, final, day)
    return Note(week, day, final, screens.render(final), sent, shown, done, refused)


def _send(store: Store, now: datetime) -> Digest:
    """The sweep enters the note, and it is composed and closed as a sender does."""
    digest.queue_due(store, now)
    slot = now.astimezone(ZoneInfo(ZONE)).strftime("%G-W%V")
    made = _carry_out(store, digest.KIND, slot, now)
    assert made is not None
    return made


def _redraw(store: Store, now: datetime) -> Digest | None:
    slot = now.astimezone(ZoneInfo(ZONE)).strftime("%G-W%V")
    return _carry_out(store, digest_content.EDIT, slot, now)


def _carry_out(store: Store, kind: str, slot: str, now: datetime) -> Digest | None:
    with store.begin(TEAM, write=False) as db:
        row = deliveries.find(db, USER, kind, slot)
    assert row is not None
    claimed, _ = sending.claim(store, row, now, lease_s=60, per_second=1000, patience_s=2)
    assert claimed is not None
    made = (digest_content.compose if kind == digest.KIND else digest_content.redraw)(
        store, claimed, now
    )
    if made is None:
        return None
    screens.render(made)
    keep = digest_content.sent if kind == digest.KIND else digest_content.remember
    _close(store, claimed, made, keep, now)
    return made


def _close(store: Store, row: Delivery, made: Digest, keep: object, now: datetime) -> None:
    assert callable(keep)
    sending.close(
        store, row, "sent", channel=CHANNEL, ts=f"{now.timestamp():.6f}",
        then=lambda db: keep(db, row, made, now),
    )  # fmt: skip


def _answer(
    store: Store, persona: Persona, life: Life, lots: random.Random, sent: Digest, final: Digest,
    day: date,
) -> None:  # fmt: skip
    """On Wednesday to what stands there, and to last week's step if it was asked for."""
    asked = [tip.id for tip in sent.look_back]
    offered = [item.tip.id for item in final.card.report.plan.items]
    for id in dict.fromkeys((*asked, *offered)):
        event, tip = persona.answers.draw(lots), by_id(id)
        if event is None or tip is None:
            continue
        when = day + timedelta(days=3)
        plan.answer(store, TEAM, USER, id, event, _at(when, 17))
        if event is TipEvent.DONE:
            life.act(tip, when)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(ZONE)).astimezone(UTC)


WORD = re.compile(r"(Steady)\b|Your total (moved up|moved down)")


def said_of_change(text: str) -> str | None:
    """steady, moved up, moved down, or None where a note says no change."""
    found = WORD.search(text)
    return (found[1] or found[2]).casefold() if found else None


def words(drawn: Message) -> str:
    """All that a note says."""
    return "\n".join([drawn.text, *_texts(drawn.blocks)])


def _texts(drawn: object) -> Sequence[str]:
    if isinstance(drawn, dict):
        own = [drawn["text"]] if isinstance(drawn.get("text"), str) else []
        return [*own, *(text for value in drawn.values() for text in _texts(value))]
    if isinstance(drawn, list):
        return [text for value in drawn for text in _texts(value)]
    return []
