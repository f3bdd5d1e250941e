"""Do the parts add up to the whole: states, areas and sectors to the nation, finer industries to coarser ones?

Jobs are rounded to 10, each figure on its own, so that a sum over n parts and its whole differ by up to 5 × (n + 1).
Parts that are withheld or too small to be published make a sum fall short, never exceed: only an excess is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks.check import TECHNICIANS, WAGE, WAGE_COLUMNS, Build, Check, Row, file_of, judge, listed, place
from etl.editions import Edition

HALF_STEP = 5
"""Half of the rounding of jobs."""
ALL_STATES = 51
"""The states and the District of Columbia; Puerto Rico and the Islands are not in the national figures."""
NATION = "U.S."
USUAL_MONTH = 5

PARTS = f"""
WITH parts AS (
    SELECT year, month, {{whole}} AS whole, occupation_code, occupation_level, max(employment) AS employment,
           any_value(source_id) AS source_id
    FROM wages WHERE {{where_part}}
    GROUP BY year, month, {{whole}}, area_code, industry_code, occupation_code, occupation_level
), wholes AS (
    SELECT year, month, area_code AS whole, any_value(area_name) AS name, occupation_code, occupation_level,
           any_value(employment) AS employment
    FROM wages WHERE industry_code = '000000' GROUP BY ALL
)
SELECT parts.year, parts.month, any_value(wholes.name), occupation_code, occupation_level,
       sum(parts.employment)::BIGINT AS sum, any_value(wholes.employment) AS whole_jobs, count(*) AS parts,
       count(*) FILTER (parts.employment IS NULL) AS unknown, min({file_of("parts")}) AS file
FROM parts JOIN wholes USING (year, month, whole, occupation_code, occupation_level)
GROUP BY parts.year, parts.month, whole, occupation_code, occupation_level
HAVING sum(parts.employment) IS NOT NULL AND any_value(wholes.employment) IS NOT NULL
ORDER BY parts.year, parts.month, occupation_code, occupation_level, whole
"""
"""For each edition, whole and occupation: the parts' jobs beside the whole's. An industry of which several owners are
published counts once, with the largest: that is all of its owners together, where BLS publishes them."""

STATES = PARTS.format(whole="'US'", where_part="area_type = 'state' AND industry_code = '000000'")
AREAS = PARTS.format(
    whole="'US'",
    where_part="area_type IN ('metro', 'nonmetro') AND industry_code = '000000' AND state NOT IN ('PR', 'GU', 'VI')",
)
SECTORS = PARTS.format(whole="'US'", where_part="area_code = 'US' AND industry_level = 'sector'")
STATE_SECTORS = PARTS.format(whole="area_code", where_part="area_type = 'state' AND industry_level = 'sector'")


def states(build: Build) -> Iterator[Check]:
    """The states and D.C. hold the nation's jobs, of every kept occupation. Refused above the nation."""
    yield from _sums(build, "states_sum_to_nation", STATES, "the states and the District of Columbia", ALL_STATES)


def areas(build: Build) -> Iterator[Check]:
    """Metropolitan and nonmetropolitan areas outside the territories hold no more jobs than the nation."""
    yield from _sums(build, "areas_within_nation", AREAS, "metropolitan and nonmetropolitan areas")


def sectors(build: Build) -> Iterator[Check]:
    """The sectors hold no more jobs than the nation. Self-employed are in neither."""
    yield from _sums(build, "sectors_within_nation", SECTORS, "the sectors")


def state_sectors(build: Build) -> Iterator[Check]:
    """The sectors of a state hold no more jobs than the state."""
    yield from _sums(build, "sectors_within_states", STATE_SECTORS, "the sectors of a state")


def _sums(build: Build, name: str, sql: str, parts: str, complete: int | None = None) -> Iterator[Check]:
    """One check an edition. complete: number of parts that hold everything, where each of them has a figure."""
    editions: dict[tuple[int, int], list[Row]] = {}
    for row in build.rows(sql):
        editions.setdefault((row[0], row[1]), []).append(row)
    if not editions:
        yield Check(name, "not run", f"{parts} are not loaded for any edition")
    for (year, month), rows in editions.items():
        check = f"{name}_{year}" if month == USUAL_MONTH else f"{name}_{year}_{month:02}"
        above = [_words(row) for row in rows if row[5] > row[6] + _rounding(row)]
        short = [_words(row) for row in rows if row[7] == complete and not row[8] and row[5] < row[6] - _rounding(row)]
        told = "; ".join(_words(row) for row in rows if row[2] == NATION and row[3] == TECHNICIANS)
        compared = f"{len(rows)} {'sum' if len(rows) == 1 else 'sums'} compared"
        start = f"{Edition(year, month)}: {parts} hold {told or compared}"
        if above:
            look = "Look for a part that is there twice, and whether both files are of the same edition and unit."
            yield Check(check, "refused", f"{start}. More than the whole: {listed(above)}. {look}")
        elif short:
            look = "Look whether one of the two files was corrected and the other was not."
            yield Check(check, "warning", f"{start}. Less than the whole, though no part is missing: "
                                          f"{listed(short)}. {look}")  # fmt: skip
        else:
            yield Check(check, "passed", f"{start}; {compared}" if told else start)


def _rounding(row: Row) -> int:
    return int(HALF_STEP * (row[7] + 1))


def _words(row: Row) -> str:
    """'471,680 of the nation's 471,680 technicians (51 parts, 0 without a figure, oesm25st.zip)'."""
    _, _, whole, code, _, found, jobs, parts, unknown, file = row
    owner = "the nation" if whole == NATION else whole
    who = "technicians" if code == TECHNICIANS else f"jobs of {code}"
    return f"{found:,} of {owner}'s {jobs:,} {who} ({parts} parts, {unknown} without a figure, {file})"


def finer_levels(build: Build) -> Iterator[Check]:
    """A finer industry holds no more jobs than the 3-digit industry that it is part of. Refused: it is part of it.

    Rows of a single government owner are left out: the coarser row may be of private owners only. Where the coarser one
    is published for several combinations of owners, the largest counts.
    """
    rows = build.rows(
        f"""WITH w AS (SELECT * FROM wages WHERE ownership NOT IN ('1', '2', '3') AND employment IS NOT NULL),
                 coarse AS (SELECT year, month, area_code, occupation_code, occupation_level, industry_code AS coarser,
                              max(employment) AS whole
                       FROM w WHERE industry_level = '3-digit' GROUP BY ALL)
            SELECT {WAGE}, w.employment, coarser, whole
            FROM w JOIN coarse USING (year, month, area_code, occupation_code, occupation_level)
            WHERE coarser = left(w.industry_code, 3) || '000' AND w.industry_level IN ('4-digit', '5-digit', '6-digit')
              AND w.employment > whole + {2 * HALF_STEP} ORDER BY ALL"""
    )
    found = [
        f"{jobs:,} jobs, its 3-digit industry {coarse} has {whole:,} ({place(row)})"
        for row in rows
        for jobs, coarse, whole in [row[WAGE_COLUMNS:]]
    ]
    yield judge(
        "finer_industry_within_coarser", found, "no finer industry exceeds its 3-digit industry", "refused",
        "finer industries with more jobs than the coarser one", "Look at both rows: are they of one edition and owner?",
    )  # fmt: skip


def owners(build: Build) -> Iterator[Check]:
    """Private, federal, state and local owners hold no more jobs than all owners of the industry."""
    rows = build.rows(
        f"""WITH parts AS (
                SELECT year, month, area_code, industry_code, industry_level, occupation_code, occupation_level,
                       sum(employment)::BIGINT AS jobs, count(*) AS n
                FROM wages WHERE ownership IN ('1', '2', '3', '5') GROUP BY ALL
            )
            SELECT {WAGE}, parts.jobs, w.employment FROM wages AS w
            JOIN parts USING (year, month, area_code, industry_code, industry_level, occupation_code, occupation_level)
            WHERE w.ownership = '1235' AND parts.jobs > w.employment + {HALF_STEP} * (n + 1) ORDER BY ALL"""
    )
    found = [f"the owners hold {row[-2]:,} jobs, all together {row[-1]:,} ({place(row)})" for row in rows]
    yield judge(
        "owners_within_industry", found, "no owners hold more jobs than all owners together", "refused",
        "owners with more jobs than all together", "Look whether an owner is there twice under two codes.",
    )  # fmt: skip
