"""Terms of art, each with its definition one tap away."""

from __future__ import annotations

import streamlit as st

from analysis import reference, words
from ui.prose import plain


def definitions() -> dict[str, str]:
    """Term to definition, in words for high-school readers, in the order of data/reference/glossary.csv."""
    return {row["term"]: row["definition"] for row in reference.rows("glossary")}


def terms(*names: str) -> None:
    """A line of terms; a tap on it opens their definitions. Raises KeyError for a term that is not defined."""
    known = definitions()
    defined = {name: known[name] for name in names}
    # Not a popover: its body scrolls, and the keyboard cannot reach into it.
    with st.expander("What do these words mean?", icon=":material/help:", type="compact"):
        # One element: a browser takes as long for each as for a page of words.
        st.markdown("\n\n".join(f"**{words.capital(name)}.** {plain(said)}" for name, said in defined.items()))


def every_term() -> None:
    """The whole glossary, as a list of terms with their definitions."""
    st.markdown("\n".join(f"- **{words.capital(name)}.** {plain(said)}" for name, said in definitions().items()))
