"""What tests of the verbs share: a Slack for processes to talk to."""

from collections.abc import Iterator

import pytest

from sandbox.server import Sandbox


@pytest.fixture
def box() -> Iterator[Sandbox]:
    made = Sandbox()
    made.start()
    yield made
    made.stop()
