"""Occupational Outlook Handbook (BLS), page of pharmacy technicians: where they work and the median pay there.

A web page, so each table is found by the sentence before it, and the years are those of the sentence.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from etl import schema
from etl.errors import BadCell, BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.tables import frame_of
from etl.texts import text_of

URL = "https://www.bls.gov/ooh/healthcare/pharmacy-technicians.htm"
PUBLISHER = "U.S. Bureau of Labor Statistics"
TITLE = "Occupational Outlook Handbook, pharmacy technicians"

SHARES = re.compile(
    r"Pharmacy technicians held about ([\d,]+) jobs in (\d{4})\. "
    r"The largest employers of pharmacy technicians were as follows:"
)
MEDIANS = re.compile(
    r"In (\w+) (\d{4}), the median annual wages? for pharmacy technicians in the top industries in which they worked "
    r"(?:were|was) as follows:"
)
MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        start=1,
    )
}


def files(today: date) -> list[RemoteFile]:
    return [RemoteFile(URL, "handbook", "html")]


@dataclass
class Page:
    """Paragraphs (text) and tables (rows of cell texts) in the order of the page."""

    blocks: list[str | list[list[str]]] = field(default_factory=list)


class PageParser(HTMLParser):
    """Collects the paragraphs and tables of a page; blanks in texts are tidied."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._text: list[str] | None = None
        self._table: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._table = []
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag == "p" or (tag in ("td", "th") and self._table is not None):
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._table is not None:
            self.page.blocks.append([row for row in self._table if row])
            self._table = None
        elif tag in ("p", "td", "th") and self._text is not None:
            text = " ".join("".join(self._text).split())
            if self._table is None:
                self.page.blocks.append(text)
            elif tag != "p" and self._table:
                self._table[-1].append(text)
            # A paragraph inside a cell belongs to the cell.
            if self._table is None or tag != "p":
                self._text = None


def parse(html: str) -> Page:
    parser = PageParser()
    parser.feed(html)
    parser.close()
    return parser.page


def table_after(page: Page, sentence: re.Pattern[str], file: str) -> tuple[re.Match[str], list[list[str]]]:
    """The sentence and the table right after it. Raises BadFile without either, or with the sentence twice."""
    found = [(place, match) for place, block in enumerate(page.blocks)
             if isinstance(block, str) and (match := sentence.search(block))]  # fmt: skip
    if len(found) != 1:
        raise BadFile(f"{file}: expected the sentence {sentence.pattern!r} once, found it {len(found)} times")
    place, match = found[0]
    following = page.blocks[place + 1] if place + 1 < len(page.blocks) else None
    if not isinstance(following, list) or not following:
        raise BadFile(f"{file}: expected a table after {match[0]!r}, found {following!r}")
    return match, following


def read(local: LocalFile) -> list[Extract]:
    """Rows for `setting_shares` and `setting_medians`. Raises BadFile, BadCell."""
    page = parse(text_of(local.path.read_bytes(), local.name))
    released = last_modified(page)
    sentence, table = table_after(page, SHARES, local.name)
    jobs, year = int(sentence[1].replace(",", "")), int(sentence[2])
    shares: list[dict[str, object]] = [
        {"year": year, "industry_title": title, "share_pct": share, "jobs": jobs}
        for title, share in cells(table, local.name, "share", r"(\d{1,3}(?:\.\d)?)%?", 0, 100)
    ]
    if (total := sum(float(str(row["share_pct"])) for row in shares)) > 100:
        raise BadCell(local.name, sentence[0], None, "share", "shares that add up to 100 or less", total)
    wage_sentence, wage_table = table_after(page, MEDIANS, local.name)
    if wage_sentence[1] not in MONTHS:
        raise BadCell(local.name, wage_sentence[0], None, "month", "the name of a month", wage_sentence[1])
    when = {"year": int(wage_sentence[2]), "month": MONTHS[wage_sentence[1]]}
    medians: list[dict[str, object]] = [
        {**when, "industry_title": title, "annual_median": wage}
        for title, wage in cells(wage_table, local.name, "median", r"\$?(\d{2,3},\d{3})", 10_000, 500_000)
    ]
    share_frame, median_frame = frame_of(schema.SETTING_SHARES, shares), frame_of(schema.SETTING_MEDIANS, medians)
    edition = f"{wage_sentence[1]} {wage_sentence[2]}"
    return [
        Extract("setting_shares", share_frame, f"{TITLE}: largest employers", PUBLISHER, str(year), "Work Environment",
                released, local.note),
        Extract("setting_medians", median_frame, f"{TITLE}: medians by industry", PUBLISHER, edition, "Pay",
                released, local.note),
    ]  # fmt: skip


def cells(
    table: list[list[str]], file: str, column: str, pattern: str, low: float, high: float
) -> list[tuple[str, float]]:
    """(industry, value) of each row of a two-column table. Raises BadCell."""
    found: dict[str, float] = {}
    for number, row in enumerate(table, start=1):
        where = f"table of {column}s"
        if len(row) != 2 or not row[0]:
            raise BadCell(file, where, number, column, "an industry and a value", row)
        title, text = row
        match = re.fullmatch(pattern, text)
        value = float(match[1].replace(",", "")) if match else None
        if value is None or not low < value <= high:
            raise BadCell(file, where, number, column, f"a number between {low:g} and {high:g}", text)
        if title in found:
            raise BadCell(file, where, number, "industry", "each industry once", title)
        found[title] = value
    return list(found.items())


def last_modified(page: Page) -> date | None:
    """The page's own 'Last Modified Date: Thursday, August 28, 2025'."""
    for block in page.blocks:
        match = isinstance(block, str) and re.search(r"Last Modified Date: \w+, (\w+) (\d{1,2}), (\d{4})", block)
        if match and match[1] in MONTHS:
            with suppress(ValueError):  # a date that no calendar has is not worth losing the tables for
                return date(int(match[3]), MONTHS[match[1]], int(match[2]))
    return None
