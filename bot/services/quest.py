"""A goal of the whole team: started by the keeper, filled by those who joined, shown as one sum."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import NotAllowed
from bot.services import audited, board_season
from bot.services.board_season import today
from bot.services.slots import DAY, WEEK
from bot.store import boards, figures, members, quests
from bot.store.engine import Db, Store
from bot.store.figures import Figure
from bot.store.quests import Quest
from scoring import quest as rules
from scoring.sums import NOBODY, Shown

LONGEST = 40
"""Characters of what is counted."""
TOLD = timedelta(weeks=1)
"""How long after its end a goal still stands in a post: once, with its last sum."""


@dataclass(frozen=True, slots=True)
class QuestLine:
    """What a post shows of a goal. `value` is None below five people, or where a sum would tell
    what one of them brought; `over`: its last day has passed. `figure`: to be remembered once it
    stands."""

    quest: Quest
    value: int | None
    over: bool
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Mine:
    """A goal that runs, with what oneself brought, which nobody else is shown."""

    quest: Quest
    brought: int


def line(db: Db, channel: str, day: date, slot: str) -> QuestLine | None:
    """The goal of a channel as the post of a day shows it; None where there is none to show."""
    quest = quests.newest(db, channel)
    if quest is None or day > quest.last + TOLD or day < quest.first:
        return None
    what = _what(quest)
    known = figures.get(db, channel, what)
    joined = members.named(db, boards.joined(db, channel))
    brought = {
        user: amount
        for user, amount in quests.shares(db, quest.id).items()
        if user in joined and not joined[user].deleted
    }
    found = rules.total(brought, known.shown if known else None)
    figure = None
    if found.value is not None:
        figure = Figure(what, slot, Shown(found.people, NOBODY), found.value, quest.target)
    return QuestLine(quest, found.value, day > quest.last, figure)


def shown(db: Db, channel: str, day: date) -> QuestLine | None:
    """The goal of a channel with the sum that its last post showed, on any other screen: a sum of
    this very moment, looked at before and after, would tell who brought what."""
    quest = quests.newest(db, channel)
    if quest is None or day > quest.last + TOLD:
        return None
    known = figures.get(db, channel, _what(quest))
    return QuestLine(quest, known.value if known else None, day > quest.last, None)


def _what(quest: Quest) -> str:
    return f"quest {quest.id}"


def start(
    store: Store,
    team: str,
    user: str,
    channel: str,
    *,
    what: str,
    target: int,
    weeks: int,
    now: datetime,
) -> Quest | None:
    """Start a goal from today on; None where one is running. Raises NotAllowed for anybody but the
    board's keeper, ValueError for a goal out of its bounds."""
    words = " ".join(what.split())
    in_bounds = rules.LEAST_TARGET <= target <= rules.MOST_TARGET
    if not words or len(words) > LONGEST or not in_bounds:
        raise ValueError("no such goal")
    if not rules.LEAST_WEEKS <= weeks <= rules.MOST_WEEKS:
        raise ValueError("no such span")
    with audited.act(store, team, actor=user, action="quest start", whom=channel, now=now) as db:
        first = today(board_season.kept_by(db, user, channel), now)
        known = quests.newest(db, channel)
        if known is not None and known.last >= first:
            return None
        return quests.begin(
            db, channel, what=words, target=target, first=first,
            last=first + WEEK * weeks - DAY,
        )  # fmt: skip


def end(store: Store, team: str, user: str, id: str, now: datetime) -> bool:
    """End a goal before its day; False for one that is over. Raises NotAllowed for anybody but the
    keeper of its board."""
    with audited.act(store, team, actor=user, action="quest end", whom=id, now=now) as db:
        quest = quests.get(db, id)
        if quest is None:
            raise NotAllowed("not_keeper")
        board_season.kept_by(db, user, quest.channel)
        if quest.ended_at is not None:
            return False
        quests.end(db, id, now)
        figures.drop(db, quest.channel, _what(quest))
        return True


def mine(store: Store, team: str, user: str, id: str, now: datetime) -> Mine | None:
    """What oneself brought to a goal that runs; None for one that is over. Raises NotAllowed for
    who does not take part in its board."""
    with audited.act(
        store, team, actor=user, action="quest look", whom=id, now=now, quiet=True
    ) as db:
        quest = _running(db, user, id, now)
        return Mine(quest, quests.brought(db, id, user)) if quest else None


def bring(store: Store, team: str, user: str, id: str, amount: int, now: datetime) -> Mine | None:
    """Set what oneself brought in all, capped; the same twice changes nothing. None for a goal that
    is over. Raises NotAllowed for who does not take part in its board."""
    with audited.act(
        store, team, actor=user, action="quest bring", whom=id, now=now, quiet=True
    ) as db:
        quest = _running(db, user, id, now)
        if quest is None:
            return None
        quests.bring(db, id, user, rules.share(amount, quest.target))
        return Mine(quest, quests.brought(db, id, user))


def _running(db: Db, user: str, id: str, now: datetime) -> Quest | None:
    """The goal, for one who joined; None where its time is over."""
    quest = quests.get(db, id)
    board = boards.get(db, quest.channel) if quest else None
    if quest is None or board is None or user not in boards.joined(db, quest.channel):
        raise NotAllowed("not_joined")
    day = today(board, now)
    return quest if quest.ended_at is None and quest.first <= day <= quest.last else None
