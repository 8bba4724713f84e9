"""The four pillars of the Social Selling Index, 25 points each."""

from enum import StrEnum


class Pillar(StrEnum):
    """A pillar by its key; LinkedIn's own names are words and live with the blocks."""

    BRAND = "brand"
    PEOPLE = "people"
    INSIGHTS = "insights"
    RELATIONSHIPS = "relationships"


PILLARS: tuple[Pillar, ...] = tuple(Pillar)
"""In LinkedIn's order, which is the order of every tuple of four in this project."""

PILLAR_MAX = 2500
"""Hundredths of a point that one pillar can hold; the total holds four times as many."""
