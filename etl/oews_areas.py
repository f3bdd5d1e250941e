"""What states and areas have in common: one zip an edition, workbooks with a row for each area and occupation."""

from __future__ import annotations

from datetime import date

from etl.editions import Edition
from etl.errors import BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.oews import OLD_SITE, PROGRAM, PUBLISHER, SITE, is_settled, read_workbook, released
from etl.oews_layout import BY_AREA
from etl.workbook import members


def area_files(source: str, pattern: str, first_year: int, today: date) -> list[RemoteFile]:
    """The zips of each edition; pattern holds {yy}."""
    found = []
    for year in range(first_year, today.year):
        edition, name = Edition(year, 5), pattern.format(yy=f"{year % 100:02}")
        settled = is_settled(edition, today)
        found.append(RemoteFile(SITE + name, source, "zip", str(edition), (OLD_SITE + name,), settled=settled))
    return found


def read_areas(local: LocalFile, workbook: str, places: str) -> list[Extract]:
    """One extract a workbook of the zip. Raises BadFile, BadCell."""
    extracts = []
    for member, content in members(local.path, workbook):
        edition, frame = read_workbook(content, local, member, extra=tuple(BY_AREA))
        title = f"{PROGRAM}: {places}"
        extracts.append(Extract("wages", frame, title, PUBLISHER, str(edition), member, released(edition), local.note))
    if not extracts:
        raise BadFile(f"{local.name}: expected a workbook named like {workbook}, found none")
    return extracts
