"""The reading child: what it is given, what it may do, and how the bot outlives it."""

import json
import os
import sys
from dataclasses import replace

import pytest

from bot.errors import Refused
from bot.importers import child
from bot.importers.values import Limits, Upload
from tests.importers.hostile import CONNECTIONS, CONTEXT

ROOM = replace(Limits(), wall_s=10.0)


def ran(script: str, limits: Limits = ROOM, given: tuple[bytes, ...] = ()) -> bytes:
    """What a real process in the child's place answers."""
    return child.run((sys.executable, "-c", script), given, limits)


def ends(script: str, limits: Limits = ROOM, given: tuple[bytes, ...] = ()) -> str:
    with pytest.raises(Refused) as found:
        ran(script, limits, given)
    return found.value.code


def test_no_secret_of_ours_is_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_URL", "PGPASSWORD", "HOME"):
        monkeypatch.setenv(name, "canary-of-the-environment")
    found = json.loads(ran("import json, os; print(json.dumps(dict(os.environ)))"))
    assert "canary" not in str(found)
    assert set(found) <= {*child.KEPT, "PYTHONDONTWRITEBYTECODE", "PYTHONIOENCODING", "LC_CTYPE"}


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")
def test_no_open_file_of_ours_is_handed_on() -> None:
    reader, writer = os.pipe()
    os.set_inheritable(reader, True)
    os.set_inheritable(writer, True)
    listed = ran("import os; print(sorted(int(n) for n in os.listdir('/proc/self/fd'))[:-1])")
    os.close(reader)
    os.close(writer)
    assert json.loads(listed) == [0, 1, 2]


def test_a_process_that_sleeps_spins_or_stops_reading_is_ended() -> None:
    short = replace(ROOM, wall_s=0.5)
    big = (b"x" * 5_000_000,)
    assert ends("import time; time.sleep(60)", short) == "too_slow_or_heavy"
    assert ends("while True: pass", short) == "too_slow_or_heavy"
    assert ends("import os, time; os.close(1); time.sleep(60)", short, big) == "too_slow_or_heavy"


@pytest.mark.parametrize("script", [
    "import os; os.abort()", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "raise SystemExit(1)", "1 / 0", "import os; os.close(0); os._exit(3)",
])  # fmt: skip
def test_a_process_that_crashes_is_a_refusal(script: str) -> None:
    assert ends(script, given=(b"x" * 1_000_000,)) == "too_slow_or_heavy"


def test_an_answer_up_to_its_limit_is_taken_and_a_longer_one_ends_the_process() -> None:
    tight = replace(ROOM, answer=100_000)
    assert len(ran("print('x' * 100_000, end='')", tight)) == 100_000
    assert ends("print('x' * 100_001, end='')", tight) == "too_slow_or_heavy"
    endless = "import sys\nwhile True: sys.stdout.write('x' * 100_000)"
    assert ends(endless, tight) == "too_slow_or_heavy"


@pytest.mark.parametrize("act", [
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import socket; socket.getaddrinfo('example.com', 80)",
    "import os; os.system('true')",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.fork()",
    "open('left-behind.txt', 'w')",
    "import os; os.open('left-behind.txt', os.O_CREAT | os.O_WRONLY)",
    "open(__import__('os').devnull, 'r+')",
])  # fmt: skip
def test_it_opens_no_socket_starts_nothing_and_writes_no_file(act: str) -> None:
    script = (
        "import sys; from bot.importers.child import shut; sys.addaudithook(shut)\n"
        f"try:\n    {act}\nexcept PermissionError: print('shut', end='')"
    )
    assert ran(script) == b"shut"


def test_the_child_lives_behind_that_wall() -> None:
    script = (
        "import sys; from bot.importers import child; child.main()\n"
        "try: open('left-behind.txt', 'w')\nexcept PermissionError: sys.stdout.write('shut')"
    )
    given = child.parts([Upload("Connections.csv", CONNECTIONS.encode())], CONTEXT)
    answer = child.run((sys.executable, "-c", script), given, ROOM)
    assert answer.endswith(b"}shut")


def test_memory_up_to_the_limit_is_given_and_no_more() -> None:
    """Linux holds a process to its address space; elsewhere the wall clock alone ends it."""
    poor = replace(CONTEXT, limits=replace(Limits(), memory=120_000_000))
    many = Upload("Connections.csv", (CONNECTIONS + "x,y\n" * 3_000_000).encode())
    if sys.platform == "linux":
        with pytest.raises(Refused) as found:
            child.read([Upload("a.txt", b"x" * 49_000_000), many], poor)
        assert found.value.code in ("too_slow_or_heavy", "too_large")
    made = child.read([Upload("Connections.csv", CONNECTIONS.encode())], poor)
    assert made.files[0].rows_read == 1


def test_an_upload_up_to_the_limit_reaches_the_child_and_a_larger_one_does_not() -> None:
    size = len(CONNECTIONS)
    upload = [Upload("Connections.csv", CONNECTIONS.encode())]
    fits = replace(CONTEXT, limits=replace(Limits(), upload=size))
    small = replace(CONTEXT, limits=replace(Limits(), upload=size - 1))
    assert child.read(upload, fits).files[0].rows_read == 1
    with pytest.raises(Refused) as found:
        child.read(upload, small)
    assert found.value.code == "too_large"


def test_after_a_child_that_had_to_be_ended_the_next_one_reads() -> None:
    upload = [Upload("Connections.csv", CONNECTIONS.encode())]
    with pytest.raises(Refused):
        child.read(upload, replace(CONTEXT, limits=replace(Limits(), wall_s=0.001)))
    assert child.read(upload, CONTEXT).files[0].rows_read == 1
