"""The page of a team: what it needs together, and to its manager what reps granted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.team_session import SESSIONS, THEMES, UNSURE
from bot.blocks.wording import SHORT_NAMES, count, day, either, name, spoken

if TYPE_CHECKING:
    from bot.services.team import Listed, TeamPage
    from bot.services.team_file import TeamFile
    from bot.services.team_pillar import TeamPillar

FEW = (
    "*No pillar of the team yet.* It starts with five people. "
    "Each takes part in the board and has a reading of this month. "
    "And each chose _Sums only_ or _Open to my boards_ under What I share."
)
FOR_FEW = (
    "*A team of three or four* gets the board of its channel. "
    "Each person has their own card and plan, and a page for a 1:1 that they may share."
)
STANDS = (
    "It is worked out once a week from readings alone. "
    "While one person comes or goes it stays as it is, so that it tells of nobody."
)
EACH_SEES = "Each of them sees that you opened this page, and each card that you open."
ITEMS = {
    "pack": "page for a 1:1",
    "readings": "reported numbers",
    "weeks": "kept weeks",
}
"""What may be granted."""
NAMES_MOST = 1500
"""Characters of a list of names."""


def render(page: TeamPage, *, admin: bool) -> Message:
    """The page as its asker may see it. `admin`: they are a coach admin."""
    lines = [*_first(page), *_people(page)]
    blocks: list[Block] = [parts.header("This team"), *(parts.section(line) for line in lines)]
    if page.pillar is not None:
        blocks += [parts.section(_session(page.pillar)), parts.context(STANDS)]
    if page.standing.manager:
        blocks += _granted(page)
    row = _buttons(page, admin)
    blocks.append(parts.actions(*row))
    return Message(spoken(" ".join(lines))[:3000], blocks)


def _first(page: TeamPage) -> list[str]:
    if page.pillar is None:
        return [FEW, FOR_FEW]
    return [_pillar(page.pillar)]


def _pillar(found: TeamPillar) -> str:
    if len(found.pillars) == 1:
        said = f"*The team's weakest pillar: {SHORT_NAMES[found.pillars[0]]}.*"
        said += f" The chance that this is right is about {found.chance} %."
    elif found.pillars:
        said = f"*{either(found.pillars)}*: too close to call which is the team's weakest."
        said += f" The chance that it is one of the two is about {found.chance} %."
    else:
        said = "*No pillar stands out as the team's weakest.*"
    said += f" That rests on the readings of {count(found.members, 'person', 'people')}."
    if found.shared is not None:
        pillar, many = found.shared
        said += f"\nTaken one by one it is most often {SHORT_NAMES[pillar]}: for {many} of them."
    return said


def _people(page: TeamPage) -> list[str]:
    said = []
    if page.joined is not None:
        take = count(page.joined, "person takes", "people take")
        said.append(f"{take} part in the board.")
    if page.fresh is not None:
        fresh, of = page.fresh
        said.append(f"When I last counted, {fresh} of {of} had numbers of the two weeks before.")
    lines = [" ".join(said)] if said else []
    if page.names:
        lines.append(f"*Take part*: {names(page.names)}.")
    return lines


def names(people: Sequence[str]) -> str:
    """Names in a row, as many as fit, and how many more there are."""
    shown: list[str] = []
    for one in map(name, people):
        if len(", ".join([*shown, one])) > NAMES_MOST:
            break
        shown.append(one)
    left = len(people) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _session(found: TeamPillar) -> str:
    if not found.pillars:
        return UNSURE
    pillar = found.pillars[0]
    return f"*Theme*: {THEMES[pillar]}\n*15 minutes together*\n{SESSIONS[pillar]}"


def _granted(page: TeamPage) -> list[Block]:
    blocks: list[Block] = [parts.divider()]
    if not page.granted:
        blocks.append(parts.section("Nobody shares anything with you here. That is theirs to do."))
        return blocks
    blocks.append(parts.section(f"*Shared with you*\n{EACH_SEES}"))
    for one in page.granted:
        button = parts.button(
            "Open", ids.TEAM_REP, f"{page.channel} {one.user}", label="Open what they share"
        )
        blocks.append(parts.section(_row(one), accessory=button))
    return blocks


def _row(one: Listed) -> str:
    items = ", ".join(f"{ITEMS[item]} since {day(since)}" for item, since in one.items)
    return f"{name(one.name)}: {items}"


def _buttons(page: TeamPage, admin: bool) -> list[dict[str, Any]]:
    channel, standing = page.channel, page.standing
    row = []
    if standing.joined:
        row += [
            parts.button("What I share", ids.SHARING_OPEN),
            parts.button("My 1:1 page", ids.PACK_OPEN),
        ]
    else:
        row.append(parts.button("Join", ids.BOARD_JOIN, channel, style="primary"))
    if standing.manager:
        row.append(parts.button("Ask for something", ids.TEAM_ASK, channel))
        after = page.first + len(page.granted)
        if after < page.granting:
            row.append(parts.button("Next people", ids.TEAM_MORE, f"{channel} {after}"))
        if page.granted:
            row.append(
                parts.button("As a file", ids.TEAM_CSV, channel, label="What is shared, as a file")
            )
    if standing.manager or standing.keeper:
        row.append(parts.button("Launch kit", ids.TEAM_KIT, channel))
    if admin:
        row += [
            parts.button("Managers", ids.MANAGERS_OPEN, channel, label="Managers of this board"),
            parts.button("Sales Navigator seats", ids.SEAT_OPEN),
            parts.button("Team report", ids.UPLOAD_OPEN, label="Give a report of Sales Navigator"),
        ]
    return row


def choose(channels: Sequence[str], command: str) -> Message:
    """Elsewhere than in a channel: the teams that one may open."""
    if not channels:
        return notice(
            f"You take part in no team yet. In a channel with a board type `{command} join`."
        )
    text = "Your teams. Each belongs to the board of a channel."
    rows = [
        parts.section(
            f"<#{channel}>",
            accessory=parts.button("Open", ids.TEAM_OPEN, channel, label="Open this team"),
        )
        for channel in channels[:20]
    ]
    return Message(text, [parts.section(text), *rows])


def no_board(command: str) -> Message:
    """A channel without a board has no team."""
    return notice(f"This channel has no board, so no team yet. `{command} board` sets one up.")


FILE_COLUMNS = (
    "name", "item", "date", "total", "brand", "people", "insights", "relationships", "weeks",
    "of_weeks", "text",
)  # fmt: skip
"""The columns of the file."""


def file_begun(people: int) -> Message:
    """The file was promised."""
    whose = count(people, "person", "people")
    return notice(
        f"The file comes into our chat, usually within a minute. It is about {whose}. "
        "Each of them sees that you took it."
    )


def on_its_way() -> Message:
    """Asked again within a minute."""
    return notice("The file is on its way already. It comes into our chat.")


def file_sent(made: TeamFile) -> Message:
    """Beside the file."""
    return notice(
        "Here is what reps share with you as manager of their board. "
        "Each of them sees that you took it. Please delete it when you are done."
    )


def nothing_to_send() -> Message:
    """Nobody shares anything."""
    return notice("Nobody shares anything with you there, so no file was made.")
