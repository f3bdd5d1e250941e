"""What BLS writes about what moves demand, its words gathered by the industries that they are said of."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import origins, outlook
from analysis.editions import TECHNICIANS
from analysis.warehouse import Warehouse


@dataclass(frozen=True)
class Statement:
    """One text of table 1.12 as printed, and the industries it is printed for. source, url: the publisher's table."""

    text: str
    industries: tuple[str, ...]
    source: str
    url: str


def statements(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Statement]:
    """Every text of the newest edition once, with the industries it is said of; empty where none is loaded."""
    rows = outlook.demand(warehouse, occupation=occupation)
    found = []
    for text, group in rows.groupby("factors", sort=False):
        origin = origins.origin(warehouse, str(group.source_id.iloc[0]))
        industries = tuple(f"{row.industry_name} (NAICS {row.industry_code})" for row in group.itertuples())
        found.append(Statement(str(text), industries, f"{origin.words}, edition {group.edition.iloc[0]}", origin.url))
    return found
