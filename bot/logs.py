"""One line of JSON for each event: a verb, ids, counts. Never names, texts, scores or secrets."""

import json
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime

FIELDS = frozenset(
    ("team", "user", "channel", "id", "kind", "slot", "attempt", "code", "count", "seconds",
     "reference", "revision", "state", "method", "pointers")
)  # fmt: skip
"""What an event may carry."""

_PATTERNS = (
    re.compile(r"xox[a-z]-[A-Za-z0-9-]+"),
    re.compile(r"xapp-[A-Za-z0-9-]+"),
    re.compile(r"Bearer\s+\S+"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),
)
HIDDEN = "[hidden]"
_LOG = logging.getLogger("ssi_coach")


class _Line(logging.Formatter):
    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = tuple(secret for secret in known if secret)

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
        }
        fields = getattr(record, "fields", None)
        line |= fields if fields is not None else _library(record)
        trace = getattr(record, "trace", None)
        if trace:
            line["trace"] = trace
        return self.clean(json.dumps(line, default=str))

    def clean(self, text: str) -> str:
        """Without anything that looks like a secret or an address."""
        for secret in self._known:
            text = text.replace(secret, HIDDEN)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text


def _library(record: logging.LogRecord) -> dict[str, object]:
    """Where a library spoke. What it said may quote a request or a name, so that is left out."""
    line: dict[str, object] = {
        "action": "library",
        "source": record.name,
        "line": f"{record.filename}:{record.lineno}",
    }
    if record.exc_info and record.exc_info[0] is not None:
        line["error"] = record.exc_info[0].__name__
    return line


def configure(level: str, known: Iterable[str]) -> None:
    """Send all logs to stderr as lines of JSON; `known` secrets are taken out wherever they are."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line(known))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _LOG.setLevel(level)
    for name in ("slack_bolt", "slack_sdk", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Socket Mode reports each lost connection with a trace; the edge alone is ours to log.
    logging.getLogger("slack_sdk.socket_mode").setLevel(logging.CRITICAL)
    logging.getLogger("ssi_coach.bolt").setLevel(logging.ERROR)


def event(action: str, **fields: object) -> None:
    """Log that something happened. Raises ValueError for a field that may not be logged."""
    _LOG.info(action, extra={"fields": _line(action, fields)})


def trouble(action: str, error: BaseException, **fields: object) -> None:
    """Log an error of ours with its trace; messages of exceptions may hold input, so only their
    types are told."""
    frames = traceback.extract_tb(error.__traceback__)
    trace = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    found = {**_line(action, fields), "error": type(error).__name__}
    _LOG.error(action, extra={"fields": found, "trace": trace})


def reference() -> str:
    """A short id that stands in the person's sentence and in the log."""
    return secrets.token_hex(4)


def _line(action: str, fields: dict[str, object]) -> dict[str, object]:
    unknown = fields.keys() - FIELDS
    if unknown:
        raise ValueError(f"not to be logged: {sorted(unknown)}")
    return {"action": action, **{key: value for key, value in fields.items() if value is not None}}
