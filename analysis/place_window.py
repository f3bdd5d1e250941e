"""A long ranking cut to what fits a screen: both ends, and the neighbours of the places that were asked for."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.place_ranking import Ranking

ENDS = 5
"""Rows kept at each end of the ranking."""
NEAR = 2
"""Rows kept on either side of a place asked for."""
WHOLE = 16
"""A ranking of up to this many places is not cut."""


def window(ranked: Ranking, codes: Collection[str] = ()) -> pd.DataFrame:
    """Rows of `ranked.frame` worth showing, best first, then places without a figure: those asked for, or all of them
    where the ranking is not cut.

    Columns: rank (NaN without a figure), code, name, state, value (NaN), words (why there is none), prices_of,
    chosen (asked for), gap (ranks were left out before the row).
    """
    frame = ranked.frame
    whole = len(frame) <= WHOLE
    kept = set(range(len(frame))) if whole else {*range(ENDS), *range(len(frame) - ENDS, len(frame))}
    for index in frame.index[frame.code.isin(list(codes))]:
        kept |= set(range(max(index - NEAR, 0), min(index + NEAR + 1, len(frame))))
    rows = frame.loc[sorted(kept), ["rank", "code", "name", "state", "value", "prices_of"]].copy()
    place = pd.Series(rows.index, index=rows.index)
    rows["gap"] = (place.diff() > 1).to_numpy()
    rows["words"] = ""
    absent = ranked.absent if whole else ranked.absent[ranked.absent.code.isin(list(codes))]
    if len(absent):
        without = absent.assign(rank=float("nan"), value=float("nan"), prices_of="", gap=False)
        rows = pd.concat([rows, without[rows.columns]], ignore_index=True)
    rows["chosen"] = rows.code.isin(list(codes))
    columns = ["rank", "code", "name", "state", "value", "words", "prices_of", "chosen", "gap"]
    return rows[columns].reset_index(drop=True)
