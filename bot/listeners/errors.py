"""The one error handler: the person gets a sentence and a reference, the log gets the trace.

With `process_before_response` what this returns is what Slack receives: 200 with the sentence for
a command, an empty 200 for a click or a form (the sentence goes by the response URL), and 503 for
an event, which had then not reached its commit, so that Slack sends it again.
"""

import json
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse, Respond
from slack_sdk.errors import SlackApiError

from bot import logs
from bot.blocks import notices
from bot.blocks.message import Message
from bot.errors import CoachError, NotAllowed
from bot.listeners.asking import House
from bot.services import auditing

Body = dict[str, Any]

EXPIRED = ("expired_trigger_id", "exchanged_trigger_id")


def register(app: App, house: House) -> None:
    """Attach the handler to the app."""

    @app.error
    def on_error(
        error: Exception, body: Body, context: BoltContext, respond: Respond
    ) -> BoltResponse:
        said, answer = _say(error, context, house), 200
        if "event" in body:
            return BoltResponse(status=200 if isinstance(error, CoachError) else 503, body="")
        if body.get("command"):
            return _reply(said)
        if body.get("type") == "view_submission":
            return BoltResponse(
                status=answer,
                body=json.dumps({"response_action": "update", "view": notices.as_view(said)}),
                headers={"content-type": ["application/json"]},
            )
        if body.get("response_url"):
            respond(
                response_type="ephemeral",
                replace_original=False,
                text=said.text,
                blocks=said.blocks,
            )
        return BoltResponse(status=answer, body="")


def _say(error: Exception, context: BoltContext, house: House) -> Message:
    if isinstance(error, NotAllowed) and not error.noted:
        _written_down(error, context, house)
    if isinstance(error, CoachError):
        logs.event("refused", team=context.team_id, user=context.user_id, code=error.code)
        return notices.known_error(error.code)
    if isinstance(error, SlackApiError) and error.response.get("error") in EXPIRED:
        return notices.expired()
    reference = logs.reference()
    logs.trouble("listener_broke", error, team=context.team_id, reference=reference)
    return notices.error(reference)


def _written_down(error: NotAllowed, context: BoltContext, house: House) -> None:
    team, user = context.team_id or "", context.user_id or ""
    if not team or not user:
        return
    try:
        auditing.refused(house.store, team, user, error.code, house.clock())
    except Exception as broken:  # the refusal stands, whatever becomes of the line
        logs.trouble("refusal_unwritten", broken, team=team)


def _reply(said: Message) -> BoltResponse:
    body = {"response_type": "ephemeral", "text": said.text, "blocks": said.blocks}
    return BoltResponse(
        status=200, body=json.dumps(body), headers={"content-type": ["application/json"]}
    )
