"""The words of the slash command, and the one way from a text to its word."""

import difflib
from dataclasses import replace

from bot.blocks import notices
from bot.errors import CoachError
from bot.importers import pasted, typed
from bot.listeners.asking import Request
from bot.listeners.commands import (
    board,
    checklist,
    coach,
    digest,
    export,
    forget,
    goal,
    helping,
    icp,
    joining,
    log,
    outcome,
    pause,
    plan,
    privacy,
    report,
    settings,
    team,
    tips,
    trend,
    upload,
    why,
)
from bot.listeners.commands.word import Answer, Word

COMMANDS: tuple[Word, ...] = (
    Word("log", log.run, first=True),
    Word("upload", upload.run, first=True),
    Word("plan", plan.run, first=True),
    Word("pause", pause.run, first=True),
    Word("help", helping.run, first=True),
    Word("digest", digest.run),
    Word("why", why.run),
    Word("checklist", checklist.run),
    Word("tips", tips.run),
    Word("trend", trend.run),
    Word("goal", goal.run),
    Word("outcome", outcome.run),
    Word("coach", coach.run),
    Word("icp", icp.run),
    Word("settings", settings.run),
    Word("board", board.run),
    Word("join", joining.join),
    Word("leave", joining.leave),
    Word("team", team.run),
    Word("privacy", privacy.run),
    Word("export", export.run),
    Word("forget", forget.run),
)
"""Every word but the empty one, which is the report. Help and the manifest are written from it."""

LONG = 60
"""Characters from which a text that begins with no word of ours may be a pasted SSI page."""


def usage_hint() -> str:
    """The hint that Slack shows while the command is typed."""
    return "[" + " | ".join(word.name for word in COMMANDS if word.first) + "]"


def answer(request: Request, text: str) -> Answer:
    """What the text after the command asks for. An unknown word never acts: it is explained."""
    head, _, rest = text.strip().partition(" ")
    if not head:
        return report.run(request)
    for word in COMMANDS:
        if word.name == head.casefold():
            return word.run(replace(request, rest=rest.strip()))
    if typed.looks_like_numbers(text):
        return log.confirm(request, text)
    if len(text) > LONG:
        try:
            found = pasted.reading(text, log.today(request))
        except CoachError:
            pass
        else:
            return log.store(request, found)
    return notices.unknown_word(head, nearest(head), request.command)


MEANT = {
    "stop": "digest off", "off": "digest off", "unsubscribe": "digest off", "mute": "digest off",
    "note": "digest", "weekly": "digest", "remind": "digest",
    "holiday": "pause", "vacation": "pause", "away": "pause", "snooze": "pause",
    "correct": "trend", "edit": "trend", "change": "trend", "history": "trend", "readings": "trend",
    "score": "", "card": "", "report": "", "ssi": "", "weakest": "why", "explain": "why",
    "tip": "plan", "steps": "plan", "done": "plan", "week": "plan", "todo": "plan",
    "target": "goal", "leaderboard": "board", "ranking": "board", "manager": "team",
    "share": "privacy", "who": "privacy", "data": "privacy", "gdpr": "privacy",
    "another": "plan", "download": "export",
    "delete": "forget", "erase": "forget", "remove": "forget", "start": "help", "commands": "help",
}  # fmt: skip
"""What people type in place of one of our words, and what they are told to type."""


def nearest(word: str) -> str | None:
    """What was probably meant, or None."""
    if word.casefold() in MEANT:
        return MEANT[word.casefold()]
    names = [command.name for command in COMMANDS if command.name != "forget"]
    return next(iter(difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.5)), None)
