"""What a finished build must show before it is published, each check with a message that says what to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import duckdb

from etl.editions import Edition
from etl.schema import DATA_TABLES, SOURCES, VALUE_COLUMNS

Status = Literal["passed", "warning", "refused", "not run"]
TECHNICIANS = "29-2052"
FIRST_YEAR_OF_SOC = 1999
SUM_ROUNDING = 10
"""Employment is rounded to 10: a sum over n parts may be off by n times half of it, so n x 10 is generous."""
JUMP = 0.20
"""A national mean that moves by more within one edition is looked at by a person."""


@dataclass(frozen=True)
class Check:
    """name, status (passed, warning, refused, not run) and what was compared and found."""

    name: str
    status: Status
    detail: str


Connection = duckdb.DuckDBPyConnection


def run(connection: Connection, previous: Connection | None) -> list[Check]:
    """Every check on a build, with the build before it where there is one."""
    checks = [check for ask in CHECKS for check in ask(connection)]
    return [*checks, _coverage(connection, previous)]


def _keys(connection: Connection) -> Iterator[Check]:
    for table in (*DATA_TABLES, SOURCES):
        key = ", ".join(f'"{column}"' for column in table.key)
        doubled = connection.execute(
            f'SELECT {key}, count(*) FROM "{table.name}" GROUP BY ALL HAVING count(*) > 1 LIMIT 3'
        ).fetchall()
        if doubled:
            listed = "; ".join(" | ".join(map(str, row[:-1])) for row in doubled)
            yield Check(f"{table.name}_key", "refused", f"more than one row for {listed}")
        else:
            yield Check(f"{table.name}_key", "passed", f"one row for each {', '.join(table.key)}")


def _reasons(connection: Connection) -> Iterator[Check]:
    """Each missing estimate says why, and no present one does."""
    wrong = " UNION ALL ".join(
        f"SELECT '{column}' AS name, count(*) AS n FROM wages "
        f"WHERE (\"{column}\" IS NULL) <> (len(map_extract(marks, '{column}')) > 0)"
        for column in VALUE_COLUMNS
    )
    found = connection.execute(f"SELECT name, n FROM ({wrong}) WHERE n > 0").fetchall()
    if found:
        listed = ", ".join(f"{name} ({rows} rows)" for name, rows in found)
        yield Check("missing_values_have_reasons", "refused", f"without a reason, or with one too many: {listed}")
    else:
        yield Check("missing_values_have_reasons", "passed", "every missing estimate of wages says why")


def _national_years(connection: Connection) -> Iterator[Check]:
    """Every year since 1999 has technicians' jobs, mean and median for the nation."""
    name = "national_years_complete"
    rows = connection.execute(
        """SELECT year, bool_and(employment IS NOT NULL AND annual_mean IS NOT NULL AND annual_median IS NOT NULL)
           FROM wages WHERE area_code = 'US' AND industry_code = '000000' AND occupation_code = ? GROUP BY year""",
        [TECHNICIANS],
    ).fetchall()
    if not rows:
        yield Check(
            name, "refused", "no national figures for pharmacy technicians: is the national zip among the files?"
        )
        return
    years = dict(rows)
    missing = [year for year in range(FIRST_YEAR_OF_SOC, max(years) + 1) if not years.get(year)]
    if missing:
        listed = ", ".join(map(str, missing))
        yield Check(name, "refused", f"no jobs, mean or median for {listed}: fetch the national zip of these years")
    else:
        yield Check(name, "passed", f"jobs, mean and median for every year from {FIRST_YEAR_OF_SOC} to {max(years)}")


PARTS = """
WITH parts AS (
    SELECT year, month, {part_key} AS part, employment FROM wages
    WHERE occupation_code = '29-2052' AND {where_part}
), total AS (
    SELECT year, month, employment FROM wages
    WHERE occupation_code = '29-2052' AND area_code = 'US' AND industry_code = '000000'
)
SELECT year, month, sum(parts.employment)::BIGINT, any_value(total.employment), count(*),
       count(*) FILTER (parts.employment IS NULL)
FROM parts JOIN total USING (year, month) GROUP BY year, month ORDER BY year, month
"""
STATES = PARTS.format(part_key="area_code", where_part="area_type = 'state' AND industry_code = '000000'")
SECTORS = PARTS.format(part_key="industry_code", where_part="area_code = 'US' AND industry_level = 'sector'")


def _states_sum(connection: Connection) -> Iterator[Check]:
    yield from _sums(connection, "states_sum_to_nation", STATES, "the states and the District of Columbia")


def _sectors_sum(connection: Connection) -> Iterator[Check]:
    yield from _sums(connection, "sectors_within_nation", SECTORS, "the sectors")


def _sums(connection: Connection, name: str, sql: str, parts: str) -> Iterator[Check]:
    """The parts of an edition do not exceed the nation; what they leave out is told."""
    rows = connection.execute(sql).fetchall()
    if not rows:
        yield Check(name, "not run", f"{parts} are not loaded for any edition")
    for year, month, found, expected, count, suppressed in rows:
        label = f"{Edition(year, month)}: {parts} hold {found:,} of the nation's {expected:,} technicians"
        detail = f"{label} ({count} parts, {suppressed} without a figure)"
        refused = found > expected + count * SUM_ROUNDING
        yield Check(f"{name}_{year}", "refused" if refused else "passed", detail)


def _levels(connection: Connection) -> Iterator[Check]:
    """A finer industry holds no more technicians than the coarser one that it is part of."""
    rows = connection.execute(
        """WITH w AS (SELECT year, industry_code, industry_level, employment FROM wages
                      WHERE occupation_code = '29-2052' AND area_code = 'US' AND ownership NOT IN ('1', '2', '3')
                        AND employment IS NOT NULL)
           SELECT fine.year, fine.industry_code, fine.employment, coarse.industry_code, coarse.employment
           FROM w AS fine JOIN w AS coarse ON fine.year = coarse.year AND coarse.industry_level = '3-digit'
                AND coarse.industry_code = left(fine.industry_code, 3) || '000'
           WHERE fine.industry_level IN ('4-digit', '5-digit', '6-digit')
             AND fine.employment > coarse.employment + 10"""
    ).fetchall()
    if rows:
        listed = "; ".join(f"{row[0]}: {row[1]} has {row[2]:,}, {row[3]} has {row[4]:,}" for row in rows[:3])
        yield Check("finer_industry_within_coarser", "refused", listed)
    else:
        yield Check("finer_industry_within_coarser", "passed", "no finer industry exceeds its 3-digit industry")


def _continuity(connection: Connection) -> Iterator[Check]:
    """The national mean wage of a kept occupation does not jump between editions."""
    rows = connection.execute(
        f"""WITH w AS (SELECT occupation_code, occupation_level, year, month, annual_mean,
                              lag(annual_mean) OVER (PARTITION BY occupation_code, occupation_level
                                                     ORDER BY year, month) AS before
                       FROM wages WHERE area_code = 'US' AND industry_code = '000000')
            SELECT occupation_code, year, month, before, annual_mean FROM w
            WHERE abs(annual_mean / nullif(before, 0) - 1) > {JUMP} ORDER BY year, month"""
    ).fetchall()
    if rows:
        listed = "; ".join(f"{code} in {Edition(y, m)}: {old:,.0f} to {new:,.0f}" for code, y, m, old, new in rows[:5])
        yield Check("national_means_continuous", "warning", f"mean wage moved by more than {JUMP:.0%}: {listed}")
    else:
        yield Check(
            "national_means_continuous", "passed", f"no national mean moved by more than {JUMP:.0%} in an edition"
        )


def _projections_agree(connection: Connection) -> Iterator[Check]:
    """The median printed in the projections is the OEWS median of the base year."""
    row = connection.execute(
        """SELECT p.edition, p.median_wage, w.annual_median FROM projections AS p JOIN wages AS w
           ON w.year = p.base_year AND w.month = 5 AND w.area_code = 'US' AND w.industry_code = '000000'
              AND w.occupation_code = p.occupation_code AND w.occupation_level = 'detailed'
           WHERE p.occupation_code = ? ORDER BY p.base_year DESC LIMIT 1""",
        [TECHNICIANS],
    ).fetchone()
    name = "projections_agree_with_oews"
    if row is None:
        yield Check(name, "not run", "no projections, or no OEWS edition of their base year")
    else:
        detail = f"median in the projections {row[0]}: {row[1]:,.0f}; in OEWS: {row[2]:,.0f}"
        yield Check(name, "passed" if row[1] == row[2] else "warning", detail)


def _handbook_agrees(connection: Connection) -> Iterator[Check]:
    """Jobs printed in the Handbook are the projections' jobs of the same base year."""
    row = connection.execute(
        """SELECT s.year, s.jobs, p.base_employment FROM setting_shares AS s JOIN projections AS p
           ON p.base_year = s.year AND p.occupation_code = ? LIMIT 1""",
        [TECHNICIANS],
    ).fetchone()
    name = "handbook_agrees_with_projections"
    if row is None:
        yield Check(name, "not run", "the Handbook page or the projections of its year are not loaded")
    else:
        detail = f"jobs in {row[0]}: Handbook {row[1]:,}, projections {row[2]:,}"
        yield Check(name, "passed" if row[1] == row[2] else "warning", detail)


def _prices(connection: Connection) -> Iterator[Check]:
    """CPI-U reaches back to 1999 and has no gap but the month that was never collected."""
    rows = connection.execute(
        """WITH m AS (SELECT min(month) AS first, max(month) AS last FROM observations WHERE series_id = 'CUUR0000SA0')
           SELECT first, last, (SELECT list(month ORDER BY month) FROM
             (SELECT unnest(generate_series(first, last, INTERVAL 1 MONTH))::DATE AS month
              EXCEPT SELECT month FROM observations WHERE series_id = 'CUUR0000SA0' AND value IS NOT NULL)) FROM m"""
    ).fetchone()
    name = "consumer_prices_complete"
    if rows is None or rows[0] is None:
        yield Check(name, "refused", "no consumer prices (CUUR0000SA0): constant dollars would be impossible")
        return
    first, last, gaps = rows
    missing = [f"{gap:%B %Y}" for gap in gaps or []]
    span = f"{first:%B %Y} to {last:%B %Y}"
    if first.year > FIRST_YEAR_OF_SOC or [gap for gap in missing if gap != "October 2025"]:
        yield Check(name, "refused", f"{span}; missing: {', '.join(missing) or 'the years before'}")
    else:
        yield Check(name, "passed", f"{span}{'; October 2025 was never collected' if missing else ''}")


def _coverage(connection: Connection, previous: Connection | None) -> Check:
    """No table, and no edition of wages, lost rows against the build before."""
    name = "coverage_not_shrinking"
    if previous is None:
        return Check(name, "not run", "there is no build before this one, or none that has the same tables")
    lost = []
    for table in DATA_TABLES:
        group = "year, month, industry_level, area_type" if table.name == "wages" else "NULL"
        sql = f'SELECT {group}, count(*) FROM "{table.name}" GROUP BY ALL'
        before, after = ({row[:-1]: row[-1] for row in c.execute(sql).fetchall()} for c in (previous, connection))
        for key, rows in before.items():
            if after.get(key, 0) < rows:
                which = f"{table.name} {' '.join(map(str, key))}" if table.name == "wages" else table.name
                lost.append(f"{which}: {rows:,} to {after.get(key, 0):,}")
    if lost:
        more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
        return Check(name, "refused", f"fewer rows than in the build before: {'; '.join(lost[:5])}{more}")
    return Check(name, "passed", "no table and no edition has fewer rows than in the build before")


CHECKS: tuple[Callable[[Connection], Iterator[Check]], ...] = (
    _keys, _reasons, _national_years, _states_sum, _sectors_sum, _levels, _continuity, _projections_agree,
    _handbook_agrees, _prices,
)  # fmt: skip
