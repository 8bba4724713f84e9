"""What a tip may bring: how far its signal would rise, all that is only assumed held still.

docs/scoring.md, The plan. The amounts that others answer with are assumed, and replaced by the
rep's own figures where their files hold some.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring import curves, measures
from scoring.activity import Activity
from scoring.measures import Measure, Measures, Seen
from scoring.rotation import Offer
from scoring.signals import BY_NAME, Kind, Signal
from scoring.tips.tip import Tip, Trace

REPORTED = "sn."
"""Facts of the Sales Navigator report: without one nothing shows what was done there."""
WEEKS = 4
"""Weeks for which a gain is forecast, if the tip is kept."""
GUESSED, SAID = 0.7, 0.85
"""Factors on a gain whose signal nobody saw, or whose state the rep told."""
LOW, HIGH = 0.5, 1.5
"""The range printed around a gain; estimated and true gain go together loosely (r about .5)."""
NOMINAL = 0.2
"""Points by which a tip without a trace is chosen; it promises none."""
ASSUMED_ATTEMPTS = 20.0
"""Attempts behind a rate that nobody saw."""
BETTER = 1.25
"""How much more successful advised attempts are than the rep's own so far."""
ACCEPTED, FIT = 0.3, 0.85
"""What is assumed of an invitation with a reason: its chance, and the fit it brings."""
ENOUGH = 20
"""Attempts from which the rep's own rate of acceptance is used instead."""
_INVITED = {"F05": 3, "F06": 2}
"""Invitations a week of the tips that count by whom they win."""
USUAL_CREDIT = 0.5
"""Credit of a comment, where the rep's own average is not known."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Points of the total after four kept weeks; `guess`: the signal was never seen; `promised`:
    the files would show it, so the points may be printed; `told`: the rep said how it stands.
    `start`: the share of its signal before, 0 to 1."""

    points: float
    guess: bool
    promised: bool = True
    told: bool = False
    start: float = 0.5


def of(offer: Offer, measured: Measures, assumed: Mapping[str, float], activity: Activity) -> Gain:
    """The gain of one tip. `assumed` holds the shares of signals that nobody saw."""
    tip, signal = offer.tip, BY_NAME[offer.tip.signal]
    found = measured.get(signal.name)
    promised = _promised(tip, found)
    before = found.u if found else assumed.get(signal.name, signal.mean)
    if not promised:
        points = NOMINAL
    else:
        units = offer.dose * _units(tip, measured, activity)
        points = 25 * signal.weight * max(0.0, rise(signal, found, before, units))
    if found is None:
        return Gain(GUESSED * points, True, promised, start=before)
    told = found.seen is Seen.DECLARED
    return Gain((SAID if told else 1.0) * points, False, promised, told, before)


def _promised(tip: Tip, found: Measure | None) -> bool:
    """Whether anything would show that it was done: a report that is there, or the rep's own tap
    while no file speaks of the profile."""
    if tip.shows.kind is Trace.TAP:
        return found is None or found.seen is not Seen.MEASURED
    missing = found is None and tip.shows.fact.startswith(REPORTED)
    return tip.shows.kind is not Trace.NONE and not missing


def _units(tip: Tip, measured: Measures, activity: Activity) -> float:
    """Units of the signal that one week of the tip adds, by the rep's own figures if there are."""
    if tip.id in _INVITED:
        found = measured.get("acceptance")
        own = found is not None and found.attempts >= ENOUGH
        rate = found.won / found.attempts if found is not None and own else ACCEPTED
        return _INVITED[tip.id] * rate * FIT
    if tip.id == "I03":
        return tip.shows.amount * (1 - _usual_credit(measured, activity))
    if tip.id == "R08":
        found = measured.get("keep_in_touch")
        return found.attempts * 7 / curves.WINDOW if found else tip.shows.amount
    return tip.shows.amount


def _usual_credit(measured: Measures, activity: Activity) -> float:
    found = measured.get("comments")
    if found is None:
        return USUAL_CREDIT
    through, window = found.through, curves.WINDOW
    count = sum(measures.amounts(activity, ("comments.actions",), through, window))
    return min(1.0, sum(found.recent) / count) if count else USUAL_CREDIT


def rise(
    signal: Signal, found: Measure | None, before: float, units: float, weeks: int = WEEKS
) -> float:
    """How far the share of a signal rises with `units` more in each of some weeks (1 to 12).

    `found`: what is known of it; `before`: its share, measured, told or assumed.
    """
    return _RISE[signal.kind](signal, found, before, units, weeks)


def _habit(signal: Signal, found: Measure | None, before: float, units: float, weeks: int) -> float:
    """`units` more on the last day seen and on the same weekday of the weeks before."""
    if found is not None and found.recent:
        recent, unknown = list(found.recent), found.unknown
    else:
        usual = round(1000 * curves.inverse(before, signal.target) / 7)
        recent, unknown = [usual] * curves.WINDOW, ()
        before = measures.habit(signal, recent)
    for week in range(weeks):
        recent[7 * week] += round(1000 * units)
    return measures.habit(signal, recent, unknown) - before


def _steady(
    signal: Signal, found: Measure | None, before: float, units: float, weeks: int
) -> float:
    if found is not None and found.recent:
        return _habit(signal, found, before, units, weeks)
    fresh = sum(curves.RECENCY[:weeks]) / (1 - curves.HALF_EMPTY)
    return min(1.0, before + fresh * (1 - before)) - before


def _stock(signal: Signal, found: Measure | None, before: float, units: float, weeks: int) -> float:
    """Once, not each week: a stock is not a habit, and a range says the rest."""
    if signal.name == "profile_complete":
        return min(1.0, before + units) - before
    amount = curves.inverse(before, signal.target) + units
    return curves.curve(amount, signal.target) - before


def _rate(signal: Signal, found: Measure | None, before: float, units: float, weeks: int) -> float:
    """More attempts, a quarter more successful than before but never beyond the best."""
    tried = found.attempts if found is not None and found.attempts else 0.0
    if found is None:
        tried = ASSUMED_ATTEMPTS
    won = before * signal.target * (tried + curves.SHRINK)
    usual = max(before * signal.target, signal.mean * signal.target)
    better = 1.0 if signal.name == "keep_in_touch" else min(signal.target, BETTER * usual)
    more = weeks * units
    return curves.rate(won + better * more, tried + more, signal.target) - before


_RISE: Mapping[Kind, Callable[[Signal, Measure | None, float, float, int], float]] = {
    Kind.HABIT: _habit,
    Kind.STEADY: _steady,
    Kind.STOCK: _stock,
    Kind.LEVEL: _stock,
    Kind.RATE: _rate,
}
