"""Whether the server is alive, and whether it has a build to answer from: for a load balancer and whoever watches."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse

from analysis import staleness
from analysis.warehouse import WarehouseError, current

NOT_KEPT = {"Cache-Control": "no-store"}


def healthz(_request: Request) -> JSONResponse:
    """Alive: the process answers, whatever its data are."""
    return JSONResponse({"status": "ok"}, headers=NOT_KEPT)


def readyz(_request: Request) -> JSONResponse:
    """A build is open: which one, of what age in days, and what newer was due; 503 where there is none."""
    try:
        warehouse = current()
    except WarehouseError:
        told = {"status": "no data", "remedy": "run `python -m etl refresh`, or restore data/snapshot/"}
        return JSONResponse(told, status_code=503, headers=NOT_KEPT)
    now = datetime.now(UTC)
    state = {
        "status": "ready",
        "build": warehouse.build_id,
        "origin": warehouse.origin,
        "built": f"{warehouse.built:%Y-%m-%dT%H:%M:%SZ}",
        "age_days": round((now.replace(tzinfo=None) - warehouse.built.replace(tzinfo=None)).total_seconds() / 86400, 1),
        "notice": warehouse.notice,
        "behind": staleness.sentence(warehouse, now.date()),
    }
    return JSONResponse(state, headers=NOT_KEPT)
