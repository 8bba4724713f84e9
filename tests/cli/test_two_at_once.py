"""Two `ssi-coach run --clock` on one SQLite file and one sandbox: each digest once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from bot.services import digest, people
from bot.services.people import Profile
from bot.store import deliveries, workspaces
from bot.store.engine import Store
from sandbox import seed

REPS = (seed.ANA, seed.BEN, seed.CHI, seed.DEV, seed.EVA, seed.FIN, seed.GUS, seed.HAN)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
STEPS = tuple(MONDAY + timedelta(minutes=at) for at in (0, 210, 480, 540, 555))
"""Nine o'clock in Tokyo, Kolkata, Berlin, and London and Dublin; and a quarter hour more."""


@contextmanager
def run(*words: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """A process of the bot's, ended as an operator ends it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words], env={**os.environ, **env},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert "Traceback" not in errors
        assert "work_broke" not in errors
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def people_who_want_it(store: Store) -> None:
    store.upgrade()
    with store.begin(seed.TEAM) as db:
        workspaces.put(db, seed.TEAM_NAME, seed.BOT, seed.TEAM_TZ, seed.START)
    for person in seed.PEOPLE:
        people.meet(store, seed.TEAM, person.id, Profile(person.name, person.tz), seed.START)
    for user in REPS:
        digest.choose(store, seed.TEAM, user, state="on", how="test", now=seed.START)


def ends(store: Store) -> Counter[str]:
    with store.begin(seed.TEAM, write=False) as db:
        return Counter(row.state for user in REPS for row in deliveries.of_user(db, user, "digest"))


def test_two_bots_on_one_file_send_each_digest_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'coach.db'}")
    people_who_want_it(store)
    with ExitStack() as stack:
        demo = stack.enter_context(run("demo", "--no-browser", "--no-bot"))
        assert demo.stdout is not None
        url = demo.stdout.readline().removeprefix("Sandbox ready: ").strip()
        env = dict(demo.stdout.readline().strip().split("=", 1) for _ in range(3))
        ready = [tmp_path / name for name in ("one", "other")]
        for health in ready:
            stack.enter_context(
                run("run", "--clock", f"{url}/sandbox/clock", **env,
                    DATABASE_URL=store.url, HEALTH_FILE=str(health))
            )  # fmt: skip
        end = time.monotonic() + 90
        while not all(health.exists() for health in ready):
            assert time.monotonic() < end
            time.sleep(0.05)
        web = stack.enter_context(httpx.Client(base_url=url, timeout=60))
        for now in STEPS:
            web.post("/sandbox/clock", json={"to": now.isoformat()}).raise_for_status()
            time.sleep(0.6)  # both bots look at the clock twice a second
        while ends(store).keys() & {"pending", "claimed"}:
            assert time.monotonic() < end + 120
            time.sleep(0.2)
        found = web.get("/sandbox/state").json()["messages"]
        assert ends(store) == {"sent": len(REPS)}
    store.close()
    keys = Counter(
        message["metadata"]["event_payload"]["key"]
        for messages in found.values()
        for message in messages
        if (message.get("metadata") or {}).get("event_type") == "ssi_digest"
    )
    assert sorted(keys.values()) == [1] * len(REPS)
