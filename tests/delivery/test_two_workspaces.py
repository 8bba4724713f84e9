"""What Slack asks of one workspace holds up no other."""

import pytest
from slack_sdk import WebClient

from bot.delivery import Sender
from bot.services import digest, people, upkeep
from bot.services.people import Profile
from bot.store import deliveries
from sandbox import seed
from sandbox.seed import ANA, BEN
from sandbox.server import Sandbox
from tests.delivery.office import MONDAY, Office, arm, posts, settings

OTHER = seed.EMPTY_TEAM


@pytest.mark.parametrize("wait", ["30", "3600", "", "soon"])
def test_a_workspace_that_has_to_wait_delays_no_other(
    box: Sandbox, office: Office, wait: str
) -> None:
    office.opt_in(ANA, BEN)
    for user in (ANA, BEN):
        people.meet(office.store, OTHER, user, Profile(user, seed.TEAM_TZ), office.now)
        digest.choose(office.store, OTHER, user, state="on", how="test", now=office.now)
    # A slow disk may take half of a lease of one second, and then nothing is sent.
    patient = settings(office.settings.database_url, box.api_url, lease_s=30.0)
    senders = {
        team: Sender(
            office.store,
            WebClient(token, base_url=box.api_url, timeout=5, retry_handlers=[]),
            patient,
        )
        for team, token in (
            (seed.TEAM, seed.BOT_TOKEN),
            (OTHER, f"{seed.BOT_TOKEN}-{OTHER}"),
        )
    }
    office.sweep(MONDAY)
    arm(box, "chat.postMessage", "429", retry_after=wait)
    mine, _ = sorted(id for team, id in upkeep.open_deliveries(office.store, 9) if team != OTHER)
    senders[seed.TEAM].deliver(seed.TEAM, mine, MONDAY)
    left = upkeep.open_deliveries(office.store, 9)
    assert {team for team, _ in left} == {OTHER}
    for team, id in left:
        senders[team].deliver(team, id, MONDAY)
    assert posts(box) == []
    with office.store.begin(OTHER, write=False) as db:
        rows = [row for user in (ANA, BEN) for row in deliveries.of_user(db, user, "digest")]
    assert [row.state for row in rows] == ["sent", "sent"]
    assert {row.state for row in office.rows()} == {"pending"}
