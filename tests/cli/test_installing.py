"""The README's install from the machine's first step to the first answer, on a sandbox."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from sandbox import seed
from sandbox.server import Sandbox
from tests.cli.test_starting import TOKENS
from tests.delivery.office import posts

ROOT = Path(__file__).parents[2]
BEFORE, RUN = "make setup && ", "make run"


def commands() -> list[str]:
    """What the install has a person type in a shell, in order."""
    text = (ROOT / "README.md").read_text("utf-8").split("## Install it into Slack")[1]
    machine = text.split("On the machine")[1].split("In Slack:")[0]
    return re.findall(r"^\d+\. `([^`]+)`", machine, re.MULTILINE)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone as far as the steps look at it, after `make setup`, which set this very run up."""
    shutil.copy(ROOT / ".env.example", tmp_path)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    return tmp_path


def shell(clone: Path, command: str) -> str:
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=clone, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def filled(clone: Path, **values: str) -> None:
    """`.env` with values in the very lines that the example has for them."""
    text = (clone / ".env").read_text("utf-8")
    for name, value in values.items():
        text, found = re.subn(rf"^#?{name}=.*$", f"{name}={value}", text, flags=re.MULTILINE)
        assert found == 1, name
    (clone / ".env").write_text(text, "utf-8")


@contextmanager
def running(clone: Path, command: str) -> Iterator[None]:
    """A bot that is connected, ended as an operator ends it."""
    (clone / "health").unlink(missing_ok=True)
    bot = subprocess.Popen(command.split(), cwd=clone, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(600):
            if (clone / "health").exists() or bot.poll() is not None:
                break
            time.sleep(0.05)
        yield
    finally:
        bot.terminate()
        _, errors = bot.communicate(timeout=30)
    assert bot.returncode == 0, errors


def told(box: Sandbox) -> dict[str, list[str]]:
    """Whom the bot wrote to unasked, and the kinds."""
    found: dict[str, list[str]] = {}
    for place in box.town.teams[seed.TEAM].messages:
        for message in posts(box, place):
            found.setdefault(place, []).append(message["metadata"]["event_type"])
    return found


def test_the_steps_of_the_readme_lead_to_the_first_answer(clone: Path, box: Sandbox) -> None:
    copy, check, run = commands()
    assert check.startswith(BEFORE)
    assert run == RUN
    shell(clone, copy)
    assert (clone / ".env").stat().st_mode & 0o777 == 0o600
    filled(clone, **TOKENS, OPERATOR_CHANNEL=seed.MGR, SLACK_API_URL=box.api_url,
           HEALTH_FILE="health")  # fmt: skip
    lines = shell(clone, check.removeprefix(BEFORE)).splitlines()
    assert {line.split()[-1] for line in lines} == {"ok"}
    recipe = (
        (ROOT / "Makefile").read_text("utf-8").split(f"\n{RUN.split()[1]}: ")[1].splitlines()[1]
    )
    start = recipe.strip().removeprefix("@").replace("$(BIN)", ".venv/bin").replace("$(ARGS)", "")
    mine = "D" + seed.MGR[1:]
    with running(clone, start):
        body = {"user": seed.NEW, "channel": "C0GEN", "text": "/ssi"}
        answer = httpx.post(f"{box.url}/sandbox/command", json=body, timeout=30).json()
        assert "Type my four numbers" in str(answer["reply"])
        for _ in range(200):
            if told(box):
                break
            time.sleep(0.05)
        assert told(box) == {mine: ["ssi_welcome"]}
    with running(clone, start):
        httpx.post(f"{box.url}/sandbox/command", json=body, timeout=30)
        time.sleep(1)  # longer than the first one took
    assert told(box) == {mine: ["ssi_welcome"]}
    assert not os.environ.keys() & TOKENS.keys(), "the tokens came from .env alone"
