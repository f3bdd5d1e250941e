"""Every file to a published build: `python -m etl refresh` into an empty folder, and the memory of its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from bench.files import Files
from bench.report import Measure
from etl.settings import PROJECT

SECONDS, GIGABYTES, NOTHING_NEW_SECONDS = 60.0, 1.2, 3.0
SAMPLE_SECONDS = 0.05


def measure(files: Files, scratch: Path) -> list[Measure]:
    """A first refresh, then a second with nothing new."""
    first, peak = refresh(files.folder, scratch / "data")
    second, _ = refresh(files.folder, scratch / "data")
    what = f"{files.count} files ({files.label}) to a published build"
    return [
        Measure(f"{what}: time", first, "s", SECONDS),
        Measure(f"{what}: peak memory", peak, "GB", GIGABYTES),
        Measure("the same again, nothing new: time", second, "s", NOTHING_NEW_SECONDS),
    ]


def refresh(mirror: Path, data: Path) -> tuple[float, float]:
    """(seconds, peak gigabytes of resident memory, children included) of one refresh. Raises when it fails."""
    env = os.environ | {"ETL_MIRROR": str(mirror), "DATA_DIR": str(data)}
    log = data.with_suffix(".log")
    start = time.perf_counter()
    with log.open("w") as out:
        process = psutil.Popen([sys.executable, "-m", "etl", "refresh"], cwd=PROJECT, env=env, stdout=out, stderr=out)
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process))
            time.sleep(SAMPLE_SECONDS)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, "python -m etl refresh", log.read_text())
    return seconds, peak / 1e9


def resident(process: psutil.Process) -> int:
    """Bytes of resident memory of a process and its children; 0 once it has ended."""
    try:
        return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)])
    except psutil.NoSuchProcess:
        return 0
