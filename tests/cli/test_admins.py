"""`ssi-coach admins`: by the settings, and by Slack where there is a token."""

from pathlib import Path

from bot import clients, roles
from sandbox.server import Sandbox
from tests.cli.test_starting import NOBODY, coach


def test_both_lists_are_printed_and_neither_needs_the_other(tmp_path: Path, box: Sandbox) -> None:
    done = coach(tmp_path, "admins", COACH_ADMINS="U2, U1,", SLACK_API_URL=box.api_url)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "U1             COACH_ADMINS", "U2             COACH_ADMINS",
        "U0ADM          Slack          Omar Reyes",
    ]  # fmt: skip


def test_without_a_token_the_settings_alone_are_told_and_an_unheard_slack_is_said(
    tmp_path: Path,
) -> None:
    done = coach(tmp_path, "admins", COACH_ADMINS="U1", SLACK_BOT_TOKEN="")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "U1             COACH_ADMINS")
    assert "SLACK_BOT_TOKEN is not set" in done.stdout
    done = coach(tmp_path, "admins", SLACK_API_URL=NOBODY)
    assert done.returncode == 2
    assert done.stderr.startswith("ssi-coach: Slack did not tell its admins (")
    assert done.stderr.count("\n") == 1


def test_admins_are_found_on_every_page_and_those_who_left_are_none(box: Sandbox) -> None:
    client = clients.looking(box.bot_token, box.api_url)
    assert roles.admins(client, limit=3) == [("U0ADM", "Omar Reyes")]
    box.town.teams["T0DEMO"].users["U0ADM"].deleted = True
    assert roles.admins(client, limit=3) == []
