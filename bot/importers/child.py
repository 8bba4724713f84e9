"""Reading in a process of its own, which may be killed: files are hostile until they are read.

The child is a fresh interpreter without our secrets in its environment; bytes go in by a pipe, JSON
comes out. It cannot write files; its memory, processor time and wall time end.
"""

import gc
import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from bot.errors import Refused
from bot.importers import reading, wire
from bot.importers.values import Context, Import, Limits, Upload
from scoring.titles import IdealCustomer

WALL_S = Limits().wall_s
"""Seconds that reading a bundle may take."""
HEAD = 8
"""Bytes of the length before each part."""
COMMAND = (sys.executable, "-m", "bot.importers.child")


def read(uploads: Sequence[Upload], context: Context) -> Import:
    """Read one bundle in a child. Raises Refused, with "too_slow_or_heavy" for a child that had to
    be ended or that ended itself."""
    limits = context.limits
    if sum(len(upload.data) for upload in uploads) > limits.upload:
        raise Refused("too_large", {"limit": "50 MB"})
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module, no shell
            COMMAND,
            input=_pack(uploads, context),
            capture_output=True,
            timeout=limits.wall_s,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too_slow_or_heavy") from error
    if done.returncode != 0 or len(done.stdout) > limits.answer:
        raise Refused("too_slow_or_heavy")
    return wire.unpack(done.stdout.decode("utf-8", "replace"), context.today)


def _environment() -> dict[str, str]:
    """Nothing but what Python needs to find the package."""
    keep = ("PATH", "LANG", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in keep if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}


def _pack(uploads: Sequence[Upload], context: Context) -> bytes:
    head = json.dumps(
        {
            "today": context.today.isoformat(),
            "ideal": [context.ideal.titles, context.ideal.industries, context.ideal.companies],
            "limits": asdict(context.limits),
            "credit": context.credit,
            "names": [upload.name for upload in uploads],
        }
    ).encode()
    parts = [head, *(upload.data for upload in uploads)]
    return b"".join(len(part).to_bytes(HEAD, "big") + part for part in parts)


def _unpack(data: bytes) -> tuple[list[Upload], Context]:
    parts, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + HEAD], "big")
        parts.append(data[at + HEAD : at + HEAD + size])
        at += HEAD + size
    head = json.loads(parts[0])
    context = Context(
        today=date.fromisoformat(head["today"]),
        ideal=IdealCustomer(*(tuple(one) for one in head["ideal"])),
        limits=Limits(**head["limits"]),
        credit=head["credit"],
    )
    uploads = [Upload(name, part) for name, part in zip(head["names"], parts[1:], strict=True)]
    return uploads, context


def _limit(limits: Limits) -> None:
    """No files, no core, bounded memory and time; the memory limit holds on Linux only."""
    seconds = int(limits.wall_s) + 1
    for name, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory),
    ):
        try:
            resource.setrlimit(name, (value, value))
        except (ValueError, OSError):
            continue


def main() -> int:
    """The child: limits first, then the bytes. Exit 1 says nothing about why, on purpose."""
    gc.disable()  # a short life with bounded memory: collecting costs more than it frees
    _limit(Limits())
    try:
        uploads, context = _unpack(sys.stdin.buffer.read())
        _limit(context.limits)
        answer = wire.pack(reading.read(uploads, context), context.today)
    except Refused as refusal:
        answer = wire.pack_refusal(refusal)
    except MemoryError:
        return 1
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
