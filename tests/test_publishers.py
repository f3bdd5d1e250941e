"""The layouts that tests write are the publishers': held against the real files where they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import CalamineSheet, CalamineWorkbook

from tests.publishers.mirror import EDITIONS, tiny_files, tiny_mirror
from tests.publishers.oews import oews_path
from tests.publishers.rows import wage_row

HEADER = {"occ_code", "naics", "area"}
NATION = [oews_path("nat", year, month) for year, month in EDITIONS]
INDUSTRY = [oews_path("in4", year) for year in (*range(2010, 2020), 2022, 2023, 2024)]
OEWS = [*NATION, *INDUSTRY, oews_path("st", 2025), oews_path("ma", 2025)]


@pytest.fixture(scope="module")
def tiny() -> dict[str, bytes]:
    """Every file of the made-up mirror."""
    return tiny_files()


def data_books(content: bytes) -> dict[str, CalamineSheet]:
    """First sheet of each workbook with data in a zip, by the member's name."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = [n for n in archive.namelist() if n.endswith((".xls", ".xlsx")) and "field_descriptions" not in n]
    return {n: CalamineWorkbook.from_filelike(io.BytesIO(archive.read(n))).get_sheet_by_index(0) for n in names}


def header_line(sheet: CalamineSheet) -> tuple[int, list[str]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=60)
    return next((n, [str(c) for c in row]) for n, row in enumerate(rows) if str(row[0]).lower() in HEADER)


def kinds(sheet: CalamineSheet) -> dict[str, set[str]]:
    """What the cells of each column are (text, number, bool), blanks and marks left out."""
    names_of = {str: "text", int: "number", float: "number", bool: "bool"}
    at, names = header_line(sheet)
    rows = sheet.to_python(skip_empty_area=False)[at + 1 :]
    return {name: {names_of[type(row[n])] for row in rows if str(row[n]).strip(" *#~")} for n, name in enumerate(names)}


@pytest.mark.parametrize("path", OEWS)
def test_oews_layout_is_the_publishers(path: str, replica: Path, tiny: dict[str, bytes]) -> None:
    real, ours = data_books((replica / path).read_bytes()), data_books(tiny[path])
    assert set(ours) == set(real), "names of the workbooks inside the zip"
    for member, sheet in ours.items():
        assert header_line(sheet) == header_line(real[member]), f"{member}: line and names of the header"


@pytest.mark.parametrize("path", NATION)
def test_numbers_are_written_as_the_publisher_writes_them(path: str, replica: Path, tiny: dict[str, bytes]) -> None:
    (real,), (ours,) = data_books((replica / path).read_bytes()).values(), data_books(tiny[path]).values()
    published = kinds(real)
    for column, types in kinds(ours).items():
        assert types <= published[column], f"{path}, {column}"


@pytest.mark.parametrize("path", NATION)
def test_titles_of_field_descriptions_are_the_publishers(path: str, replica: Path, tiny: dict[str, bytes]) -> None:
    def titles(content: bytes) -> list[object]:
        archive = zipfile.ZipFile(io.BytesIO(content))
        books = [
            CalamineWorkbook.from_filelike(io.BytesIO(archive.read(n))) for n in archive.namelist() if n[-1] != "/"
        ]
        sheets = [(book, name) for book in books for name in book.sheet_names if "descriptions" in name.lower()]
        return [next(book.get_sheet_by_name(name).iter_rows())[0] for book, name in sheets]

    published = titles((replica / path).read_bytes())
    assert titles(tiny[path])[: len(published)] == published


def first_rows(content: bytes, sheet: str, count: int) -> list[list[object]]:
    rows: Sequence[list[object]] = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    )
    return [[cell for cell in row if cell != ""] for row in rows[:count]]


@pytest.mark.parametrize("sheet", ["Table 1.2", "Table 1.10", "Table 1.12"])
def test_projections_layout_is_the_publishers(sheet: str, replica: Path, tiny: dict[str, bytes]) -> None:
    path = "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"
    real, ours = first_rows((replica / path).read_bytes(), sheet, 2), first_rows(tiny[path], sheet, 2)
    assert ours[0] == real[0]
    assert ours[1] == real[1][: len(ours[1])], "columns, but for the last one of links"


def test_weekly_earnings_layout_is_the_publishers(replica: Path, tiny: dict[str, bytes]) -> None:
    path = "www.bls.gov/cps/cpsaat39.xlsx"
    assert first_rows(tiny[path], "cpsaat39", 7) == first_rows((replica / path).read_bytes(), "cpsaat39", 7)


def test_price_parities_layout_is_the_publishers(replica: Path, tiny: dict[str, bytes]) -> None:
    path = "apps.bea.gov/regional/zip/SARPP.zip"

    def lines(content: bytes) -> list[str]:
        archive = zipfile.ZipFile(io.BytesIO(content))
        return archive.read(archive.namelist()[0]).decode("latin-1").splitlines()

    real, ours = lines((replica / path).read_bytes()), lines(tiny[path])
    assert ours[0].split(",")[:8] == real[0].split(",")[:8]
    assert ours[1].split(",")[0] == real[1].split(",")[0] == ' "00000"', "a space before the quoted code"
    assert '"RPPs: All items "' in ours[1]
    assert '"RPPs: All items "' in real[1]


def test_onet_layout_is_the_publishers(replica: Path, tiny: dict[str, bytes]) -> None:
    path = "www.onetcenter.org/dl_files/database/db_30_2_text.zip"
    real, ours = (zipfile.ZipFile(io.BytesIO(c)) for c in ((replica / path).read_bytes(), tiny[path]))
    for member in ours.namelist():
        published, written = real.read(member).splitlines(), ours.read(member).splitlines()
        assert written[0] == published[0], member


def test_made_up_rows_obey_the_publishers_arithmetic() -> None:
    row = wage_row("29-2052", "Pharmacy technicians", median=20.0)
    assert row["a_median"] == 41_600
    assert abs(float(row["a_pct90"] or 0) - float(row["h_pct90"] or 0) * 2080) <= 5


def test_marks_follow_the_top_code_of_the_year() -> None:
    assert wage_row("29-1051", "Pharmacists", median=150, year=2024)["a_median"] == "#"
    assert wage_row("29-1051", "Pharmacists", median=150, year=2025)["a_median"] == 312_000


def test_every_file_of_the_mirror_is_called_synthetic(tmp_path: Path, tiny: dict[str, bytes]) -> None:
    listed = (tiny_mirror(tmp_path) / "PROVENANCE.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(listed) == len(tiny)
    assert all(",synthetic," in line and "SYNTHETIC" in line for line in listed)
