"""How well settings stand for specialties: said in words before anyone takes a setting's pay for a specialty's."""

from __future__ import annotations

import streamlit as st

from analysis import reference, words
from analysis.specialties import STRENGTHS
from ui.prose import plain

BLURS = (
    "Hospitals differ from shops in more than specialization: shifts, unions, city, public ownership.",
    "Specialists also work in shops, and generalists in hospitals.",
    "Some specialties are counted inside broader industries: compounding, long-term-care and nuclear pharmacies.",
)


def proxy_statement() -> None:
    """The strength of the proxy for each specialty of data/reference/specialties.csv, and what blurs it."""
    rows = [row for row in reference.rows("specialties") if row["further"] == "no"]
    st.markdown(
        f"BLS has one code for every pharmacy technician, so each of the {len(rows)} specialties is read "
        f"through the settings "
        "where such work is done. How well that works differs:"
    )
    lines = []
    for strength, meaning in STRENGTHS.items():
        names = [words.lower_first(row["name"]) for row in rows if row["strength"] == strength]
        if names:
            lines.append(f"- **{words.capital(strength)}** ({meaning}): {words.join(names)}.")
    st.markdown(plain("\n".join(lines)))
    st.markdown("What blurs it:\n" + "\n".join(f"- {blur}" for blur in BLURS))
