"""Monthly series of the BLS Public Data API (CPI, CES): jobs, earnings and prices since 1990.

The series are those of data/reference/series.csv. The industry series count all workers of an industry, technicians
or not. The API is asked in `etl/series_api.py`; its answers are kept as files (`etl/series_files.py`), one a span of
years and a batch of series, and the files are read as any publisher's.

Spans that ended more than five years ago are asked again only after a month. An answer is published only when all are
good: if one fails, the old files stay as they are. A series that the API does not know is left out with a warning,
unless it is one of `REQUIRED`. A series that had data before and has none now is not published either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from etl import schema, sidecar
from etl.download import Downloader, Outcome
from etl.errors import BadFile
from etl.files import Extract, LocalFile
from etl.reference import followed_series
from etl.series_api import MISSING, ApiTrouble, Content, Observation, Query, ask, plan
from etl.series_files import (
    document_in,
    encode,
    file_name,
    folder,
    keep_superseded,
    local_files,
    names,
    read_content,
    remote,
    remove_others,
)
from etl.settings import Settings
from etl.tables import frame_of, notes

__all__ = ["fetch", "local_files", "read"]

PUBLISHER = "U.S. Bureau of Labor Statistics"
TITLE = "BLS Public Data API: monthly series"

REQUIRED = frozenset({"CUUR0000SA0"})
"""Without consumer prices there are no constant dollars."""

SETTLED_YEARS = 5
ASKED_AGAIN = timedelta(days=30)


def fetch(downloader: Downloader, today: date, since: int | None = None) -> list[Outcome]:
    """Ask for every span and batch that is due and keep the answers; one outcome a file.

    since: spans that end before this year are not asked for; what is on disk of them stays.
    When one answer is no good nothing is written: the first outcome says which one and why, the others what stays.
    """
    settings = downloader.settings
    planned = _planned(settings, today)
    files = {local.name: local for local in _from_same_origin(settings)}
    before = {name: known for name, local in files.items() if (known := _readable(local)) is not None}
    past = _past(settings, planned, since)
    queries = [query for query in planned if file_name(query) not in past or file_name(query) in before]
    contents: dict[str, Content] = {}
    rested: set[str] = set()
    # The newest span first: it is the one that is missed most, should the day's questions run out.
    for query in sorted(queries, key=lambda query: (-query.last, query.number)):
        name = file_name(query)
        if name in before and (name in past or rests(settings, query, before[name], today)):
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
            keep_superseded(settings, name, content)
            outcomes.append(downloader.keep(remote(name), content))
    remove_others(settings, map(file_name, planned))
    return _with_warning(outcomes, contents.values())


def look(settings: Settings, today: date, since: int | None = None) -> list[Outcome]:
    """What `fetch` would ask: one outcome a file, resting or unknown, as the API tells nothing without a question."""
    files = {local.name: local for local in _from_same_origin(settings)}
    planned = _planned(settings, today)
    past = _past(settings, planned, since)
    found = []
    for query in planned:
        name = file_name(query)
        content = _readable(files[name]) if name in files else None
        rested = name in past or (content is not None and rests(settings, query, content, today))
        if rested:
            found.append(Outcome(remote(name), "resting", files.get(name)))
        else:
            words = f"a question to the BLS API: {len(query.ids)} series, {query.first} to {query.last}."
            found.append(Outcome(remote(name), "unknown", files.get(name), words))
    return found


def _planned(settings: Settings, today: date) -> list[Query]:
    return plan(followed_series().values(), today, has_key=settings.api_key is not None)


def _past(settings: Settings, planned: list[Query], since: int | None) -> frozenset[str]:
    """Names of the answers that need not be asked for, as they end before `since`.

    None of them where the years on disk are divided otherwise than is planned: those files are about to go.
    """
    if since is None or set(names(settings)) - set(map(file_name, planned)):
        return frozenset()
    return frozenset(file_name(query) for query in planned if query.last < since)


def _from_same_origin(settings: Settings) -> list[LocalFile]:
    """Answers that came the way this run asks: what a stand-in said does not hold for the publisher."""
    records = ((local, sidecar.read(local.path)) for local in local_files(settings))
    return [local for local, record in records if record is not None and record.mirror == settings.mirror]


def _readable(local: LocalFile) -> Content | None:
    """The answer in a file; one that cannot be read is worth no more than none, and its years are asked for anew."""
    try:
        return read_content(local)
    except BadFile:
        return None


def rests(settings: Settings, query: Query, content: Content, today: date) -> bool:
    """Whether the file on disk answers the query, of years long past, and was checked within a month."""
    record = sidecar.read(folder(settings) / file_name(query))
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


def _with_warning(outcomes: list[Outcome], contents: Iterable[Content]) -> list[Outcome]:
    unknown = sorted({series for content in contents for series in content.unknown})
    if not unknown:
        return outcomes
    warning = f"warning: the API does not know {', '.join(unknown)}; left out"
    *others, last = outcomes
    return [*others, replace(last, message=notes(last.message, warning))]


def read(local: LocalFile) -> list[Extract]:
    """Rows for `series` (each described by one file) and `observations`. Raises BadFile, BadCell."""
    content = read_content(local)
    introduced = document_in(local).get("introduced")
    followed = {series: about for series, about in followed_series().items() if content.series.get(series)}
    described = [series for series in followed if not isinstance(introduced, list) or series in introduced]
    records = [_observation(series, item) for series in followed for item in _months(content, series)]
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


def _observation(series: str, observation: Observation) -> dict[str, object]:
    """One row of `observations`; why a month has no value is said in its footnote."""
    missing = observation.value == MISSING
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
