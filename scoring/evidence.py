"""What is known of a rep, in the terms in which the conditions of tips ask for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scoring import curves, measures
from scoring.activity import Activity
from scoring.measures import Measure, Measures, Seen
from scoring.selfcheck import NOTHING, PROFILE, Told
from scoring.signals import BY_NAME
from scoring.tips.tip import Of

RATIOS: dict[str, tuple[str, str, int]] = {
    "good_connections": ("connections.good", "connections.new", 30),
    "bare_shares": ("shares.bare", "shares.count", curves.WINDOW),
    "noted_invitations": ("invites.noted", "invites.sent", curves.WINDOW),
    "copied_starts": ("starts.copied", "starts.count", curves.WINDOW),
    "echo": ("creator.engagements", "posts.credit", 28),
    "usual_echo": ("creator.engagements", "posts.credit", curves.WINDOW),
}
"""Name to (fact, fact that it is a share of, days)."""

SUMS: dict[str, tuple[str, str, int]] = {
    "recommendations_received": (
        "archive/recommendations_received", "recommendations.received", 365),
    "recommendations_ever": (
        "archive/recommendations_received", "recommendations.received", 36_500),
    "recommendations_given": ("archive/recommendations_given", "recommendations.given", 180),
    "articles": ("archive/articles", "articles", 180),
}  # fmt: skip
"""Name to (source that must have been seen, fact, days)."""


_MEASURED: dict[Of, Callable[[Measure], float]] = {
    Of.SHARE: lambda found: found.u,
    Of.PACE: lambda found: found.weekly,
    Of.ATTEMPTS: lambda found: found.attempts,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures, raw facts and settings of one rep on a day."""

    measures: Measures
    activity: Activity
    as_of: date
    ideal_customer: bool = False
    sales_navigator: bool | None = None
    crm_sync: bool | None = None
    told: Told = NOTHING

    def value(self, of: Of, name: str) -> float | None:
        """What a test looks at; None where it is not known."""
        if of in _MEASURED:
            found = self.measures.get(name)
            return None if found is None else _MEASURED[of](found)
        if of is Of.DECLARED:
            found = self.measures.get(name)
            return found.u if found is not None and found.seen is Seen.DECLARED else None
        if of is Of.LEVEL:
            return self._level(name)
        if of is Of.RATIO:
            return self.ratio(name)
        if of is Of.SUM:
            return self._sum(name)
        return self._empty_weeks() if of is Of.EMPTY_WEEKS else self._setting(name)

    def unseen(self, name: str) -> bool:
        """Whether nothing tells about a signal or a level."""
        if name in BY_NAME:
            return name not in self.measures
        return self._level(name) is None and name not in self.told.presumed

    def _level(self, name: str) -> float | None:
        level = self.activity.levels.get(name)
        if level is not None:
            return float(level.value)
        said = self.told.checks.get(name.removeprefix(PROFILE))
        return None if said is None or not name.startswith(PROFILE) else float(said.yes)

    def level_day(self, name: str) -> date | None:
        """The day on which a level was observed."""
        level = self.activity.levels.get(name)
        return None if level is None else level.as_of

    def ratio(self, name: str) -> float | None:
        """One fact as a share of another; None while there is nothing to divide by."""
        if name == "echo_of_usual":
            now, usual = self.ratio("echo"), self.ratio("usual_echo")
            return now / usual if now is not None and usual else None
        part, whole, days = RATIOS[name]
        below = self._units(whole, days)
        return self._units(part, days) / below if below else self.told.ratios.get(name)

    def _sum(self, name: str) -> float | None:
        source, fact, days = SUMS[name]
        return self._units(fact, days) if source in self.activity.cover else None

    def _units(self, fact: str, days: int) -> float:
        """Units of a fact over the days up to the last one that any file saw."""
        through = min(self.as_of, self.activity.observed_through or self.as_of)
        if days > curves.WINDOW:
            found = self.activity.amounts.get(fact, {})
            return sum(n for day, n in found.items() if 0 <= (through - day).days < days) / 1000
        return sum(measures.amounts(self.activity, (fact,), through, days)) / 1000

    def _empty_weeks(self) -> float | None:
        found = self.measures.get("steady_weeks")
        if found is None:
            return None
        weeks = (found.recent[7 * week : 7 * week + 7] for week in range(8))
        return float(sum(1 for week in weeks if not any(week)))

    def _setting(self, name: str) -> float | None:
        if name == "ideal_customer":
            return float(self.ideal_customer)
        tools = {"sales_navigator": self.sales_navigator, "crm_sync": self.crm_sync}
        said = tools.get(name)
        return None if said is None else float(said)
