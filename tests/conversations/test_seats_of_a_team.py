"""An admin asks, owners say yes or no, and nobody sees another's row."""

from typing import Any

from sqlalchemy import text

from bot import roles
from tests.conversations.seat_steps import (
    ADM,
    ANA,
    BEN,
    GUS,
    MGR,
    OCTOBER,
    OTHER,
    TEAM,
    ask,
    database,
    give,
    reported,
    seat_form,
    type_address,
)


def test_an_admin_matches_a_seat_its_owner_confirms_and_only_then_it_is_kept(town: Any) -> None:
    refused = give(town, ADM)
    assert "no seat of yours" in refused["text"]
    asked = ask(town, BEN, "71409822", refused)
    assert "asked when they next open me" in str(asked)

    before = town.ssi(BEN)
    assert "Is this your Sales Navigator seat?" in str(before["blocks"])
    assert "71409822" in str(before["blocks"])
    assert town.said_to(BEN) == [], "he is not written to"
    town.post("home", user=BEN)
    assert "Is this your Sales Navigator seat?" in str(town.state()["homes"][BEN]["blocks"])
    assert "Sales Navigator seat" not in str(town.ssi(ANA)["blocks"])

    still = give(town, ADM, name="again_2026-09-01_to_2026-09-30.csv")
    assert "no seat of yours" in still["text"], "nothing of the seat before he says yes"

    said = town.press(BEN, before, "ssi_seat_yes")["reply"]
    assert "come to you alone" in said["text"]
    town.press(ADM, still, "ssi_upload_retry")
    town.settle()
    receipt = town.said_to(ADM)[-1]
    assert "1 row for its owner" in receipt["text"]
    assert "to nobody else" in receipt["text"]
    assert "62" not in receipt["text"], "counts, no scores"

    news = str(town.ssi(BEN)["blocks"])
    assert "brought you 1 reading" in news
    assert "Is this your" not in news
    assert reported(town, BEN) == [("2026-09-30", 6200)]
    assert reported(town, ADM) == []

    # A second month comes by itself; more months at once build the history.
    more = give(town, ADM, OTHER, OCTOBER)
    assert "1 row for its owner" in more["text"]
    assert "brought you 2 readings" in str(town.ssi(BEN)["blocks"])

    # The admin takes a report back: it is gone for Ben too.
    town.press(ADM, more, "ssi_upload_undo")
    assert "brought you 1 reading" in str(town.ssi(BEN)["blocks"])
    assert b"canary-" not in database(town).lower()


def test_a_no_erases_the_question(town: Any) -> None:
    refused = give(town, ADM)
    ask(town, BEN, "canary-4@acme.example", refused)
    shown = town.ssi(BEN)
    assert "canary-4@" in str(shown["blocks"])
    assert "erased" in town.press(BEN, shown, "ssi_seat_no")["reply"]["text"]
    assert "Sales Navigator seat?" not in str(town.ssi(BEN)["blocks"])
    with town.demo.parts.store.across() as db:
        assert db.session.execute(text("SELECT count(*) FROM sales_seat")).scalar() == 0
    late = town.press(BEN, shown, "ssi_seat_yes")["reply"]
    assert "no longer there" in late["text"]


def test_the_owner_takes_a_report_back_and_forgets_the_seat(town: Any) -> None:
    refused = give(town, ADM)
    ask(town, BEN, "71409822", refused)
    town.press(BEN, town.ssi(BEN), "ssi_seat_yes")
    town.press(ADM, refused, "ssi_upload_retry")
    town.settle()
    view = seat_form(town, BEN, town.ssi(BEN))
    assert "brought you 1 reading, up to 30 September" in str(view["blocks"])
    town.post("click", user=BEN, view_id=view["id"], action_id="ssi_seat_take_back")
    assert "Gone" in str(town.view(BEN)["blocks"])
    assert "brought you" not in str(town.ssi(BEN)["blocks"])

    give(town, ADM, OTHER, OCTOBER)
    assert reported(town, BEN) == [("2026-10-31", 6240)]
    view = seat_form(town, BEN, town.say(BEN, "upload"))
    town.post("click", user=BEN, view_id=view["id"], action_id="ssi_seat_forget")
    assert reported(town, BEN) == []
    later = give(town, ADM, TEAM, name="x_2026-11-01_to_2026-11-15.csv")
    assert "no seat of yours" in later["text"]


def test_a_yes_behind_which_two_stand_comes_before_an_address_that_was_only_typed(
    town: Any,
) -> None:
    refused = give(town, ANA)
    type_address(town, ANA, refused, "ben@acme.example")  # not hers
    assert "1 reading" in town.said_to(ANA)[-1]["text"], "she has the file anyway"
    theirs = give(town, BEN)
    taken = type_address(town, BEN, theirs, "ben@acme.example")
    assert "already has this seat" in str(taken)

    given = give(town, ADM)
    asked = ask(town, BEN, "ben@acme.example", given)
    assert "is asked" in str(asked)
    town.press(BEN, town.ssi(BEN), "ssi_seat_yes")
    receipt = give(town, ADM, OTHER, OCTOBER)
    assert "1 row for its owner" in receipt["text"]
    assert reported(town, BEN) == [("2026-10-31", 6240)]
    assert reported(town, ANA) == [("2026-09-30", 6200)], "of her own upload, with its own Undo"


def test_nobody_but_a_coach_admin_matches_or_imports_for_others(town: Any) -> None:
    refused = give(town, BEN)
    type_address(town, BEN, refused, "ben@acme.example")
    shown = give(town, MGR)
    view = seat_form(town, MGR, shown)
    assert "Match a seat" not in str(view["blocks"])
    forged = town.post(
        "click", user=MGR, view_id=view["id"], action_id="ssi_seat_match", forge=True
    )
    assert "Match a seat" not in str(town.view(MGR)["title"])
    assert forged["ok"]
    assert "no seat of yours" in shown["text"], "a manager's report brings others nothing"

    # An admin opens the form, and is an admin no more when they send it.
    given = give(town, ADM, name=OCTOBER)
    view = seat_form(town, ADM, given)
    assert f"<@{BEN}>" in str(view["blocks"])
    assert "ben@acme" not in str(view["blocks"])
    town.post("click", user=ADM, view_id=view["id"], action_id="ssi_seat_match")
    form = next(one for one in town.state()["views"]
                if one["user"] == ADM and one["callback_id"] == "ssi_seat_match_form")  # fmt: skip
    town.post("user", user=ADM, is_admin=False)
    sent = town.post(
        "submit", user=ADM, view_id=form["id"], values={"whom": GUS, "seat": "71409821"}
    )
    assert "Only a coach admin" in str(sent)
    assert "Is this your" not in str(town.ssi(GUS)["blocks"])


def test_nobody_answers_for_another_or_reads_anothers_upload(town: Any) -> None:
    refused = give(town, ADM)
    ask(town, BEN, "71409822", refused)
    question = town.ssi(BEN)
    asked = next(one["elements"][0]["value"] for one in question["blocks"]
                 if one["type"] == "actions" and one["elements"][0]["action_id"] == "ssi_seat_yes")  # fmt: skip
    own = town.ssi(ANA)
    forged = town.post("click", user=ANA, channel="D0ANA", ts=own["ts"], action_id="ssi_seat_yes",
                       value=asked, forge=True)  # fmt: skip
    assert "no longer there" in forged["reply"]["text"]
    for action in ("ssi_seat_again", "ssi_seat_take_back", "ssi_upload_retry"):
        id = next(block["elements"][0]["value"] for block in refused["blocks"]
                  if block["type"] == "actions")  # fmt: skip
        answer = town.post("click", user=ANA, channel="D0ANA", ts=own["ts"], action_id=action,
                           value=id, forge=True)  # fmt: skip
        assert "Reading" not in str(answer["reply"])
    assert "Is this your" in str(town.ssi(BEN)["blocks"])


def test_a_bot_a_stranger_and_somebody_who_left_are_not_asked(town: Any) -> None:
    refused = give(town, ADM)
    assert "can't be asked" in str(ask(town, "U0BOT", "71409822", refused))
    town.post("user", user=BEN, deleted=True)
    assert "can't be asked" in str(ask(town, BEN, "71409822", refused))
    town.post("user", user="U0EXT", is_stranger=True)
    assert "people of this workspace" in str(ask(town, "U0EXT", "71409822", refused))
    with town.demo.parts.store.across() as db:
        assert db.session.execute(text("SELECT count(*) FROM sales_seat")).scalar() == 0


def test_a_role_is_asked_of_slack_each_time_and_no_answer_means_no(town: Any) -> None:
    client, team = town.demo.parts.bolt.client, town.state()["team"]["id"]
    listed = roles.listed(f" {MGR}, U0NEW ,")
    assert listed == {MGR, "U0NEW"}
    assert roles.coach_admin(client, team, ADM, frozenset())
    assert not roles.coach_admin(client, team, MGR, frozenset())
    assert roles.coach_admin(client, team, MGR, listed)
    assert not roles.coach_admin(client, "T0OTHER", ADM, listed)
    town.post("user", user=MGR, is_restricted=True)
    assert not roles.coach_admin(client, team, MGR, listed), "a guest never is"
    town.post("user", user=ADM, deleted=True)
    assert not roles.coach_admin(client, team, ADM, listed)
    town.post("faults", method="users.info", do="error", error="fatal_error", times=1)
    assert not roles.coach_admin(client, team, "U0NEW", listed)
