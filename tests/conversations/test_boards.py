"""A team and its board, from the first question to the end of a season, over real sockets."""

from typing import Any

ANA, BEN, CHI, DEV, EVA, FIN = "U0ANA", "U0BEN", "U0CHI", "U0DEV", "U0EVA", "U0FIN"
GUS, HAN, MGR, ADM = "U0GUS", "U0HAN", "U0MGR", "U0ADM"
EMEA, GEN = "C0EMEA", "C0GEN"
NAMES = ("Ana Costa", "Ben Okafor", "Chiara Rossi", "Dev Patel", "Eva Lindqvist", "Finn Murphy")


def press(town: Any, user: str, message: Any, action: str, value: str, where: str = EMEA) -> Any:
    answer = town.press(user, message, action, value, where)
    assert answer["ok"], answer
    town.settle()
    return answer["reply"]


def boards(town: Any, channel: str = EMEA) -> list[dict[str, Any]]:
    return [
        post for post in town.posted(channel)
        if (post["metadata"] or {}).get("event_type") == "ssi_board"
    ]  # fmt: skip


def goal_id(message: Any) -> str:
    return next(
        str(one["value"])
        for block in message["blocks"]
        for one in block.get("elements", ())
        if one.get("action_id") == "ssi_quest_bring"
    )


def test_a_board_from_its_set_up_to_its_first_post(town: Any) -> None:
    town.post("invite", user="U0BOT", channel=GEN)
    town.ssi(MGR, "board", GEN)
    view = town.view(MGR)
    assert "You will not see" in str(view["blocks"])
    made = town.post("submit", user=MGR, view_id=view["id"], values={"own_company": ["yes"]})
    assert "Saved" in str(made["reply"])

    waiting = town.ssi(MGR, "board", GEN)
    assert "0 of 3 joined" in waiting["text"]
    assert "Post now" in str(waiting["blocks"])
    preview = press(town, MGR, waiting, "ssi_board_preview", GEN, GEN)
    assert "Ada (invented): 3 of 3" in str(preview["blocks"])
    assert not any(name in str(preview) for name in NAMES)
    assert town.posted(GEN) == [], "a preview is posted nowhere"

    # One joins; the channel is reminded once, and no name stands in it.
    assert "kept weeks, and nothing else" in town.ssi(ANA, "join", GEN)["text"]
    waiting = town.ssi(MGR, "board", GEN)
    assert "1 of 3 joined" in waiting["text"]
    assert "Ana Costa" in waiting["text"], "the keeper sees who joined"
    assert "Ana Costa" not in town.ssi(BEN, "board", GEN)["text"]
    press(town, MGR, waiting, "ssi_board_remind", GEN, GEN)
    again = press(town, MGR, waiting, "ssi_board_remind", GEN, GEN)
    assert "has had its reminder" in again["text"]
    (reminder,) = town.posted(GEN)
    assert "Ana" not in str(reminder)

    # Two more join from the reminder, and Monday's post comes.
    for user in (BEN, CHI):
        assert "You are in" in press(town, user, reminder, "ssi_board_join", GEN, GEN)["text"]
    assert "has had its reminder" not in town.ssi(MGR, "board", GEN)["text"]
    town.clock("2026-11-23T10:00:00+01:00")
    town.clock("2026-11-30T10:00:00+01:00")
    posts = boards(town, GEN)
    assert len(posts) == 2
    assert "<@" not in str(posts)
    assert "Week 2 of 6, counted to 29 November" in str(posts[1]["blocks"])


def test_an_invitation_is_posted_once_and_waits_for_the_bot_to_be_let_in(town: Any) -> None:
    town.ssi(MGR, "board", GEN)
    view = town.view(MGR)
    made = town.post("submit", user=MGR, view_id=view["id"], values={"own_company": ["yes"]})
    assert "Saved" in str(made["reply"])
    shown = town.ssi(MGR, "help", GEN)

    def invite() -> str:
        answer = town.post("click", user=MGR, channel=GEN, ts=shown["ts"], value=GEN,
                           action_id="ssi_board_invite", forge=True)  # fmt: skip
        return str(answer["reply"]["text"])

    assert "I'm not in that channel yet" in invite()
    town.post("invite", user="U0BOT", channel=GEN)
    assert "is posted in the channel" in invite()
    assert "posted already" in invite()
    (post,) = town.posted(GEN)
    assert "counts kept weeks, not scores" in post["text"]
    assert "<@" not in str(post["blocks"])


def test_a_board_that_could_not_post_goes_on_by_one_tap_once_the_bot_is_let_in(town: Any) -> None:
    town.ssi(MGR, "board", GEN)
    made = town.post("submit", user=MGR, view_id=town.view(MGR)["id"],
                     values={"own_company": ["yes"]})  # fmt: skip
    assert "Saved" in str(made["reply"])
    said = press(town, MGR, town.ssi(MGR, "board", GEN), "ssi_board_remind", GEN, GEN)
    assert "If I am not in the channel, you hear so in our chat." in said["text"]
    town.demo.parts.settle(town.demo.parts.clock())
    told = town.said_to(MGR)[-1]
    assert "I can't post in" in told["text"]
    assert "It rests, since I couldn't post here." in town.ssi(MGR, "board", GEN)["text"]

    town.post("invite", user="U0BOT", channel=GEN)
    on = press(town, MGR, told, "ssi_board_resume", GEN, "D0MGR")
    assert "next post comes on Monday 23 November" in on["text"]
    status = town.ssi(MGR, "board", GEN)
    press(town, MGR, status, "ssi_board_remind", GEN, GEN)
    assert len(town.posted(GEN)) == 1, "the reminder that was refused is posted after all"
    assert "Post a reminder" not in str(town.ssi(MGR, "board", GEN)["blocks"])


def test_a_season_ends_is_quiet_and_begins_again_by_its_keeper(town: Any) -> None:
    for day in ("23", "30"):
        town.clock(f"2026-11-{day}T10:00:00+01:00")
    town.clock("2026-12-07T10:00:00+01:00")
    posts = boards(town)
    assert ["The team's season" in post["text"] for post in posts] == [False, False, True]
    texts = [post["text"] + str(post["blocks"]) for post in posts]
    assert len(set(texts)) == 3
    town.clock("2026-12-14T10:00:00+01:00")
    town.clock("2026-12-21T10:00:00+01:00")
    assert len(boards(town)) == 3, "quiet"

    theirs = town.ssi(BEN, "board", EMEA)
    assert "the board is quiet" in theirs["text"]
    assert "ssi_board_next_season" not in str(theirs["blocks"])
    forged = town.post("click", user=BEN, channel=EMEA, ts=theirs["ts"], value=EMEA,
                       action_id="ssi_board_next_season", forge=True)  # fmt: skip
    assert "Only the person who keeps this board" in forged["reply"]["text"]

    mine = town.ssi(MGR, "board", EMEA)
    begun = press(town, MGR, mine, "ssi_board_next_season", EMEA)
    assert "Monday 28 December" in begun["text"]
    line = town.ssi(ANA, "board", EMEA)
    assert "You take part" in line["text"]


def test_a_team_reaches_for_a_goal_and_nobodys_share_is_seen(town: Any) -> None:
    mine = town.ssi(MGR, "board", EMEA)
    press(town, MGR, mine, "ssi_quest_open", EMEA)
    view = town.view(MGR)
    wrong = town.post("submit", user=MGR, view_id=view["id"],
                      values={"what": "comments", "target": "many", "weeks": "4"})  # fmt: skip
    assert set(wrong["reply"]["errors"]) == {"target"}
    made = town.post("submit", user=MGR, view_id=view["id"],
                     values={"what": "<!here> *comments*", "target": "40", "weeks": "4"})  # fmt: skip
    assert "The goal runs" in str(made["reply"])

    for at, user in enumerate((ANA, BEN, CHI, DEV, EVA)):
        board = town.ssi(user, "board", EMEA)
        assert "once five people have added" in board["text"]
        press(town, user, board, "ssi_quest_bring", goal_id(board))
        form = town.view(user)
        kept = town.post("submit", user=user, view_id=form["id"], values={"amount": str(3 + at)})
        assert f"Counted: {3 + at} of yours" in str(kept["reply"])
    assert "once five people have added" in town.ssi(MGR, "board", EMEA)["text"]

    town.clock("2026-11-23T10:00:00+01:00")
    (post,) = boards(town)
    assert "25 of 40" in post["text"]
    assert "<!here>" not in str(post)
    assert "*comments*" not in str(post["blocks"])
    assert "25 of 40" in town.ssi(MGR, "board", EMEA)["text"]

    # Who did not join brings nothing, also with a button that is not theirs.
    theirs = town.ssi(GUS, "board", EMEA)
    forged = town.post("click", user=GUS, channel=EMEA, ts=theirs["ts"], value=goal_id(post),
                       action_id="ssi_quest_bring", forge=True)  # fmt: skip
    assert "Only people who joined" in forged["reply"]["text"]

    # One more alone moves no sum that the channel reads.
    press(town, FIN, town.ssi(FIN, "board", EMEA), "ssi_quest_bring", goal_id(post))
    town.post("submit", user=FIN, view_id=town.view(FIN)["id"], values={"amount": "8"})
    town.clock("2026-11-30T10:00:00+01:00")
    assert "25 of 40" in boards(town)[-1]["text"]


def test_a_keeper_pauses_and_hands_over_and_the_old_form_is_refused(town: Any) -> None:
    mine = town.ssi(MGR, "board", EMEA)
    press(town, MGR, mine, "ssi_board_pause", EMEA)
    view = town.view(MGR)
    wrong = town.post("submit", user=MGR, view_id=view["id"], values={"until": "2026-11-01"})
    assert "until" in wrong["reply"]["errors"]
    kept = town.post("submit", user=MGR, view_id=view["id"], values={"until": "2026-12-01"})
    assert "paused until 1 December" in str(kept["reply"])
    town.clock("2026-11-23T10:00:00+01:00")
    assert boards(town) == []

    press(town, MGR, mine, "ssi_board_hand_over", EMEA)
    view = town.view(MGR)
    wrong = town.post("submit", user=MGR, view_id=view["id"], values={"whom": GUS})
    assert "whom" in wrong["reply"]["errors"]
    done = town.post("submit", user=MGR, view_id=view["id"], values={"whom": ANA})
    assert "They keep the board now" in str(done["reply"])
    assert "You keep this board" in town.ssi(ANA, "board", EMEA)["text"]

    for action in ("ssi_board_setup", "ssi_board_resume", "ssi_board_close", "ssi_board_post_now"):
        forged = town.post("click", user=MGR, channel=EMEA, ts=mine["ts"], value=EMEA,
                           action_id=action, forge=True)  # fmt: skip
        assert "Only the person who keeps this board" in forged["reply"]["text"], action


def test_a_board_whose_keeper_has_gone_is_taken_over(town: Any) -> None:
    town.post("user", user=MGR, deleted=True)
    town.settle()
    said = town.ssi(ANA, "board", EMEA)["text"]
    assert "From 4 December on, anyone who joined may keep it" in said
    assert "keeper's account" not in town.ssi(GUS, "board", EMEA)["text"]
    town.clock("2026-12-04T11:00:00+01:00")
    mine = town.ssi(ANA, "board", EMEA)
    assert "You keep this board now" in press(town, ANA, mine, "ssi_board_take_over", EMEA)["text"]
    gone = press(town, ANA, mine, "ssi_board_take_over", EMEA)
    assert "has its keeper" in gone["text"]

    # A coach admin needs no such wait, and sees no more names than before.
    theirs = town.ssi(ADM, "board", EMEA)
    assert not any(name in theirs["text"] for name in NAMES)
    press(town, ADM, theirs, "ssi_board_take_over", EMEA)
    assert "You keep this board" in town.ssi(ADM, "board", EMEA)["text"]
    town.post("user", user=GUS, is_restricted=True)
    forged = town.post("click", user=GUS, channel=EMEA, ts=theirs["ts"], value=EMEA,
                       action_id="ssi_board_take_over", forge=True)  # fmt: skip
    assert "Guests" in forged["reply"]["text"]


def test_a_closed_board_rests_and_what_people_are_called_mentions_nobody(town: Any) -> None:
    town.post("user", user=ANA, name="<!channel> *x* <@U0BEN>")
    town.settle()
    mine = town.ssi(MGR, "board", EMEA)
    assert "<!channel>" not in str(mine)
    assert "<@U0BEN>" not in str(mine["blocks"])
    town.clock("2026-11-23T10:00:00+01:00")
    (post,) = boards(town)
    assert "<!channel>" not in str(post["blocks"]) + post["text"]
    assert "<@" not in str(post["blocks"])
    assert "nothing is posted" in press(town, MGR, mine, "ssi_board_close", EMEA)["text"]
    town.clock("2026-11-30T10:00:00+01:00")
    assert len(boards(town)) == 1
