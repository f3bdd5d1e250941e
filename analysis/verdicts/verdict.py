"""What a rule answers: one of five verdicts, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["supported", "supported with limits", "mixed", "not shown", "cannot be tested"]
LEVELS: tuple[Level, ...] = ("supported", "supported with limits", "mixed", "not shown", "cannot be tested")


@dataclass(frozen=True)
class Verdict:
    """A verdict on a claim. reasons: sentences, the weightiest first. against: the figures point the other way."""

    level: Level
    reasons: tuple[str, ...]
    against: bool = False


def editions_words(count: int) -> str:
    """'1 edition', '3 editions'."""
    return f"{count} {'edition' if count == 1 else 'editions'}"
