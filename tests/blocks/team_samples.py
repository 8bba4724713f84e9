"""Teams to draw: what somebody shares, and what others may see of it."""

from typing import Any

from bot.services.grants import Reader, Sharing
from bot.services.managing import Standing
from bot.services.team import Listed, TeamPage
from bot.services.team_granted import Granted, Weeks
from bot.services.team_pillar import TeamPillar
from bot.store.grants import Grant
from bot.store.receipts import Receipt
from scoring.pillars import Pillar
from tests.blocks.samples import NOW, TODAY, board, reading

ITEMS = ("pack", "readings", "weeks")


def pillar(*pillars: Pillar, shared: tuple[Pillar, int] | None = None) -> TeamPillar:
    return TeamPillar(pillars, 85, shared, 7, "2026-W47")


def team_page(**more: Any) -> TeamPage:
    known: dict[str, Any] = {
        "standing": Standing(board(), keeper=False, manager=False, joined=True), "joined": 7,
        "fresh": (5, 7), "pillar": pillar(Pillar.INSIGHTS, shared=(Pillar.BRAND, 3)), "names": (),
        "granted": (), "granting": 0, "first": 0, "mode": "sums",
    }  # fmt: skip
    return TeamPage(**{**known, **more})


LEADS = Standing(board(), keeper=True, manager=True, joined=False)


def listed(who: str, n: int = 0) -> Listed:
    return Listed(f"U{n}", who, tuple((item, TODAY) for item in ITEMS))


def sharing(names: list[str], **more: Any) -> Sharing:
    """What somebody shares with people of these names, who looked, and what they ask for."""
    known = {f"U{n}": one for n, one in enumerate(names)}
    rows = [
        Grant(f"g{n}", "U99", f"U{n}", "C1", ITEMS[n % 3], state, NOW, NOW)
        for n in range(len(names)) for state in ("granted", "asked")
    ]  # fmt: skip
    found: dict[str, Any] = {
        "mode": "sums", "zone": "Asia/Tokyo",
        "readers": tuple(Reader(user, who, "C1") for user, who in known.items()),
        "granted": tuple(one for one in rows if one.state == "granted"),
        "asked": tuple(one for one in rows if one.state == "asked"),
        "receipts": tuple(Receipt(f"U{n}", item, NOW) for n, item in
                          enumerate(("team", "pack weeks", "file")) if n < len(names)),
        "items": ITEMS, "names": known,
    }  # fmt: skip
    return Sharing(**{**found, **more})


def granted(who: str, text: str, readings: int = 3) -> Granted:
    shown = tuple(reading(7 * n, 1500, 1500, 900, 1600) for n in range(readings))
    since = dict.fromkeys(ITEMS, TODAY)
    return Granted("U1", who, "C1", TODAY, since, (text, TODAY), shown, Weeks(3, 6, TODAY))
