"""Rows of readings without files: false words, power, shifts of LinkedIn's own, boards."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta

from benchmarks.simulate import hidden
from benchmarks.simulate.calibration import mean
from benchmarks.simulate.reps import TODAY, Rep
from scoring import improvement
from scoring.improvement import Season
from scoring.jump import change_point
from scoring.readings import Reading
from scoring.shift import shifts
from scoring.slope import Course, trend
from scoring.trend import Word, change

PEOPLE, WEEKS = 300, 26


def row(
    lots: random.Random, weeks: int, total: Callable[[int], float], sd: float = hidden.NOISE
) -> list[Reading]:
    """Weekly readings, oldest first; `total` by weeks since the first one, spread over the four."""
    gaps = [7] * weeks
    noise = [hidden.wobble(lots, gaps, sd) for _ in range(4)]
    return [
        hidden.reading(
            [total(at) / 4 + one[at] for one in noise], TODAY - timedelta(weeks=weeks - 1 - at), at
        )
        for at in range(weeks)
    ]


def noise_word(seed: int) -> float:
    """Share of weeks that a constant rep is told that the total moved: the worst over how many
    readings there were."""
    lots = random.Random(seed)
    people = [row(lots, WEEKS, lambda at: 50) for _ in range(PEOPLE)]
    worst = 0.0
    for count in range(2, WEEKS + 1, 4):
        said = [change(own[:count]) for own in people]
        worst = max(worst, mean(one is not None and one.word is not Word.STEADY for one in said))
    return worst


def trend_power(seed: int, weekly: float) -> float:
    """Share of reps whose eight weekly readings, moving so much a week, are called a trend."""
    lots = random.Random(seed)
    people = [row(lots, 8, lambda at: 50 + weekly * at) for _ in range(PEOPLE)]
    return mean(trend(own).kind in (Course.UP, Course.DOWN) for own in people)


def change_false(seed: int) -> float:
    """Share of constant reps in whose readings a jump is seen."""
    lots = random.Random(seed)
    return mean(
        change_point(row(lots, weeks, lambda at: 50)) is not None
        for weeks in (7, 12, 20, WEEKS)
        for _ in range(PEOPLE)
    )


def shift_found(seed: int, points: float, teams: int = 80) -> float:
    """Share of workspaces of 5 to 14, each member on a course of their own, in which a shift of
    `points` thirteen weeks ago is seen; of 0 points: the false ones, over half a year."""
    lots = random.Random(seed)
    found = []
    for _ in range(teams):
        people = [_shifted(lots, lots.gauss(0, 0.35), points) for _ in range(lots.randint(5, 14))]
        found.append(bool(shifts(people, TODAY)))
    return mean(found)


def _shifted(lots: random.Random, drift: float, points: float) -> list[Reading]:
    return row(lots, WEEKS, lambda at: 50 + drift * at + (points if at >= WEEKS // 2 else 0))


def board_null(people: Sequence[Rep], name: str, seed: int) -> float:
    """Correlation of the start and the adjusted gain over six weeks of constant habits, all in one
    board, so that chance itself is small."""
    lots, truth = random.Random(seed), hidden.FORMULAS[name]
    members = []
    for at, rep in enumerate(people):
        if rep.changed:
            continue
        noise = [hidden.wobble(lots, [0, 42]) for _ in range(4)]
        then = sum(truth(rep, 42)) + sum(one[0] for one in noise)
        now = sum(truth(rep, 0)) + sum(one[1] for one in noise)
        members.append(Season(str(at), then, now, 42))
    return abs(_correlation([one.start for one in members], improvement.adjusted(members)))


def _correlation(x: Sequence[float], y: Sequence[float]) -> float:
    a, b = mean(x), mean(y)
    above = sum((p - a) * (q - b) for p, q in zip(x, y, strict=True))
    spread = sum((p - a) ** 2 for p in x) * sum((q - b) ** 2 for q in y)
    return above / spread**0.5 if spread else 0.0
