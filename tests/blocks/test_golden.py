"""The main screens as they stand, so that a change of one is seen by whoever makes it.

`REWRITE_GOLDEN=1 pytest tests/blocks/test_golden.py` writes them anew.
"""

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from bot.blocks import (
    admin,
    board_status,
    export,
    first_run,
    forget,
    grants,
    help,
    icp,
    ifthen,
    ifthen_cue,
    launch,
    log,
    notices,
    packs,
    pause,
    plan,
    privacy,
    quiet,
    settings,
    upload,
    upload_details,
    why,
)
from bot.blocks import archive_wait as waits
from bot.blocks import board as boards
from bot.blocks import board_post as posts
from bot.blocks import card as screens
from bot.blocks import digest as digests
from bot.blocks import quest as quests
from bot.blocks import team as teams
from bot.blocks.message import Message
from bot.services.admin import Known as Holding
from bot.services.archive_wait import Asked
from bot.services.digest_content import Digest
from bot.services.erasing import Forgotten
from bot.services.erasing import Kept as OwnRows
from bot.services.ifthen import Kept
from bot.services.ifthen_cue import Cue
from bot.services.leave import Away, Paused
from bot.services.packs import Draft
from bot.services.privacy import Privacy
from bot.services.quest import Mine
from bot.services.settings import Known
from bot.services.silence import Quiet
from bot.store.grants import GRANTED, Grant
from bot.store.leaves import Leave
from bot.store.receipts import Receipt
from bot.store.workspaces import Policy
from scoring.tips import TIPS
from scoring.titles import IdealCustomer
from tests.blocks.samples import (
    FILES_ALONE,
    NEWCOMER,
    NOW,
    RICH,
    STEADY_TIE,
    TODAY,
    TOTAL_ALONE,
    at_home,
    board,
    board_view,
    if_then,
    member,
    quest,
    reading,
    running,
    season_view,
    states,
)
from tests.blocks.team_samples import LEADS, granted, listed, sharing, team_page

FOLDER = Path(__file__).parent / "golden"
LONG = 90
"""Entries of a list that is shown by its ends."""
ROWS = [("Ana Costa", 3), ("Ben Okafor", 2), ("Chiara <Rossi>", 1), ("Dev & Patel", 1), ("Eva", 1)]
KEEPERS = next(one for one in states() if one.keeper and one.quest is not None)
LEAVE = Leave("l1", TODAY, date(2026, 12, 7))
RECEIPT = {
    "files": [
        {"kind": "connections", "rows_read": 412, "rows_skipped": 3, "first": "2019-04-02",
         "last": "2026-11-19"},
        {"kind": "messages", "rows_read": 1, "rows_skipped": 0, "first": None, "last": None},
    ],
    "private": 2, "ignored": 1,
    "left_out": [
        {"kind": "connections", "reason": "cells", "count": 3, "rows": [5, 9, 1204]},
        {"kind": "connections", "reason": "dates", "count": 7, "rows": [2, 3, 4, 5, 6]},
        {"kind": "messages", "reason": "other", "count": 1, "rows": []},
        {"kind": "ssi_history", "reason": "values", "count": 1, "rows": [3],
         "columns": ["engage with insights"]},
        {"kind": "ssi_history", "reason": "values", "count": 2, "rows": [7, 9],
         "columns": ["2025-10-01"]},
    ],
    "warnings": [{"code": "rows_left_out", "count": 3}, {"code": "encrypted", "count": 0}],
    "notes": ["basic_archive", "private_skipped", "older_than_known"], "readings": 1, "as_of": "2026-11-19",
    "sha256": "0123456789abcdef" * 4, "before": 4100, "after": 4400,
}  # fmt: skip

PRIVACY = Privacy(
    member=member(), rows={"member": 1, "reading": 12, "upload": 1}, boards=("C1",),
    grants=(Grant("g1", "U1", "U9", "C1", "pack", GRANTED, None, NOW),),
    looks=(Receipt("U9", "pack", NOW), Receipt("U8", "readings", NOW)),
    names={"U9": "Mia <Keller>"}, keep_months=24,
)  # fmt: skip

SCREENS: dict[str, Callable[[], Any]] = {
    "first_run": lambda: first_run.render("/ssi"),
    "home_first_run": lambda: first_run.home("/ssi"),
    "card_newcomer": lambda: screens.render(NEWCOMER, lead="Saved.", saved="r1", ask_digest=True),
    "card_rich": lambda: screens.render(RICH),
    "card_files_alone": lambda: screens.render(FILES_ALONE),
    "card_total_alone": lambda: screens.render(TOTAL_ALONE),
    "card_steady_tie": lambda: screens.render(STEADY_TIE),
    "home": lambda: at_home(RICH),
    "why_rich": lambda: why.render(RICH),
    "why_files_alone": lambda: why.render(FILES_ALONE),
    "why_steady_tie": lambda: why.render(STEADY_TIE),
    "plan": lambda: plan.render(RICH),
    "plan_running": lambda: plan.render(RICH, running()),
    "ifthen_form": lambda: ifthen.new(TIPS[26], "Europe/Berlin"),
    "ifthen_kept": lambda: ifthen.kept(Kept(if_then(), "Europe/Berlin", TODAY, "p0")),
    "ifthen_cue": lambda: ifthen_cue.render(Cue(if_then(), True, "lunch")),
    "digest_sent": lambda: digests.render(Digest(RICH, TIPS[:1], False, "2026-W47")),
    "digest_answered": lambda: digests.render(Digest(RICH, (), True, "2026-W47")),
    "digest_settings": lambda: digests.status(member(), NOW),
    "going_quiet": lambda: quiet.render(Quiet(member(silent=2), 3)),
    "still_here": lambda: quiet.render(Quiet(member(silent=3), 2)),
    "settings_form": lambda: settings.modal(Known(member(), (TODAY,)), admin=True),
    "pause": lambda: pause.show(Away(member(), None, TODAY)),
    "paused": lambda: pause.paused(Paused(member(), LEAVE, TODAY, None, NOW)),
    "pause_form": lambda: pause.modal(TODAY),
    "board_native": lambda: posts.render_native(board_view(ROWS)),
    "board_classic": lambda: posts.render_classic(board_view(ROWS)),
    "board_clubs": lambda: posts.render_native(board_view([(n, w + 3) for n, w in ROWS], "score")),
    "board_set_up": lambda: boards.set_up(board(), 1),
    "board_invitation": lambda: boards.invitation(board()),
    "team": lambda: teams.render(team_page(), admin=False),
    "team_few": lambda: teams.render(team_page(pillar=None), admin=False),
    "team_of_a_manager": lambda: teams.render(
        team_page(
            standing=LEADS, names=("Ana Costa", "Ben Okafor"), granted=(listed("Ana"),), granting=1
        ),
        admin=True,
    ),
    "sharing_form": lambda: grants.form(sharing(["Mia Keller"])),
    "granted_card": lambda: grants.card(granted("Ana Costa", "What moved\n- Total: steady")),
    "pack_form": lambda: packs.form(Draft(RICH, ("I01",), TODAY, None, sharing(["Mia Keller"]))),
    "launch_kit": lambda: launch.kit(LEADS, "/ssi", "the sales desk"),
    "admin_form": lambda: admin.form(Holding(Policy(), (TODAY,), ("C1",))),
    "managers_form": lambda: admin.managers("C1", ["U1"]),
    "board_season": lambda: posts.render_native(season_view()),
    "board_keeper": lambda: board_status.status(KEEPERS),
    "board_joined": lambda: boards.joined(board("improvement"), True),
    "quest_form": lambda: quests.form("C1"),
    "quest_bring": lambda: quests.bring_form(Mine(quest(), 3)),
    "log_form": lambda: log.modal(reading(7, 1640, 1320, 890, 1610), TODAY, "place"),
    "log_confirm": lambda: log.confirm("16 13 9 16", reading(0, 1600, 1300, 900, 1600)),
    "upload_form": upload.modal,
    "receipt": lambda: upload.receipt(RECEIPT, "u1", RICH),
    "receipt_details": lambda: upload_details.details(RECEIPT, "u1"),
    "archive_wait_asked": lambda: waits.asked(Asked(NOW, "Europe/Berlin", before=False)),
    "archive_wait": lambda: waits.remind("U1"),
    "reading": lambda: upload.reading("adding"),
    "nothing_new": upload.nothing_new,
    "refused": lambda: upload.refused("encrypted", {}, None),
    "refused_for_now": lambda: upload.refused("slack_busy", {}, "u1"),
    "digest_form": lambda: digests.modal(member()),
    "icp_form": lambda: icp.modal(IdealCustomer(("COO",), ("Logistics",), ())),
    "help": lambda: help.render("/ssi", "the sales desk"),
    "help_more": lambda: help.more("/ssi"),
    "privacy": lambda: privacy.render(PRIVACY, "the sales desk", admin=True),
    "forget": lambda: forget.ask(OwnRows(PRIVACY.rows, ("C1",), ("C2",))),
    "forgotten": lambda: forget.receipt(
        Forgotten(PRIVACY.rows, NOW, NOW + timedelta(days=30)), "Europe/Berlin", "/ssi"
    ),
    "export_sent": export.begun,
    "export_refused": lambda: export.not_sent("missing_scope"),
    "unknown_word": lambda: notices.unknown_word("plna", "plan", "/ssi"),
    "error": lambda: notices.error("ab12"),
}


def shortened(part: Any) -> Any:
    """Of a select's 96 quarter hours the first and the last: the rest would hide what matters."""
    if isinstance(part, dict):
        return {key: shortened(value) for key, value in part.items()}
    if not isinstance(part, list):
        return part
    kept = [part[0], f"… {len(part) - 2} more …", part[-1]] if len(part) > LONG else part
    return [shortened(one) for one in kept]


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_the_screen_is_as_it_was(name: str) -> None:
    drawn = SCREENS[name]()
    if isinstance(drawn, Message):
        drawn = {"text": drawn.text, "blocks": drawn.blocks}
    made = json.dumps(shortened(drawn), indent=1, ensure_ascii=False) + "\n"
    made = made.replace(version("ssi-coach"), "VERSION")
    path = FOLDER / f"{name}.json"
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")


def test_every_golden_file_belongs_to_a_screen() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCREENS)
