"""Figures draw what they are given, leave out what is missing, and cut a line where its making changed."""

from __future__ import annotations

import pandas as pd

from ui.charts.bars import parts
from ui.charts.ranges import COLUMNS, key_words, pay_ranges
from ui.charts.series import Line, through_time
from ui.charts.spans import spans
from ui.theme import DARK, LIGHT

NAN = float("nan")


def ranges(**changes: object) -> pd.DataFrame:
    row = dict(
        zip(COLUMNS, ("Hospitals", "specialist", 38.0, 44.0, 49.0, 60.0, 73.0, 53.0, 52.0, 54.0, ""), strict=True)
    )
    return pd.DataFrame([row | changes])


def drawn(figure, mode: str) -> list[tuple]:
    return [tuple(trace.x) for trace in figure.data if trace.mode == mode]


def test_range_draws_the_published_points_and_the_margin():
    figure = pay_ranges(ranges(), LIGHT)
    assert set(drawn(figure, "lines")) == {(38.0, 73.0), (44.0, 60.0)}
    assert set(drawn(figure, "markers")) == {(49.0,), (53.0,)}
    margins = [trace.error_x for trace in figure.data if trace.error_x.array is not None]
    assert [(list(margin.array), list(margin.arrayminus)) for margin in margins] == [([1.0], [1.0])]


def test_what_is_missing_is_left_out_and_said():
    rows = ranges(p10=NAN, mean=NAN, mean_low=NAN, mean_high=NAN, note="10th percentile suppressed by BLS")
    figure = pay_ranges(rows, LIGHT)
    assert drawn(figure, "lines") == [(44.0, 60.0)]
    assert drawn(figure, "markers") == [(49.0,)]
    assert "suppressed by BLS" in figure.layout.annotations[0].text
    assert "mean" not in key_words(rows)


def test_colour_says_the_kind_of_setting_in_both_appearances():
    for palette in (LIGHT, DARK):
        for role in ("specialist", "general", "other"):
            figure = pay_ranges(ranges(role=role), palette)
            assert figure.data[0].line.color == palette.role(role)


def test_line_is_cut_where_the_method_changes_and_whole_across_a_classification():
    years = [2008, 2009, 2010, 2011, 2012]
    rows = pd.DataFrame(
        {"date": pd.to_datetime([f"{year}-05-01" for year in years]), "edition": [f"May {year}" for year in years],
         "pay": [1.0, 2.0, 3.0, 4.0, 5.0]}
    )  # fmt: skip
    breaks = pd.DataFrame(
        {
            "date": pd.to_datetime(["2009-05-01", "2011-05-01"]),
            "kind": ["classification", "method"],
            "label": ["a", "b"],
        }
    )
    figure = through_time(rows, breaks, (Line("pay", "Pay"),), LIGHT)
    assert [list(trace.y) for trace in figure.data] == [[1.0, 2.0, 3.0], [4.0, 5.0]]
    assert len(figure.layout.shapes) == 2
    assert [note.text for note in figure.layout.annotations][:2] == ["<b>1</b>", "<b>2</b>"]


def test_axis_of_jobs_starts_at_zero():
    rows = pd.DataFrame({"date": pd.to_datetime(["2024-05-01"]), "edition": ["May 2024"], "jobs": [487920.0]})
    figure = through_time(rows, pd.DataFrame({"date": [], "kind": [], "label": []}), (Line("jobs", "Jobs"),), LIGHT)
    assert figure.layout.yaxis.range[0] == 0


def test_parts_carry_their_figures_and_a_missing_part_says_so():
    rows = pd.DataFrame(
        {"label": ["Growth", "Exits"], "value": [3150.0, NAN], "share": [6.4, NAN], "note": ["", "not loaded"]}
    )
    figure = parts(rows, LIGHT)
    assert list(figure.data[0].text) == ["<b>3,150</b> (6%)", "not loaded"]


def test_span_without_an_end_draws_no_line():
    rows = pd.DataFrame(
        [{"label": "A", "role": "other", "start": 1.0, "end": NAN, "note": "90th percentile suppressed"}]
    )
    figure = spans(rows, LIGHT)
    assert len(figure.data) == 0
    assert "suppressed" in figure.layout.annotations[0].text
