"""What a check found."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Found:
    """`counted`: how much was looked at, so that a rule that saw nothing shows; `broken`: what
    should not be."""

    counted: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def say(self, true: bool, what: str, detail: str) -> None:
        """One thing that was looked at."""
        self.counted[what] += 1
        if not true:
            self.broken.append(f"{what}: {detail}")
