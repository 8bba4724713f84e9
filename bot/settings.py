"""Every setting, typed, read once from the environment. All faults are reported at once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

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


def _bot_token(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith("xoxb-"):
        raise ValueError("must begin with xoxb-")
    return value


def _app_token(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith("xapp-"):
        raise ValueError("must begin with xapp-")
    return value


def _database(url: str) -> str:
    if not url.startswith(DATABASES):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return url


DATABASES = ("sqlite:///", "postgres://", "postgresql://", "postgresql+psycopg://")
"""How a DATABASE_URL may begin; some hosts still say postgres://."""
EPHEMERAL = (
    "DATABASE_URL names SQLite, but files on this machine do not survive a restart: "
    "set DATABASE_URL to a PostgreSQL database, or keep the file on a disk that lasts"
)


class Settings(BaseModel):
    """The settings. Field names are the environment's names in lower case; `NAME_FILE` names a
    file that holds the value (for mounted secrets)."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    slack_bot_token: Annotated[SecretStr, AfterValidator(_bot_token)]
    """The bot's token, from "OAuth & Permissions"; begins with xoxb-."""
    slack_app_token: Annotated[SecretStr, AfterValidator(_app_token)]
    """The app-level token with connections:write; begins with xapp-."""
    slack_api_url: Annotated[str, AfterValidator(_slash)] = "https://slack.com/api/"
    """Slack, or a sandbox on this machine."""
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///ssi-coach.db", repr=False
    )
    """SQLite in a file, or postgresql://…"""
    ssi_command: str = Field("/ssi", pattern=r"^/[a-z0-9_-]{2,32}$")
    """The slash command, as it stands in the app's manifest."""
    coach_admins: str = ""
    """Slack user ids, comma-separated, of people who help to run the coach."""
    operator_contact: str = ""
    """Whom people may ask; shown in help."""
    operator_channel: str = Field("", pattern=r"^([CGUW][A-Z0-9]{2,})?$")
    """A channel's or a person's id: who is told the first steps, and of messages that were not
    sent; empty for logs and the doctor alone. The bot has to be in that channel."""
    backup_dir: str = ""
    """A folder for the backups that upgrades make; empty: beside a SQLite file, and none for
    PostgreSQL."""
    ephemeral_disk: bool = False
    """Set to true where files do not survive a restart."""
    health_file: str = ""
    """A file that is written every ten seconds while all is well; empty for none."""
    health_port: int = Field(0, ge=0, le=65535)
    """A port that answers GET /health with 200 while all is well, else 503; 0 for none."""
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """How much is logged."""
    lease_s: float = Field(60.0, gt=0, allow_inf_nan=False)
    """Seconds for which one process owns a delivery; more than twice SEND_TIMEOUT_S."""
    backoff_s: float = Field(30.0, gt=0, allow_inf_nan=False)
    """Seconds to wait after an unclear answer, at least; grows with each try."""
    send_timeout_s: float = Field(10.0, gt=0, allow_inf_nan=False)
    """Seconds that Slack has for each read or write of a post."""
    concurrency: int = Field(30, ge=1, le=200)
    """Requests of Slack that are handled at once."""
    posts_per_second: float = Field(5.0, gt=0, le=50)
    """Messages a second to one workspace, at most."""

    @classmethod
    def backups_of(cls, environment: Mapping[str, str]) -> Path | None:
        """BACKUP_DIR alone, for the verb that needs nothing else."""
        found, _ = values(environment, ("backup_dir",))
        return Path(found["backup_dir"]) if found.get("backup_dir") else None

    @classmethod
    def database_of(cls, environment: Mapping[str, str]) -> str:
        """DATABASE_URL alone, for the verbs that need nothing else. Raises Unusable."""
        names = ("database_url", "ephemeral_disk")
        found, faults = values(environment, names)
        url = found.setdefault("database_url", str(cls.model_fields["database_url"].default))
        if not url.startswith(DATABASES):
            faults.append("DATABASE_URL must begin with sqlite:/// or postgresql://.")
        faults += _between(found)
        if faults:
            raise Unusable(tuple(faults))
        return url

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that must never be printed."""
        password = urlsplit(self.database_url).password
        tokens = (self.slack_bot_token.get_secret_value(), self.slack_app_token.get_secret_value())
        return (*tokens, password, unquote(password)) if password else tokens

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """The settings of an environment. Raises Unusable with every fault."""
        found, faults = values(environment, tuple(cls.model_fields))
        faults += _between(found)
        try:
            made = cls.model_validate(found)
        except ValidationError as error:
            unread = {fault.split("_FILE ")[0] for fault in faults}
            sentences = (_sentence(fault) for fault in error.errors())
            raise Unusable(
                (*faults, *(said for said in sentences if said.split(" ")[0] not in unread))
            ) from None
        if faults:
            raise Unusable(tuple(faults))
        return made


def values(
    environment: Mapping[str, str], names: tuple[str, ...]
) -> tuple[dict[str, str], list[str]]:
    """The values of an environment by field name, with files of mounted secrets read; and a
    sentence for each file that cannot be.

    A platform that sets DYNO (Heroku and its kin) has disks that do not last.
    """
    found: dict[str, str] = {}
    faults: list[str] = []
    for name in names:
        variable = name.upper()
        path = environment.get(f"{variable}_FILE", "")
        if environment.get(variable, "").strip():
            found[name] = environment[variable].strip()
        elif path:
            try:
                found[name] = Path(path).read_text("utf-8").strip()
            except (OSError, ValueError):
                faults.append(f"{variable}_FILE names a file that cannot be read.")
    if environment.get("DYNO"):
        found.setdefault("ephemeral_disk", "true")
    return found, faults


def _between(found: Mapping[str, str]) -> list[str]:
    """Faults between settings, told even when others have faults of their own."""
    faults = []
    fields = Settings.model_fields
    lease, timeout = (
        _number(found.get(name, str(fields[name].default)))
        for name in ("lease_s", "send_timeout_s")
    )
    if lease is not None and timeout is not None and lease <= 2 * timeout:
        faults.append("LEASE_S must be more than twice SEND_TIMEOUT_S.")
    url = found.get("database_url", str(fields["database_url"].default))
    ephemeral = found.get("ephemeral_disk", "").lower() in ("true", "1", "yes", "on", "t", "y")
    if ephemeral and url.startswith("sqlite"):
        faults.append(f"{EPHEMERAL}.")
    return faults


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def with_file(environment: Mapping[str, str], path: Path) -> dict[str, str]:
    """The environment, with the lines of a .env file beneath it. Raises Unusable."""
    found: dict[str, str] = {}
    if path.is_file():
        for line in _lines(path):
            name, equals, value = line.strip().removeprefix("export ").partition("=")
            if equals and not name.startswith("#"):
                found[name.strip()] = value.strip().strip("\"'")
    return {**found, **environment}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        raise Unusable((f"{path} cannot be read as text in UTF-8.",)) from None


def of_this_process() -> dict[str, str]:
    """The environment of this process and the .env file beside it."""
    return with_file(os.environ, Path(".env"))


_SAID = {
    "missing": "is missing",
    "float_parsing": "must be a number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_parsing": "must be true or false",
    "finite_number": "must be a number",
}
"""Pydantic's kinds of faults in words of our own; its other messages are plain enough."""
_SHAPES = {
    "LOG_LEVEL": "must be DEBUG, INFO, WARNING or ERROR",
    "OPERATOR_CHANNEL": "must be the id of a channel (C…) or of a person (U…)",
    "SSI_COMMAND": "must be / and 2 to 32 small letters, digits, _ or -",
}
_BOUNDS = {"greater_than": ("more than", "gt"), "greater_than_equal": ("at least", "ge"),
           "less_than_equal": ("at most", "le")}  # fmt: skip


def _sentence(fault: Any) -> str:
    """A fault of pydantic's, without the value, which may be a secret."""
    name, kind = ".".join(str(part) for part in fault["loc"]).upper(), fault["type"]
    said = _SAID.get(kind) or str(fault["msg"]).removeprefix("Value error, ")
    if kind in _BOUNDS:
        words, limit = _BOUNDS[kind]
        said = f"must be {words} {fault['ctx'][limit]:g}"
    elif kind == "string_pattern_mismatch":
        said = _SHAPES[name]
    return f"{name} {said}."
