"""Does a figure go on from where the edition, the month or the build before left it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.checks.check import TECHNICIANS, WAGE, WAGE_COLUMNS, Build, Check, file_of, judge, place

MEAN_JUMP = 0.20
"""A national mean that moves by more within an edition is looked at. The largest move from 1999 to 2025 was 13 %."""
JOBS_JUMP = 0.50
"""National jobs that move by more within an edition are looked at. The largest move from 1999 to 2025 was 37 %."""
PLACE_JUMP = 0.35
"""A place's technicians are fewer, so that their mean or median moves more."""
MONTH_JUMP = {"prices": 0.03, "earnings": 0.06, "jobs": 0.15}
"""Move within a month that is looked at, by measure. Since 1990 prices moved by 1.9 % at most, jobs by 13.6 % (April
2020), hourly earnings by 4.6 % (April 2020)."""
PARITY_JUMP = 10.0
"""Points that a price parity moves within a year and is looked at. The largest move from 2008 to 2024 was 5.8."""
OTHER_UNIT = 5.0
"""A figure that is five times what it was, or a fifth of it, is in another unit: thousands, or a week for a year."""
REVISED = 0.05
"""A published figure that is revised by more is looked at."""


@dataclass(frozen=True)
class Line:
    """Figures that belong together in time. what: in words. sql: rows of (name, when, value, file), in any order."""

    what: str
    sql: str


NATION = """SELECT occupation_code || ' ' || occupation_level AS name, year * 100::INTEGER + month AS moment,
       {column} AS value, {file} AS file FROM wages AS w WHERE area_code = 'US' AND industry_code = '000000'"""

LINES = (
    Line("jobs", NATION.format(column="employment", file=file_of("w"))),
    Line("mean wage", NATION.format(column="annual_mean", file=file_of("w"))),
    Line("projected jobs", f"""SELECT occupation_code AS name, base_year AS moment, base_employment AS value,
                                      {file_of("p")} AS file FROM projections AS p"""),
    Line("weekly earnings", f"""SELECT occupation_title || ' ' || sex AS name, year AS moment, median_weekly AS value,
                                       {file_of("e")} AS file FROM weekly_earnings AS e"""),
    Line("monthly value", f"""SELECT series_id AS name, year(month) * 100 + month(month) AS moment, value,
                                     {file_of("o")} AS file FROM observations AS o WHERE value IS NOT NULL"""),
)  # fmt: skip


def units(build: Build) -> Iterator[Check]:
    """No figure is five times, or a fifth, of what it was. Refused: thousands were taken for ones, or the reverse."""
    found = []
    for line in LINES:
        rows = build.rows(
            f"""WITH l AS ({line.sql}), m AS (
                    SELECT *, lag(value) OVER (PARTITION BY name ORDER BY moment) AS before FROM l WHERE value > 0)
                SELECT name, moment, before, value, file FROM m
                WHERE value / before NOT BETWEEN 1 / {OTHER_UNIT} AND {OTHER_UNIT} ORDER BY name, moment"""
        )
        found += [f"{line.what} of {name}, {moment}: {value:,g} after {before:,g} ({file})"
                  for name, moment, before, value, file in rows]  # fmt: skip
    yield judge(
        "units_as_before", found, "no figure is five times, or a fifth, of what it was before", "refused",
        "figures that seem to be in another unit than before",
        "Open the file: does its header say thousands, or weekly instead of annual?",
    )  # fmt: skip


def national_means(build: Build) -> Iterator[Check]:
    """The national mean wage of a kept occupation does not jump. A warning: its code may have got a new meaning."""
    yield _national(build, "national_means_continuous", "annual_mean", "mean wage", MEAN_JUMP)


def national_jobs(build: Build) -> Iterator[Check]:
    """The national jobs of a kept occupation do not jump. A warning: its code may have got a new meaning."""
    yield _national(build, "national_jobs_continuous", "employment", "jobs", JOBS_JUMP)


def _national(build: Build, name: str, column: str, what: str, most: float) -> Check:
    rows = build.rows(
        f"""WITH w AS (SELECT *, lag({column}) OVER (PARTITION BY occupation_code, occupation_level
                                                     ORDER BY year, month) AS before
                       FROM wages WHERE area_code = 'US' AND industry_code = '000000' AND {column} IS NOT NULL)
            SELECT {WAGE}, w.before, w.{column} FROM w WHERE abs({column} / nullif(before, 0) - 1) > {most}
            ORDER BY year DESC, month DESC, occupation_code"""
    )
    found = [f"{before:,.0f} to {now:,.0f} ({place(row)})" for row in rows for before, now in [row[WAGE_COLUMNS:]]]
    return judge(
        name, found, f"no national {what} moved by more than {most:.0%} in an edition", "warning",
        f"national {what} moved by more than {most:.0%} from one edition to the next",
        "Look in data/reference/breaks.csv and in BLS's notes to the edition for a change of codes or method.",
    )  # fmt: skip


def places(build: Build) -> Iterator[Check]:
    """Technicians' pay in a place, in its newest edition, does not jump. A warning: small places move by chance."""
    found = []
    for column in ("annual_mean", "annual_median"):
        rows = build.rows(
            f"""WITH w AS (SELECT *, lag({column}) OVER same AS before, lead(year) OVER same AS later
                           FROM wages WHERE occupation_code = ? AND area_code <> 'US' AND {column} IS NOT NULL
                           WINDOW same AS (PARTITION BY area_code, industry_code, industry_level, ownership
                                           ORDER BY year, month))
                SELECT {WAGE}, w.before, w.{column} FROM w
                WHERE later IS NULL AND abs({column} / nullif(before, 0) - 1) > {PLACE_JUMP} ORDER BY ALL""",
            [TECHNICIANS],
        )
        found += [f"{column} {before:,.0f} to {now:,.0f} ({place(row)})"
                  for row in rows for before, now in [row[WAGE_COLUMNS:]]]  # fmt: skip
    yield judge(
        "places_continuous", found, f"no place's pay moved by more than {PLACE_JUMP:.0%} to its newest edition",
        "warning", f"pay of technicians moved by more than {PLACE_JUMP:.0%} from the edition before",
        "Compare the place's borders, number of jobs and error in both editions before you quote the move.",
    )  # fmt: skip


def months(build: Build) -> Iterator[Check]:
    """A monthly series does not jump. A warning: the economy can, as in April 2020."""
    rows = build.rows(
        f"""WITH o AS (SELECT series_id, month, value, measure, {file_of("o")} AS file,
                              lag(value) OVER (PARTITION BY series_id ORDER BY month) AS before
                       FROM observations AS o JOIN series ON series.id = o.series_id WHERE value IS NOT NULL)
            SELECT series_id, month, before, value, file, measure FROM o
            WHERE abs(value / nullif(before, 0) - 1) > CASE measure
                  {" ".join(f"WHEN '{measure}' THEN {most}" for measure, most in MONTH_JUMP.items())} END
            ORDER BY month DESC, series_id"""
    )
    found = [f"{series} of {month:%B %Y}: {value:,} after {before:,} ({file})"
             for series, month, before, value, file, _ in rows]  # fmt: skip
    most = ", ".join(f"{measure} {share:.0%}" for measure, share in MONTH_JUMP.items())
    yield judge(
        "months_continuous", found, f"no monthly value moved by more than is usual in a month ({most})", "warning",
        f"monthly values that moved by more than is usual in a month ({most})",
        "Look at the news release of that month on bls.gov for a strike, a storm or a change of method.",
    )  # fmt: skip


def parities(build: Build) -> Iterator[Check]:
    """A price parity does not jump. A warning: rents can move a lot where few people live."""
    rows = build.rows(
        f"""WITH p AS (SELECT area_name, year, "index" AS value, {file_of("p")} AS file,
                              lag("index") OVER (PARTITION BY area_code, area_type ORDER BY year) AS before
                       FROM price_parities AS p)
            SELECT area_name, year, before, value, file FROM p WHERE abs(value - before) > {PARITY_JUMP} ORDER BY ALL"""
    )
    found = [f"{area}, {year}: {value:.1f} after {before:.1f} ({file})" for area, year, before, value, file in rows]
    yield judge(
        "price_parities_continuous", found, f"no price parity moved by more than {PARITY_JUMP:g} points in a year",
        "warning", f"price parities that moved by more than {PARITY_JUMP:g} points in a year",
        "Compare with BEA's table SARPP or MARPP at https://apps.bea.gov.",
    )  # fmt: skip


def revisions(build: Build) -> Iterator[Check]:
    """Technicians' published figures are not revised by much. A warning: publishers do correct, and say so.

    Compared are rows of the nation, the states and the industries, and monthly values, with the build before.
    """
    name = "published_figures_stand"
    if build.previous is None:
        yield Check(name, "not run", "there is no build before this one, or none that has the same tables")
        return
    found = [*_revised_wages(build), *_revised_months(build)]
    yield judge(
        name, found, f"no published figure was revised by more than {REVISED:.0%} since the build before", "warning",
        f"published figures revised by more than {REVISED:.0%} since the build before",
        "Look for the correction on the publisher's page; `python -m etl changes` lists every revised cell.",
    )  # fmt: skip


def _revised_wages(build: Build) -> list[str]:
    sql = f"""SELECT {WAGE}, w.employment, w.annual_mean, w.annual_median, w.industry_level FROM wages AS w
              WHERE occupation_code = ? AND area_type IN ('nation', 'state') ORDER BY ALL"""
    names = ("jobs", "mean", "median")
    before = {(*row[:6], row[-1]): row[WAGE_COLUMNS:-1] for row in build.rows_before(sql, [TECHNICIANS])}
    return [
        f"{name} {old:,.0f} to {new:,.0f} ({place(row)})"
        for row in build.rows(sql, [TECHNICIANS])
        for name, old, new in zip(names, before.get((*row[:6], row[-1]), ()), row[WAGE_COLUMNS:-1], strict=False)
        if old and new and abs(new / old - 1) > REVISED
    ]


def _revised_months(build: Build) -> list[str]:
    sql = f"SELECT series_id, month, value, {file_of('o')} FROM observations AS o WHERE value IS NOT NULL ORDER BY ALL"
    before = {row[:2]: row[2] for row in build.rows_before(sql)}
    return [
        f"{series} of {month:%B %Y} {before[series, month]:,} to {value:,} ({file})"
        for series, month, value, file in build.rows(sql)
        if before.get((series, month)) and abs(value / before[series, month] - 1) > REVISED
    ]
