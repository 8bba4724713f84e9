"""One call of the Web API, and what its arguments must be."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.hub import Hub
from sandbox.rates import Rates
from sandbox.workspace import Refusal, Team


@dataclass(slots=True)
class Call:
    """One call: the workspace of the token, the arguments, and the parts of the sandbox."""

    team: Team
    args: Mapping[str, Any]
    hub: Hub
    rates: Rates
    base_url: str

    def need(self, name: str) -> str:
        """An argument that must be there."""
        value = self.args.get(name)
        if value in (None, ""):
            raise Refusal("invalid_arguments", response_metadata={"messages": [
                f"[ERROR] missing required field: {name}"]})  # fmt: skip
        return str(value)

    def structure(self, name: str) -> Any:
        """An argument that is JSON, given as such or as a string."""
        value = self.args.get(name)
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except json.JSONDecodeError as error:
                raise Refusal("invalid_arguments") from error
        return value or None
