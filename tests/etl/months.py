"""A second month after the first build of the made-up mirror: what the publishers changed, and the refresh that came.

The changes are written here once; the tests of the report, of comparisons and of revisions look at what became of them.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl import warehouse
from etl.commands import printing
from etl.refresh import refresh
from etl.settings import Settings
from tests.publishers import cps_39, handbook, mirror, oews, price_parities, projections, series_csv

TODAY = date(2026, 11, 22)
PAY_TIMES = 1.1
"""Pay of May 2025 in the nation, corrected in place."""
CPI, CORRECTED_MONTH, CORRECTED_VALUE = "CUUR0000SA0", date(2026, 6, 1), 306.5
OPENINGS = 50.9
"""Thousands a year, in the new edition of the projections."""
WEEKLY = 990
PHARMACY_SHARE = 45
LEVEL_UP = 3.0
"""Index points by which California's price level moved in the last year of the table."""
GONE, IN_ITS_PLACE = "Hospitals; state, local, and private", "Hospitals (state, local and private)"
"""An industry of the Handbook that is called otherwise now."""


@dataclass(frozen=True)
class TwoMonths:
    """folder: with mirror/ and data/. first, second: ids of the builds. report: of the second refresh, as JSON."""

    folder: Path
    first: str
    second: str
    report: dict[str, Any]

    @property
    def settings(self) -> Settings:
        return Settings(self.folder / "data", mirror=str(self.folder / "mirror"))

    def copy(self, to: Path) -> TwoMonths:
        """The same in another folder, for a test to change."""
        shutil.copytree(self.folder, to)
        return TwoMonths(_moved(to, self.folder), self.first, self.second, self.report)


def play(folder: Path, made_up: Path, made_up_data: Path) -> None:
    """Copy mirror and data of the first month to the folder, change the mirror, refresh."""
    shutil.copytree(made_up, folder / "mirror")
    shutil.copytree(made_up_data, folder / "data")
    _rename(folder / "data", str(made_up), str(folder / "mirror"))
    for path, content in changed_files().items():
        (folder / "mirror" / path).write_bytes(content)
    settings = Settings(folder / "data", mirror=str(folder / "mirror"))
    report = refresh(settings, TODAY)
    printing.keep(settings, report)


def read(folder: Path) -> TwoMonths:
    """What `play` left in the folder."""
    second, first = warehouse.builds(folder / "data" / "warehouse")
    kept = warehouse.report_paths(folder / "data" / "warehouse", second)[0]
    return TwoMonths(folder, first, second, json.loads(kept.read_text(encoding="utf-8")))


def changed_files() -> dict[str, bytes]:
    """By `<host>/<path>`: an OEWS file corrected in place, a new month, new editions at old addresses."""
    rows = mirror.projection_rows()
    technicians = next(row for row in rows if row["code"] == "29-2052")
    technicians |= {"openings": OPENINGS, "transfers": round(OPENINGS - float(technicians["exits"] or 0)
                    - float(technicians["change"] or 0) / 10, 1)}  # fmt: skip
    pair = {"Pharmacies and drug retailers": PHARMACY_SHARE, IN_ITS_PLACE: 20}
    years = list(range(2019, 2025))
    levels = [("00000", "United States", [100.0] * len(years))]
    for code, name, _, _, level in mirror.PLACES[:3]:
        moved = LEVEL_UP if code == "06" else 0.0
        levels.append((f"{code}000", name, [100 * level] * (len(years) - 1) + [100 * level + moved]))
    return {
        oews.oews_path("nat", 2025): oews.national(2025, mirror.nation(2025, times=PAY_TIMES)),
        "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx": projections(rows, 2025, 2035),
        "www.bls.gov/cps/cpsaat39.xlsx": cps_39([
            ["Total, full-time wage and salary workers", 120_000, 1200, 66_000, 1300, 54_000, 1100],
            ["Pharmacists", 250, 2400, 100, 2500, 150, 2300],
            ["Pharmacy technicians", 260, WEEKLY, 45, "–", 215, 890],
        ], year=2026),
        "www.bls.gov/ooh/healthcare/pharmacy-technicians.htm": handbook(
            pair, {name: 38_000 + 200 * share for name, share in pair.items()}, jobs=320_000
        ),
        "apps.bea.gov/regional/zip/SARPP.zip": price_parities(levels, years),
        "api.bls.gov/series.csv": next_month(),
    }  # fmt: skip


def next_month() -> bytes:
    """The series with August 2026, and June's consumer prices corrected."""
    rows = list(csv.DictReader(io.StringIO(series_csv(last=(2026, 8)).decode())))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if (row["series_id"], row["year"], row["period"]) == (CPI, "2026", "M06"):
            row["value"] = f"{CORRECTED_VALUE:.3f}"
        writer.writerow(row)
    return buffer.getvalue().encode()


def _moved(folder: Path, was: Path) -> Path:
    _rename(folder / "data", str(was / "mirror"), str(folder / "mirror"))
    return folder


def _rename(data: Path, was: str, now: str) -> None:
    """The records of files name the mirror that they came from."""
    for record in (data / "downloads").rglob("*.json"):
        text = record.read_text(encoding="utf-8")
        if f'"mirror": "{was}"' in text:
            record.write_text(text.replace(f'"mirror": "{was}"', f'"mirror": "{now}"'), encoding="utf-8")
