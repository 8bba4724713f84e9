"""What comes twice counts once: Slack repeats events, and people tap again."""

from typing import Any

from slack_bolt import BoltRequest

from bot.store import members, tips
from sandbox import seed
from sandbox.seed import ANA
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent


def event(town: Any, text: str) -> dict[str, Any]:
    """A message event as Slack wraps it, not sent yet."""
    box = town.demo.sandbox.town
    team = box.teams[seed.TEAM]
    made = team.post(seed.dm_of(ANA), ANA, {"text": text})
    return dict(box.actor.event(team, {
        "type": "message", "channel": seed.dm_of(ANA), "channel_type": "im", "user": ANA,
        "text": text, "ts": made["ts"], "event_ts": made["ts"],
    }))  # fmt: skip


def test_an_event_that_slack_sends_again_is_answered_once(town: Any) -> None:
    before = len(town.said_to(ANA))
    payload = event(town, "help")
    for retry in range(3):
        headers: dict[str, Any] = {"x-slack-retry-num": [str(retry)]} if retry else {}
        answer = town.demo.parts.bolt.dispatch(
            BoltRequest(mode="socket_mode", body=payload, headers=headers)
        )
        assert answer.status == 200
    assert len(town.said_to(ANA)) == before + 1
    other = event(town, "help")
    town.demo.parts.bolt.dispatch(BoltRequest(mode="socket_mode", body=other))
    assert len(town.said_to(ANA)) == before + 2


def test_a_second_tap_on_done_counts_once(town: Any) -> None:
    shown = town.ssi(ANA)
    value = TIPS[0].id
    for _ in range(3):
        town.post("click", user=ANA, channel=seed.dm_of(ANA), ts=shown["ts"], forge=True,
                  action_id="ssi_tip_done", value=value)  # fmt: skip
    with town.demo.parts.store.begin(seed.TEAM, write=False) as db:
        mine = [one for one in tips.records(db, ANA) if one.tip == value]
        done = [one for one in mine if one.event is TipEvent.DONE]
        assert members.get(db, ANA) is not None
    assert len([one for one in done if one.day == done[-1].day]) == 1
