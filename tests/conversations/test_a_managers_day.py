"""Ask, grant, open, receipt, end: and what each person sees of it."""

import json
from typing import Any

from tests.conversations.conftest import Town, values
from tests.conversations.team_steps import (
    ADM,
    ANA,
    BEN,
    MGR,
    NOOR,
    C,
    ask,
    audited,
    click,
    close,
    grant,
    home,
    managers,
    name_manager,
    open_team,
    receipts,
    remove_manager,
    share,
    submit,
    views,
    window,
)


def test_asked_granted_opened_told_and_ended(town: Town) -> None:
    name_manager(town, MGR)
    ask(town, MGR, ANA, "readings")
    assert town.said_to(ANA) == [], "never by a message"
    assert "asks to see your reported numbers" in values(home(town, ANA))
    card = town.ssi(ANA)
    assert "asks to see your reported numbers" in values(card)
    assert "asks to see" not in values(home(town, BEN))
    page = open_team(town, MGR)
    assert "Nobody shares anything with you here" in values(page)
    assert receipts(town, ANA) == []

    said = town.press(ANA, card, "ssi_grant_yes")["reply"]
    assert "Shown from now on" in said["text"]
    page = open_team(town, MGR)
    assert "Ana Costa: reported numbers since 20 November" in values(page)
    assert receipts(town, ANA) == [(MGR, "team")]
    town.press(MGR, page, "ssi_team_rep", f"{C} {ANA}", C)
    [seen] = views(town, MGR, "What they share")
    assert "of 100 · Brand" in values(seen)
    assert receipts(town, ANA) == [(MGR, "readings"), (MGR, "team")]
    assert "Mia Keller opened your reported numbers on 20 November." in values(home(town, ANA))
    for other in (BEN, NOOR):
        assert receipts(town, other) == []

    form = share(town, ANA)
    end = next(b["accessory"]["value"] for b in form["blocks"]
               if (b.get("accessory") or {}).get("action_id") == "ssi_grant_end")  # fmt: skip
    town.post("click", user=ANA, view_id=form["id"], action_id="ssi_grant_end", value=end)
    assert "Ended." in values(town.view(ANA))
    refused = town.press(MGR, page, "ssi_team_rep", f"{C} {ANA}", C)["reply"]
    assert "Nothing is shared with you there now" in refused["text"]
    assert len(receipts(town, ANA)) == 2
    assert ("granted_opened", MGR, ANA, "refused") in audited(town)


def test_a_rep_sees_the_very_card_that_a_manager_sees(town: Town) -> None:
    name_manager(town, MGR)
    grant(town, ANA, "readings")
    grant(town, ANA, "weeks")
    click(town, ANA, share(town, ANA), "ssi_see_as_manager", "")
    own = window(town, ANA, "What they share")
    town.press(MGR, open_team(town, MGR), "ssi_team_rep", f"{C} {ANA}", C)
    theirs = window(town, MGR, "What they share")
    assert drawn(own) == drawn(theirs)
    assert "Kept weeks" in values(own)
    assert receipts(town, ANA) == [(MGR, "readings weeks"), (MGR, "team")], "her own look is none"


def drawn(view: dict[str, Any]) -> bytes:
    """What the bot drew, without the ids that Slack gives to blocks."""
    blocks = [{key: one[key] for key in one if key != "block_id"} for one in view["blocks"]]
    return json.dumps([view["title"], view["close"], blocks]).encode()


def test_a_former_manager_sees_nothing_more_also_from_what_was_open(town: Town) -> None:
    name_manager(town, MGR)
    name_manager(town, NOOR)
    grant(town, ANA, "readings")
    grant(town, ANA, "readings", NOOR)
    page, asking = open_team(town, NOOR), open_team(town, NOOR)
    town.press(NOOR, asking, "ssi_team_ask", C, C)
    form = window(town, NOOR, "Ask for something")
    remove_manager(town, NOOR)
    refused = town.press(NOOR, page, "ssi_team_rep", f"{C} {ANA}", C)["reply"]
    assert "Only a manager of that board" in refused["text"]
    refused = town.press(NOOR, page, "ssi_team_csv", C, C)["reply"]
    assert "Only a manager of that board" in refused["text"]
    submit(town, NOOR, form, whom=BEN, item="readings")
    assert "Only a manager of that board" in values(town.view(NOOR))
    assert "asks to see" not in values(home(town, BEN))
    assert "reported numbers" not in values(open_team(town, NOOR))
    seen = [one for one in receipts(town, ANA) if one[0] == NOOR]
    assert seen == [(NOOR, "team")], "twice in one minute is one look"
    click(town, ANA, share(town, ANA), "ssi_see_as_manager", "")
    assert window(town, ANA, "What they share"), "one manager is left, so no choice is asked"

    name_manager(town, NOOR)
    assert "Nobody shares anything with you here" in values(open_team(town, NOOR)), "it ended"


def test_leaving_the_board_ends_what_was_shown_and_coming_back_starts_anew(town: Town) -> None:
    name_manager(town, MGR)
    grant(town, ANA, "weeks")
    assert "Ana Costa: kept weeks" in values(open_team(town, MGR))
    town.ssi(ANA, "leave", C)
    assert "Ana Costa" not in values(open_team(town, MGR))
    town.ssi(ANA, "join", C)
    page = values(open_team(town, MGR))
    assert "Ana Costa" in page
    assert "Ana Costa: kept weeks" not in page


def test_a_no_is_not_told_and_asking_again_changes_nothing(town: Town) -> None:
    name_manager(town, MGR)
    ask(town, MGR, ANA, "weeks")
    before = open_team(town, MGR)["blocks"]
    said = town.press(ANA, town.ssi(ANA), "ssi_grant_no")["reply"]
    assert "not told" in said["text"]
    ask(town, MGR, ANA, "weeks")
    assert "asks to see" not in values(home(town, ANA))
    assert strip(open_team(town, MGR)["blocks"]) == strip(before)
    wrong = ask(town, MGR, "U0HAN", "weeks")
    assert "takes no part" in wrong["errors"]["whom"]


def strip(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: one[key] for key in one if key != "block_id"} for one in blocks]


def test_nobody_else_opens_anything_by_a_forged_press(town: Town) -> None:
    name_manager(town, MGR)
    grant(town, ANA, "readings")
    page = open_team(town, MGR)
    town.post("user", user="U0GST", name="Gil Guest", is_restricted=True)
    town.post("user", user="U0STR", name="Sam Stranger", is_stranger=True)
    for user in (BEN, ADM, "U0GST", "U0STR"):
        for action in ("ssi_team_rep", "ssi_team_csv", "ssi_team_ask", "ssi_team_kit"):
            value = f"{C} {ANA}" if action == "ssi_team_rep" else C
            answer = town.post("click", user=user, channel=C, ts=page["ts"], action_id=action,
                               value=value, forge=True)  # fmt: skip
            assert "othing" in str(answer["reply"]), (user, action, answer)
    for user in (BEN, MGR, "U0GST", "U0STR"):
        for action in ("ssi_managers", "ssi_manager_remove", "ssi_admin"):
            answer = town.post("click", user=user, channel=C, ts=page["ts"], action_id=action,
                               value=f"{C} {MGR}", forge=True)  # fmt: skip
            assert "Nothing changed" in str(answer["reply"]) or "I kept nothing" in str(
                answer["reply"]
            ), (user, action, answer)
    assert receipts(town, ANA) == [(MGR, "team")]
    assert "reported numbers" in values(open_team(town, MGR)), "she is a manager still"
    refused = {row[1] for row in audited(town) if row[3] == "refused"}
    assert refused == {BEN, ADM, MGR, "U0GST", "stranger"}


def test_a_guest_named_a_manager_is_refused_and_a_manager_who_becomes_one_sees_nothing(
    town: Town,
) -> None:
    town.post("user", user=NOOR, is_restricted=True)
    wrong = submit(town, ADM, managers(town), whom=NOOR)
    assert "manages no board" in wrong["errors"]["whom"]
    close(town, ADM)
    name_manager(town, MGR)
    grant(town, ANA, "readings")
    town.post("user", user=MGR, is_restricted=True)
    assert "reported numbers" not in values(open_team(town, MGR))
    assert receipts(town, ANA) == []


def test_the_file_holds_what_was_granted_and_each_owner_has_one_receipt(town: Town) -> None:
    name_manager(town, MGR)
    town.post("user", user=ANA, name="=cmd|x")
    grant(town, ANA, "readings")
    grant(town, BEN, "weeks")
    page = open_team(town, MGR)
    said = town.press(MGR, page, "ssi_team_csv", C, C)["reply"]
    assert "It is about 2 people." in said["text"]
    town.settle()
    assert "Please delete it" in town.said_to(MGR)[-1]["text"]
    [file] = town.state()["files"]
    data = town.web.get("/sandbox/file", params={"id": file["id"]}).text
    lines = data.splitlines()
    assert lines[1].startswith('"\'=cmd|x","reading","2026-'), "no formula"
    assert sum("Ben Okafor" in line for line in lines) == 1
    assert not any("Chiara" in line for line in lines)
    assert receipts(town, ANA) == [(MGR, "file"), (MGR, "team")]
    assert receipts(town, BEN) == [(MGR, "file"), (MGR, "team")]
    assert ("granted_file", MGR, C, "2") in audited(town)
    again = town.press(MGR, page, "ssi_team_csv", C, C)["reply"]
    assert "on its way already" in again["text"]
    assert receipts(town, ANA) == [(MGR, "file"), (MGR, "team")], "twice in a minute is one file"
