"""Computed sentences on their way into Markdown."""

from __future__ import annotations

import re

STAR_INSIDE_A_WORD = re.compile(r"(?<=\w)\*(?=\w)")


def plain(sentence: str) -> str:
    """The sentence with its signs as they are.

    Streamlit would read what is between two dollar signs as a formula, and what is between the stars of two O*NET as
    stressed.
    """
    return STAR_INSIDE_A_WORD.sub(r"\\*", sentence).replace("$", r"\$")
