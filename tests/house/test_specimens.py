"""The screens that the doctor has Slack check are all there, and pass our own checks."""

from datetime import UTC, datetime

from bot import specimens
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message
from bot.listeners.commands import COMMANDS
from bot.settings import Settings

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SETTINGS = Settings.read({"SLACK_BOT_TOKEN": "xoxb-1-1", "SLACK_APP_TOKEN": "xapp-1-1"})


def test_every_word_home_note_and_board_is_among_them_and_keeps_to_the_limits() -> None:
    names = set()
    for name, drawing in specimens.drawn(SETTINGS, NOW):
        names.add(name.split(" ")[0])
        faults = check_message(drawing) if isinstance(drawing, Message) else check_view(drawing)
        assert faults == [], name
    assert names >= {"report", "home", "digest", "board", *(word.name for word in COMMANDS)}
