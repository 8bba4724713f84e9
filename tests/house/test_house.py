"""The rules of the house itself."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.blocks import help, ids
from bot.listeners.actions import ACTIONS
from bot.listeners.commands import COMMANDS, usage_hint
from bot.listeners.views import VIEWS
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
PACKAGES = ("bot", "scoring", "sandbox", "benchmarks", "tests")


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def test_no_file_is_longer_than_a_room() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in sources()
        if "migrations" not in path.parts
        and (count := len(path.read_text("utf-8").splitlines())) > 320
    }
    assert long == {}


def test_the_packages_do_nothing_at_import() -> None:
    assert (ROOT / "bot" / "__init__.py").read_text("utf-8") == ""


def test_the_manifest_has_what_the_code_uses_and_nothing_else() -> None:
    features, settings = MANIFEST["features"], MANIFEST["settings"]
    [command] = features["slash_commands"]
    assert command["command"] == Settings.model_fields["ssi_command"].default
    assert command["usage_hint"] == usage_hint()
    assert command["should_escape"] is True
    assert [one["callback_id"] for one in features["shortcuts"]] == [ids.LOG_SHORTCUT]
    text = (ROOT / "bot" / "listeners" / "events.py").read_text("utf-8")
    listened = set(re.findall(r'@app\.event\("([a-z_]+)"\)', text))
    events = {name.split(".")[0] for name in settings["event_subscriptions"]["bot_events"]}
    assert events == listened
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == {
        "commands", "chat:write", "im:write", "im:history", "files:read", "files:write",
        "users:read",
    }  # fmt: skip


def test_the_manifest_keeps_to_slacks_limits() -> None:
    """https://docs.slack.dev/reference/app-manifest"""
    shown = MANIFEST["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert all(len(one["name"]) <= 24 for one in MANIFEST["features"]["shortcuts"])


@pytest.mark.skipif(
    not os.environ.get("SLACK_MANIFEST_SCHEMA"),
    reason="SLACK_MANIFEST_SCHEMA names no copy of Slack's published schema",
)
def test_the_manifest_is_valid_for_slacks_published_schema() -> None:
    import jsonschema

    schema = json.loads(Path(os.environ["SLACK_MANIFEST_SCHEMA"]).read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(MANIFEST)


def test_help_names_every_word_and_no_other() -> None:
    first = [name for name, _ in help.FIRST if name]
    rest = [name for name, _ in help.REST]
    assert first == [word.name for word in COMMANDS if word.first]
    assert rest == [word.name for word in COMMANDS if not word.first]


def test_every_button_and_form_has_one_listener() -> None:
    named = {value for key, value in vars(ids).items() if key.isupper()}
    handled = {id_ for id_, _ in ACTIONS} | {id_ for id_, _ in VIEWS}
    assert named == handled | {ids.SSI_LINK, ids.LOG_SHORTCUT}
    assert len(handled) == len(ACTIONS) + len(VIEWS)


def test_listeners_take_only_arguments_that_bolt_knows() -> None:
    known = {"ack", "body", "context", "client", "respond", "event", "error"}
    unknown = []
    for path in (ROOT / "bot" / "listeners").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("on_"):
                unknown += [arg.arg for arg in node.args.args if arg.arg not in known]
    assert unknown == []


def test_nothing_is_lazy_since_its_errors_would_reach_nobody() -> None:
    assert [
        path for path in (ROOT / "bot").rglob("*.py") if "lazy=" in path.read_text("utf-8")
    ] == []


def test_the_example_of_the_settings_has_each_of_them() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_locked_versions_have_hashes_and_name_no_place(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "--index-url" not in text
    assert "://" not in text
    pins = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert len(pins) > 20
    for block in re.split(r"\n(?=[a-z0-9-]+==)", text)[1:]:
        assert "--hash=sha256:" in block


def test_what_only_tests_need_is_not_installed_for_the_demo() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert not re.search(r"^(pytest|playwright|hypothesis|mypy|ruff)==", text, re.MULTILINE)


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    data = tomllib.loads("\n".join(lines))["project"]
    wanted = data["dependencies"] + data["optional-dependencies"]["dev"]
    bare = [one for one in wanted if not any(f'"{one}",' in line and "#" in line for line in lines)]
    assert bare == []


def test_the_contracts_of_imports_are_kept() -> None:
    script = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_tree_in_the_documents_is_the_tree_on_disk() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    missing = [
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "scoring", "sandbox")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__init__.py" and "versions" not in path.parts
        and path.stem not in text and path.name not in text
    ]  # fmt: skip
    assert missing == []
