"""Rows of the dot-and-range figure from industries that settings are read through, with every gap named."""

from __future__ import annotations

from collections.abc import Mapping

from analysis import settings, words
from analysis.premium import PAY
from analysis.settings import Resolved
from ui.tables import Column

POINTS = tuple(name.removeprefix("annual_") for name in PAY)
NAMES = {"p10": "10th percentile", "p25": "25th percentile", "median": "Median", "mean": "Mean",
         "p75": "75th percentile", "p90": "90th percentile"}  # fmt: skip
WIDTH = 36
"""Letters of a name that fit on a phone above a row."""
NO_MARGIN = "no error in the loaded files"


def row(found: Resolved, role: str | None = None, mark: str = "") -> dict[str, object]:
    """One industry: the columns of ui.charts.ranges, `<point>_reason`, jobs, employment_reason, level, source_id."""
    points = {point: found.estimates[f"annual_{point}"] for point in POINTS}
    jobs = found.estimates["employment"]
    low, high = points["mean"].interval or (None, None)
    said = [f"{NAMES[point].lower()} {words.money(value)}" for point in ("median", "mean")
            if (value := points[point].value) is not None]  # fmt: skip
    absent = sorted({points[point].reason_words for point in ("median", "mean") if points[point].value is None})
    kind = found.setting.kind
    return {
        "label": f"{mark}{short(found)}", "full": name(found),
        "role": role or (kind if kind in ("specialist", "general") else "other"),
        "note": ", ".join(said) if len(said) == 2 else "", "mean_low": low, "mean_high": high,
        "margin_reason": NO_MARGIN,
        "level": f"{found.level}, NAICS {found.code}" if found.found and found.setting.kind != "all" else found.level,
        "jobs": jobs.value, "employment_reason": jobs.reason_words, "source_id": points["mean"].source_id,
        "key": found.setting.key, "absent": "; ".join(absent),
        **{point: estimate.value for point, estimate in points.items()},
        **{f"{point}_reason": estimate.reason_words for point, estimate in points.items()},
    }  # fmt: skip


def name(found: Resolved) -> str:
    """What the industry is called: the setting's name, or the wider industry's with the setting it stands in for."""
    if found.own or not found.found:
        return found.setting.name
    own = next((item.name for item in settings.all_settings().values()
                if any(step.own and found.code in step.codes for step in item.chain)), None)  # fmt: skip
    wide = own or found.industry.partition("(")[0].partition(", excluding")[0].strip().capitalize()
    return f"{wide}, for {found.setting.words}"


def short(found: Resolved) -> str:
    """The same within the width of a phone: a long name of a wider industry is cut, the table has it in full."""
    full = name(found)
    if len(full) <= WIDTH:
        return full
    wide = full.partition(", for ")[0]
    return wide if len(wide) <= WIDTH else f"{wide[:WIDTH].rsplit(' ', 1)[0].rstrip(',')}\u2026"


def table(first: str = "Setting") -> Mapping[str, Column]:
    """Columns of the card's table, for rows of `row`."""
    return {
        "full": Column(first),
        "median": Column("Median", "money", "median_reason"),
        "mean": Column("Mean", "money", "mean_reason"),
        "mean_low": Column("Mean, low end", "money", "margin_reason"),
        "mean_high": Column("Mean, high end", "money", "margin_reason"),
        **{point: Column(NAMES[point], "money", f"{point}_reason") for point in ("p10", "p25", "p75", "p90")},
        "jobs": Column("Jobs", "jobs", "employment_reason"),
        "level": Column("Level of industry"),
    }
