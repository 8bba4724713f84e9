"""Every setting, typed, read once from the environment. All faults are reported at once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.errors import CoachError


class Unusable(CoachError):
    """Settings that cannot be used; `faults` are plain sentences without any secret."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("settings")
        self.faults = faults


def _slash(url: str) -> str:
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError("must begin with https://")
    return url if url.endswith("/") else url + "/"


class Settings(BaseModel):
    """The settings. Field names are the environment's names in lower case; `NAME_FILE` names a
    file that holds the value (for mounted secrets)."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr
    """The bot's token, from "OAuth & Permissions"; begins with xoxb-."""
    slack_app_token: SecretStr
    """The app-level token with connections:write; begins with xapp-."""
    slack_api_url: Annotated[str, AfterValidator(_slash)] = "https://slack.com/api/"
    """Slack, or a sandbox on this machine."""
    database_url: str = "sqlite:///ssi-coach.db"
    """SQLite in a file, or postgresql://…"""
    ssi_command: str = Field("/ssi", pattern=r"^/[a-z0-9_-]{2,32}$")
    """The slash command, as it stands in the app's manifest."""
    coach_admins: str = ""
    """Slack user ids, comma-separated, of people who help to run the coach."""
    operator_contact: str = ""
    """Whom people may ask; shown in help."""
    ephemeral_disk: bool = False
    """Set to true where files do not survive a restart."""
    health_file: str = ""
    """A file that is written every ten seconds while all is well; empty for none."""
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """How much is logged."""
    lease_s: float = Field(60.0, gt=0)
    """Seconds for which one process owns a delivery; more than twice SEND_TIMEOUT_S."""
    backoff_s: float = Field(30.0, gt=0)
    """Seconds to wait after an unclear answer, at least; grows with each try."""
    send_timeout_s: float = Field(10.0, gt=0)
    """Seconds that Slack has for each read or write of a post."""
    concurrency: int = Field(30, ge=1, le=200)
    """Requests of Slack that are handled at once."""
    posts_per_second: float = Field(5.0, gt=0, le=50)
    """Messages a second to one workspace, at most."""

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith("xoxb-"):
            raise ValueError("must begin with xoxb-")
        return value

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith("xapp-"):
            raise ValueError("must begin with xapp-")
        return value

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.lease_s <= 2 * self.send_timeout_s:
            raise ValueError("LEASE_S must be more than twice SEND_TIMEOUT_S")
        if self.ephemeral_disk and self.database_url.startswith("sqlite"):
            raise ValueError(
                "DATABASE_URL names SQLite, but files on this machine do not survive a restart: "
                "set DATABASE_URL to a PostgreSQL database"
            )
        return self

    @classmethod
    def database_of(cls, environment: Mapping[str, str]) -> str:
        """DATABASE_URL alone, for the verbs that need nothing else."""
        default = str(cls.model_fields["database_url"].default)
        return values(environment, ("database_url",)).get("database_url", default)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that must never be printed."""
        return (self.slack_bot_token.get_secret_value(), self.slack_app_token.get_secret_value())

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """The settings of an environment. Raises Unusable with every fault."""
        try:
            return cls.model_validate(values(environment, tuple(cls.model_fields)))
        except ValidationError as error:
            raise Unusable(tuple(_sentence(fault) for fault in error.errors())) from None


def values(environment: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """The values of an environment by field name, with files of mounted secrets read.

    A platform that sets DYNO (Heroku and its kin) has disks that do not last.
    """
    found: dict[str, str] = {}
    for name in names:
        variable = name.upper()
        if environment.get(variable):
            found[name] = environment[variable].strip()
        elif environment.get(f"{variable}_FILE"):
            found[name] = _content(environment[f"{variable}_FILE"])
    if environment.get("DYNO"):
        found.setdefault("ephemeral_disk", "true")
    return found


def with_file(environment: Mapping[str, str], path: Path) -> dict[str, str]:
    """The environment, with the lines of a .env file beneath it."""
    found: dict[str, str] = {}
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            name, equals, value = line.strip().partition("=")
            if equals and not name.startswith("#"):
                found[name.strip()] = value.strip().strip("\"'")
    return {**found, **environment}


def of_this_process() -> dict[str, str]:
    """The environment of this process and the .env file beside it."""
    return with_file(os.environ, Path(".env"))


def _content(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError:
        return ""


def _sentence(fault: Any) -> str:
    name = ".".join(str(part) for part in fault["loc"]).upper()
    said = str(fault["msg"]).removeprefix("Value error, ")
    if fault["type"] == "missing":
        said = "is missing"
    return f"{name} {said}." if name else f"{said}."
