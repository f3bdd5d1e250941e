"""The breaks drawn on a series through the years, in words under it."""

from __future__ import annotations

import pandas as pd

from analysis import breaks

CUT = "The line is cut where the schedule or the method changed."


def drawn_after(first: pd.Timestamp) -> pd.DataFrame:
    """Breaks that can move a national figure and lie after the first edition drawn: columns of `breaks.frame`."""
    found = breaks.frame(breaks.known(kinds=breaks.IN_LEVELS))
    return found[found.date > first].reset_index(drop=True)


def caveat(drawn: pd.DataFrame) -> str:
    """Why the editions are not a plain time series, with the numbered breaks."""
    said = "BLS does not encourage reading these editions as a time series."
    if drawn.empty:
        return said
    named = ", ".join(f"{number} {row.label} ({row.edition})" for number, row in enumerate(drawn.itertuples(), start=1))
    return (
        f"{said} The numbered lines are changes in how the figures are made, and the change above crosses them: "
        f"{named}. {CUT}"
    )
