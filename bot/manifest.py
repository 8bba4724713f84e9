"""The app's manifest: manifest.yml as JSON, which Slack's own tools ask for."""

import json
import re
from pathlib import Path
from typing import Any

PLACES = (Path(__file__).parent / "manifest.yml", Path(__file__).parent.parent / "manifest.yml")
"""Beside the package when it is installed, at the top of a checkout."""
_COMMAND = re.compile(r"/[a-z0-9_-]{2,32}")


def load() -> dict[str, Any]:
    """manifest.yml as it stands."""
    import yaml

    path = next(place for place in PLACES if place.is_file())
    return dict(yaml.safe_load(path.read_text("utf-8")))


def scopes() -> frozenset[str]:
    """The scopes that the bot asks for."""
    return frozenset(load()["oauth_config"]["scopes"]["bot"])


def as_json(command: str) -> str:
    """The manifest for Socket Mode with another command. Raises ValueError for a bad command."""
    if not _COMMAND.fullmatch(command):
        raise ValueError("a command is / and 2 to 32 small letters, digits, _ or -")
    made = load()
    made["features"]["slash_commands"][0]["command"] = command
    return json.dumps(made, indent=2)
