"""What came of the last refresh: told by `status`, also when it ended without a new build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from etl import sidecar
from etl.report import Report

NAME = "LAST_REFRESH.json"
KEPT = ("outcome", "message", "exit_code", "started", "seconds", "build", "only", "since")
"""What is remembered of a report."""


def remember(folder: Path, report: Report) -> None:
    """Write what came of a refresh into the warehouse's folder."""
    document = report.as_json()
    content = {name: document[name] for name in KEPT} | {"files": document["files"]["counts"]}
    sidecar.write_atomically(folder / NAME, json.dumps(content, ensure_ascii=False, indent=1).encode())


def recall(folder: Path) -> dict[str, Any] | None:
    """What came of the last refresh; None where none is recorded, or the record cannot be read."""
    try:
        found = json.loads((folder / NAME).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return found if isinstance(found, dict) and set(KEPT) <= set(found) else None
