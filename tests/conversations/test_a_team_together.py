"""The page of a team: below five people, from five on, and what two looks may not give away."""

from typing import Any

from tests.conversations.conftest import Town, values
from tests.conversations.team_steps import (
    ADM,
    ANA,
    BEN,
    CHI,
    DEV,
    EVA,
    FIN,
    MGR,
    NOOR,
    REPS,
    C,
    audited,
    click,
    close,
    grant,
    home,
    let_be_counted,
    name_manager,
    open_team,
    press_home,
    receipts,
    share,
    submit,
    views,
    window,
)


def test_below_five_it_says_so_first_and_from_five_it_names_a_pillar(town: Town) -> None:
    let_be_counted(town, ANA, BEN, CHI, DEV)
    page = open_team(town, NOOR)
    assert page["text"].startswith("No pillar of the team yet. ")
    assert "A team of three or four" in values(page)
    assert "6 people take part in the board. When I last counted, 6 of 6 had numbers" in values(
        page
    )
    assert "Ana" not in values(page), "names are for keeper and managers"
    let_be_counted(town, EVA)
    page = open_team(town, NOOR)
    assert "That rests on the readings of 5 people." in values(page)
    assert "15 minutes together" in values(page)
    assert "Take part" not in values(page)
    assert "*Take part*: Ana Costa, Ben Okafor" in values(open_team(town, MGR))
    assert all(receipts(town, one) == [] for one in REPS), "nothing of a single person was shown"


def test_the_figure_stands_while_one_person_comes_and_moves_with_the_second(town: Town) -> None:
    let_be_counted(town, ANA, BEN, CHI, DEV, EVA)
    first = figure(town)
    assert "of 5 people" in first
    town.ssi("U0GUS", "join", C)
    let_be_counted(town, FIN)
    assert figure(town) == first
    let_be_counted(town, "U0GUS")
    assert "of 7 people" in figure(town)


def figure(town: Town) -> str:
    return str(open_team(town, NOOR)["blocks"][1]["text"]["text"])


def test_elsewhere_the_teams_that_one_may_open_are_listed(town: Town) -> None:
    assert "You take part in no team yet" in town.ssi(NOOR, "team")["text"]
    listed = town.ssi(ANA, "team")
    assert f"<#{C}>" in values(listed)
    assert "This team" in values(town.press(ANA, listed, "ssi_team", C)["reply"])
    stolen = town.post("click", user=NOOR, channel="D0NEW", ts=town.say(NOOR, "team")["ts"],
                       action_id="ssi_team", value=C, forge=True)  # fmt: skip
    assert "people of its channel" in str(stolen["reply"])
    assert ("team_opened", NOOR, C, "refused") in audited(town)
    assert "has no board" in town.ssi(ANA, "team", "C0GEN")["text"]


def test_a_page_is_drafted_for_the_rep_edited_shared_read_as_it_was_and_ended(town: Town) -> None:
    name_manager(town, MGR)
    press_home(town, ANA, "ssi_sharing")
    click(town, ANA, window(town, ANA, "What I share"), "ssi_pack", "")
    form = window(town, ANA, "My 1:1 page")
    drafted = form["blocks"][1]["element"]["initial_value"]
    for part in ("What moved", "What I did since", "What I plan", "Two questions to you"):
        assert part in drafted
    submit(town, ANA, form, page=f"{drafted}\n<!channel> *mine*", reader="nobody")
    assert "Nobody shares anything" in values(open_team(town, MGR)), "nothing leaves before Share"

    form = page_form(town)
    assert "<!channel> *mine*" in form["blocks"][1]["element"]["initial_value"]
    submit(town, ANA, form, page="Please read <!channel> *this*", reader=f"{C} {MGR}")
    assert "reads this very text" in values(window(town, ANA, "SSI Coach"))
    submit(town, ANA, page_form(town), page="Later thoughts", reader="nobody")
    page = open_team(town, MGR)
    assert "Ana Costa: page for a 1:1 since 20 November" in values(page)
    town.press(MGR, page, "ssi_team_rep", f"{C} {ANA}", C)
    seen = window(town, MGR, "What they share")
    assert {"type": "plain_text", "text": "Please read <!channel> *this*", "emoji": False} in [
        one.get("text") for one in seen["blocks"]
    ]
    assert "Later thoughts" not in values(seen)
    assert receipts(town, ANA) == [(MGR, "pack"), (MGR, "team")]

    close(town, ANA)
    submit(town, ANA, page_form(town), page=" ", reader="nobody")
    refused = town.press(MGR, page, "ssi_team_rep", f"{C} {ANA}", C)["reply"]
    assert "Nothing is shared with you" in refused["text"]
    assert "What moved" in page_form(town)["blocks"][1]["element"]["initial_value"]


def page_form(town: Town) -> dict[str, Any]:
    close(town, ANA)
    click(town, ANA, share(town, ANA), "ssi_pack", "")
    return window(town, ANA, "My 1:1 page")


def test_settings_of_the_workspace_are_for_coach_admins_asked_anew(town: Town) -> None:
    assert "ssi_admin" not in values(home(town, ANA))
    assert "ssi_admin" in values(home(town, ADM))
    press_home(town, ADM, "ssi_admin")
    view = window(town, ADM, "Workspace settings")
    wrong = submit(town, ADM, view, holidays="Christmas")
    assert "Christmas" in wrong["errors"]["holidays"]
    submit(town, ADM, view, weekday="2", time="08:30", keep="12", holidays="2026-12-25",
           no_ranking=["yes"])  # fmt: skip
    said = values(window(town, ADM, "SSI Coach"))
    for part in ("New members get", "Data is kept", "rankings holds", "holidays are changed"):
        assert part in said
    town.post("user", user="U0ZOE", name="Zoe New")
    card = town.ssi("U0ZOE", "log 18 12 20 14", C)
    assert "Wednesdays 08:30" in values(card)

    close(town, ADM)
    press_home(town, ADM, "ssi_admin")
    view = window(town, ADM, "Workspace settings")
    town.post("user", user=ADM, is_admin=False)
    submit(town, ADM, view, keep="36")
    assert "Only a coach admin" in values(town.view(ADM))
    assert "ssi_admin" not in values(home(town, ADM))
    assert [row[0] for row in audited(town) if row[1] == ADM and row[3] == "ok"] == [
        "holidays", "keep_months", "new", "no_ranking",
    ]  # fmt: skip


def test_without_rankings_no_figure_goes_out_under_a_name(town: Town) -> None:
    name_manager(town, MGR)
    grant(town, ANA, "readings")
    grant(town, ANA, "weeks")
    let_be_counted(town, ANA)
    page = open_team(town, MGR)
    assert "Ana Costa: reported numbers since 20 November, kept weeks" in values(page)
    press_home(town, ADM, "ssi_admin")
    submit(town, ADM, window(town, ADM, "Workspace settings"), no_ranking=["yes"])
    refused = town.press(MGR, page, "ssi_team_rep", f"{C} {ANA}", C)["reply"]
    assert "Nothing is shared with you" in refused["text"]
    assert "reported numbers" not in values(open_team(town, MGR))
    assert "Namely" not in values(share(town, ANA))
    submit(town, ANA, share(town, ANA), mode="private")
    close(town, ADM)
    press_home(town, ADM, "ssi_admin")
    submit(town, ADM, window(town, ADM, "Workspace settings"), no_ranking=[])
    assert "reported numbers" not in values(open_team(town, MGR)), "private ended it all"


def test_the_launch_kit_is_for_keeper_and_manager_and_posts_nothing(town: Town) -> None:
    before = town.posted()
    town.press(MGR, open_team(town, MGR), "ssi_team_kit", C, C)
    kit = values(window(town, MGR, "Launch kit"))
    assert "never scores" in kit
    assert "what you grant me" not in kit, "she keeps the board and manages it not"
    name_manager(town, NOOR)
    town.press(NOOR, open_team(town, NOOR), "ssi_team_kit", C, C)
    assert "what you grant me" in values(window(town, NOOR, "Launch kit"))
    assert town.posted() == before
    assert views(town, ANA, "Launch kit") == []
