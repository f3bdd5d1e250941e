"""Do different publications of BLS say the same of the same thing: Handbook and projections against OEWS?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.checks.check import TECHNICIANS, Build, Check, file_of, judge

SELF_EMPLOYED = 1.5
"""Projections count the self-employed, OEWS does not: in 2024 they had up to 1.29 times the jobs of OEWS (managers of
shops), 1.005 times of pharmacy technicians."""
SHARE_POINTS = 3.0
"""Percentage points between the Handbook's share of jobs and that of OEWS: it counts the self-employed too."""

SAME_EDITION = """w.year = p.base_year AND w.month = 5 AND w.area_code = 'US' AND w.industry_code = '000000'
              AND w.occupation_code = p.occupation_code"""


def projected_medians(build: Build) -> Iterator[Check]:
    """Medians printed in the projections are those of OEWS of the base year. A warning: OEWS may be corrected later."""
    rows = build.rows(
        f"""SELECT DISTINCT p.edition, p.occupation_code, p.median_wage, w.annual_median, {file_of("p")}, {file_of("w")}
            FROM projections AS p JOIN wages AS w ON {SAME_EDITION}
            WHERE NOT coalesce(p.median_wage_top_code, false) AND p.median_wage IS NOT NULL
              AND w.annual_median IS NOT NULL ORDER BY ALL"""
    )
    if not rows:
        yield Check("projections_agree_with_oews", "not run", "no projections, or no OEWS edition of their base year")
        return
    found = [f"{code}: {ours:,.0f} in the projections {edition} ({file}), {oews:,.0f} in OEWS ({other})"
             for edition, code, ours, oews, file, other in rows if ours != oews]  # fmt: skip
    said = "; ".join(f"of technicians {ours:,.0f} in both ({edition})"
                     for edition, code, ours, oews, *_ in rows if code == TECHNICIANS and ours == oews)  # fmt: skip
    yield judge(
        "projections_agree_with_oews", found, f"{len(rows)} medians agree, {said}", "warning",
        "medians printed in the projections and in OEWS differ",
        "Look whether OEWS of that year was corrected after the projections were published.",
    )  # fmt: skip


def projected_jobs(build: Build) -> Iterator[Check]:
    """Jobs of the base year are near those of OEWS. A warning: they count the self-employed, and a whole year."""
    rows = build.rows(
        f"""SELECT DISTINCT p.edition, p.occupation_code, p.base_employment, w.employment, {file_of("p")}
            FROM projections AS p JOIN wages AS w ON {SAME_EDITION}
            WHERE p.base_employment IS NOT NULL AND w.employment IS NOT NULL ORDER BY ALL"""
    )
    if not rows:
        yield Check("projected_jobs_near_oews", "not run", "no projections, or no OEWS edition of their base year")
        return
    found = [f"{code}: {ours:,} in the projections {edition} ({file}), {oews:,} in OEWS"
             for edition, code, ours, oews, file in rows if not 0.9 * oews <= ours <= SELF_EMPLOYED * oews]  # fmt: skip
    yield judge(
        "projected_jobs_near_oews", found, f"base-year jobs of {len(rows)} occupations are near those of OEWS",
        "warning", "base-year jobs far from those of OEWS", "Look at the unit (thousands) and the occupation's code.",
    )  # fmt: skip


def handbook_jobs(build: Build) -> Iterator[Check]:
    """Jobs printed in the Handbook are the projections' jobs of the same base year. A warning: one may be newer."""
    name = "handbook_agrees_with_projections"
    rows = build.rows(
        f"""SELECT DISTINCT s.year, s.jobs, p.base_employment, p.edition, {file_of("s")}
            FROM setting_shares AS s JOIN projections AS p ON p.base_year = s.year AND p.occupation_code = ?
            ORDER BY ALL""",
        [TECHNICIANS],
    )
    if not rows:
        yield Check(name, "not run", "the Handbook page or the projections of its year are not loaded")
        return
    found = [f"jobs in {year}: Handbook {jobs:,} ({file}), projections {edition} {projected:,}"
             for year, jobs, projected, edition, file in rows if jobs != projected]  # fmt: skip
    fine = "; ".join(f"jobs in {row[0]}: {row[1]:,} in both" for row in rows)
    yield judge(name, found, fine, "warning", "Handbook and projections differ",
                "Look which of the two was updated last, and refresh the other.")  # fmt: skip


def handbook_shares(build: Build) -> Iterator[Check]:
    """Shares of an industry add up to 100 % at most (refused above), and are near those of OEWS (else a warning)."""
    name = "handbook_shares_agree_with_oews"
    above = build.rows(
        """SELECT year, sum(share_pct), count(*) FROM setting_shares GROUP BY year
           HAVING sum(share_pct) > 100 + count(*) / 2 ORDER BY ALL"""
    )
    if above:
        found = [f"{total:g} % in {count} industries of {year}" for year, total, count in above]
        yield judge(name, found, "", "refused", "the Handbook's shares add up to more than all jobs",
                    "Look at the table on the Handbook's page: has it another unit or layout?")  # fmt: skip
        return
    oews = {
        (year, _letters(title)): (share, file)
        for year, title, share, file in build.rows(
            f"""SELECT w.year, w.industry_name, 100 * max(w.employment) / any_value(n.employment), min({file_of("w")})
                FROM wages AS w JOIN wages AS n ON n.year = w.year AND n.month = w.month AND n.area_code = 'US'
                 AND n.industry_code = '000000' AND n.occupation_code = w.occupation_code
                WHERE w.occupation_code = ? AND w.area_code = 'US' AND w.industry_code <> '000000'
                  AND w.employment IS NOT NULL GROUP BY w.year, w.industry_name ORDER BY ALL""",
            [TECHNICIANS],
        )
    }
    rows = build.rows("SELECT year, industry_title, share_pct FROM setting_shares ORDER BY ALL")
    pairs = [(year, title, share, *oews[year, _letters(title)])
             for year, title, share in rows if (year, _letters(title)) in oews]  # fmt: skip
    if not pairs:
        yield Check(name, "not run", "OEWS of the Handbook's year has no industry of the same title")
        return
    found = [f"{title}: {share:g} % in the Handbook ({year}), {other:.1f} % in OEWS ({file})"
             for year, title, share, other, file in pairs if abs(share - other) > SHARE_POINTS]  # fmt: skip
    yield judge(name, found, f"{len(pairs)} shares are within {SHARE_POINTS:g} points of OEWS", "warning",
                "shares of the Handbook far from those of OEWS",
                "Look whether the industry's title stands for the same codes in both.")  # fmt: skip


def handbook_medians(build: Build) -> Iterator[Check]:
    """Medians of industries in the Handbook are those of OEWS. A warning: titles may stand for other codes."""
    name = "handbook_medians_agree_with_oews"
    oews = {
        (year, month, _letters(title)): (median, file)
        for year, month, title, median, file in build.rows(
            f"""SELECT year, month, industry_name, annual_median, {file_of("w")} FROM wages AS w
                WHERE occupation_code = ? AND area_code = 'US' AND industry_code <> '000000'
                  AND annual_median IS NOT NULL ORDER BY ALL""",
            [TECHNICIANS],
        )
    }
    rows = build.rows("SELECT year, month, industry_title, annual_median FROM setting_medians ORDER BY ALL")
    pairs = [(title, median, *oews[year, month, _letters(title)])
             for year, month, title, median in rows if (year, month, _letters(title)) in oews]  # fmt: skip
    if not pairs:
        yield Check(name, "not run", "OEWS has no median for an industry of the same title and edition")
        return
    found = [f"{title}: {median:,.0f} in the Handbook, {other:,.0f} in OEWS ({file})"
             for title, median, other, file in pairs if median != other]  # fmt: skip
    yield judge(name, found, f"{len(pairs)} medians agree", "warning", "medians of the Handbook and of OEWS differ",
                "Look whether OEWS was corrected after the Handbook was published.")  # fmt: skip


def _letters(title: str) -> str:
    """Titles are compared by their letters: 'Ambulatory healthcare services' is 'Ambulatory Health Care Services'."""
    return re.sub(r"[^a-z]", "", title.lower())
