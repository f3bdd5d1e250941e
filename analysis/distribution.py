"""The spread of pay, not one figure: 10th to 90th percentile with median and mean, ready for dot-and-range charts.

Every function gives the same columns:
kind (setting, place, year or owner), key, name, group, label (what exactly is shown), edition, year, month, date;
p10, p25, median, mean, p75, p90 (dollars, NaN where missing); mean_low, mean_high (90 % interval); jobs;
reason_<point> (empty where there is a value) and gaps (the reasons in one line); source_id.
A top-coded percentile is missing with its top code in the reason, so a range may be open at the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis import national, owners, place_figures, settings, words
from analysis.editions import NATION, Edition
from analysis.estimate import Estimate
from analysis.places import Place
from analysis.prices import Dollars, constant
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

Unit = Literal["annual", "hourly"]
POINTS = ("p10", "p25", "median", "mean", "p75", "p90")
MONEY = (*POINTS, "mean_low", "mean_high")

COLUMNS = (
    "kind", "key", "name", "group", "label", "edition", "year", "month", "date", *MONEY, "jobs",
    *(f"reason_{point}" for point in POINTS), "gaps", "source_id",
)  # fmt: skip

POINT_WORDS = {
    "p10": "10th percentile", "p25": "25th percentile", "median": "median", "mean": "mean", "p75": "75th percentile",
    "p90": "90th percentile",
}  # fmt: skip


def of_settings(
    warehouse: Warehouse, keys: Sequence[str], edition: Edition, unit: Unit = "annual", area: str = NATION
) -> pd.DataFrame:
    """Ranges of settings in one edition, highest median (else mean) first; `group` is the setting's kind.

    Each range is one industry's: the finest with a median, else the finest with a mean. Raises UnknownSetting.
    """
    found = [_setting(warehouse, key, edition, unit, area) for key in keys]
    lines = [
        _line(
            "setting", item.setting.key, item.setting.name, item.setting.kind, item.label, edition, item.estimates, unit
        )
        for item in found
    ]
    return _sorted(lines)


def of_places(warehouse: Warehouse, chosen: Sequence[Place], unit: Unit = "annual") -> pd.DataFrame:
    """Ranges of places in their newest edition, highest median first; `group` is the type of place."""
    lines = [
        _line(
            "place", item.place.code, item.place.name, item.place.type, item.place.name, item.edition, item.here, unit
        )
        for item in place_figures.many(warehouse, chosen)
    ]
    return _sorted(lines)


def of_years(warehouse: Warehouse, unit: Unit = "annual", money: Dollars | None = None) -> pd.DataFrame:
    """Ranges of the whole occupation, every national edition, oldest first; constant dollars where `money` is given.

    With `money` there are two more columns: factor and dollars (label).
    """
    lines = [
        _line(
            "year", item.edition.label, item.edition.label, "nation", "the nation", item.edition, item.estimates, unit
        )
        for item in national.every(warehouse)
    ]
    found = pd.DataFrame(lines, columns=list(COLUMNS))
    return found if money is None or found.empty else constant(found, MONEY, money)


def of_setting_years(
    warehouse: Warehouse, keys: Sequence[str], unit: Unit = "annual", money: Dollars | None = None
) -> pd.DataFrame:
    """Ranges of settings over every edition in which each has a median of its own industry, oldest first.

    Raises UnknownSetting. With `money` there are two more columns: factor and dollars (label).
    """
    frames = [
        of_settings(warehouse, [key], edition, unit)
        for key in keys
        for edition in settings.editions(warehouse, key, f"{unit}_median", own=True)
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    found = pd.concat(frames, ignore_index=True).sort_values(["date", "key"], ignore_index=True)
    return found if money is None else constant(found, MONEY, money)


def of_owners(warehouse: Warehouse, codes: Sequence[str], unit: Unit = "annual") -> pd.DataFrame:
    """Ranges of an industry's owners apart, in the editions that publish them; `key` is the industry code, `group`
    the owner."""
    lines = []
    for row in owners.by_ownership(warehouse, codes).astype(object).to_dict("records"):
        clean = {str(name): None if name != "marks" and pd.isna(value) else value for name, value in row.items()}
        estimates = {name: Estimate.of(clean, name) for name in owners.MEASURES}
        edition = Edition(int(row["year"]), int(row["month"]))
        name, owner = str(row["industry_name"]), str(row["owner"])
        label = f"{words.lower_first(name)}, NAICS {row['industry_code']}, {owner}"
        lines.append(_line("owner", str(row["industry_code"]), name, owner, label, edition, estimates, unit))
    return pd.DataFrame(lines, columns=list(COLUMNS))


def sentence(row: Mapping[str, object]) -> str:
    """One range in words: 'Eight in ten earn between $34,500 and $49,830, half of them less than $38,630.'"""
    low, middle, high = (row[point] for point in ("p10", "median", "p90"))
    if not all(isinstance(value, float) and value == value for value in (low, middle, high)):
        return f"The whole range of {row['label']} is not known: {row['gaps']}."
    low, middle, high = (float(str(value)) for value in (low, middle, high))
    return (
        f"Eight in ten technicians in {row['label']} earned between {words.money(low)} and {words.money(high)} "
        f"({row['edition']}), half of all less than {words.money(middle)}."
    )


def _setting(warehouse: Warehouse, key: str, edition: Edition, unit: Unit, area: str) -> Resolved:
    found = settings.resolve(warehouse, key, edition, f"{unit}_median", area)
    return found if found.found else settings.resolve(warehouse, key, edition, f"{unit}_mean", area)


def _line(
    kind: str, key: str, name: str, group: str, label: str, edition: Edition, estimates: Mapping[str, Estimate],
    unit: Unit,
) -> dict[str, object]:  # fmt: skip
    points = {point: estimates[f"{unit}_{point}"] for point in POINTS}
    jobs = estimates["employment"]
    low, high = points["mean"].interval or (None, None)
    gaps: dict[str, list[str]] = {}
    for point, found in points.items():
        if found.value is None:
            gaps.setdefault(found.reason_words, []).append(POINT_WORDS[point])
    values = {point: found.value for point, found in points.items()} | {"mean_low": low, "mean_high": high}
    return {
        "kind": kind, "key": key, "name": name, "group": group, "label": label, "edition": edition.label,
        "year": edition.year, "month": edition.month, "date": pd.Timestamp(edition.date),
        **{name: float("nan") if value is None else value for name, value in values.items()},
        "jobs": float("nan") if jobs.value is None else jobs.value,
        **{f"reason_{point}": found.reason_words for point, found in points.items()},
        "gaps": "; ".join(f"{words.join(names)} {why}" for why, names in gaps.items()),
        "source_id": next((found.source_id for found in points.values() if found.source_id), jobs.source_id),
    }  # fmt: skip


def _sorted(lines: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    order = frame["median"].fillna(frame["mean"])
    return frame.loc[order.sort_values(ascending=False, na_position="last").index].reset_index(drop=True)
