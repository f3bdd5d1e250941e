"""What a page shows and what an address gives are one and the same, for every figure of every page."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from analysis import licences
from analysis.warehouse import Warehouse, current
from etl.settings import PROJECT
from ui import card, tables
from ui.card import FigureSpec, NoFigure
from ui.catalog.answer import Answer, NothingToShow, answer
from ui.catalog.listing import PAGES, UnknownFigure, find, names
from ui.catalog.my_path import MyPath
from ui.catalog.view import View
from ui.links import NotUnderstood
from ui.serving.recording import Drawn
from ui.theme import PALETTES

VISITS: dict[str, list[str]] = {
    "overview": ["", "place=Ohio&series=Pay"],
    "pay": ["", "setting=Hospitals&baseline=All+settings&measure=Median&year=2023&level=Sectors&dollars=Constant"
                "&show=Pay+of+both&place=19740"],
    "specialties": ["", "specialty=nuclear&baseline=All+settings&year=2023&measure=Median&dollars=Constant&group=Both"],
    "settings": ["", "measure=90th&year=2022&baseline=All+settings&level=Sectors&dollars=Constant&place=TX"],
    "growth": ["", "since=2010&pay=Mean&dollars=Of+the+year&pulse=Hourly+earnings&months=2000"],
    "advancement": ["", "setting=Hospitals&baseline=All+settings&top=75th+percentile&year=2023&dollars=Constant"
                        "&owners=Specialty+hospitals&steps-year=2024&from=Health+care&ladder=Openings&place=Ohio"],
    "places": ["", "place=Ohio&with=Texas&with=denver&measure=Jobs&areas=Metropolitan&in=Ohio",
               "place=Denver-Aurora-Centennial,+CO&prices=At+national+prices&measure=90th"],
    "my_path": ["", "place=Ohio&now=student&go=nuclear&hours=30&wage=19.5&fees=400&months=6&lost=4&exam=true"],
    "credentials": [""],
}  # fmt: skip
"""Addresses of each page: as it opens, and with every control turned."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The data that come with the project, for the pages as for the addresses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("no builds")))
        yield current()


@pytest.fixture(scope="module")
def drawn(warehouse: Warehouse) -> dict[str, list[FigureSpec | NoFigure]]:
    """Every card that the pages drew on VISITS, by page; one that could not be drawn among them."""
    found: dict[str, list[FigureSpec | NoFigure]] = {page: [] for page in VISITS}
    with pytest.MonkeyPatch.context() as patch:
        take, draw = None, card.figure_card

        def noted(spec: FigureSpec | NoFigure, **more: bool) -> None:
            take.append(spec)
            draw(spec, **more)

        patch.setattr(card, "figure_card", noted)
        # What another test has had drawn would be sent again here, and no card made.
        patch.setattr(Drawn, "show", lambda _drawn, _about, _said, draw: draw())
        for page, addresses in VISITS.items():
            take = found[page]
            for address in addresses:
                run = AppTest.from_file(str(PROJECT / "navigation.py"), default_timeout=120)
                for name, said in parse_qs(address).items():
                    run.query_params[name] = said if len(said) > 1 else said[0]
                if page != "overview":
                    run.switch_page(f"pages/{page}.py")
                run.run()
                assert not run.exception, (page, address, run.exception)
                assert not run.warning, (page, address, [warning.value for warning in run.warning])
    return found


def ask(warehouse: Warehouse, name: str, address: str = "") -> Answer:
    return answer(warehouse, name, parse_qs(address, keep_blank_values=True))


def example(name: str) -> Mapping[str, list[str]]:
    page, key = find(name)
    return page.figures()[key].example


def test_every_page_with_figures_is_in_the_catalog() -> None:
    calls = {"figure_card", "figure_cards"}
    pages = {
        path.stem for path in sorted((PROJECT / "pages").glob("*.py"))
        if calls & {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    }  # fmt: skip
    assert pages == {page.page for page in PAGES} == set(VISITS)
    navigation = Path(PROJECT / "navigation.py").read_text(encoding="utf-8")
    for page in PAGES:
        assert page.path == ("/" if page.page == "overview" else f"/{page.page}")
        assert f'st.Page("pages/{page.page}.py", title="{page.title}"' in navigation


def test_every_figure_of_a_page_has_an_address_and_every_address_a_figure(
    drawn: dict[str, list[FigureSpec | NoFigure]],
) -> None:
    shown = set()
    for page, specs in drawn.items():
        for spec in specs:
            assert spec.address is not None, f"a figure on {page} has no address"
            assert spec.address.page == page
            if isinstance(spec, FigureSpec):
                assert spec.key == spec.address.key
                shown.add(spec.address.name)
    # Pay by state and industry is in no file that comes with the project: the page says so instead.
    assert set(names()) - shown == {"pay/inside-states"}


def test_every_figure_is_one_that_plotly_understands(drawn: dict[str, list[FigureSpec | NoFigure]]) -> None:
    """They are made unchecked, which is quicker: a name or value that Plotly does not know raises ValueError here."""
    checked = 0
    for spec in (spec for specs in drawn.values() for spec in specs):
        if isinstance(spec, FigureSpec) and not spec.has_controls:
            for colours in PALETTES.values():
                figure = spec.draw(colours)
                if figure is not None:
                    go.Figure(figure.to_dict())
                    checked += 1
    assert checked > 150


def test_the_address_gives_the_csv_of_the_card_and_hangs_on_the_same_questions(
    warehouse: Warehouse, drawn: dict[str, list[FigureSpec | NoFigure]]
) -> None:
    compared = 0
    for spec in (spec for specs in drawn.values() for spec in specs):
        assert spec.address is not None
        if isinstance(spec, NoFigure):
            with pytest.raises(NothingToShow):
                ask(warehouse, spec.address.name, spec.address.query)
            continue
        found = ask(warehouse, spec.address.name, spec.address.query)
        card_csv = tables.csv(spec.table, spec.columns, source=spec.source, edition=spec.edition)
        assert found.csv == card_csv, spec.address
        assert dict(found.address.needs) == dict(spec.address.needs)
        assert (found.about["title"], found.about["caveat"]) == (spec.title, spec.caveat)
        compared += 1
    assert compared > 80


def test_everything_travels_with_a_figure(warehouse: Warehouse) -> None:
    for name in names():
        if name == "pay/inside-states":
            continue
        about = answer(warehouse, name, example(name)).about
        for what in ("shows", "title", "subtitle", "unit", "source", "edition", "caveat", "build", "built"):
            assert about[what], (name, what)
        assert about["figure"] == name and about["build"] == warehouse.build_id
        assert about["columns"] and about["rows"]
        assert all(item["name"] != licences.UNKNOWN.name for item in about["licences"]), name
        assert all(parameter["name"] and "default" in parameter for parameter in about["parameters"])
    ladder = ask(warehouse, "advancement/ladder").about
    assert [item["name"] for item in ladder["licences"]] == ["Public domain", "CC BY 4.0"]
    assert "O*NET 30.2" in ladder["source"]
    priced = ask(warehouse, "places/states", "prices=national").about
    assert "Bureau of Economic Analysis" in priced["source"] and "national prices" in priced["unit"]


def test_every_accepted_answer_is_accepted(warehouse: Warehouse) -> None:
    """The last answer to each question of a page gives a figure, or a reason why there is none; never a fault."""
    given, tried = 0, set()
    for name in names():
        if name == "pay/inside-states":
            continue
        start = dict(example(name))
        for parameter in answer(warehouse, name, start).about["parameters"]:
            asked = (find(name)[0].page, parameter["name"])
            if asked in tried or not (accepted := parameter.get("accepted")):
                continue
            tried.add(asked)
            query = start | {parameter["name"]: [accepted[-1]]}
            try:
                about = answer(warehouse, name, query).about
            except NothingToShow as lacking:
                assert str(lacking)
                continue
            now = {item["name"]: item["answer"] for item in about["parameters"]}
            assert now[parameter["name"]] in (accepted[-1], [accepted[-1]]), (name, parameter["name"])
            given += 1
    assert given > 35


def test_an_address_is_read_by_the_rules_of_the_page(warehouse: Warehouse) -> None:
    def same(name: str, *addresses: str) -> None:
        assert len({ask(warehouse, name, address).csv for address in addresses}) == 1, addresses

    same(
        "pay/two-settings",
        "setting=Hospitals&year=May+2023",
        "setting=hospitals&year=2023",
        "setting=HOSPITALS&year=2023&show=",
    )
    same("overview/pay-here", "place=Ohio", "place=OH", "place=oh", "place=39")
    same("places/side-by-side", "with=Texas&with=Denver-Aurora-Centennial%2C+CO", "with=TX&with=19740&with=TX")
    same("my_path/my-pay", "hours=30", "hours=30.0", "hours=3e1")
    plain, passed = (ask(warehouse, "my_path/my-pay", address).about["title"] for address in ("", "exam=TRUE&wage=30"))
    assert plain != passed and "$30.00 an hour" in passed


@pytest.mark.parametrize(
    ("name", "address", "parameter", "way_on"),
    [
        ("pay/two-settings", "mesure=Median", "mesure", "measure"),
        ("pay/two-settings", "measure=Meen", "measure", "Mean; Median"),
        ("pay/two-settings", "setting=hospitls", "setting", "Hospitals"),
        ("pay/two-settings", "year=1998", "year", "May 2024"),
        ("pay/two-settings", "setting=Hospitals&setting=Government", "setting", "only once"),
        ("overview/openings", "place=Ohoi", "place", "Ohio"),
        ("overview/openings", "place=%F0%9F%A6%86%00%E2%80%AE", "place", "Such as"),
        ("overview/openings", f"place={'x' * 5000}", "place", "one of"),
        ("overview/openings", "embed=true", "embed", "series"),
        ("places/side-by-side", "with=OH&with=TX&with=UT&with=NY", "with", "No more than 3"),
        ("my_path/my-pay", "hours=nan", "hours", "from 1 to"),
        ("my_path/my-pay", "hours=169", "hours", "from 1 to 80"),
        ("my_path/my-pay", "exam=perhaps", "exam", "true; false"),
        # A question of the page that the figure does not hang on is read all the same.
        ("pay/within-or-between", "show=Nothing", "show", "Per cent"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_way_on(
    warehouse: Warehouse, name: str, address: str, parameter: str, way_on: str
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        ask(warehouse, name, address)
    assert refused.value.key == parameter
    assert way_on in str(refused.value)
    assert len(str(refused.value)) < 700


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("pay/two-setings", "pay/two-settings"), ("two-settings", "pay/two-settings"), ("pay/", "pay/groups"),
        ("nowhere/two-settings", "pay/two-settings"), ("", ""), ("a" * 9000, ""), ("✱/✱", ""),
    ],
)  # fmt: skip
def test_an_unknown_figure_is_refused_with_the_nearest(warehouse: Warehouse, name: str, nearest: str) -> None:
    with pytest.raises(UnknownFigure) as refused:
        ask(warehouse, name)
    assert len(str(refused.value)) < 300
    assert nearest in str(refused.value)


def test_what_is_missing_says_what_the_figure_hangs_on(warehouse: Warehouse) -> None:
    with pytest.raises(NothingToShow, match="Choose a place") as lacking:
        ask(warehouse, "overview/pay-here")
    assert lacking.value.parameters == ("place",)


def test_no_question_takes_the_name_that_an_embed_needs(warehouse: Warehouse) -> None:
    for page in PAGES:
        view: View = page(warehouse, query={})
        assert not {"name", "embed", "embed_options"} & set(view.questions())


def test_a_changed_answer_is_forgotten_with_all_that_follows_from_it_and_no_other(warehouse: Warehouse) -> None:
    query = {"go": ["Nuclear"], "hours": ["30"], "months": ["6"]}
    view = MyPath(warehouse, query)
    before, said = view.plan, view.said("hours")
    assert not isinstance(before, str)
    query["go"], query["hours"] = ["Hospitals"], ["20"]
    assert view.plan is before
    view.renew("go")
    assert view.plan is not before
    assert (view.target, view.goal.name, view.hours) == ("hospitals", "Hospitals", 30), "the hours were not renewed"
    assert view.said("hours") == said
    view.renew("hours")
    assert (view.hours, view.said("hours"), view.weeks_to_study) == (20, ("20",), 26)
