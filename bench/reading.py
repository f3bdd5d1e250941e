"""One published workbook, read by etl.oews and by pandas with openpyxl, side by side.

Both end with the same rows: those of the kept occupations. Ours also turns marks into reasons and checks every figure.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd

from bench.files import SECTOR_WORKBOOK, Files
from bench.report import Measure
from etl.files import LocalFile, RemoteFile
from etl.oews import read_workbook
from etl.reference import occupation_names
from etl.workbook import members

TIMES_FASTER = 5.0
ROUNDS = 2


def measure(files: Files) -> list[Measure]:
    """Best of two rounds each, in turns. Raises AssertionError when the two do not read the same."""
    path = files.folder / SECTOR_WORKBOOK
    ((name, content),) = members(path, r"natsector_M\d{4}_dl\.xlsx")
    remote = RemoteFile(f"https://{SECTOR_WORKBOOK}", "oews_industry", "zip", "May 2024")
    local = LocalFile(remote, path, "mirror", datetime.now(UTC), path.stat().st_size, "")

    def ours() -> pd.DataFrame:
        return read_workbook(content, local, name, "sector")[1]

    def pandas() -> pd.DataFrame:
        sheet = pd.read_excel(io.BytesIO(content), dtype=str, engine="openpyxl")
        return sheet[sheet["OCC_CODE"].isin(set(occupation_names()))]

    timed = [(seconds(ours), seconds(pandas)) for _ in range(ROUNDS)]
    (mine, read), (theirs, expected) = (min(side, key=lambda run: run[0]) for side in zip(*timed, strict=True))
    assert len(read) == len(expected), f"{len(read)} rows against {len(expected)}"
    published = pd.to_numeric(expected["A_MEAN"], errors="coerce").sum()
    assert read["annual_mean"].sum() == published, "the two read other figures"
    what = (
        f"{name} ({len(content) / 1e6:.1f} MB, {files.label}): {mine:.2f} s against {theirs:.2f} s of pandas, openpyxl"
    )
    return [Measure(what, theirs / mine, "x faster", TIMES_FASTER, at_least=True)]


def seconds(read: Callable[[], pd.DataFrame]) -> tuple[float, pd.DataFrame]:
    start = time.perf_counter()
    frame = read()
    return time.perf_counter() - start, frame
