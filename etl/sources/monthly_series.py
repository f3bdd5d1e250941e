"""Monthly series of the BLS Public Data API (CPI, CES): jobs, earnings and prices since 1990.

The series are those of data/reference/series.csv. The industry series count all workers of an industry, technicians
or not. The API is asked in `etl/series_api.py`; here its answers become files under downloads/api.bls.gov, one a span
of years and a batch of series, and the files become rows.

Spans that ended more than five years ago are asked again only after a month. An answer is published only when all are
good: if one fails, the old files stay as they are. A series that the API does not know is left out with a warning,
unless it is one of `REQUIRED`. A series that had data before and has none now is not published either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from etl import schema, sidecar
from etl.download import Downloader, Outcome
from etl.errors import BadCell, BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.reference import followed_series
from etl.series_api import ApiTrouble, Content, Observation, Query, ask, parse, plan
from etl.settings import Settings
from etl.sidecar import find_local
from etl.tables import frame_of, notes

ADDRESS = "https://api.bls.gov/publicAPI/v2/timeseries/data/"
FILES = "https://api.bls.gov/publicAPI/timeseries/"
"""Where the answers lie on disk, written as an address; the API itself has one address for all questions."""

FILE_NAME = re.compile(r"(\d{4})-(\d{4})-(\d+)\.json")
PUBLISHER = "U.S. Bureau of Labor Statistics"
TITLE = "BLS Public Data API: monthly series"

REQUIRED = frozenset({"CUUR0000SA0"})
"""Without consumer prices there are no constant dollars."""

SETTLED_YEARS = 5
ASKED_AGAIN = timedelta(days=30)


def fetch(downloader: Downloader, today: date) -> list[Outcome]:
    """Ask for every span and batch that is due and keep the answers; one outcome a file.

    When one answer is no good nothing is written: the first outcome says which one and why, the others what stays.
    """
    settings = downloader.settings
    queries = plan(followed_series().values(), today, has_key=settings.api_key is not None)
    files = {local.name: local for local in _from_same_origin(settings)}
    before = {name: read_content(local) for name, local in files.items()}
    contents: dict[str, Content] = {}
    rested: set[str] = set()
    # The newest span first: it is the one that is missed most, should the day's questions run out.
    for query in sorted(queries, key=lambda query: (-query.last, query.number)):
        name = file_name(query)
        if name in before and _rests(settings, query, before[name], today):
            contents[name] = before[name]
            rested.add(name)
            continue
        try:
            contents[name] = ask(downloader, query, today)
            _require_whole(query, contents[name], before.values())
        except ApiTrouble as trouble:
            return _nothing_published(settings, query, trouble)
    introduced = _introduced(queries, contents)
    outcomes = []
    for name in map(file_name, queries):
        content = encode(contents[name], introduced[name])
        if name in rested and files[name].path.read_bytes() == content:
            # Not kept anew: that would count as asked today, and the file would never be asked for again.
            outcomes.append(Outcome(remote(name), "unchanged", files[name]))
        else:
            outcomes.append(downloader.keep(remote(name), content))
    _remove_others(settings, {file_name(query) for query in queries})
    return _with_warning(outcomes, contents.values())


def file_name(query: Query) -> str:
    return f"{query.first}-{query.last}-{query.number}.json"


def remote(name: str) -> RemoteFile:
    return RemoteFile(FILES + name, "monthly_series", "json", edition=name.rsplit("-", 1)[0])


def _folder(settings: Settings) -> Path:
    return sidecar.place(settings, FILES + "any.json").parent


def _names(settings: Settings) -> list[str]:
    return sorted(path.name for path in _folder(settings).glob("*.json") if FILE_NAME.fullmatch(path.name))


def local_files(settings: Settings) -> list[LocalFile]:
    """The answers on disk, oldest span first, each under the API's own address."""
    found = (find_local(settings, remote(name)) for name in _names(settings))
    return [replace(local, remote=replace(local.remote, url=ADDRESS)) for local in found if local is not None]


def _from_same_origin(settings: Settings) -> list[LocalFile]:
    """Answers that came the way this run asks: what a stand-in said does not hold for the publisher."""
    records = ((local, sidecar.read(local.path)) for local in local_files(settings))
    return [local for local, record in records if record is not None and record.mirror == settings.mirror]


def _rests(settings: Settings, query: Query, content: Content, today: date) -> bool:
    """Whether the file on disk answers the query, of years long past, and was checked within a month."""
    record = sidecar.read(_folder(settings) / file_name(query))
    if query.last >= today.year - SETTLED_YEARS or content.query != query or record is None:
        return False
    # abs: a date in the future is a clock that was wrong, not a reason to wait.
    return abs(today - datetime.fromisoformat(record.checked).date()) < ASKED_AGAIN


def _require_whole(query: Query, content: Content, before: Iterable[Content]) -> None:
    """Required series have data, and no series lost the data that it had in these years. Raises ApiTrouble."""
    empty = {series for series in query.ids if not content.series.get(series)}
    if missing := sorted(empty & REQUIRED):
        raise ApiTrouble("refused", f"it has no data for {', '.join(missing)}, without which nothing can be built")
    years = range(query.first, query.last + 1)
    had = {
        series
        for old in before
        for series, observations in old.series.items()
        if any(observation.year in years for observation in observations)
    }
    if lost := sorted(empty & had):
        raise ApiTrouble(
            "refused",
            f"it has no data any more for {', '.join(lost)}; if BLS has ended a series, take it out of "
            "data/reference/series.csv",
        )


def _nothing_published(settings: Settings, failed: Query, trouble: ApiTrouble) -> list[Outcome]:
    """What failed and why, then the old files, which stay."""
    name = file_name(failed)
    old = {local.name: local for local in local_files(settings)}
    message = (
        f"BLS API, {len(failed.ids)} series {failed.first}–{failed.last}: {trouble}. "
        "No answer was published; what was there stays"
    )
    first = Outcome(remote(name), trouble.status, old.get(name), message)
    kept = [
        Outcome(remote(other), "unchanged", local, f"stays, as {name} failed")
        for other, local in old.items()
        if other != name
    ]
    return [first, *kept]


def _introduced(queries: list[Query], contents: dict[str, Content]) -> dict[str, list[str]]:
    """File name → series whose first data it holds, so that each series is described by one file."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for query in sorted(queries, key=lambda query: (query.first, query.number)):
        series = contents[file_name(query)].series
        found[file_name(query)] = [name for name in query.ids if series.get(name) and name not in seen]
        seen.update(found[file_name(query)])
    return found


def _remove_others(settings: Settings, wanted: set[str]) -> None:
    """Drop files of an earlier division into spans; the new ones hold the same years."""
    for name in set(_names(settings)) - wanted:
        path = _folder(settings) / name
        path.unlink(missing_ok=True)
        sidecar.beside(path, ".json").unlink(missing_ok=True)


def _with_warning(outcomes: list[Outcome], contents: Iterable[Content]) -> list[Outcome]:
    unknown = sorted({series for content in contents for series in content.unknown})
    if not unknown:
        return outcomes
    warning = f"warning: the API does not know {', '.join(unknown)}; left out"
    *others, last = outcomes
    return [*others, replace(last, message=notes(last.message, warning))]


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


def _document(local: LocalFile) -> dict[str, object]:
    try:
        document = json.loads(local.path.read_bytes())
    except ValueError as error:
        raise BadFile(f"{local.name}: expected JSON, found something else ({error})") from None
    if not isinstance(document, dict):
        raise BadFile(f"{local.name}: expected a JSON object, found {type(document).__name__}")
    return document


def read_content(local: LocalFile) -> Content:
    """The answer in a file. Raises BadFile, BadCell."""
    document = _document(local)
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


def read(local: LocalFile) -> list[Extract]:
    """Rows for `series` (each described by one file) and `observations`. Raises BadFile, BadCell."""
    content = read_content(local)
    introduced = _document(local).get("introduced")
    followed = {series: about for series, about in followed_series().items() if content.series.get(series)}
    described = [series for series in followed if not isinstance(introduced, list) or series in introduced]
    records = [_observation(local.name, series, item) for series in followed for item in _months(content, series)]
    months = [str(record["month"])[:7] for record in records]
    edition = f"{min(months)} to {max(months)}" if months else local.remote.edition
    unknown = f"The API does not know: {', '.join(sorted(content.unknown))}." if content.unknown else ""
    note = notes(local.note, unknown)
    stem = local.name.removesuffix(".json")
    fields = ("id", "title", "setting", "unit", "seasonal", "measure")
    about: list[dict[str, object]] = [
        {field: getattr(followed[series], field) for field in fields} for series in described
    ]
    return [
        Extract("series", frame_of(schema.SERIES, about), TITLE, PUBLISHER, edition, f"{stem} series", None, note),
        Extract("observations", frame_of(schema.OBSERVATIONS, records), TITLE, PUBLISHER, edition,
                f"{stem} observations", None, note),
    ]  # fmt: skip


def _months(content: Content, series: str) -> list[Observation]:
    """Monthly values, oldest first; M13 is the average of the year and no month."""
    return sorted(
        (observation for observation in content.series[series] if observation.month <= 12),
        key=lambda observation: (observation.year, observation.month),
    )


def _observation(file: str, series: str, observation: Observation) -> dict[str, object]:
    """One row of `observations`. Raises BadCell for a value that is neither a number nor '-'."""
    missing = observation.value == "-"
    if not missing and not re.fullmatch(r"-?\d+(\.\d+)?", observation.value):
        where = f"{observation.year}-{observation.month:02}"
        raise BadCell(file, series, None, where, "a number, or - for a month without one", observation.value)
    said = [
        f"{code}: {text}" if missing and code and text else code or (text if missing else "")
        for code, text in observation.footnotes
    ]
    return {
        "series_id": series,
        "month": date(observation.year, observation.month, 1),
        "value": None if missing else float(observation.value),
        "footnote": ", ".join(part for part in said if part) or None,
    }
