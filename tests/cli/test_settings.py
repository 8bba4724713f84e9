"""Settings: every fault at once, in words, and never a secret."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, Unusable, with_file

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret"}


def faults(**environment: str) -> tuple[str, ...]:
    with pytest.raises(Unusable) as caught:
        Settings.read({**GOOD, **environment})
    return caught.value.faults


def test_the_defaults_work_with_two_tokens_alone() -> None:
    made = Settings.read(GOOD)
    assert made.database_url == "sqlite:///ssi-coach.db"
    assert made.slack_api_url == "https://slack.com/api/"


def test_printing_the_settings_prints_no_secret() -> None:
    made = Settings.read({**GOOD, "DATABASE_URL": "postgresql://coach:hunter%21@db/coach"})
    assert "secret" not in repr(made)
    assert "hunter" not in repr(made)
    assert {"hunter%21", "hunter!", "xoxb-1-secret"} <= set(made.secrets)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_API_URL", "http://slack.example/api", "SLACK_API_URL must begin with https://."),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ("SSI_COMMAND", "ssi", "SSI_COMMAND must be / and 2 to 32 small letters, digits, _ or -."),
        ("EPHEMERAL_DISK", "maybe", "EPHEMERAL_DISK must be true or false."),
        ("HEALTH_PORT", "99999", "HEALTH_PORT must be at most 65535."),
        ("HEALTH_PORT", "http", "HEALTH_PORT must be a whole number."),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."),
        ("LEASE_S", "inf", "LEASE_S must be a number."),
        ("BACKOFF_S", "0", "BACKOFF_S must be more than 0."),
        ("CONCURRENCY", "0", "CONCURRENCY must be at least 1."),
        ("LEASE_S", "20", "LEASE_S must be more than twice SEND_TIMEOUT_S."),
    ],
)
def test_a_fault_is_one_plain_sentence(name: str, value: str, said: str) -> None:
    assert faults(**{name: value}) == (said,)


def test_faults_between_settings_are_told_beside_faults_of_one() -> None:
    found = faults(LEASE_S="1", LOG_LEVEL="LOUD", DYNO="web.1", SLACK_BOT_TOKEN="xoxq-secret")
    assert len(found) == 4
    assert any("do not survive a restart" in said for said in found)
    assert "secret" not in " ".join(found)


@pytest.mark.parametrize("sign", [{"DYNO": "worker.1"}, {"EPHEMERAL_DISK": "true"}])
def test_sqlite_is_refused_where_files_do_not_last_and_postgresql_is_not(
    sign: dict[str, str],
) -> None:
    [said] = faults(**sign)
    assert "PostgreSQL" in said
    with pytest.raises(Unusable):
        Settings.database_of(sign)
    Settings.read({**GOOD, **sign, "DATABASE_URL": "postgres://u:p@db/x"})


def test_a_mounted_secret_is_read_from_its_file_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-mounted\n")
    read = {"SLACK_APP_TOKEN": "xapp-1", "SLACK_BOT_TOKEN_FILE": str(tmp_path / "token")}
    assert Settings.read(read).slack_bot_token.get_secret_value() == "xoxb-mounted"
    with pytest.raises(Unusable) as caught:
        Settings.read({**read, "SLACK_BOT_TOKEN_FILE": str(tmp_path / "gone")})
    assert caught.value.faults == ("SLACK_BOT_TOKEN_FILE names a file that cannot be read.",)


def test_unknown_settings_are_ignored_and_blank_ones_are_not_given() -> None:
    assert Settings.read({**GOOD, "SSI_SOMETHING": "1", "LEASE_S": " "}).lease_s == 60


def test_lines_of_a_file_stand_beneath_the_environment(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# a comment\nexport LEASE_S='90'\nLOG_LEVEL=ERROR\n")
    found = with_file({"LOG_LEVEL": "DEBUG"}, path)
    assert found == {"LEASE_S": "90", "LOG_LEVEL": "DEBUG"}
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unusable):
        with_file({}, path)


def test_what_the_example_shows_as_a_default_is_the_default() -> None:
    text = (Path(__file__).parents[2] / ".env.example").read_text("utf-8")
    shown = dict(re.findall(r"^#([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert Settings.read({**GOOD, **shown}) == Settings.read(GOOD)
    assert shown.keys() == {name.upper() for name in Settings.model_fields} - GOOD.keys()
