"""`checklist`: ten quick questions at first, then everything that is known, measured or told."""

from bot.blocks import checklist as screens
from bot.blocks import notices
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import checklist
from scoring.selfcheck import BY_QUESTION, PROFILE


def run(request: Request) -> Answer:
    """The first question to those who answered none yet; else the list, which leads on to the
    open ones."""
    made = checklist.show(request.store, request.team, request.user, request.now)
    return screens.render(made) if made.begun or not made.open else screens.question(made.open[0])


def started(request: Request) -> Answer:
    """The next open question; where none is open, the list."""
    made = checklist.show(request.store, request.team, request.user, request.now)
    return screens.question(made.open[0]) if made.open else screens.render(made)


def listed(request: Request) -> Answer:
    """The list, whatever is open."""
    made = checklist.show(request.store, request.team, request.user, request.now)
    return screens.render(made)


def opened(request: Request, about: str) -> Answer:
    """One question from the list."""
    return screens.question(about, alone=True) if about in BY_QUESTION else notices.gone()


def answered(request: Request, value: str) -> Answer:
    """Keep one tap, and go on: to the next question of a row, or back to the list.

    `value`: "run" or "one", what it is about, and the answer.
    """
    kind, about, said = (*value.split("|"), "", "")[:3]
    store, team, user, now = request.store, request.team, request.user, request.now
    made = checklist.answer(store, team, user, about, said, now)
    if made is None:
        return notices.gone()
    if kind == "one":
        wanted = said == "no" and about.startswith(PROFILE)
        return screens.noted(made, checklist.help_with(about) if wanted else None)
    following = checklist.following(made, about)
    return screens.question(following) if following else screens.finished(made)
