"""The files in deploy/: their very commands, run against a sandbox. Needs no container engine."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from postgres import server

from bot.settings import Settings
from bot.store import backup
from bot.store.engine import Store
from sandbox.server import Sandbox
from tests.cli.test_starting import TOKENS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, in order."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def of(instruction: str) -> list[str]:
    return [rest for name, rest in steps() if name == instruction]


def unit(name: str) -> dict[str, list[str]]:
    """The settings of a unit of systemd; a name may come more than once."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found.setdefault(key, []).append(value)
    return found


def environment(found: dict[str, str], box: Sandbox, **more: str) -> dict[str, str]:
    """What a file in deploy/ sets, and from elsewhere only tokens and Slack's address."""
    path = f"{BIN}:/usr/bin:/bin"
    return {**found, **TOKENS, "SLACK_API_URL": box.api_url, "PATH": path, **more}


def moved(text: str, places: dict[str, Path]) -> str:
    """The text with folders of this test's own, all at once: one may lie below another."""
    known = "|".join(re.escape(place) for place in places)
    return re.sub(known, lambda found: str(places[found[0]]), text)


def healthy(check: list[str], env: dict[str, str]) -> bool:
    return subprocess.run(check, env=env, check=False, capture_output=True).returncode == 0


def runs(command: list[str], check: list[str], env: dict[str, str], folder: Path) -> list[str]:
    """Start it, wait until the health check passes, stop it as a supervisor does; its log."""
    assert not healthy(check, env), "before the start it must not pass"
    bot = subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(400):
            if healthy(check, env) or bot.poll() is not None:
                break
            time.sleep(0.05)
        assert healthy(check, env)
    finally:
        bot.terminate()
        _, errors = bot.communicate(timeout=30)
    assert bot.returncode == 0, errors
    return [json.loads(line)["action"] for line in errors.splitlines()]


def done(command: list[str], env: dict[str, str], folder: Path) -> str:
    made = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return made.stdout


def image(folder: Path) -> tuple[dict[str, str], list[str], list[str], list[str]]:
    """What the image sets: environment, entrance, command, health check; with a folder as /data."""
    (folder / "tmp").mkdir(exist_ok=True)
    places = {"/data": folder, "/tmp": folder / "tmp"}
    found = dict(one.split("=", 1) for one in of("ENV"))
    env = {key: moved(value, places) for key, value in found.items()}
    [entrance], [command] = of("ENTRYPOINT"), of("CMD")
    [check] = of("HEALTHCHECK")
    shell = check.split("CMD ", 1)[1]
    return env, json.loads(entrance), json.loads(command), ["/bin/sh", "-c", shell]


def test_the_image_runs_what_it_names_and_its_health_check_tells(
    box: Sandbox, tmp_path: Path
) -> None:
    found, entrance, command, check = image(tmp_path)
    env = environment(found, box)
    assert runs([*entrance, *command], check, env, tmp_path) == ["started", "stopped"]
    assert (tmp_path / "ssi-coach.db").stat().st_mode & 0o777 == 0o600
    old = time.time() - 120
    os.utime(env["HEALTH_FILE"], (old, old))
    assert not healthy(check, env), "an old file tells of a bot that is not well"


def test_what_the_image_copies_is_enough_to_install_and_run(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    for line in of("COPY"):
        for name in [] if line.startswith("--from") else line.split()[:-1]:
            if (ROOT / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / name, source / name, ignore=ignored)
            else:
                shutil.copy(ROOT / name, source)
    [install] = [one for one in of("RUN") if one.endswith(" .")]
    assert "--no-deps --no-build-isolation" in install
    command = shlex.split(install.replace("/opt/venv/bin/pip", f"{sys.executable} -m pip"))
    subprocess.run(
        [*command, "--quiet", "--target", str(tmp_path / "installed")],
        cwd=source, check=True, timeout=300,
    )  # fmt: skip
    printed = subprocess.run(
        [sys.executable, "-m", "bot", "manifest"], cwd=tmp_path / "installed", check=True,
        capture_output=True, text=True, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert json.loads(printed.stdout)["display_information"]["name"]


def test_the_image_holds_only_what_was_locked_and_is_nobodys_root() -> None:
    [locked] = [one for one in of("RUN") if "-r requirements.txt" in one]
    assert "--require-hashes --only-binary :all:" in locked
    assert of("USER") == ["coach"]
    assert of("VOLUME") == ["/data"]
    assert not [one for one in of("ENV") if "TOKEN" in one]
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    wanted = {
        one for line in of("COPY") if not line.startswith("--from") for one in line.split()[:-1]
    }
    assert {one[1:] for one in ignored if one.startswith("!")} == wanted


def service(name: str, folder: Path, **shell: str) -> tuple[list[str], dict[str, str]]:
    """A service of the compose file: its command in the image, and its environment."""
    found: dict[str, Any] = COMPOSE["services"][name]
    env, entrance, _, _ = image(folder)
    for key, value in found["environment"].items():
        here = moved(str(value), {"/data": folder, "/tmp": folder / "tmp"})
        env[key] = re.sub(r"\$\{(\w+):-([^}]*)\}", lambda part: shell.get(part[1]) or part[2], here)
    return [*entrance, *found["command"]], env


def test_the_compose_file_upgrades_then_runs(box: Sandbox, tmp_path: Path) -> None:
    upgrade, env = service("upgrade", tmp_path)
    assert "revision" in done(upgrade, environment(env, box), tmp_path)
    run, env = service("coach", tmp_path)
    check = image(tmp_path)[3]
    assert runs(run, check, environment(env, box), tmp_path) == ["started", "stopped"]
    assert (tmp_path / "ssi-coach.db").exists()


@pytest.mark.postgres
def test_the_compose_file_runs_on_postgresql_too(box: Sandbox, tmp_path: Path) -> None:
    with server() as url:
        upgrade, env = service("upgrade", tmp_path, DATABASE_URL=url)
        assert env["DATABASE_URL"] == url
        done(upgrade, environment(env, box), tmp_path)
        run, env = service("coach", tmp_path, DATABASE_URL=url)
        runs(run, image(tmp_path)[3], environment(env, box), tmp_path)
        made = done(["ssi-coach", "backup", "b"], environment(env, box), tmp_path)
        assert "rows" in made
        assert backup.read(tmp_path / "b").source == "postgresql"
    assert not (tmp_path / "ssi-coach.db").exists()


def test_data_outlives_the_containers_and_nothing_else_is_written() -> None:
    for name in ("upgrade", "coach"):
        found = COMPOSE["services"][name]
        assert found["volumes"] == ["data:/data"]
        assert found["read_only"] is True
        assert found["env_file"] == "../.env"
    assert "data" in COMPOSE["volumes"]
    waits = COMPOSE["services"]["coach"]["depends_on"]["upgrade"]
    assert waits["condition"] == "service_completed_successfully"
    assert COMPOSE["services"]["postgres"]["profiles"] == ["postgres"]


def test_the_unit_upgrades_then_runs(box: Sandbox, tmp_path: Path) -> None:
    found = unit("ssi-coach.service")
    state, volatile = tmp_path / "state", tmp_path / "run"
    places = {
        "/var/lib/ssi-coach": state, "/run/ssi-coach": volatile, "/opt/ssi-coach/.venv/bin": BIN,
    }  # fmt: skip
    state.mkdir()
    volatile.mkdir()
    env = environment(dict(moved(one, places).split("=", 1) for one in found["Environment"]), box)
    [before], [start] = found["ExecStartPre"], found["ExecStart"]
    assert "revision" in done(shlex.split(moved(before, places)), env, state)
    check = ["test", "-f", str(volatile / "health")]
    command = shlex.split(moved(start, places))
    assert runs(command, check, env, state) == ["started", "stopped"]
    assert {one.parent for one in (state / "ssi-coach.db", volatile / "health")} == {
        state, volatile,
    }  # fmt: skip
    assert (state / "ssi-coach.db").exists()


def test_the_backup_unit_makes_one_and_removes_the_old(box: Sandbox, tmp_path: Path) -> None:
    found = unit("ssi-coach-backup.service")
    state = tmp_path / "state"
    (state / "backups").mkdir(parents=True)
    places = {"/var/lib/ssi-coach": state, "/opt/ssi-coach/.venv/bin": BIN}
    env = environment(dict(moved(one, places).split("=", 1) for one in found["Environment"]), box)
    store = Store(env["DATABASE_URL"])
    store.upgrade()
    store.close()
    old = state / "backups" / "daily.old.backup"
    old.write_text("old")
    month = time.time() - 32 * 86_400
    os.utime(old, (month, month))
    for line in found["ExecStart"]:
        # systemd writes a percent sign as two
        done(shlex.split(moved(line, places).replace("%%", "%")), env, state)
    [made] = (state / "backups").iterdir()
    assert made.name.startswith("daily.20")
    assert backup.read(made).revision == store.head()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for path in DEPLOY.glob("ssi-coach*"):
        text = moved(path.read_text("utf-8"), {"/opt/ssi-coach/.venv/bin": BIN})
        (tmp_path / path.name).write_text(text)
    found = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.glob("ssi-coach*"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert found.stderr == ""


@pytest.mark.parametrize("name", ["ssi-coach.service", "ssi-coach-backup.service"])
def test_the_units_hold_no_secret_and_little_power(name: str) -> None:
    found = unit(name)
    assert found["NoNewPrivileges"] == ["yes"]
    assert found["ProtectSystem"] == ["strict"]
    assert found["User"] == ["ssi-coach"]
    assert not [one for one in found["Environment"] if "TOKEN" in one]
    known = {one.upper() for one in Settings.model_fields}
    assert {one.split("=")[0] for one in found["Environment"]} <= known
