"""What Slack refuses, the sandbox refuses: each call by a bare HTTP client, not through the bot.

Each test names the page of docs.slack.dev that it mirrors.
"""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from sandbox import hub
from sandbox.server import Sandbox

PLAIN = {"type": "plain_text", "text": "x"}


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    made = Sandbox()
    made.start()
    yield made
    made.stop()


def call(box: Sandbox, method: str, token: str | None = None, **args: Any) -> dict[str, Any]:
    known = box.bot_token if token is None else token
    bearer = {"Authorization": f"Bearer {known}"} if known else {}
    answer = httpx.post(box.api_url + method, json=args, headers=bearer)
    return {**answer.json(), "status": answer.status_code, "headers": answer.headers}


def post(box: Sandbox, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    box.town.rates._full.clear()
    return call(box, "chat.postMessage", channel="U0ANA", text="x", blocks=blocks)


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": PLAIN, "action_id": "a", **more}


BAD_BLOCKS = [
    ("reference/block-kit/blocks/section-block", section("x" * 3001)),
    ("reference/block-kit/blocks/section-block", section("")),
    ("reference/block-kit/blocks/section-block", {"type": "section"}),
    ("reference/block-kit/blocks/header-block",
     {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}),
    ("reference/block-kit/blocks/header-block",
     {"type": "header", "text": {"type": "mrkdwn", "text": "x"}}),
    ("reference/block-kit/blocks/context-block", {"type": "context", "elements": [PLAIN] * 11}),
    ("reference/block-kit/blocks/actions-block",
     {"type": "actions", "elements": [button(action_id=str(n)) for n in range(26)]}),
    ("reference/block-kit/blocks/actions-block",
     {"type": "actions", "elements": [{"type": "multi_static_select", "action_id": "a"}]}),
    ("reference/block-kit/block-elements/button-element",
     {"type": "actions", "elements": [
         button(text={"type": "plain_text", "text": "x" * 76})]}),
    ("reference/block-kit/block-elements/button-element",
     {"type": "actions", "elements": [button(value="x" * 2001)]}),
    ("reference/block-kit/blocks/table-block",
     {"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}),
    ("reference/block-kit/blocks/data-table-block",
     {"type": "data_table", "rows": [[{"type": "raw_text", "text": "a"}]]}),
    ("reference/block-kit/blocks/input-block", {"type": "input", "label": PLAIN, "element": {
        "type": "plain_text_input", "action_id": "a"}}),
    ("reference/block-kit/blocks", {"type": "no_such_block"}),
]  # fmt: skip


@pytest.mark.parametrize(("page", "block"), BAD_BLOCKS)
def test_a_block_beyond_slacks_limits_posts_nothing(
    box: Sandbox, page: str, block: dict[str, Any]
) -> None:
    before = len(box.town.team(None).messages["D0ANA"])
    answer = post(box, [block])
    assert answer["error"] == "invalid_blocks", page
    assert "json-pointer:/blocks/0" in answer["response_metadata"]["messages"][0]
    assert len(box.town.team(None).messages["D0ANA"]) == before


def test_fifty_blocks_pass_and_fifty_one_do_not(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/block-kit/blocks"""
    assert post(box, [section("x")] * 50)["ok"]
    assert post(box, [section("x")] * 51)["error"] == "invalid_blocks"


def test_a_message_needs_text_or_blocks(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    assert call(box, "chat.postMessage", channel="U0ANA")["error"] == "no_text"


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0GEN", "not_in_channel"), ("C0NOPE", "channel_not_found"), ("U0NOPE", "channel_not_found")],
)
def test_a_channel_must_be_there_and_hold_the_bot(box: Sandbox, channel: str, error: str) -> None:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    assert call(box, "chat.postMessage", channel=channel, text="x")["error"] == error


def test_an_update_of_more_than_four_thousand_characters_is_too_long(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/chat.update"""
    ts = post(box, [section("x")])["ts"]
    answer = call(box, "chat.update", channel="D0ANA", ts=ts, text="x" * 4001)
    assert answer["error"] == "msg_too_long"


def test_nobody_but_the_author_updates_a_message(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/chat.update"""
    box.town.team(None).post("D0ANA", "U0ANA", {"text": "mine"})
    ts = box.town.team(None).messages["D0ANA"][-1]["ts"]
    answer = call(box, "chat.update", channel="D0ANA", ts=ts, text="x")
    assert answer["error"] == "cant_update_message"


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth")])
def test_a_token_must_be_the_right_one(box: Sandbox, token: str, error: str) -> None:
    """https://docs.slack.dev/reference/methods/auth.test"""
    assert call(box, "auth.test", token=token)["error"] == error


def test_the_app_token_alone_opens_a_socket(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/apps.connections.open"""
    assert call(box, "apps.connections.open")["error"] == "not_allowed_token_type"
    assert call(box, "apps.connections.open", token=box.app_token)["url"].startswith("ws://")


def test_a_method_that_is_not_there_is_unknown(box: Sandbox) -> None:
    """https://docs.slack.dev/apis/web-api"""
    assert call(box, "channels.list")["error"] == "unknown_method"


def test_a_scope_that_was_not_granted_is_named() -> None:
    """https://docs.slack.dev/reference/scopes"""
    poor = Sandbox(scopes=frozenset({"commands"}))
    poor.start()
    try:
        answer = call(poor, "chat.postMessage", channel="U0ANA", text="x")
        assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
        box = httpx.get(f"{poor.url}/files/F1", headers={"Authorization": "Bearer xoxb-x"})
        assert "html" in box.headers["content-type"]
    finally:
        poor.stop()


def test_channel_history_needs_a_scope_that_the_app_does_not_ask_for(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/conversations.history"""
    answer = call(box, "conversations.history", channel="C0EMEA")
    assert answer["needed"] == "channels:history"


def modal(**more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": PLAIN, "blocks": [section("x")], **more}


def trigger(box: Sandbox) -> str:
    return box.town.hub.trigger("T0DEMO", "U0ANA")


def test_a_trigger_opens_one_modal(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/views.open"""
    id_ = trigger(box)
    assert call(box, "views.open", trigger_id=id_, view=modal())["ok"]
    answer = call(box, "views.open", trigger_id=id_, view=modal())
    assert answer["error"] == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds(box: Sandbox) -> None:
    """https://docs.slack.dev/interactivity/handling-user-interaction"""
    id_ = trigger(box)
    box.town.hub.triggers[id_].born = time.monotonic() - 3.1
    assert call(box, "views.open", trigger_id=id_, view=modal())["error"] == "expired_trigger_id"
    assert call(box, "views.open", trigger_id="x", view=modal())["error"] == "invalid_trigger_id"


@pytest.mark.parametrize(
    "view",
    [
        modal(title={"type": "plain_text", "text": "x" * 25}),
        modal(private_metadata="x" * 3001),
        modal(blocks=[]),
        modal(blocks=[section("x")] * 101),
        modal(blocks=[{"type": "input", "label": PLAIN,
                       "element": {"type": "plain_text_input", "action_id": "a"}}]),
        modal(blocks=[{"type": "data_visualization", "title": "x",
                       "chart": {"type": "line", "series": [1]}}]),
        {"type": "message", "blocks": []},
    ],
)  # fmt: skip
def test_a_view_beyond_the_limits_is_not_opened(box: Sandbox, view: dict[str, Any]) -> None:
    """https://docs.slack.dev/reference/views/modal-views"""
    answer = call(box, "views.open", trigger_id=trigger(box), view=view)
    assert answer["error"] == "invalid_arguments"


def test_a_home_of_an_older_hash_conflicts(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/views.publish"""
    home = {"type": "home", "blocks": [section("x")]}
    first = call(box, "views.publish", user_id="U0ANA", view=home)["view"]["hash"]
    assert call(box, "views.publish", user_id="U0ANA", view=home, hash=first)["ok"]
    answer = call(box, "views.publish", user_id="U0ANA", view=home, hash=first)
    assert answer["error"] == "hash_conflict"


def test_too_many_posts_are_limited_with_the_seconds_to_wait(box: Sandbox) -> None:
    """https://docs.slack.dev/apis/web-api/rate-limits"""
    box.town.rates._full.clear()
    answers = [call(box, "chat.postMessage", channel="U0BEN", text="x") for _ in range(16)]
    refused = [one for one in answers if one["status"] == 429]
    assert refused
    assert int(refused[0]["headers"]["Retry-After"]) >= 1


def test_a_response_url_takes_five_answers(box: Sandbox) -> None:
    """https://docs.slack.dev/interactivity/handling-user-interaction"""
    team = box.town.team(None)
    url = box.town.actor.response_url(team, "D0ANA", "U0ANA", None)
    statuses = [httpx.post(url, json={"text": "x"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [404]
    assert httpx.post(url + "x", json={"text": "x"}).status_code == 404


def test_a_file_of_a_form_may_have_ten_megabytes(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    big = httpx.post(f"{box.url}/sandbox/upload", data={"user": "U0ANA"},
                     files={"file": ("a.zip", b"x" * 10_000_001)}).json()  # fmt: skip
    field = {"type": "input", "block_id": "f", "label": PLAIN,
             "element": {"type": "file_input", "action_id": "f"}}  # fmt: skip
    view = call(box, "views.open", trigger_id=trigger(box),
                view=modal(blocks=[field], submit=PLAIN))["view"]  # fmt: skip
    answer = httpx.post(f"{box.url}/sandbox/submit", json={
        "user": "U0ANA", "view_id": view["id"], "values": {"f": [big["id"]]}})  # fmt: skip
    assert answer.status_code == 400
    assert "10 MB" in answer.json()["error"]


def test_bytes_go_to_the_right_token_alone(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/objects/file-object"""
    given = httpx.post(f"{box.url}/sandbox/upload", data={"user": "U0ANA"},
                       files={"file": ("a.csv", b"a,b")}).json()  # fmt: skip
    url = f"{box.url}/files/{given['id']}"
    good = httpx.get(url, headers={"Authorization": f"Bearer {box.bot_token}"})
    assert good.content == b"a,b"
    assert b"<html>" in httpx.get(url).content


def test_a_deactivated_person_cannot_be_written_to(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    box.town.team(None).users["U0HAN"].deleted = True
    assert call(box, "chat.postMessage", channel="U0HAN", text="x")["error"] == "user_disabled"


def test_the_clock_does_not_go_back(box: Sandbox) -> None:
    answer = httpx.post(f"{box.url}/sandbox/clock", json={"to": "2026-01-01T00:00:00+00:00"})
    assert answer.status_code == 409


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_a_page_from_elsewhere_is_not_heard(box: Sandbox, header: dict[str, str]) -> None:
    assert httpx.get(f"{box.url}/sandbox/state", headers=header).status_code == 400


def test_without_a_bot_an_act_is_answered_as_late(box: Sandbox) -> None:
    answer = httpx.post(f"{box.url}/sandbox/command", json={
        "user": "U0ANA", "channel": "D0ANA", "text": "/ssi"}).json()  # fmt: skip
    assert answer["timeout"] is True
    assert hub.ACK_S == 3.0


def test_a_dropped_answer_was_carried_out(box: Sandbox) -> None:
    httpx.post(f"{box.url}/sandbox/faults", json={
        "method": "chat.postMessage", "do": "accept_then_drop"})  # fmt: skip
    before = len(box.town.team(None).messages["D0EVA"])
    with pytest.raises(httpx.HTTPError):
        call(box, "chat.postMessage", channel="U0EVA", text="x")
    assert len(box.town.team(None).messages["D0EVA"]) == before + 1


def test_an_app_that_was_removed_can_do_nothing(box: Sandbox) -> None:
    """https://docs.slack.dev/reference/events/app_uninstalled"""
    gone = Sandbox()
    gone.start()
    try:
        httpx.post(f"{gone.url}/sandbox/uninstall", json={})
        assert call(gone, "auth.test")["error"] == "account_inactive"
    finally:
        gone.stop()
