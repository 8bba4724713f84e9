"""What is asked for next: the four numbers first, then whatever makes the numbers surest."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scoring import estimate, requests
from scoring.activity import EMPTY
from scoring.measures import Measure, Measures, Seen, take
from scoring.pillars import PILLARS, Pillar
from scoring.requests import FILES, MINUTES, Ask, Request
from scoring.signals import SIGNALS
from tests.scoring.people import TODAY, activities, median_rep


def ask(known: Measures, reading_age: int | None = None, tool: bool | None = None) -> Ask:
    day = None if reading_age is None else TODAY - timedelta(days=reading_age)
    return Ask(known, TODAY, day, tool)


def everything() -> Measures:
    return {s.name: Measure(s.name, 0.5, Seen.MEASURED, TODAY) for s in SIGNALS}


def test_the_four_numbers_come_first_until_a_reading_is_two_weeks_old_at_most() -> None:
    for known in (take(EMPTY, TODAY), everything()):
        assert requests.ranked(ask(known))[0] is Request.NUMBERS
        assert requests.ranked(ask(known, 15))[0] is Request.NUMBERS
        assert Request.NUMBERS not in requests.ranked(ask(known, 14))


def test_nothing_else_is_asked_of_those_whose_signals_are_all_seen() -> None:
    assert requests.ranked(ask(everything(), 0, True)) == ()
    assert requests.unlocks(ask(everything(), 0, True), PILLARS) == {}


def test_ten_taps_come_before_an_archive_and_an_archive_after_taps_still_tells_more() -> None:
    bare = requests.ranked(ask({}, 3))
    assert bare[:2] == (Request.SELF_CHECK, Request.ARCHIVE)
    told = {
        name: Measure(name, 0.5, Seen.DECLARED, TODAY)
        for name in requests.SHOWS[Request.SELF_CHECK]
    }
    assert requests.ranked(ask(told, 3)) == (Request.ARCHIVE, Request.WORKBOOK)


def test_the_workbook_is_for_those_who_post_and_the_report_for_those_with_the_tool() -> None:
    posts = {"posts": Measure("posts", 0.2, Seen.MEASURED, TODAY)}
    assert Request.WORKBOOK in requests.ranked(ask(posts))
    assert Request.WORKBOOK not in requests.ranked(ask({}))
    silent = {"posts": Measure("posts", 0.0, Seen.MEASURED, TODAY)}
    assert Request.WORKBOOK not in requests.ranked(ask(silent))
    assert Request.REPORT in requests.ranked(ask({}, tool=True))
    for tool in (None, False):
        assert Request.REPORT not in requests.ranked(ask({}, tool=tool))


def test_a_thin_upload_is_told_that_the_archive_shows_most_of_the_rest() -> None:
    thin = {"network_size": Measure("network_size", 0.5, Seen.MEASURED, TODAY)}
    assert set(requests.unlocks(ask(thin), PILLARS).values()) == {Request.ARCHIVE}


def test_for_people_alone_the_report_shows_what_an_archive_left() -> None:
    known = take(median_rep(), TODAY)
    if "profile_views" not in known:
        assert requests.unlocks(ask(known, tool=True), [Pillar.PEOPLE])[Pillar.PEOPLE] in (
            Request.ARCHIVE, Request.REPORT)  # fmt: skip
    left = {n: m for n, m in everything().items() if n not in ("profile_views", "leads_saved")}
    assert requests.unlocks(ask(left, tool=True), [Pillar.PEOPLE]) == {
        Pillar.PEOPLE: Request.REPORT
    }


@given(activities(), st.sampled_from([None, 0, 14, 15, 200]), st.sampled_from([None, True, False]))
def test_what_is_asked_for_would_make_the_total_surer_and_the_best_per_minute_comes_first(
    activity, age, tool
) -> None:
    asked = ask(take(activity, TODAY), age, tool)
    rest = [one for one in requests.ranked(asked) if one is not Request.NUMBERS]
    before = total_variance(asked.measures)
    rates = []
    for one in rest:
        after = dict(asked.measures)
        for name in requests.SHOWS[one]:
            kind = Seen.DECLARED if one is Request.SELF_CHECK else Seen.MEASURED
            if name not in after:
                after[name] = Measure(name, BY[name], kind, TODAY)
        rates.append((before - total_variance(after)) / MINUTES[one])
    assert all(rate > 0 for rate in rates)
    assert rates == sorted(rates, reverse=True)
    assert set(requests.unlocks(asked, PILLARS).values()) <= set(FILES)


BY = {signal.name: signal.mean for signal in SIGNALS}


def total_variance(known: Measures) -> float:
    return estimate.total_variance(estimate.guess(known, TODAY), estimate.factor(known))
