"""Computed sentences on their way into Markdown."""

from __future__ import annotations


def plain(sentence: str) -> str:
    """The sentence with its dollar signs as they are: Streamlit would read what is between two of them as a formula."""
    return sentence.replace("$", r"\$")
