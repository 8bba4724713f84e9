"""One bundle of files in: claim, fetch, read it in a child process, keep it, write the receipt.

The promise is a row (`store.uploads`). Whoever carries it out may die at any step: the lease runs
out, the next tick hands it over again, nothing is kept twice, and nobody is left with "Reading".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import files, logs, roles
from bot.blocks import seats as seat_screens
from bot.blocks import upload as screens
from bot.blocks.message import Message
from bot.clients import FAULTS, Meaning, fault
from bot.errors import Refused, Unavailable
from bot.importers import child
from bot.importers.sales_navigator import period_in
from bot.importers.values import Context, Import, Upload
from bot.progress import Progress
from bot.services import people, seats
from bot.services import upload as service
from bot.services.upload import Job
from bot.store.engine import Store

WAIT_S = 5.0
"""Seconds until the next try after a passing fault; grows with each."""
ATTEMPTS = 3
"""Tries at one bundle before its owner gets a button to try again."""
GIVE_UP = 8
"""Tries after which a bundle is left alone: it may be what kills the process."""
EVENT = "ssi_upload"
PAGE = 15
"""Messages that are looked through for one of ours; it was the bot's newest when it was lost."""
PASSING = (Meaning.UNCLEAR, Meaning.WAIT)


@dataclass(frozen=True, slots=True)
class Intake:
    """Reads what was promised. `client` retries, since asking twice for a file, or editing a
    message twice, harms nothing; `poster` repeats what was certainly not posted."""

    store: Store
    client: WebClient
    poster: WebClient
    lease_s: float
    clock: Callable[[], datetime]
    admins: frozenset[str] = frozenset()

    def take(self, team: str, id: str) -> str | None:
        """Carry one promise out, or leave it alone if another worker has it. Whose it is."""
        job = service.claim(self.store, team, id, max(self.lease_s, 3 * child.WALL_S))
        if job is None:
            return None
        try:
            job = self._placed(team, job)
            if job.upload.state == "done":
                self._tell_again(team, job)
            elif job.upload.attempt > GIVE_UP:
                raise Unavailable("reading_broke")
            else:
                self._read(team, job)
        except Refused as refusal:
            self._refuse(team, job, refusal)
        except Unavailable as passing:
            self._later(team, job, passing)
        except Exception as error:
            logs.trouble("upload_broke", error, team=team, id=id, reference=logs.reference())
            self._later(team, job, Unavailable("reading_broke"))
        return job.member.user

    def _later(self, team: str, job: Job, passing: Unavailable) -> None:
        """Another try after a while, or a button for one."""
        upload = job.upload
        logs.event("upload_waits", team=team, id=upload.id, code=passing.code)
        if upload.state == "done":
            return  # kept; the next tick after the lease tells it
        if upload.attempt >= ATTEMPTS:
            self._refuse(team, job, passing)
        else:
            service.wait(self.store, team, job, WAIT_S * upload.attempt)

    def _read(self, team: str, job: Job) -> None:
        with Progress("fetching", lambda stage: self._show(job, stage)) as progress:
            message = self._outcome(team, job, progress)
        if message is not None:
            self._tell(team, job, message, sure=progress.clear)

    def _outcome(self, team: str, job: Job, progress: Progress) -> Message | None:
        """What became of a bundle, in words; None if another worker was faster."""
        now, user = self.clock(), job.member.user
        found = [files.fetch(self.client, file, user) for file in job.upload.file.split(",")]
        sha256 = service.fingerprint([file.data for file in found])
        before = service.read_before(self.store, team, user, sha256)
        periods = [period_in(file.name) or job.upload.period for file in found]
        if before is not None and not seats.outdated(self.store, team, before, periods):
            mine = service.refuse(self.store, team, job, "nothing_new", now)
            return screens.already_read(before.created_at, job.member.zone) if mine else None
        progress.at("reading")
        made = self._made(team, job, [Upload(file.name, file.data) for file in found], now)
        progress.at("adding")
        if before is None and not service.changes(self.store, team, user, made):
            mine = service.refuse(self.store, team, job, "nothing_new", now)
            return screens.nothing_new() if mine else None
        kept = service.keep(self.store, team, job, made, sha256, now)
        if kept is None:
            return None
        logs.event("upload_kept", team=team, user=user, id=kept.id)
        return screens.receipt(kept.receipt, kept.id, kept.card)

    def _made(self, team: str, job: Job, uploads: list[Upload], now: datetime) -> Import:
        """What the bundle counts as: of a usage report the uploader's own row, for a coach admin
        the rows of all who confirmed a seat."""
        user = job.member.user
        mine = seats.keys(self.store, team, user)
        context = Context(
            today=people.today(job.member, now),
            ideal=job.member.ideal,
            seats=mine,
            period=job.upload.period if len(uploads) == 1 else None,
        )
        made = child.read(uploads, context)
        if seats.has_report(made):
            everyone = seats.keys(self.store, team, None)
            more = set(everyone) > set(mine)
            if more and roles.coach_admin(self.client, team, user, self.admins):
                made = child.read(uploads, replace(context, seats=everyone))
        if seats.nobody(made):
            raise Refused("no_seat_matched")
        return made

    def _refuse(self, team: str, job: Job, why: Refused | Unavailable) -> None:
        logs.event("upload_refused", team=team, id=job.upload.id, code=why.code)
        if service.refuse(self.store, team, job, why.code, self.clock()):
            passing = isinstance(why, Unavailable)
            asks = seat_screens.asks(why.code, job.upload.id)
            said = screens.refused(why.code, why.facts, job.upload.id if passing else None)
            self._tell(team, job, asks or said, sure=bool(job.upload.ts) or not passing)

    def _tell_again(self, team: str, job: Job) -> None:
        """The receipt of a bundle that was kept by a worker that died before it could say so."""
        kept = service.kept(self.store, team, job, self.clock())
        self._tell(team, job, screens.receipt(kept.receipt, kept.id, kept.card))

    def _placed(self, team: str, job: Job) -> Job:
        """Show at once that the file is being read; the receipt is edited into that place.

        A post whose answer was lost is looked for before another is made. Raises Unavailable
        where Slack may answer later, and Refused where it never will.
        """
        upload = job.upload
        try:
            if upload.ts:
                if upload.state != "done":
                    self._show(job, "reading")
                return job
            channel = upload.channel or self._dm(job.member.user)
            ts = self._lost(channel, upload.id) if upload.attempt > 1 else None
            ts = ts or self._post(channel, upload.id)
        except FAULTS as error:
            met = fault(error)
            if met.meaning in PASSING:
                raise Unavailable("slack_busy", {"error": met.code}) from error
            raise Refused("file_gone") from error
        service.place(self.store, team, upload.id, channel, ts)
        return replace(job, upload=replace(upload, channel=channel, ts=ts))

    def _dm(self, user: str) -> str:
        return str(self.client.conversations_open(users=user)["channel"]["id"])

    def _post(self, channel: str, id: str) -> str:
        said = screens.reading()
        answer = self.poster.chat_postMessage(
            channel=channel,
            text=said.text,
            blocks=said.blocks,
            metadata={"event_type": EVENT, "event_payload": {"key": id}},
        )
        return str(answer["ts"])

    def _lost(self, channel: str, id: str) -> str | None:
        """The message of an upload that may stand in the chat without our knowing."""
        page = self.client.conversations_history(
            channel=channel, include_all_metadata=True, limit=PAGE
        )
        for message in page["messages"]:
            if ((message.get("metadata") or {}).get("event_payload") or {}).get("key") == id:
                return str(message["ts"])
        return None

    def _show(self, job: Job, stage: str) -> bool:
        """Show a stage; False where the edit may still come, later than the next one."""
        said = screens.reading(stage)
        try:
            self.poster.chat_update(
                channel=str(job.upload.channel), ts=str(job.upload.ts), text=said.text,
                blocks=said.blocks,
            )  # fmt: skip
        except FAULTS as error:
            return fault(error).meaning is not Meaning.UNCLEAR
        return True

    def _tell(self, team: str, job: Job, message: Message, *, sure: bool = True) -> None:
        """Write what became of an upload in its message, and that this was done.

        What may pass is left to the next tick: an edit may be repeated. So is one that an earlier
        edit, whose answer was lost, may still cover.
        """
        try:
            self._write(job, message)
        except FAULTS as error:
            met = fault(error)
            logs.event("receipt_not_written", team=team, id=job.upload.id, code=met.code)
            sure = sure and met.meaning not in PASSING
        if sure:
            service.told(self.store, team, job.upload.id)

    def _write(self, job: Job, message: Message) -> None:
        channel, ts = job.upload.channel, job.upload.ts
        if not channel or not ts:
            return
        try:
            self.client.chat_update(
                channel=channel, ts=ts, text=message.text, blocks=message.blocks
            )
        except SlackApiError as error:
            if error.response.get("error") != "message_not_found":
                raise
            self.client.chat_postEphemeral(
                channel=channel, user=job.member.user, text=message.text, blocks=message.blocks
            )
