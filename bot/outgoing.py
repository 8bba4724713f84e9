"""Everything that the bot says without being asked at that moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot import exports
from bot.blocks import archive_wait as wait_screens
from bot.blocks import board as board_screens
from bot.blocks import board_post as post_screens
from bot.blocks import board_status as keeper_screens
from bot.blocks import dead_letters as letter_screens
from bot.blocks import digest as digest_screens
from bot.blocks import export as export_screens
from bot.blocks import first_steps as first_screens
from bot.blocks import ifthen_cue as cue_screens
from bot.blocks import quiet as quiet_screens
from bot.blocks import team as team_screens
from bot.blocks.message import Message
from bot.exports import File
from bot.services import (
    archive_wait,
    auditing,
    board_keeping,
    board_post,
    board_season,
    dead_letters,
    digest,
    digest_content,
    exporting,
    first_steps,
    ifthen_course,
    ifthen_cue,
    silence,
    team_file,
)
from bot.services.auditing import Lines
from bot.services.board_post import BoardView, Edit
from bot.services.digest_content import Digest
from bot.services.exporting import Own
from bot.services.silence import Quiet
from bot.services.team_file import TeamFile
from bot.store.deliveries import Delivery
from bot.store.engine import Db, Store

T = TypeVar("T")


def nothing(db: Db, delivery: Delivery, value: object, ts: str, now: datetime) -> None:
    """Nothing is to be remembered of this one."""


def always(store: Store, delivery: Delivery) -> str | None:
    """No reason against it."""
    return None


@dataclass(frozen=True, slots=True)
class Outgoing(Generic[T]):
    """One kind of message. `compose` answers None when there is nothing worth saying; `classic` is
    drawn where Slack refuses the native blocks; `sent` is told where the message stands, in the
    transaction that marks it.

    `personal`: to a person, in their DM, where it can be looked up; `edits`: changes a message
    that stands, which may be repeated safely; `wanted`: a reason not to send it after all;
    `doubtful`: what to do about one that may stand and cannot be looked up; `files`: what is handed
    over with the text in place of blocks, at worst twice, since files can't be looked up; `failed`:
    what to do about one that was given up.
    """

    kind: str
    event_type: str
    compose: Callable[[Store, Delivery, datetime], T | None]
    render: Callable[[T], Message]
    classic: Callable[[T], Message] | None = None
    sent: Callable[[Db, Delivery, T, str, datetime], None] = nothing
    wanted: Callable[[Store, Delivery], str | None] = always
    doubtful: Callable[[Db, Delivery, datetime], None] | None = None
    files: Callable[[T], tuple[File, ...]] | None = None
    failed: Callable[[Db, Delivery, datetime], None] | None = None
    personal: bool = True
    edits: bool = False
    late_matters: bool = True

    @property
    def repeatable(self) -> bool:
        """Whether a second one beside a first does no harm."""
        return self.edits or self.files is not None


def _weekly(store: Store, delivery: Delivery, now: datetime) -> Digest | Quiet | None:
    """The digest, or what is said in its place to somebody who does not answer."""
    quiet = silence.note(store, delivery)
    if quiet is None:
        return digest_content.compose(store, delivery, now)
    return quiet if quiet.left >= 0 else None


def _weekly_drawn(value: Digest | Quiet) -> Message:
    if isinstance(value, Quiet):
        return quiet_screens.render(value)
    return digest_screens.render(value)


def _weekly_sent(db: Db, delivery: Delivery, value: Digest | Quiet, ts: str, now: datetime) -> None:
    if isinstance(value, Digest):
        digest_content.sent(db, delivery, value, now)
    silence.sent(db, delivery, now)


def _digest_redrawn(db: Db, delivery: Delivery, value: Digest, ts: str, now: datetime) -> None:
    digest_content.remember(db, delivery, value, now)


def _board_sent(db: Db, delivery: Delivery, value: BoardView, ts: str, now: datetime) -> None:
    board_post.posted(db, delivery, value, ts)


def _board_redrawn(db: Db, delivery: Delivery, value: Edit, ts: str, now: datetime) -> None:
    board_post.redrawn(db, delivery, value)


def _own_files(value: Own) -> tuple[File, ...]:
    """One's readings as the very table that an upload takes back, and everything else."""
    table = exports.table(export_screens.COLUMNS, value.readings)
    return (
        File(f"ssi-readings-{value.day}.csv", table),
        File(f"ssi-everything-else-{value.day}.json", exports.document(value.rest)),
    )


def _audit_file(value: Lines) -> tuple[File, ...]:
    table = exports.table(export_screens.AUDIT_COLUMNS, value.rows)
    return (File(f"ssi-audit-{value.day}.csv", table),)


def _team_file(value: TeamFile) -> tuple[File, ...]:
    return (File("shared-with-me.csv", exports.table(team_screens.FILE_COLUMNS, value.rows)),)


DIGEST: Outgoing[Digest | Quiet] = Outgoing(
    kind=digest.KIND,
    event_type="ssi_digest",
    compose=_weekly,
    render=_weekly_drawn,
    sent=_weekly_sent,
    wanted=digest.wanted,
)
DIGEST_EDIT = Outgoing(
    kind=digest_content.EDIT,
    event_type="ssi_digest",
    compose=digest_content.redraw,
    render=digest_screens.render,
    sent=_digest_redrawn,
    edits=True,
    late_matters=False,
)
BOARD = Outgoing(
    kind=board_season.KIND,
    event_type="ssi_board",
    compose=board_post.compose,
    render=post_screens.render_native,
    classic=post_screens.render_classic,
    sent=_board_sent,
    doubtful=board_post.doubtful,
    personal=False,
)
BOARD_EDIT = Outgoing(
    kind=board_post.EDIT,
    event_type="ssi_board",
    compose=board_post.edited,
    render=post_screens.render_edit,
    classic=post_screens.render_edit_classic,
    sent=_board_redrawn,
    personal=False,
    edits=True,
    late_matters=False,
)
BOARD_DOUBT = Outgoing(
    kind=board_post.DOUBT,
    event_type="ssi_board_doubt",
    compose=board_post.channel_of,
    render=keeper_screens.uncertain,
    late_matters=False,
)
BOARD_STOPPED = Outgoing(
    kind=board_post.STOPPED,
    event_type="ssi_board_stopped",
    compose=board_post.channel_of,
    render=keeper_screens.stopped,
    late_matters=False,
)
BOARD_INVITATION = Outgoing(
    kind=board_keeping.INVITATION,
    event_type="ssi_board_invitation",
    compose=board_keeping.inviting,
    render=board_screens.invitation,
    personal=False,
)
BOARD_REMINDER = Outgoing(
    kind=board_keeping.REMINDER,
    event_type="ssi_board_reminder",
    compose=board_keeping.waiting,
    render=board_screens.reminder,
    personal=False,
)
ARCHIVE_WAIT = Outgoing(
    kind=archive_wait.KIND,
    event_type="ssi_archive_wait",
    compose=archive_wait.compose,
    render=wait_screens.remind,
    wanted=archive_wait.wanted,
)
CUE = Outgoing(
    kind=ifthen_course.KIND,
    event_type="ssi_cue",
    compose=ifthen_cue.compose,
    render=cue_screens.render,
    wanted=ifthen_cue.wanted,
)
OPERATOR_CHANNEL = Outgoing(
    kind=dead_letters.CHANNEL,
    event_type="ssi_dead_letter",
    compose=dead_letters.compose,
    render=letter_screens.render,
    personal=False,
    late_matters=False,
)
EXPORT = Outgoing(
    kind=exporting.KIND,
    event_type="ssi_export",
    compose=exporting.compose,
    render=export_screens.sent,
    files=_own_files,
    failed=exporting.failed,
    late_matters=False,
)
AUDIT = Outgoing(
    kind=auditing.KIND,
    event_type="ssi_audit",
    compose=auditing.compose,
    render=export_screens.audit_sent,
    files=_audit_file,
    failed=exporting.failed,
    late_matters=False,
)
TEAM_FILE = Outgoing(
    kind=team_file.KIND,
    event_type="ssi_team_file",
    compose=team_file.compose,
    render=team_screens.file_sent,
    files=_team_file,
    failed=exporting.failed,
    late_matters=False,
)
NOT_HANDED_OVER = Outgoing(
    kind=exporting.FAILED,
    event_type="ssi_export_failed",
    compose=exporting.why,
    render=export_screens.not_sent,
    late_matters=False,
)
WELCOME = Outgoing(
    kind=first_steps.CHANNEL,
    event_type="ssi_welcome",
    compose=first_steps.compose,
    render=first_screens.render,
    personal=False,
    late_matters=False,
)
WELCOME_DM = replace(WELCOME, kind=first_steps.DM, personal=True)
OPERATOR_DM = replace(OPERATOR_CHANNEL, kind=dead_letters.DM, personal=True)

KINDS: tuple[Outgoing[Any], ...] = (
    DIGEST,
    DIGEST_EDIT,
    BOARD,
    BOARD_EDIT,
    BOARD_DOUBT,
    BOARD_STOPPED,
    BOARD_INVITATION,
    BOARD_REMINDER,
    ARCHIVE_WAIT,
    CUE,
    EXPORT,
    AUDIT,
    TEAM_FILE,
    NOT_HANDED_OVER,
    OPERATOR_CHANNEL,
    OPERATOR_DM,
    WELCOME,
    WELCOME_DM,
)
"""Every kind; who gets one agreed to it (digest), set it up (board), has to act (doubt, stop, dead
letter), installed us (the first steps), or asked for it (the wait for an archive, the cue of a
plan, files)."""
