"""OEWS by state and industry ("research estimates"): the same occupation in the same state in different settings.

BLS offers one workbook for all sectors and one a sector; the first is asked for. AREA is the state's FIPS number.
"""

from __future__ import annotations

from datetime import date

from etl.editions import Edition
from etl.files import Extract, LocalFile, RemoteFile
from etl.oews import OLD_SITE, PROGRAM, PUBLISHER, SITE, is_settled, read_workbook, released
from etl.oews_layout import BY_AREA, BY_INDUSTRY

FIRST_YEAR = 2019
"""The first edition in the layout that is read; earlier ones (from 2012) have another."""


def files(today: date) -> list[RemoteFile]:
    found = []
    for year in range(FIRST_YEAR, today.year):
        edition, name = Edition(year, 5), f"oes_research_{year}_allsectors.xlsx"
        found.append(RemoteFile(SITE + name, "oews_state_industry", "xlsx", str(edition), (OLD_SITE + name,),
                                settled=is_settled(edition, today)))  # fmt: skip
    return found


def read(local: LocalFile) -> list[Extract]:
    """Rows for `wages`, states by industry. Raises BadFile, BadCell."""
    extra = (*BY_AREA, *BY_INDUSTRY, "i_group")
    edition, frame = read_workbook(local.path.read_bytes(), local, local.name, extra=extra)
    title = f"{PROGRAM}: states by industry (research estimates)"
    return [Extract("wages", frame, title, PUBLISHER, str(edition), local.name, released(edition), local.note)]
