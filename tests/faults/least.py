"""The publisher of the fault tests: as few made-up rows as a whole build can be made of, so that it takes a moment.

Four editions of the nation (the old layout), the states of one (today's layout), and every other table.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.publishers import mirror, oews
from tests.publishers.others import handbook
from tests.publishers.rows import Row
from tests.publishers.sheets import Cell

NATION = tuple(range(1999, 2003))
OCCUPATIONS = {"00-0000", "29-2052", "29-1051"}
SERIES = 4

SHARES = {"Pharmacies and drug retailers": 50, "Hospitals; state, local, and private": 20}

STATES = oews.oews_path("st", 2025)
NEWEST_NATION = oews.oews_path("nat", NATION[-1])
HANDBOOK = "www.bls.gov/ooh/healthcare/pharmacy-technicians.htm"
PRICES = "apps.bea.gov/regional/zip/SARPP.zip"
PROJECTIONS = "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"
WEEKLY = "www.bls.gov/cps/cpsaat39.xlsx"
ONET = "www.onetcenter.org/dl_files/database/db_30_2_text.zip"
SERIES_TABLE = "api.bls.gov/series.csv"
API = "api.bls.gov/publicAPI/v2/timeseries/data/"
"""Paths at the publishers, `<host>/<path>`."""


def publish(folder: Path) -> None:
    """Write every file under `folder` as `<host>/<path>`."""
    write(folder, {oews.oews_path("nat", year): nation(year) for year in NATION} | {STATES: states()} | others())


def publish_least(folder: Path) -> None:
    """Write the fewest files that make a build: for those that are built a hundred times."""
    needed = {path: content for path, content in others().items() if path in (SERIES_TABLE, HANDBOOK)}
    write(folder, {oews.oews_path("nat", NATION[0]): nation(NATION[0])} | needed)


def others() -> dict[str, bytes]:
    """What is not OEWS."""
    files = mirror.other_files()
    return files | {SERIES_TABLE: few_series(files[SERIES_TABLE]), HANDBOOK: pay_page(0)}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def few(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["occ_code"] in OCCUPATIONS]


def nation(year: int, times: int = 1) -> bytes:
    """A national edition; `times` multiplies every wage as it is printed."""
    return oews.national(year, [{name: _times(name, cell, times) for name, cell in row.items()} for row in _rows(year)])


def _rows(year: int) -> list[Row]:
    return few(mirror.nation(year))


def _times(column: str, cell: Cell, times: int) -> Cell:
    is_wage = column.startswith(("h_", "a_")) and isinstance(cell, int | float)
    return cell * times if is_wage and times != 1 else cell


def state_rows() -> list[Row]:
    return few(mirror.in_places(2025, mirror.PLACES))


def states(rows: Iterable[Row] | None = None) -> bytes:
    return oews.states(2025, state_rows() if rows is None else rows)


def newer_states() -> bytes:
    """Another edition of the file, in which one figure differs."""
    first, *others = state_rows()
    return states([first | {"jobs_1000": 3.2}, *others])


def few_series(table: bytes) -> bytes:
    """Consumer prices and a few others, since 1999."""
    header, *lines = table.decode().splitlines(keepends=True)
    names = list(dict.fromkeys(line.split(",")[0] for line in lines))
    kept = {"CUUR0000SA0", *names[:SERIES]}
    fields = ((line, *line.split(",")[:2]) for line in lines)
    return "".join([header, *(line for line, name, year in fields if name in kept and int(year) >= 1999)]).encode()


def pay_page(edition: int) -> bytes:
    """The Handbook's page; `edition` moves its medians, which is the smallest news a publisher can have."""
    medians = {name: highest_median(edition) - 50 + share for name, share in SHARES.items()}
    return handbook(SHARES, medians, jobs=320_000)


def highest_median(edition: int) -> int:
    """The higher one of the page's medians, in dollars."""
    return 40_000 + 10 * edition
