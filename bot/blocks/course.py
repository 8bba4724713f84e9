"""The trend: a chart where Slack draws one, and the same in words always."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message
from bot.blocks.notices import notice
from bot.blocks.wording import SHORT_NAMES, count, day, points, signed, total
from scoring.pillars import PILLARS
from scoring.slope import Course as Kind
from scoring.slope import Trend

if TYPE_CHECKING:
    from datetime import date

    from bot.services.course import Course
    from scoring.readings import Reading

MOST = 20
"""Points of a chart."""
WORDS = {Kind.UP: "moved up", Kind.DOWN: "moved down", Kind.STEADY: "steady"}


def render(course: Course) -> Message:
    """With the chart."""
    made = classic(course)
    drawn = _chart(course)
    return Message(made.text, [made.blocks[0], drawn, *made.blocks[1:]]) if drawn else made


def classic(course: Course) -> Message:
    """The same figures in words and signs, where no chart can be drawn."""
    if not course.readings:
        return _empty(course)
    lines = [_total(course), *_pillars(course)]
    more = [line for line in (_shifts(course), _jump(course), _ahead(course)) if line]
    today = course.card.today
    values = [one.total for one in course.readings[-MOST:]]
    first, last = course.readings[-MOST:][0], course.readings[-1]
    row = (
        f"{parts.spark(values)}  {total(first.total)} on {day(first.day, today)}, "
        f"{total(last.total)} on {day(last.day, today)}"
    )
    blocks = [
        parts.header("Your trend"),
        parts.section(row),
        parts.section("\n".join(lines)),
        *([parts.section("\n".join(more))] if more else []),
        parts.actions(
            parts.log_button(primary=False),
            parts.button("My readings", ids.READINGS_OPEN, label="My readings: correct or delete"),
        ),
        parts.context("Only numbers that you reported stand here. None of them is an estimate."),
    ]
    said = " ".join((*lines, *more)).replace("*", "")
    return Message(f"Your trend. {said}"[:3000], blocks)


def how(command: str) -> Message:
    """A day that could not be read."""
    return notice(
        f"Name a day like this: `{command} trend since 2026-02-01`. "
        f"`{command} trend` alone shows the last three months."
    )


def _empty(course: Course) -> Message:
    if course.since is not None and course.card.report.readings:
        since = day(course.since, course.card.today)
        return notice(f"You gave me no numbers since {since}. An earlier day would show more.")
    text = "There is no trend yet: it begins with your first four numbers."
    return Message(text, [parts.section(text), parts.actions(parts.log_button())])


def _total(course: Course) -> str:
    return f"*Total*: {_said(course.total)}"


def _pillars(course: Course) -> list[str]:
    if not any(one.pillars for one in course.readings):
        return []
    return [
        f"*{SHORT_NAMES[pillar]}*: {_said(found)}"
        for pillar, found in zip(PILLARS, course.pillars, strict=True)
    ]


def _said(found: Trend) -> str:
    if found.kind is Kind.TOO_EARLY:
        more = count(found.needs, "more week", "more weeks")
        return f"too early, {more} with a reading would tell."
    if found.kind is Kind.STEADY:
        return "steady."
    return f"{WORDS[found.kind]}, about {found.slope:+.1f} a week ({_between(found)})."


def _between(found: Trend) -> str:
    return f"between {found.low:+.1f} and {found.high:+.1f}"


def _shifts(course: Course) -> str:
    said = [
        f"around {day(one.day, course.card.today)} ({signed(one.total)})" for one in course.shifts
    ]
    if not said:
        return ""
    again = " The trend counts from there." if course.restarted else ""
    return f"LinkedIn may have changed its scoring {' and '.join(said)}.{again}"


def _jump(course: Course) -> str:
    if course.jump is None:
        return ""
    on = day(course.jump.day, course.card.today)
    before, after = total(course.jump.before), total(course.jump.after)
    return f"Your total jumped from {before} to {after} near {on}."


def _ahead(course: Course) -> str:
    found = course.ahead
    if found is None:
        return ""
    low, high = round(100 * found.low), round(100 * found.high)
    between = parts.between(low, high, whole=True)
    return f"In four weeks, by estimate: {between}, four times out of five."


def _chart(course: Course) -> Block | None:
    """Total and pillars over at most 20 readings; the averages that LinkedIn showed beside them."""
    shown = course.readings[-MOST:]
    if len(shown) < 2:
        return None
    labels = [_label(one.day, course.card.today) for one in shown]
    series = [_series("Total", labels, [one.total for one in shown])]
    if all(one.pillars for one in shown):
        for pillar in PILLARS:
            values = [one.points(pillar) or 0 for one in shown]
            series.append(_series(SHORT_NAMES[pillar], labels, values))
    averages = [one.industry_average for one in shown]
    if all(value is not None for value in averages):
        known = [value for value in averages if value is not None]
        series.append(_series("Industry average", labels, known))
    axis = {"categories": labels, "x_label": "Day", "y_label": "SSI (0 to 100)"}
    return {
        "type": "data_visualization",
        "title": "Your SSI, as you reported it",
        "chart": {"type": "line", "series": series, "axis_config": axis},
    }


def _series(name: str, labels: list[str], values: list[int]) -> Block:
    data = [
        {"label": label, "value": value / 100} for label, value in zip(labels, values, strict=True)
    ]
    return {"name": name, "data": data}


def _label(when: date, today: date) -> str:
    """Days of different years must not look alike."""
    return when.isoformat() if (today - when).days > 300 else f"{when.day}.{when.month}."


def readings(
    rows: Sequence[tuple[str, Reading]], today: date, former: Reading | None = None
) -> Message:
    """One's own readings, newest first, each to be corrected or deleted. `former`: one that was
    corrected just now."""
    if not rows:
        return notice("You have no readings now. Your next four numbers begin a new row.")
    blocks = [parts.header("My readings")]
    lead = f"Saved. This gave way: {_row(former, today)}." if former else ""
    blocks += [parts.section(lead)] if lead else []
    for id, one in rows:
        blocks += [parts.section(_row(one, today)), _row_buttons(id, one)]
    blocks.append(parts.context("The ten newest days. Deleting one can't be undone."))
    listed = "; ".join(_row(one, today) for _, one in rows)
    return Message(f"{lead} My readings: {listed}".strip()[:3000], blocks)


def _row(one: Reading, today: date) -> str:
    four = ""
    if one.pillars is not None:
        four = " (" + " · ".join(points(value) for value in one.pillars) + ")"
    return f"{day(one.day, today)}: {total(one.total)}{four}, {HOW[one.source]}"


HOW = {
    "typed": "typed",
    "pasted": "pasted",
    "json": "from a file",
    "table": "imported",
    "sales_navigator": "from Sales Navigator",
}


def _row_buttons(id: str, one: Reading) -> Block:
    when = f"{one.day.day}.{one.day.month}."
    return parts.actions(
        parts.button("Correct", ids.READING_EDIT, id, label=f"Correct the reading of {when}"),
        parts.button(
            "Delete", ids.READING_DELETE, id, style="danger",
            label=f"Delete the reading of {when}",
            confirm={
                "title": parts.plain("Delete this reading?"),
                "text": parts.plain("It goes for good. Your other readings stay."),
                "confirm": parts.plain("Delete"),
                "deny": parts.plain("Keep it"),
            },
        ),
        block_id=f"reading_{id}",
    )  # fmt: skip
