"""Who lives through the season: twelve reps, two managers, an admin, a guest. All of them invented.

What each does in a week follows from a few parameters, so that a season is the same each time.
"""

from dataclasses import dataclass

from sandbox import seed

IDA, JON, KIM, LEA, GST = "U0IDA", "U0JON", "U0KIM", "U0LEA", "U0GST"
BOARD, CLUBS = seed.CHANNEL, seed.GENERAL
"""Channels: a board of kept weeks, and one of score clubs."""


@dataclass(frozen=True, slots=True)
class Rep:
    """`every`: they log each so many weeks; `keeps`: they do their step in so many of four weeks;
    `start` and `slope`: their pillars, and what these gain in a week; `word`: stands in whatever
    they write for themselves, so that it can be looked for on other people's pages."""

    user: str
    name: str
    word: str
    start: tuple[float, float, float, float]
    slope: float
    every: int
    keeps: int
    joins: int | None = 0


REPS = (
    Rep(seed.ANA, "Ana Costa", "marigold", (14.2, 11.5, 8.1, 15.4), 0.10, 1, 4),
    Rep(seed.BEN, "Ben Okafor", "bramble", (12.0, 9.2, 10.3, 9.0), 0.05, 1, 3),
    Rep(seed.CHI, "Chiara Rossi", "cyclamen", (18.5, 17.2, 16.0, 17.3), 0.05, 1, 4),
    Rep(seed.DEV, "Dev Patel", "dandelion", (19.4, 18.1, 16.2, 18.0), 0.02, 1, 2),
    Rep(seed.EVA, "Eva Lindqvist", "elderberry", (16.1, 15.3, 15.4, 15.9), 0.0, 2, 3),
    Rep(seed.FIN, "Finn Murphy", "foxglove", (11.3, 12.2, 9.5, 8.8), -0.02, 1, 1),
    Rep(seed.GUS, "Gus Weber", "gentian", (13.0, 10.1, 11.2, 12.5), 0.04, 2, 2, None),
    Rep(seed.HAN, "Hana Sato", "hawthorn", (17.5, 16.0, 15.9, 16.2), 0.06, 1, 3, 2),
    Rep(seed.NEW, "Noor Haddad", "nasturtium", (9.9, 8.0, 7.5, 8.2), 0.20, 1, 4, 1),
    Rep(IDA, "Ida Holm", "ironwood", (15.0, 15.5, 15.2, 15.8), 0.03, 1, 3),
    Rep(JON, "Jon Aldana", "juniper", (10.4, 11.1, 12.6, 9.3), 0.01, 3, 1),
    Rep(KIM, "Kim Duarte", "knapweed", (13.8, 12.9, 14.1, 13.3), 0.07, 1, 2, 0),
)
BY_ID = {rep.user: rep for rep in REPS}
