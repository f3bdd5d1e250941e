"""Surveys on pay by specialty or certification: graded, and never mixed with the figures of BLS.

BLS publishes no pay by specialty or certification, so surveys of members and readers are the only direct evidence.
Source: data/reference/surveys.csv.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis import reference, words

GRADES = {1: "weak", 2: "weak to fair", 3: "fair", 4: "good"}
"""How far a survey can be trusted, from 1 to 4; the reason stands in each row."""

APART = "These are surveys of members or readers, not counts: they stand beside the BLS figures and are never mixed in."


@dataclass(frozen=True)
class Finding:
    """One finding of a survey, in words that carry its figure; value and value_to in `unit`, None where there is none.

    source: the report's address, empty where none was found. read: month in which it was read, as 'YYYY-MM'.
    """

    key: str
    topic: str
    subject: str
    year: int
    value: float | None
    value_to: float | None
    unit: str
    finding: str
    who: str
    grade: int
    grade_reason: str
    source_title: str
    source: str
    read: str

    @property
    def grade_words(self) -> str:
        """'weak: the report does not say who was asked'."""
        return GRADES[self.grade]

    @property
    def read_words(self) -> str:
        """'November 2026'."""
        year, month = (int(part) for part in self.read.split("-"))
        return f"{words.MONTHS[month - 1]} {year}"


def findings(topic: str | None = None) -> list[Finding]:
    """Findings, best graded first and then newest; only of one topic when it is named."""
    found = [_finding(row) for row in reference.rows("surveys") if topic in (None, row["topic"])]
    return sorted(found, key=lambda item: (-item.grade, -item.year))


def topics() -> list[str]:
    """Topics in the order of the table."""
    return list(dict.fromkeys(row["topic"] for row in reference.rows("surveys")))


def _finding(row: dict[str, str]) -> Finding:
    return Finding(
        key=row["key"],
        topic=row["topic"],
        subject=row["subject"],
        year=int(row["year"]),
        value=float(row["value"]) if row["value"] else None,
        value_to=float(row["value_to"]) if row["value_to"] else None,
        unit=row["unit"],
        finding=row["finding"],
        who=row["who"],
        grade=int(row["grade"]),
        grade_reason=row["grade_words"],
        source_title=row["source_title"],
        source=row["source"],
        read=row["read"],
    )
