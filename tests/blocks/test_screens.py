"""Every screen, for any values: within Slack's limits, with words for all it shows."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import board as boards
from bot.blocks import card as cards
from bot.blocks import digest as digests
from bot.blocks import first_run, help, icp, log, notices, plan, upload, why
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message
from bot.blocks.refusals import SENTENCES, sentence
from bot.blocks.wording import name
from bot.services.board import BoardView, OwnLine
from bot.services.card import Card
from bot.services.digest import Digest
from bot.store.boards import Board
from bot.store.members import Member
from scoring import report, team
from scoring.activity import EMPTY, Activity, Batch, Level, merge
from scoring.readings import Source, make
from scoring.report import Situation
from scoring.team import Standing
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from scoring.titles import IdealCustomer

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FOUR = st.tuples(*[st.integers(0, 2500)] * 4)
NAMES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(["<!channel>", "@here", "أمل " * 30, "🧭" * 60, "*bold* _x_ ~y~", "&amp;<b>"]),
)


def member(**more: Any) -> Member:
    known: dict[str, Any] = {
        "team": "T1", "user": "U1", "name": "Ana", "zone": "Europe/Berlin", "guest": False,
        "deleted": False, "digest": "on", "weekday": 0, "minute": 540, "every": 1,
        "next_digest_at": NOW, "minutes": 60, "sales_navigator": None,
        "ideal": IdealCustomer(), "dm": None, "refreshed_at": NOW,
    }  # fmt: skip
    return Member(**{**known, **more})


def activity_of(amount: int) -> Activity:
    days = {TODAY - timedelta(days=n): amount for n in range(0, 90, 4)}
    facts = {
        "archive/comments": ("comments.credit", "comments.actions"),
        "archive/shares": ("posts.credit", "shares.credit", "shares.actions"),
        "archive/messages": ("starts.credit", "starts.decided", "starts.answered", "deep.threads",
                             "inbound.decided", "inbound.answered"),
        "archive/connections": ("connections.fit",),
        "archive/reactions": ("reactions",),
    }  # fmt: skip
    batches = [
        Batch(
            source, TODAY - timedelta(days=90), TODAY, frozenset(), dict.fromkeys(names, days), "1"
        )
        for source, names in facts.items()
    ]
    return merge(
        batches, [Level("network.size", 800.0, TODAY), Level("network.senior", 40.0, TODAY)]
    )


@st.composite
def card_of(draw: Any) -> Card:
    readings = [
        make(TODAY - timedelta(days=7 * n + draw(st.integers(0, 6))), four, None, Source.TYPED,
             beside={"industry_rank": 12, "network_average": 3600} if n % 2 else None, sequence=n)
        for n, four in enumerate(draw(st.lists(FOUR, max_size=14)))
    ]  # fmt: skip
    seen = draw(st.sampled_from([None, 0, 300, 5000]))
    known = EMPTY if seen is None else activity_of(seen)
    minutes = draw(st.sampled_from([15, 60, 240]))
    made = report.build(as_of=TODAY, readings=readings, activity=known,
                        situation=Situation(minutes=minutes))  # fmt: skip
    return Card(member(), TODAY, made, seen is not None, known.observed_through)


def fine(message: Message) -> None:
    assert check_message(message) == []


@given(card_of())
def test_every_card_fits_slack_and_says_in_words_what_it_shows(card: Card) -> None:
    for message in (cards.render(card, saved="x" * 32, ask_digest=True), why.render(card),
                    plan.render(card)):  # fmt: skip
        fine(message)
    assert check_view(cards.home(card)) == []
    text = cards.render(card).text
    assert cards.headline(card) in text
    first = card.report.plan.items[0].tip.say if card.report.plan.items else ""
    assert first in text
    assert cards.source(card) in text


@given(card_of(), st.booleans())
def test_every_digest_fits_slack_and_can_be_stopped_and_changed(card: Card, answered: bool) -> None:
    message = digests.render(Digest(card, TIPS[:1], answered, "2026-W47"))
    fine(message)
    drawn = str(message.blocks)
    assert "ssi_digest_stop" in drawn
    assert "ssi_digest_change" in drawn
    assert "!" not in message.text
    divider = next(n for n, block in enumerate(message.blocks) if block["type"] == "divider")
    done = [b for b in message.blocks[:divider] if "ssi_tip_done" in str(b)]
    assert len(done) <= 2, "one look-back and one step above the fold"


@given(card_of())
def test_an_estimate_is_called_one_and_a_reading_has_its_day(card: Card) -> None:
    text = cards.render(card).text
    if card.report.reading is None:
        assert "stimate" in text
        assert "Reported by you" not in text
    else:
        assert "Reported by you on" in text


@given(card_of())
def test_weakest_stands_only_where_it_is_claimed(card: Card) -> None:
    claimed = card.report.weakest.verdict == "claimed"
    assert ("Weakest pillar:" in str(cards.render(card).blocks)) is claimed


@given(st.lists(st.tuples(NAMES, st.integers(0, 6)), max_size=40), st.booleans())
def test_every_board_fits_slack_and_mentions_nobody(rows: Any, score: bool) -> None:
    board = Board("T1", "C1", "U1", "score" if score else "consistency", 0, 570, "Europe/Berlin",
                  TODAY, 6, NOW, None, None)  # fmt: skip
    standing: Any
    if score:
        standing = team.clubs([(who, weeks * 1600) for who, weeks in rows])
    else:
        entries = [Standing(f"U{n}", who, weeks) for n, (who, weeks) in enumerate(rows)]
        standing = team.consistency(entries, 6)
    view = BoardView(board, standing, 3, TODAY, "2026-W47")
    for message in (boards.render_native(view), boards.render_classic(view)):
        fine(message)
        assert "<!" not in str(message.blocks)
        assert "<@" not in str(message.blocks)


@given(NAMES)
def test_a_name_is_dead_letters(text: str) -> None:
    shown = name(text)
    assert "<" not in shown
    assert len(shown.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")) <= 160
    assert shown


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_refusal_says_what_was_kept_or_what_to_do(code: str) -> None:
    text = sentence(code, {})
    assert text.endswith(".")
    assert "{" not in text
    fine(upload.refused(code, {"word": "<!here>", "seen": "a,<b>," * 30}, "id"))


RECEIPT = {
    "files": [{"kind": "connections", "rows_read": 3, "rows_skipped": 1, "first": None,
               "last": "2026-11-19"}],
    "private": 1, "ignored": 2, "warnings": [{"code": "owner_unknown", "count": 0}],
    "notes": ["basic_archive"], "readings": 0, "as_of": "2026-11-19", "sha256": "0" * 64,
    "before": None, "after": 4200,
}  # fmt: skip


@given(card_of())
def test_every_receipt_fits_slack_and_says_that_the_file_is_still_there(card: Card) -> None:
    message = upload.receipt(RECEIPT, "id", card)
    fine(message)
    assert "still in your Slack" in str(message.blocks)
    fine(upload.details(RECEIPT, "id"))


def test_every_form_and_short_answer_fits_slack() -> None:
    last = make(TODAY, (1820, 1250, 2000, 1410), None, Source.TYPED)
    board = Board("T1", "C1", "U1", "consistency", 0, 570, "Europe/Berlin", TODAY, 6, NOW, None,
                  None)  # fmt: skip
    views = [
        log.modal(last, TODAY, "x"), log.modal(None, TODAY, ""), upload.modal(),
        upload.reading_view(), icp.modal(IdealCustomer(("x" * 80,) * 20)),
        icp.saved(IdealCustomer(("a",))), icp.saved(IdealCustomer()), digests.modal(member()),
        digests.changed_view(member(), NOW), boards.modal(board, "C1", "Europe/Berlin"),
        boards.modal(None, "C1", "Asia/Kolkata"), first_run.home("/ssi"),
        notices.as_view(notices.error("ab12")),
    ]  # fmt: skip
    assert [fault for view in views for fault in check_view(view)] == []
    messages = [
        first_run.render("/ssi"), help.render("/ssi", "<ops>"), help.more("/ssi"), log.how("/ssi"),
        log.confirm("1 2 3 4", last, last), upload.how("/ssi"), upload.reading(),
        upload.already_read(NOW, "Asia/Tokyo"), icp.how("/ssi"), digests.how("/ssi"),
        digests.status(member(), NOW), digests.status(member(digest="off"), NOW),
        digests.changed(member(), NOW, rounded=True), digests.stopped("/ssi"),
        digests.declined("/ssi"), boards.where("/ssi"), boards.set_up(board, 1),
        boards.status(board, 2, True, True), boards.invitation(board), boards.joined(board, True),
        boards.left(True), boards.left(False), boards.no_board("/ssi"),
        boards.own_line(OwnLine(True, 2, 3)), boards.own_line(OwnLine(False, 0, 3)),
        boards.uncertain("C1"), boards.invited(), boards.not_in_channel(),
        boards.posting_again(), notices.error("ab12"), notices.expired(), notices.gone(),
        notices.unknown_word("<!here>", "plan", "/ssi"), notices.minutes(15, 240),
        notices.nothing_to_undo(), notices.undone(),
        *(notices.known_error(code) for code in (*notices.KNOWN, "unknown")),
        *(plan.noted(TIPS[0], event) for event in plan.NOTED),
    ]  # fmt: skip
    assert TipEvent.DONE in plan.NOTED
    for message in messages:
        fine(message)


OFFENDERS = [
    Message("", []),
    Message("x" * 3001, []),
    Message("x", [{"type": "divider"}] * 51),
    Message("x", [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]),
    Message("x", [{"type": "input"}]),
    Message("x", [{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}]),
]


@pytest.mark.parametrize("message", OFFENDERS)
def test_the_check_finds_offenders(message: Message) -> None:
    assert check_message(message)


FORBIDDEN = re.compile(
    r"\b(lazy|poor|you are weak|you failed|worst|last place|bottom|loser|should have|about to lose|"
    r"don't miss|hurry|everyone else|guarantee|boost|proven|LinkedIn says|the algorithm)\b",
    re.IGNORECASE,
)


def test_no_tip_and_no_refusal_uses_a_forbidden_word() -> None:
    words = [text for tip in TIPS for text in (tip.say, tip.how, tip.done, tip.why)]
    words += SENTENCES.values()
    assert [text for text in words if FORBIDDEN.search(text)] == []


def test_no_sentence_of_the_screens_uses_a_forbidden_word_or_is_too_long() -> None:
    import ast
    from pathlib import Path

    folder = Path(cards.__file__).parent
    found = []
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)}  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
                # "never a last place" is the board's promise, and the one place for the words.
                checked = text.replace("never a last place", "").replace("a last place, who", "")
                if text in docs or not FORBIDDEN.search(checked):
                    continue
                found.append((path.name, text))
    assert found == []
