"""The weekly post of a board: the line of the whole team first, then names, then the season."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.blocks import ids, parts, quest
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.wording import count, day, dead, name, numeral, percent, spoken, total
from scoring.improvement import Place
from scoring.team import Clubs, Consistency

if TYPE_CHECKING:
    from bot.services.board_post import BoardView, Edit

LUCK = (
    "Gains are of readings that their owners reported, with luck, the start and changes of "
    "LinkedIn's own taken out. The number after ± is the error that four in five stay within."
)
LEFT_OUT = "The figures of this post are left out now."
KEPT = "A week is kept by a step marked as done, or by two active days in one's own files."


def render_native(view: BoardView) -> Message:
    """The weekly post with Slack's own table, where there are rows to show."""
    rows = _rows(view, dead)
    if not rows:
        return render_classic(view)
    table: Block = {
        "type": "table",
        "column_settings": [{"align": "left", "is_wrapped": True}, {"align": "right"}],
        "rows": [[_cell(words) for words in _columns(view)]]
        + [[_cell(first), _cell(second)] for first, second in rows],
    }
    return Message(_text(view), [*_head(view), table, *_foot(view)])


def render_classic(view: BoardView) -> Message:
    """The weekly post in plain lines."""
    rows = _rows(view)
    lines = "\n".join(f"• {who}: {what}" for who, what in rows)
    body = [parts.section(lines)] if lines else []
    return Message(_text(view), [*_head(view), *body, *_foot(view)])


def render_edit(edit: Edit) -> Message:
    """A post after somebody left."""
    return render_native(edit.view) if edit.view else _withdrawn(edit)


def render_edit_classic(edit: Edit) -> Message:
    """The same in plain lines."""
    return render_classic(edit.view) if edit.view else _withdrawn(edit)


def _withdrawn(edit: Edit) -> Message:
    if edit.earlier:
        return notice("The figures of this earlier post are left out now.")
    return notice("This board rests until three people take part again.")


def _cell(text: str) -> dict[str, str]:
    """A cell is never parsed, so names stand in it unescaped."""
    return {"type": "raw_text", "text": text or "–"}


def _columns(view: BoardView) -> tuple[str, str]:
    return ("Name", "Weeks kept") if isinstance(view.standing, Consistency) else ("Club", "Who")


def _rows(view: BoardView, spell: Callable[[str], str] = name) -> list[tuple[str, str]]:
    """Who and what. `spell` writes a name for the place where it stands."""
    if isinstance(view.standing, Clubs):
        return [
            (
                f"{total(club.at_least)} and more",
                ", ".join(spell(one) for one in club.names)
                if club.names
                else count(club.count, "person", "people"),
            )
            for club in view.standing.clubs
        ]
    return [(spell(one.name), f"{one.weeks} of {view.week}") for one in view.standing.rows]


def _head(view: BoardView) -> list[Block]:
    """What the group did together comes first."""
    said = (_team_line(view), quest.line(view.quest) if view.quest else "")
    lines = [parts.section(line) for line in said if line]
    if not lines and not _rows(view):
        lines = [parts.section(LEFT_OUT)]
    return [parts.header(_title(view)), *lines]


def _title(view: BoardView) -> str:
    return "The team's season" if view.summary else "The team's week"


def _team_line(view: BoardView) -> str:
    standing = view.standing
    if isinstance(standing, Consistency):
        lines = []
        if standing.team_kept is not None and standing.team_of is not None:
            kept, of = standing.team_kept, standing.team_of
            lines.append(f"*Together you kept {kept} of {of} weeks.*")
        if standing.all_level:
            lines.append("Everybody who acted kept the same number of weeks.")
        if standing.tie:
            lines.append(f"{_big(standing.tie)} people share the next place.")
        return " ".join(lines)
    if not standing.clubs:
        return "No club is shown this week."
    return ""


def _big(number: int) -> str:
    return numeral(number)[:1].upper() + numeral(number)[1:]


def _gains(view: BoardView) -> list[Block]:
    if view.gains is None:
        return []
    said = _gain_lines(view.gains) or ["Nobody's gain stands out from luck this season."]
    return [parts.section("\n".join(("*Gains over the season*", *said))), parts.context(LUCK)]


def _gain_lines(gains: tuple[tuple[Place, str], ...]) -> list[str]:
    return [
        f"• {name(who)}: about {one.gain.points:.0f} points up, ±{max(1, round(one.gain.band))}, "
        f"{percent(one.gain.share)} of the way to 100{', the largest' if one.first else ''}"
        for one, who in gains
    ]


def _foot(view: BoardView) -> list[Block]:
    board = view.board
    week = f"Week {view.week} of {board.season_weeks}"
    season = (
        f"{week}, counted to {day(view.through)}. The season ends on {day(view.season_end)}."
        if not view.summary
        else f"The season of {count(board.season_weeks, 'week', 'weeks')} ended on "
        f"{day(view.season_end)}. Now the board is quiet; its keeper starts the next one."
    )
    kind = (
        KEPT
        if isinstance(view.standing, Consistency)
        else "Scores were reported by their owners within the last 14 days."
    )
    row = [
        parts.button("My line", ids.BOARD_LINE, board.channel),
        parts.button("Join", ids.BOARD_JOIN, board.channel),
        parts.button("Leave", ids.BOARD_LEAVE, board.channel),
    ]
    if view.quest is not None and not view.quest.over:
        row.insert(0, quest.bring_button(view.quest.quest.id))
    return [*_gains(view), parts.context(season, kind), parts.actions(*row)]


def _text(view: BoardView) -> str:
    rows = "; ".join(f"{who}: {what}" for who, what in _rows(view))
    line = spoken(_team_line(view))
    goal = spoken(quest.line(view.quest)) if view.quest else ""
    gains = "; ".join(one.removeprefix("• ") for one in _gain_lines(view.gains or ()))
    week = "" if view.summary else f"Week {view.week}."
    said = (
        f"{_title(view)}.", week, line, goal, rows and f"{rows}.", gains and f"Gains: {gains}.",
    )  # fmt: skip
    return " ".join(part for part in said if part)[:3000]
