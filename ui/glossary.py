"""Terms of art, each with its definition one tap away."""

from __future__ import annotations

import streamlit as st

TERMS = {
    "median": "The pay in the middle: half of the workers earn less, half earn more.",
    "mean": "The average: all pay added up, divided by the number of workers. A few high earners raise it above the median.",
    "percentile": "The 10th percentile is the pay that one worker in ten earns less than; the 90th, nine in ten.",
    "margin": "How far off an estimate may be because BLS asks a sample of employers. With 90% confidence, the true figure "
    "lies within the margin. BLS publishes an error for means and for jobs, not for medians and percentiles.",
    "setting": "The kind of employer: a hospital, a drugstore, a clinic. BLS counts jobs by the employer's industry.",
    "proxy": "A stand-in. BLS has no pay by specialty, so a specialty is read through the settings where such work is done.",
    "edition": "One release of a table. OEWS, the wage survey, comes out once a year and describes May of a year.",
    "OEWS": "Occupational Employment and Wage Statistics, the BLS survey of employers that these wages come from.",
    "openings": "Jobs to be filled in a year: new ones, and those of people who retire or move to another occupation.",
    "break": "A change in how a figure is made. Figures before and after a break are not fully comparable.",
    "nominal": "In dollars of the year itself, with no adjustment for rising prices.",
    "location quotient": "How common a job is in a place compared with the nation: 1 is the same, 2 twice as common.",
    "price parity": "How local prices compare with the nation's, where the nation is 100 (from BEA).",
    "suppressed": "BLS made the estimate but does not release it, to protect employers or because it is too uncertain.",
}
"""Term to definition, in words for high-school readers."""


def terms(*names: str) -> None:
    """A line of terms; a tap on it opens their definitions. Raises KeyError for a term that is not defined."""
    defined = {name: TERMS[name] for name in names}
    with st.popover("What do these words mean?", icon=":material/help:", type="tertiary"):
        for name, words in defined.items():
            st.markdown(f"**{name[:1].upper()}{name[1:]}.** {words}")
