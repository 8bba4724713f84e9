"""What someone sees who has given nothing yet."""

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View

WHAT = (
    "LinkedIn shows you a Social Selling Index. I remember it, explain it, "
    "and give you one small step a week."
)
KEPT = (
    "*I keep* the numbers you type and counts from files you upload. "
    "I never keep names, texts or the files themselves."
)
WHO = "*Only you see this.* Nobody else does, unless you share it yourself."
NOT_LINKEDIN = "SSI Coach is not affiliated with LinkedIn. It never opens LinkedIn for you."


def render(command: str) -> Message:
    """The answer to the first command."""
    text = f"{WHAT} To begin, type `{command} log` and your four numbers. Only you see this."
    return Message(text, blocks(command))


def home(command: str) -> View:
    """The same in App Home."""
    return {"type": "home", "blocks": blocks(command)}


def blocks(command: str) -> list[Block]:
    """The welcome."""
    return [
        parts.header("Welcome to SSI Coach"),
        parts.section(WHAT),
        parts.section(
            "Open your SSI page, read off the four numbers, and give them to me. "
            "That takes half a minute."
        ),
        parts.actions(
            parts.log_button("Type my four numbers"),
            parts.button("Upload or paste", ids.UPLOAD_OPEN),
            parts.link_button(),
        ),
        parts.section(f"{KEPT}\n{WHO}"),
        parts.context(
            f"Or in one line: `{command} log 18.2 12.5 20 14.1`, in LinkedIn's order. "
            f"`{command} help` shows what else I can do.",
            NOT_LINKEDIN,
        ),
    ]
