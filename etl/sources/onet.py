"""O*NET: occupations whose work is similar to that of the kept occupations.

O*NET is published several times a year and each database has its own address, which never changes afterwards; which
number comes next is not announced, so the list of databases is kept here. Similar work is not a promotion path.
"""

from __future__ import annotations

import csv
import re
from datetime import date

from etl import schema
from etl.errors import BadCell, BadFile
from etl.files import Extract, LocalFile, RemoteFile
from etl.reference import occupation_names
from etl.tables import frame_of, notes
from etl.texts import cells_of, text_of
from etl.workbook import members

SITE = "https://www.onetcenter.org/dl_files/database/"
PUBLISHER = "U.S. Department of Labor, Employment and Training Administration (O*NET)"

VERSIONS = ("30.2",)
"""Databases to ask for, newest first (https://www.onetcenter.org/db_releases.html); add a newer one at the front."""

RELATED_FILE = "Related Occupations.txt"
TITLES_FILE = "Occupation Data.txt"
READ_ME_FILE = "Read Me.txt"
TIERS = {"Primary-Short", "Primary-Long", "Supplemental"}
MUST_HAVE = "29-2052.00"


def address(version: str) -> str:
    return f"{SITE}db_{version.replace('.', '_')}_text.zip"


def files(today: date) -> list[RemoteFile]:
    addresses = [address(version) for version in VERSIONS]
    return [RemoteFile(addresses[0], "onet", "zip", alternatives=tuple(addresses[1:]), settled=True)]


def read(local: LocalFile) -> list[Extract]:
    """Rows for `related_occupations`. Raises BadFile, BadCell."""
    pattern = "|".join(re.escape(name) for name in (RELATED_FILE, TITLES_FILE, READ_ME_FILE))
    texts = {name: text_of(content, f"{local.name}, {name}") for name, content in members(local.path, pattern)}
    for name in (RELATED_FILE, TITLES_FILE, READ_ME_FILE):
        if name not in texts:
            raise BadFile(f"{local.name}: expected a member {name!r}, found none")
    version, released = version_of(texts[READ_ME_FILE], local.name)
    titles = {
        row["O*NET-SOC Code"]: row["Title"]
        for _, row in lines(texts[TITLES_FILE], local.name, TITLES_FILE, ("O*NET-SOC Code", "Title"))
    }
    records = related(texts[RELATED_FILE], local.name, version, titles)
    return [
        Extract(
            "related_occupations",
            frame_of(schema.RELATED, records),
            "O*NET related occupations",
            PUBLISHER,
            version,
            RELATED_FILE,
            None,
            notes(local.note, attribution(version, released)),
        )
    ]


def attribution(version: str, released: str) -> str:
    """The credit that the licence asks for, naming the database and that it was changed."""
    return (
        f"Includes information from the O*NET {version} Database ({released} release) by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET® is a trademark "
        "of USDOL/ETA. Rows for a few occupations were selected; USDOL/ETA has not approved, endorsed or tested this."
    )


def version_of(read_me: str, file: str) -> tuple[str, str]:
    """(version such as '30.2', month of its release). Raises BadFile where the file's name says another version."""
    match = re.match(r"\s*O\*NET (\d+\.\d+) Database\s+((?:[A-Z][a-z]+ )?\d{4}) Release", read_me)
    if not match:
        raise BadFile(f"{file}, {READ_ME_FILE}: expected 'O*NET <version> Database', found {read_me[:60]!r}")
    version, released = match.groups()
    said = re.search(r"db_(\d+)_(\d+)", file)
    expected = ".".join(said.groups()) if said else version
    if expected != version:
        raise BadFile(f"{file}: expected version {expected} as its name says, found {version} in {READ_ME_FILE}")
    return version, released


def lines(text: str, file: str, member: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """(line number, row) of a tab-separated member. Raises BadCell for a missing column or a line that is too short."""
    names, *rest = cells_of(text, f"{file}, {member}", delimiter="\t", quoting=csv.QUOTE_NONE) or [[]]
    for column in columns:
        if names.count(column) != 1:
            raise BadCell(file, member, 1, column, "one column of this name", names)
    found = []
    for number, cells in enumerate(rest, start=2):
        if not cells:
            continue
        row = dict(zip(names, cells, strict=False))
        for column in columns:
            if not row.get(column):
                raise BadCell(file, member, number, column, "a value", row.get(column))
        found.append((number, row))
    return found


def is_kept(code: str, kept: frozenset[str]) -> bool:
    """Whether an O*NET-SOC code such as 29-2052.00 details a kept occupation; 29-2010 stands for all of 29-201x."""
    soc = code.split(".")[0]
    return soc in kept or (f"{soc[:-1]}0" in kept)


def related(text: str, file: str, version: str, titles: dict[str, str]) -> list[dict[str, object]]:
    """Records of `related_occupations`. Raises BadFile, BadCell."""
    kept = frozenset(occupation_names()) - {"00-0000"}
    code_column, related_column = "O*NET-SOC Code", "Related O*NET-SOC Code"
    seen: set[tuple[str, str]] = set()
    records: list[dict[str, object]] = []
    for number, row in lines(text, file, RELATED_FILE, (code_column, related_column, "Relatedness Tier", "Index")):
        if not is_kept(row[code_column], kept):
            continue

        def bad(column: str, expected: str, number: int = number, row: dict[str, str] = row) -> BadCell:
            return BadCell(file, RELATED_FILE, number, column, expected, row[column])

        code, other = row[code_column], row[related_column]
        if other not in titles:
            raise bad(related_column, f"a code that {TITLES_FILE} names")
        if row["Relatedness Tier"] not in TIERS:
            raise bad("Relatedness Tier", f"one of {', '.join(sorted(TIERS))}")
        if not re.fullmatch(r"[1-9]\d?", row["Index"]):
            raise bad("Index", "a rank from 1")
        if {(code, other), (code, row["Index"])} & seen:
            raise bad(related_column, f"each related occupation, and each rank, once for {code}")
        seen |= {(code, other), (code, row["Index"])}
        records.append(
            {
                "version": version,
                "occupation_code": code,
                "related_code": other,
                "related_title": titles[other],
                "tier": row["Relatedness Tier"],
                "rank": int(row["Index"]),
            }
        )
    if not any(record["occupation_code"] == MUST_HAVE for record in records):
        raise BadFile(f"{file}, {RELATED_FILE}: expected rows for {MUST_HAVE}, found none")
    return records
