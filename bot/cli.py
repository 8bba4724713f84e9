"""`ssi-coach`: the verbs. What a person has to mend is one sentence on stderr and exit code 2.

Each verb imports what it needs, so that none pays for another.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn

from bot.settings import Settings, Unusable, of_this_process

USAGE = 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and end with exit code 2."""
        print(f"ssi-coach: {message}. See `ssi-coach --help`.", file=sys.stderr)
        raise SystemExit(USAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; its exit code."""
    if sys.platform == "win32":
        return _mend("Windows is not supported. Linux and macOS are.")
    parsed = _parser().parse_args(arguments)
    verb: Callable[[argparse.Namespace], int] = parsed.verb
    try:
        return verb(parsed)
    except Unusable as error:
        for fault in error.faults:
            _mend(fault)
        return USAGE
    except BrokenPipeError:  # `ssi-coach score … | head`
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130


def _mend(sentence: str) -> int:
    print(f"ssi-coach: {sentence}", file=sys.stderr)
    return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ssi-coach", description="A Social Selling Index coach for Slack.")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=_Parser)

    run = verbs.add_parser("run", help="receive from Slack, sweep, deliver: one process")
    run.add_argument("--clock", metavar="URL", help="take the calendar from a sandbox")
    run.set_defaults(verb=_run)

    demo = verbs.add_parser("demo", help="the bot in a Slack-like workspace in the browser")
    demo.add_argument("--port", type=_port, default=0, help="default: any free one")
    demo.add_argument("--no-browser", action="store_true", help="open no browser")
    demo.add_argument("--no-bot", action="store_true", help="only the workspace")
    demo.set_defaults(verb=_demo)

    score = verbs.add_parser("score", help="the report without Slack")
    score.add_argument("files", nargs="*", metavar="FILE")
    score.add_argument("--as-of", type=_day, metavar="DATE", help="default: today, UTC")
    score.add_argument("--reading", action="append", default=[], metavar='"18.2,12.5,20,14.1@DATE"')
    score.add_argument("--json", action="store_true", help="print JSON")
    score.set_defaults(verb=_score)

    shred = verbs.add_parser("shred", help="facts.json: what the bot would keep, and nothing else")
    shred.add_argument("files", nargs="+", metavar="FILE")
    shred.add_argument("--as-of", type=_day, metavar="DATE", help="default: today, UTC")
    shred.set_defaults(verb=_shred)

    database = verbs.add_parser("db", help="the database")
    steps = database.add_subparsers(metavar="STEP", required=True, parser_class=_Parser)
    upgrade = steps.add_parser("upgrade", help="bring the schema up to date")
    upgrade.set_defaults(verb=_upgrade)

    backup = verbs.add_parser("backup", help="every row into one file, while the bot runs")
    backup.add_argument("file", metavar="FILE")
    backup.set_defaults(verb=_backup)

    restore = verbs.add_parser("restore", help="a backup into an empty database")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="drop what the database holds")
    restore.add_argument("--yes", action="store_true", help="with --replace: do not ask first")
    restore.set_defaults(verb=_restore)

    forget = verbs.add_parser("forget", help="erase a person, or a whole workspace")
    forget.add_argument("id", metavar="TEAM|USER", type=_slack_id)
    forget.add_argument("--team", default="", help="the person's workspace, if several know them")
    forget.add_argument("--yes", action="store_true", help="do not ask first")
    forget.set_defaults(verb=_forget)
    _add_deliveries(verbs.add_parser("deliveries", help="messages that were not sent"))

    doctor = verbs.add_parser("doctor", help="check settings, tokens, scopes, database, clock")
    doctor.set_defaults(verb=_doctor)

    admins = verbs.add_parser("admins", help="who is a coach admin")
    admins.set_defaults(verb=_admins)

    manifest = verbs.add_parser("manifest", help="the app's manifest as JSON")
    manifest.add_argument("--mode", choices=("socket", "http"), default="socket")
    manifest.add_argument("--command", default="/ssi")
    manifest.set_defaults(verb=_manifest)
    return parser


def _add_deliveries(deliveries: argparse.ArgumentParser) -> None:
    deliveries.set_defaults(verb=_deliveries, decision="", id="", even_if_doubled=False)
    steps = deliveries.add_subparsers(metavar="STEP", parser_class=_Parser)
    replay = steps.add_parser("replay", help="send one again")
    replay.add_argument("id", metavar="ID")
    replay.add_argument(
        "--even-if-doubled", action="store_true", help="although it may stand in Slack already"
    )
    replay.set_defaults(decision="replay")
    drop = steps.add_parser("drop", help="leave one unsent for good")
    drop.add_argument("id", metavar="ID")
    drop.set_defaults(decision="drop")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-22") from None


def _slack_id(text: str) -> str:
    if text[:1] not in ("T", "U", "W") or not text.isalnum() or not text.isascii():
        raise argparse.ArgumentTypeError(f"{text!r} is no id of a workspace (T…) or person (U…)")
    return text


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _run(parsed: argparse.Namespace) -> int:
    settings = Settings.read(of_this_process())
    from bot import process

    return process.run(settings, parsed.clock)


def _demo(parsed: argparse.Namespace) -> int:
    from bot import demo

    return demo.main(parsed.port, browser=not parsed.no_browser, with_bot=not parsed.no_bot)


def _score(parsed: argparse.Namespace) -> int:
    from bot import score
    from bot.process import system_clock

    as_of = parsed.as_of or system_clock().date()
    return score.main(parsed.files, parsed.reading, as_of, as_json=parsed.json)


def _shred(parsed: argparse.Namespace) -> int:
    from bot import shred
    from bot.process import system_clock

    return shred.main(parsed.files, parsed.as_of or system_clock().date())


def _upgrade(parsed: argparse.Namespace) -> int:
    url = Settings.database_of(of_this_process())
    from bot.errors import CoachError
    from bot.process import TO_MEND, opened

    try:
        store = opened(url)
    except CoachError as error:
        return _mend(TO_MEND[error.code])
    try:
        before = store.revision()
        made = store.upgrade(Settings.backups_of(of_this_process()))
    except CoachError as error:
        return _mend(TO_MEND[error.code])
    finally:
        store.close()
    if made:
        print(f"A backup was made first: {made}")
    elif before not in (None, store.head()):
        print("No backup was made first, since BACKUP_DIR is not set.")
    print(f"The database is at revision {store.head()}.")
    return 0


def _backup(parsed: argparse.Namespace) -> int:
    from bot import operating

    return operating.backup(Settings.database_of(of_this_process()), parsed.file)


def _restore(parsed: argparse.Namespace) -> int:
    from bot import operating

    url = Settings.database_of(of_this_process())
    return operating.restore(url, parsed.file, replace=parsed.replace, asked=parsed.yes)


def _forget(parsed: argparse.Namespace) -> int:
    from bot import operating

    url = Settings.database_of(of_this_process())
    return operating.forget(url, parsed.id, parsed.team, asked=parsed.yes)


def _deliveries(parsed: argparse.Namespace) -> int:
    from bot import operating

    url = Settings.database_of(of_this_process())
    if not parsed.decision:
        return operating.deliveries(url)
    return operating.decide(url, parsed.id, parsed.decision, unlooked=parsed.even_if_doubled)


def _doctor(parsed: argparse.Namespace) -> int:
    from bot import doctor

    return doctor.main(of_this_process())


def _admins(parsed: argparse.Namespace) -> int:
    from bot import admins

    return admins.main(of_this_process())


def _manifest(parsed: argparse.Namespace) -> int:
    from bot import manifest

    if parsed.mode == "http":
        return _mend("HTTP mode is not there yet. Leave --mode out: Socket Mode needs no address.")
    try:
        print(manifest.as_json(parsed.command))
    except ValueError as error:
        return _mend(f"{error}.")
    return 0
