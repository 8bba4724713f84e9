"""The same figures worked out a second way: by hand, by their conditions, or at their edges."""

import math
import random
from datetime import timedelta
from statistics import NormalDist, median

import pytest

from scoring import improvement, learning, line, mapping, outcome, world
from scoring.forecast import forecast
from scoring.improvement import Season
from scoring.jump import change_point
from scoring.learning import Case
from scoring.outcome import Count, check
from scoring.slope import Course, trend
from scoring.trend import Wobble, change
from tests.scoring.people import TODAY, total_only, typed


def weekly(totals: list[float], step: int = 7) -> list:
    last = len(totals) - 1
    return [total_only(value, step * (last - at)) for at, value in enumerate(totals)]


def t975(freedom: int) -> float:
    """Student's quantile by bisection of its integral, to three digits."""
    scale = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)

    def above(x: float) -> float:
        steps = 4000
        return sum(
            scale
            * (1 + (x * (at + 0.5) / steps) ** 2 / freedom) ** (-(freedom + 1) / 2)
            * x
            / steps
            for at in range(steps)
        )

    low, high = 0.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if above(middle) < 0.475 else (low, middle)
    return low


@pytest.mark.parametrize("freedom", [7, 8, 10, 14, 30])
def test_the_quantile_of_students_t_is_that_of_its_integral(freedom: int) -> None:
    assert line.student(freedom) == pytest.approx(t975(freedom), rel=2e-3)


NOISE = (0.3, -0.4, 0.1, 0.5, -0.2, -0.6, 0.4, 0.0)


def error_of(values: list[float], slope: float, assumed: float) -> float:
    times = [7 * at for at in range(len(values))]
    level = median(v - slope * t for v, t in zip(values, times, strict=True))
    rest = [v - level - slope * t for v, t in zip(values, times, strict=True)]
    bound = 3 * max(1.4826 * median(map(abs, rest)), assumed)
    squares = sum(min(abs(r), bound) ** 2 for r in rest)
    variance = (6 * assumed**2 + squares) / (6 + len(values) - 2)
    centre = sum(times) / len(times)
    spread = sum((t - centre) ** 2 for t in times)
    held = 0.8**7
    return math.sqrt(1.1 * variance * (1 + held) / (1 - held) / spread)


def slope_of(values: list[float]) -> float:
    pairs = [(a, b) for a in range(len(values)) for b in range(a)]
    return median((values[a] - values[b]) / (7 * (a - b)) for a, b in pairs)


@pytest.mark.parametrize("tilt", [-1.3, -0.4, -0.3, 0.0, 0.2, 0.3, 0.35, 0.4, 0.5, 1.0])
@pytest.mark.parametrize("assumed", [0.8, 1.6])
def test_a_trend_is_its_slope_its_error_and_two_conditions(tilt: float, assumed: float) -> None:
    values = [round(50 + tilt * at + n, 2) for at, n in enumerate(NOISE)]
    found = trend(weekly(values), wobble=Wobble(assumed, 0.4))
    slope, error = slope_of(values), error_of(values, slope_of(values), assumed)
    half = line.student(6 + len(values) - 2) * error
    assert found.slope == pytest.approx(7 * slope)
    assert found.error == pytest.approx(error)
    assert (found.low, found.high) == pytest.approx((7 * (slope - half), 7 * (slope + half)))
    moved = abs(slope) > half and abs(49 * slope) >= 2
    kind = Course.STEADY if not moved else Course.UP if slope > 0 else Course.DOWN
    assert found.kind is kind
    assert (found.weeks, found.needs) == (8, 0)


@pytest.mark.parametrize(
    ("days", "low"), [(0, False), (7, False), (30, False), (42, False), (43, True), (90, True)]
)
def test_a_forecast_is_a_level_a_fading_slope_and_four_doubts(days: int, low: bool) -> None:
    values = [round(50 + 0.5 * at + n, 2) for at, n in enumerate(NOISE)]
    slope = slope_of(values)
    error = error_of(values, slope, 0.8)
    prior = 0.5 / 7
    trust = prior**2 / (prior**2 + error**2)
    level = median(v + 7 * (3 - at) * slope * trust for at, v in enumerate(values[-4:]))
    damp = 7 * (1 - 0.9 ** (days / 7)) / 0.1
    doubt = math.sqrt(prior**2 * error**2 / (prior**2 + error**2))
    variance = 1.57 * 1.4 * 0.64 / 4 + ((damp + 7) * doubt) ** 2 + 0.64
    variance += (0.5 if low else 0.3) * days / 7
    found = forecast(weekly(values), TODAY + timedelta(days=days))
    assert found is not None
    assert found.mean == pytest.approx(level + slope * trust * damp)
    assert found.sd == pytest.approx(math.sqrt(variance))
    assert found.low == pytest.approx(found.mean - 1.2816 * found.sd)
    assert found.high == pytest.approx(found.mean + 1.2816 * found.sd)
    assert found.chance(51) == pytest.approx(1 - NormalDist(found.mean, found.sd).cdf(51))


@pytest.mark.parametrize("days", [0, 14, 70])
def test_a_forecast_of_few_readings_is_their_middle_and_wider(days: int) -> None:
    found = forecast(weekly([70, 50, 54, 53], 3), TODAY + timedelta(days=days))
    assert found is not None
    damp = 7 * (1 - 0.9 ** (days / 7)) / 0.1
    drift = (0.3 if days <= 42 else 0.5) * days / 7
    assert found.mean == 53
    assert found.sd == pytest.approx(math.sqrt(1.5 * 0.64 + (0.5 / 7 * damp) ** 2 + drift))


@pytest.mark.parametrize("split", [3, 4, 5])
@pytest.mark.parametrize("step", [7, 2])
def test_a_jump_is_told_from_its_two_edges_on(split: int, step: int) -> None:
    shape = (0.0, 0.4, -0.4, 0.2, -0.2, 0.3, -0.3, 0.1)
    for tenths in range(20, 90):
        height = tenths / 10
        values = [50 + n + (height if at >= split else 0) for at, n in enumerate(shape)]
        best = 0.0
        held = 0.8**step
        for at in range(3, 6):
            a, b = median(values[:at]), median(values[at:])
            rest = [abs(v - a) for v in values[:at]] + [abs(v - b) for v in values[at:]]
            sd = max(0.8, 1.4826 * median(rest))
            error = sd * math.sqrt((1 / at + 1 / (8 - at)) * 1.57 * (1 + held) / (1 - held))
            if abs(b - a) >= 3 and abs(b - a) / error >= 2.5:
                best = max(best, abs(b - a) / error)
        found = change_point(weekly(values, step))
        if abs(best - 2.5) > 0.02 and abs(height - 3) > 0.5:
            assert (found is not None) is (best > 0), height


@pytest.mark.parametrize("gap", [1, 3, 7, 30])
def test_the_threshold_of_a_change_is_students_quantile_of_the_wobble(gap: int) -> None:
    values = [50.05, 50.35, 49.65, 50.15, 50.55]
    found = change(weekly(values, gap))
    times = [gap * at for at in range(4)]
    known = values[:4]
    pairs = [(a, b) for a in range(4) for b in range(a)]
    slope = median((known[a] - known[b]) / (times[a] - times[b]) for a, b in pairs)
    level = median(v - slope * t for v, t in zip(known, times, strict=True))
    rest = [v - level - slope * t for v, t in zip(known, times, strict=True)]
    variance = (6 * 0.64 + sum(r * r for r in rest)) / (6 + 4 - 2)
    expected = line.student(6 + 4 - 2) * math.sqrt(2 * variance * (1 - 0.8**gap))
    assert found is not None
    assert found.threshold == pytest.approx(expected)


def test_the_map_is_where_its_penalised_squares_are_least() -> None:
    lots = random.Random(3)
    points = [(x := lots.uniform(5, 20), 0.9 * x + 3 + lots.gauss(0, 1)) for _ in range(12)]
    found = mapping.fit(points)

    def loss(offset: float, tilt: float) -> float:
        squares = sum((y - x - offset - tilt * (x - 12.5)) ** 2 for x, y in points)
        return squares / 9.64 + offset**2 / 9 + tilt**2 / 0.0625

    here = loss(found.offset, found.tilt)
    for a, b in ((0.01, 0), (-0.01, 0), (0, 0.003), (0, -0.003)):
        assert loss(found.offset + a, found.tilt + b) > here
    assert found.members == 12


def test_drift_and_noise_are_where_their_weighted_squares_are_least() -> None:
    lots = random.Random(9)
    rows = []
    for _ in range(3000):
        days = lots.choice((2, 7, 14, 30))
        rows.append((lots.gauss(0, math.sqrt(2 * 0.4 + 0.08 * days)), days))
    found = world._regressed(rows)

    def loss(noise: float, q: float) -> float:
        return sum((d * d - 2 * noise - q * days) ** 2 / (1 + days) ** 2 for d, days in rows)

    here = loss(found.noise, found.q)
    for a, b in ((0.005, 0), (-0.005, 0), (0, 0.002), (0, -0.002)):
        assert loss(found.noise + a, found.q + b) > here
    assert found.first == world.UNTAUGHT.wander.first


def test_learned_drift_and_noise_stay_within_their_bounds() -> None:
    calm = [(0.0, days) for days in (2, 7, 14)] * 200
    wild = [(9.0, days) for days in (2, 7, 14)] * 200
    assert (world._regressed(calm).q, world._regressed(calm).noise) == (0.01, 0.1)
    assert world._regressed(wild).noise == 1.0
    assert world._regressed([(2.0, 7)] * 500) == world.UNTAUGHT.wander, (
        "one gap tells nothing apart"
    )


def test_a_hundred_pairs_are_enough_and_ninety_nine_are_not_nor_pairs_far_apart() -> None:
    def people(count: int, gap: int) -> list:
        return [[typed((10, 10, 10, 10), 2 * gap, 0), typed((12, 9, 11, 10), gap + at % 2, 1)]
                for at in range(count)]  # fmt: skip

    assert world.wander(people(100, 20)) != world.UNTAUGHT.wander
    assert world.wander(people(99, 20)) == world.UNTAUGHT.wander
    assert world.wander(people(150, 95)) == world.UNTAUGHT.wander


def test_a_gain_is_adjusted_shrunk_and_banded_by_its_formulas() -> None:
    lots = random.Random(6)
    shock = -1.5
    members = [
        Season(
            f"U{at}", s := lots.uniform(30, 70), s + lots.gauss(2, 9), lots.choice((28, 42)), shock
        )
        for at in range(9)
    ]
    mean = sum(one.start for one in members) / 9
    gains = [one.end - one.start for one in members]
    along = sum(
        (one.start - mean) * (g - sum(gains) / 9) for one, g in zip(members, gains, strict=True)
    )
    spread = sum((one.start - mean) ** 2 for one in members)
    tilt = (along + 20 * spread / 9 * -0.05) / (spread + 20 * spread / 9)
    tilt = max(-0.5, min(0.0, tilt))
    moved = [g - shock - tilt * (one.start - mean) for one, g in zip(members, gains, strict=True)]
    assert improvement.adjusted(members) == pytest.approx(moved)
    luck = [16 * one.days / 42 for one in members]
    middle = sum(moved) / 9
    between = max(0.0, sum((m - middle) ** 2 for m in moved) / 8 - sum(luck) / 9)
    found = {one.user: one for one in improvement.gains(members)}
    for one, m, v in zip(members, moved, luck, strict=True):
        trust = between / (between + v)
        assert found[one.user].points == pytest.approx(trust * m)
        assert found[one.user].band == pytest.approx(
            1.2816 * math.sqrt(between * v / (between + v))
        )
        assert found[one.user].share == pytest.approx(trust * m / max(10, 100 - one.start))
        assert found[one.user].moved is (m > 1.645 * math.sqrt(v))
    shares = [one.share for one in improvement.gains(members)]
    assert shares == sorted(shares, reverse=True)


def test_a_lone_member_and_equal_starts_use_the_assumed_slope() -> None:
    (alone,) = improvement.gains([Season("U1", 95, 99, 42)])
    assert alone.points == 0
    assert alone.band == pytest.approx(1.2816 * 4)
    same = [Season("U1", 50, 52, 42), Season("U2", 50, 58, 42)]
    assert improvement.adjusted(same) == pytest.approx([2, 8])
    assert improvement._tilt(same, 50) == -0.05
    steep = [Season("U1", 10, 90, 42), Season("U2", 90, 10, 42)] * 30
    assert improvement._tilt(steep, 50) == -0.5
    rich = [Season("U1", 10, 10, 42), Season("U2", 90, 99, 42)] * 30
    assert improvement._tilt(rich, 50) == 0.0


def test_an_uplift_is_a_shrunk_difference_inside_its_weeks_and_thirds() -> None:
    done, others = [2.0, 3.0, 1.0, 2.5], [0.0, 1.0, -2.0]
    cases = [Case("I01", "W1", True, 10, gain) for gain in done]
    cases += [Case("I01", "W1", False, 10, gain) for gain in others]
    cases.append(Case("I01", "W2", True, 10, 99.0))  # nobody to compare with in that week
    found = learning.uplift(cases)
    mean_done, mean_others = sum(done) / 4, sum(others) / 3
    rest = [g - mean_done for g in done] + [g - mean_others for g in others]
    spread = max(1.0, math.sqrt(sum(r * r for r in rest) / 5))
    noise = spread**2 / (1 / (1 / 4 + 1 / 3))
    trust = 0.36 / (0.36 + noise)
    assert found is not None
    assert found.mean == pytest.approx(0.5 + trust * (mean_done - mean_others - 0.5))
    assert found.sd == pytest.approx(math.sqrt(trust * noise))
    assert (found.done, found.others) == (4, 3)


def test_a_link_is_a_rank_correlation_with_a_shrunk_number_of_weeks() -> None:
    lots = random.Random(8)
    count = 40
    start = outcome.monday(TODAY) - timedelta(weeks=count)
    totals = [50.0]
    for _ in range(count - 1):
        totals.append(totals[-1] + lots.gauss(0, 2))
    counts = [max(0, round(value / 5 + lots.gauss(0, 2))) for value in totals]
    given_ = [total_only(round(v, 2), (TODAY - start - timedelta(weeks=at)).days)
              for at, v in enumerate(totals)]  # fmt: skip
    verdict = check(given_, [Count(start + timedelta(weeks=at), n) for at, n in enumerate(counts)])
    assert [one.lag for one in verdict.links] == [0, 1, 2, 3, 4]
    for link in verdict.links:
        x = outcome.ranks([round(v, 2) for v in totals[: count - link.lag]])
        y = outcome.ranks([float(n) for n in counts[link.lag :]])
        n = len(x)

        def rho(a: list[float], b: list[float]) -> float:
            p, q = sum(a) / len(a), sum(b) / len(b)
            top = sum((i - p) * (j - q) for i, j in zip(a, b, strict=True))
            return top / math.sqrt(sum((i - p) ** 2 for i in a) * sum((j - q) ** 2 for j in b))

        def phi(a: list[float], n: int = n) -> float:
            lag = rho(a[:-1], a[1:])
            return max(0.0, min(0.95, lag + (1 + 3 * lag) / n))

        both = phi(x) * phi(y)
        weeks = max(4, min(n, n * (1 - both) / (1 + both)))
        half = 2.576 * 1.03 / math.sqrt(weeks - 3)
        assert link.weeks == n
        assert link.correlation == pytest.approx(rho(x, y))
        assert link.low == pytest.approx(math.tanh(math.atanh(link.correlation) - half))
        assert link.high == pytest.approx(math.tanh(math.atanh(link.correlation) + half))
        assert link.clear is (link.low > 0 or link.high < 0)
