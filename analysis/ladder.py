"""The ladder of occupations: what the next step pays, asks and offers, beside the technician's own occupation.

The occupations are those of data/reference/occupations.csv. O*NET's "related" means that the work is similar; it is
**not** a promotion path, and nothing here says that one occupation leads to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import outlook, reference, uncertainty, words
from analysis.editions import ALL_INDUSTRIES, ALL_OWNERS, NATION, TECHNICIANS, Edition, latest
from analysis.editions import national as national_editions
from analysis.estimate import MARKS, Estimate, missing
from analysis.kept import kept
from analysis.outlook import Outlook
from analysis.uncertainty import Finding, Measured, measured
from analysis.warehouse import Warehouse

ROLES = {
    "before": "A step before",
    "self": "This occupation",
    "neighbour": "Neighbouring work",
    "next": "A possible next step",
}
"""Roles of data/reference/occupations.csv that stand on the ladder, in its order."""

COLUMNS = (
    "code", "name", "role", "role_words", "edition", "mean", "mean_low", "mean_high", "median", "jobs", "step",
    "step_low", "step_high", "finding", "openings", "change_pct", "projection", "education", "experience", "training",
    "without_degree", "related_rank", "related_tier", "mean_reason", "median_reason", "source_id",
)  # fmt: skip
"""Columns of `frame`."""

SCHOOLING = {
    "No formal educational credential": "no schooling in particular",
    "High school diploma or equivalent": "a high-school diploma",
    "Some college, no degree": "some college",
    "Postsecondary nondegree award": "a certificate or diploma after high school",
    "Associate's degree": "an associate's degree",
    "Bachelor's degree": "a bachelor's degree",
    "Master's degree": "a master's degree",
    "Doctoral or professional degree": "a doctoral or professional degree",
}
"""The projections' typical entry education, from least to most, in a visitor's words."""

NO_DEGREE = frozenset(list(SCHOOLING)[:4])
"""Typical entry education of the projections that is less than a degree."""


MEASURES = ("annual_mean", "annual_median", "employment")
_MARKS_OF = (
    f"SELECT occupation_code, occupation_level, {MARKS} FROM wages WHERE area_code = ? AND year = ? AND month = ? "  # noqa: S608 - constant
    "AND industry_code = ? AND ownership = ? AND list_contains(?, occupation_code)"
)


@dataclass(frozen=True)
class Rung:
    """One occupation of the ladder.

    mean, median, jobs: the nation, dollars of the edition's year and jobs. step: mean pay less that of technicians,
    with its error; None where a side is missing. asks: schooling, experience and training as the projections print
    them. related_rank: place among O*NET's similar occupations, None where O*NET does not list it; tier as O*NET says.
    """

    code: str
    name: str
    role: str
    note: str
    edition: Edition
    mean: Estimate
    median: Estimate
    jobs: Estimate
    step: Measured | None
    outlook: Outlook | None
    related_rank: int | None
    related_tier: str

    @property
    def finding(self) -> Finding:
        """Whether the pay step is larger than its 90 % margin."""
        return "cannot be tested" if self.step is None else self.step.finding

    @property
    def without_degree(self) -> bool | None:
        """True when entry typically asks for less than a degree; None where the projections do not say."""
        return None if self.outlook is None or not self.outlook.education else self.outlook.education in NO_DEGREE

    @property
    def pay_sentence(self) -> str:
        """The step in mean pay from the technician's, and whether it is more than chance."""
        if self.code == TECHNICIANS:
            return "The occupation that the others are compared with."
        if self.step is None or self.mean.value is None:
            return f"Mean pay of {words.lower_first(self.name)} is {self.mean.reason_words}, so there is no pay step."
        side = "more" if self.step.value > 0 else "less"
        said = (
            f"{words.capital(self.name)} earn {words.money(self.mean.value)} on average, "
            f"{words.money(abs(self.step.value))} {side} a year than technicians"
        )
        if self.step.margin is None:
            return f"{said}; no margin is published, so the difference cannot be tested."
        give = f"{said} (give or take {words.money(self.step.margin)})"
        if self.finding == "no clear difference":
            return f"{give}: no clear difference."
        return f"{give}."

    @property
    def asks_sentence(self) -> str:
        """What entry typically asks for: schooling, experience, training."""
        if self.outlook is None or not self.outlook.education:
            return "The loaded projections do not say what this occupation asks for."
        schooling = self.outlook.education
        asked = [SCHOOLING.get(schooling, schooling.lower())]
        if self.outlook.experience not in ("", "None"):
            asked.append(f"{self.outlook.experience.lower()} of work in a related occupation")
        if self.outlook.training not in ("", "None"):
            asked.append(words.lower_first(self.outlook.training))
        return f"Typically asks for {words.join(asked)}."

    @property
    def related_sentence(self) -> str:
        """How similar the work is by O*NET, which is not a path."""
        if self.code == TECHNICIANS:
            return ""
        if self.related_rank is None:
            return "Not among the occupations that O*NET finds similar to technicians."
        return (
            f"Number {self.related_rank} among the occupations that O*NET finds similar in work; not a promotion path."
        )


def ladder(warehouse: Warehouse, edition: Edition | None = None) -> list[Rung]:
    """The rungs in the newest national edition (or the one named), in the order of roles, then by mean pay.

    An occupation without a row in the edition stays on the ladder with its reason. Raises NoEdition.
    """
    edition = edition or latest(national_editions(warehouse), f"national figures of {TECHNICIANS}")
    rows = [row for row in reference.rows("occupations") if row["role"] in ROLES]
    codes = [row["code"] for row in rows]
    related, projected = _related(warehouse), outlook.outlooks(warehouse, None, codes)
    found = figures(warehouse, tuple(codes), edition)
    base = measured(_estimate(found.get(TECHNICIANS), "annual_mean"))
    rungs = [_rung(row, edition, found.get(row["code"]), base, projected, related) for row in rows]
    order = list(ROLES)
    return sorted(rungs, key=lambda rung: (order.index(rung.role), rung.mean.value or float("inf")))


def frame(rungs: list[Rung]) -> pd.DataFrame:
    """The ladder as a table, one row an occupation.

    Columns: code, name, role, role_words, edition, mean, mean_low, mean_high, median, jobs, step, step_low, step_high,
    finding, openings (a year), change_pct, projection (edition), education, experience, training, without_degree,
    related_rank, related_tier, mean_reason, median_reason, source_id.
    """
    return pd.DataFrame([_flat(rung) for rung in rungs], columns=list(COLUMNS))


def summary(rungs: list[Rung]) -> str:
    """How many next steps pay clearly more, and how many of these ask for less than a degree."""
    steps = [rung for rung in rungs if rung.role in ("neighbour", "next")]
    clear = [rung for rung in steps if rung.finding == "higher"]
    easy = [rung for rung in clear if rung.without_degree]
    said = f"{len(clear)} of {len(steps)} neighbouring and next occupations pay clearly more than technicians earn"
    if not easy:
        return f"{said}; all of them typically ask for a degree." if clear else f"{said}."
    names = words.join([words.lower_first(rung.name) for rung in easy])
    return f"{said}; {len(easy)} of these typically ask for less than a degree: {names}."


def _rung(
    row: dict[str, str], edition: Edition, found: Mapping[str, Any] | None, base: Measured | None,
    projected: dict[str, Outlook], related: dict[str, tuple[int, str]],
) -> Rung:  # fmt: skip
    code = row["code"]
    mean = _estimate(found, "annual_mean")
    own = measured(mean)
    rank, tier = related.get(code, (None, ""))
    return Rung(
        code=code,
        name=row["short_name"],
        role=row["role"],
        note=row["note"],
        edition=edition,
        mean=mean,
        median=_estimate(found, "annual_median"),
        jobs=_estimate(found, "employment"),
        step=uncertainty.difference(own, base) if own and base and code != TECHNICIANS else None,
        outlook=projected.get(code),
        related_rank=rank,
        related_tier=tier,
    )


@kept
def figures(
    warehouse: Warehouse,
    codes: tuple[str, ...],
    edition: Edition,
    area: str = NATION,
    measures: tuple[str, ...] = MEASURES,
) -> dict[str, Mapping[str, Any]]:
    """Rows of several occupations in an area, by code; of one that is printed as broad and as detailed the latter.

    Columns: occupation_code, MEASURES, their errors, source_id, and marks for those of `measures`.
    """  # fmt: skip
    where = [area, *edition, ALL_INDUSTRIES, ALL_OWNERS, list(codes)]
    rows = warehouse.rows(
        "SELECT occupation_code, occupation_level, annual_mean, annual_median, employment, employment_rse, mean_rse, "
        "source_id FROM wages WHERE area_code = ? AND year = ? AND month = ? AND industry_code = ? AND ownership = ? "
        "AND list_contains(?, occupation_code)",
        where,
    )
    # Marks lie scattered over the table and take longer to read than all the rest; most rows need none.
    lacking = any(row[measure] is None for row in rows for measure in measures)
    marks = warehouse.rows(_MARKS_OF, where) if lacking else []
    of_code = {(row["occupation_code"], row["occupation_level"]): row["marks"] for row in marks}
    return {
        row["occupation_code"]: row | {"marks": of_code.get((row["occupation_code"], row["occupation_level"]))}
        for row in sorted(rows, key=lambda row: str(row["occupation_level"]))
    }


def _estimate(row: Mapping[str, Any] | None, measure: str) -> Estimate:
    return missing("not_published") if row is None else Estimate.of(row, measure)


@kept
def _related(warehouse: Warehouse) -> dict[str, tuple[int, str]]:
    """SOC code to (rank, tier); O*NET's finer codes and their broad occupation take the best rank among them."""
    rows = warehouse.rows(
        "SELECT version, related_code, rank, tier FROM related_occupations WHERE occupation_code = ?",
        [f"{TECHNICIANS}.00"],
    )
    newest = max((row["version"] for row in rows), default="")
    found: dict[str, tuple[int, str]] = {}
    for row in sorted(rows, key=lambda row: -row["rank"]):
        detailed = row["related_code"][:7]
        if row["version"] == newest:
            for code in (detailed, f"{detailed[:6]}0"):
                found[code] = (row["rank"], row["tier"])
    return found


def _flat(rung: Rung) -> dict[str, object]:
    low, high = rung.mean.interval or (None, None)
    ahead = rung.outlook
    return {
        "code": rung.code, "name": rung.name, "role": rung.role, "role_words": ROLES[rung.role],
        "edition": rung.edition.label, "mean": rung.mean.value, "mean_low": low, "mean_high": high,
        "median": rung.median.value, "jobs": rung.jobs.value, "step": rung.step and rung.step.value,
        "step_low": rung.step and rung.step.low, "step_high": rung.step and rung.step.high, "finding": rung.finding,
        "openings": ahead and ahead.openings, "change_pct": ahead and ahead.change_pct,
        "projection": ahead.edition if ahead else "", "education": ahead.education if ahead else "",
        "experience": ahead.experience if ahead else "", "training": ahead.training if ahead else "",
        "without_degree": rung.without_degree, "related_rank": rung.related_rank, "related_tier": rung.related_tier,
        "mean_reason": rung.mean.reason_words, "median_reason": rung.median.reason_words,
        "source_id": rung.mean.source_id,
    }  # fmt: skip
