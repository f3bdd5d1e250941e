"""Publishers on a server of this machine, three months in a row, and the refresh that an analyst types each month.

The server behaves as the publishers do: no answer without a contact, an HTML page with status 200 where there is no
file, validators, and the API's own protocol. What each month changes is written here once; test_three_months looks at
what the reports say of it. Years count from today, so that the play does not age.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from etl.mirror import Folder
from etl.settings import PROJECT
from tests.publishers import areas, mirror, national, oews_path, projections, series_csv, states
from tests.publishers.rows import Row
from tests.servers import Fault, PublisherServer, denied, other

THIS_YEAR = datetime.now(UTC).year
NEWEST = THIS_YEAR - 1
"""Edition that comes in the third month: the youngest that is asked for."""
LAST_MONTH = (THIS_YEAR - 1, 11)
CPI = "CUUR0000SA0"
CORRECTED = (CPI, str(THIS_YEAR - 1), "M03")
CORRECTION = 1.5
"""Index points by which a month of consumer prices is corrected in the second month."""
RAISE = 1.08
"""Technicians' pay in the newest edition of the nation, over what the other occupations' rise makes it."""
BASE_YEAR = 2025
"""Of the projections that take the place of those for 2024-34."""
OPENINGS = 60.9
"""Thousands a year, in the new edition of the projections."""

API = "api.bls.gov/publicAPI/v1/timeseries/data/"
PROJECTED = "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"
NO_MORE = (
    "Request could not be serviced, as the daily threshold for total number of requests allocated to the user has "
)
THRESHOLD = {"status": "REQUEST_NOT_PROCESSED", "message": [f"{NO_MORE}been reached."], "Results": {}}
FAILED = {"status": "REQUEST_FAILED", "message": ["Your request has failed, please check your inputs."], "Results": {}}


def answer(document: dict[str, Any]) -> Fault:
    """An answer of the API in place of its own, with status 200 as always."""
    return other(json.dumps(document).encode(), Content_Type="application/json;charset=UTF-8")


@dataclass
class Run:
    """A refresh: its exit code, its report as JSON, what it complained of, and what the server was asked."""

    code: int
    report: dict[str, Any]
    complaint: str
    sent: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {status: count for status, count in self.report["files"]["counts"].items() if count}

    def files(self, *statuses: str) -> set[str]:
        """`<host>/<path>` of the files with a status."""
        listed = self.report["files"]["list"]
        return {file["address"].removeprefix("https://") for file in listed if file["status"] in statuses}

    def table(self, name: str) -> tuple[int, int, int]:
        """Rows of a table that were added, revised, gone."""
        line = next(line for line in self.report["tables"] if line["table"] == name)
        return line["added"], line["revised"], line["gone"]

    def headline(self, name: str) -> dict[str, Any]:
        return next(line for line in self.report["headlines"] if line["name"] == name)

    def changes(self, rule: str) -> list[dict[str, Any]]:
        return [change for change in self.report["changes"] if change["rule"] == rule]


@dataclass
class Play:
    """folder: with publisher/ and data/. server: the publishers."""

    folder: Path
    server: PublisherServer

    def put(self, files: dict[str, bytes]) -> None:
        """Publish files; what the server had read of the old ones is forgotten."""
        for path, content in files.items():
            target = self.folder / "publisher" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        self.server.folder = Folder(self.folder / "publisher")

    def start(self, *arguments: str, contact: str = "analyst@example.org") -> subprocess.Popen[str]:
        """`python -m etl refresh --json`, as an analyst types it."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("BLS_", "ETL_", "DATA_DIR"))}
        env = kept | {"DATA_DIR": str(self.folder / "data"), "ETL_MIRROR": self.server.url, "BLS_CONTACT": contact}
        return subprocess.Popen(
            [sys.executable, "-m", "etl", "refresh", "--json", *arguments],
            cwd=PROJECT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def refresh(self, *arguments: str, contact: str = "analyst@example.org") -> Run:
        self.server.requests.clear()
        return self.end(self.start(*arguments, contact=contact))

    def end(self, process: subprocess.Popen[str]) -> Run:
        out, complaint = process.communicate(timeout=300)
        return Run(process.returncode, json.loads(out), complaint, self.server.bodies())

    def behave_again(self) -> None:
        """From now on, honest answers."""
        for path in (oews_path("nat", NEWEST), PROJECTED, API):
            self.server.behave(path)

    def published(self) -> dict[str, bytes]:
        """Every byte that readers see: the builds and which one is named."""
        folder = self.folder / "data" / "warehouse"
        return {
            path.name: path.read_bytes()
            for path in folder.iterdir()
            if path.suffix == ".duckdb" or path.name == "CURRENT"
        }


@cache
def first_files() -> dict[str, bytes]:
    """What is published before the first month: a small part of each table, without the newest edition."""
    files = {
        path: content
        for path, content in mirror.tiny_files().items()
        if "in4" not in path and "oes_research" not in path
    }
    for name in ("nat", "st", "ma"):
        files.pop(oews_path(name, NEWEST), None)
    years = range(2025, NEWEST)
    files |= {oews_path("nat", year): national(year, mirror.nation(year)) for year in years}
    files[oews_path("st", NEWEST - 1)] = states(NEWEST - 1, mirror.in_places(NEWEST - 1, mirror.PLACES))
    files["api.bls.gov/series.csv"] = series_csv(last=LAST_MONTH)
    return files


@cache
def second_files() -> dict[str, bytes]:
    """A new month of every series, and a month of consumer prices corrected."""
    year, month = LAST_MONTH
    rows = list(csv.DictReader(io.StringIO(series_csv(last=(year, month + 1)).decode())))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if (row["series_id"], row["year"], row["period"]) == CORRECTED:
            row["value"] = f"{float(row['value']) + CORRECTION:.3f}"
        writer.writerow(row)
    return {"api.bls.gov/series.csv": buffer.getvalue().encode()}


def newest_nation() -> list[Row]:
    """The newest edition of the nation: technicians' pay rose more than the others'."""
    raised = {str(row["occ_code"]): row for row in mirror.nation(NEWEST, RAISE)}
    return [raised["29-2052"] if row["occ_code"] == "29-2052" else row for row in mirror.nation(NEWEST)]


def third_files() -> dict[str, bytes]:
    """A new OEWS edition of the nation, the states and the areas; new projections at the old address."""
    places, metros = mirror.in_places(NEWEST, mirror.PLACES), mirror.in_places(NEWEST, mirror.METROS)
    rows = mirror.projection_rows(BASE_YEAR)
    technicians = next(row for row in rows if row["code"] == "29-2052")
    growth, exits = float(technicians["change"] or 0), float(technicians["exits"] or 0)
    technicians |= {"openings": OPENINGS, "transfers": round(OPENINGS - exits - growth / 10, 1)}
    if NEWEST == BASE_YEAR:
        technicians["median"] = next(row["a_median"] for row in newest_nation() if row["occ_code"] == "29-2052")
    return {
        oews_path("nat", NEWEST): national(NEWEST, newest_nation()),
        oews_path("st", NEWEST): states(NEWEST, places),
        oews_path("ma", NEWEST): areas(NEWEST, metros, mirror.in_places(NEWEST, mirror.NONMETROS)),
        PROJECTED: projections(rows, BASE_YEAR, BASE_YEAR + 10),
    }


def values(content: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    """Values and footnotes of a file of series, by series and month ('2025-03')."""
    rows = csv.DictReader(io.StringIO(content.decode()))
    return {
        (row["series_id"], f"{row['year']}-{row['period'][1:]}"): (row["value"], row["footnote_code"]) for row in rows
    }


def refuse(server: PublisherServer) -> None:
    """From now on: "Access Denied" for an OEWS file, the same with status 200 for another one, no more questions."""
    server.behave(oews_path("nat", NEWEST), forever=denied())
    server.behave(PROJECTED, forever=other(denied().content or b"", Content_Type="text/html"))
    server.behave(API, forever=answer(THRESHOLD))
