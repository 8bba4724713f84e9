"""The operator's verbs, as processes: backup, restore, deliveries."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.store.engine import Store
from sandbox import seed
from sandbox.server import Sandbox
from tests.cli.test_starting import NOBODY, TOKENS, coach
from tests.store.earlier import first_release


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A database of this revision with invented rows, where the verbs look for it."""
    store = first_release(f"sqlite:///{tmp_path / 'ssi-coach.db'}")
    store.upgrade(tmp_path / "before")
    store.close()
    return tmp_path


@contextmanager
def running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A bot on a sandbox, connected."""
    box = Sandbox()
    box.start()
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=folder, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **TOKENS, "SLACK_API_URL": box.api_url,
             "HEALTH_FILE": str(folder / "health")},
    )  # fmt: skip
    try:
        for _ in range(400):
            if (folder / "health").exists():
                break
            time.sleep(0.05)
        assert (folder / "health").exists()
        yield bot
    finally:
        bot.terminate()
        bot.communicate(timeout=30)
        box.stop()


def test_a_backup_is_made_while_the_bot_runs_and_a_restore_is_not(tmp_path: Path) -> None:
    with running(tmp_path):
        made = coach(tmp_path, "backup", "b")
        assert made.returncode == 0, made.stderr
        assert "Only you can read it" in made.stdout
        back = coach(tmp_path, "restore", "b", "--replace")
        assert back.returncode == 2
        assert "Stop it first" in back.stderr
    again = coach(tmp_path, "restore", "b", "--replace")
    assert again.returncode == 0, again.stderr
    assert "Traceback" not in made.stderr + back.stderr + again.stderr


def test_the_verbs_need_no_token(filled: Path) -> None:
    for arguments in (("backup", "b"), ("deliveries",)):
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments], cwd=filled, capture_output=True, text=True,
            check=False, env={k: v for k, v in os.environ.items() if not k.startswith("SLACK")},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_a_fresh_machine_runs_from_the_backup(filled: Path, tmp_path: Path) -> None:
    assert coach(filled, "backup", "b").returncode == 0
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    back = coach(fresh, "restore", str(filled / "b"))
    assert back.returncode == 0, back.stderr
    assert "revision" in back.stdout
    assert "skipped" in back.stdout
    with running(fresh) as bot:
        assert bot.poll() is None
    with sqlite3.connect(fresh / "ssi-coach.db") as database:
        found = database.execute("SELECT count(*) FROM reading").fetchone()
    database.close()
    assert found == (2,)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("backup", "ssi-coach.db"), "there already"),
        (("backup", "none/b"), "could not be written"),
        (("restore", "none"), "no such file"),
        (("restore", "notes"), "no backup"),
        (("deliveries", "replay", "nope"), "no message with that id"),
        (("deliveries", "replay"), "ID"),
        (("deliveries", "burn", "x"), "burn"),
        (("deliveries", "replay", "d1"), "sent"),
        (("backup",), "FILE"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    filled: Path, arguments: tuple[str, ...], said: str
) -> None:
    (filled / "notes").write_text("hello")
    done = coach(filled, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_restore_into_data_asks_for_the_word(filled: Path) -> None:
    assert coach(filled, "backup", "b").returncode == 0
    refused = coach(filled, "restore", "b")
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert coach(filled, "restore", "b", "--replace").returncode == 0


def test_on_a_terminal_it_asks_aloud(filled: Path) -> None:
    """A pseudo-terminal, as a person has it."""
    import pty

    assert coach(filled, "backup", "b").returncode == 0
    for answer, code in ((b"no\n", 1), (b"replace\n", 0)):
        ours, theirs = pty.openpty()
        asked = subprocess.Popen(
            [sys.executable, "-m", "bot", "restore", "b", "--replace"], cwd=filled, stdin=theirs,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **TOKENS},
        )  # fmt: skip
        os.write(ours, answer)
        out, errors = asked.communicate(timeout=60)
        os.close(ours)
        os.close(theirs)
        assert asked.returncode == code, errors
        assert b"Type replace" in out
        assert (b"Nothing was changed" in out) is (code == 1)


def died_lately(folder: Path, state: str, kind: str = "digest") -> None:
    with sqlite3.connect(folder / "ssi-coach.db") as database:
        database.execute(
            "UPDATE delivery SET state = ?, kind = ?, slot = 'lately', in_doubt = 1,"
            " due_at = strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-1 day') WHERE id = 'd3'",
            (state, kind),
        )
    database.close()


def row(folder: Path) -> tuple[str, int]:
    with sqlite3.connect(folder / "ssi-coach.db") as database:
        found = database.execute("SELECT state, in_doubt FROM delivery WHERE id = 'd3'").fetchone()
    database.close()
    return (str(found[0]), int(found[1]))


def test_the_list_has_ids_and_codes_and_no_people(filled: Path) -> None:
    died_lately(filled, "failed")
    done = coach(filled, "deliveries")
    assert done.returncode == 0
    [line] = [one for one in done.stdout.splitlines() if one.startswith("d3")]
    assert line.split()[:4] == ["d3", "digest", "lately", "failed"]
    assert "channel_not_found" in line
    for person in ("U1", "U2", "Ana", "Ben"):
        assert person not in done.stdout


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    assert coach(tmp_path, "db", "upgrade").returncode == 0
    assert "was sent" in coach(tmp_path, "deliveries").stdout


def test_a_list_of_an_old_schema_says_what_to_run(tmp_path: Path) -> None:
    first_release(f"sqlite:///{tmp_path / 'ssi-coach.db'}").close()
    done = coach(tmp_path, "deliveries")
    assert done.returncode == 2
    assert "db upgrade" in done.stderr


def test_a_replay_says_what_it_will_do(filled: Path) -> None:
    died_lately(filled, "failed")
    done = coach(filled, "deliveries", "replay", "d3")
    assert "cannot double" in done.stdout
    assert row(filled) == ("pending", 0)
    died_lately(filled, "uncertain")
    done = coach(filled, "deliveries", "replay", "d3")
    assert "only if it is not in the chat already" in done.stdout
    assert row(filled) == ("pending", 1)


def test_what_cannot_be_looked_up_is_not_posted_again_by_itself(filled: Path) -> None:
    died_lately(filled, "uncertain", "board")
    refused = coach(filled, "deliveries", "replay", "d3")
    assert refused.returncode == 2
    assert "--even-if-doubled" in refused.stderr
    assert row(filled) == ("uncertain", 1)
    done = coach(filled, "deliveries", "replay", "d3", "--even-if-doubled")
    assert "may then stand twice" in done.stdout
    assert row(filled) == ("pending", 0)


def test_a_drop_leaves_it_unsent(filled: Path) -> None:
    died_lately(filled, "uncertain")
    assert "stays unsent" in coach(filled, "deliveries", "drop", "d3").stdout
    assert row(filled)[0] == "skipped"
    assert coach(filled, "deliveries", "drop", "d3").returncode == 2


def test_the_doctor_counts_what_was_not_sent(filled: Path) -> None:
    died_lately(filled, "failed")
    done = coach(filled, "doctor", SLACK_API_URL=NOBODY)
    [line] = [one for one in done.stdout.splitlines() if one.startswith("deliveries")]
    assert "1 failed" in line
    assert "ssi-coach deliveries" in line
    assert coach(filled, "deliveries", "drop", "d3").returncode == 0
    done = coach(filled, "doctor", SLACK_API_URL=NOBODY)
    assert "deliveries ok" in done.stdout


def test_a_start_in_a_restore_may_be_tried_again(filled: Path) -> None:
    store = Store(f"sqlite:///{filled / 'ssi-coach.db'}")
    with store.alone():
        done = coach(filled, "run", SLACK_API_URL=NOBODY)
    store.close()
    assert done.returncode == 1, "a supervisor starts it again"
    assert "restore is at work" in done.stderr


def test_a_start_that_upgrades_logs_its_backup(tmp_path: Path) -> None:
    first_release(f"sqlite:///{tmp_path / 'ssi-coach.db'}").close()
    done = coach(tmp_path, "run", SLACK_API_URL=NOBODY)
    lines = [json.loads(one) for one in done.stderr.splitlines() if one.startswith("{")]
    assert "backup_made" in [one["action"] for one in lines]
    assert len(list(tmp_path.glob("ssi-coach.db.0001.*.backup"))) == 1
    assert seed.TEAM not in done.stderr
