"""One reminder of the larger archive, to whoever asked for it."""

import io
import zipfile
from pathlib import Path
from typing import Any

NOOR, DM = "U0NEW", "D0NEW"
SAMPLES = Path(__file__).parents[2] / "sandbox" / "samples"
ARCHIVE = SAMPLES / "Complete_LinkedInDataExport_11-19-2026.zip"


def basic() -> bytes:
    """The smaller archive: the same without posts, comments and reactions."""
    made = io.BytesIO()
    with zipfile.ZipFile(ARCHIVE) as whole, zipfile.ZipFile(made, "w") as part:
        for info in whole.infolist():
            if info.filename not in ("Shares.csv", "Comments.csv", "Reactions.csv"):
                part.writestr(info, whole.read(info))
    return made.getvalue()


def reminders(town: Any) -> list[str]:
    return [m["text"] for m in town.said_to(NOOR) if "asked me to remind" in m["text"]]


def test_the_smaller_archive_offers_it_and_one_message_comes_in_working_hours(town: Any) -> None:
    town.drop(NOOR, ("Basic_LinkedInDataExport_11-19-2026.zip", basic()))
    receipt = town.said_to(NOOR)[-1]
    assert "Shall I remind you?" in str(receipt["blocks"])
    answer = town.press(NOOR, receipt, "ssi_archive_remind")["reply"]["text"]
    assert "Monday 23 November at 08:00" in answer, "a day later is a Saturday"
    again = town.press(NOOR, receipt, "ssi_archive_remind")["reply"]["text"]
    assert "asked before" in again
    town.clock("2026-11-23T07:45:00+01:00")
    assert reminders(town) == []
    town.clock("2026-11-23T08:15:00+01:00")
    assert len(reminders(town)) == 1
    town.clock("2026-11-26T10:00:00+01:00")
    assert len(reminders(town)) == 1


def test_nothing_comes_once_the_archive_is_there(town: Any) -> None:
    said = town.say(NOOR, "upload")
    town.press(NOOR, said, "ssi_archive_remind")
    town.drop(NOOR, (ARCHIVE.name, ARCHIVE.read_bytes()))
    town.clock("2026-11-24T10:00:00+01:00")
    assert reminders(town) == []


def test_the_smaller_archive_is_not_what_was_waited_for(town: Any) -> None:
    said = town.say(NOOR, "upload")
    town.press(NOOR, said, "ssi_archive_remind")
    town.drop(NOOR, ("Basic_LinkedInDataExport_11-19-2026.zip", basic()))
    town.clock("2026-11-24T10:00:00+01:00")
    assert len(reminders(town)) == 1


def test_the_form_stays_below_the_answer(town: Any) -> None:
    town.ssi(NOOR, "upload")
    form = town.view(NOOR)
    town.post("click", user=NOOR, view_id=form["id"], action_id="ssi_archive_remind")
    views = [view for view in town.state()["views"] if view["user"] == NOOR]
    assert len(views) == 2
    assert "I write to you once" in str(views)
