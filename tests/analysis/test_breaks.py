"""What lies between two editions."""

from __future__ import annotations

from analysis import breaks
from analysis.editions import Edition


def test_the_breaks_of_the_wage_tables_are_known() -> None:
    kinds = {item.kind: item.edition for item in breaks.known("wages")}
    assert kinds["method"] == (2021, 5) and kinds["industry"] == (2023, 5) and kinds["area"] == (2024, 5)


def test_a_break_lies_before_its_first_edition() -> None:
    method = breaks.crossed(Edition(2020, 5), Edition(2021, 5), kinds=breaks.IN_LEVELS)
    assert [item.label for item in method] == ["New estimation method"]
    assert breaks.crossed(Edition(2021, 5), Edition(2022, 5)) == []
    assert breaks.crossed(Edition(2021, 5), Edition(2020, 5), kinds=breaks.IN_LEVELS) == method, "either way round"


def test_a_national_level_is_not_blamed_for_new_areas_or_industry_codes() -> None:
    assert breaks.crossed(Edition(2022, 5), Edition(2025, 5), kinds=breaks.IN_LEVELS) == []
    assert [item.kind for item in breaks.crossed(Edition(2022, 5), Edition(2024, 5), kinds=breaks.IN_PLACES)] == [
        "area"
    ]


def test_words_name_each_break_and_its_effect() -> None:
    said = breaks.sentence(breaks.crossed(Edition(2018, 5), Edition(2021, 5), kinds=breaks.IN_LEVELS))
    assert said.startswith("This crosses 2 breaks in the series: SOC 2018 (May 2019) and New estimation method")
    assert "mixes method and market" in said
    assert breaks.sentence([]) == ""


def test_the_frame_is_ready_to_draw() -> None:
    frame = breaks.frame(breaks.known("wages"))
    assert frame.date.is_monotonic_increasing and (frame.source.str.startswith("https://")).all()
