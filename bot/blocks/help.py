"""Help: six words first, the rest behind More."""

from functools import cache
from importlib.metadata import version

from bot.blocks import ids, parts
from bot.blocks.first_run import NOT_LINKEDIN
from bot.blocks.message import Message
from bot.blocks.wording import escape

FIRST: tuple[tuple[str, str], ...] = (
    ("", "your card: the number, the weakest pillar, one next step"),
    ("log", "record the four numbers, like `log 18.2 12.5 20 14.1`; a day anew corrects it"),
    ("upload", "give me LinkedIn's files, or paste your SSI page"),
    ("plan", "up to three steps for the week, like `plan 45` for 45 minutes"),
    ("pause", "leave, with a return by itself: `pause 2w`, `pause until 2026-12-28`"),
    ("help", "this page"),
)
REST: tuple[tuple[str, str], ...] = (
    ("digest", "a weekly note: `digest on`, `digest thursday 08:15`, `digest off`"),
    ("why", "where each point comes from"),
    ("checklist", "ten quick questions, then all that I know"),
    ("tips", "steps done, running and put aside"),
    ("trend", "your readings over time, to correct too, like `trend since 2026-02-01`"),
    ("goal", "a number by a day: `goal 70 by 2027-03-01`"),
    ("outcome", "your own count of the week: `outcome 4`"),
    ("coach", "does it help? My forecasts against your readings"),
    ("icp", "your ideal customer, to judge who fits"),
    ("settings", "note, working hours, minutes and numbers, in one form"),
    ("board", "a weekly board for this channel"),
    ("join", "take part in this channel's board, by name"),
    ("leave", "take part no more, at once"),
    ("team", "what this channel's team needs, and what you share"),
    ("privacy", "what I keep of you, who sees it, and your choices"),
    ("export", "everything I keep of you, as files in our chat"),
    ("forget", "`forget me` erases everything of yours, after one question"),
)
GROUP = 4
"""Words in a group of the second page."""
POPULARITY = (
    "The index is no contest in being liked: it looks at what you do and how people answer."
)


def render(command: str, contact: str) -> Message:
    """The first page."""
    lines = _lines(command, FIRST)
    blocks = [
        parts.header("What I can do"),
        parts.section(lines),
        parts.section(POPULARITY),
        parts.actions(
            parts.button("More", ids.HELP_MORE, label="More words"),
            parts.log_button(primary=False),
        ),
        parts.context(
            "In our chat the same words work without the command.",
            "LinkedIn does not publish the formula. What I calculate is an estimate.",
            f"SSI Coach {_version()}. {NOT_LINKEDIN}",
            *([f"Questions? Ask {escape(contact)}."] if contact else []),
        ),
    ]
    return Message(f"What I can do. {_spoken(command, FIRST)}", blocks)


def more(command: str) -> Message:
    """The other words."""
    groups = [REST[at : at + GROUP] for at in range(0, len(REST), GROUP)]
    blocks = [parts.section(_lines(command, words)) for words in groups]
    return Message(f"More words. {_spoken(command, REST)}", blocks)


@cache
def _version() -> str:
    """The installed version."""
    return version("ssi-coach")


def _lines(command: str, words: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"`{f'{command} {word}'.strip()}`  {what}" for word, what in words)


def _spoken(command: str, words: tuple[tuple[str, str], ...]) -> str:
    said = (f"{command} {word}".strip() + f": {what}" for word, what in words)
    return ". ".join(said).replace("`", "") + "."
