"""Figures in words: the one way that a number, a date or a list is written in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

MINUS = "\u2212"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

MEASURES = {
    "annual_mean": "mean pay",
    "annual_median": "median pay",
    "annual_p10": "pay at the 10th percentile",
    "annual_p25": "pay at the 25th percentile",
    "annual_p75": "pay at the 75th percentile",
    "annual_p90": "pay at the 90th percentile",
    "employment": "jobs",
}
"""Names of the measures inside a sentence."""


def number(value: float, digits: int = 0) -> str:
    """1,234 or 1,234.5; a minus sign, never a hyphen. What rounds to zero carries no sign."""
    text = f"{abs(value):,.{digits}f}"
    return f"{MINUS}{text}" if value < 0 and float(text.replace(",", "")) else text


def money(value: float, digits: int = 0) -> str:
    """$45,750; −$1,200."""
    text = number(value, digits)
    return f"{MINUS}${text[1:]}" if text.startswith(MINUS) else f"${text}"


def hourly(value: float) -> str:
    """$21.99 an hour."""
    return f"{money(value, 2)} an hour"


def percent(value: float, digits: int = 1) -> str:
    """22.9%."""
    return f"{number(value, digits)}%"


def signed_money(value: float) -> str:
    """+$11,250; −$1,200; $0."""
    return _signed(money(value))


def signed_percent(value: float, digits: int = 1) -> str:
    """+22.9%; −3.3%; 0.0%."""
    return _signed(percent(value, digits))


def points(value: float, digits: int = 1) -> str:
    """1.2 percentage points."""
    return f"{number(value, digits)} percentage points"


def jobs(value: float) -> str:
    """487,920 jobs."""
    return f"{number(value)} {'job' if round(value) == 1 else 'jobs'}"


def hours(value: float) -> str:
    """477 hours."""
    return f"{number(value)} {'hour' if abs(round(value)) == 1 else 'hours'}"


def share(part: float) -> str:
    """A share of one as a whole per cent; 'less than 1%' rather than 0%."""
    value = 100 * part
    return "less than 1%" if 0 < value < 0.5 else percent(value, 0)


def edition(year: int, month: int) -> str:
    """'May 2025', 'November 2003'; plain '2002' for the yearly editions before May 2003 (reference: fourth quarter)."""
    return str(year) if month == 12 else f"{MONTHS[month - 1]} {year}"


def join(items: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """The text with its first letter large, the rest as it is: for a phrase that opens a sentence."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter small, for a title inside a sentence; 'CPhT' and 'U.S.' stay as they are."""
    return text if text[1:2].isupper() or text[1:2] == "." else text[:1].lower() + text[1:]


def _signed(text: str) -> str:
    return text if text.startswith(MINUS) or not any(digit in text for digit in "123456789") else f"+{text}"
