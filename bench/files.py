"""The files to measure on: the publishers' real ones where they are there, else made-up ones in their layouts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from etl.settings import PROJECT
from tests.publishers import industries, oews_path, tiny_mirror
from tests.publishers.rows import Row, wage_row

SECTOR_WORKBOOK = oews_path("in4", 2024)
MADE_UP_ROWS = 16_000
"""About as many rows as the real sector workbook has."""


@dataclass(frozen=True)
class Files:
    """A folder laid out as `<host>/<path>` and what to call it in a table."""

    folder: Path
    label: str

    @property
    def count(self) -> int:
        return sum(1 for path in self.folder.rglob("*") if path.is_file() and path.name != "PROVENANCE.csv")


def files(scratch: Path) -> Files:
    """The real files (REPLICA, else ../shared/replica), or made-up ones written under `scratch`."""
    real = Path(os.environ.get("REPLICA") or PROJECT.parent / "shared" / "replica").resolve()
    if real.is_dir():
        return Files(real, "the publishers' real files")
    made = tiny_mirror(scratch / "mirror")
    (made / SECTOR_WORKBOOK).write_bytes(industries(2024, {"natsector": many_rows(MADE_UP_ROWS)}))
    return Files(made, "MADE-UP files, the real ones are not here")


def many_rows(count: int) -> list[Row]:
    """As many rows as a real sector workbook: one occupation in ten is a kept one, each in its own industry."""
    place: Row = {"naics_title": "Made-up sector", "i_group": "sector", "own_code": "5", "pct_rpt": 1.0}
    return [
        wage_row("29-2052" if n % 10 == 0 else f"51-{n % 10:04}", "Made-up", median=10 + n % 40)
        | place
        | {"naics": f"{10_000 + n // 10}"}
        for n in range(count)
    ]
