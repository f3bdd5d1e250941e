"""The story says what the warehouse holds: every sentence's figures, for the nation, a state, areas, and with gaps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import credentials, places, words
from analysis.places import Place
from analysis.story import Slide, story
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import opened, sector, wage, write_build

KEYS = ("question", "compared", "pay", "spread", "top", "growth", "ladder", "place", "path", "unknown")
SAMPLE = ("US", "39", "72", "6600001", "22660", "40140", "0600007")
"""The nation, Ohio, Puerto Rico, Guam, Fort Collins (jobs withheld), Riverside, a nonmetropolitan area."""

Told = dict[str, Slide]


@pytest.fixture(scope="module")
def known(real: Warehouse) -> dict[str, Place]:
    return {place.code: place for place in places.all_places(real)}


@pytest.fixture(scope="module")
def told(real: Warehouse, known: dict[str, Place]) -> dict[str, Told]:
    return {code: _told(real, known[code]) for code in SAMPLE if code in known}


def _told(warehouse: Warehouse, place: Place) -> Told:
    return {slide.key: slide for slide in story(warehouse, place)}


def _one(warehouse: Warehouse, sql: str, *params: Any) -> dict[str, Any]:
    (row,) = warehouse.rows(sql, params)
    return row


def _sector(warehouse: Warehouse, code: str) -> dict[str, Any]:
    return _one(
        warehouse,
        "SELECT * FROM wages WHERE area_code = 'US' AND industry_code = ? AND occupation_code = '29-2052' "
        "AND industry_level = 'sector' AND annual_mean IS NOT NULL ORDER BY year DESC, month DESC LIMIT 1",
        code,
    )


def _area(warehouse: Warehouse, code: str, occupation: str = "29-2052") -> dict[str, Any]:
    return _one(
        warehouse,
        "SELECT * FROM wages WHERE area_code = ? AND industry_code = '000000' AND occupation_code = ? "
        "ORDER BY year DESC, month DESC, occupation_level = 'broad' LIMIT 1",
        code, occupation,
    )  # fmt: skip


def test_ten_slides_in_one_order_wherever_the_room_is(told: dict[str, Told]) -> None:
    assert set(told) == set(SAMPLE)
    for slides in told.values():
        assert tuple(slides) == KEYS


def test_every_slide_is_whole(told: dict[str, Told]) -> None:
    for slides in told.values():
        for slide in slides.values():
            assert slide.heading.endswith("?") and slide.sentence.endswith("."), slide.key
            assert slide.sentence.count(". ") == 0, f"one sentence, found {slide.sentence!r}"
            assert 2 <= len(slide.notes) <= 4 and all(slide.notes), slide.key
            assert slide.source and slide.edition and slide.caveat, slide.key
            assert slide.alt.startswith(slide.sentence) and len(slide.alt) > len(slide.sentence), slide.key
            assert (slide.chart is None) == bool(slide.points), slide.key
            assert not re.search(r"\bnan\b|None|  ", " ".join((slide.sentence, slide.alt, *slide.notes))), slide.key


def test_every_chart_can_be_drawn_from_its_frame(told: dict[str, Told]) -> None:
    for slides in told.values():
        for chart in filter(None, (slide.chart for slide in slides.values())):
            columns = [name for one in chart.series for name in (one.column, one.low, one.high) if name]
            columns += [name for name in (chart.label, chart.role, chart.reason) if name]
            assert set(columns) <= set(chart.frame) and len(chart.frame), chart.unit_words
            assert len(chart.series) == (3 if chart.kind == "ranges" else 1)
            assert not chart.frame[chart.label].duplicated().any()
            assert not chart.focus or chart.focus in set(chart.frame[chart.label])
            main = chart.frame[chart.series[0].column].astype("float64")
            if chart.kind == "bars" and "Other industries" not in set(chart.frame[chart.label]):
                assert main.dropna().is_monotonic_decreasing, chart.unit_words
            for row in chart.frame[main.isna()].to_dict("records"):
                assert chart.reason and row[chart.reason], f"{row[chart.label]} is missing without a reason"


def test_dollars_of_a_sentence_are_cells_of_its_chart_or_told_in_its_notes(told: dict[str, Told]) -> None:
    for slides in told.values():
        for slide in slides.values():
            cells = set()
            if slide.chart:
                numbers = slide.chart.frame.select_dtypes("number").to_numpy().ravel()
                cells = {words.money(value) for value in numbers if pd.notna(value)}
            notes = " ".join(slide.notes)
            for amount in re.findall(r"\$[\d,]+\d", slide.sentence):
                assert amount in cells or amount in notes, f"{slide.key}: {amount}"


def test_pay_is_that_of_the_two_sectors(real: Warehouse, told: dict[str, Told]) -> None:
    health, retail = _sector(real, "62"), _sector(real, "44-45")
    slide = told["US"]["pay"]
    gap = 100 * (health["annual_mean"] / retail["annual_mean"] - 1)
    assert words.money(health["annual_mean"]) in slide.sentence and words.percent(gap) in slide.sentence
    assert "more than chance" in slide.sentence
    assert slide.chart is not None
    drawn = slide.chart.frame.set_index("name")
    assert drawn["mean"]["Health care"] == health["annual_mean"]
    assert drawn["mean"]["Retail trade"] == retail["annual_mean"]
    half = 1.645 * health["annual_mean"] * (health["mean_rse"] + 0.05) / 100
    assert drawn.high["Health care"] - drawn["mean"]["Health care"] == pytest.approx(half)
    assert words.money(half) in slide.notes[0]


def test_spread_and_room_are_the_published_percentiles(real: Warehouse, told: dict[str, Told]) -> None:
    health, retail = _sector(real, "62"), _sector(real, "44-45")
    spread, top = told["US"]["spread"], told["US"]["top"]
    for row in (health, retail):
        assert f"{words.money(row['annual_p10'])} to {words.money(row['annual_p90'])}" in spread.sentence
        above = row["annual_p90"] - row["annual_median"]
        share = 100 * above / row["annual_median"]
        assert f"{words.money(above)} ({words.percent(share, 0)})" in top.sentence
    assert ("the ranges overlap" in spread.sentence) == (retail["annual_p90"] > health["annual_p10"])
    assert any("no margin" in note for note in spread.notes)


def test_shares_of_what_is_compared_are_of_all_jobs(real: Warehouse, told: dict[str, Told]) -> None:
    health = _sector(real, "62")
    nation = _one(
        real,
        "SELECT employment FROM wages WHERE area_code = 'US' AND industry_code = '000000' AND ownership = '1235' "
        "AND occupation_code = '29-2052' AND year = ? AND month = ? LIMIT 1",
        health["year"], health["month"],
    )  # fmt: skip
    share = 100 * health["employment"] / nation["employment"]
    slide = told["US"]["compared"]
    assert f"health care ({words.percent(share, 0)} of technicians)" in slide.sentence
    assert "publishes no pay by specialty" in slide.sentence
    assert slide.chart is not None
    assert slide.chart.frame.set_index("name").share_pct["Health care"] == pytest.approx(share)


def test_growth_holds_the_count_against_the_projection(real: Warehouse, told: dict[str, Told]) -> None:
    slide = told["US"]["growth"]
    ahead = _one(
        real,
        "SELECT change_pct, base_year, target_year FROM projections WHERE occupation_code = '29-2052' "
        "ORDER BY base_year DESC LIMIT 1",
    )
    counts = real.frame(
        "SELECT DISTINCT year, employment FROM wages WHERE area_code = 'US' AND industry_code = '000000' "
        "AND occupation_code = '29-2052' AND year >= 2021 ORDER BY year"
    )
    assert slide.chart is not None
    assert slide.chart.frame.employment.tolist() == counts.employment.tolist()
    before, after = counts.employment.iloc[-2:]
    assert words.signed_percent(ahead["change_pct"]) in slide.sentence
    assert f"fell by {words.percent(100 * (1 - after / before))}" in slide.sentence
    assert words.number(before - after) in slide.notes[0]


def test_the_ladder_shows_who_pays_more_without_a_degree(real: Warehouse, told: dict[str, Told]) -> None:
    nation, ohio = told["US"]["ladder"], told["39"]["ladder"]
    assert nation.chart is not None and ohio.chart is not None
    assert words.money(_area(real, "US")["annual_mean"]) in nation.sentence
    assert nation.chart.focus == ohio.chart.focus == "Pharmacy technicians"
    surgical = "Surgical technologists"
    assert nation.chart.frame.set_index("name")["mean"][surgical] == _area(real, "US", "29-2055")["annual_mean"]
    assert ohio.chart.frame.set_index("name")["median"][surgical] == _area(real, "39", "29-2055")["annual_median"]
    assert words.money(_area(real, "39")["annual_median"]) in ohio.sentence
    assert "not a promotion path" in " ".join(nation.notes)


@pytest.mark.parametrize("code", SAMPLE[1:])
def test_the_place_is_the_rooms_own(real: Warehouse, told: dict[str, Told], code: str) -> None:
    here, nation = _area(real, code), _area(real, "US")
    slide = told[code]["place"]
    gap = 100 * (here["annual_median"] / nation["annual_median"] - 1)
    assert words.money(here["annual_median"]) in slide.sentence and words.percent(abs(gap)) in slide.sentence
    assert slide.chart is not None
    row = slide.chart.frame.set_index("name").loc[slide.chart.focus]
    assert (row.p10, row["median"], row.p90) == tuple(here[f"annual_{point}"] for point in ("p10", "median", "p90"))
    assert "United States" in set(slide.chart.frame.name)


def test_an_area_stands_beside_its_state(told: dict[str, Told]) -> None:
    chart = told["40140"]["place"].chart
    assert chart is not None and set(chart.frame.name) == {
        "Riverside-San Bernardino-Ontario, CA", "California", "United States",
    }  # fmt: skip


def test_withheld_jobs_say_so(told: dict[str, Told]) -> None:
    assert any("number of jobs there is suppressed by BLS" in note for note in told["22660"]["place"].notes)


def test_the_nation_shows_where_most_and_least_is_paid(real: Warehouse, told: dict[str, Told]) -> None:
    ends = _one(
        real,
        "SELECT min(annual_median) AS low, max(annual_median) AS high FROM wages WHERE occupation_code = '29-2052' "
        "AND industry_code = '000000' AND year = (SELECT max(year) FROM wages WHERE area_type = 'state') "
        "AND (area_type = 'state' OR area_code IN ('72', '6600001', '7800001'))",
    )
    slide = told["US"]["place"]
    assert words.money(ends["low"]) in slide.sentence and words.money(ends["high"]) in slide.sentence


def test_the_way_costs_what_the_issuers_ask(told: dict[str, Told]) -> None:
    known = credentials.all_credentials()
    first, sterile = known["cpht_ptce"].cost, known["cspt"].cost
    assert first is not None and sterile is not None
    slide = told["39"]["path"]
    assert words.money(first) in slide.sentence
    assert slide.chart is not None
    drawn = slide.chart.frame.set_index("name").total
    assert drawn["CPhT and CSPT (sterile)"] == first + sterile
    assert "in Ohio" in slide.notes[1] and "Settings are taken to stand apart" in slide.notes[1]


def test_the_close_names_what_cannot_be_tested(told: dict[str, Told]) -> None:
    slide = told["US"]["unknown"]
    assert slide.sentence.startswith("2 of 5 claims")
    assert "Increased knowledge and better patient care: cannot be tested" in slide.points


def test_the_verdicts_open_the_story(told: dict[str, Told]) -> None:
    assert [point.partition(": ")[2] for point in told["US"]["question"].points] == [
        "supported with limits", "supported with limits", "mixed",
    ]  # fmt: skip


def test_an_empty_warehouse_tells_what_is_not_loaded(tmp_path: Path) -> None:
    write_build(tmp_path)
    empty = current(tmp_path)
    slides = _told(empty, Place("US", "United States", "nation", "US", "", "", None))
    assert tuple(slides) == KEYS
    for key in ("compared", "pay", "spread", "top", "growth", "ladder", "place"):
        assert slides[key].chart is None and "load" in slides[key].sentence, key
    assert slides["path"].chart is not None
    assert slides["unknown"].sentence.startswith("5 of 5 claims")


def test_a_place_without_a_median_says_why(tmp_path: Path) -> None:
    """Synthetic."""
    nation = {"annual_mean": 41000, "annual_p10": 30000, "annual_median": 40000, "annual_p90": 60000, "employment": 900}
    withheld = {"annual_median": "suppressed", "annual_p10": "suppressed", "annual_p90": "top_code:239200"}
    rows = [
        wage(**nation),
        wage(area_code="39", area_name="Ohio", area_type="state", state="OH", employment=20, marks=withheld),
        sector("62", annual_mean=50000, employment=200, annual_median=48000, annual_p10=40000, annual_p90=70000),
        sector("44-45", annual_mean=40000, employment=600),
    ]
    made = opened(tmp_path, rows)
    ohio = next(place for place in places.all_places(made) if place.code == "39")
    slides = _told(made, ohio)
    assert "suppressed by BLS" in slides["place"].sentence
    chart = slides["place"].chart
    assert chart is not None
    reason = chart.frame.set_index("name").reason["Ohio"]
    assert "suppressed by BLS" in reason and "at or above $239,200" in reason
    assert "suppressed by BLS" in slides["place"].alt
    assert "not known" in slides["spread"].sentence and "not in the loaded files" in slides["spread"].sentence
    assert "which cannot be tested" in slides["pay"].sentence
    assert slides["top"].sentence.startswith("From the middle to the best-paid tenth it is $22,000")


def test_a_real_build_tells_the_same_story(published: Warehouse) -> None:
    nation = places.all_places(published)[0]
    slides = _told(published, nation)
    assert tuple(slides) == KEYS and all(slide.chart or slide.points for slide in slides.values())
