"""A digest that becomes the answer to one's numbers: no message is added.

Save in the digest's own form edits it at once. Whichever way a reading came, the ledger holds a
promise of the same edit, so that no refusal of Slack and no crash leaves the digest as it was.
"""

import json

from bot import logs
from bot.blocks import digest as screens
from bot.clients import FAULTS, fault
from bot.dispatch import Work
from bot.listeners.asking import Request
from bot.services import digest_content as service


def digest(request: Request, metadata: str) -> bool:
    """Edit the digest from which the form was opened; False if it was not opened from one, or does
    not say what these numbers mean, or cannot be edited now.

    `metadata` was visible to the person: the store says whether that message is a digest of theirs.
    """
    try:
        channel, ts = json.loads(metadata)
    except (ValueError, TypeError):
        return False
    made = service.answered(
        request.store, request.team, request.user, str(channel), str(ts), request.now
    )
    if made is None:
        return False
    said = screens.render(made)
    try:
        request.client.chat_update(
            channel=str(channel), ts=str(ts), text=said.text, blocks=said.blocks
        )
    except FAULTS as error:
        logs.event("digest_not_edited", team=request.team, code=fault(error).code)
        return False
    return True


def soon(request: Request) -> None:
    """Have this week's digest drawn anew now rather than with the next tick."""
    edit = service.open_edit(request.store, request.team, request.user, request.now)
    if edit is not None:
        request.house.dispatch.hand_over(Work("delivery", request.team, edit))
