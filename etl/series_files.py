"""Answers of the BLS API as files: one a span of years and a batch of series, under downloads/api.bls.gov.

A file holds what was asked, never the key, and what was answered, in a form that does not vary from day to day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
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


def remove_others(settings: Settings, wanted: Iterable[str]) -> None:
    """Drop files of an earlier division into spans; the new ones hold the same years."""
    for name in set(names(settings)) - set(wanted):
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
    name = FILE_NAME.fullmatch(local.name)
    if isinstance(request, dict) and name:
        ids = tuple(str(series) for series in request.get("seriesid", ()))
        query = Query(int(name[1]), int(name[2]), int(name[3]), ids)
    else:
        query = Query(0, 9999, 1, ())
    unknown = document.get("unknown")
    return Content(
        query, parse(document, local.name), frozenset(map(str, unknown if isinstance(unknown, list) else ()))
    )
