"""One bundle of files in: claim, fetch, read it in a child process, keep it, write the receipt.

The promise is a row (`store.uploads`). Whoever carries it out may die at any step: the lease runs
out, the next tick hands it over again, and nothing is kept twice.
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
from bot.errors import Refused, Unavailable
from bot.importers import child
from bot.importers.sales_navigator import period_in
from bot.importers.values import Context, Import, Upload
from bot.services import people, seats
from bot.services import upload as service
from bot.services.upload import Job
from bot.store.engine import Store

WAIT_S = 5.0
"""Seconds until the next try after a passing fault; grows with each."""
ATTEMPTS = 3
"""Tries at one bundle before its owner gets a button to try again."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Reads what was promised. `client` retries, since asking twice for a file harms nothing."""

    store: Store
    client: WebClient
    lease_s: float
    clock: Callable[[], datetime]
    admins: frozenset[str] = frozenset()

    def take(self, team: str, id: str) -> None:
        """Carry one promise out, or leave it alone if another worker has it."""
        job = service.claim(self.store, team, id, max(self.lease_s, 3 * child.WALL_S))
        if job is None:
            return
        try:
            job = self._say_reading(team, job)
            self._read(team, job)
        except Refused as refusal:
            self._refuse(team, job, refusal)
        except Unavailable as fault:
            if job.upload.attempt >= ATTEMPTS:
                self._refuse(team, job, fault)
            else:
                service.wait(self.store, team, job, WAIT_S * job.upload.attempt)
                logs.event("upload_waits", team=team, id=id, code=fault.code)

    def _read(self, team: str, job: Job) -> None:
        now = self.clock()
        found = [
            files.fetch(self.client, file, job.member.user) for file in job.upload.file.split(",")
        ]
        sha256 = service.fingerprint([file.data for file in found])
        before = service.read_before(self.store, team, job.member.user, sha256)
        periods = [period_in(file.name) or job.upload.period for file in found]
        if before is not None and not seats.outdated(self.store, team, before, periods):
            service.refuse(self.store, team, job, "nothing_new", now)
            self._write(job, screens.already_read(before.created_at, job.member.zone))
            return
        made = self._made(team, job, [Upload(file.name, file.data) for file in found], now)
        kept = service.keep(self.store, team, job, made, sha256, now)
        if kept is None:
            return
        logs.event("upload_kept", team=team, user=job.member.user, id=kept.id)
        self._write(job, screens.receipt(kept.receipt, kept.id, kept.card))

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

    def _refuse(self, team: str, job: Job, fault: Refused | Unavailable) -> None:
        logs.event("upload_refused", team=team, id=job.upload.id, code=fault.code)
        if service.refuse(self.store, team, job, fault.code, self.clock()):
            again = job.upload.id if isinstance(fault, Unavailable) else None
            asks = seat_screens.asks(fault.code, job.upload.id)
            self._write(job, asks or screens.refused(fault.code, fault.facts, again))

    def _say_reading(self, team: str, job: Job) -> Job:
        """Show at once that the file is being read; the receipt is edited into that place."""
        if job.upload.ts:
            return job
        said = screens.reading()
        answer = self.client.chat_postMessage(
            channel=job.upload.channel or job.member.user, text=said.text, blocks=said.blocks
        )
        channel, ts = str(answer["channel"]), str(answer["ts"])
        service.place(self.store, team, job.upload.id, channel, ts)
        return replace(job, upload=replace(job.upload, channel=channel, ts=ts))

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
            self.client.chat_postMessage(channel=channel, text=message.text, blocks=message.blocks)
