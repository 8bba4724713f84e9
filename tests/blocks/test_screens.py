"""Every screen, for any values: within Slack's limits, with words for all it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import card as screens
from bot.blocks import digest as digests
from bot.blocks import first_run, goal, help, icp, log, notices, plan, upload, upload_details, why
from bot.blocks.limits import check_message, check_view
from bot.blocks.message import Message, View
from bot.blocks.refusals import SENTENCES, sentence
from bot.services.card import Card
from bot.services.digest_content import Digest
from bot.services.plan import Answered
from sandbox.limits import message_faults, view_faults
from scoring.readings import Source, make
from scoring.signals import SIGNALS
from scoring.tips import TIPS
from scoring.tips.tip import TipEvent
from scoring.titles import IdealCustomer
from tests.blocks.samples import NOW, RICH, TODAY, at_home, cards, member


def fine(message: Message) -> None:
    assert check_message(message) == []
    assert message_faults(message.blocks) == []


def good(view: View) -> None:
    assert check_view(view) == []
    assert view_faults(view) == []


@given(cards())
def test_every_card_fits_slack_and_says_in_words_what_it_shows(card: Card) -> None:
    for message in (screens.render(card, saved="x" * 32, ask_digest=True), why.render(card),
                    plan.render(card)):  # fmt: skip
        fine(message)
    good(at_home(card))
    good(goal.form(card))
    text = screens.render(card).text
    assert screens.headline(card) in text
    first = card.lead.tip.say if card.lead else ""
    assert first in text
    assert screens.source(card) in text


@given(cards(), st.booleans())
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


@given(cards())
def test_an_estimate_is_called_one_and_a_reading_has_its_day(card: Card) -> None:
    text = screens.render(card).text
    if card.report.reading is None:
        assert "stimate" in text
        assert "Reported by you" not in text
    else:
        assert "Reported by you on" in text


@given(cards())
def test_weakest_stands_only_where_it_is_claimed(card: Card) -> None:
    claimed = card.report.weakest.verdict == "claimed"
    assert ("Weakest pillar:" in str(screens.render(card).blocks)) is claimed


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


@given(cards())
def test_every_receipt_fits_slack_and_says_that_the_file_is_still_there(card: Card) -> None:
    message = upload.receipt(RECEIPT, "id", card)
    fine(message)
    assert "still in your Slack" in str(message.blocks)
    fine(upload_details.details(RECEIPT, "id"))
    assert ", for People and Relationships" in str(upload_details.details(RECEIPT, "id").blocks)


def test_every_form_and_short_answer_fits_slack() -> None:
    last = make(TODAY, (1820, 1250, 2000, 1410), None, Source.TYPED)
    views = [
        log.modal(last, TODAY, "x"), log.modal(None, TODAY, ""), upload.modal(),
        upload.reading_view(), icp.modal(IdealCustomer(("x" * 80,) * 20)),
        icp.saved(IdealCustomer(("a",))), icp.saved(IdealCustomer()), digests.modal(member()),
        digests.changed_view(member(), NOW), first_run.home("/ssi"),
        notices.as_view(notices.error("ab12")),
    ]  # fmt: skip
    for view in views:
        good(view)
    messages = [
        first_run.render("/ssi"), help.render("/ssi", "<ops>"), help.more("/ssi"), log.how("/ssi"),
        log.confirm("1 2 3 4", last, last), upload.how("/ssi"), upload.reading(),
        upload.already_read(NOW, "Asia/Tokyo"), icp.how("/ssi"), digests.how("/ssi"),
        digests.status(member(), NOW), digests.status(member(digest="off"), NOW),
        digests.changed(member(), NOW, rounded=True), digests.stopped("/ssi"),
        digests.declined("/ssi"),
        notices.error("ab12"), notices.expired(), notices.gone(),
        notices.unknown_word("<!here>", "plan", "/ssi"), notices.minutes(15, 240),
        notices.nothing_to_undo(), notices.undone(),
        *(notices.known_error(code) for code in (*notices.KNOWN, "unknown")),
        *(plan.noted(Answered(TIPS[0], event, one), hidden=False)
          for event in plan.NOTED for one in (None, *RICH.report.plan.items[:1])),
    ]  # fmt: skip
    assert TipEvent.DONE in plan.NOTED
    for message in messages:
        fine(message)


def test_each_signal_is_told_of_by_a_table_that_details_name() -> None:
    for signal in SIGNALS:
        if signal.readers:
            told = [
                kind for kind in upload.KINDS if signal.pillar in upload_details.pillars_of(kind)
            ]
            assert told, signal.name
    assert upload_details.SOURCES.keys() <= upload.KINDS.keys()
    assert all(upload_details.pillars_of(kind) for kind in upload_details.SOURCES)
