"""People and boards to draw: chosen ones for golden files, any others for properties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.blocks import card as cards_screens
from bot.blocks import home
from bot.services.board_line import Status
from bot.services.board_post import BoardView
from bot.services.card import Card
from bot.services.course import Course
from bot.services.ifthen import Running
from bot.services.plan import Week
from bot.services.quest import QuestLine
from bot.store.boards import Board
from bot.store.ifthen import IfThen
from bot.store.members import Member
from bot.store.quests import Quest
from scoring import report, team
from scoring.activity import EMPTY, Activity, Batch, Level, merge
from scoring.forecast import forecast
from scoring.goals import Goal, Pace, Progress
from scoring.improvement import Gain, Place
from scoring.pillars import PILLARS
from scoring.readings import Reading, Source, make
from scoring.report import Situation
from scoring.shift import Shift
from scoring.since import TOLD, Since
from scoring.slope import trend
from scoring.team import Standing
from scoring.tips import TIPS
from scoring.titles import IdealCustomer
from scoring.world import World

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FOUR = st.tuples(*[st.integers(0, 2500)] * 4)
HOSTILE = (
    "<!channel>", "<@U0ANA>", "@here", "<https://example.com|click>", "*bold* _x_ ~y~ `z`",
    "&amp;<b>", "أمل " * 30, "\u202etxet", "🧭" * 60, "👩‍👩‍👧‍👦" * 50, "🇩🇪" * 50, "é" * 50,
    "\x00\n\t", "", "x" * 200, "&" * 60,
)  # fmt: skip
NAMES = st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE))
EMOJI = range(0x1F000, 0x20000)


def member(**more: Any) -> Member:
    known: dict[str, Any] = {
        "team": "T1", "user": "U1", "name": "Ana", "zone": "Europe/Berlin", "guest": False,
        "deleted": False, "digest": "on", "weekday": 0, "minute": 540, "every": 1,
        "next_digest_at": NOW, "minutes": 60, "sales_navigator": None,
        "ideal": IdealCustomer(), "dm": None, "refreshed_at": NOW,
    }  # fmt: skip
    return Member(**{**known, **more})


def activity_of(amount: int) -> Activity:
    """A quarter in which every habit of an archive was kept every fourth day, in thousandths."""
    days = {TODAY - timedelta(days=n): amount for n in range(0, 90, 4)}
    facts = {
        "archive/comments": ("comments.credit", "comments.actions"),
        "archive/shares": ("posts.credit", "shares.credit", "shares.actions"),
        "archive/messages": ("starts.credit", "starts.decided", "starts.answered", "deep.threads",
                             "inbound.decided", "inbound.answered"),
        "archive/connections": ("connections.fit",),
        "archive/reactions": ("reactions",),
    }  # fmt: skip
    first = TODAY - timedelta(days=90)
    batches = [
        Batch(source, first, TODAY, frozenset(), dict.fromkeys(names, days), "1")
        for source, names in facts.items()
    ]
    levels = [Level("network.size", 800.0, TODAY), Level("network.senior", 40.0, TODAY)]
    return merge(batches, levels)


def card(readings: Sequence[Reading] = (), amount: int | None = None, minutes: int = 60) -> Card:
    """The card of someone with these readings and, unless `amount` is None, with files."""
    known = EMPTY if amount is None else activity_of(amount)
    made = report.build(
        as_of=TODAY, readings=readings, activity=known, situation=Situation(minutes=minutes)
    )
    return Card(member(), TODAY, made, amount is not None, known.observed_through)


def reading(days_ago: int, *points: int, total: int | None = None, **beside: int) -> Reading:
    """A reading of four pillars in hundredths, or of a total alone."""
    four = (points[0], points[1], points[2], points[3]) if points else None
    day = TODAY - timedelta(days=days_ago)
    return make(day, four, total, Source.TYPED, beside=beside, sequence=1000 - days_ago)


@st.composite
def cards(draw: Any) -> Card:
    """Anybody: any readings over some months, whole or with pillars, no files, thin or rich ones."""
    given = []
    for n in range(draw(st.integers(0, 6))):
        beside = {"industry_rank": 12, "network_average": 3600} if draw(st.booleans()) else {}
        days = 7 * n + draw(st.integers(0, 6))
        if draw(st.integers(0, 5)) == 0:
            given.append(reading(days, total=draw(st.integers(0, 10_000)), **beside))
        else:
            total = draw(st.one_of(st.none(), st.integers(0, 10_000)))
            given.append(reading(days, *draw(FOUR), total=total, **beside))
    amount = draw(st.sampled_from([None, 0, 300, 5000]))
    return card(given, amount, draw(st.sampled_from([15, 60, 240])))


@st.composite
def full_cards(draw: Any) -> Card:
    """Anybody with all that may stand beside: a goal, a shift, steps and facts since; numbers
    hidden or not."""
    one = draw(cards())
    newest = one.report.reading
    goal = Goal(9900, TODAY + timedelta(days=90), TODAY - timedelta(days=9), 4000)
    progress = Progress(draw(st.sampled_from(Pace)), 0.5, 1.5, 61.0, TODAY, 6500)
    shift = Shift(TODAY - timedelta(days=draw(st.integers(0, 60))), draw(st.integers(-900, 900)), 7)
    steps = tuple(tip.id for tip in draw(st.lists(st.sampled_from(TIPS), max_size=4)))
    counts = draw(st.dictionaries(st.sampled_from(TOLD), st.integers(1, 900), max_size=3))
    change = one.report.change
    since = Since(change.since, TODAY, steps, counts) if change and newest else None
    return replace(
        one,
        member=member(hidden=draw(st.booleans())),
        world=World(shifts=(shift,)) if draw(st.booleans()) else one.world,
        goal=goal if newest and draw(st.booleans()) else None,
        progress=progress,
        since=since,
    )


def course_of(one: Card, **more: Any) -> Course:
    """The trend of a card's readings."""
    found = one.report.readings
    known: dict[str, Any] = {
        "card": one, "readings": found, "total": trend(found),
        "pillars": tuple(trend(found, pillar) for pillar in PILLARS), "jump": None, "shifts": (),
        "ahead": forecast(found, TODAY + timedelta(weeks=4)), "since": None, "restarted": None,
    }  # fmt: skip
    return Course(**{**known, **more})


def with_numbers_hidden(one: Card) -> Card:
    return replace(one, member=member(hidden=True))


STEADY_TIE = card([reading(12, 1500, 1510, 1500, 1505), reading(5, 1505, 1500, 1510, 1500)], 300)
"""Steady, level, and with files since the reading: three hedges apply."""
NEWCOMER = card([reading(0, 1640, 1320, 890, 1610, industry_rank=18, industry_average=2900)])
RICH = card([reading(9, 1820, 1250, 2000, 1410), reading(2, 1820, 950, 2010, 1110)], 300)
FILES_ALONE = card([], 300)
TOTAL_ALONE = card([reading(0, total=6100)])
CHOSEN = {
    "newcomer": NEWCOMER, "rich": RICH, "files_alone": FILES_ALONE, "total_alone": TOTAL_ALONE,
    "steady_tie": STEADY_TIE,
}  # fmt: skip


def if_then(**more: Any) -> IfThen:
    """A plan with a reminder on Mondays at nine."""
    known: dict[str, Any] = {
        "team": "T1", "id": "p1", "user": "U1", "tip": "I01", "kind": "coffee",
        "cue": "I have my first coffee", "action": "write one comment before I scroll on",
        "weekday": 0, "minute": 540, "next_cue_at": NOW, "made_on": TODAY,
        "ends_on": TODAY + timedelta(weeks=4),
    }  # fmt: skip
    return IfThen(**{**known, **more})


def running(**more: Any) -> Running:
    """The same plan as it runs."""
    known: dict[str, Any] = {
        "plan": if_then(), "zone": "Europe/Berlin", "today": TODAY, "done": False, "last": False,
        "other": None,
    }  # fmt: skip
    return Running(**{**known, **more})


def at_home(card: Card) -> dict[str, Any]:
    """App Home of somebody with a plan of their own and a step done this week."""
    week = home.week(card, Week(running(), TIPS[:1]))
    return {"type": "home", "blocks": [*cards_screens.home(card), *week, *home.everything()]}


def board(mode: str = "consistency", **more: Any) -> Board:
    known: dict[str, Any] = {
        "team": "T1", "channel": "C1", "keeper": "U1", "mode": mode, "weekday": 0, "minute": 570,
        "zone": "Europe/Berlin", "season_start": TODAY, "season_weeks": 6, "next_post_at": NOW,
        "last_ts": None, "last_slot": None,
    }  # fmt: skip
    return Board(**{**known, **more})


def board_view(rows: Sequence[tuple[str, int]], mode: str = "consistency") -> BoardView:
    """The weekly post of a board, from names and kept weeks (or sixteen points for each)."""
    standing: Any
    if mode == "score":
        standing = team.clubs([(who, weeks * 1600) for who, weeks in rows])
    else:
        entries = [Standing(f"U{n}", who, weeks) for n, (who, weeks) in enumerate(rows)]
        standing = team.consistency(entries, 6)
    return BoardView(board(mode), standing, 3, TODAY, "2026-W47", TODAY)


def season_view(names: Sequence[str] = ("Ana Costa", "Ben Okafor")) -> BoardView:
    """The summary of a season of gains, with a goal."""
    gains = tuple(
        (Place(at + 1, Gain(f"U{at}", 9.2 - at, 3.4, 0.17, True, at == 0), at == 0), who)
        for at, who in enumerate(names)
    )
    weekly = board_view([("Ana Costa", 6), ("Ben Okafor", 5), ("C", 3), ("D", 2), ("E", 1)])
    return replace(
        weekly, board=board("improvement"), week=6, summary=True, gains=gains,
        quest=QuestLine(quest(), 31, over=False, figure=None),
    )  # fmt: skip


def quest(what: str = "thoughtful comments", **more: Any) -> Quest:
    known: dict[str, Any] = {
        "id": "q1", "channel": "C1", "what": what, "target": 40, "first": TODAY,
        "last": TODAY + timedelta(weeks=4), "ended_at": None,
    }  # fmt: skip
    return Quest(**{**known, **more})


def states() -> Iterator[Status]:
    """A board as each kind of person may see it, at each time of its life."""
    line = QuestLine(quest(), 12, over=False, figure=None)
    for made in (
        board(), board("quest"), board("off", next_post_at=None), board(next_post_at=None),
        board(paused_until=TODAY), board(keeper_gone_at=NOW),
    ):  # fmt: skip
        for mine in (True, False):
            yield Status(made, 2, mine, mine, keeper=False, over=made.next_post_at is None)
        yield Status(made, 4, True, False, keeper=False, over=False, may_take_over=True, quest=line)
        yield Status(made, 4, True, True, keeper=False, over=False, from_day=TODAY)
        yield Status(made, 2, True, True, keeper=True, over=made.next_post_at is None,
                     names=("<!channel>", "*Ben*"), fresh=1)  # fmt: skip
        yield Status(made, 40, False, False, keeper=True, over=False, fresh=12, reminded=True,
                     names=tuple(f"Name {at}" for at in range(40)), quest=line)  # fmt: skip


def texts(drawn: Any) -> Iterator[str]:
    """Every text that a person reads in blocks or a view."""
    if isinstance(drawn, dict):
        for key, value in drawn.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(drawn, list):
        for value in drawn:
            yield from texts(value)


def first_screen(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks before the first divider."""
    at = next((n for n, one in enumerate(blocks) if one["type"] == "divider"), len(blocks))
    return blocks[:at]
