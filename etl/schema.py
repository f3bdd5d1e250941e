"""The warehouse's tables: columns, types, keys and the words of the dictionary. The one place that names them."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 2
"""Raised when a table or column changes, so that a build written by an older version is recognised."""


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    words: str


@dataclass(frozen=True)
class Table:
    """order: of the rows in a build, where it is not that in which they came."""

    name: str
    words: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def ddl(self) -> str:
        lines = ",\n  ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" (\n  {lines}\n)'


def _c(name: str, type_: str, words: str) -> Column:
    return Column(name, type_, words)


SOURCE_ID = _c("source_id", "VARCHAR", "The file, and the part of it, that the row was read from; key of `sources`.")
OCCUPATION = _c("occupation_code", "VARCHAR", "SOC code of the occupation as the edition prints it, such as 29-2052.")

POINTS = {
    "mean": "mean",
    "p10": "10th percentile: one worker in ten earns less",
    "p25": "25th percentile: one worker in four earns less",
    "median": "median: half of the workers earn less",
    "p75": "75th percentile: three workers in four earn less",
    "p90": "90th percentile: nine workers in ten earn less",
}
"""Points of the wage distribution that OEWS publishes; columns are hourly_<point> and annual_<point>."""

WAGE_COLUMNS = tuple(f"{unit}_{point}" for unit in ("hourly", "annual") for point in POINTS)
VALUE_COLUMNS = (
    "employment", "employment_rse", "jobs_per_1000", "location_quotient",
    "hourly_mean", "annual_mean", "mean_rse",
    "hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90",
    "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90",
)  # fmt: skip
"""Columns of `wages` that hold an estimate; each NULL among them has a reason in `marks`."""

MARKS = {
    "suppressed": "BLS made an estimate but does not release it (* or ** in the file).",
    "top_code": "At or above the top code of the edition; `marks` carries the value, as in 'top_code:239200'.",
    "annual_only": "BLS publishes only annual wages for this occupation.",
    "hourly_only": "BLS publishes only hourly wages for this occupation.",
    "withdrawn": "Removed by BLS because of reporting errors (*** in the file).",
    "not_published": "Not published at this level or in this layout.",
    "not_loaded": "Blank in the loaded copy of the file, which is partial; the publisher's own file may hold it.",
}
"""Reasons for a missing value, the vocabulary of `wages.marks`."""


def _wage_words(column: str) -> str:
    unit, point = column.split("_")
    return f"{'Hourly' if unit == 'hourly' else 'Annual'} wage in dollars of the edition's year, {POINTS[point]}."


WAGES = Table(
    "wages",
    "Employment and wages by occupation (OEWS): one row per edition, area, industry, ownership and occupation.",
    ("year", "month", "area_code", "industry_code", "industry_level", "ownership", "occupation_code",
     "occupation_level"),
    (
        _c("year", "SMALLINT", "Year of the edition's reference."),
        _c("month", "SMALLINT", "Month of the edition's reference: 5; 11 for November 2003 and 2004; 12 before "
           "May 2003, when the reference was the fourth quarter."),
        _c("area_code", "VARCHAR", "US, two-digit state FIPS, five-digit metropolitan or seven-digit "
           "nonmetropolitan code."),
        _c("area_name", "VARCHAR", "Name of the area as BLS prints it."),
        _c("area_type", "VARCHAR", "nation, state, territory, metro or nonmetro."),
        _c("state", "VARCHAR", "Postal code of the area's (primary) state; US for the nation."),
        _c("industry_code", "VARCHAR", "NAICS code as OEWS prints it; 000000 is all industries, sector "
           "ranges as 44-45."),
        _c("industry_name", "VARCHAR", "Title of the industry as BLS prints it."),
        _c("industry_level", "VARCHAR", "cross-industry, sector, 3-digit, 4-digit, 5-digit or 6-digit."),
        _c("ownership", "VARCHAR", "BLS ownership code: 1235 all, 5 private, 1 federal, 2 state, 3 local, and "
           "combinations (35, 57, 58, 59, 123, 235)."),
        OCCUPATION,
        _c("occupation_name", "VARCHAR", "Title of the occupation as the edition prints it."),
        _c("occupation_level", "VARCHAR", "total, major, minor, broad or detailed."),
        _c("employment", "BIGINT", "Jobs, rounded to 10; the self-employed are not counted."),
        _c("employment_rse", "DOUBLE", "Relative standard error of employment, per cent."),
        _c("jobs_per_1000", "DOUBLE", "Jobs of the occupation per 1,000 jobs of the area."),
        _c("location_quotient", "DOUBLE", "Share of the occupation in the area's jobs, divided by its share "
           "in the nation's."),
        _c("hourly_mean", "DOUBLE", _wage_words("hourly_mean")),
        _c("annual_mean", "DOUBLE", _wage_words("annual_mean")),
        _c("mean_rse", "DOUBLE", "Relative standard error of the mean wage, per cent."),
        *(_c(name, "DOUBLE", _wage_words(name)) for name in VALUE_COLUMNS[7:]),
        _c("marks", "MAP(VARCHAR, VARCHAR)", "For each missing value, from the column's name to the reason."),
        SOURCE_ID,
    ),
    # Questions are asked of one occupation: its rows lie together, and the others need not be read, however many.
    ("occupation_code", "area_type", "area_code", "industry_code", "industry_level", "ownership", "year", "month",
     "occupation_level"),
)  # fmt: skip

PROJECTIONS = Table(
    "projections",
    "Employment Projections, one row per edition and occupation. Editions are not a time series.",
    ("edition", "occupation_code"),
    (
        _c("edition", "VARCHAR", "Edition, such as 2024-34."),
        OCCUPATION,
        _c("occupation_name", "VARCHAR", "Title as the edition prints it."),
        _c("base_year", "SMALLINT", "First year of the projection."),
        _c("target_year", "SMALLINT", "Last year of the projection."),
        _c("base_employment", "BIGINT", "Jobs in the base year, self-employed included (published in thousands)."),
        _c("projected_employment", "BIGINT", "Jobs in the target year."),
        _c("change", "BIGINT", "Change in jobs over the ten years, as published."),
        _c("change_pct", "DOUBLE", "Change over the ten years, per cent, as published."),
        _c("openings", "BIGINT", "Openings a year, average of the ten years: growth plus exits plus transfers."),
        _c("exits", "BIGINT", "Workers a year who leave the labor force."),
        _c("transfers", "BIGINT", "Workers a year who move to another occupation."),
        _c("median_wage", "DOUBLE", "Median annual wage printed in the projections, dollars (OEWS of the base year)."),
        _c("median_wage_top_code", "BOOLEAN", "True when the median is printed as at or above the top code."),
        _c("education", "VARCHAR", "Typical education needed for entry."),
        _c("experience", "VARCHAR", "Work experience in a related occupation."),
        _c("training", "VARCHAR", "Typical on-the-job training needed to attain competency."),
        SOURCE_ID,
    ),
)

UTILIZATION = Table(
    "utilization_factors",
    "Why BLS expects the share of an occupation in an industry to change (Employment Projections, table 1.12).",
    ("edition", "occupation_code", "industry_code"),
    (
        _c("edition", "VARCHAR", "Edition, such as 2024-34."),
        OCCUPATION,
        _c("industry_code", "VARCHAR", "Code of the National Employment Matrix."),
        _c("industry_name", "VARCHAR", "Title of the industry."),
        _c("factors", "VARCHAR", "The publisher's own words."),
        SOURCE_ID,
    ),
)

SERIES = Table(
    "series",
    "The monthly series that are followed (CES, CPI). They count all workers of the industry, not technicians.",
    ("id",),
    (
        _c("id", "VARCHAR", "BLS series id."),
        _c("title", "VARCHAR", "What the series measures, in words."),
        _c("setting", "VARCHAR", "Setting of data/reference/settings.csv that the industry belongs to, if any."),
        _c("unit", "VARCHAR", "Unit of the values."),
        _c("seasonal", "VARCHAR", "adjusted or not adjusted for the seasons."),
        _c("measure", "VARCHAR", "jobs, earnings or prices."),
    ),
)

OBSERVATIONS = Table(
    "observations",
    "Values of the monthly series.",
    ("series_id", "month"),
    (
        _c("series_id", "VARCHAR", "BLS series id, key of `series`."),
        _c("month", "DATE", "First day of the month."),
        _c("value", "DOUBLE", "Value in the series' unit; NULL where the month was not collected."),
        _c("footnote", "VARCHAR", "Footnote codes, P for preliminary; with the text for a missing value."),
        SOURCE_ID,
    ),
)

REVISIONS = Table(
    "revisions",
    "Every value that a month of a followed series was published with, as far as it was fetched: the first row of a "
    "month is the value as first seen, the last row the value in `observations`.",
    ("series_id", "month", "seen"),
    (
        _c("series_id", "VARCHAR", "BLS series id, key of `series`."),
        _c("month", "DATE", "First day of the month."),
        _c("seen", "TIMESTAMP", "When the file with this value was first fetched (UTC)."),
        _c("value", "DOUBLE", "Value in the series' unit; NULL where the month was not collected."),
        _c("footnote", "VARCHAR", "Footnote codes that came with the value, P for preliminary."),
        SOURCE_ID,
    ),
)

WEEKLY_EARNINGS = Table(
    "weekly_earnings",
    "Median weekly earnings of full-time wage and salary workers (CPS table 39), by title: the table has no codes.",
    ("year", "occupation_title", "sex"),
    (
        _c("year", "SMALLINT", "Year of the annual average."),
        _c("occupation_title", "VARCHAR", "Title as printed."),
        _c("occupation_code", "VARCHAR", "SOC code of a kept occupation whose title is the same; NULL where none is."),
        _c("sex", "VARCHAR", "total, men or women."),
        _c("workers", "BIGINT", "Full-time wage and salary workers (published in thousands)."),
        _c("median_weekly", "DOUBLE", "Median usual weekly earnings, dollars; NULL where the base is under 50,000."),
        _c("reason", "VARCHAR", "Why the median is missing."),
        _c("note", "VARCHAR", "The publisher's note on the year."),
        SOURCE_ID,
    ),
)

PRICE_PARITIES = Table(
    "price_parities",
    "Regional price parities, all items (BEA): the local price level, nation = 100.",
    ("area_code", "year"),
    (
        _c("area_code", "VARCHAR", "US, two-digit state FIPS, five-digit metropolitan code, or US-nonmetro."),
        _c("area_name", "VARCHAR", "Name as BEA prints it."),
        _c("area_type", "VARCHAR", "nation, state, metro or nonmetro."),
        _c("year", "SMALLINT", "Year of the prices."),
        _c("index", "DOUBLE", "All-items parity, nation = 100."),
        SOURCE_ID,
    ),
)

SETTING_SHARES = Table(
    "setting_shares",
    "Shares of technician jobs by industry, as the Occupational Outlook Handbook prints them.",
    ("year", "industry_title"),
    (
        _c("year", "SMALLINT", "Year of the shares."),
        _c("industry_title", "VARCHAR", "Industry as printed."),
        _c("share_pct", "DOUBLE", "Per cent of the occupation's jobs."),
        _c("jobs", "BIGINT", "Jobs of the occupation in that year, as printed above the table."),
        SOURCE_ID,
    ),
)

SETTING_MEDIANS = Table(
    "setting_medians",
    "Median annual wages in the top industries, as the Occupational Outlook Handbook prints them.",
    ("year", "month", "industry_title"),
    (
        _c("year", "SMALLINT", "Year of the wages."),
        _c("month", "SMALLINT", "Month of the wages."),
        _c("industry_title", "VARCHAR", "Industry as printed."),
        _c("annual_median", "DOUBLE", "Median annual wage, dollars."),
        SOURCE_ID,
    ),
)

RELATED = Table(
    "related_occupations",
    "Occupations that O*NET finds similar in work. Similar work is not a promotion path.",
    ("version", "occupation_code", "related_code"),
    (
        _c("version", "VARCHAR", "O*NET database version, such as 30.2."),
        _c("occupation_code", "VARCHAR", "O*NET-SOC code, such as 29-2052.00."),
        _c("related_code", "VARCHAR", "O*NET-SOC code of the similar occupation."),
        _c("related_title", "VARCHAR", "Title of the similar occupation."),
        _c("tier", "VARCHAR", "Primary-Short, Primary-Long or Supplemental."),
        _c("rank", "SMALLINT", "1 is the most similar."),
        SOURCE_ID,
    ),
)

SOURCES = Table(
    "sources",
    "One row a file, or part of a file, that was read.",
    ("source_id",),
    (
        SOURCE_ID,
        _c("source", "VARCHAR", "Module of etl/sources that read it."),
        _c("publisher", "VARCHAR", "Who publishes it."),
        _c("table_title", "VARCHAR", "The publisher's table."),
        _c("edition", "VARCHAR", "Edition as the content says, such as May 2025 or 2024-34."),
        _c("url", "VARCHAR", "The publisher's address."),
        _c("member", "VARCHAR", "Workbook or sheet inside the file."),
        _c("obtained", "VARCHAR", "download, inbox, mirror or snapshot."),
        _c("retrieved", "TIMESTAMP", "When the file was fetched (UTC)."),
        _c("bytes", "BIGINT", "Size of the file."),
        _c("sha256", "VARCHAR", "Checksum of the file."),
        _c("last_modified", "VARCHAR", "Last-Modified as the server said."),
        _c("released", "DATE", "When the publisher released the edition, where known."),
        _c(
            "next_release",
            "VARCHAR",
            "When the next edition is expected (a date or a month).",
        ),
        _c("table_name", "VARCHAR", "Warehouse table that the rows went to."),
        _c("rows", "BIGINT", "Rows that went there."),
        _c("note", "VARCHAR", "What is to be known of this copy."),
    ),
)

CHECKS = Table(
    "checks",
    "The checks that ran on this build.",
    ("name",),
    (
        _c("name", "VARCHAR", "Name of the check."),
        _c(
            "status",
            "VARCHAR",
            "passed, warning, refused, accepted (a refusal that somebody accepted by name), or not run "
            "where there is nothing to compare.",
        ),
        _c("detail", "VARCHAR", "What was compared and what was found, and what to look at."),
        _c("why", "VARCHAR", "Why a refusal was accepted, in the words of who accepted it; NULL otherwise."),
    ),
)

BUILDS = Table(
    "builds",
    "This build and how it came about.",
    ("build_id",),
    (
        _c("build_id", "VARCHAR", "Name of the build."),
        _c("built", "TIMESTAMP", "When it was built (UTC)."),
        _c("inputs", "VARCHAR", "Checksum over every file and reference table that went in."),
        _c("schema_version", "SMALLINT", "Version of these tables."),
        _c("previous_build", "VARCHAR", "The build before it."),
        _c("missing", "VARCHAR[]", "What the publishers offer and the loaded files lack, in sentences."),
    ),
)

CHANGES = Table(
    "changes",
    "This build against the one before: rows added, revised and gone.",
    ("table_name", "kind", "row_key", "column_name"),
    (
        _c("table_name", "VARCHAR", "Table of the row."),
        _c("kind", "VARCHAR", "added, revised or gone."),
        _c("row_key", "VARCHAR", "Key of the row, its parts joined by |."),
        _c("column_name", "VARCHAR", "Column of a revised value; empty for whole rows."),
        _c("before", "VARCHAR", "Value in the build before."),
        _c("after", "VARCHAR", "Value in this build."),
        SOURCE_ID,
    ),
)

HEADLINES = Table(
    "headlines",
    "The figures that the dashboard opens with, in this build and in the one before.",
    ("name",),
    (
        _c("name", "VARCHAR", "Name of the figure, such as technicians_jobs."),
        _c("title", "VARCHAR", "What the figure is, in words."),
        _c("unit", "VARCHAR", "Unit of value and before."),
        _c("period_before", "VARCHAR", "Edition, or month, of the value in the build before; NULL where it had none."),
        _c("before", "DOUBLE", "Value in the build before; NULL where it had none."),
        _c("period", "VARCHAR", "Edition, or month, of the value in this build; NULL where it has none."),
        _c("value", "DOUBLE", "Value in this build; NULL where it has none."),
        _c("cell", "VARCHAR", "Where the value stands in the published file; NULL in a build that has none before it."),
        SOURCE_ID,
    ),
)

CHANGE_RULES = Table(
    "change_rules",
    "From which size on a change against the build before is reported, and why from there.",
    ("name",),
    (
        _c("name", "VARCHAR", "Name of the rule, such as pay."),
        _c("words", "VARCHAR", "What is reported, with the threshold."),
        _c("reason", "VARCHAR", "Why the threshold lies there."),
        _c("found", "BIGINT", "Changes of this build that the rule reports."),
        _c("shown", "BIGINT", "Those of them that reported_changes lists; the largest come first."),
    ),
)

REPORTED_CHANGES = Table(
    "reported_changes",
    "The changes against the build before that are over a threshold, each with its cell in the published file.",
    ("position",),
    (
        _c("position", "SMALLINT", "Place in the report, from 1."),
        _c("rule", "VARCHAR", "Rule that reports it; key of `change_rules`."),
        _c("table_name", "VARCHAR", "Table of the row."),
        _c("kind", "VARCHAR", "revised (the same row has another value), moved (a new edition against the newest "
           "one of the build before), withheld (no value any more), appeared (a value where none was) or gone "
           "(the row)."),
        _c("row_key", "VARCHAR", "Key of the row, its parts joined by |."),
        _c("row_words", "VARCHAR", "The row in words."),
        _c("column_name", "VARCHAR", "Column of the value; empty for a row that is gone."),
        _c("period_before", "VARCHAR", "Edition, or month, of the value before."),
        _c("before", "VARCHAR", "Value before."),
        _c("period", "VARCHAR", "Edition, or month, of the value after."),
        _c("after", "VARCHAR", "Value after."),
        _c("change_pct", "DOUBLE", "Change, per cent of the value before; NULL where that makes no sense."),
        _c("cell", "VARCHAR", "Where the value after, or of a row that is gone the value before, stands in the "
           "published file; else why that cannot be told."),
        SOURCE_ID,
    ),
)  # fmt: skip

DICTIONARY = Table(
    "dictionary",
    "What each table and column means: this dictionary.",
    ("table_name", "position"),
    (
        _c("table_name", "VARCHAR", "Table that is explained."),
        _c("position", "SMALLINT", "Place of the column in its table, from 1; 0 for the table as a whole."),
        _c("column_name", "VARCHAR", "Column that is explained; NULL for the table as a whole."),
        _c("type", "VARCHAR", "Type of the column in DuckDB's words; NULL for the table as a whole."),
        _c("in_key", "BOOLEAN", "True where the column is one of those that tell the table's rows apart."),
        _c("words", "VARCHAR", "What it means, with its unit."),
    ),
)

DATA_TABLES = (
    WAGES, PROJECTIONS, UTILIZATION, SERIES, OBSERVATIONS, REVISIONS, WEEKLY_EARNINGS, PRICE_PARITIES, SETTING_SHARES,
    SETTING_MEDIANS, RELATED,
)  # fmt: skip
REPORT_TABLES = (CHANGES, HEADLINES, CHANGE_RULES, REPORTED_CHANGES)
"""What a build says of itself against the one before; a snapshot, which is a beginning, leaves them out."""
TABLES = {table.name: table for table in (*DATA_TABLES, SOURCES, CHECKS, BUILDS, *REPORT_TABLES, DICTIONARY)}


def dictionary() -> list[tuple[str, int, str | None, str | None, bool, str]]:
    """Rows of `dictionary`: each table, then its columns."""
    rows: list[tuple[str, int, str | None, str | None, bool, str]] = []
    for table in TABLES.values():
        rows.append((table.name, 0, None, None, False, table.words))
        rows += [
            (table.name, position, column.name, column.type, column.name in table.key, column.words)
            for position, column in enumerate(table.columns, start=1)
        ]
    return rows
