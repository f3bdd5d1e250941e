"""Queries to begin with: each teaches one thing about the tables, and answers with figures that a page shows too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """key: for links to it. title: on its button. teaches: what to learn from it, in a sentence."""

    key: str
    title: str
    teaches: str
    sql: str


EXAMPLES = (
    Example(
        "settings",
        "Median pay by setting",
        "An industry stands for a setting. `QUALIFY` keeps the newest edition that has sectors.",
        """-- Median pay of pharmacy technicians by sector, in the newest edition that has sectors
SELECT year, industry_code, industry_name, annual_median, employment
FROM wages
WHERE occupation_code = '29-2052' AND area_code = 'US' AND industry_level = 'sector'
QUALIFY rank() OVER (ORDER BY year DESC, month DESC) = 1
ORDER BY annual_median DESC NULLS LAST""",
    ),
    Example(
        "states",
        "States, after local prices",
        "`price_parities` has the local price level, nation = 100; the join on `area_code` brings it to the pay.",
        """-- Median pay in each state, and what it buys at the nation's prices
SELECT w.area_name, w.year, w.annual_median, p."index" AS price_level, p.year AS prices_of,
       round(w.annual_median / p."index" * 100) AS at_national_prices
FROM wages AS w
JOIN price_parities AS p USING (area_code)
WHERE w.occupation_code = '29-2052' AND w.area_type = 'state' AND w.industry_code = '000000'
QUALIFY rank() OVER (ORDER BY w.year DESC, p.year DESC) = 1
ORDER BY at_national_prices DESC NULLS LAST""",
    ),
    Example(
        "premium",
        "A premium with its margin",
        "BLS publishes the relative standard error of means only. 1.645 standard errors each way hold the figure in "
        "nine of ten samples; 0.05 is the most that the printed error lost by rounding.",
        """-- Mean pay in health care over retail trade, with its 90% margin
WITH pay AS (
  SELECT year, month, industry_code, annual_mean,
         annual_mean * (mean_rse + 0.05) / 100 AS standard_error
  FROM wages
  WHERE occupation_code = '29-2052' AND area_code = 'US' AND industry_level = 'sector'
)
SELECT h.year, h.annual_mean AS health_care, r.annual_mean AS retail,
       h.annual_mean - r.annual_mean AS premium,
       round(1.645 * sqrt(h.standard_error ** 2 + r.standard_error ** 2)) AS margin
FROM pay AS h
JOIN pay AS r USING (year, month)
WHERE h.industry_code = '62' AND r.industry_code = '44-45'
ORDER BY h.year DESC""",
    ),
    Example(
        "missing",
        "Why figures are missing",
        "`marks` is a map from a column to the reason; `map_entries` with `unnest` makes rows of it.",
        """-- Missing figures of pharmacy technicians, by reason
SELECT year, industry_level, area_type, mark.value AS reason, count(*) AS figures
FROM (SELECT *, unnest(map_entries(marks)) AS mark FROM wages WHERE occupation_code = '29-2052')
GROUP BY ALL
ORDER BY year DESC, figures DESC""",
    ),
    Example(
        "jobs",
        "Jobs since 1999",
        "One row an edition. Not every change is one of the world: the Growth page draws the breaks.",
        """-- Technicians in the nation by edition, and the change from one to the next
SELECT year, month, employment, employment - lag(employment) OVER edition AS change, annual_median
FROM wages
WHERE occupation_code = '29-2052' AND area_code = 'US' AND industry_code = '000000'
WINDOW edition AS (ORDER BY year, month)
ORDER BY year DESC, month DESC""",
    ),
    Example(
        "revisions",
        "Months that were revised",
        "`revisions` keeps each value as it was first seen. There are none before a second refresh.",
        """-- Months of the followed series that were published with more than one value
SELECT s.title, r.month, arg_min(r.value, r.seen) AS first_seen_as, arg_max(r.value, r.seen) AS now,
       max(r.seen)::DATE AS revised_on
FROM revisions AS r
JOIN series AS s ON s.id = r.series_id
GROUP BY ALL
HAVING count(DISTINCT r.value) > 1
ORDER BY r.month DESC, s.title""",
    ),
    Example(
        "file",
        "Which file a figure is from",
        "Every row has a `source_id`; `sources` has its address, edition and checksum.",
        """-- The national median of the newest edition, and the file that it was read from
SELECT w.year, w.month, w.annual_median,
       s.table_title, s.edition, s.url, s.member, s.retrieved, s.sha256
FROM wages AS w
JOIN sources AS s USING (source_id)
WHERE w.occupation_code = '29-2052' AND w.area_code = 'US' AND w.industry_code = '000000'
ORDER BY w.year DESC, w.month DESC
LIMIT 1""",
    ),
)
