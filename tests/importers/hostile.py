"""Small makers and readers that the tests of hostile files share."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest

from bot.blocks.refusals import SENTENCES
from bot.errors import Refused
from bot.importers import reading, wire
from bot.importers.values import Context, Import, Upload

CONTEXT = Context(date(2026, 11, 20))
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTIONS = HEAD + "Ada,Byron,https://www.linkedin.com/in/ada,,Quillon,CEO,03 Nov 2026\n"


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 11, 19, 12, 0, 0))
            info.compress_type = method
            made.writestr(info, content)
    return buffer.getvalue()


def read(data: bytes, name: str, context: Context = CONTEXT) -> Import:
    return reading.read([Upload(name, data)], context)


def code_of(data: bytes, name: str, context: Context = CONTEXT) -> str:
    with pytest.raises(Refused) as found:
        read(data, name, context)
    assert found.value.code in SENTENCES
    wire.pack_refusal(found.value)
    return found.value.code


def verdict(data: bytes, name: str) -> str:
    """One of the three: "accepted", "accepted_with_warnings", or a code that has a sentence."""
    try:
        made = read(data, name)
    except Refused as refusal:
        assert refusal.code in SENTENCES
        return refusal.code
    return "accepted_with_warnings" if made.warnings else "accepted"
