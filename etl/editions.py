"""Editions of OEWS: which year and month a file is about, as its address says and as its content says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = {"may": 5, "november": 11}
YEARLY = 12
"""Month given to the yearly editions before May 2003: their reference was the fourth quarter."""


@dataclass(frozen=True, order=True)
class Edition:
    """Reference of an edition. `str()` gives the label: 'May 2025', 'November 2003', '2002'."""

    year: int
    month: int

    def __str__(self) -> str:
        names = {number: name.capitalize() for name, number in MONTHS.items()}
        return str(self.year) if self.month == YEARLY else f"{names[self.month]} {self.year}"

    @classmethod
    def parse(cls, label: str) -> Edition:
        """The edition of a label as `str()` gives it. Raises ValueError on anything else."""
        match = re.fullmatch(r"(?:(May|November) )?(\d{4})", label)
        if not match:
            raise ValueError(f"not an OEWS edition: {label!r}")
        month = MONTHS[match[1].lower()] if match[1] else YEARLY
        return cls(int(match[2]), month)


NAMED = (
    r"\b(?P<month>may|november) (?P<year>\d{4})\b",  # 'May 2009 OES Estimates'
    r"_(?P<month>may|november)(?P<year>\d{4})_",  # 'national_november2003_dl.xls'
    r"_M(?P<year>\d{4})(?:_|\b)",  # 'nat4d_M2019_owner_dl.xlsx'
    r"^(?P<year>\d{4}) national oes",  # '1999 National OES Estimates'
    r"national_(?P<year>\d{4})_",  # 'national_2002_dl.xls'
)
"""How members, sheets and titles name an edition."""


def named_in(texts: Iterable[str]) -> set[tuple[int, int | None]]:
    """(year, month) of every edition that the texts speak of; month None where only the year is named."""
    found: set[tuple[int, int | None]] = set()
    for text in texts:
        for pattern in NAMED:
            for match in re.finditer(pattern, text, re.IGNORECASE):
                month = match.groupdict().get("month")
                found.add((int(match["year"]), MONTHS[month.lower()] if month else None))
    return found


def agrees(expected: Edition, named: set[tuple[int, int | None]]) -> bool:
    """Whether all that is named is the expected edition."""
    return all(year == expected.year and month in (None, expected.month) for year, month in named)
