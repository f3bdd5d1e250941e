"""Slides as HTML: every figure where it belongs, reasons for what is missing, nobody's words taken for markup."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import places
from analysis.story import Chart, Series, Slide
from analysis.warehouse import Warehouse, current
from ui import address
from ui.slides import told
from ui.slides.drawing import drawing
from ui.slides.markup import leaf

NAN = float("nan")
UNSAFE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return current(tmp_path_factory.mktemp("no builds"))


def bars(**columns: object) -> Chart:
    frame = pd.DataFrame({"name": ["Hospitals", "Shops", "Islands"], "pay": [50_000.0, 40_000.0, NAN]} | columns)
    series = (Series("pay", "Pay", low="low", high="high"),)
    return Chart("bars", frame, "name", series, "money", "dollars", reason="reason")


def slide(chart: Chart | None, **more: str) -> Slide:
    parts = {"key": "pay", "heading": "What?", "sentence": "So much.", "source": "BLS", "edition": "May 2025",
             "url": "", "caveat": "Mind.", "alt": "So much."} | more  # fmt: skip
    return Slide(chart=chart, points=() if chart else ("One: two", "Three"), notes=("First.", "Second."), **parts)


def places_of(html: str, kind: str) -> list[dict[str, float]]:
    found = re.findall(rf'class="{kind}" style="([^"]+)"', html)
    return [{name: float(value) for name, value in re.findall(r"--(\w+): (-?[\d.]+)", style)} for style in found]


def test_bars_begin_at_zero_and_end_at_their_figures() -> None:
    html = drawing(bars(low=[49_000.0, NAN, NAN], high=[52_000.0, NAN, NAN], reason=["", "", "kept back"]), "alt")
    assert places_of(html, "bar") == [{"to": 0.9615}, {"to": 0.7692}]
    assert places_of(html, "margin") == [{"start": 0.9423, "to": 1.0}]
    assert "$50,000" in html and '<span class="missing">kept back</span>' in html


def test_ranges_stand_between_the_least_and_the_most() -> None:
    frame = pd.DataFrame({
        "name": ["a", "b", "c"], "low": [10.0, 20.0, NAN], "mid": [30.0, 40.0, 35.0], "high": [50.0, 60.0, NAN],
        "why": ["", "", "top code"],
    })  # fmt: skip
    series = (Series("low", "10th percentile"), Series("mid", "Median"), Series("high", "90th percentile"))
    html = drawing(Chart("ranges", frame, "name", series, "money", "dollars", reason="why", focus="b"), "alt")
    assert places_of(html, "span") == [{"start": 0.0, "to": 0.8}, {"start": 0.2, "to": 1.0}]
    assert [place["to"] for place in places_of(html, "above")] == [0.4, 0.6, 0.5]
    assert "line: 10th to 90th percentile, dot: median" in html and "top code" in html
    assert html.count(" focus") == 1


def test_a_line_of_many_editions_labels_a_few_and_the_last() -> None:
    years = list(range(2000, 2020))
    frame = pd.DataFrame({"year": [str(year) for year in years], "jobs": [float(year) for year in years]})
    frame.loc[3, "jobs"] = NAN
    html = drawing(Chart("lines", frame, "year", (Series("jobs", "Jobs"),), "jobs", "jobs"), "alt")
    when = re.findall(r'class="when"[^>]*>(\d+)<', html)
    assert len(when) <= 6 and when[-1] == "2019"
    assert len(places_of(html, "dot")) == 19
    assert all(0 < place["to"] < 1 for place in places_of(html, "dot"))


@pytest.mark.parametrize("kind", ["bars", "ranges", "lines"])
def test_a_figure_without_any_value_gives_its_reasons(kind: str) -> None:
    frame = pd.DataFrame({"name": ["a"], "x": [NAN], "y": [NAN], "z": [NAN], "why": ["never collected"]})
    series = (Series("x", "X"), Series("y", "Y"), Series("z", "Z"))[: 3 if kind == "ranges" else 1]
    html = drawing(Chart(kind, frame, "name", series, "money", "dollars", reason="why"), "alt")  # type: ignore[arg-type]
    assert "never collected" in html and "nan" not in html


def test_words_are_never_markup() -> None:
    chart = bars(low=NAN, high=NAN, reason=["", "", UNSAFE], name=[UNSAFE, "b", "c"])
    made = leaf(slide(chart, sentence=UNSAFE, heading=UNSAFE, alt=UNSAFE, caveat=UNSAFE, source=UNSAFE), UNSAFE)
    assert "<img" not in made.html + made.notes


def test_every_slide_carries_source_edition_and_build() -> None:
    made = leaf(slide(None, url="https://www.bls.gov/oes/"), "Build b1.")
    assert 'href="https://www.bls.gov/oes/"' in made.html
    assert "BLS, May 2025" in made.html and "Build b1." in made.html
    assert "One: <b>two</b>" in made.html and made.notes == "<p>First.</p><p>Second.</p>"


@pytest.mark.parametrize(("name", "short"), [("United States", ""), ("Ohio", "?place=OH"), ("Guam", "?place=GU"),
                                             ("Denver-Aurora-Centennial, CO", "?place=19740")])  # fmt: skip
def test_the_code_leads_to_the_overview_of_the_place(
    real: Warehouse, monkeypatch: pytest.MonkeyPatch, name: str, short: str
) -> None:
    monkeypatch.setenv(address.VARIABLE, "https://pay.example.org")
    known = places.all_places(real)
    place = next(item for item in known if item.name == name)
    assert told.view_address(place) == f"https://pay.example.org/{short}"
    if short:
        asked = short.removeprefix("?place=")
        found = places.search(known, asked, limit=1)[0]
        assert found.place == place and found.how != "spelling"


@pytest.mark.parametrize(
    ("public", "said", "unsaid"),
    [
        ("https://pay.example.org", 'aria-label="QR code of https://pay.example.org/"', "Phones cannot"),
        ("http://localhost:8501", "Phones cannot open this address", "No code here"),
        ("nonsense", "No code here", "nonsense"),
    ],
)
def test_the_last_slide_carries_the_code_or_says_why_not(
    real: Warehouse, monkeypatch: pytest.MonkeyPatch, public: str, said: str, unsaid: str
) -> None:
    monkeypatch.setenv(address.VARIABLE, public)
    leaves = told.leaves(real, places.all_places(real)[0])
    assert said in leaves[-1].html and unsaid not in leaves[-1].html
    assert not any("QR code" in one.html for one in leaves[:-1])


def test_the_style_sheets_write_nothing_small() -> None:
    folder = Path(told.__file__).parent
    for sheet in ("deck.css", "window.css"):
        sizes = re.findall(r"font-size: ([^;]+);", (folder / sheet).read_text(encoding="utf-8"))
        parts = [float(found) for size in sizes for found in re.findall(r"([\d.]+) \* var\(--u\)", size)]
        assert parts and min(parts) >= 1.45
