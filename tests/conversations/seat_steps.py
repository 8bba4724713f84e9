"""What reps and admins do with usage reports, step by step."""

from pathlib import Path
from typing import Any

from bot.store import readings

ANA, BEN, GUS, MGR, ADM = "U0ANA", "U0BEN", "U0GUS", "U0MGR", "U0ADM"
HEADER = (
    "Seat ID,Name,Invited Email Address,Date Activated,Days Active,Searches Performed,"
    "Profile Views,Leads Saved,Accounts Saved,InMails Sent,InMails Acceptance Rate,"
    "Total Connections,SSI - Overall Score,SSI - Establish your professional brand,"
    "SSI - Find the right people,SSI - Engage with insights,SSI - Build relationships"
)
SEPTEMBER = "Sales_Navigator_Usage_Reporting_2026-09-01_to_2026-09-30.csv"
OCTOBER = "Sales_Navigator_Usage_Reporting_2026-10-01_to_2026-10-31.csv"


def row(seat: int, email: str, total: int = 61) -> str:
    rest = (total - 45, 15, 15, 15)
    return (f"{seat},CANARY-NAME-{seat},{email},1/9/2024,12,40,31,4,2,10,30,1250,{total},"
            + ",".join(map(str, rest)))  # fmt: skip


def report(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


TEAM = report(
    row(71409821, "Gus@Acme.example"), row(71409822, "ben@acme.example", 62),
    row(71409823, "canary-3@acme.example", 63), row(71409824, "canary-4@acme.example", 64),
)  # fmt: skip

OTHER = TEAM.replace(b",62,", b",62.4,")
"""Another month."""


def reported(town: Any, user: str) -> list[tuple[str, int]]:
    """The readings that usage reports brought a person."""
    with town.demo.parts.store.begin(town.state()["team"]["id"], write=False) as db:
        kept = [one.reading for one in readings.all_of(db, user)]
    return [(one.day.isoformat(), one.total) for one in kept if one.source == "sales_navigator"]


def give(town: Any, user: str, data: bytes = TEAM, name: str = SEPTEMBER) -> dict[str, Any]:
    assert town.upload(user, name, data, "D" + user[1:])["ok"]
    town.settle()
    return dict(town.said_to(user)[-1])


def seat_form(town: Any, user: str, message: dict[str, Any]) -> dict[str, Any]:
    pressed = town.press(user, message, "ssi_seat")
    assert pressed["ok"], pressed
    return dict(town.view(user))


def type_address(town: Any, user: str, message: dict[str, Any], address: str) -> dict[str, Any]:
    view = seat_form(town, user, message)
    answer = town.post("submit", user=user, view_id=view["id"], values={"email": address})
    assert answer["ok"], answer
    town.settle()
    return dict(answer)


def ask(town: Any, whom: str, seat: str, message: dict[str, Any]) -> dict[str, Any]:
    """The admin opens the seats, then the form, and asks a person."""
    view = seat_form(town, ADM, message)
    pressed = town.post("click", user=ADM, view_id=view["id"], action_id="ssi_seat_match")
    assert pressed["ok"], pressed
    form = next(one for one in town.state()["views"]
                if one["user"] == ADM and one["callback_id"] == "ssi_seat_match_form")  # fmt: skip
    values = {"whom": whom, "seat": seat}
    return dict(town.post("submit", user=ADM, view_id=form["id"], values=values))


def database(town: Any) -> bytes:
    """Every byte of the database's files."""
    path = Path(town.demo.parts.store.url.removeprefix("sqlite:///"))
    files = [path.with_name(path.name + end) for end in ("", "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())
