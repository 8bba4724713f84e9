"""The self-check, one tap a question, and the checklist with everything that is known."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message
from bot.blocks.wording import SHORT_NAMES
from scoring.selfcheck import PROFILE, QUICK, Choice

if TYPE_CHECKING:
    from bot.services.checklist import Checklist, Item
    from scoring.tips.tip import Tip

NOT_SURE = "Not sure"
QUESTIONS: dict[str, tuple[str, tuple[str, str, str]]] = {
    "profile": (
        "How many of these does your profile have? A recent photo, a banner, an About text. "
        "A headline that says whom you help, and results under your last two jobs.",
        ("All five", "Three or four", "Two or fewer"),
    ),
    "recommendations": (
        "How many recommendations stand on your profile?",
        ("5 or more", "1 to 4", "None"),
    ),
    "posts": (
        "How often did you post something of your own in the last three months?",
        ("Every week", "Once or twice a month", "Hardly ever"),
    ),
    "searches": (
        "How often do you search for people you could sell to?",
        ("Most working days", "About weekly", "Rarely"),
    ),
    "connections": (
        "How many people who decide at target accounts became connections last month?",
        ("8 or more", "3 to 7", "Fewer"),
    ),
    "comments": (
        "How many comments of two sentences or more do you write in a usual week?",
        ("5 or more", "1 to 4", "None"),
    ),
    "shares": (
        "How often do you share an article or a post with your own view on it?",
        ("Every week", "Once or twice a month", "Hardly ever"),
    ),
    "replies": (
        "Of the people you write to first, how many answer?",
        ("About half", "About a quarter", "Fewer"),
    ),
    "threads": (
        "How many conversations last month had two or more messages each way?",
        ("8 or more", "3 to 7", "Fewer"),
    ),
    "waiting": (
        "How many messages have waited for your answer for more than a week?",
        ("None", "A few", "Many"),
    ),
    "views": (
        "How many profiles of prospects do you read in a usual week?",
        ("10 or more", "3 to 9", "Fewer"),
    ),
    "leads": (
        "How many leads do you save in Sales Navigator in a usual week?",
        ("5 or more", "1 to 4", "None"),
    ),
    "notes": (
        "How many of your invitations carry a personal note?",
        ("Most", "About half", "Hardly any"),
    ),
}
"""A question and its answers, from most to least."""

SHORT: dict[str, str] = {
    "profile": "Profile at a glance", "recommendations": "Recommendations",
    "posts": "Posts of your own", "searches": "Searches for people",
    "connections": "New connections who decide", "comments": "Comments",
    "shares": "Shares with your view", "replies": "Answers to first messages",
    "threads": "Longer conversations", "waiting": "Messages that wait for you",
    "views": "Profiles you read", "leads": "Saved leads", "notes": "Personal requests",
    "profile.headline": "Headline: whom you help, 40 characters or more",
    "profile.summary": "Summary (About), 300 characters or more",
    "profile.industry": "Industry", "profile.location": "Location",
    "profile.positions": "Work history: two jobs with results",
    "profile.current": "A current position", "profile.education": "Education",
    "profile.skills": "Ten skills or more", "profile.photo": "A recent photo",
    "profile.banner": "A banner",
}  # fmt: skip
ANSWER_IDS = {
    "best": ids.CHECK_BEST, "middle": ids.CHECK_MIDDLE, "least": ids.CHECK_LEAST,
    "not_sure": ids.CHECK_NOT_SURE, "yes": ids.CHECK_YES, "no": ids.CHECK_NO,
}  # fmt: skip
CHECK_ANSWERS = {"yes": "yes", "no": "not yet"}
SEEN = {"measured": "your files show it", "declared": "you told me", "unknown": "unknown"}


def question(name: str, *, alone: bool = False) -> Message:
    """One question with its answers. `alone`: it was opened from the list."""
    text, answers = QUESTIONS[name]
    place = next((at for at, one in enumerate(QUICK, 1) if one.name == name), 0)
    where = f"Question {place} of {len(QUICK)}. " if place and not alone else ""
    kind = "one" if alone else "run"
    choices = [*zip(Choice, (*answers, NOT_SURE), strict=True)]
    row = [
        parts.button(said, ANSWER_IDS[choice], f"{kind}|{name}|{choice}")
        for choice, said in choices
    ]
    blocks = [parts.section(f"{where}*{text}*"), parts.actions(*row)]
    blocks.append(parts.context("Only you see this. You can change it at any time."))
    return Message(f"{where}{text}", blocks)


def render(checklist: Checklist) -> Message:
    """Everything by pillar: measured, told, or unknown."""
    blocks: list[Block] = [
        parts.header("Your checklist"),
        parts.context(
            "What your files show is ticked by them. The rest is yours to say, and it may be "
            "changed. Answers fade after three months."
        ),
    ]
    for pillar, items in groupby(checklist.items, key=lambda item: item.pillar):
        blocks.append(parts.section(f"*{SHORT_NAMES[pillar]}*"))
        blocks += [_line(item) for item in items]
    blocks += _tools(checklist)
    known = sum(item.state.value != "unknown" for item in checklist.items)
    said = f"Your checklist: {known} of {len(checklist.items)} items are known."
    if checklist.open:
        row = parts.actions(parts.button("Ten quick questions", ids.CHECK_START, style="primary"))
        blocks.insert(2, row)
    return Message(said, blocks)


def noted(checklist: Checklist, tip: Tip | None) -> Message:
    """The list after one tap, with the step that a "not yet" leads to."""
    made = render(checklist)
    if tip is None:
        return made
    text = f"Noted. A step for that: {tip.say}"
    return Message(text, [parts.section(text), *made.blocks])


def finished(checklist: Checklist) -> Message:
    """After the last of the ten."""
    text = (
        "Thank you, that helps me choose your steps. Your answers stand for three months, and "
        "files outrank them."
    )
    row = parts.actions(
        parts.button("My plan", ids.PLAN_OPEN, style="primary"),
        parts.button("See the checklist", ids.CHECK_LIST),
    )
    return Message(text, [parts.section(text), row])


def _line(item: Item) -> Block:
    mark = {"yes": "☑", "no": "☐"}.get(item.answer, "•" if item.answer else "◌")
    told = f", {_answer(item)}" if item.answer else ""
    text = f"{mark} {SHORT[item.about]} ({SEEN[item.state.value]}{told})"
    if item.state.value == "measured":
        return parts.section(text)
    if not item.about.startswith(PROFILE):
        change = parts.button(
            "Answer" if item.state.value == "unknown" else "Change",
            ids.CHECK_OPEN, item.about, label=f"Answer: {SHORT[item.about]}",
        )  # fmt: skip
        return parts.section(text, accessory=change)
    flipped = "no" if item.answer == "yes" else "yes"
    tick = parts.button(
        "Not yet" if flipped == "no" else "I have this",
        ANSWER_IDS[flipped], f"one|{item.about}|{flipped}",
        label=f"{SHORT[item.about]}: {CHECK_ANSWERS[flipped]}",
    )  # fmt: skip
    return parts.section(text, accessory=tick)


def _answer(item: Item) -> str:
    if item.answer in CHECK_ANSWERS:
        return CHECK_ANSWERS[item.answer]
    _, answers = QUESTIONS[item.about]
    return answers[list(Choice).index(Choice(item.answer))].lower()


def _tools(checklist: Checklist) -> list[Block]:
    """Two questions about tools, so that no step asks for what somebody lacks."""
    asked = [("sales_navigator", "Sales Navigator", checklist.sales_navigator)]
    if checklist.sales_navigator:
        asked.append(("crm_sync", "Sales Navigator joined with your CRM", checklist.crm_sync))
    lines = [parts.section("*Tools*")]
    for name, label, has in asked:
        said = {None: "unknown", True: "you have it", False: "you don't have it"}[has]
        flipped = "no" if has else "yes"
        button = parts.button(
            "I don't have it" if has else "I have it", ANSWER_IDS[flipped],
            f"one|{name}|{flipped}", label=f"{label}: {flipped}",
        )  # fmt: skip
        lines.append(parts.section(f"{label} ({said})", accessory=button))
    return lines
