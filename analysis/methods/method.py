"""What the explanation of a measure is made of."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING_LOADED = "The loaded files do not hold the figures for an example."


@dataclass(frozen=True)
class Method:
    """One measure as it is computed here.

    question: what it answers. formula: plain-text lines with words for symbols. example: the same with figures of the
    loaded data, line by line; one line that says so where they are not loaded. limits: what it does not say.
    module: where the code of it is. source_id: file of the example's figures, empty where they are of several.
    """

    key: str
    name: str
    question: str
    formula: tuple[str, ...]
    example: tuple[str, ...]
    limits: tuple[str, ...]
    module: str
    source_id: str = ""
