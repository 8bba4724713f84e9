"""Logs: one line of JSON, allowed fields, and neither secrets nor what a library quotes."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot import logs

SECRETS = ("hunter2-by-value",)


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The root logger as it was: the suite's own capture hangs on it."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    yield
    root.handlers[:] = kept
    root.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_is_one_line_with_its_verb_and_ids(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", SECRETS)
    logs.event("digest_sent", team="T1", user="U1", count=3, code=None)
    [line] = lines(capsys)
    assert line["action"] == "digest_sent"
    assert (line["team"], line["user"], line["count"]) == ("T1", "U1", 3)
    assert "code" not in line
    assert line["time"].endswith("+00:00")


@pytest.mark.parametrize("field", ["text", "name", "total", "token", "file", "url"])
def test_a_field_that_nobody_allowed_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        logs.event("digest_sent", **{field: "x"})


@pytest.mark.parametrize(
    "secret",
    ["xoxb-12-ab", "xoxp-9", "xapp-1-A", "Bearer abc.def", "ana@example.com",
     "postgresql://coach:pass@db/x", SECRETS[0]],
)  # fmt: skip
def test_a_secret_is_taken_out_wherever_it_stands(
    secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("INFO", SECRETS)
    logs.event("refused", code=f"before {secret} after")
    [line] = lines(capsys)
    assert logs.HIDDEN in line["code"]
    for part in (secret, "coach:pass", "abc.def"):
        assert part not in line["code"]
    assert line["code"].startswith("before")


def test_an_error_is_told_by_its_type_and_place_and_never_by_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("INFO", ())
    typed = "what Ana typed"
    try:
        raise ValueError(typed)
    except ValueError as error:
        logs.trouble("listener_broke", error, reference=logs.reference())
    [line] = lines(capsys)
    assert line["error"] == "ValueError"
    assert "test_logging.py" in line["trace"][0]
    assert "Ana" not in json.dumps(line)
    assert len(line["reference"]) == 8


def test_a_library_is_heard_from_warnings_on_but_not_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("DEBUG", ())
    logging.getLogger("slack_bolt.middleware").info("a body with Ana's words")
    logging.getLogger("slack_bolt.middleware").warning("a body with %s", "Ana's words")
    [line] = lines(capsys)
    assert (line["action"], line["source"]) == ("library", "slack_bolt.middleware")
    assert "Ana" not in json.dumps(line)
