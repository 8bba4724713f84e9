"""What a pillar is: the words behind its ⓘ."""

from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.blocks.wording import LONG_NAMES, SHORT_NAMES
from scoring.pillars import Pillar

TEXTS: dict[Pillar, tuple[str, str, str, str]] = {
    Pillar.BRAND: (
        "Can a stranger see at once whom you help, and do others confirm it?",
        "It goes by your profile, skills, endorsements and recommendations, and by what you post.",
        "A post may count for more when people read it and answer.",
        "To begin: look at your profile as a customer would. Change what would puzzle them.",
    ),
    Pillar.PEOPLE: (
        "Do you look for people who decide, and do you get to know them?",
        "It goes by searches, profiles you view and the days on which you are active.",
        "Sales Navigator adds saved leads and accounts. Without it the rest still counts.",
        "To begin: choose two job titles and one industry, and look for three such people.",
    ),
    Pillar.INSIGHTS: (
        "Do you add something useful to what others discuss, and do they respond?",
        "It goes by shares with a view of your own, by comments, by groups and their echo.",
        "One comment with a fact in it may do more than many likes.",
        "To begin: write two comments of two sentences this week, where your buyers read.",
    ),
    Pillar.RELATIONSHIPS: (
        "Do the people you turn to accept, reply and stay in touch?",
        "It goes by accepted invitations, replies, longer exchanges and contacts who decide.",
        "Messages lie between two pillars: LinkedIn's help counts them under Insights.",
        "To begin: answer whoever waits longest. Then help somebody without asking for anything.",
    ),
}
"""Four lines each: the question, what goes into it, a remark, a first step."""


def render(pillar: Pillar) -> Message:
    """One pillar in four lines."""
    lines = "\n".join(f"• {line}" for line in TEXTS[pillar])
    return notice(f"*{SHORT_NAMES[pillar]}: {LONG_NAMES[pillar].lower()}*\n{lines}")
