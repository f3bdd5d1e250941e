"""OEWS by state and territory, all industries together, since May 2019 (the layout that names its area types)."""

from __future__ import annotations

from datetime import date

from etl.files import Extract, LocalFile, RemoteFile
from etl.oews_areas import area_files, read_areas

FIRST_YEAR = 2019
WORKBOOK = r"state_M\d{4}_dl\.xlsx?"


def files(today: date) -> list[RemoteFile]:
    return area_files("oews_states", "oesm{yy}st.zip", FIRST_YEAR, today)


def read(local: LocalFile) -> list[Extract]:
    """Rows for `wages`, 50 states, the District of Columbia and territories. Raises BadFile, BadCell."""
    return read_areas(local, WORKBOOK, "states")
