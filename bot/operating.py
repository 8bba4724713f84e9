"""The operator's verbs: backup, restore, forgetting, and the messages that were not sent."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.errors import CoachError
from bot.outgoing import KINDS
from bot.process import TO_MEND, opened, system_clock
from bot.services import dead_letters, erasing, restored
from bot.services.dead_letters import DeadLetter
from bot.store.deliveries import Delivery
from bot.store.engine import Store

USAGE = 2
SAID = TO_MEND | {
    "file_exists": "That file is there already. Name another one.",
    "nothing_to_back_up": "The database has no tables of SSI Coach yet. Check DATABASE_URL.",
    "no_such_file": "There is no such file. Check its name.",
    "not_a_backup": "That file is no backup of SSI Coach. Nothing was changed.",
    "backup_damaged": "That backup is damaged. Nothing was changed. Take an earlier one.",
    "newer_backup": "That backup was made by a newer version of SSI Coach. "
    "Install that version first. Nothing was changed.",
    "bot_running": "A bot has this database open. Stop it first. Nothing was changed.",
    "not_empty": "The database holds data. Back it up, then add --replace to drop that data. "
    "Nothing was changed.",
    "not_ours": "The database holds tables of another program. Use a database of its own. "
    "Nothing was changed.",
    "restore_failed": "The database did not take the backup. "
    "Check that it answers and that its disk has room. Nothing was changed.",
    "unknown": "There is no message with that id. `ssi-coach deliveries` lists them.",
    "not_dead": "That message is {state}. Only failed and uncertain ones can be decided about.",
    "not_kept": "Nothing of that id is kept here. Check it.",
    "several_teams": "Several workspaces know that id: {teams}. Add --team with one of them.",
    "old": "That message was due more than a week ago, and a newer one took its place.",
}
"""What a person does about it, by code."""
UNSEEN = (
    "That message may stand in its channel already, and I cannot look there. Look yourself. "
    "If it is missing, run the same with --even-if-doubled."
)
SURE = "This erases it for good. To go on, type"
WIPES = 6
"""Times that the bytes are looked after, of at most five seconds each."""
WIPED = "The bytes are gone from the database's files."
VACUUM = "The rows are gone. PostgreSQL reuses their space by its own vacuum."
NOT_WIPED = (
    "The rows are gone. Their bytes leave the write-ahead log once nobody reads an earlier state; "
    "stopping the bot brings that about."
)
ASKED = "Type replace to drop all data in the database and put the backup's there: "


def backup(url: str, file: str) -> int:
    """Write a backup, and say what is in it."""
    from bot.store import backup as backups

    def work(store: Store) -> None:
        made = backups.make(store, Path(file))
        size = made.file.stat().st_size
        print(
            f"{made.file}: {made.count} rows of {len(made.rows)} tables, revision "
            f"{made.revision}, {size} bytes. Only you can read it; keep it that way."
        )

    return _with(url, work)


def restore(url: str, file: str, *, replace: bool, asked: bool) -> int:
    """Put a backup into the database, and say what came of it."""
    from bot.store import restore as restores

    now = system_clock()

    def work(store: Store) -> int:
        restores.check(Path(file), store)
        if replace and not asked and sys.stdin.isatty() and input(ASKED).strip() != "replace":
            print("Nothing was changed.")
            return 1
        found, rows = restores.restore(
            Path(file), store, replace=replace, then=lambda db: restored.settle(db, now)
        )
        print(
            f"Restored {found.count} rows of {found.made_at:%Y-%m-%d %H:%M} UTC; the database "
            f"holds {sum(rows.values())} rows at revision {store.head()}."
        )
        print("Messages that were due before now are skipped. Run `ssi-coach doctor`, then start.")
        return 0

    return _with(url, work)


def forget(url: str, id: str, team: str, *, asked: bool) -> int:
    """Erase a person or, by its id, a whole workspace; says what went."""

    def work(store: Store) -> int:
        store.check()
        whole = id.startswith("T")
        teams = [one for one in _teams(store, id, whole) if team in ("", one)]
        if not teams:
            raise CoachError("not_kept")
        if len(teams) > 1:
            raise CoachError("several_teams", {"teams": ", ".join(teams)})
        if not asked and sys.stdin.isatty() and input(f"{SURE} {id}: ").strip() != id:
            print("Nothing was changed.")
            return 1
        if whole:
            gone = erasing.workspace(store, id)
            print(f"Erased {gone} rows: everything of workspace {id}.")
            print("If the app is still installed there, it begins anew. Remove it there.")
        else:
            made = erasing.forget(store, teams[0], id, system_clock(), "operator")
            print(f"Erased {sum(made.rows.values())} rows of {id} in workspace {teams[0]}.")
            print("Posts of boards are edited by a running bot, within 15 seconds.")
        wiped = any(store.wipe() for _ in range(WIPES))
        print(VACUUM if store.path is None else WIPED if wiped else NOT_WIPED)
        print(f"Backups may hold it still: remove those from before {system_clock():%Y-%m-%d}.")
        return 0

    return _with(url, work)


def _teams(store: Store, id: str, whole: bool) -> Sequence[str]:
    if not whole:
        return erasing.teams_of(store, id)
    return [id] if erasing.is_kept(store, id) else []


def deliveries(url: str) -> int:
    """List the messages that were not sent lately: ids and codes, no names and no texts."""

    def work(store: Store) -> None:
        store.check()
        found = dead_letters.lately(store, system_clock())
        if not found:
            print("Every message of the last 14 days was sent.")
            return
        print(_line("ID", "KIND", "SLOT", "STATE", "DUE (UTC)", "TRIES", "WHY"))
        for one in found:
            print(_row(one))

    return _with(url, work)


def _row(one: DeadLetter) -> str:
    due = f"{one.due_at:%Y-%m-%d %H:%M}"
    return _line(one.id, one.kind, one.slot, one.state, due, str(one.attempt), one.code)


def _line(*cells: str) -> str:
    widths = (32, 15, 20, 9, 16, 5, 0)
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def decide(url: str, id: str, decision: str, *, unlooked: bool) -> int:
    """Send a dead letter again, or leave it for good; says what will happen."""
    now = system_clock()

    def work(store: Store) -> int:
        store.check()
        letter = dead_letters.find(store, id, now)
        if decision == "drop":
            dead_letters.drop(store, letter, now)
            print(f"{letter.kind} {letter.slot} stays unsent.")
            return 0
        if not unlooked and letter.state == "uncertain" and not _visible(letter):
            print(f"ssi-coach: {UNSEEN}", file=sys.stderr)
            return USAGE
        dead_letters.replay(store, letter, now, unlooked=unlooked)
        print(_will(letter, unlooked))
        return 0

    return _with(url, work)


def _visible(letter: Delivery) -> bool:
    """Whether a second post does no harm, or the bot can see the first one."""
    return any(one.kind == letter.kind and (one.personal or one.edits) for one in KINDS)


def _will(letter: Delivery, unlooked: bool) -> str:
    what = f"{letter.kind} {letter.slot} is open again; a running bot takes it within 15 seconds."
    if letter.state == "failed":
        return f"{what} It was never posted, so it cannot double."
    if unlooked:
        return f"{what} It is posted without a look, and may then stand twice."
    return f"{what} It is posted only if it is not in the chat already."


def _with(url: str, work: Callable[[Store], int | None]) -> int:
    """Do something with a database; what goes wrong is one sentence."""
    store = None
    try:
        store = opened(url)
        return work(store) or 0
    except CoachError as error:
        print(f"ssi-coach: {SAID[error.code].format(**error.facts)}", file=sys.stderr)
        return USAGE
    finally:
        if store is not None:
            store.close()
