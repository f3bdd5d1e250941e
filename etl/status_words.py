"""The status as it is read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from etl.report import Record

ORIGINS = {
    "download": "from the publisher",
    "inbox": "from the inbox",
    "mirror": "from a stand-in for the publisher",
    "snapshot": "with the project",
}


def lines(status: Record) -> list[str]:
    """The status, in lines; what is indented belongs to the line above it."""
    return [*_shown(status), *_tables(status), *_checks(status), *_missing(status)]


def _shown(status: Record) -> Iterator[str]:
    shown = status["shown"]
    if shown["from"] == "snapshot":
        yield f"Shown: the figures that come with the project (put together {_minute(shown['built'])})"
    else:
        yield f"Shown: build {shown['build']}, made {_minute(shown['built'])}"
    if shown["notice"]:
        yield f"  {shown['notice']}"
    last = status["last_refresh"]
    if last is None:
        yield "Last refresh: none is recorded here. `python -m etl refresh` makes one."
    else:
        yield f"Last refresh: {_minute(last['started'])}: {last['outcome']}. {last['message']}"
    yield "Builds on disk:" if status["builds"] else "Builds on disk: none"
    for build in status["builds"]:
        made = f"made {_minute(build['built'])}" if build["built"] else "cannot be read, or is of another version"
        newer = not build["published"] and any(b["published"] and b["build"] < build["build"] for b in status["builds"])
        mark = ", published" if build["published"] else ", taken back: an older one is published" if newer else ""
        yield f"  {build['build']}: {made}, {build['bytes'] / 1e6:.1f} MB{mark}"


def _tables(status: Record) -> Iterator[str]:
    due = [line for line in status["tables"] if line["due"] in ("out", "overdue", "expected now", "likely")]
    yield f"Tables, on {status['today']}: {len(due)} of {len(status['tables'])} have something newer due"
    for line in status["tables"]:
        name = f"{line['table']} ({', '.join(filter(None, (line['source'], line['part'])))})"
        if line["edition"] is None:
            yield f"  {name}: nothing is loaded"
        else:
            released = f", released {line['released']}" if line["released"] else ""
            origin = " and ".join(ORIGINS.get(word, word) for word in line["obtained"])
            files = f"{line['files']} file{'' if line['files'] == 1 else 's'}"
            yield (
                f"  {name}: {line['edition']}{released}, fetched {line['fetched'][:10]} {origin}; "
                f"{line['rows']:,} rows of {files}"
            )
        yield f"    {line['due_words']}"
        yield f"    a refresh {line['refresh_words']}"


def _checks(status: Record) -> Iterator[str]:
    counts = status["checks"]["counts"]
    yield f"Checks: {', '.join(f'{count} {name}' for name, count in sorted(counts.items()))}"
    for check in status["checks"]["list"]:
        why = f" Accepted: {check['why']}" if check["why"] else ""
        yield f"  {check['status']} {check['name']}: {check['detail']}{why}"


def _missing(status: Record) -> Iterator[str]:
    if status["missing"]:
        yield "Not in the loaded files:"
        yield from (f"  {sentence}" for sentence in status["missing"])


def _minute(moment: str | None) -> str:
    """'2026-11-22 07:00 UTC' of '2026-11-22T07:00:03Z'."""
    return "at an unknown time" if moment is None else f"{moment[:10]} {moment[11:16]} UTC"
