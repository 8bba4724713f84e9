"""Screens about one's own data: within Slack's limits, dead letters, words for each table."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import export as files
from bot.blocks import forget, privacy
from bot.blocks.limits import check_message
from bot.blocks.message import Message
from bot.services.erasing import Forgotten, Kept
from bot.services.privacy import SHARES, Privacy
from bot.store.grants import GRANTED, Grant
from bot.store.personal import PLACES
from bot.store.receipts import Receipt
from sandbox.limits import message_faults
from tests.blocks.samples import NAMES, member, texts

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
OWN = sorted({one.table for one in PLACES if one.own})
ROWS = st.dictionaries(st.sampled_from(OWN), st.integers(1, 10**6))
CHANNELS = st.lists(st.integers(1, 10**9).map(lambda n: f"C{n}"), max_size=40).map(tuple)


def fine(message: Message) -> None:
    assert check_message(message) == []
    assert message_faults(message.blocks) == []
    said = " ".join(texts(message.blocks))
    assert "<!" not in said
    assert "<@" not in said


def page(names: list[str] | tuple[str, ...] = (), **more: Any) -> Privacy:
    known: dict[str, Any] = {
        "member": member(), "rows": {"member": 1}, "boards": (),
        "grants": tuple(
            Grant(f"g{at}", "U1", f"U{at}", "C1", "pack", GRANTED, None, NOW)
            for at in range(len(names))
        ),
        "looks": tuple(Receipt(f"U{at}", "readings", NOW) for at in range(len(names[:10]))),
        "names": {f"U{at}": one for at, one in enumerate(names)}, "keep_months": 24,
    }  # fmt: skip
    return Privacy(**{**known, **more})


@given(ROWS, CHANNELS, st.lists(NAMES, max_size=30), st.sampled_from(SHARES), st.booleans(),
       st.booleans(), NAMES)  # fmt: skip
def test_every_page_fits_slack_and_names_are_dead_letters(
    rows: dict[str, int], boards: tuple[str, ...], names: list[str], shares: str, median: bool,
    admin: bool, contact: str,
) -> None:  # fmt: skip
    made = page(names, member=member(shares=shares, median=median), rows=rows, boards=boards)
    drawn = privacy.render(made, contact[:80], admin=admin)
    fine(drawn)
    assert ("ssi_audit_export" in str(drawn.blocks)) == admin
    assert f"ssi_shares_{shares}" not in str(drawn.blocks)
    assert sum(f"ssi_shares_{one}" in str(drawn.blocks) for one in SHARES) == 2


def test_every_table_of_ones_own_and_every_mode_has_words() -> None:
    assert set(privacy.WORDS) == set(OWN)
    assert set(privacy.MODES) == set(SHARES)


@given(ROWS, CHANNELS, CHANNELS)
def test_what_goes_is_asked_once_and_fits_slack(
    rows: dict[str, int], boards: tuple[str, ...], keeps: tuple[str, ...]
) -> None:
    asked = forget.ask(Kept(rows, boards, keeps))
    fine(asked)
    assert str(asked.blocks).count("ssi_forget_yes") == 1
    gone = forget.receipt(Forgotten(rows, NOW, NOW + timedelta(days=30)), "Europe/Berlin", "/ssi")
    fine(gone)
    assert "Friday 20 November at 10:00" in gone.text
    assert "20 December" in gone.text


def test_why_files_did_not_come_says_what_to_do() -> None:
    for code in ("missing_scope", "file_update_failed", "no clear answer", ""):
        fine(files.not_sent(code))
    assert "files:write" in files.not_sent("missing_scope").text
    assert "ask for them again" in files.not_sent("file_update_failed").text
