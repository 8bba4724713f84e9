"""Save in the digest's form: the digest itself becomes the answer, and no message is added."""

import json

from slack_sdk.errors import SlackApiError

from bot import logs
from bot.blocks import digest as screens
from bot.listeners.asking import Request
from bot.services import digest_content as service
from bot.services.log import Logged


def digest(request: Request, kept: Logged, metadata: str) -> bool:
    """Edit the digest from which the form was opened; False if it was not opened from one.

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
    except SlackApiError as error:
        logs.event("digest_not_edited", team=request.team, code=str(error.response.get("error")))
        return False
    return True
