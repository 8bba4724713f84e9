"""A rep's own row of a usage report, its dates, and the wrong reports."""

from typing import Any

from tests.conversations.seat_steps import (
    BEN,
    GUS,
    TEAM,
    database,
    give,
    reported,
    type_address,
)


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
