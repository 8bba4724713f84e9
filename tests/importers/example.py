"""The facts.json of the format's own description, and how it is read."""

import json
from datetime import date
from typing import Any

import pytest

from bot.errors import Refused
from bot.importers import reading
from bot.importers.values import Context, Import, Upload

TODAY = date(2026, 11, 20)
CONTEXT = Context(TODAY)
EXAMPLE = {
    "kind": "ssi-coach facts", "schema": 1, "made": "2026-11-20", "reader": "1.4.0", "icp": None,
    "sources": [{
        "source": "archive/comments", "first_seen": "2026-05-25", "as_of": "2026-11-19",
        "partial": ["2026-11-19"],
        "amounts": {"comments.credit": {"2026-11-18": 1750},
                    "comments.actions": {"2026-11-18": 2000}},
    }],
    "levels": [{"fact": "network.size", "value": 1204, "as_of": "2026-11-19"},
               {"fact": "profile.photo", "value": None, "as_of": "2026-11-19"}],
    "readings": [{
        "date": "2026-11-18", "brand": "18.2", "people": "12.5", "insights": "9.1",
        "relationships": "14.1", "total": "54", "industry_rank": 12, "network_rank": 8,
        "industry_average": None, "network_average": None, "source": "json",
    }],
    "receipt": {
        "read": [{"kind": "comments", "rows": 312, "first": "2023-02-01", "last": "2026-11-18"}],
        "private": 14, "ignored": 9, "left_out": {"dates": 2}, "warnings": ["owner_unknown"],
        "notes": ["parts_joined"],
    },
}  # fmt: skip


def read(data: Any, context: Context = CONTEXT) -> Import:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return reading.read([Upload("facts.json", raw)], context)


def code_of(data: Any, context: Context = CONTEXT) -> str:
    with pytest.raises(Refused) as refused:
        read(data, context)
    return refused.value.code
