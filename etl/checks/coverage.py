"""Is everything there that was there before, and that the dashboard cannot do without?"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from etl.checks.check import TECHNICIANS, Build, Check, judge
from etl.editions import Edition
from etl.schema import DATA_TABLES, VALUE_COLUMNS
from etl.settings import REFERENCE

FIRST_YEAR = 1999
"""First edition with a code of its own for pharmacy technicians."""
NEVER_COLLECTED = "October 2025"
FEWER = 0.8
"""An edition with fewer rows than this share of the one before is looked at."""
NO_BUILD_BEFORE = "there is no build before this one, or none that has the same tables"


def national_years(build: Build) -> Iterator[Check]:
    """Every year since 1999 has technicians' jobs, mean and median for the nation. Refused: all pages stand on them."""
    name = "national_years_complete"
    rows = build.rows(
        """SELECT year, bool_and(employment IS NOT NULL AND annual_mean IS NOT NULL AND annual_median IS NOT NULL)
           FROM wages WHERE area_code = 'US' AND industry_code = '000000' AND occupation_code = ? GROUP BY year""",
        [TECHNICIANS],
    )
    if not rows:
        yield Check(
            name, "refused", "no national figures for pharmacy technicians: is the national zip among the files?"
        )
        return
    years: dict[int, bool] = dict(rows)
    missing = [str(year) for year in range(FIRST_YEAR, max(years) + 1) if not years.get(year)]
    if missing:
        listed = ", ".join(missing)
        yield Check(name, "refused", f"no jobs, mean or median for {listed}: fetch the national zip of these years")
    else:
        yield Check(name, "passed", f"jobs, mean and median for every year from {FIRST_YEAR} to {max(years)}")


def prices(build: Build) -> Iterator[Check]:
    """CPI-U reaches back to 1999 and has no gap but the month never collected. Refused: no constant dollars."""
    first, last, gaps = build.rows(
        """WITH m AS (SELECT min(month) AS first, max(month) AS last FROM observations WHERE series_id = 'CUUR0000SA0')
           SELECT first, last, (SELECT list(month ORDER BY month) FROM
             (SELECT unnest(generate_series(first, last, INTERVAL 1 MONTH))::DATE AS month
              EXCEPT SELECT month FROM observations WHERE series_id = 'CUUR0000SA0' AND value IS NOT NULL)) FROM m"""
    )[0]
    name = "consumer_prices_complete"
    if first is None:
        yield Check(name, "refused", "no consumer prices (CUUR0000SA0): constant dollars would be impossible")
        return
    missing = [f"{gap:%B %Y}" for gap in gaps or []]
    span = f"{first:%B %Y} to {last:%B %Y}"
    if first.year > FIRST_YEAR or [gap for gap in missing if gap != NEVER_COLLECTED]:
        yield Check(name, "refused", f"{span}; missing: {', '.join(missing) or 'the years before'}")
    else:
        yield Check(name, "passed", f"{span}{f'; {NEVER_COLLECTED} was never collected' if missing else ''}")


def states(build: Build) -> Iterator[Check]:
    """The newest edition of the states has technicians in each of them. A warning: BLS may withhold a small state."""
    name = "states_complete"
    newest = build.rows("SELECT max((year, month)) FROM wages WHERE area_type = 'state' AND industry_code = '000000'")[
        0
    ][0]
    if newest is None:
        yield Check(name, "not run", "states are not loaded for any edition")
        return
    year, month = newest if isinstance(newest, tuple) else newest.values()
    there = {row[0] for row in build.rows(
        """SELECT area_code FROM wages WHERE area_type = 'state' AND industry_code = '000000' AND year = ? AND month = ?
           AND occupation_code = ?""", [year, month, TECHNICIANS])}  # fmt: skip
    with (REFERENCE / "states.csv").open(encoding="utf-8", newline="") as file:
        found = [row["name"] for row in csv.DictReader(file) if row["type"] != "territory" and row["fips"] not in there]
    yield judge(
        name, found, f"{Edition(year, month)} has technicians in every state and the District of Columbia", "warning",
        f"{Edition(year, month)} has no row of technicians for", "Look whether the states' file is whole.",
    )  # fmt: skip


def newest_edition(build: Build) -> Iterator[Check]:
    """The newest edition of each kind of area and industry is as long as the one before. A warning: levels change."""
    rows = build.rows(
        f"""WITH e AS (SELECT area_type, industry_level, year, month, count(*) AS n,
                              count(DISTINCT ownership) AS owners FROM wages GROUP BY ALL),
                 l AS (SELECT *, lag(n) OVER same AS before, lag(year) OVER same AS year_before,
                              lag(month) OVER same AS month_before, lead(n) OVER same AS later
                       FROM e WINDOW same AS (PARTITION BY area_type, industry_level ORDER BY year, month))
            SELECT area_type, industry_level, year, month, n, year_before, month_before, before FROM l
            WHERE later IS NULL AND n < {FEWER} * before ORDER BY ALL"""
    )
    found = [
        f"{area}, {level}: {Edition(year, month)} has {n:,} rows, {Edition(year2, month2)} had {before:,}"
        for area, level, year, month, n, year2, month2, before in rows
    ]
    yield judge(
        "newest_edition_as_long", found, "no newest edition has much fewer rows than the one before", "warning",
        "the newest edition has much fewer rows than the one before",
        "Look whether the file holds all of its workbooks, and whether this copy is partial (`sources.note`).",
    )  # fmt: skip


PARTS = {
    "wages": "year, month, industry_level, area_type",
    "projections": "edition",
    "utilization_factors": "edition",
    "observations": "series_id",
    "weekly_earnings": "year",
    "price_parities": "area_type",
}
"""By what the rows of a table are counted; those that are not named here, as a whole."""


def rows_stay(build: Build) -> Iterator[Check]:
    """No table, edition or series lost rows against the build before. Refused: figures would vanish."""
    name = "coverage_not_shrinking"
    if build.previous is None:
        yield Check(name, "not run", NO_BUILD_BEFORE)
        return
    lost = []
    for table in DATA_TABLES:
        sql = f'SELECT {PARTS.get(table.name, "NULL")}, count(*) FROM "{table.name}" GROUP BY ALL ORDER BY ALL'
        before, after = ({row[:-1]: row[-1] for row in found} for found in (build.rows_before(sql), build.rows(sql)))
        for key, rows in before.items():
            if after.get(key, 0) < rows:
                which = " ".join([table.name, *map(str, key)]) if table.name in PARTS else table.name
                lost.append(f"{which}: {rows:,} to {after.get(key, 0):,}")
    yield judge(
        name, lost, "no table, edition or series has fewer rows than in the build before", "refused",
        "fewer rows than in the build before",
        "Look whether a file is missing among the downloads, or is cut short, or has fewer rows at the publisher.",
    )  # fmt: skip


def figures_stay(build: Build) -> Iterator[Check]:
    """No column of an edition lost all its figures (refused: a column was renamed), nor many of them (a warning)."""
    name = "figures_not_shrinking"
    if build.previous is None:
        yield Check(name, "not run", NO_BUILD_BEFORE)
        return
    counts = ", ".join(f'count("{column}")' for column in VALUE_COLUMNS)
    sql = f"""SELECT year, month, area_type, industry_level, {counts} FROM wages
              GROUP BY year, month, area_type, industry_level ORDER BY ALL"""
    before, after = ({row[:4]: row[4:] for row in found} for found in (build.rows_before(sql), build.rows(sql)))
    gone, fewer = [], []
    for key, old in before.items():
        for column, had, has in zip(VALUE_COLUMNS, old, after.get(key, [0] * len(old)), strict=True):
            said = f"{column} of {Edition(*key[:2])}, {key[2]}, {key[3]}: {had:,} to {has:,}"
            if had and not has and key in after:
                gone.append(said)
            elif key in after and has < FEWER * had:
                fewer.append(said)
    yield judge(
        name, gone or fewer, "no column of an edition has much fewer figures than in the build before",
        "refused" if gone else "warning",
        "all figures of a column are gone" if gone else "much fewer figures than in the build before",
        "Look at the header of the file: was a column renamed or left blank? Did BLS withhold more than before?",
    )  # fmt: skip
