"""Values for drawings, and not tame ones: names without end, right-to-left text, emoji, live markup,
nothing at all, and more of everything than a team has."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.blocks import launch, notices, plan, upload, whatif
from bot.blocks.checklist import QUESTIONS, SHORT
from bot.blocks.ifthen import ACTION, CUE, CUES
from bot.blocks.message import Message
from bot.services.board_post import BoardView
from bot.services.card import Card
from bot.services.checklist import Item
from bot.services.grants import ITEMS, MODES, RECEIPTS
from bot.services.privacy import LOOKS
from bot.services.team import PAGE, Listed
from bot.store.boards import Board
from bot.store.ifthen import IfThen
from bot.store.members import Member
from bot.store.personal import PLACES
from bot.store.receipts import Receipt
from scoring import selfcheck
from scoring.goals import Goal, Pace, Progress
from scoring.learning import Uplift
from scoring.pillars import PILLARS, Pillar
from scoring.plan import PlanItem
from scoring.readings import Reading
from scoring.tips import TIPS
from scoring.tips.tip import Tip
from scoring.titles import IdealCustomer
from scoring.whatif import Answer
from tests.blocks.samples import (
    CHOSEN,
    NAMES,
    NOW,
    TODAY,
    board,
    board_view,
    course_of,
    if_then,
    member,
    with_numbers_hidden,
)

Strategy = st.SearchStrategy[Any]

USERS = st.integers(0, 10**10).map(lambda n: f"U{n}")
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
CHANNELS = st.integers(0, 10**10).map(lambda n: f"C{n}")
DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
MOMENTS = DAYS.map(lambda day: datetime.combine(day, time(23, 59), UTC))
ZONES = st.sampled_from(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"])
MOST = 1000
"""Of rows, names and members."""


def many(one: Strategy) -> Strategy:
    """None, one, a few, or a thousand of them."""
    crowd = one.map(lambda value: [value] * MOST)
    return st.one_of(st.lists(one, max_size=4), crowd)


IDEAL = st.builds(
    IdealCustomer, *[st.lists(NAMES.map(lambda text: text[:80]), max_size=20).map(tuple)] * 3
)
"""As the form keeps it: twenty lines of eighty characters each."""


@st.composite
def anybody(draw: Any) -> Member:
    """Any member; the form of their settings is fed any hours by a test of its own."""
    return member(
        name=draw(NAMES), zone=draw(ZONES), hidden=draw(st.booleans()),
        digest=draw(st.sampled_from(["unasked", "asked", "on", "off"])),
        shares=draw(st.sampled_from(MODES)), silent=draw(st.integers(0, 9)),
        next_digest_at=draw(st.sampled_from([None, NOW])),
        ideal=draw(IDEAL),
        outcome=draw(st.sampled_from(["", "conversations", "meetings"])),
    )  # fmt: skip


@st.composite
def any_board(draw: Any) -> Board:
    """Any board, of any mode, before, in and after its season."""
    return board(
        draw(st.sampled_from([*launch.COUNTS])),
        next_post_at=draw(st.one_of(st.none(), MOMENTS)),
        paused_until=draw(st.one_of(st.none(), DAYS)),
        keeper_gone_at=draw(st.one_of(st.none(), MOMENTS)),
        zone=draw(ZONES),
    )


TYPED = NAMES.map(lambda text: text.strip() or "x")
OWN = sorted({one.table for one in PLACES if one.own})
WITH_GOAL = replace(
    CHOSEN["rich"], goal=Goal(9900, TODAY + timedelta(days=90), TODAY - timedelta(days=9), 4000),
    progress=Progress(Pace.OFF_PACE, 0.5, 1.5, 61.0, TODAY, 6500),
)  # fmt: skip
SEEN = (*CHOSEN.values(), WITH_GOAL)
CARDS = [*SEEN, *map(with_numbers_hidden, SEEN)]
"""Any numbers are drawn as cards by tests of their own; here they stand beside other things."""
LOOKS_AT = st.builds(Receipt, USERS, st.sampled_from(["team", "file", *ITEMS]), MOMENTS)


def item(numbered: tuple[int, str]) -> Strategy:
    """A line of the checklist, in any state, of the pillar that has its place in the list."""
    at, about = numbered
    pillar = PILLARS[at * len(PILLARS) // len(SHORT)]
    known = ["best", "middle", "least"] if about in QUESTIONS else ["yes", "no"]
    return st.builds(Item, st.just(about), st.just(pillar), answer=st.sampled_from(["", *known]))


POINTS = st.integers(-2500, 2500)
OWN_WORDS = st.sampled_from(["", "Words of our own."])
EFFECTS = st.floats(-500, 500)
SOME = st.integers(0, 5000)
ASKABLE = st.lists(st.sampled_from(ITEMS), min_size=1, unique=True).map(tuple)
OWN_ROWS = st.dictionaries(st.sampled_from(OWN), st.integers(0, 10**9))
ROWS = st.lists(st.tuples(NAMES, st.integers(0, 6)), max_size=40)
RECEIPT: dict[str, Any] = {
    "files": [{"kind": "connections", "rows_read": 10**9, "rows_skipped": 10**9, "first": None,
               "last": "2026-11-19"}] * 40,
    "private": 10**6, "ignored": 10**6, "warnings": [{"code": "owner_unknown", "count": 0}] * 40,
    "notes": ["basic_archive"], "readings": 10**6, "as_of": "2026-11-19", "sha256": "0" * 64,
    "before": 0, "after": 10_000, "seats": {"own": 0, "others": 10**6, "spread": True},
}  # fmt: skip
COURSES = st.sampled_from(CARDS).map(course_of)

WHOLE: Mapping[Any, Strategy] = {
    Message: st.just(notices.notice("x")),
    Card: st.sampled_from(CARDS),
    Member: anybody(),
    Board: any_board(),
    BoardView: st.builds(board_view, ROWS, st.sampled_from(["consistency", "score"])),
    IdealCustomer: IDEAL,
    IfThen: st.builds(
        if_then,
        cue=TYPED.map(lambda text: text[:CUE]),
        action=TYPED.map(lambda text: text[:ACTION]),
        kind=st.sampled_from([*CUES]),
    ),
    Reading: st.sampled_from([one for card in CARDS for one in card.report.readings]),
    Tip: st.sampled_from(TIPS),
    PlanItem: st.sampled_from([one for card in CARDS for one in card.report.plan.items]),
}
"""Values whose fields go together."""
SPECIAL: Mapping[tuple[str, str], Strategy] = {
    ("", "command"): st.just("/ssi"),
    ("", "zone"): ZONES,
    ("", "zone_name"): ZONES,
    ("", "id"): IDS,
    ("", "upload"): IDS,
    ("", "slot"): st.just("2026-W47"),
    ("", "user"): USERS,
    ("", "whom"): USERS,
    ("", "boards"): many(CHANNELS).map(tuple),
    ("", "keeps"): many(CHANNELS).map(tuple),
    ("", "channels"): many(CHANNELS),
    ("admin.managers", "people"): many(USERS),
    ("", "where"): ZONES,
    ("", "reference"): IDS,
    ("", "lead"): OWN_WORDS,
    ("", "why"): OWN_WORDS,
    ("", "uplifts"): st.dictionaries(
        st.sampled_from([tip.id for tip in TIPS]), st.builds(Uplift, EFFECTS, EFFECTS, SOME, SOME)
    ),
    ("notices.unknown_word", "nearest"): st.one_of(st.none(), st.sampled_from(["plan", "why"])),
    ("", "channel"): CHANNELS,
    ("", "today"): st.just(TODAY),
    ("Grant", "item"): st.sampled_from(ITEMS),
    ("Receipt", "item"): st.sampled_from(ITEMS),
    ("Sharing", "items"): ASKABLE,
    ("grants.ask_form", "items"): ASKABLE,
    ("", "holidays"): st.lists(DAYS, max_size=100).map(tuple),
    ("Privacy", "rows"): OWN_ROWS,
    ("Kept", "rows"): OWN_ROWS,
    ("Forgotten", "rows"): OWN_ROWS,
    ("Sharing", "mode"): st.sampled_from(MODES),
    ("Sharing", "receipts"): st.lists(LOOKS_AT, max_size=RECEIPTS).map(tuple),
    ("Listed", "items"): st.just(tuple((item, TODAY) for item in ITEMS)),
    ("TeamPage", "mode"): st.sampled_from(MODES),
    ("TeamPage", "granted"): st.lists(
        st.builds(Listed, USERS, NAMES, st.just(tuple((item, TODAY) for item in ITEMS))),
        max_size=PAGE,
    ).map(tuple),
    ("Checklist", "items"): st.tuples(*map(item, enumerate(SHORT))),
    ("Granted", "page"): st.one_of(st.none(), st.tuples(st.just("x" * 2500), DAYS)),
    ("Granted", "readings"): st.just(tuple(CARDS[1].report.readings) * 10),
    ("Granted", "since"): st.dictionaries(st.sampled_from(ITEMS), DAYS),
    ("Team", "matched"): many(USERS).map(tuple),
    ("Team", "asked"): many(USERS).map(tuple),
    ("StoredSeat", "asked_by"): USERS,
    ("DeadLetter", "kind"): st.sampled_from(["digest", "board", "restart"]),
    ("DeadLetter", "state"): st.sampled_from(["failed", "uncertain"]),
    ("DeadLetter", "code"): st.text("abcdefghijklmnopqrstuvwxyz_", max_size=40),
    ("TeamPillar", "pillars"): st.lists(st.sampled_from(Pillar), max_size=2).map(tuple),
    ("Privacy", "looks"): st.lists(LOOKS_AT, max_size=LOOKS).map(tuple),
    ("OwnLine", "above"): st.lists(NAMES, max_size=3).map(tuple),
    ("OwnLine", "mode"): st.sampled_from(["consistency", "score"]),
    ("Shelf", "refused"): st.lists(
        st.tuples(st.sampled_from(TIPS), DAYS), unique_by=lambda row: row[0].id
    ).map(tuple),
    ("Policy", "keep_months"): st.sampled_from([6, 12, 24, 36]),
    ("Policy", "weekday"): st.integers(0, 6),
    ("Policy", "minute"): st.integers(0, 95).map(lambda n: 15 * n),
    ("Mine", "brought"): st.integers(0, 8),
    ("Quest", "target"): st.integers(1, 10**4),
    ("Quest", "what"): NAMES.map(lambda text: text[:40] or "x"),
    ("Quiet", "left"): st.integers(0, 3),
    ("Answered", "event"): st.sampled_from([*plan.NOTED]),
    ("Running", "other"): st.one_of(st.none(), st.sampled_from([*CUES])),
    ("Cue", "other"): st.one_of(st.none(), st.sampled_from([*CUES])),
    ("board.modal", "modes"): st.sampled_from([tuple(launch.COUNTS), ("quest", "off")]),
    ("upload.receipt", "made"): st.just(RECEIPT),
    ("upload_details.details", "made"): st.just(RECEIPT),
    ("upload.reading", "stage"): st.sampled_from([*upload.STAGES]),
    ("ifthen.other", "kind"): st.sampled_from([*CUES]),
    ("ifthen.change", "kind"): st.sampled_from([*CUES, ""]),
    ("ifthen.not_now", "kind"): st.one_of(st.none(), st.sampled_from([*CUES])),
    ("checklist.question", "name"): st.sampled_from([one.name for one in selfcheck.QUESTIONS]),
    ("course.readings", "rows"): st.lists(
        st.tuples(IDS, WHOLE[Reading]), max_size=10, unique_by=lambda row: row[0]
    ),
    ("course.render", "course"): COURSES,
    ("course.classic", "course"): COURSES,
    ("goal.show", "card"): st.sampled_from([one for one in CARDS if one.goal]),
    ("notices.notice", "text"): st.just("x"),
    ("whatif.answered", "amount"): st.floats(0.1, 500),
    ("whatif.answered", "answers"): st.lists(
        st.tuples(st.sampled_from(whatif.STEPS), st.builds(Answer, POINTS, POINTS, st.booleans())),
        max_size=4,
    ),
    ("seats.buttons", "made"): st.just(RECEIPT),
    ("whatif.answered", "signal"): st.sampled_from([*whatif.UNITS]),
    ("seats.asks", "code"): st.sampled_from(["period_unknown", "no_seat_matched", "other"]),
}
"""Values of which the words know a few (a key of a table, an id of Slack's), and lists that the
services keep short."""
