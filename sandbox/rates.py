"""How many posts are taken: about one a second in a channel, with short bursts, and a ceiling for
the workspace. On the monotonic clock, which nobody moves.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
import time
from dataclasses import dataclass, field

from sandbox.workspace import Refusal


class Limited(Refusal):
    """HTTP 429 with the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds


@dataclass(slots=True)
class Rates:
    """Token buckets by name. `per_channel` and `per_team` are posts a second."""

    per_channel: float = 1.0
    per_team: float = 25.0
    burst: float = 12.0
    _full: dict[str, tuple[float, float]] = field(default_factory=dict)

    def post(self, team: str, channel: str) -> None:
        """Take a post, or raise Limited."""
        self._take(f"{team} {channel}", self.per_channel, self.burst)
        self._take(team, self.per_team, max(self.burst, self.per_team))

    def _take(self, name: str, rate: float, burst: float) -> None:
        now = time.monotonic()
        level, then = self._full.get(name, (burst, now))
        level = min(burst, level + (now - then) * rate)
        if level < 1:
            raise Limited(max(1, math.ceil((1 - level) / rate)))
        self._full[name] = (level - 1, now)
