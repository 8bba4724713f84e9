"""Reading in a process of its own, which may be killed: files are hostile until they are read.

The child is a fresh interpreter without our secrets in its environment and without our open files;
bytes go in by a pipe, JSON comes out. It can open no socket and write no file; its memory, its
processor time, its wall time and the length of its answer end.
"""

import gc
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, astuple
from datetime import date
from threading import Thread, Timer
from typing import Any, BinaryIO, cast

from bot.errors import Refused
from bot.importers import reading, wire
from bot.importers.values import Context, Import, Limits, Seat, Upload
from scoring.titles import IdealCustomer

WALL_S = Limits().wall_s
"""Seconds that reading a bundle may take."""
HEAD = 8
"""Bytes of the length before each part."""
COMMAND = (sys.executable, "-m", "bot.importers.child")
KEPT = ("PATH", "LANG", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT")
"""What Python needs to find the package; nothing else of our environment is handed on."""
SHUT = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")
"""Audit events that no reader causes (https://docs.python.org/3/library/audit_events.html)."""
NICE = 10
"""How much the child stands back behind answers to people."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def read(uploads: Sequence[Upload], context: Context) -> Import:
    """Read one bundle in a child. Raises Refused, with "too_slow_or_heavy" for a child that had to
    be ended or that ended itself."""
    limits = context.limits
    if sum(len(upload.data) for upload in uploads) > limits.upload:
        raise Refused("too_large", {"limit": "50 MB"})
    answer = run(COMMAND, parts(uploads, context), limits).decode("utf-8", "replace")
    return believed(wire.unpack(answer, context.today), context)


def believed(made: Import, context: Context) -> Import:
    """The answer, if it speaks of nobody but those whom the child was asked about; else
    Refused("damaged")."""
    if {one.member for one in made.seats} - {seat.member for seat in context.seats}:
        raise Refused("damaged")
    return made


def run(command: Sequence[str], given: Sequence[bytes], limits: Limits) -> bytes:
    """What a process answers to `given` within the limits.

    Raises Refused("too_slow_or_heavy") when it takes longer, says more, or fails. Never more than
    one answer's limit is held here, whatever the process sends.
    """
    with _started(command, limits.wall_s) as process:
        into, out = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        feeder = Thread(target=_feed, args=(into, given), daemon=True)
        feeder.start()
        answer = out.read(limits.answer + 1)
        if len(answer) > limits.answer:
            process.kill()
        failed = process.wait()
        feeder.join()
    if failed or len(answer) > limits.answer:
        raise Refused("too_slow_or_heavy")
    return answer


@contextmanager
def _started(command: Sequence[str], wall_s: float) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(  # noqa: S603  our own interpreter and module, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
    ) as process:
        end = Timer(wall_s, process.kill)
        end.daemon = True
        end.start()
        try:
            yield process
        finally:
            end.cancel()
            process.kill()


def _feed(pipe: BinaryIO, parts: Sequence[bytes]) -> None:
    """Write until all is written or nobody reads any more."""
    with suppress(BrokenPipeError, ValueError):
        for part in parts:
            pipe.write(len(part).to_bytes(HEAD, "big"))
            pipe.write(part)
    with suppress(BrokenPipeError):
        pipe.close()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}


def parts(uploads: Sequence[Upload], context: Context) -> list[bytes]:
    """What the child is told, and the files."""
    head = json.dumps(
        {
            "today": context.today.isoformat(),
            "ideal": [context.ideal.titles, context.ideal.industries, context.ideal.companies],
            "limits": asdict(context.limits),
            "credit": context.credit,
            "seats": [astuple(seat) for seat in context.seats],
            "period": [day.isoformat() for day in context.period] if context.period else None,
            "names": [upload.name for upload in uploads],
        }
    ).encode()
    return [head, *(upload.data for upload in uploads)]


def _received(pipe: BinaryIO) -> Iterator[bytes]:
    """The parts, each read into its place: a copy of an archive would count against the memory."""
    while size := pipe.read(HEAD):
        yield pipe.read(int.from_bytes(size, "big"))


def _understood(parts: Iterator[bytes]) -> tuple[list[Upload], Context]:
    head = json.loads(next(parts))
    context = Context(
        today=date.fromisoformat(head["today"]),
        ideal=IdealCustomer(*(tuple(one) for one in head["ideal"])),
        limits=Limits(**head["limits"]),
        credit=head["credit"],
        seats=tuple(Seat(*one) for one in head["seats"]),
        period=_period(head["period"]),
    )
    return [Upload(name, part) for name, part in zip(head["names"], parts, strict=True)], context


def _period(days: list[str] | None) -> tuple[date, date] | None:
    return (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None


def _limit(limits: Limits) -> None:
    """No files, no core, bounded memory and time; the memory limit holds on Linux only."""
    seconds = int(limits.wall_s) + 1
    for name, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(name, (value, value))


def shut(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook, which stays for good: PermissionError for a socket, a process, or a file that
    would be written. No reader needs one; this is a second wall behind that."""
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & WRITING:
            raise PermissionError("the reading child writes no files")
    elif event.startswith(SHUT):
        raise PermissionError("the reading child opens no sockets and starts nothing")


def main() -> int:
    """The child: limits first, then the bytes. Exit 1 says nothing about why, on purpose."""
    gc.disable()  # a short life with bounded memory: collecting costs more than it frees
    with suppress(OSError):
        os.nice(NICE)
    sys.addaudithook(shut)
    _limit(Limits())
    try:
        uploads, context = _understood(_received(sys.stdin.buffer))
        _limit(context.limits)
        answer = wire.pack(reading.read(uploads, context), context.today)
    except Refused as refusal:
        answer = wire.pack_refusal(refusal)
    except Exception:
        return 1  # its text could hold a cell; the parent has a sentence for it
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    ended = main()
    sys.stdout.flush()
    os._exit(ended)  # all is said: taking an interpreter apart would take longer than some files
