"""What needs more than one file: each rule by a case small enough to count by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from importers.layouts import ASKED, ME, NAMES, TALK, URL
from importers.layouts_resaved import PENDING

from bot.importers import reading
from bot.importers.values import Context, Import, Upload
from scoring.activity import merge

TODAY = date(2026, 11, 20)
OWNER = f'Robin,X,"1/1/26, 9:00 AM",,OUTGOING,{ME},{URL}nobody\n'
Row = tuple[str, str, str, str]


def read(**files: str) -> Import:
    given = [Upload(f"{name}.csv", text.encode()) for name, text in files.items()]
    return reading.read(given, Context(TODAY))


def facts(made: Import) -> dict[str, dict[str, float]]:
    found = merge(made.batches, made.levels).amounts
    return {fact: {day.isoformat()[5:]: n / 1000 for day, n in sorted(days.items())}
            for fact, days in found.items()}  # fmt: skip


def levels(made: Import) -> dict[str, float | bool]:
    return {one.fact: one.value for one in made.levels}


def codes(made: Import) -> list[str]:
    return [one.code for one in made.warnings]


def talk(rows: Sequence[Row], end: str = "2026-11-20") -> str:
    """From, to, day (and hour), text; the last row only tells until when the file saw the world."""
    lines = [TALK]
    for n, (who, to, at, text) in enumerate((*rows, ("zz", "me2", end, "x"))):
        stamp = at if " " in at else f"{at} 09:00:{n % 60:02d}"
        link = {name: (ME if name == "robin" else URL + name) if name else "" for name in (who, to)}
        lines.append(
            f"c{min(who, to)}{max(who, to)},,{who},{link[who]},{to},{link[to]},{stamp} UTC,,{text},INBOX"
        )
    return "\n".join(lines) + "\n"


def talked(*rows: Row, end: str = "2026-11-20") -> dict[str, dict[str, float]]:
    return facts(read(Invitations=f"{ASKED}\n{OWNER}", messages=talk(rows, end)))


def connected(*people: tuple[str, str]) -> str:
    return NAMES + "\n" + "".join(f"A,B,{URL}{who},,C,D,{day}\n" for who, day in people)


def asked(*people: tuple[str, str]) -> str:
    return (
        ASKED
        + "\n"
        + "".join(f'R,X,"{day}, 9:00 AM",,OUTGOING,{ME},{URL}{who}\n' for who, day in people)
    )


def test_an_invitation_is_accepted_from_the_day_before_it_was_sent() -> None:
    people = (("a", "11/10/26"), ("b", "11/10/26"), ("c", "11/10/26"))
    found = facts(read(Invitations=asked(*people), Connections=connected(
        ("a", "09 Nov 2026"), ("b", "08 Nov 2026"), ("c", "19 Nov 2026"))))  # fmt: skip
    assert found["invites.sent"] == {"11-10": 3}
    assert found["invites.accepted"] == {"11-10": 2}
    assert found["invites.decided"] == {"11-10": 2}


def test_an_invitation_without_an_answer_is_decided_after_fourteen_days() -> None:
    people = (("a", "11/5/26"), ("b", "11/6/26"))
    found = facts(read(Invitations=asked(*people), Connections=connected(("z", "19 Nov 2026"))))
    assert found["invites.decided"] == {"11-05": 1}
    assert "invites.accepted" not in found


def test_slugs_are_matched_decoded_and_without_capitals() -> None:
    found = facts(read(Invitations=asked(("B%C3%96", "11/10/26")),
                       Connections=connected(("b%c3%b6", "11 Nov 2026"))))  # fmt: skip
    assert found["invites.accepted"] == {"11-10": 1}


@pytest.mark.parametrize(("new", "told"), [(19, True), (20, False)])
def test_a_file_of_pending_requests_tells_no_acceptance(new: int, told: bool) -> None:
    people = [(f"p{n}", f"{n % 28 + 1:02d} Oct 2026") for n in range(new)]
    made = read(Invitations=PENDING, Connections=connected(*people))
    assert ("invites.decided" in facts(made)) is told
    assert ("join_impossible" in codes(made)) is not told
    assert facts(made)["invites.sent"] == {"10-01": 1}


def test_no_acceptance_without_connections_and_none_where_they_have_no_links() -> None:
    alone = read(Invitations=asked(("a", "11/1/26")))
    old = read(Invitations=asked(("a", "11/1/26")), Connections=(
        "First Name,Last Name,Email Address,Company,Position,Connected On\nA,B,,C,D,03 Nov 2026\n"))  # fmt: skip
    for made in (alone, old):
        assert codes(made) == ["join_impossible"]
        assert "archive/invitations+connections" not in {one.source for one in made.batches}


def test_a_start_follows_more_than_thirty_days_without_a_word() -> None:
    text = "a first line of some words that nobody else wrote"
    found = talked(("robin", "a", "2026-09-01", text), ("robin", "a", "2026-10-01", "once more on day thirty"),
                   ("a", "robin", "2026-10-02", "yes"), ("robin", "a", "2026-11-02", "new words for an old friend of mine"))  # fmt: skip
    assert found["starts.count"] == {"09-01": 1, "11-02": 1}
    assert found["starts.decided"] == {"09-01": 1, "11-02": 1}
    assert "starts.answered" not in found


def test_a_start_is_answered_within_fourteen_days_and_open_until_then() -> None:
    found = talked(("robin", "a", "2026-10-01", "hello a"), ("a", "robin", "2026-10-15", "yes"),
                   ("robin", "b", "2026-10-01", "good day b"), ("b", "robin", "2026-10-16", "yes"),
                   ("robin", "c", "2026-11-07", "dear c"), ("robin", "d", "2026-11-06", "greetings d"))  # fmt: skip
    assert found["starts.answered"] == {"10-01": 1}
    assert found["starts.decided"] == {"10-01": 2, "11-06": 1}


def test_a_turn_runs_until_the_owner_writes_and_is_answered_within_seven_days() -> None:
    found = talked(("a", "robin", "2026-10-01", "one"), ("a", "robin", "2026-10-03", "two"),
                   ("robin", "a", "2026-10-08", "three"), ("b", "robin", "2026-10-01", "one"),
                   ("robin", "b", "2026-10-09", "late"), ("c", "robin", "2026-11-14", "open"))  # fmt: skip
    assert found["inbound.decided"] == {"10-01": 2}
    assert found["inbound.answered"] == {"10-01": 1}


def test_a_worthless_copy_is_no_answer() -> None:
    copy = "thank you very much for your message I will come back to you soon"
    rows: list[Row] = []
    for n, who in enumerate("abcd"):
        rows += [
            (who, "robin", f"2026-10-{n + 1:02d}", "hi"),
            ("robin", who, f"2026-10-{n + 1:02d}", copy),
        ]
    found = talked(*rows)
    assert found["inbound.decided"] == {"10-01": 1, "10-02": 1, "10-03": 1, "10-04": 1}
    assert found["inbound.answered"] == {"10-01": 1, "10-02": 1, "10-03": 1}


def test_a_short_answer_is_never_a_copy() -> None:
    rows: list[Row] = []
    for n, who in enumerate("abcd"):
        rows += [
            (who, "robin", f"2026-10-{n + 1:02d}", "hi"),
            ("robin", who, f"2026-10-{n + 1:02d}", "thanks a lot"),
        ]
    assert sum(talked(*rows)["inbound.answered"].values()) == 4


def test_a_thread_is_deep_on_the_day_of_the_second_message_of_both() -> None:
    found = talked(("robin", "a", "2026-10-01", "1"), ("a", "robin", "2026-10-02", "2"),
                   ("robin", "a", "2026-10-03", "3"), ("a", "robin", "2026-10-15", "4"))  # fmt: skip
    assert found["deep.threads"] == {"10-15": 1}
    late = talked(("robin", "a", "2026-10-01", "1"), ("a", "robin", "2026-10-02", "2"),
                  ("robin", "a", "2026-10-03", "3"), ("a", "robin", "2026-10-18", "4"))  # fmt: skip
    assert "deep.threads" not in late


def test_the_same_person_counts_again_after_seven_days_and_from_zero() -> None:
    def day(first: int) -> list[Row]:
        return [("robin", "a", f"2026-10-{first:02d} 09:00:00", "1"), ("a", "robin", f"2026-10-{first:02d} 10:00:00", "2"),
                ("robin", "a", f"2026-10-{first:02d} 11:00:00", "3"), ("a", "robin", f"2026-10-{first:02d} 12:00:00", "4")]  # fmt: skip

    assert talked(*day(1), *day(7))["deep.threads"] == {"10-01": 1}
    assert talked(*day(1), *day(8))["deep.threads"] == {"10-01": 1, "10-08": 1}


def test_filled_in_templates_lose_credit_and_names_and_companies_do_not_save_them() -> None:
    people = ["ada", "bo", "cy", "di", "ed"]
    rows = [("robin", who, f"2026-10-{n + 1:02d}", f"Hello {who} I hear that {who.upper()} Works grows and we may help you")
            for n, who in enumerate(people)]  # fmt: skip
    known = (
        NAMES + "\n" + "".join(f"{who},B,{URL}{who},,{who} Works,D,03 Nov 2026\n" for who in people)
    )
    made = read(Invitations=f"{ASKED}\n{OWNER}", Connections=known, messages=talk(rows))
    assert facts(made)["starts.credit"] == {"10-01": 1, "10-02": 0.5, "10-03": 0.25}
    assert sum(facts(made)["starts.copied"].values()) == 4


def test_credit_is_told_for_the_last_182_days_only() -> None:
    edge = TODAY - timedelta(days=181)
    found = read(Invitations=f"{ASKED}\n{OWNER}", messages=talk(
        [("robin", "a", edge.isoformat(), "some words"), ("robin", "b", (edge - timedelta(days=1)).isoformat(), "others")]))  # fmt: skip
    assert facts(found)["starts.count"] == {edge.isoformat()[5:]: 1}
    [batch] = [one for one in found.batches if one.source == "archive/messages"]
    assert batch.first_seen == edge


def test_who_the_owner_is_comes_from_invitations_then_the_name_then_the_majority() -> None:
    rows: list[Row] = [("robin", who, "2026-10-01", f"words for {who}") for who in "abcdefghij"]
    text = talk(rows)
    by_name = "First Name,Last Name,Headline,Summary\nrobin,,x,y\n"
    for files in ({"Invitations": f"{ASKED}\n{OWNER}"}, {"Profile": by_name}, {}):
        assert facts(read(messages=text, **files))["starts.count"] == {"10-01": 10}, files
    split = talk([*rows[:5], *(("x", who, "2026-10-01", "hi") for who in "klmno")])
    made = read(messages=split, Connections=connected(("z", "03 Nov 2026")))
    assert codes(made) == ["owner_unknown"]
    assert "archive/messages" not in {one.source for one in made.batches}


def test_two_people_of_the_owners_name_tell_nothing() -> None:
    rows: list[Row] = [("robin", who, "2026-10-01", "hi there") for who in "abc"]
    twin = talk(rows).replace(f"zz,{URL}zz", f"robin,{URL}zz")
    profile = "First Name,Last Name,Headline,Summary\nrobin,,x,y\n"
    assert codes(read(messages=twin, Profile=profile)) == ["owner_unknown"]


def test_people_without_a_profile_count_only_where_the_owner_wrote_to_them() -> None:
    found = talked(
        ("", "robin", "2026-10-01", "buy this"),
    )
    assert "inbound.decided" not in found
    lines = talk([("robin", "", "2026-10-01", "hello you"), ("", "robin", "2026-10-02", "yes")])
    made = facts(read(Invitations=f"{ASKED}\n{OWNER}", messages=lines))
    assert made["starts.answered"] == {"10-01": 1}


@pytest.mark.parametrize("mark", [",", ";"])
def test_groups_are_left_out_however_their_links_are_parted(mark: str) -> None:
    two = f'"{URL}a{mark}{URL}b"'
    text = talk([]) + f'g,,robin,{ME},"a, b",{two},2026-10-01 09:00:00 UTC,,hi all,INBOX\n'
    assert "starts.count" not in facts(read(Invitations=f"{ASKED}\n{OWNER}", messages=text))


def test_who_waits_and_who_fell_silent() -> None:
    made = read(Invitations=f"{ASKED}\n{OWNER}", messages=talk([
        ("a", "robin", "2026-11-01", "waits"), ("b", "robin", "2026-11-15", "may still wait"),
        ("c", "robin", "2026-06-01", "too long ago"),
        ("robin", "d", "2026-07-01", "1"), ("d", "robin", "2026-07-02", "2"),
        ("robin", "d", "2026-07-03", "3"), ("d", "robin", "2026-07-04", "4"),
    ]))  # fmt: skip
    assert levels(made)["inbound.waiting"] == 1
    assert levels(made)["contacts.silent_90d"] == 1


def test_medians_look_at_91_days_and_need_five_texts() -> None:
    head = "Date,Link,Message\n"
    old = "".join(
        f"2026-06-0{n} 10:00:00,https://x.example/{n},one two three {n} {n} {n}\n"
        for n in range(1, 6)
    )
    new = "".join(f"2026-11-0{n} 10:00:00,https://x.example/9{n},{'w ' * n}\n" for n in range(1, 6))
    assert levels(read(Comments=head + old + new))["comments.median_words"] == 3
    assert "comments.median_words" not in levels(
        read(Comments=head + old + new.splitlines()[0] + "\n")
    )


def test_a_days_activity_needs_messages_and_one_log() -> None:
    reactions = "Date,Type,Link\n2026-11-03 10:00:00,LIKE,https://x.example/1\n"
    words = talk([("robin", "a", "2026-11-05", "hello")])
    assert "active.day" not in facts(read(Reactions=reactions))
    assert "active.day" not in facts(read(Invitations=f"{ASKED}\n{OWNER}", messages=words))
    found = facts(read(Invitations=f"{ASKED}\n{OWNER}", messages=words, Reactions=reactions))
    assert found["active.day"] == {"11-03": 1, "11-05": 1}
