"""What a weekly note shows, remembers and promises, on both databases."""

from datetime import UTC, datetime, timedelta

from bot.services import card, digest, digest_content, log, people, plan, sending
from bot.services.digest_content import Digest
from bot.services.people import Profile
from bot.services.slots import slot_of
from bot.store import deliveries
from bot.store.deliveries import Delivery
from bot.store.engine import Store
from scoring.readings import Source, make
from scoring.tips.tip import TipEvent

TEAM, ANA, ZONE = "T1", "U1", "Europe/Berlin"
MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
FOUR = (1640, 1320, 890, 1610)


def join(store: Store) -> None:
    before = MONDAY - timedelta(days=1)
    people.meet(store, TEAM, ANA, Profile("Ana", ZONE), before)
    digest.choose(store, TEAM, ANA, state="on", how="test", now=before)


def read(store: Store, now: datetime) -> None:
    day = now.date()
    kept = log.record(store, TEAM, ANA, make(day, FOUR, None, Source.TYPED), now, sure=True)
    assert isinstance(kept, log.Logged)


def claimed(store: Store, now: datetime, kind: str = digest.KIND) -> Delivery:
    """This week's row of a kind, taken as a sender takes it."""
    if kind == digest.KIND:
        digest.queue_due(store, now)
    with store.begin(TEAM) as db:
        row = deliveries.find(db, ANA, kind, slot_of(now, ZONE))
    assert row is not None
    mine, _ = sending.claim(store, row, now, lease_s=60, per_second=1000, patience_s=2)
    assert mine is not None
    return mine


def composed(store: Store, row: Delivery, now: datetime) -> Digest:
    make_it = digest_content.redraw if row.kind == digest_content.EDIT else digest_content.compose
    made = make_it(store, row, now)
    assert made is not None
    return made


def close(store: Store, row: Delivery, made: Digest, now: datetime) -> None:
    keep = digest_content.remember if row.kind == digest_content.EDIT else digest_content.sent
    assert sending.close(
        store, row, "sent", channel="D1", ts=f"{now.timestamp():.6f}",
        then=lambda db: keep(db, row, made, now),
    )  # fmt: skip


def send(store: Store, now: datetime) -> Digest:
    row = claimed(store, now)
    made = composed(store, row, now)
    close(store, row, made, now)
    return made


def edits(store: Store) -> list[tuple[str, str]]:
    with store.begin(TEAM) as db:
        return [(one.slot, one.state) for one in deliveries.of_user(db, ANA, digest_content.EDIT)]


def test_a_year_of_notes_looks_back_once_a_quarter_and_never_in_the_first_weeks(
    store: Store,
) -> None:
    join(store)
    read(store, MONDAY + 5 * WEEK)
    looked = [
        (MONDAY + week * WEEK).date().isoformat()
        for week in range(56)
        if send(store, MONDAY + week * WEEK).quarter is not None
    ]
    assert looked == ["2026-04-06", "2026-07-06", "2026-10-05", "2027-01-04"]


def test_what_a_note_showed_is_the_plan_of_its_week_everywhere_and_rests_after(
    store: Store,
) -> None:
    join(store)
    read(store, MONDAY - timedelta(days=2))
    first = send(store, MONDAY)
    later = MONDAY + timedelta(days=4)
    assert card.build(store, TEAM, ANA, later).report.plan == first.card.report.plan
    second = send(store, MONDAY + WEEK)
    assert first.card.lead is not None
    assert second.card.lead is not None
    assert second.card.lead.tip.id != first.card.lead.tip.id
    assert [tip.id for tip in second.look_back] == [first.card.lead.tip.id]


def test_an_answer_ends_the_question_and_a_done_step_makes_room_in_the_week(store: Store) -> None:
    join(store)
    read(store, MONDAY - timedelta(days=2))
    first = send(store, MONDAY)
    assert first.card.lead is not None
    done = first.card.lead.tip.id
    plan.answer(store, TEAM, ANA, done, TipEvent.DONE, MONDAY + timedelta(days=2))
    now = card.build(store, TEAM, ANA, MONDAY + timedelta(days=3)).report.plan.items
    assert done not in [item.tip.id for item in now]
    assert send(store, MONDAY + WEEK).look_back == ()


def test_a_reading_promises_one_edit_of_the_weeks_note_however_often_it_is_given(
    store: Store,
) -> None:
    join(store)
    read(store, MONDAY - timedelta(days=5))
    assert edits(store) == [], "there is no note yet"
    assert not send(store, MONDAY).answered
    for hour in (1, 2):
        read(store, MONDAY + timedelta(hours=hour))
    slot = slot_of(MONDAY, ZONE)
    assert edits(store) == [(slot, "pending")]
    row = claimed(store, MONDAY, digest_content.EDIT)
    made = composed(store, row, MONDAY)
    assert made.answered
    close(store, row, made, MONDAY)
    assert edits(store) == [(slot, "sent")]
    read(store, MONDAY + WEEK + timedelta(days=1))
    assert edits(store) == [(slot, "sent")], "next week's note does not stand yet"


def test_a_reading_that_comes_while_the_note_is_under_way_is_drawn_in_afterwards(
    store: Store,
) -> None:
    join(store)
    row = claimed(store, MONDAY)
    made = composed(store, row, MONDAY)
    assert not made.answered
    read(store, MONDAY)
    assert edits(store) == []
    close(store, row, made, MONDAY)
    assert edits(store) == [(slot_of(MONDAY, ZONE), "pending")]
    assert composed(store, claimed(store, MONDAY, digest_content.EDIT), MONDAY).answered


def test_undoing_the_reading_turns_the_note_back(store: Store) -> None:
    join(store)
    send(store, MONDAY)
    kept = log.record(
        store, TEAM, ANA, make(MONDAY.date(), FOUR, None, Source.TYPED), MONDAY, sure=True
    )
    assert isinstance(kept, log.Logged)
    row = claimed(store, MONDAY, digest_content.EDIT)
    close(store, row, composed(store, row, MONDAY), MONDAY)
    log.undo(store, TEAM, ANA, kept.id, MONDAY)
    assert not composed(store, claimed(store, MONDAY, digest_content.EDIT), MONDAY).answered


def test_an_edit_whose_note_never_stood_says_nothing(store: Store) -> None:
    join(store)
    now = MONDAY + timedelta(hours=1)
    with store.begin(TEAM) as db:
        deliveries.enter(db, ANA, digest_content.EDIT, slot_of(now, ZONE), now)
    assert digest_content.redraw(store, claimed(store, now, digest_content.EDIT), now) is None
