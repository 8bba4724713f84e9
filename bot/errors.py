"""Errors that we know: a code and facts, never words for users (those are in `bot.blocks.notices`).

CoachError
├── Refused        what a person typed or uploaded cannot be used
├── NotAllowed     the acting person may not do this
└── Unavailable    something outside did not answer; trying again may help
"""

from collections.abc import Mapping


class CoachError(Exception):
    """A fault that has a name. `facts` hold only what may be shown to the acting person."""

    def __init__(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, str] = dict(facts or {})


class Refused(CoachError):
    """What a person typed or uploaded cannot be used; nothing of it was stored."""


class NotAllowed(CoachError):
    """The acting person may not do this. `noted`: the audit has a line of it already."""

    noted = False


class Unavailable(CoachError):
    """Something outside did not answer in time; what was given is kept, and may be tried again."""
