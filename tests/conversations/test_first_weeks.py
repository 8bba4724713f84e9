"""The whole way of a newcomer and her team, over real Socket Mode, in one run."""

from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent.parent / "sandbox" / "samples"
ARCHIVE = "Complete_LinkedInDataExport_11-19-2026.zip"
NOOR, ANA, GUS, MGR = "U0NEW", "U0ANA", "U0GUS", "U0MGR"


def of_kind(messages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [m for m in messages if (m["metadata"] or {}).get("event_type") == kind]


def test_a_newcomer_gets_a_score_a_plan_a_digest_and_the_team_gets_its_board(town: Any) -> None:
    # She asks, and is asked for the four numbers, and told what is kept and who sees it.
    first = town.ssi(NOOR)
    words = str(first["blocks"])
    assert "Only you see this" in words
    assert "I never keep names" in words
    assert first["ephemeral_to"] == NOOR

    # Four numbers make a card with the weakest pillar, a step, the source and one question.
    card = town.ssi(NOOR, "log 16.4 13.2 8.9 16.1 industry 18 network 22 industry average 29")
    words = str(card["blocks"])
    assert "Your SSI: 55 of 100" in words
    assert "Weakest pillar: Insights" in words
    assert "Top 18 % in your industry" in words
    assert "Reported by you on 20 November" in words
    assert "Shall I write to you once a week?" in words
    assert "Shall I write" not in str(town.ssi(NOOR, "log 16.4 13.2 8.9 16.1")["blocks"])

    # Her archive is read; the receipt says what was kept, and nobody else is in it.
    archive = (SAMPLES / ARCHIVE).read_bytes()
    assert town.upload(NOOR, ARCHIVE, archive, "D0NEW")["ok"]
    town.settle()
    receipt = town.said_to(NOOR)[-1]
    assert receipt["edited"], "the receipt stands where Reading stood"
    assert "Read: " in receipt["text"]
    assert "3 private files unopened" in receipt["text"]
    details = town.press(NOOR, receipt, "ssi_upload_details")["reply"]
    assert "connections: 180 rows" in str(details["blocks"])

    # Why and plan now rest on measured facts.
    assert "measured in your files" in str(town.ssi(NOOR, "why")["blocks"])
    plan = town.ssi(NOOR, "plan 60")
    assert "ssi_tip_done" in str(plan["blocks"])

    # The same file again changes nothing and says so.
    again = town.upload(NOOR, ARCHIVE, archive, "D0NEW")
    assert again["ok"]
    town.settle()
    assert "Nothing was counted twice" in town.said_to(NOOR)[-1]["text"]

    # She says yes to Mondays 09:00.
    yes = town.press(NOOR, card, "ssi_digest_yes")["reply"]
    assert "Mondays at 09:00" in yes["text"]
    assert "Monday 23 November at 09:00" in yes["text"]

    # A board stands in the channel already; she joins it, by name.
    joined = town.ssi(NOOR, "join", "C0EMEA")
    assert "You are in" in joined["text"]

    before = len(town.said_to(NOOR))
    moved = town.clock("2026-11-23T08:45:00+01:00")
    assert moved["ok"]
    assert len(town.said_to(NOOR)) == before, "nothing comes before the time she chose"
    town.clock("2026-11-23T10:00:00+01:00")
    digests = [
        m for m in town.said_to(NOOR) if (m["metadata"] or {}).get("event_type") == "ssi_digest"
    ]
    assert len(digests) == 1
    assert "ssi_digest_stop" in str(digests[0]["blocks"])
    assert "ssi_digest_change" in str(digests[0]["blocks"])

    # The board: opted-in people only, no mention, never Gus, who did not join.
    posts = of_kind(town.posted(), "ssi_board")
    assert len(posts) == 1
    assert "Gus Weber" not in str(posts[0]["blocks"])
    assert "<@" not in str(posts[0]["blocks"])
    assert "Together you kept" in str(posts[0]["blocks"])

    # Her fresh numbers turn the digest itself into the answer.
    pressed = town.press(NOOR, digests[0], "ssi_log_open", "digest")
    assert pressed["ok"], pressed
    view = town.view(NOOR)
    fresh = {"brand": "16,4", "people": "13.2", "insights": "10.4", "relationships": "16.1"}
    saved = town.post("submit", user=NOOR, view_id=view["id"], values=fresh)
    assert saved["ok"], saved
    edited = next(m for m in town.said_to(NOOR) if m["ts"] == digests[0]["ts"])
    assert edited["edited"]
    assert "Your SSI: 56 of 100" in str(edited["blocks"])
    assert len(town.said_to(NOOR)) == before + 1, "the answer adds no message"

    # Stop ends it.
    assert "Stopped" in town.press(NOOR, edited, "ssi_digest_stop")["reply"]["text"]
    town.clock("2026-11-30T10:00:00+01:00")
    assert len(town.said_to(NOOR)) == before + 1


def test_the_seeded_team_gets_one_digest_each_and_only_those_who_said_yes(town: Any) -> None:
    town.clock("2026-11-23T12:00:00+01:00")
    sent = {
        user["id"]: len(town.said_to(user["id"]))
        for user in town.state()["users"]
        if not user["is_bot"]
    }
    assert {user for user, count in sent.items() if count} == {
        "U0ANA", "U0BEN", "U0CHI", "U0DEV", "U0EVA", "U0FIN"
    }  # fmt: skip
    assert set(sent.values()) == {0, 1}
