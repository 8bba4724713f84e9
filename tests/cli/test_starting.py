"""Starts that cannot be made: a sentence and exit code 2. And how a running process is."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from bot import doctor
from bot.web import SWEPT_S, Health, serve
from sandbox import seed
from sandbox.server import Sandbox
from tests.store.earlier import first_release

TOKENS = {"SLACK_BOT_TOKEN": seed.BOT_TOKEN, "SLACK_APP_TOKEN": seed.APP_TOKEN}
NOBODY = "http://127.0.0.1:9/api/"


def coach(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, timeout=60,
        check=False, cwd=folder, env={**os.environ, **TOKENS, **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("run", "--clock", "http://127.0.0.1:9/"), {}, "--clock"),
        (("run", "--clock", "file:///etc/hostname"), {}, "--clock"),
        (("run",), {"DATABASE_URL": "sqlite:////dev/null/x.db"}, "folder"),
        (("run",), {"DATABASE_URL": "postgresql://u:hidden@127.0.0.1:9/x"}, "does not answer"),
        (("run",), {"DATABASE_URL": "nonsense"}, "must begin with"),
        (("db", "upgrade"), {"DATABASE_URL": "nonsense"}, "must begin with"),
        (("db", "upgrade"), {"DYNO": "release.1"}, "PostgreSQL"),
        (("demo", "--port", "70000"), {}, "port"),
        (("demo", "--no-browser"), {"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
    ],
)
def test_a_start_that_cannot_be_made_says_what_to_mend(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    done = coach(tmp_path, *arguments, **environment)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "hidden" not in done.stderr


def test_a_slack_out_of_reach_is_told_and_may_be_tried_again(tmp_path: Path) -> None:
    done = coach(tmp_path, "run", SLACK_API_URL=NOBODY)
    assert done.returncode == 1
    assert "Slack did not let me connect" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_token_that_slack_refuses_is_for_a_person_to_mend(tmp_path: Path) -> None:
    box = Sandbox()
    box.start()
    try:
        environment = {"SLACK_API_URL": box.api_url, "SLACK_BOT_TOKEN": "xoxb-another"}
        done = coach(tmp_path, "run", **environment)
        seen = coach(tmp_path, "doctor", **environment)
    finally:
        box.stop()
    assert done.returncode == 2
    assert "doctor" in done.stderr
    assert "xoxb-another" not in done.stderr + seen.stdout
    assert seen.returncode == 1
    assert "SLACK_BOT_TOKEN" in seen.stdout


def test_the_health_file_the_port_and_the_logs_of_a_running_bot_agree(tmp_path: Path) -> None:
    box = Sandbox()
    box.start()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **TOKENS, "SLACK_API_URL": box.api_url, "HEALTH_PORT": port,
             "HEALTH_FILE": str(tmp_path / "health")},
    )  # fmt: skip
    try:
        for _ in range(200):
            if (tmp_path / "health").exists():
                break
            time.sleep(0.05)
        told = httpx.get(f"http://127.0.0.1:{port}/health").json()
        written = json.loads((tmp_path / "health").read_text())
        assert told["ok"] is written["ok"] is True
        assert told.keys() == written.keys() == {"ok", "connected", "database", "swept_s"}
    finally:
        bot.terminate()
        _, errors = bot.communicate(timeout=30)
        box.stop()
    assert bot.returncode == 0
    actions = [json.loads(line)["action"] for line in errors.splitlines()]
    assert actions == ["started", "stopped"]
    assert (tmp_path / "ssi-coach.db").stat().st_mode & 0o777 == 0o600


def test_a_demo_on_a_taken_port_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = coach(tmp_path, "demo", "--no-browser", "--port", port)
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_tells_of_a_full_disk() -> None:
    assert doctor._disk(100 << 20, 1 << 20) == ("disk", "")
    assert "Only 10 MB" in doctor._disk(10 << 20, 1 << 20)[1]
    assert "Only 100 MB" in doctor._disk(100 << 20, 50 << 20)[1]


def test_the_doctor_names_each_thing_that_is_wrong(tmp_path: Path) -> None:
    first_release(f"sqlite:///{tmp_path / 'ssi-coach.db'}").close()
    done = coach(tmp_path, "doctor", SLACK_API_URL=NOBODY)
    assert done.returncode == 1
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert lines["settings"].endswith("ok")
    assert "127.0.0.1:9" in lines["network"]
    assert "db upgrade" in lines["database"]


def test_a_schema_of_another_time_is_refused_with_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'coach.db'}"
    assert coach(tmp_path, "db", "upgrade", DATABASE_URL=url).returncode == 0
    import sqlite3

    with sqlite3.connect(tmp_path / "coach.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for arguments in (("run",), ("db", "upgrade"), ("demo", "--no-browser")):
        done = coach(tmp_path, *arguments, DATABASE_URL=url)
        assert done.returncode == 2, arguments
        assert "newer version" in done.stderr


def test_the_settings_file_is_read_by_run_and_never_by_the_demo(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=nonsense\n")
    assert "must begin with" in coach(tmp_path, "run").stderr
    box = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-browser", "--no-bot"], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert box.stdout is not None
    assert box.stdout.readline().startswith("Sandbox ready")
    box.terminate()
    box.communicate(timeout=30)
    assert box.returncode == 0


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (Health(True, True, 1.0), 200),
        (Health(False, True, 1.0), 503),
        (Health(True, False, 1.0), 503),
        (Health(True, True, SWEPT_S), 503),
    ],
)
def test_the_health_port_tells_whether_all_is_well(found: Health, status: int) -> None:
    with socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
    server = serve(port, lambda: found)
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/health")
        assert answer.status_code == status
        assert answer.json()["ok"] is (status == 200)
        assert httpx.get(f"http://127.0.0.1:{port}/else").status_code == 404
    finally:
        server.shutdown()
        server.server_close()
