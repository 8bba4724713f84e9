"""What a drawing is."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks, and the text that stands for them in notifications and for screen readers."""

    text: str
    blocks: list[Block]
