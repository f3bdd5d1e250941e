"""Files in the publishers' layouts, with made-up figures, so that the suite stands without the real ones.

Only names of columns, sheets and members, and the way cells are written, are the publishers'. Rows are given as
dicts; a missing key is a blank cell. `tests/test_publishers.py` holds the layouts against the real files.
"""

from tests.publishers.api import series_csv
from tests.publishers.mirror import tiny_mirror
from tests.publishers.oews import areas, industries, national, oews_path, research, states, workbook
from tests.publishers.others import cps_39, handbook, onet, price_parities, projections
from tests.publishers.rows import wage_row

__all__ = [
    "areas",
    "cps_39",
    "handbook",
    "industries",
    "national",
    "oews_path",
    "onet",
    "price_parities",
    "projections",
    "research",
    "series_csv",
    "states",
    "tiny_mirror",
    "wage_row",
    "workbook",
]
