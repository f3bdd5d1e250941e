"""The monthly series of a build, all of them: consumer prices, jobs and hourly earnings of industries."""

from __future__ import annotations

import pandas as pd

from analysis.kept import kept
from analysis.warehouse import Warehouse


@kept
def every_month(warehouse: Warehouse) -> pd.DataFrame:
    """Every month of every series, by series and month; kept with the build, not to be changed.

    Columns: series_id, month, value (in the unit of data/reference/series.csv; NaN where the month was not collected),
    footnote ('' where there is none), source_id. Source: BLS public API, table `observations`.
    """
    frame = warehouse.frame("SELECT series_id, month, value, footnote, source_id FROM observations")
    return frame.assign(footnote=frame.footnote.fillna("")).sort_values(["series_id", "month"], ignore_index=True)
