"""What people type and press: each gets a sentence, and nothing happens by accident."""

from typing import Any

import pytest

BAD = ("log 18 12", "log 26 1 1 1", "log 18,2,12,5", "log abc", "log 1 2 3 4 on 2027-01-01")
WORDS = ("", "why", "plan", "help", "digest", "log", "upload", "icp", "board")
NOOR, ANA, GUS, MGR, BEN = "U0NEW", "U0ANA", "U0GUS", "U0MGR", "U0BEN"


def test_bad_numbers_store_nothing_and_say_what_is_right(town: Any) -> None:
    for text in (
        "log 18 12",
        "log 26 1 1 1",
        "log 18,2,12,5",
        "log abc",
        "log 1 2 3 4 on 2027-01-01",
    ):
        reply = town.ssi(NOOR, text)
        assert reply["text"], text
    assert "Welcome" in str(town.ssi(NOOR)["blocks"]), "nothing was stored"


def test_an_unknown_word_names_the_nearest_and_does_nothing(town: Any) -> None:
    for typed, meant in (("bord", "board"), ("stop", "digest off"), ("correct", "trend")):
        assert f"`/ssi {meant}`?" in town.ssi(ANA, typed)["text"]
    assert "`/ssi`?" in town.ssi(ANA, "score")["text"]
    assert "forget" not in town.ssi(ANA, "forge")["text"], "this one is never guessed"


def test_four_bare_numbers_are_asked_about_before_they_are_stored(town: Any) -> None:
    asked = town.ssi(NOOR, "18.2 12.5 20 14.1")
    assert "Shall I record" in asked["text"]
    assert "Welcome" in str(town.ssi(NOOR)["blocks"])
    town.press(NOOR, asked, "ssi_log_confirm")
    assert "Your SSI: 65 of 100" in str(town.ssi(NOOR)["blocks"])


def test_a_reading_can_be_undone_and_a_second_press_says_so(town: Any) -> None:
    card = town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    town.press(NOOR, card, "ssi_log_undo")
    assert "Welcome" in str(town.ssi(NOOR)["blocks"])


def test_a_jump_of_more_than_thirty_points_is_asked_about_once(town: Any) -> None:
    asked = town.ssi(ANA, "log 1 1 1 1")
    assert "before I store it" in asked["text"]
    assert "Your SSI: 4 of 100" not in str(town.ssi(ANA)["blocks"])


def test_the_form_marks_every_wrong_field_at_once(town: Any) -> None:
    town.ssi(ANA, "log")
    view = town.view(ANA)
    answer = town.post("submit", user=ANA, view_id=view["id"], values={
        "brand": "99", "people": "x", "insights": "9", "relationships": "9"})  # fmt: skip
    assert set(answer["reply"]["errors"]) == {"brand", "people"}


def test_plain_text_in_the_chat_means_the_same(town: Any) -> None:
    assert "What I can do" in town.say(ANA, "help")["text"]
    assert "Your SSI" in town.say(ANA, "/ssi")["text"]


def test_a_forged_undo_of_somebody_elses_reading_changes_nothing(town: Any) -> None:
    card = town.ssi(NOOR, "log 18.2 12.5 20 14.1")
    rows = (b["elements"] for b in card["blocks"] if b["type"] == "actions")
    id_ = next(e["value"] for row in rows for e in row if e["action_id"] == "ssi_log_undo")
    theirs = town.ssi(ANA)
    town.post("click", user=ANA, channel="D0ANA", ts=theirs["ts"], action_id="ssi_log_undo",
              value=id_, forge=True)  # fmt: skip
    assert "Your SSI: 65 of 100" in str(town.ssi(NOOR)["blocks"])


def test_only_the_keeper_may_change_a_board(town: Any) -> None:
    theirs = town.ssi(BEN, "board", "C0EMEA")
    assert "ssi_board_setup" not in str(theirs["blocks"])
    answer = town.post("click", user=BEN, channel="C0EMEA", ts=theirs["ts"],
                       action_id="ssi_board_invite", value="C0EMEA", forge=True)  # fmt: skip
    assert "Only the person who keeps this board" in answer["reply"]["text"]
    assert town.posted() == []


def test_leaving_takes_the_name_out_of_the_last_post(town: Any) -> None:
    town.clock("2026-11-23T10:00:00+01:00")
    post = town.posted()[-1]
    named = [n for n in ("Ana Costa", "Eva Lindqvist", "Ben Okafor") if n in str(post["blocks"])]
    assert named, "the seeded board names somebody"
    user = {"Ana Costa": ANA, "Eva Lindqvist": "U0EVA", "Ben Okafor": BEN}[named[0]]
    assert "You are out" in town.ssi(user, "leave", "C0EMEA")["text"]
    town.settle()
    assert named[0] not in str(town.posted()[-1]["blocks"])
    assert len(town.posted()) == 1


def test_a_stranger_gets_a_polite_refusal(town: Any) -> None:
    town.post("user", user="U0EXT", name="Xen Outside", is_stranger=True)
    reply = town.ssi("U0EXT", "", "C0EMEA")
    assert "only work with people of this workspace" in reply["text"]


def test_a_guest_may_not_keep_a_board(town: Any) -> None:
    town.ssi(GUS)
    town.post("user", user=GUS, is_restricted=True)
    town.post("invite", user="U0BOT", channel="C0GEN")
    town.ssi(GUS, "board", "C0GEN")
    view = town.view(GUS)
    answer = town.post("submit", user=GUS, view_id=view["id"], values={"own_company": ["yes"]})
    assert "Guests" in str(answer["reply"])
    assert "no board" in town.ssi(GUS, "join", "C0GEN")["text"]


def test_a_board_needs_the_tick(town: Any) -> None:
    town.ssi(MGR, "board", "C0GEN")
    view = town.view(MGR)
    answer = town.post("submit", user=MGR, view_id=view["id"], values={})
    assert "own_company" in answer["reply"]["errors"]


def test_the_ideal_customer_is_kept_and_shown_again(town: Any) -> None:
    town.ssi(ANA, "icp")
    view = town.view(ANA)
    answer = town.post("submit", user=ANA, view_id=view["id"], values={
        "titles": "Head of Procurement\nCOO", "industries": "Logistics"})  # fmt: skip
    assert "2 titles" in str(answer["reply"])
    town.ssi(ANA, "icp")
    assert "Head of Procurement" in str(town.view(ANA)["blocks"])


def test_digest_words_set_the_day_and_round_the_time(town: Any) -> None:
    reply = town.ssi(NOOR, "digest thursday 08:20")
    assert "Thursdays at 08:15" in reply["text"]
    assert "rounded" in reply["text"]
    assert "off" in town.ssi(GUS, "digest")["text"]


def test_a_refused_upload_keeps_nothing_and_says_what_to_do(town: Any) -> None:
    town.ssi(NOOR, "log 18 12 20 14")
    town.upload(NOOR, "photo.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "D0NEW")
    town.settle()
    assert "pictures" in town.said_to(NOOR)[-1]["text"]


def test_a_pasted_page_in_the_form_is_read(town: Any) -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "sandbox" / "samples" / "ssi-page.txt").read_text("utf-8")
    town.ssi(NOOR, "upload")
    view = town.view(NOOR)
    answer = town.post("submit", user=NOOR, view_id=view["id"], values={"pasted": page})
    assert "Your SSI: 55 of 100" in str(answer["reply"])


def test_the_same_people_in_another_workspace_share_nothing(town: Any) -> None:
    body = {"user": ANA, "channel": "D0ANA", "text": "/ssi", "team": "T0EMPTY"}
    answer = town.post("command", **body)
    assert "of 100" not in str(answer["reply"])
    assert "Reported by you" not in str(answer["reply"])


@pytest.mark.parametrize("word", WORDS)
def test_every_word_answers_within_slacks_limits(town: Any, word: str) -> None:
    town.ssi(ANA, word, "C0EMEA")
    assert [call for call in town.state()["calls"] if not call["ok"]] == []


def test_home_shows_the_card_and_is_right_on_the_next_opening(town: Any) -> None:
    town.post("home", user=NOOR)
    assert "Welcome" in str(town.state()["homes"][NOOR]["blocks"])
    town.ssi(NOOR, "log 18 12 20 14")
    town.post("home", user=NOOR)
    assert "Your SSI: 64 of 100" in str(town.state()["homes"][NOOR]["blocks"])
