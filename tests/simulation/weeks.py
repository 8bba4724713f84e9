"""Workspace-weeks of one seed. `make simulate COUNT=… SEED=…` runs thousands of them."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.engine import Store
from tests.simulation.invariants import Broken
from tests.simulation.wire import Died
from tests.simulation.world import MINUTE, USERS, World, path_of

WEEKS = 6
"""Weeks that one world lives through."""
WEEK = timedelta(weeks=1)
WITHOUT_PEOPLE = ("uninstall", "install", "fault", "doom", "freeze", "jump", "outage")
CALM = ("opt_in", "opt_in", "opt_in", "opt_in", "opt_out", "move", "move", "deactivate",
        *("act",) * 8, "pause")  # fmt: skip
STIR = ("uninstall", "install", "install", "install", "install")
TROUBLE = ("fault", "fault", "fault", "doom", "doom", "freeze", "freeze", "jump", "outage")


def worlds(count: int, seed: int, only: int | None = None) -> Iterator[tuple[int, Counter[str]]]:
    """Each world's number, with how many digests came to which end. Raises Broken with all that
    happened in it."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "empty.db"
        store = Store(f"sqlite:///{template}")
        store.upgrade()
        store.close()
        numbers = range(-(-count // WEEKS)) if only is None else [only]
        for number in numbers:
            url = path_of(Path(folder), template, number)
            yield number, lived(url, f"{seed}-{number}", calm=number % 4 == 3)
            for old in Path(folder).glob("world-*"):
                old.unlink()


def lived(url: str, seed: str, *, calm: bool) -> Counter[str]:
    """Let a world live."""
    rng = random.Random(seed)
    random.seed(seed)  # what spreads the bot's retries
    world = World(rng, url, calm)
    try:
        for user in USERS[: rng.randint(1, len(USERS))]:
            world.opt_in(user)
        for _ in range(WEEKS):
            _week(world)
            world.ledger.week_ends()
        _settle(world)
        ends = world.ledger.world_ends(calm)
    except (Broken, AssertionError) as error:
        happened = "\n".join(world.trace[-60:])
        raise Broken(f"{error}\n{happened}") from error
    finally:
        world.ledger.close()
        world.store.close()
    return ends


def _week(world: World) -> None:
    rng = world.rng
    end = world.true + WEEK
    acts = [*CALM, *(() if world.calm else (*STIR, *TROUBLE * 2))]
    agenda = sorted(
        (_moment(world), rng.choice(acts), rng.choice(USERS))
        for _ in range(rng.randint(0, 6 if world.calm else 20))
    )
    while world.true < end:
        at = min(end, agenda[0][0] if agenda else end)
        _live(world, until=at)
        if agenda and at == agenda[0][0]:
            _, what, whom = agenda.pop(0)
            if whom not in world.gone or what in WITHOUT_PEOPLE:
                getattr(world, what)(whom)


def _moment(world: World) -> datetime:
    """Any of the week, or one near to when somebody's digest is due."""
    user = world.rng.choice(USERS)
    due = None if user in world.gone else world.member(user).next_digest_at
    if due is None or due - world.true > WEEK or world.rng.random() < 0.4:
        return world.true + world.rng.random() * WEEK
    return max(world.true, due + MINUTE * world.rng.randint(-60, 90))


def _live(world: World, until: datetime) -> None:
    """Run the bot, waking it when something is due or open, until a moment of true time."""
    process = world.process()
    try:
        while True:
            try:
                process.tick()
            except Died:
                process.close()
                world.wait(timedelta(seconds=world.rng.choice((1, 90, 4000))))
                process = world.process()
                continue
            if world.true >= until:
                return
            world.wait(min(_pause(world), max(MINUTE / 60, until - world.true)))
    finally:
        process.close()


def _pause(world: World) -> timedelta:
    """Until the next minute at which there may be something to do."""
    rows = [row for row in world.ledger.rows() if row.state in ("pending", "claimed")]
    if rows:
        youngest = min(world.now - row.due_at for row in rows)
        return MINUTE if youngest < timedelta(minutes=40) else 15 * MINUTE
    dues = [one.next_digest_at for one in world.ledger.people().values()]
    waits = [at - world.now for at in dues if at is not None]
    return max(MINUTE, min(waits, default=WEEK))


def _settle(world: World) -> None:
    """Nothing goes wrong any more, for long enough that all comes to an end."""
    world.town.faults.armed.clear()
    world._doom = world._freeze = None
    world.skew = timedelta(0)
    world.say("all is well from now on")
    for user in sorted(world.ledger.on):
        world.opt_out(user)
    _live(world, world.true + timedelta(days=3))


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 with what happened, and how to repeat it, when an invariant does not hold."""
    parser = argparse.ArgumentParser(prog="make simulate")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, default=None)
    given = parser.parse_args(arguments)
    ends: Counter[str] = Counter()
    lived_in = 0
    try:
        for _, found in worlds(given.count, given.seed, given.only):
            lived_in += 1
            ends += found
    except Broken as error:
        failed = given.only if given.only is not None else lived_in
        print(f"{error}\nAgain: make simulate SEED={given.seed} ONLY={failed}")
        return 1
    print(f"{lived_in * WEEKS} workspace-weeks, seed {given.seed}: {dict(ends)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
