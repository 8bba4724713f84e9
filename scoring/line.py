"""A straight line through a few noisy readings that one outlier cannot bend (Theil–Sen)."""

from collections.abc import Sequence
from dataclasses import dataclass

_QUANTILE = 1.959963984540054
"""The .975 quantile of the standard normal."""
ROBUST = 1.4826
"""From a median absolute deviation to a standard deviation, for normal noise."""
FAR = 3.0
"""Standard deviations beyond which a residual counts as if it lay there."""


@dataclass(frozen=True, slots=True)
class Line:
    """`slope` per unit of time, `level` at time 0, and what each value lies above the line."""

    slope: float
    level: float
    rest: tuple[float, ...]

    def squares(self, assumed: float) -> float:
        """Sum of the squared residuals, far ones pulled in; `assumed` is their usual sd."""
        bound = FAR * max(ROBUST * median([abs(r) for r in self.rest]), assumed)
        return sum(min(bound, abs(r)) ** 2 for r in self.rest)


def through(times: Sequence[float], values: Sequence[float]) -> Line:
    """The median of all slopes, and the median level. Needs two different times at least."""
    slope = median(
        [
            (values[b] - values[a]) / (times[b] - times[a])
            for a in range(len(times))
            for b in range(a + 1, len(times))
            if times[b] != times[a]
        ]
    )
    level = median([v - slope * t for t, v in zip(times, values, strict=True)])
    rest = tuple(v - level - slope * t for t, v in zip(times, values, strict=True))
    return Line(slope, level, rest)


def student(freedom: int) -> float:
    """The .975 quantile of Student's t, by the Cornish–Fisher expansion."""
    z, v = _QUANTILE, float(freedom)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )


def median(values: list[float]) -> float:
    """The middle value, or the mean of the two in the middle. Never of an empty list."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
