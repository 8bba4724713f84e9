"""The weekly rhythm in a sentence or two, for its owner alone. A gap is never spoken of."""

from bot.blocks.wording import numeral
from scoring.rhythm import Rhythm, State

SENTENCES: dict[State, str] = {
    State.RUNNING: "{weeks} with your planned step.",
    State.OPEN: "{weeks} with your planned step so far. The next step carries it on.",
    State.RESTING: "{weeks} with your planned step so far. This week rests, and it waits for you.",
    State.BACK: "good to see you again. It goes on: {weeks} with your planned step.",
}
MENDED = "mended with one step. That makes {weeks} with your planned step."


def line(rhythm: Rhythm) -> str | None:
    """A sentence or two; None while there is no week to tell of."""
    said = SENTENCES.get(rhythm.state)
    if said is None:
        return None
    if rhythm.mended and rhythm.state is State.RUNNING:
        said = MENDED
    weeks = f"{numeral(rhythm.weeks)} {'week' if rhythm.weeks == 1 else 'weeks'}"
    return f"*Rhythm*: {said.format(weeks=weeks)}"
