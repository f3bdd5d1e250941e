"""A small complete mirror of the publishers: every table and era, a few made-up rows each."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from etl.settings import REFERENCE
from tests.publishers.api import series_csv
from tests.publishers.oews import FOLDER, MADE_UP, areas, industries, national, oews_path, research, states
from tests.publishers.others import cps_39, handbook, onet, price_parities, projections
from tests.publishers.rows import Row, wage_row

EDITIONS = [(year, 12 if year < 2003 else 5) for year in range(1997, 2026)] + [(2003, 11), (2004, 11)]
# Code, title, ownership, pay and jobs as shares of the nation's.
SECTORS = (
    ("44-45", "Retail Trade", "5", 0.9, 0.6),
    ("62", "Health Care and Social Assistance", "57", 1.15, 0.3),
)
FINER = (
    ("nat3d", "3-digit", "622000", "Hospitals", "5", 1.15, 0.2),
    ("nat3d", "3-digit", "621000", "Ambulatory Health Care Services", "5", 1.2, 0.05),
    ("nat5d_6d", "5-digit", "456110", "Pharmacies and Drug Retailers", "5", 0.9, 0.5),
)
HOSPITALS = (
    ("622100", "General Medical and Surgical Hospitals"),
    ("622200", "Psychiatric and Substance Abuse Hospitals"),
)
SELF_EMPLOYED = 1.05
"""The projections count the self-employed, OEWS does not."""
PLACES = (
    ("01", "Alabama", "2", "AL", 0.9),
    ("06", "California", "2", "CA", 1.2),
    ("48", "Texas", "2", "TX", 0.95),
    ("72", "Puerto Rico", "3", "PR", 0.7),
)
METROS = (("31080", "Los Angeles-Long Beach-Anaheim, CA", "4", "CA", 1.22), ("10180", "Abilene, TX", "4", "TX", 0.9))
NONMETROS = (("0100001", "Northwest Alabama nonmetropolitan area", "6", "AL", 0.85),)


def tiny_mirror(folder: Path) -> Path:
    """Write the mirror under `folder` as `<host>/<path>`; its PROVENANCE.csv calls every file synthetic."""
    rows = [("path", "kind", "bytes", "sha256", "origin", "note")]
    for path, content in tiny_files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        checksum = hashlib.sha256(content).hexdigest()
        rows.append((path, "synthetic", str(len(content)), checksum, "tests/publishers", f"SYNTHETIC: {MADE_UP}"))
    with (folder / "PROVENANCE.csv").open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle).writerows(rows)
    return folder


def tiny_files() -> dict[str, bytes]:
    """Every file of the mirror, by `<host>/<path>`."""
    files = {
        oews_path("nat", year, month): national(year, nation(year, share=1.01 if month == 11 else 1.0), month)
        for year, month in EDITIONS
    }
    files |= {oews_path("in4", year): industries(year, {"nat4d_owner": hospitals(year)}) for year in range(2010, 2020)}
    files |= {oews_path("in4", year): industries(year, {"natsector": sectors(year)}) for year in (2022, 2023)}
    files[oews_path("in4", 2024)] = industries(2024, {"natsector": sectors(2024)} | finer(2024))
    files[oews_path("st", 2025)] = states(2025, in_places(2025, PLACES))
    files[oews_path("ma", 2025)] = areas(2025, in_places(2025, METROS), in_places(2025, NONMETROS))
    files[f"{FOLDER}/oes_research_2025_allsectors.xlsx"] = research(2025, state_industries(2025))
    return files | other_files()


def other_files() -> dict[str, bytes]:
    """The tables that are not OEWS."""
    years = list(range(2019, 2025))
    nation_parity = ("00000", "United States", [100.0] * len(years))
    parities = [(f"{code}000", name, [100 * level] * len(years)) for code, name, _, _, level in PLACES[:3]]
    metros = [(code, f"{name} (Metropolitan Statistical Area)", [100 * level]) for code, name, _, _, level in METROS]
    titles = {f"{code}.00": title for code, title in occupations(2025).items() if not code.endswith("0000")}
    related = [("29-2052.00", code, "Primary-Short" if n < 6 else "Primary-Long", n)
               for n, code in enumerate((c for c in titles if c != "29-2052.00"), 1)]  # fmt: skip
    pair = {"Pharmacies and drug retailers": 50, "Hospitals; state, local, and private": 20}
    medians = dict(zip(pair, (median(finer(2024)[book]) for book in ("nat5d_6d", "nat3d")), strict=True))
    technicians = next(float(str(row["base"])) for row in projection_rows() if row["code"] == "29-2052")
    return {
        "www.bls.gov/emp/ind-occ-matrix/occupation.xlsx": projections(projection_rows()),
        "www.bls.gov/cps/cpsaat39.xlsx": cps_39([
            ["Total, full-time wage and salary workers", 120_000, 1200, 66_000, 1300, 54_000, 1100],
            ["Pharmacists", 250, 2400, 100, 2500, 150, 2300],
            ["Pharmacy technicians", 260, 900, 45, "–", 215, 890],
        ]),
        "www.bls.gov/ooh/healthcare/pharmacy-technicians.htm": handbook(pair, medians, round(technicians * 1000)),
        "apps.bea.gov/regional/zip/SARPP.zip": price_parities([nation_parity, *parities], years),
        "apps.bea.gov/regional/zip/MARPP.zip": price_parities(
            [("00000", "United States", [100.0]), *metros], years[-1:], "MARPP"
        ),
        "www.onetcenter.org/dl_files/database/db_30_2_text.zip": onet(titles, related),
        "api.bls.gov/series.csv": series_csv(),
    }  # fmt: skip


def occupations(year: int) -> dict[str, str]:
    """Kept occupations that the year knows, by code, in the order of data/reference/occupations.csv."""
    with (REFERENCE / "occupations.csv").open(encoding="utf-8") as handle:
        return {row["code"]: row["short_name"] for row in csv.DictReader(handle) if int(row["first_year"] or 0) <= year}


def hourly_median(code: str, year: int) -> float:
    """Made-up dollars: they climb with the list of occupations, and by 3 % a year."""
    rank = list(occupations(9999)).index(code)
    return (8 + 2 * rank if rank else 16) * 1.03 ** (year - 1999)


def nation(year: int, times: float = 1.0, share: float = 1.0) -> list[Row]:
    """Rows of every occupation that is kept; `times` moves their pay, `share` their jobs."""
    if year <= 1998:
        return [wage_row("32518", "Pharmacy Assistants (code older than SOC)", median=9.0 * times, year=year)]
    rows = []
    for code, title in occupations(year).items():
        total = code == "00-0000"
        if total and year <= 2000:
            continue
        level = "total" if total else "broad" if code.endswith("0") and year >= 2012 else "detailed"
        median = hourly_median(code, year) * times
        jobs = round((140_000_000 if total else 200_000 + 10_000 * (year - 1999)) * share, -1)
        only_annual = code == "25-1071"
        rows.append(
            wage_row(code, title, median=median, employment=jobs, level=level, year=year, annual_only=only_annual)
        )
    return rows


def hospitals(year: int) -> list[Row]:
    """4-digit industries by ownership; one row has jobs and wages withheld, as small industries have."""
    rows = []
    for naics, title in HOSPITALS:
        for n, owner in enumerate(("5", "2", "3")):
            place: Row = {"naics": naics, "naics_title": title, "i_group": "4-digit, ownership", "own_code": owner}
            rows += [row | place for row in nation(year, 1.1 + n / 50, 0.02 / (n + 1))]
    rows[-1] |= {"tot_emp": "**", "emp_prse": "**"}
    return rows


def sectors(year: int) -> list[Row]:
    """Two sectors."""
    rows = []
    for naics, title, owner, times, share in SECTORS:
        place: Row = {"naics": naics, "naics_title": title, "i_group": "sector", "own_code": owner, "pct_rpt": "~"}
        rows += [row | place for row in nation(year, times, share)]
    return rows


def finer(year: int) -> dict[str, list[Row]]:
    """3-digit and 5/6-digit industries."""
    books: dict[str, list[Row]] = {}
    for stem, level, naics, title, owner, times, share in FINER:
        place: Row = {"naics": naics, "naics_title": title, "i_group": level, "own_code": owner, "pct_rpt": 1.0}
        books.setdefault(stem, []).extend(row | place for row in nation(year, times, share))
    return books


def median(rows: list[Row]) -> int:
    """Annual median of technicians in the first industry of a workbook."""
    return next(int(float(str(row["a_median"]))) for row in rows if row["occ_code"] == "29-2052")


def in_places(year: int, places: tuple[tuple[str, str, str, str, float], ...]) -> list[Row]:
    """Every occupation in every place, with concentration."""
    rows = []
    for code, name, kind, state, times in places:
        place: Row = {"area": code, "area_title": name, "area_type": kind, "prim_state": state}
        rows += [row | place | shares(row, year) for row in nation(year, times, 0.01)]
    return rows


def shares(row: Row, year: int) -> Row:
    """Jobs per 1,000 and location quotient of a place that has a hundredth of the nation's jobs in every occupation."""
    jobs, everyone = float(str(row["tot_emp"])), next(iter(nation(year, 1.0, 0.01)))["tot_emp"]
    return {"jobs_1000": round(1000 * jobs / float(str(everyone)), 3), "loc_quotient": 1.0}


def state_industries(year: int) -> list[Row]:
    """State-by-industry research estimates: the two sectors in every place."""
    rows = []
    for naics, title, owner, times, share in SECTORS:
        industry: Row = {"naics": naics, "naics_title": title, "i_group": "sector", "own_code": owner, "pct_rpt": 2.0}
        for code, name, kind, state, level in PLACES:
            place: Row = {"area": code, "area_title": name, "area_type": kind, "prim_state": state}
            rows += [row | industry | place for row in nation(year, times * level, 0.01 * share)]
    return rows


def projection_rows(base_year: int = 2024) -> list[dict[str, str | int | float | bool | None]]:
    """Projections of every kept occupation; pharmacists' median is top-coded to show the mark."""
    rows: list[dict[str, str | int | float | bool | None]] = []
    counted = {str(row["occ_code"]): row for row in nation(base_year)}
    for code, title in occupations(2025).items():
        total = code == "00-0000"
        base = round(float(str(counted[code]["tot_emp"])) * SELF_EMPLOYED / 1000, 1)
        row = {
            "title": "Total, all occupations" if total else f"        {title}",
            "code": code,
            "type": "Summary" if total else "Line item",
            "base": base,
            "projected": round(base * 1.05, 1),
            "change": round(base * 0.05, 1),
            "percent": 5.0,
            "openings": round(base * 0.1, 1),
            "exits": round(base * 0.04, 1),
            "transfers": round(base * 0.055, 1),
            "separations": round(base * 0.095, 1),
            "median": ">=$239,200" if code == "29-1051" else counted[code]["a_median"],
        }
        if not total:
            row |= {"education": "High school diploma or equivalent", "experience": "None"}
            row |= {"training": "Moderate-term on-the-job training"}
        if code == "29-2052":
            row["factors"] = "Pharmacies and drug retailers|456110|Made-up reason - share increases."
        rows.append(row)
    return rows
