"""Sums that add up: floats rounded to hundredths whose total is exactly the rounded total."""

import math
from collections.abc import Sequence


def hundredths(values: Sequence[float], total: int | None = None) -> list[int]:
    """Round values (points) to hundredths that sum to `total`, or to the rounded sum.

    Largest remainder first, ties in the order given.
    """
    scaled = [value * 100 for value in values]
    floors = [math.floor(value) for value in scaled]
    goal = round(sum(scaled)) if total is None else total
    missing = goal - sum(floors)
    order = sorted(range(len(values)), key=lambda at: (floors[at] - scaled[at], at))
    each, extra = divmod(missing, len(values)) if values else (0, 0)
    for place, at in enumerate(order):
        floors[at] += each + (1 if place < extra else 0)
    return floors
