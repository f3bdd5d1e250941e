"""Do figures of one row, or of one small table, follow from each other as their publisher says?"""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks.check import WAGE, WAGE_COLUMNS, Build, Check, file_of, judge, place
from etl.oews_consistency import HOURS, ROUNDING
from etl.schema import POINTS

SHARE_SLACK = 0.02
"""Shares are computed by BLS from jobs before rounding; the smaller the place, the more its rounding to 10 matters."""
THOUSANDS = 150
"""The projections print thousands with one decimal: each of three figures is off by up to 50 jobs."""
CPS_THOUSANDS = 2000
"""The survey prints thousands: each of three figures is off by up to 500 workers, and is rounded from weights."""


def hours(build: Build) -> Iterator[Check]:
    """Annual = hourly × 2,080 hours, where both are published. Refused: one of the two is not what it says.

    The annual figure is rounded to $10 and the hourly one to a cent, so that they differ by up to $15.40 and a little.
    Occupations of which BLS publishes only annual or only hourly wages (marks annual_only, hourly_only) have no pair.
    """
    found, pairs, largest = [], 0, 0.0
    for point in POINTS:
        gap = f"abs(annual_{point} - hourly_{point} * {HOURS})"
        count, most = build.rows(f"SELECT count({gap}), coalesce(max({gap}), 0) FROM wages")[0]
        pairs, largest = pairs + count, max(largest, most)
        rows = build.rows(
            f"""SELECT {WAGE}, hourly_{point}, annual_{point} FROM wages AS w WHERE {gap} > ? ORDER BY ALL""",
            [ROUNDING],
        )
        found += [
            f"{point}: hourly {hourly:,.2f} × {HOURS:,} = {hourly * HOURS:,.0f}, annual {annual:,.0f} ({place(row)})"
            for row in rows
            for hourly, annual in [row[WAGE_COLUMNS:]]
        ]
    yield judge(
        "annual_is_hourly_times_2080", found,
        f"{pairs:,} pairs of an hourly and an annual wage compared; the largest gap, ${largest:,.2f}, is of rounding",
        "refused", f"annual wages that are not hourly × {HOURS:,}",
        "Open the file at that row: is one of the two columns of another unit or another percentile?",
    )  # fmt: skip


SHARES = f"""
WITH total AS (
    SELECT year, month, area_code, employment FROM wages
    WHERE occupation_code = '00-0000' AND industry_code = '000000' AND employment > 0
), nation AS (
    SELECT w.year, w.month, occupation_code, occupation_level, w.employment / total.employment AS share
    FROM wages AS w JOIN total USING (year, month, area_code)
    WHERE area_code = 'US' AND industry_code = '000000' AND w.employment > 0
)
SELECT {WAGE}, w.jobs_per_1000, w.location_quotient, 1000 * w.employment / total.employment AS per_1000,
       w.employment / total.employment / nation.share AS quotient, 5 / w.employment AS slack
FROM wages AS w JOIN total USING (year, month, area_code)
LEFT JOIN nation USING (year, month, occupation_code, occupation_level)
WHERE w.industry_code = '000000' AND w.area_code <> 'US' AND w.employment > 0
"""
"""Shares of areas as published and as they follow from the jobs; slack: share of the rounding to 10 in the jobs."""


def shares(build: Build) -> Iterator[Check]:
    """Jobs per 1,000 and location quotients follow from the jobs. A warning: BLS computes them before rounding."""
    found = []
    for column, computed, unit in (("jobs_per_1000", "per_1000", 0.001), ("location_quotient", "quotient", 0.01)):
        rows = build.rows(
            f"""SELECT * EXCLUDE (per_1000, quotient, slack), {computed} AS computed FROM ({SHARES})
                WHERE abs({column} - computed) > {unit} + computed * (slack + {SHARE_SLACK}) ORDER BY ALL"""
        )
        found += [
            f"{column} is {row[WAGE_COLUMNS + (column == 'location_quotient')]:g}, the jobs give {row[-1]:.3f} "
            f"({place(row)})"
            for row in rows
        ]
    count = build.rows(f"SELECT count(*) FROM ({SHARES}) WHERE coalesce(jobs_per_1000, location_quotient) IS NOT NULL")
    if not count[0][0]:
        yield Check("shares_follow_from_jobs", "not run", "no area has both its shares and the jobs of all occupations")
        return
    yield judge(
        "shares_follow_from_jobs", found, f"jobs per 1,000 and location quotients of {count[0][0]:,} rows follow",
        "warning", "shares that do not follow from the jobs", "Look at the row: are its columns where the header says?",
    )  # fmt: skip


def projections(build: Build) -> Iterator[Check]:
    """Change = target − base, and openings = a tenth of the change + exits + transfers. Refused: columns moved."""
    rows = build.rows(
        f"""SELECT edition, occupation_code, {file_of("p")}, base_employment, projected_employment, change, change_pct,
                   openings, exits, transfers FROM projections AS p ORDER BY edition, occupation_code"""
    )
    found = []
    for edition, code, file, base, target, change, percent, openings, exits, transfers in rows:
        where = f"{code}, {edition}, {file}"
        if None not in (base, target, change) and abs(target - base - change) > THOUSANDS:
            found.append(f"jobs {base:,} to {target:,} are a change of {target - base:,}, printed {change:,} ({where})")
        if None not in (base, target, percent) and base and abs(100 * (target / base - 1) - percent) > _points(base):
            computed = 100 * (target / base - 1)
            found.append(f"jobs {base:,} to {target:,} are {computed:.1f} %, printed {percent:.1f} % ({where})")
        if None not in (change, openings, exits, transfers):
            computed = max(change, -10 * (exits + transfers)) / 10 + exits + transfers
            if change >= 0 and abs(computed - openings) > THOUSANDS + 0.01 * openings:
                found.append(
                    f"growth, exits and transfers give {computed:,.0f} openings, printed {openings:,} ({where})"
                )
    yield judge(
        "projections_add_up", found, f"change, per cent and openings of {len(rows):,} rows follow from the jobs",
        "refused", "projections that do not add up", "Open tables 1.2 and 1.10 of the file: have its columns moved?",
    )  # fmt: skip


def _points(base: int) -> float:
    """Percentage points that rounding explains: 0.05 of the percentage, and 100 jobs of the base."""
    return 0.05 + 100 * 110 / base


def weekly_earnings(build: Build) -> Iterator[Check]:
    """Men and women are all workers. Refused: a column is another's."""
    rows = build.rows(
        f"""WITH t AS (SELECT year, occupation_title, min({file_of("w")}) AS file,
                              max(workers) FILTER (sex = 'total') AS total, max(workers) FILTER (sex = 'men') AS men,
                              max(workers) FILTER (sex = 'women') AS women
                       FROM weekly_earnings AS w GROUP BY ALL)
            SELECT * FROM t WHERE abs(men + women - total) > {CPS_THOUSANDS} ORDER BY ALL"""
    )
    found = [f"{title}: men {men:,} and women {women:,}, total {total:,} ({year}, {file})"
             for year, title, file, total, men, women in rows]  # fmt: skip
    yield judge(
        "men_and_women_are_all_workers", found, "men and women add up to all workers of every occupation", "refused",
        "men and women do not add up to all workers", "Open the file at that row: have its columns moved?",
    )  # fmt: skip


def weekly_medians(build: Build) -> Iterator[Check]:
    """The median of all lies between those of men and women. A warning: each is interpolated and rounded on its own."""
    rows = build.rows(
        f"""WITH t AS (SELECT year, occupation_title, min({file_of("w")}) AS file,
                              max(median_weekly) FILTER (sex = 'total') AS total,
                              max(median_weekly) FILTER (sex = 'men') AS men,
                              max(median_weekly) FILTER (sex = 'women') AS women
                       FROM weekly_earnings AS w GROUP BY ALL)
            SELECT * FROM t WHERE total NOT BETWEEN least(men, women) - 1 AND greatest(men, women) + 1
              AND men IS NOT NULL AND women IS NOT NULL ORDER BY ALL"""
    )
    found = [f"{title}: men {men:,.0f}, women {women:,.0f}, all {total:,.0f} ({year}, {file})"
             for year, title, file, total, men, women in rows]  # fmt: skip
    yield judge(
        "median_between_men_and_women", found, "every median of all workers lies between men's and women's", "warning",
        "medians of all workers that do not lie between men's and women's", "Compare the row with the table at BLS.",
    )  # fmt: skip
