"""What is drawn can be read: as a table, as a spreadsheet, as words; and a missing figure says why."""

from __future__ import annotations

import csv
import io

import pandas as pd

from ui import tables
from ui.tables import Column

COLUMNS = {
    "name": Column("Setting"),
    "median": Column("Median", "money", "why"),
    "gap": Column("Gap", "signed_percent"),
}
ROWS = pd.DataFrame(
    [
        {"name": "Hospitals", "median": 52420.0, "gap": 27.0, "why": ""},
        {"name": "Shops & <stores>", "median": float("nan"), "gap": -3.3, "why": "suppressed by BLS"},
    ]
)


def test_a_missing_figure_is_its_reason_and_never_zero():
    shown = tables.shown(ROWS, COLUMNS)
    assert list(shown["Median"]) == ["$52,420", "suppressed by BLS"]
    assert list(shown["Gap"]) == ["+27.0%", "−3.3%"]


def test_spreadsheet_has_bare_numbers_reasons_and_the_source():
    text = tables.csv(ROWS, COLUMNS, source="BLS", edition="May 2024").decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text))
    assert first["Median"] == "52420", "a whole number has no point, though its column has gaps"
    assert second["Median"] == "suppressed by BLS"
    assert {first["Source"], second["Source"]} == {"BLS"}
    assert first["Edition"] == "May 2024"


def test_html_table_is_escaped_and_named_for_who_listens():
    found = tables.html(ROWS, COLUMNS, 'Table: "pay"')
    assert "Shops &amp; &lt;stores&gt;" in found
    assert 'aria-label="Table: &quot;pay&quot;"' in found
    assert 'tabindex="0"' in found
    assert found.count('<th scope="row">') == len(ROWS)


def test_description_tells_every_row_of_a_short_table():
    said = tables.described("Pay", ROWS, COLUMNS)
    assert "Hospitals: median $52,420, gap +27.0%." in said
    assert "median suppressed by BLS" in said


def test_description_of_a_long_table_tells_its_ends_and_extremes():
    rows = pd.DataFrame(
        {"name": [str(year) for year in range(1999, 2026)], "median": [float(year) for year in range(27)]}
    )
    rows.loc[10, "median"] = 99.0
    said = tables.described("Pay", rows, {"name": Column("Year"), "median": Column("Median", "money")})
    assert "27 rows" in said
    assert "First: 1999" in said
    assert "Highest: 2009: median $99." in said
    assert "Last: 2025" in said
