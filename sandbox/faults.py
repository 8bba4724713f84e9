"""Faults that a test arms: each is used up in the order in which it was armed."""

from dataclasses import dataclass, field

KINDS = ("429", "500", "drop", "accept_then_drop", "slow", "error")


@dataclass(slots=True)
class Fault:
    """What happens to calls of a method; `method` * is any."""

    method: str
    do: str
    times: int = 1
    retry_after: str = "1"
    seconds: float = 1.0
    error: str = "internal_error"


@dataclass(slots=True)
class Faults:
    """The armed faults."""

    armed: list[Fault] = field(default_factory=list)

    def take(self, method: str) -> Fault | None:
        """The next fault for a call, or None."""
        for fault in self.armed:
            if fault.method in ("*", method) and fault.times > 0:
                fault.times -= 1
                return fault
        return None
