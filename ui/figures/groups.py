"""Specialist settings together against general settings together, with the industries that each is made of."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis import groups, origins, words
from analysis.editions import Edition
from analysis.groups import Comparison, Group
from analysis.prices import Dollars
from analysis.warehouse import Warehouse
from ui.card import FigureSpec
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.data import once_a_build
from ui.figures.range_rows import NO_MARGIN, name, short
from ui.figures.units import yearly_dollars
from ui.tables import Column

TABLE = {
    "full": Column("Group or industry"),
    "mean": Column("Mean", "money"),
    "mean_low": Column("Mean, low end", "money", "margin_reason"),
    "mean_high": Column("Mean, high end", "money", "margin_reason"),
    "jobs": Column("Jobs", "jobs"),
    "level": Column("Read through"),
}

compare = once_a_build(groups.compare)


def together(warehouse: Warehouse, edition: Edition, level: str | None, money: Dollars | None) -> FigureSpec | None:
    """Both groups and their members, best paid first within each group; None where a group has no figure."""
    found = compare(warehouse, edition, level)
    if found.dollars is None or found.percent is None:
        return None
    factor = money.of_edition(edition) if money else 1.0
    rows = pd.DataFrame(_rows(found.specialist, "specialist", factor) + _rows(found.general, "general", factor))
    source = found.specialist.members[0].estimates["annual_mean"].source_id
    origin = origins.origin(warehouse, source)
    side = "more" if found.dollars.value >= 0 else "less"
    return FigureSpec(
        key="groups",
        title=f"Together, specialist settings pay {words.money(abs(found.dollars.value) * factor)} "
        f"({words.percent(abs(found.percent.value))}) {side} than general ones",
        subtitle="Mean yearly pay of pharmacy technicians, weighted by jobs, "
        f"{f'in {money.label}' if money else f'in dollars of {edition.year}'}, United States, {edition.label}",
        unit=yearly_dollars(money, edition),
        draw=lambda colours: pay_ranges(rows[list(COLUMNS)], colours),
        table=rows,
        columns=TABLE,
        source=f"{origin.publisher}, Occupational Employment and Wage Statistics: national by industry; own weighting",
        edition=edition.label,
        url=origin.url,
        key_words=key_words(rows),
        caveat=" ".join(said for said in (_missing(found), _stand_ins(found), money.note if money else "") if said),
    )


def sentence(found: Comparison, money: Dollars | None) -> str:
    """The difference in words, in constant dollars where `money` is given."""
    if found.dollars is None or money is None:
        return found.sentence
    factor = money.of_edition(found.specialist.edition)
    return f"{replace(found, dollars=found.dollars.scaled(factor)).sentence} {money.note}"


def _rows(group: Group, role: str, factor: float) -> list[dict[str, object]]:
    blank: dict[str, object] = dict.fromkeys(("p10", "p25", "median", "p75", "p90"), float("nan"))
    if group.mean is None or group.jobs is None:
        return []
    whole = group.mean.scaled(factor)
    lines = [
        blank
        | {
            "label": f"{words.capital(group.name)} together", "full": f"{words.capital(group.name)} together",
            "role": role, "note": "", "mean": whole.value,
            "mean_low": whole.low, "mean_high": whole.high, "jobs": group.jobs.value, "level": "its members, by jobs",
        }
    ]  # fmt: skip
    members = sorted(group.members, key=lambda item: item.estimates["annual_mean"].value or 0, reverse=True)
    for item in members if len(members) > 1 else []:
        mean = item.estimates["annual_mean"]
        low, high = mean.interval or (float("nan"), float("nan"))
        lines.append(blank | {
            "label": f"\u2003{short(item)}", "full": name(item), "role": role, "note": "",
            "mean": (mean.value or 0) * factor,
            "mean_low": low * factor, "mean_high": high * factor, "jobs": item.estimates["employment"].value,
            "level": f"{item.level}, NAICS {item.code}",
        })  # fmt: skip
    return [line | {"margin_reason": NO_MARGIN} for line in lines]


def _missing(found: Comparison) -> str:
    absent = [*found.specialist.missing, *found.general.missing]
    if absent:
        return f"Missing: {words.join(absent)}."
    return "No member of either group is missing."


def _stand_ins(found: Comparison) -> str:
    wide = [*found.specialist.stand_ins, *found.general.stand_ins]
    return f"A wider industry is used where it holds others: {'; '.join(wide)}." if wide else ""
