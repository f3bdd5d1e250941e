"""The named place of a value holds that value: looked up in the publishers' real files, in every layout."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from etl.cells import Finder
from etl.files import Wanted
from etl.places import naming
from etl.report import cell
from etl.schema import TABLES
from etl.settings import Settings
from tests.refreshed import published_copy

WAGES = ("employment", "annual_mean", "annual_median", "annual_p90", "hourly_median")
COLUMNS = {
    "wages": WAGES,
    "projections": ("base_employment", "change_pct", "openings", "exits", "median_wage", "education"),
    "utilization_factors": ("factors",),
    "weekly_earnings": ("workers", "median_weekly"),
    "price_parities": ("index",),
    "setting_shares": ("share_pct",),
    "setting_medians": ("annual_median",),
    "related_occupations": ("rank", "tier"),
}
LAYOUTS = r"oes99|oes01|oesn03|oesm09|oesm10|oesm14nat|oesm19|oesm20nat|oesm22in4|nat3d|oesm25nat|oesm25st|BOS"
"""A file of each layout of the wage workbooks; reading all 48 takes a while and finds no more."""
QUICK = 400_000
"""Bytes of a workbook that openpyxl still reads in a second."""
THOUSANDS = {"projections": ("base_employment", "openings", "exits"), "weekly_earnings": ("workers",)}


@pytest.fixture(scope="module")
def build(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with published_copy(built, tmp_path_factory.mktemp("copy")) as connection:
        yield connection


class Files:
    """The files on disk, each opened once."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._sheets: dict[tuple[str, str, str], Any] = {}

    def value(self, place: dict[str, Any]) -> object:
        """What stands at the place, read by another library than the reader's where that can."""
        path = self._data / "downloads" / str(place["address"]).removeprefix("https://")
        content = path.read_bytes()
        if "member" in place:
            content = zipfile.ZipFile(path).read(place["member"])
        if "sheet" not in place:
            return self._in_text(content, place)
        key = (place["address"], place.get("member", ""), place["sheet"])
        if key not in self._sheets:
            self._sheets[key] = self._sheet(content, place["sheet"])
        return self._sheets[key](place["cell"])

    def _sheet(self, content: bytes, name: str) -> Any:
        if content.startswith(b"PK") and len(content) < QUICK:
            rows = list(openpyxl.load_workbook(io.BytesIO(content), read_only=True)[name].iter_rows(values_only=True))
        else:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            rows = [tuple(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]

        def at(reference: str) -> object:
            letters, number = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
            column = next(n for n in range(1000) if naming.letters(n) == letters)
            return rows[int(number) - 1][column]

        return at

    def _in_text(self, content: bytes, place: dict[str, Any]) -> object:
        lines = content.decode("utf-8", errors="replace").splitlines()
        line = lines[place["line"] - 1]
        mark = "\t" if "\t" in lines[0] else ","
        names, cells = csv.reader([lines[0], line], delimiter=mark, skipinitialspace=True)
        if place["column"] in names:
            return cells[names.index(place["column"])]
        return re.sub(r"<[^>]*>|[$%]", "", line).strip()


def number(value: object) -> object:
    """A figure as a number: some editions print them as text."""
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return str(value).strip()


@pytest.mark.parametrize("table", list(COLUMNS))
def test_value_stands_where_it_is_said_to_stand(table: str, build: duckdb.DuckDBPyConnection, built: Path) -> None:
    """One row of technicians, else any, of each file and each part of it."""
    key = TABLES[table].key
    first = "occupation_code LIKE '29-2052%'" if "occupation_code" in TABLES[table].names else "TRUE"
    chosen = ", ".join([*(f'"{column}"::VARCHAR' for column in key), *(f'"{c}"' for c in COLUMNS[table]), "source_id"])
    kept = f"regexp_matches(source_id, '{LAYOUTS}')" if table == "wages" else "TRUE"
    newest = ", ".join(f'"{column}" DESC' for column in key)
    rows = build.execute(
        f"""SELECT {chosen} FROM "{table}" WHERE {kept}
            QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY ({first}) DESC, {newest}) = 1"""
    ).fetchall()
    wanted = {
        Wanted(table, row[: len(key)], column, row[-1]): value
        for row in rows
        for column, value in zip(COLUMNS[table], row[len(key) : -1], strict=True)
        if value is not None
    }
    assert wanted
    found = Finder(build, Settings(built)).find(wanted)
    files = Files(built)
    for one, value in wanted.items():
        place = cell(found[one]) or {}
        assert "note" not in place, place
        printed = number(files.value(place))
        if one.column in THOUSANDS.get(table, ()) and isinstance(printed, float):
            printed *= 1000
        assert printed == (pytest.approx(value) if isinstance(value, (int, float)) else value), place["text"]


def test_columns_are_lettered_as_a_spreadsheet_does() -> None:
    named = [naming.letters(n) for n in (0, 25, 26, 51, 52, 701, 702)]
    assert named == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
