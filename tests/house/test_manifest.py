"""manifest.yml within Slack's published limits, and the code within the manifest's scopes.

https://docs.slack.dev/reference/app-manifest
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import manifest

ROOT = Path(__file__).parents[2]
MADE = manifest.load()
METHODS = {
    "auth_test": None,
    "apps_connections_open": None,
    "chat_postMessage": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "im:history",
    "conversations_open": "im:write",
    "files_info": "files:read",
    "files_upload_v2": "files:write",
    "users_info": "users:read",
    "users_list": "users:read",
    "views_open": None,
    "views_push": None,
    "views_publish": None,
    "views_update": None,
}
"""The Web API methods that we call, and the scope that each needs (its page at docs.slack.dev)."""
EVENTS = {
    "app_home_opened": None,
    "app_uninstalled": None,
    "tokens_revoked": None,
    "message.im": "im:history",
    "user_change": "users:read",
}
KNOWN: dict[str, set[str]] = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "background_color", "long_description"},
    "features": {"app_home", "bot_user", "slash_commands", "shortcuts"},
    "settings": {"event_subscriptions", "interactivity", "org_deploy_enabled",
                 "socket_mode_enabled", "token_rotation_enabled"},
}  # fmt: skip
"""Keys that the schema knows at these places, and that we use; it refuses all others."""


def at(path: str) -> Any:
    value: Any = MADE
    for part in path.split(".") if path else ():
        value = value[part]
    return value


def called() -> set[str]:
    """Every method of a client that the code names."""
    found = set()
    for path in (ROOT / "bot").rglob("*.py"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r"\b(?:_?client|users|show)\.([a-z]+_[a-zA-Z_0-9]+)\(", text))
        found |= set(re.findall(r"\bclient\.((?:views|chat|files)_[a-zA-Z]+)\b", text))
    return {name for name in found if name.split("_")[0] in {one.split("_")[0] for one in METHODS}}


def test_each_scope_is_needed_and_each_need_is_a_scope() -> None:
    needed = {METHODS[name] for name in called()} | set(EVENTS.values()) | {"commands"}
    needed.add("files:read")  # bytes of a file are fetched with the token, by no method
    assert set(at("oauth_config.scopes.bot")) == needed - {None}


def test_no_method_is_called_that_no_scope_was_thought_of_for() -> None:
    assert called() - METHODS.keys() == set()
    assert {"chat_postMessage", "views_open", "users_info"} <= called()


def test_the_events_are_those_whose_needs_are_known() -> None:
    assert set(at("settings.event_subscriptions.bot_events")) == EVENTS.keys()


@pytest.mark.parametrize("place", KNOWN)
def test_only_keys_stand_in_the_manifest_that_slack_knows(place: str) -> None:
    assert set(at(place)) <= KNOWN[place]


def test_texts_are_as_short_and_as_long_as_slack_wants_them() -> None:
    shown, features = at("display_information"), at("features")
    assert 1 <= len(shown["name"]) <= 35
    assert 1 <= len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", shown["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]{2,32}", command["command"])
        assert 1 <= len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
        assert "url" not in command
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
        assert shortcut["type"] == "global"


def test_socket_mode_needs_no_public_address() -> None:
    assert at("settings.socket_mode_enabled") is True
    assert "request_url" not in json.dumps(MADE)


def test_the_verb_prints_it_as_json_with_another_command() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "manifest", "--command", "/ssi-trial"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    printed = json.loads(done.stdout)
    assert printed["features"]["slash_commands"][0]["command"] == "/ssi-trial"
    printed["features"]["slash_commands"][0]["command"] = "/ssi"
    assert printed == MADE


def test_a_mode_that_is_not_there_yet_is_refused_in_a_sentence() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "manifest", "--mode", "http"],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "HTTP mode is not there yet. Leave --mode out" in done.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/approval.md"])
def test_each_scope_has_its_reason_where_people_install_and_approve(page: str) -> None:
    rows = re.findall(r"^\| `([a-z:]+)` \| .{10,} \|$", (ROOT / page).read_text("utf-8"), re.M)
    assert sorted(rows) == sorted(at("oauth_config.scopes.bot"))


def test_the_install_is_a_row_of_numbered_steps_and_no_more_than_fifteen() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    part = text.split("## Install it into Slack")[1].split("\n## ")[0]
    steps = [int(number) for number in re.findall(r"^(\d+)\. ", part, re.M)]
    assert steps == list(range(1, len(steps) + 1))
    assert 5 < len(steps) <= 15
