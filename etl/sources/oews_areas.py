"""OEWS by metropolitan and nonmetropolitan area, all industries together, since May 2019."""

from __future__ import annotations

from datetime import date

from etl.files import Extract, LocalFile, RemoteFile
from etl.oews_areas import area_files, read_areas

FIRST_YEAR = 2019
WORKBOOK = r"(MSA|BOS)_M\d{4}_dl\.xlsx?"


def files(today: date) -> list[RemoteFile]:
    return area_files("oews_areas", "oesm{yy}ma.zip", FIRST_YEAR, today)


def read(local: LocalFile) -> list[Extract]:
    """Rows for `wages`, metropolitan (MSA workbook) and nonmetropolitan (BOS) areas. Raises BadFile, BadCell."""
    return read_areas(local, WORKBOOK, "metropolitan and nonmetropolitan areas")
