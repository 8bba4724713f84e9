"""Talks between the owner and one other person: who wrote first, who answered, which went deep.

Joined when all files were read and it is known who the owner is; then counts alone leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.importers.bundle import Bundle
from bot.importers.published import credited, middle
from bot.importers.told import Said
from bot.importers.values import Warned
from scoring.text import WINDOW_DAYS, Written, words

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
EACH_WAY, SILENT_DAYS, QUARTER = 2, 90, timedelta(days=91)
"""A contact wrote and was written to twice; it is silent from 90 days on; an answer is awaited for
a quarter."""
ME = "me"
"""The owner, in a file without links to profiles."""
SOURCE = "archive/messages"


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

    said: list[tuple[date, bool, int]] = field(default_factory=list)
    """Day, whether the owner wrote it, place of its text (-1 without)."""
    who: str = ""
    """The other person's profile, where it is known."""


def join(bundle: Bundle, as_of: date) -> None:
    """Count starts, answers, turns and deep threads, once the owner is known."""
    if SOURCE not in bundle.spans:
        return
    owner = find_owner(bundle)
    if owner is None and bundle.talks:
        del bundle.spans[SOURCE]
        bundle.warnings.append(Warned("owner_unknown"))
        return
    texts: list[Written] = []
    stories = [_story(said, one, who, texts, bundle.employers.get(who, ""), as_of)
               for said, one, who in _talks(bundle, owner or ME)]  # fmt: skip
    given = credited(texts, bundle)
    for story in stories:
        _starts(story, given, bundle, as_of)
        _turns(story, given, bundle, as_of)
        _deep(story, bundle)
    _active(stories, given, bundle)
    _levels(stories, texts, owner or ME, bundle, as_of)


def _talks(bundle: Bundle, owner: str) -> Iterator[tuple[Sequence[Said], str, str]]:
    """Each talk between the owner and one other person, with the other's profile, taken out of the
    bundle. A person without one goes by the conversation, if the owner has written in it."""
    for pair in list(bundle.talks):
        said = bundle.talks.pop(pair)
        one, other = pair.split("\n", 1)
        if one:
            if owner in (one, other) and one != other:
                yield said, owner, other if one == owner else one
        elif other and any(from_ == owner for _, _, from_, _, _ in said):
            yield said, owner, ""
    for said in bundle.named_talks.values():
        yield said, ME, ""


def _story(
    said: Sequence[Said], owner: str, who: str, texts: list[Written], company: str, as_of: date
) -> _Story:
    story = _Story(who=who)
    last: date | None = None
    before = ("", "", "")
    names: dict[str, tuple[str, ...]] = {}
    for stamp, day, from_, text, name in sorted(said, key=_by_time):
        mine = from_ == owner
        if before == (stamp, from_, text or ""):  # the same row twice
            continue
        before = (stamp, from_, text or "")
        place = -1
        fresh = last is None or day - last > SILENCE
        last = day
        compared = mine and text is not None and (as_of - day).days < WINDOW_DAYS
        if compared and text is not None and (fresh or _is_long(text)):
            place = len(texts)
            if name not in names:
                names[name] = (*name.split(), *company.split())
            texts.append(Written(day, text, names[name]))
        story.said.append((day, mine, place))
    return story


def _is_long(text: str) -> bool:
    return len(text.split(None, SHORT - 1)) >= SHORT or words(text) >= SHORT


def _by_time(one: Said) -> tuple[str, str, str]:
    return one[0], one[2], one[3] or ""


def _credit(given: Sequence[int], place: int) -> int:
    return given[place] if place >= 0 else 1000


def _starts(story: _Story, given: Sequence[int], bundle: Bundle, as_of: date) -> None:
    last: date | None = None
    for at, (day, mine, place) in enumerate(story.said):
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
    day = story.said[at][0]
    for place in range(at + 1, len(story.said)):
        other, mine, text = story.said[place]
        if other - day > limit:
            return False
        if mine is by_owner and (not by_owner or _credit(given, text) > 0):
            return True
    return False


def _turns(story: _Story, given: Sequence[int], bundle: Bundle, as_of: date) -> None:
    before_mine = True
    for at, (day, mine, _) in enumerate(story.said):
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
    for day, is_mine, _ in story.said:
        (mine if is_mine else theirs).append(day)
        mine = [one for one in mine if day - one <= DEEP]
        theirs = [one for one in theirs if day - one <= DEEP]
        if len(mine) >= 2 and len(theirs) >= 2 and (rested is None or day - rested >= TURN):
            bundle.add(SOURCE, "deep.threads", day, 1000)
            mine, theirs, rested = [], [], day


def _active(stories: Sequence[_Story], given: Sequence[int], bundle: Bundle) -> None:
    for story in stories:
        for day, mine, place in story.said:
            if mine and _credit(given, place) > 0:
                bundle.acted.add(day)


def _levels(
    stories: Sequence[_Story], texts: Sequence[Written], owner: str, bundle: Bundle, as_of: date
) -> None:
    """How long first messages are, who waits for an answer, and who was not heard of for long."""
    lengths = []
    waiting = 0
    for story in stories:
        last: date | None = None
        for at, (day, mine, place) in enumerate(story.said):
            fresh = last is None or day - last > SILENCE
            opens = not mine and (at == 0 or story.said[at - 1][1])
            last = day
            if mine and fresh and place >= 0:
                lengths.append((day, len(texts[place].text)))
            if opens and TURN < as_of - day < QUARTER and not any(
                later[1] for later in story.said[at + 1 :]
            ):  # fmt: skip
                waiting += 1
    typical = middle(lengths, as_of)
    if typical is not None:
        bundle.levels["starts.median_chars"] = typical
    bundle.levels["inbound.waiting"] = float(waiting)
    bundle.levels["contacts.silent_90d"] = float(_silent(stories, owner, bundle, as_of))


def _silent(stories: Sequence[_Story], owner: str, bundle: Bundle, as_of: date) -> int:
    """People with two messages each way, ever, and none for 90 days."""
    silent = 0
    for who, own, theirs, last in _contacts(stories, owner, bundle):
        own += bundle.met.get((owner, who), 0)
        theirs += bundle.met.get((who, owner), 0)
        still = last is None or (as_of - last).days >= SILENT_DAYS
        silent += still and own >= EACH_WAY <= theirs
    return silent


def _contacts(
    stories: Sequence[_Story], owner: str, bundle: Bundle
) -> Iterator[tuple[str, int, int, date | None]]:
    """Each person with a profile: messages by the owner and by them, and the last one's day; those
    last met before the days that count have none."""
    recent = {story.who for story in stories}
    for story in stories:
        if story.who and story.said:
            own = sum(1 for one in story.said if one[1])
            yield story.who, own, len(story.said) - own, story.said[-1][0]
    for who in {one if other == owner else other for one, other in bundle.met} - recent:
        yield who, 0, 0, None
