"""messages.csv: who wrote first, who answered, which threads went deep.

Only talk between two people counts. Texts are kept for as long as near copies must be found: the
owner's own of the last 182 days; then counts alone leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.importers.bundle import Bundle, Said
from bot.importers.network import slug
from bot.importers.tables import Table, text_of
from bot.importers.values import Warned
from scoring.text import WINDOW_DAYS, Written, credits, words

SILENCE, ANSWER, TURN, DEEP = (
    timedelta(days=30),
    timedelta(days=14),
    timedelta(days=7),
    timedelta(days=14),
)
"""A start follows 30 days without a word; it is answered within 14, a turn within 7; a thread is
deep when both sides wrote twice within 14."""
SHORT = 8
"""Words below which an answer is no copy of another: people say "thanks" often."""
MAJORITY = 0.9
"""Share of conversations that the owner must take part in, where nothing else tells who it is."""
SOURCE = "archive/messages"


def messages(table: Table, bundle: Bundle) -> None:
    """Sort the messages by the other person. Group chats, drafts, spam and adverts are left out."""
    at, column = table.at, table.column
    conversation, date_at = at["conversation id"], at["date"]
    sender, to = at["sender profile url"], at["recipient profile urls"]
    title, content, who = at["conversation title"], at["content"], at["from"]
    named = at["to"]
    folder, draft = column("folder"), column("is message draft")
    slugs, quick = _Slugs(), bundle.days.quick
    early = bundle.credit_from - SILENCE - TURN if bundle.hint else date.min
    talks, owner, known_name = bundle.talks, bundle.owner, bundle.owner_name
    days: set[date] = set()
    for row in table.rows():
        stamp = row[date_at]
        day = quick(stamp[:11]) or bundle.day(stamp)
        if day is None:
            continue
        days.add(day)
        if day < early:
            continue
        if folder is not None and row[folder] == "SPAM":
            continue
        if draft is not None and row[draft] == "Yes":
            continue
        others = row[to]
        if row[title] == "Sponsored Conversation" or "," in others or ";" in others:
            continue
        from_, to_ = slugs.of(row[sender]), slugs.of(others)
        if owner is None and known_name and from_ and row[who] == known_name:
            owner = bundle.owner = from_
        mine = owner is None or from_ == owner
        text = row[content] if mine and bundle.context.credit else None
        key = (from_, to_) if from_ <= to_ else (to_, from_)
        pair = "\n".join(key) if from_ else f"\n{row[conversation]}"
        talks.setdefault(pair, []).append((stamp, day, from_, text, row[named]))
    bundle.span(SOURCE).cover(days)


class _Slugs:
    """Links to slugs, remembered."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, url: str) -> str:
        found = self._known.get(url)
        if found is None:
            found = self._known[url] = slug(url)
        return found


def find_owner(bundle: Bundle) -> str | None:
    """Whose archive it is: told by an invitation or by name, else who is in nearly every talk."""
    if bundle.owner:
        return bundle.owner
    pairs = [pair.split("\n") for pair in bundle.talks if not pair.startswith("\n")]
    counts: dict[str, int] = {}
    for pair in pairs:
        for one in set(pair):
            counts[one] = counts.get(one, 0) + 1
    best = max(counts, key=lambda one: counts[one], default=None)
    if best is None or len(pairs) < 2 or counts[best] < MAJORITY * len(pairs):
        return None
    return best


@dataclass(slots=True)
class _Story:
    """The talk with one person, in order of time, and the owner's texts with their credit."""

    said: list[tuple[str, date, bool, int]] = field(default_factory=list)
    """Time, day, whether the owner wrote it, place of its text (-1 without)."""


def join(bundle: Bundle, as_of: date) -> None:
    """Count starts, answers, turns and deep threads, once the owner is known."""
    if SOURCE not in bundle.spans:
        return
    owner = find_owner(bundle)
    if owner is None:
        del bundle.spans[SOURCE]
        bundle.warnings.append(Warned("owner_unknown"))
        return
    texts: list[Written] = []
    stories = [_story(said, owner, texts, as_of) for said in bundle.talks.values()]
    given = credits(texts) if bundle.context.credit else [1000] * len(texts)
    lengths = [len(written.text) for written in texts]
    for story in stories:
        _starts(story, given, bundle, as_of)
        _turns(story, given, bundle, as_of)
        _deep(story, bundle)
    _active(stories, given, bundle)
    if len(lengths) >= 5:
        bundle.levels["starts.median_chars"] = float(sorted(lengths)[len(lengths) // 2])


def _story(said: Sequence[Said], owner: str, texts: list[Written], as_of: date) -> _Story:
    story = _Story()
    last: date | None = None
    for stamp, day, from_, text, name in sorted(said, key=lambda one: one[0]):
        mine = from_ == owner
        place = -1
        fresh = last is None or day - last > SILENCE
        last = day
        compared = mine and text is not None and (as_of - day).days < WINDOW_DAYS
        if compared and text is not None and (fresh or words(text) >= SHORT):
            place = len(texts)
            texts.append(Written(day, text_of(text), tuple(name.split())))
        story.said.append((stamp, day, mine, place))
    return story


def _credit(given: Sequence[int], place: int) -> int:
    return given[place] if place >= 0 else 1000


def _starts(story: _Story, given: Sequence[int], bundle: Bundle, as_of: date) -> None:
    last: date | None = None
    for at, (_, day, mine, place) in enumerate(story.said):
        fresh = last is None or day - last > SILENCE
        last = day
        if not (mine and fresh):
            continue
        credit = _credit(given, place)
        bundle.add(SOURCE, "starts.count", day, 1000)
        if credit:
            bundle.add(SOURCE, "starts.credit", day, credit)
        if credit < 1000:
            bundle.add(SOURCE, "starts.copied", day, 1000)
        answered = _answered(story, at, ANSWER, by_owner=False, given=given)
        if answered or as_of - day >= ANSWER:
            bundle.add(SOURCE, "starts.decided", day, 1000)
        if answered:
            bundle.add(SOURCE, "starts.answered", day, 1000)


def _answered(
    story: _Story, at: int, limit: timedelta, *, by_owner: bool, given: Sequence[int]
) -> bool:
    """Whether the other side wrote within `limit`; a worthless copy of the owner's is no answer."""
    day = story.said[at][1]
    for place in range(at + 1, len(story.said)):
        _, other, mine, text = story.said[place]
        if other - day > limit:
            return False
        if mine is by_owner and (not by_owner or _credit(given, text) > 0):
            return True
    return False


def _turns(story: _Story, given: Sequence[int], bundle: Bundle, as_of: date) -> None:
    before_mine = True
    for at, (_, day, mine, _place) in enumerate(story.said):
        opens = not mine and before_mine
        before_mine = mine
        if not opens:
            continue
        answered = _answered(story, at, TURN, by_owner=True, given=given)
        if answered or as_of - day >= TURN:
            bundle.add(SOURCE, "inbound.decided", day, 1000)
        if answered:
            bundle.add(SOURCE, "inbound.answered", day, 1000)


def _deep(story: _Story, bundle: Bundle) -> None:
    mine: list[date] = []
    theirs: list[date] = []
    rested: date | None = None
    for _, day, is_mine, _ in story.said:
        (mine if is_mine else theirs).append(day)
        mine = [one for one in mine if day - one <= DEEP]
        theirs = [one for one in theirs if day - one <= DEEP]
        if len(mine) >= 2 and len(theirs) >= 2 and (rested is None or day - rested >= TURN):
            bundle.add(SOURCE, "deep.threads", day, 1000)
            mine, theirs, rested = [], [], day


def _active(stories: Sequence[_Story], given: Sequence[int], bundle: Bundle) -> None:
    for story in stories:
        for _, day, mine, place in story.said:
            if mine and _credit(given, place) > 0:
                bundle.acted.add(day)
