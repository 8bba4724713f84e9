"""A calendar that stands still until somebody moves it, in quarter-hour steps."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

STEP = timedelta(minutes=15)

Subscriber = Callable[[datetime], None]


class Clock:
    """The sandbox's time. Rate limits and trigger ids do not follow it."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._subscribers: list[Subscriber] = []

    def now(self) -> datetime:
        """Aware, in UTC."""
        return self._now

    def subscribe(self, subscriber: Subscriber) -> None:
        """Have something done, and waited for, at each step."""
        self._subscribers.append(subscriber)

    async def walk(self, to: datetime) -> int:
        """Walk there; the number of steps. Raises ValueError for a time that has passed."""
        if to < self._now:
            raise ValueError("the clock does not go back")
        steps = 0
        while self._now < to:
            whole = self._now.replace(minute=0, second=0, microsecond=0)
            quarter = whole + STEP * ((self._now - whole) // STEP + 1)
            self._now = min(quarter, to)
            steps += 1
            for subscriber in self._subscribers:
                await asyncio.to_thread(subscriber, self._now)
        return steps
