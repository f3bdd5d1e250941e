"""The report as it is read: lines for a terminal, and the same as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from etl.report import Record, Report

SHOWN_UNREACHABLE = 3
"""Files a host did not give that are told one by one."""
SHOWN_REVISIONS = 12
"""Revised months that are told one by one in a terminal; the JSON has more."""

IN_POINTS = ("share_pct", "change_pct", "index")
"""Columns of which a change is told in points."""

SMALLEST = 0.05
"""A smaller change is told as 0.0, without a sign."""

STATUSES = ("new", "updated", "unchanged", "resting", "unknown", "absent", "refused", "unreachable")
SUMMED = ("new", "updated", "unchanged", "absent", "refused", "unreachable")
"""Counts that are always told, 0 or not."""


def lines(report: Report) -> list[str]:
    """The report for a terminal; what is indented belongs to the line above it."""
    parts = [
        _files(report), _checks(report), _tables(report), _headlines(report), _breaks(report), _changes(report),
        _revisions(report),
    ]  # fmt: skip
    return [line for part in parts for line in part] + ([report.message] if report.message else [])


def markdown(report: Report) -> str:
    """The report as Markdown, for a page or a pull request."""
    title = f"# Build {report.build} against {report.before}" if report.before else f"# Build {report.build}"
    text = [title, "", report.message, ""]
    sections = {
        "Files": _files(report),
        "Checks": _checks(report),
        "Rows": _tables(report),
        "Headline figures": _headlines(report),
        "Breaks between the editions": _breaks(report),
        "Changes over a threshold": _changes(report),
        "Revised months": _revisions(report),
    }
    for name, part in sections.items():
        found = list(part)
        if found:
            text += [f"## {name}", "", *(_as_item(line) for line in found), ""]
    return "\n".join(text)


def _as_item(line: str) -> str:
    depth = (len(line) - len(line.lstrip())) // 2
    # Marks of Markdown in a publisher's words are meant as they are.
    plain = line.strip()
    for mark in ("\\", "*", "_", "`", "<", "|"):
        plain = plain.replace(mark, "\\" + mark)
    return f"{'  ' * depth}- {plain}"


def _files(report: Report) -> Iterator[str]:
    if not report.files:
        return
    counts = report.counts()
    told = [status for status in STATUSES if status in SUMMED or status in counts]
    yield f"Files: {', '.join(f'{counts.get(status, 0)} {status}' for status in told)}."
    unreachable: Counter[str] = Counter()
    for file in report.files:
        host = urlsplit(file["address"]).hostname or ""
        unreachable[host] += file["status"] == "unreachable"
        # The first files that a host did not give tell why; the others would only repeat it.
        repeated = file["status"] == "unreachable" and unreachable[host] > SHOWN_UNREACHABLE
        if not repeated and not _is_usual(file):
            yield f"  {file['status']} {_told(file)}"
    for host, count in unreachable.items():
        if count > SHOWN_UNREACHABLE:
            yield f"  unreachable, too: {count - SHOWN_UNREACHABLE} more files of {host}"
    absent = [file["address"].rsplit("/", 1)[-1] for file in report.files if file["status"] == "absent"]
    if absent:
        yield f"  not at the publisher: {', '.join(absent)}"


def _is_usual(file: Record) -> bool:
    """Nothing to tell: unchanged without a word, or absent and no more than that (absent files are listed together)."""
    if file["status"] == "absent":
        return str(file["message"]).startswith(f"{file['address']}: not published")
    return file["status"] in ("unchanged", "resting") and not file["message"]


def _told(file: Record) -> str:
    """Address and message; most messages begin with the address that answered."""
    url, message = str(file["address"]), str(file["message"])
    return message if message.startswith(url) else f"{url}: {message}" if message else url


def _checks(report: Report) -> Iterator[str]:
    if not report.checks:
        return
    counts = Counter(check["status"] for check in report.checks)
    yield f"Checks: {', '.join(f'{count} {status}' for status, count in counts.items())}."
    for check in report.checks:
        if check["status"] not in ("passed", "not run"):
            why = f" Accepted: {check['why']}" if check["why"] else ""
            yield f"  {check['status']} {check['name']}: {check['detail']}{why}"


def _tables(report: Report) -> Iterator[str]:
    if not report.tables:
        return
    moved = [line for line in report.tables if line["added"] or line["revised"] or line["gone"]]
    yield f"Rows against build {report.before}:" if moved else f"Rows against build {report.before}: no row differs."
    for line in moved:
        counts = ", ".join(f"{line[kind]:,} {kind}" for kind in ("added", "revised", "gone") if line[kind])
        yield f"  {line['table']}: {counts} ({line['rows_before']:,} to {line['rows']:,} rows)"


def _headlines(report: Report) -> Iterator[str]:
    if not report.headlines:
        return
    yield "Headline figures, before and now:"
    for line in report.headlines:
        before = _figure(line["before"], line["period_before"])
        now = _figure(line["value"], line["period"])
        if before == now:
            yield f"  {line['title']}: {now} {line['unit']}, as before"
            continue
        # A change of a per cent, told in per cent, would be taken for points.
        shown = line["change"] and line["unit"] != "per cent" and line["change_pct"] is not None
        percent = f" ({_signed(line['change_pct'])} %)" if shown else ""
        yield f"  {line['title']}: {before} → {now} {line['unit']}{percent}"
        if line["cell"]:
            yield f"    {line['cell']['text']}"


def _breaks(report: Report) -> Iterator[str]:
    if report.breaks:
        yield "Breaks that lie between the editions compared; a change across one mixes two things:"
    for one in report.breaks:
        yield f"  {one['table']}, {one['edition']}, {one['label']}: {one['effect']}"


def _figure(value: float | None, period: str | None) -> str:
    return "not there" if value is None else f"{number(value)} ({period})"


def _changes(report: Report) -> Iterator[str]:
    if not report.thresholds:
        return
    found = sum(rule["found"] for rule in report.thresholds)
    if not found:
        yield "Changes over a threshold: none. Looked for:"
        yield from (f"  {rule['words']}" for rule in report.thresholds)
        return
    yield f"Changes over a threshold: {found:,}."
    for rule in report.thresholds:
        if rule["found"]:
            largest = f", of which {rule['shown']} follow" if rule["found"] > rule["shown"] else ""
            yield f"  {_capital(rule['words'])}: {rule['found']:,}{largest}"
            yield f"    (why from there on: {rule['reason']})"
        for change in report.changes:
            if change["rule"] == rule["name"]:
                yield f"    {_change(change)}"
                if change["cell"]:
                    yield f"      {change['cell']['text']}"


def _change(change: Record) -> str:
    row, column, kind = change["row"], change["column"], change["kind"]
    if kind == "gone":
        return f"{change['table']}, {', '.join(filter(None, (row, change['period_before'])))}: gone"
    before, after = _value(change["before"]), _value(change["after"])
    size = _size(change)
    if change["period_before"] == change["period"]:
        return f"{row}, {change['period']}, {column}: {before} → {after}{size}, {kind}"
    return f"{row}, {column}: {before} ({change['period_before']}) → {after} ({change['period']}){size}, {kind}"


def _size(change: Record) -> str:
    """' (+4.1 %)', or ' (−5 points)' where a per cent of the value would be taken for points."""
    before, after = change["before"], change["after"]
    if change["column"] in IN_POINTS and isinstance(before, (int, float)) and isinstance(after, (int, float)):
        return f" ({_signed(after - before)} points)"
    return f" ({_signed(change['change_pct'])} %)" if change["change_pct"] is not None else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(value: object) -> str:
    return "no value" if value is None else number(value) if isinstance(value, (int, float)) else f"“{value}”"


def _revisions(report: Report) -> Iterator[str]:
    if not report.revisions:
        return
    yield f"Months of followed series with another value than before: {report.revisions_found:,}."
    for line in report.revisions[:SHOWN_REVISIONS]:
        first, before, now = (_value(line[name]) for name in ("first", "before", "now"))
        origin = f"first published as {first} (seen {str(line['first_seen'])[:10]}), "
        yield f"  {line['title']}, {line['month']}: {origin}{before} before, now {now}"
        yield f"    {line['cell']['text']}"
    if report.revisions_found > SHOWN_REVISIONS:
        yield f"  and {report.revisions_found - SHOWN_REVISIONS:,} more (the table `revisions` has them all)"


def number(value: float) -> str:
    """1234.5 as '1,234.5': whole where it is whole, three decimals at most."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _signed(value: float) -> str:
    """'+4.1', '−0.3'; '0.0' for less than that in either direction."""
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= SMALLEST else "0.0"
