"""The tables that people edit, data/reference/*.csv: read, checked, and kept until the file changes.

A mistake in a table is an error that names file, line, column, what was expected and what was found. Every value is
text, blank where the table is blank. Tables may carry more columns than are checked here.
"""

from __future__ import annotations

import csv
import io
import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TypeVar

import pandas as pd

R = TypeVar("R")

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"

Check = tuple[str, Callable[[str], bool]]
"""What a value must be, in words, and the test of it."""


class BadReference(ValueError):
    """A reference table is missing or breaks a rule."""


@dataclass(frozen=True)
class Rules:
    """What a table must hold: its columns, the columns that tell its rows apart, and a check for some columns.

    refers: column to (other table, its column): each of the values, parted by spaces, must be there.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    checks: Mapping[str, Check] = field(default_factory=dict)
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _pattern(expected: str, pattern: str) -> Check:
    compiled = re.compile(pattern)
    return expected, lambda value: compiled.fullmatch(value) is not None


def _one_of(*allowed: str) -> Check:
    return "one of " + ", ".join(repr(value) for value in allowed), lambda value: value in allowed


_FILLED: Check = ("a value", lambda value: value != "")
_KEY = _pattern("a key of small letters, digits and _", r"[a-z][a-z0-9_]*")
_YEAR = _pattern("a year", r"(19|20)\d\d")
_YEAR_OR_BLANK = _pattern("a year or nothing", r"((19|20)\d\d)?")
_MONTH = _pattern("a month, 1 to 12", r"[1-9]|1[0-2]")
_NUMBER = _pattern("a number", r"\d+(\.\d+)?")
_NUMBER_OR_BLANK = _pattern("a number or nothing", r"(\d+(\.\d+)?)?")
_ADDRESS = _pattern("an https address", r"https://\S+")
_ADDRESS_OR_BLANK = _pattern("an https address or nothing", r"(https://\S+)?")
_SOC = _pattern("an occupation code such as 29-2052", r"\d\d-\d{4}")
_LEVEL = r"(?:cross-industry|sector|3-digit|4-digit|5-digit|6-digit)"
_READ = _pattern("a month such as 2026-11", r"20\d\d-(0[1-9]|1[0-2])")
_ITEMS = r"[a-z][a-z0-9_]*(\*[1-9])?( [a-z][a-z0-9_]*(\*[1-9])?)*"
_CODE = r"(?:\d{6}|\d\d(?:-\d\d)?)"
_CODES = rf"{_LEVEL}:{_CODE}(?:\|{_CODE})*(?: > {_LEVEL}:{_CODE}(?:\|{_CODE})*)*"

TABLES: Mapping[str, Rules] = {
    "settings": Rules(
        ("key", "name", "kind", "group", "words", "codes", "fallback", "note"),
        ("key",),
        {
            "key": _KEY, "name": _FILLED, "words": _FILLED, "kind": _one_of("specialist", "general", "other", "all"),
            "group": _one_of("", "specialist", "general"),
            "codes": _pattern("codes such as 4-digit:622100 > 3-digit:622000", _CODES),
            "fallback": _pattern("codes such as sector:62, or nothing", rf"(?:{_CODES})?"),
        },
    ),
    "specialties": Rules(
        ("key", "name", "work", "settings", "strength", "why", "further", "credentials"),
        ("key",),
        {
            "key": _KEY, "name": _FILLED, "work": _FILLED, "settings": _FILLED, "why": _FILLED,
            "strength": _one_of("direct", "partial", "weak"), "further": _one_of("yes", "no"),
        },
        {"settings": ("settings", "key"), "credentials": ("credentials", "key")},
    ),
    "claims": Rules(
        ("key", "name", "claim", "overview", "proof", "limit"),
        ("key",),
        {"key": _KEY, "name": _FILLED, "claim": _FILLED, "overview": _one_of("yes", "no"), "proof": _FILLED},
    ),
    "occupations": Rules(
        ("code", "short_name", "role", "first_year", "note"),
        ("code",),
        {
            "code": _SOC, "short_name": _FILLED, "first_year": _YEAR_OR_BLANK,
            "role": _one_of("total", "self", "before", "neighbour", "next"),
        },
    ),
    "breaks": Rules(
        ("table", "year", "month", "kind", "label", "effect", "source"),
        ("table", "year", "month", "kind"),
        {
            "table": _FILLED, "year": _YEAR, "month": _MONTH, "label": _FILLED, "effect": _FILLED, "source": _ADDRESS,
            "kind": _one_of("schedule", "classification", "method", "industry", "area", "error"),
        },
    ),
    "top_codes": Rules(
        ("first_year", "last_year", "hourly", "annual", "source"),
        ("first_year",),
        {"first_year": _YEAR, "last_year": _YEAR, "hourly": _NUMBER, "annual": _NUMBER},
    ),
    "series": Rules(
        ("id", "title", "setting", "unit", "seasonal", "measure", "start_year", "source"),
        ("id",),
        {
            "id": _FILLED, "title": _FILLED, "unit": _FILLED, "start_year": _YEAR, "source": _ADDRESS,
            "seasonal": _one_of("adjusted", "not adjusted"), "measure": _one_of("jobs", "earnings", "prices"),
        },
        {"setting": ("settings", "key")},
    ),
    "release_calendar": Rules(("table", "edition", "released", "expected", "note", "source"), ("table", "edition")),
    "credentials": Rules(
        ("key", "name", "issuer", "issuer_url", "asks_for", "cost", "specialties", "source", "read"),
        ("key",),
        {"key": _KEY, "name": _FILLED, "issuer": _FILLED, "cost": _NUMBER_OR_BLANK, "read": _FILLED},
    ),
    "requirements": Rules(
        ("key", "kind", "step", "matches", "look_for", "resources", "source", "read"),
        ("key",),
        {"key": _KEY, "kind": _one_of("requirement", "preparation"), "step": _FILLED, "matches": _FILLED,
         "look_for": _FILLED, "source": _ADDRESS, "read": _READ},
        {"resources": ("resources", "key")},
    ),
    "study_plan": Rules(
        ("key", "name", "stage", "share", "task", "resources"),
        ("key",),
        {
            "key": _KEY, "name": _FILLED, "task": _FILLED, "share": _NUMBER, "stage": _one_of("before", "after"),
            "resources": _FILLED,
        },
        {"resources": ("resources", "key")},
    ),
    "resources": Rules(
        ("key", "abbreviation", "name", "url", "use"),
        ("key",),
        {"key": _KEY, "name": _FILLED, "url": _ADDRESS, "use": _FILLED},
    ),
    "credential_routes": Rules(
        ("key", "name", "items", "note"),
        ("key",),
        {"key": _KEY, "name": _FILLED, "items": _pattern("keys such as cpht_ptce certificate*4", _ITEMS)},
    ),
    "surveys": Rules(
        ("key", "finding", "who", "grade", "source", "read"),
        ("key",),
        {"key": _KEY, "finding": _FILLED, "who": _FILLED, "grade": _NUMBER, "source": _ADDRESS_OR_BLANK},
    ),
    "licences": Rules(
        ("publisher", "name", "words", "url"), ("publisher",),
        {"publisher": _FILLED, "name": _FILLED, "words": _FILLED, "url": _ADDRESS_OR_BLANK},
    ),
    "glossary": Rules(("term", "definition"), ("term",), {"term": _FILLED, "definition": _FILLED}),
    "states": Rules(
        ("fips", "postal", "name", "type", "tile_row", "tile_column"),
        ("fips",),
        {"fips": _pattern("two digits", r"\d\d"), "postal": _pattern("two letters", r"[A-Z]{2}"),
         "type": _one_of("state", "district", "territory")},
    ),
}  # fmt: skip
"""The tables known here and their rules; a table that is not listed is read without checks."""

_kept: dict[Path, tuple[tuple[int, int], tuple[dict[str, str], ...]]] = {}
_lock = threading.Lock()


def rows(name: str, folder: Path = REFERENCE) -> list[dict[str, str]]:
    """Rows of data/reference/<name>.csv in file order, as text, blanks as ''. Raises BadReference."""
    return [dict(row) for row in _rows(name, folder)]


def made_of(name: str) -> Callable[[Callable[[Sequence[Mapping[str, str]]], R]], Callable[[], R]]:
    """Keep what a function makes of the rows of a table until the file changes. All callers get the same object."""

    def keep(make: Callable[[Sequence[Mapping[str, str]]], R]) -> Callable[[], R]:
        last: tuple[Sequence[Mapping[str, str]], R] | None = None

        @wraps(make)
        def ask() -> R:
            nonlocal last
            found, made = _rows(name, REFERENCE), last
            if made is None or made[0] is not found:
                made = last = (found, make(found))
            return made[1]

        return ask

    return keep


def _rows(name: str, folder: Path) -> tuple[dict[str, str], ...]:
    path = folder / f"{name}.csv"
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_size)
        with _lock:
            if path not in _kept or _kept[path][0] != stamp:
                _kept[path] = (stamp, tuple(_read(path, TABLES.get(name))))
            return _kept[path][1]
    except OSError as error:
        raise BadReference(f"{_place(path)} could not be read: {error.strerror}.") from error


def stamp(folder: Path = REFERENCE) -> int:
    """A number that is another as soon as any of the tables was changed; 0 where they cannot be looked at, of which
    whoever reads them then tells."""
    try:
        with os.scandir(folder) as found:
            return hash(frozenset((item.name, item.stat().st_mtime_ns, item.stat().st_size) for item in found))
    except OSError:
        return 0


def table(name: str, folder: Path = REFERENCE) -> pd.DataFrame:
    """The same as a frame of text. Raises BadReference."""
    return pd.DataFrame(rows(name, folder), dtype=object)


def check_references(folder: Path = REFERENCE) -> None:
    """Every table is there and well-formed, and what one says of another is so. Raises BadReference."""
    for name, rules in TABLES.items():
        for line, row in enumerate(rows(name, folder), start=2):
            for column, (other, key) in rules.refers.items():
                known = {found[key] for found in rows(other, folder)}
                for value in row[column].split():
                    if value not in known:
                        raise BadReference(
                            f"{_place(folder / f'{name}.csv')}, row {line}, column {column}: expected a {key} of "
                            f"{other}.csv, found {value!r}."
                        )


def _read(path: Path, rules: Rules | None) -> list[dict[str, str]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        header = tuple(reader.fieldnames or ())
        if rules and (lacking := [column for column in rules.columns if column not in header]):
            raise BadReference(
                f"{_place(path)}: expected the columns {', '.join(rules.columns)}; {lacking[0]} is missing."
            )
        found: list[dict[str, str]] = []
        seen: dict[tuple[str, ...], int] = {}
        for row in reader:
            where = f"{_place(path)}, line {reader.line_num}"
            if None in row or None in row.values():
                raise BadReference(f"{where}: expected {len(header)} values, found another number of them.")
            clean = {column: value.strip() for column, value in row.items()}
            if rules:
                _check(clean, rules, where, seen, reader.line_num)
            found.append(clean)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadReference(f"{_place(path)}: expected a CSV table in UTF-8, found: {error}.") from error
    return found


def _check(row: Mapping[str, str], rules: Rules, where: str, seen: dict[tuple[str, ...], int], line: int) -> None:
    for column, (expected, good) in rules.checks.items():
        if not good(row[column]):
            raise BadReference(f"{where}, column {column}: expected {expected}, found {row[column]!r}.")
    key = tuple(row[column] for column in rules.key)
    if key in seen:
        raise BadReference(f"{where}: {' '.join(key)} stands already on line {seen[key]}.")
    seen[key] = line


def _place(path: Path) -> str:
    return f"data/reference/{path.name}"
