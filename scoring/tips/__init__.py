"""The catalogue of tips: 54 rows, one file a pillar, joined with their reasons."""

from dataclasses import replace

from scoring.tips import brand, insights, people, relationships
from scoring.tips.reasons import BY_SIGNAL, BY_TIP
from scoring.tips.tip import Tip


def _reasoned(tip: Tip) -> Tip:
    why, source, confidence = BY_TIP.get(tip.id) or BY_SIGNAL[tip.signal]
    return replace(tip, why=why, source=source, confidence=confidence)


TIPS: tuple[Tip, ...] = tuple(
    _reasoned(tip) for tip in brand.TIPS + people.TIPS + insights.TIPS + relationships.TIPS
)
"""Every tip, in the order in which ties are broken."""

_BY_ID = {tip.id: tip for tip in TIPS}


def by_id(id: str) -> Tip | None:
    """The tip of an id, or None when the catalogue has none."""
    return _BY_ID.get(id)
