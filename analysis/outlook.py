"""Where the jobs are projected to go: Employment Projections, one edition at a time.

Editions differ in base year, method and classification, and BLS says they are not a time series: nothing here joins
them into one line or computes a change from one to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import reference, words
from analysis.editions import TECHNICIANS, NoEdition
from analysis.kept import kept
from analysis.warehouse import Warehouse

ALL_OCCUPATIONS = "00-0000"

_COLUMNS = (
    "edition, occupation_code, occupation_name, base_year, target_year, base_employment, projected_employment, "
    '"change", change_pct, openings, exits, transfers, median_wage, median_wage_top_code, education, experience, '
    'training, source_id, "change" / (target_year - base_year) AS growth'
)
_FACTORS = ("edition", "industry_code", "industry_name", "factors", "source_id")
_DIRECTION = re.compile("share (increases|decreases)")


@dataclass(frozen=True)
class Outlook:
    """One occupation in one edition of the projections; jobs in persons, openings per year, None where not published.

    growth: jobs a year from growth, change / years (negative where the occupation shrinks).
    all_change_pct: the same change for all occupations. median_wage: dollars of the base year.
    """

    edition: str
    occupation_code: str
    occupation: str
    base_year: int
    target_year: int
    base_jobs: int | None
    target_jobs: int | None
    change: int | None
    change_pct: float | None
    openings: int | None
    growth: int | None
    exits: int | None
    transfers: int | None
    all_change_pct: float | None
    median_wage: float | None
    median_wage_top_code: bool
    education: str
    experience: str
    training: str
    source_id: str

    @property
    def growth_sentence(self) -> str:
        """Jobs now and then, against all occupations."""
        if self.base_jobs is None or self.target_jobs is None or self.change_pct is None:
            return f"The {self.edition} projections give no figure for {words.lower_first(self.occupation)}."
        said = (
            f"BLS projects {words.jobs(self.target_jobs)} for {words.lower_first(self.occupation)} in "
            f"{self.target_year}, from {words.number(self.base_jobs)} in {self.base_year}: "
            f"{words.signed_percent(self.change_pct)} in {self.target_year - self.base_year} years"
        )
        if self.all_change_pct is None or self.occupation_code == ALL_OCCUPATIONS:
            return f"{said}."
        return f"{said}, {self.against_all} ({words.signed_percent(self.all_change_pct)})."

    @property
    def against_all(self) -> str:
        """'faster than all occupations together', 'slower than …' or 'as fast as …', by the published per cent."""
        if self.change_pct is None or self.all_change_pct is None:
            return "with no figure for all occupations to compare with"
        if self.change_pct == self.all_change_pct:
            return "as fast as all occupations together"
        pace = "faster" if self.change_pct > self.all_change_pct else "slower"
        return f"{pace} than all occupations together"

    @property
    def openings_sentence(self) -> str:
        """Where the openings come from: mostly people leaving, as a share."""
        if self.openings is None or self.exits is None or self.transfers is None or self.growth is None:
            return f"The {self.edition} projections do not split the openings."
        if self.openings <= 0:
            return f"No openings a year are projected for {self.base_year}–{self.target_year}."
        leaving = 100 * (self.exits + self.transfers) / self.openings
        growth = f"{words.number(self.growth)} come from growth"
        if self.growth < 0:
            growth = f"{words.number(-self.growth)} a year are lost as the occupation shrinks"
        return (
            f"Of {words.number(self.openings)} openings a year, {words.number(self.transfers)} replace people who move "
            f"to another occupation, {words.number(self.exits)} replace people who leave the labor force, and "
            f"{growth}: {words.percent(leaving, 0)} of the openings replace someone."
        )

    @property
    def leaving_sentence(self) -> str:
        """How many of the workers move on in a year, of those employed in the base year."""
        if not self.base_jobs or self.transfers is None or self.exits is None:
            return f"The {self.edition} projections do not say how many leave."
        return (
            f"Each year about {words.percent(100 * self.transfers / self.base_jobs)} of "
            f"{words.lower_first(self.occupation)} move to another occupation and "
            f"{words.percent(100 * self.exits / self.base_jobs)} leave the labor force, of the {self.base_year} jobs."
        )


def editions(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[str]:
    """Loaded editions of the projections that carry the occupation, oldest first."""
    loaded = _loaded(warehouse, _asked([occupation]))
    return [edition for edition, rows in loaded.items() if occupation in rows]


def outlook(warehouse: Warehouse, edition: str | None = None, occupation: str = TECHNICIANS) -> Outlook:
    """One occupation in one edition, the newest loaded one when none is named. Raises NoEdition."""
    found = outlooks(warehouse, edition, [occupation]).get(occupation)
    if found is None:
        raise NoEdition(f"No projection of {occupation} is loaded for {edition or 'any edition'}.")
    return found


def outlooks(warehouse: Warehouse, edition: str | None, occupations: list[str]) -> dict[str, Outlook]:
    """Several occupations of one edition (newest when None) by code; those that it does not carry are left out."""
    loaded = _loaded(warehouse, _asked(occupations))
    by_code = loaded.get(edition or next(reversed(loaded), ""), {})
    everyone = by_code[ALL_OCCUPATIONS]["change_pct"] if ALL_OCCUPATIONS in by_code else None
    return {code: _outlook(by_code[code], everyone) for code in occupations if code in by_code}


def table(warehouse: Warehouse, edition: str | None = None) -> pd.DataFrame:
    """Projections of every occupation in one edition (newest when none is named), one row an occupation.

    Columns: those of `projections`, and `growth` (change / years, jobs a year). Empty where nothing is loaded.
    """
    return warehouse.frame(
        f"SELECT {_COLUMNS} FROM projections WHERE edition = coalesce(?, "  # noqa: S608 - constant
        "(SELECT edition FROM projections ORDER BY base_year DESC, edition DESC LIMIT 1)) ORDER BY occupation_code",
        [edition],
    )


def openings_split(found: Outlook) -> pd.DataFrame:
    """The openings of one occupation in parts, ready to draw: part, words, jobs (a year), share_pct (of the openings).

    Growth, exits and transfers sum to the openings within the rounding of thousands with one decimal (± 150 a year).
    Where an occupation shrinks, growth is negative and the shares of the others sum to more than 100.
    """
    parts = [
        ("growth", "New jobs from growth", found.growth),
        ("exits", "Replacing people who leave the labor force", found.exits),
        ("transfers", "Replacing people who move to another occupation", found.transfers),
    ]
    return pd.DataFrame(
        [
            {
                "part": part, "words": said, "jobs": jobs,
                "share_pct": None if jobs is None or not found.openings else 100 * jobs / found.openings,
            }
            for part, said, jobs in parts
        ]
    )  # fmt: skip


def every_edition(warehouse: Warehouse, occupation: str = TECHNICIANS) -> list[Outlook]:
    """The occupation in each loaded edition, each for itself, oldest first. Not a series."""
    return [outlook(warehouse, edition, occupation) for edition in editions(warehouse, occupation)]


def demand(warehouse: Warehouse, edition: str | None = None, occupation: str = TECHNICIANS) -> pd.DataFrame:
    """What BLS says moves the occupation's share of an industry's jobs, in its own words (table 1.12).

    Columns: edition, industry_code, industry_name, direction ('share increases', 'share decreases' or ''), factors,
    source_id. The newest edition when none is named; empty where none is loaded.
    """
    rows = _factors(warehouse, occupation)
    edition = edition or max((row["edition"] for row in rows), default="")
    found = pd.DataFrame([dict(row) for row in rows if row["edition"] == edition], columns=list(_FACTORS))
    directions = [_DIRECTION.search(text or "") for text in found.factors]
    found.insert(3, "direction", [match.group() if match else "" for match in directions])
    return found


def demand_sentence(factors: pd.DataFrame) -> str:
    """How many industries BLS expects to use more, or fewer, of the occupation for a given amount of work."""
    if factors.empty:
        return "The loaded projections say nothing about what moves demand for this occupation."
    up = factors[factors.direction == "share increases"].industry_name.tolist()
    down = factors[factors.direction == "share decreases"].industry_name.tolist()
    parts = []
    if up:
        parts.append(f"a larger share of the jobs in {words.join([words.lower_first(name) for name in up])}")
    if down:
        parts.append(f"a smaller share in {words.join([words.lower_first(name) for name in down])}")
    if not parts:
        return "BLS names factors that move demand without saying in which direction."
    return f"BLS expects the occupation to have {words.join(parts)} ({factors.edition.iloc[0]})."


def _asked(occupations: Iterable[str]) -> frozenset[str]:
    """These, and those that are followed anyway, so that most questions are one question."""
    return frozenset(occupations) | {ALL_OCCUPATIONS, *(row["code"] for row in reference.rows("occupations"))}


@kept
def _loaded(warehouse: Warehouse, occupations: frozenset[str]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Rows of some occupations by edition, oldest first, then by occupation."""
    rows = warehouse.rows(
        f"SELECT {_COLUMNS} FROM projections WHERE list_contains(?, occupation_code)",  # noqa: S608 - constant
        [sorted(occupations)],
    )
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["base_year"], row["edition"])):
        found.setdefault(row["edition"], {})[row["occupation_code"]] = row
    return found


@kept
def _factors(warehouse: Warehouse, occupation: str) -> list[dict[str, Any]]:
    return warehouse.rows(
        f"SELECT {', '.join(_FACTORS)} FROM utilization_factors WHERE occupation_code = ? "  # noqa: S608 - constants
        "ORDER BY industry_code",
        [occupation],
    )


def _outlook(row: Mapping[str, Any], all_change_pct: float | None) -> Outlook:
    return Outlook(
        edition=row["edition"],
        occupation_code=row["occupation_code"],
        occupation=row["occupation_name"],
        base_year=row["base_year"],
        target_year=row["target_year"],
        base_jobs=_whole(row["base_employment"]),
        target_jobs=_whole(row["projected_employment"]),
        change=_whole(row["change"]),
        change_pct=row["change_pct"],
        openings=_whole(row["openings"]),
        growth=_whole(row["growth"]),
        exits=_whole(row["exits"]),
        transfers=_whole(row["transfers"]),
        all_change_pct=all_change_pct,
        median_wage=row["median_wage"],
        median_wage_top_code=bool(row["median_wage_top_code"]),
        education=row["education"] or "",
        experience=row["experience"] or "",
        training=row["training"] or "",
        source_id=row["source_id"],
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
