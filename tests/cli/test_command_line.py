"""The verbs: one sentence and exit code 2 for what a person has to mend, never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.store import workspaces
from bot.store.engine import Store

SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"


def coach(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    return subprocess.run([sys.executable, "-m", "bot", *arguments], capture_output=True,
                          text=True, check=False, timeout=60, env={**known, **(env or {})})  # fmt: skip


def scored(*arguments: str) -> dict[str, Any]:
    done = coach("score", *arguments, "--json", "--as-of", "2026-11-20")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_the_sample_archive_is_scored_with_sums_that_add_up() -> None:
    made = scored(str(ARCHIVE))
    assert made["schema"] == 1
    assert made["weakest"]["kind"] in ("claimed", "two_way", "unsure")
    for pillar in made["pillars"]:
        parts = [r["points"] for r in made["reasons"] if r["pillar"] == pillar["pillar"]]
        if pillar["points"] is not None:
            assert round(sum(round(100 * part) for part in parts)) == round(100 * pillar["points"])
    assert round(100 * sum(p["points"] for p in made["pillars"])) == round(
        100 * made["total"]["points"]
    )
    assert {one["kind"] for one in made["files"]} >= {"connections", "messages", "shares"}


def test_readings_alone_are_a_legal_bundle() -> None:
    made = scored("--reading", "18.2,12.5,20,14.1@2026-11-20")
    assert made["total"] == {"points": 64.8, "low": 64.8, "high": 64.8, "basis": "reading"}
    assert made["weakest"] == {"kind": "claimed", "pillars": ["people"]}
    assert made["plan"]


def test_a_bad_file_beside_a_good_one_is_a_warning(tmp_path: Path) -> None:
    bad = tmp_path / "photo.png"
    bad.write_bytes(b"\x89PNG\r\n")
    made = scored(str(SAMPLES / "ssi-page.txt"), str(bad))
    assert {one["code"] for one in made["warnings"]} == {"picture_or_pdf"}
    assert made["total"]["points"] is not None


@pytest.mark.parametrize(
    "arguments",
    [("score",), ("score", "no-such-file.zip"), ("score", "--as-of", "yesterday"),
     ("score", "--reading", "99,1,1,1@2026-11-20"), ("nonsense",), (), ("run",), ("db",),
     ("manifest", "--command", "ssi!")],
)  # fmt: skip
def test_what_a_person_has_to_mend_is_one_sentence_and_exit_code_2(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = coach(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_refusal_is_json_on_stdout_and_a_sentence_on_stderr(tmp_path: Path) -> None:
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"%PDF-1.7")
    done = coach("score", str(bad), "--json")
    assert json.loads(done.stdout)["refused"]["code"] == "picture_or_pdf"
    assert done.returncode == 2


def test_all_faults_of_the_settings_are_told_at_once_and_no_secret() -> None:
    done = coach("run", env={"SLACK_BOT_TOKEN": "xoxq-secret", "LEASE_S": "five"})
    assert done.returncode == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "LEASE_S"):
        assert name in done.stderr
    assert "secret" not in done.stderr


def test_sqlite_on_a_disk_that_does_not_last_is_refused_with_what_to_do() -> None:
    done = coach("run", env={"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1",
                             "DYNO": "worker.1"})  # fmt: skip
    assert done.returncode == 2
    assert "PostgreSQL" in done.stderr


def test_the_database_is_brought_up_to_date_and_again(tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'coach.db'}"}
    for _ in range(2):
        done = coach("db", "upgrade", env=env)
        assert done.returncode == 0, done.stderr


def test_the_demo_says_where_it_is_and_ends_cleanly_on_sigterm() -> None:
    demo = subprocess.Popen([sys.executable, "-m", "bot", "demo", "--no-browser"],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    try:
        assert demo.stdout is not None
        line = demo.stdout.readline()
        assert line.startswith("Sandbox ready: http://127.0.0.1:")
        url = line.removeprefix("Sandbox ready: ").strip()
        assert "SSI Coach" in httpx.get(url).text or "Sandbox" in httpx.get(url).text
    finally:
        demo.send_signal(signal.SIGTERM)
        _, errors = demo.communicate(timeout=30)
    assert demo.returncode == 0, errors


def test_a_bot_started_apart_connects_runs_and_stops_cleanly(tmp_path: Path) -> None:
    demo = subprocess.Popen([sys.executable, "-m", "bot", "demo", "--no-browser", "--no-bot"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    bot = None
    try:
        assert demo.stdout is not None
        url = demo.stdout.readline().removeprefix("Sandbox ready: ").strip()
        env = dict(demo.stdout.readline().strip().split("=", 1) for _ in range(3))
        env |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'coach.db'}"}
        health = tmp_path / "health"
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", "--clock", f"{url}/sandbox/clock"],
            env={**os.environ, **env, "HEALTH_FILE": str(health)},
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        body = {"user": "U0NEW", "channel": "D0NEW", "text": "/ssi"}
        for _ in range(100):
            answer = httpx.post(f"{url}/sandbox/command", json=body).json()
            if answer.get("reply"):
                break
            time.sleep(0.1)
        assert "Social Selling Index" in answer["reply"]["text"]
        assert health.exists()
        done = coach("doctor", env={**env, "OPERATOR_CHANNEL": "U0ADM"})
        assert done.returncode == 0, done.stdout
        assert "screens    ok" in done.stdout
        told = httpx.get(f"{url}/sandbox/state").json()["messages"]["D0ADM"]
        assert "test by" in told[-1]["text"]
        bot.send_signal(signal.SIGTERM)
        _, errors = bot.communicate(timeout=30)
        assert bot.returncode == 0, errors
        assert "Traceback" not in errors
        assert env["SLACK_BOT_TOKEN"] not in errors
        store = Store(env["DATABASE_URL"])
        with store.begin("T0DEMO", write=False) as db:
            installed = workspaces.get(db)
        store.close()
        assert installed is not None
        assert installed.active
    finally:
        for process in (bot, demo):
            if process is not None and process.poll() is None:
                process.kill()
        demo.communicate()
