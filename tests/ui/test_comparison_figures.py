"""Figures that compare settings: what is drawn is in the table, and a name never stands for another industry."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.comparison import Asked
from analysis.editions import Edition
from analysis.same_state import same_state
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import opened, wage
from ui import tables
from ui.figures import groups, premium, setting_jobs
from ui.figures.same_state import by_state
from ui.theme import LIGHT

MAY_2019, MAY_2022, MAY_2024 = (Edition(year, 5) for year in (2019, 2022, 2024))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return current(tmp_path_factory.mktemp("no builds"))


def test_states_are_drawn_once_their_estimates_are_loaded(tmp_path: Path) -> None:
    def row(fips: str, postal: str, name: str, code: str, pay: float) -> dict[str, object]:
        return wage(
            area_code=fips, area_name=name, area_type="state", state=postal, industry_code=code, industry_name=code,
            industry_level="sector", annual_mean=pay, mean_rse=1.0, employment=500, employment_rse=2.0,
        )  # fmt: skip

    build = opened(tmp_path, [
        row("06", "CA", "California", "62", 66000), row("06", "CA", "California", "44-45", 60000),
        row("28", "MS", "Mississippi", "62", 40000), row("28", "MS", "Mississippi", "44-45", 42000),
    ])  # fmt: skip
    spec = by_state(build, same_state(build, "health_care", "retail"), here="MS")
    assert "pay $2,000 (3.9%) more than retail trade" in spec.title
    shown = tables.shown(spec.table, spec.columns)
    assert shown["State"].tolist() == ["California", "Mississippi"]
    assert shown["Premium"].tolist() == ["+$6,000", "\u2212$2,000"]
    names = spec.draw(LIGHT).layout.yaxis.ticktext
    assert names == ("California", "<b>▸ Mississippi</b>")
    assert "Mississippi" in spec.alt


def test_a_wider_industry_is_named_for_itself(real: Warehouse) -> None:
    spec = premium.two_sides(real, Asked("hospitals", "pharmacies", MAY_2022), None)
    assert "hospitals is" not in spec.title and "health care and social assistance (NAICS 62)" in spec.title
    assert "in place of hospitals" in spec.caveat


def test_the_drawing_holds_what_the_table_holds(real: Warehouse) -> None:
    spec = setting_jobs.beside_jobs(real, MAY_2024, "annual_mean", "finest", None, "pharmacies")
    assert spec is not None
    pay, jobs = spec.draw(LIGHT).data
    assert list(pay.x) == spec.table.pay.tolist()
    hospitals = spec.table.set_index("key").loc["hospitals"]
    assert (hospitals.pay, hospitals.jobs) == (52420, 82650)
    assert 82650 in list(jobs.x)


def test_pay_beside_jobs_is_set_against_the_setting_compared_with(real: Warehouse) -> None:
    spec = setting_jobs.beside_jobs(real, MAY_2024, "annual_mean", "finest", None, "pharmacies")
    assert spec is not None
    rows = spec.table.set_index("key")
    assert rows.loc["hospitals"].over == pytest.approx(100 * (52_420 / 41_070 - 1))
    assert rows.loc["outpatient_mental_health"].over < 0, "not every specialist setting pays more"
    assert pd.isna(rows.loc["pharmacies"].over) and rows.loc["pharmacies"].over_note == "the baseline itself"
    assert "13 of 15 pay more than pharmacies and drug stores" in spec.caveat
    dotted = [shape for shape in spec.draw(LIGHT).layout.shapes if shape.line.dash == "dot"]
    assert [shape.x0 for shape in dotted] == [41_070]


def test_no_median_at_a_level_that_holds_none(real: Warehouse) -> None:
    assert setting_jobs.beside_jobs(real, MAY_2024, "annual_median", "finest", None, "retail") is None
    assert setting_jobs.beside_jobs(real, MAY_2024, "annual_median", "sector", None, "retail") is not None


def test_groups_need_both_sides(real: Warehouse) -> None:
    assert groups.together(real, MAY_2019, None, None) is None
    spec = groups.together(real, MAY_2024, None, None)
    assert spec is not None and "$11,276 (27.1%) more" in spec.title
    assert spec.table["mean"].notna().all()


def test_a_row_keeps_its_own_edition_in_a_download(real: Warehouse) -> None:
    spec = premium.over_years(real, Asked("health_care", "retail", MAY_2024), None, "percent")
    text = tables.csv(spec.table, spec.columns, source=spec.source, edition=spec.edition).decode("utf-8-sig")
    header, first, *_ = text.splitlines()
    assert header.startswith("Edition,") and header.endswith("Source,Edition of the source")
    assert first.startswith("May 2022,")
