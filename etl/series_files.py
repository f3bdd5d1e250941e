"""Answers of the BLS API as files: one a span of years and a batch of series, under downloads/api.bls.gov.

A file holds what was asked, never the key, and what was answered, in a form that does not vary from day to day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from etl import sidecar
from etl.errors import BadFile
from etl.files import LocalFile, RemoteFile
from etl.series_api import REGISTERED, Content, Query, parse
from etl.settings import Settings

FILES = "https://api.bls.gov/publicAPI/timeseries/"
"""Where the answers lie on disk, written as an address; the API itself has one address for all questions."""

FILE_NAME = re.compile(r"(\d{4})-(\d{4})-(\d+)\.json")
STAMP = "%Y%m%dT%H%M%SZ"
"""When an archived answer was fetched, in its name: 2020-2026-1.20261103T101500Z.json."""
ARCHIVED_NAME = re.compile(r"(\d{4})-(\d{4})-(\d+)\.\d{8}T\d{6}Z\.json")


def file_name(query: Query) -> str:
    """Such as 2020-2026-1.json."""
    return f"{query.first}-{query.last}-{query.number}.json"


def remote(name: str) -> RemoteFile:
    """The file of an answer, as `Downloader.keep` and `find_local` know it."""
    return RemoteFile(FILES + name, "monthly_series", "json", edition=name.rsplit("-", 1)[0])


def folder(settings: Settings) -> Path:
    """The folder of the answers."""
    return sidecar.place(settings, FILES + "any.json").parent


def names(settings: Settings) -> list[str]:
    """Names of the answers on disk, oldest span first."""
    return sorted(path.name for path in folder(settings).glob("*.json") if FILE_NAME.fullmatch(path.name))


def local_files(settings: Settings) -> list[LocalFile]:
    """The answers on disk, oldest span first, each under the API's own address."""
    found = (sidecar.find_local(settings, remote(name)) for name in names(settings))
    return [
        replace(local, remote=replace(local.remote, url=REGISTERED.address)) for local in found if local is not None
    ]


def keep_superseded(settings: Settings, name: str, content: bytes | None) -> None:
    """Copy the answer on disk to the archive where `content` is about to take its place, or None that it goes.

    What a month was first published with is found there when the API says otherwise later (etl/revisions.py).
    """
    path = folder(settings) / name
    record = sidecar.read(path)
    if record is None or record.absent or not path.is_file() or path.read_bytes() == content:
        return
    kept = archive(settings) / f"{path.stem}.{datetime.fromisoformat(record.retrieved):{STAMP}}.json"
    sidecar.write_atomically(kept, path.read_bytes())
    sidecar.write(kept, record)


def archive(settings: Settings) -> Path:
    """The folder of the answers that newer ones took the place of."""
    return folder(settings) / "archive"


def superseded(settings: Settings) -> list[LocalFile]:
    """The archived answers, in the order in which they were fetched, each under the API's own address."""
    paths = [path for path in archive(settings).glob("*.json") if ARCHIVED_NAME.fullmatch(path.name)]
    records = [(path, sidecar.read(path)) for path in paths]
    found = [
        sidecar.local_file(path, replace(remote(path.name), url=REGISTERED.address), record)
        for path, record in records
        if record is not None and sidecar.checksum(path) == record.sha256
    ]
    return sorted(found, key=lambda local: (local.retrieved, local.name))


def remove_others(settings: Settings, wanted: Iterable[str]) -> None:
    """Drop files of an earlier division into spans; the new ones hold the same years. A copy stays in the archive."""
    for name in set(names(settings)) - set(wanted):
        keep_superseded(settings, name, None)
        path = folder(settings) / name
        path.unlink(missing_ok=True)
        sidecar.beside(path, ".json").unlink(missing_ok=True)


def encode(content: Content, introduced: list[str]) -> bytes:
    """The answer as a file: what was asked, never the key, and what was answered, in a form that does not vary."""
    results = [
        {"seriesID": series, "data": [observation.as_json() for observation in observations]}
        for series, observations in content.series.items()
    ]
    document = {
        "request": {
            "seriesid": list(content.query.ids),
            "startyear": content.query.first,
            "endyear": content.query.last,
            "batch": content.query.number,
        },
        "status": "REQUEST_SUCCEEDED",
        "unknown": sorted(content.unknown),
        "introduced": introduced,
        "Results": {"series": results},
    }
    return json.dumps(document, ensure_ascii=False, indent=0).encode()


def document_in(local: LocalFile) -> dict[str, Any]:
    """The JSON object in a file. Raises BadFile."""
    try:
        document = json.loads(local.path.read_bytes())
    except ValueError as error:
        raise BadFile(f"{local.name}: expected JSON, found something else ({error})") from None
    if not isinstance(document, dict):
        raise BadFile(f"{local.name}: expected a JSON object, found {type(document).__name__}")
    return document


def read_content(local: LocalFile) -> Content:
    """The answer in a file. Raises BadFile, BadCell."""
    document = document_in(local)
    request = document.get("request")
    name = FILE_NAME.fullmatch(local.name) or ARCHIVED_NAME.fullmatch(local.name)
    if isinstance(request, dict) and name:
        ids = tuple(str(series) for series in request.get("seriesid", ()))
        query = Query(int(name[1]), int(name[2]), int(name[3]), ids)
    else:
        query = Query(0, 9999, 1, ())
    unknown = document.get("unknown")
    return Content(
        query, parse(document, local.name), frozenset(map(str, unknown if isinstance(unknown, list) else ()))
    )
