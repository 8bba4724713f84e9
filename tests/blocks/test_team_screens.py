"""Screens of teams: within Slack's limits, dead letters, and nothing that was not granted."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import admin, first_run, grants, launch, packs
from bot.blocks import team as screens
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message, View
from bot.services.admin import Known
from bot.services.managing import Standing
from bot.services.packs import Draft, Kept
from bot.services.team_file import TeamFile
from bot.services.team_pillar import TeamPillar
from bot.store.packs import Pack
from bot.store.workspaces import Policy
from scoring.pillars import PILLARS
from scoring.tips import TIPS
from tests.blocks.samples import NAMES, NOW, RICH, TODAY, board, cards, texts
from tests.blocks.team_samples import ITEMS, LEADS, granted, listed, pillar, sharing, team_page

LIVE = re.compile(r"<[!@]|<https?:|@(here|channel|everyone)\b")


def fine(message: Message) -> None:
    assert check_message(message) == []


def good(view: View) -> None:
    assert check_view(view) == []


@given(st.lists(NAMES, max_size=15), st.integers(0, 1000), st.booleans())
def test_the_page_of_a_team_fits_slack_and_its_names_are_dead(
    names: list[str], many: int, admin_: bool
) -> None:
    shown = team_page(
        standing=LEADS, names=(*names, *["Ana Costa"] * many),
        granted=tuple(listed(one, n) for n, one in enumerate(names)), granting=1000,
    )  # fmt: skip
    made = screens.render(shown, admin=admin_)
    fine(made)
    assert not LIVE.search(" ".join(texts(made.blocks)))
    assert not LIVE.search(made.text)


@pytest.mark.parametrize("found", [None, pillar(), *map(pillar, PILLARS), pillar(*PILLARS[:2])])
def test_every_verdict_on_a_team_has_words_and_no_average(found: TeamPillar | None) -> None:
    made = screens.render(team_page(pillar=found), admin=False)
    fine(made)
    if found is None:
        assert made.text.startswith("No pillar of the team yet.")
    else:
        assert "7 people" in made.text
        assert "15 minutes together" in str(made.blocks)
    claims = re.findall(r"weakest pillar: \w+", made.text)
    assert len(claims) == (found is not None and len(found.pillars) == 1)


@given(st.lists(NAMES, max_size=8), NAMES, st.integers(0, 12))
def test_forms_questions_and_cards_fit_slack_and_their_names_are_dead(
    names: list[str], text: str, readings: int
) -> None:
    known = sharing(names)
    shown = granted(text, text or " x", readings)
    for view in (grants.form(known), grants.card(shown)):
        good(view)
        markup = [one["text"] for one in walk(view) if one.get("type") == "mrkdwn"]
        assert not LIVE.search(" ".join(markup).replace("<#C1>", ""))
    fine(grants.with_card(first_run.render("/ssi"), known))
    fine(grants.choose(known)) if names else None
    good({"type": "home", "blocks": grants.beside(known) or [{"type": "divider"}]})
    good(packs.form(Draft(RICH, (), TODAY, None, known)))


def walk(drawn: Any) -> list[dict[str, Any]]:
    """Every object of a drawing."""
    if isinstance(drawn, dict):
        return [drawn, *(one for value in drawn.values() for one in walk(value))]
    if isinstance(drawn, list):
        return [one for value in drawn for one in walk(value)]
    return []


@given(cards(), st.integers(0, 30))
def test_a_drafted_page_tells_what_moved_in_words_and_no_number_of_the_index(
    card: Any, done: int
) -> None:
    drafted = packs.text(
        Draft(card, tuple(tip.id for tip in TIPS[:done]), date(2026, 10, 23), None, sharing([]))
    )
    assert len(drafted) <= packs.LONGEST
    moved = drafted.split("\n\n")[0]
    assert not re.search(r"\d+\.\d", moved)
    assert not re.search(r"\d", re.sub(r"since \d+ \w+( \d{4})?", "", moved.replace("1:1", "")))
    assert drafted.count("?") >= 1


def test_every_short_answer_fits_slack() -> None:
    known = sharing(["Mia"])
    for message in (
        screens.choose([], "/ssi"), screens.choose(["C1"] * 30, "/ssi"), screens.no_board("/ssi"),
        screens.file_begun(2), screens.on_its_way(), screens.file_sent(TeamFile((), 2)),
        screens.nothing_to_send(), grants.instead(),
        grants.answered(True), grants.answered(False), grants.ended(known.granted[0], known),
        grants.asked(),
        grants.not_shared("nothing_written"), grants.nobody(), grants.saved(known, None),
        grants.saved(known, known.granted[0]), packs.instead(), packs.saved(Kept("U1"), "Mia"),
        packs.saved(Kept(None), ""), packs.saved(Kept(None, erased=True), ""), admin.instead(),
        admin.saved(()), admin.saved(admin.CHANGED), admin.named("U1", True),
        admin.named("U1", False), admin.removed("U1", True), admin.removed("U1", False),
        admin.managers_instead(),
    ):  # fmt: skip
        fine(message)
    good(admin.form(Known(Policy(True, 12, 3, 495), (TODAY,), tuple(f"C{n}" for n in range(20)))))
    good(admin.managers("C1", [f"U{n}" for n in range(60)]))
    good(admin.managers("C1", []))
    good(grants.ask_form("C1", ITEMS))
    good(packs.form(Draft(RICH, (), TODAY, Pack("x" * 2500, NOW, "y", NOW), known)))


def test_the_kit_says_who_can_read_the_database_and_names_the_boards_mode() -> None:
    for mode in launch.COUNTS:
        standing = Standing(board(mode), keeper=True, manager=False, joined=False)
        view = launch.kit(standing, "/ssi", "`the` <desk>")
        good(view)
        assert launch.COUNTS[mode] in str(view)
        assert "could read its database" in str(view)
        assert "<desk>" not in str(view)
