"""Sales Navigator reports: a rep's own row, a team's rows by its admin, and nobody else's."""

from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot import roles
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


def test_a_rep_types_their_address_and_gets_their_own_row_alone(town: Any, caplog: Any) -> None:
    caplog.set_level("INFO")
    refused = give(town, GUS)
    assert "no seat of yours" in refused["text"]
    assert "Nothing was kept" in refused["text"]

    wrong = type_address(town, GUS, refused, "gus at acme")
    assert "doesn't look like" in str(wrong)
    view = town.view(GUS)
    town.post("submit", user=GUS, view_id=view["id"], values={"email": " GUS@acme.example"})
    town.settle()
    receipt = town.said_to(GUS)[-1]
    assert "1 reading" in receipt["text"]
    assert "up to 30 September" in receipt["text"]
    assert "spread evenly" in receipt["text"]
    details = town.press(GUS, receipt, "ssi_upload_details")["reply"]
    assert "can't match with anybody were left out (3)" in str(details["blocks"])

    assert reported(town, GUS) == [("2026-09-30", 6100)]
    assert "spread evenly over its days" in str(town.ssi(GUS, "why")["blocks"])
    left = database(town)
    assert b"gus@acme.example" in left, "his own word"
    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert "upload_kept" in logged
    everything = (left + f"{town.state()}{logged}".encode()).lower()
    for stranger in (b"canary", b"ben@acme.example", b"71409822", b"71409823"):
        assert stranger not in everything
    assert "acme.example" not in logged, "not even his own"

    town.press(GUS, receipt, "ssi_upload_undo")
    assert "never been" in town.said_to(GUS)[-1]["text"]
    assert reported(town, GUS) == []


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


def test_a_report_without_dates_in_its_name_asks_for_them_and_is_read(town: Any) -> None:
    refused = give(town, BEN, name="report.csv")
    assert "Which days is this report about?" in refused["text"]
    town.press(BEN, refused, "ssi_period")
    view = town.view(BEN)
    assert "2026-10-01" in str(view["blocks"])
    assert "2026-10-31" in str(view["blocks"])
    backwards = {"first": "2026-09-30", "last": "2026-09-01"}
    marked = town.post("submit", user=BEN, view_id=view["id"], values=backwards)
    assert "must be on or after" in str(marked)
    town.post("submit", user=BEN, view_id=view["id"],
              values={"first": "2026-08-01", "last": "2026-08-31"})  # fmt: skip
    town.settle()
    asks = town.said_to(BEN)[-1]
    assert "no seat of yours" in asks["text"]
    type_address(town, BEN, asks, "ben@acme.example")
    assert "up to 31 August" in town.said_to(BEN)[-1]["text"]


def test_many_months_in_one_message_are_one_upload_with_one_undo(town: Any) -> None:
    refused = give(town, BEN)
    type_address(town, BEN, refused, "ben@acme.example")
    town.post("message", user=BEN, channel="D0BEN", text="upload")
    files = [
        town.upload(BEN, f"x_2026-0{n}-01_to_2026-0{n}-28.csv", TEAM)["id"] for n in range(1, 9)
    ]
    opened = town.press(BEN, town.said_to(BEN)[-1], "ssi_upload_open")
    assert opened["ok"], opened
    view = town.view(BEN)
    town.post("submit", user=BEN, view_id=view["id"], values={"files": files})
    town.settle()
    receipt = town.said_to(BEN)[-1]
    assert "8 readings" in receipt["text"]
    assert len(reported(town, BEN)) == 9
    town.press(BEN, receipt, "ssi_upload_undo")
    assert len(reported(town, BEN)) == 1


def test_the_wrong_reports_say_which_one_is_right(town: Any) -> None:
    recruiter = (
        b"Seat holder name,Seat id,Profiles viewed,Projects created,Searches performed\nx,1,2,3,4\n"
    )
    snap = b"activityId,activityType,createdAt,seatId\n1,SEARCH_PERFORMED,01-02-2026 10:00:00,7\n"
    for data, word in ((recruiter, "Recruiter"), (snap, "single events")):
        said = give(town, BEN, data, "report.csv")
        assert word in said["text"]
        assert "Usage Reporting" in said["text"]


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
