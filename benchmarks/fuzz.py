"""Good files, damaged at random, and read: `make fuzz` (N=100000 SEED=1 for other numbers).

Each input must end in an import or in a refusal that has a sentence, within the time of a reading
child. What does not is kept under build/fuzz with its seed, and fails the run; its bytes then go
into KEPT, which a test reads for good. Another kind of file is a row of `corpus.CORPUS`.
"""

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import CONTEXT, CORPUS
from benchmarks.damage import damaged
from bot.blocks.refusals import SENTENCES
from bot.errors import Refused
from bot.importers import child, reading, wire
from bot.importers.values import Limits, Upload

OUT = Path("build") / "fuzz"
IN_CHILD = 400
"""One input of so many goes through the real child too, which takes a thousand times longer."""

KEPT: tuple[tuple[str, bytes], ...] = (
    ("wide.csv", "Date,ShareLink,ShareCommentary\n2026-11-03 10:00:00,x,y\n".encode("utf-16")[:-1]),
    ("wide.csv", "Date,ShareLink,ShareCommentary\n".encode("utf-16") + b"\x00\xd8\n\0"),
    ("ssi.json", b'{"memberScore": {}}'),
)
"""What once failed, cut down to what mattered: UTF-16 that ends or breaks within a letter, and a
page without a number."""


@dataclass(slots=True)
class Tally:
    """What came of the inputs so far."""

    verdicts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    failed: list[str] = field(default_factory=list)


class Hangs(Exception):
    """Reading took longer than a child may."""


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def verdict(uploads: list[Upload], *, in_child: bool = False) -> str:
    """What reading ends in: "accepted", "accepted_with_warnings" or the code of a refusal, whose
    sentence is there and whose answer the parent believes."""
    try:
        if in_child:
            made = child.read(uploads, CONTEXT)
        else:
            answer = wire.pack(reading.read(uploads, CONTEXT), CONTEXT.today)
            made = wire.unpack(answer, CONTEXT.today)
    except Refused as refusal:
        if refusal.code not in SENTENCES:
            raise LookupError(f"no sentence for {refusal.code}") from refusal
        wire.pack_refusal(refusal)
        return refusal.code
    return "accepted_with_warnings" if made.warnings else "accepted"


def case(seed: int, corpus: list[tuple[str, bytes]]) -> list[Upload]:
    """The input of a seed: one or two good files, damaged."""
    lot = random.Random(seed)
    found = []
    for _ in range(1 + (lot.random() < 0.1)):
        name, data = lot.choice(corpus)
        other = lot.choice(corpus)[0] if lot.random() < 0.1 else name
        found.append(Upload(other, damaged(data, lot, [data for _, data in corpus])))
    return found


def run(
    count: int,
    seed: int,
    tally: Tally,
    out: Path = OUT,
    read: Callable[[list[Upload]], str] = verdict,
    good: Sequence[tuple[str, Callable[[], bytes]]] = CORPUS,
) -> None:
    """Read `count` inputs from `seed` on, made of `good` files."""
    corpus = [(name, maker()) for name, maker in good]
    for number in range(seed * 1_000_000, seed * 1_000_000 + count):
        uploads = case(number, corpus)
        began = time.perf_counter()
        try:
            with _bounded(Limits().wall_s):
                said = read(uploads)
                if number % IN_CHILD == 0 and verdict(uploads, in_child=True) != said:
                    raise LookupError("the child says otherwise")
        except Exception:
            said = "FAILED"
            tally.failed.append(_kept(number, uploads, out))
        tally.verdicts[said] += 1
        names = "+".join(upload.name for upload in uploads)
        tally.slowest = max(tally.slowest, (time.perf_counter() - began, f"{number} {names}"))


def _kept(number: int, uploads: list[Upload], out: Path) -> str:
    out.mkdir(parents=True, exist_ok=True)
    for at, upload in enumerate(uploads):
        (out / f"{number}-{at}-{upload.name}").write_bytes(upload.data)
    (out / f"{number}.txt").write_text(traceback.format_exc(), "utf-8")
    return f"{number}: {traceback.format_exc().splitlines()[-1]}"


def main() -> int:
    """Fuzz and report; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally, began = Tally(), time.perf_counter()
    run(given.count, given.seed, tally)
    took = time.perf_counter() - began
    print(f"{given.count} inputs from seed {given.seed} in {took:.0f} s")
    for name, number in tally.verdicts.most_common():
        print(f"{number:8} {name}")
    print(f"slowest: {tally.slowest[0]:.2f} s, {tally.slowest[1]}")
    for line in tally.failed[:20]:
        print(line, file=sys.stderr)
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
