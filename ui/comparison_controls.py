"""The controls of the pages that compare settings, and what is said beside them about how the figures are read."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis import settings, settings_share, words
from analysis.comparison import ALL, Level
from analysis.editions import Edition, latest
from analysis.places import Place
from analysis.premium import Premium
from analysis.settings import Resolved
from analysis.settings_share import Shares
from analysis.warehouse import Warehouse
from ui import notes
from ui.figures import premium
from ui.figures.real_pay import DollarsOf
from ui.links import Choice

MEASURES: dict[str, str] = {
    "annual_mean": "Mean", "annual_median": "Median", "annual_p10": "10th", "annual_p25": "25th", "annual_p75": "75th",
    "annual_p90": "90th",
}  # fmt: skip
MEASURE_HELP = (
    "10th to 90th are percentiles: one worker in ten earns less than the 10th, nine in ten earn less than the 90th. "
    "BLS "
    "publishes an error, and so a margin, for the mean only."
)
LEVELS: dict[Level, str] = {"finest": "Finest loaded", "sector": "Sectors"}
LEVEL_HELP = (
    "Each setting is read through an industry. The finest one loaded fits best; sectors are wide, but BLS's whole "
    "range of pay and its margins are loaded for them."
)
DOLLARS: dict[DollarsOf, str] = {"nominal": "Of the year", "constant": "Constant"}
DOLLARS_HELP = "Constant dollars take out the rise in consumer prices (CPI-U)."
SHOWN: dict[premium.Shown, str] = {"percent": "Per cent", "dollars": "Dollars", "pay": "Pay of both"}
WHERE_STATES = (
    "Where it could come from: [BLS's research estimates by state and industry](https://www.bls.gov/oes/tables.htm), "
    "one file an edition. `python -m etl refresh` asks for them; if BLS refuses, a person can download them and put "
    "them in the inbox folder."
)
NO_OWNERS = (
    "Jobs and pay by owner are not in the loaded files. BLS publishes them for hospitals and schools in its files of "
    "wages by "
    "industry and ownership."
)
NO_SHARES = "Jobs by sector are not in the loaded files."
NO_HANDBOOK = "The Occupational Outlook Handbook is not in the loaded files."
NO_SPAN = "Pay by sector is loaded for fewer than two editions, so the rise in national pay cannot be split."


def specialist_settings() -> dict[str, str]:
    """The settings that can be compared, those with specialist work, by key."""
    return {key: item.name for key, item in settings.all_settings().items() if item.kind == "specialist"}


def baselines() -> dict[str, str]:
    """The settings to compare with: general ones, and all settings together."""
    known = settings.all_settings()
    return {key: item.name for key, item in known.items() if item.kind == "general"} | {ALL: known[ALL].name}


def setting() -> Choice[str]:
    """The specialist setting to look at."""
    return Choice("Setting", specialist_settings(), key="setting", default="health_care", what="setting", look="select")


def baseline(default: str) -> Choice[str]:
    """The setting to compare with."""
    return Choice("Compared with", baselines(), key="baseline", default=default, what="baseline", look="select")


def measure(label: str = "Measure") -> Choice[str]:
    """The point of the pay range."""
    return Choice(label, MEASURES, key="measure", default="annual_mean", what="measure", help=MEASURE_HELP)


def level() -> Choice[Level]:
    """How fine the industries are that settings are read through."""
    return Choice("Industries", LEVELS, key="level", default="finest", what="level", help=LEVEL_HELP)


def dollars(default: DollarsOf) -> Choice[DollarsOf]:
    """Dollars of the year, or constant ones."""
    return Choice("Dollars", DOLLARS, key="dollars", default=default, what="kind of dollars", help=DOLLARS_HELP)


def year(
    known: dict[Edition, str], what: str, *, label: str = "Year", key: str = "year", help: str | None = None
) -> Choice[Edition]:
    """One of some editions, the first of them unless answered. '2023' in a link means the edition of that year."""
    return Choice(
        label, known, key=key, default=next(iter(known)), what=what, look="select", resolve=year_in(known),
        also="the year alone", help=help,
    )  # fmt: skip


def years(warehouse: Warehouse, setting: str, baseline: str) -> dict[Edition, str]:
    """Editions in which both have pay through two different industries, newest first. Never empty.

    Where no edition holds both, the newest one of the setting alone, so that the page can say what is missing.
    """
    found = premium.editions(warehouse, setting, baseline) or settings.editions(warehouse, setting)[-1:]
    if not found:
        found = settings.editions(warehouse, ALL)[-1:]
    return {edition: edition.label for edition in found}


def share_years(warehouse: Warehouse) -> dict[Edition, str]:
    """Editions whose jobs by industry are loaded as a whole, newest first. Raises NoEdition where there is none."""
    known = {edition for level in settings_share.LEVELS for edition in settings_share.editions(warehouse, level)}
    latest(list(known), "jobs by industry")
    return {edition: edition.label for edition in sorted(known, reverse=True)}


def industry_words(found: Shares) -> str:
    """Which level of industries the shares are of, and what a finer one would need."""
    if found.level == "sector":
        return (
            f"Shown are sectors; finer industries of {found.edition.label} are shown where they are loaded and chosen."
        )
    return f"Shown are {found.level} industries of {found.edition.label}, the finest level that is loaded whole."


def no_measure(edition: Edition, measure: str, level: str) -> str:
    """Why there is no figure of pay by setting for what was chosen."""
    at = "sector" if level == "sector" else "finest"
    return (
        f"{words.capital(words.MEASURES[measure])} of {edition.label} is not in the loaded files at the {at} level: "
        f"they hold "
        "only the mean and the jobs there."
    )


def year_in(known: dict[Edition, str]) -> Callable[[str], Edition | None]:
    """How to read a year in a link: '2023' means the edition of that year."""
    return lambda asked: next((edition for edition in known if asked.strip() == str(edition.year)), None)


def group_level(level: str) -> str | None:
    """The level of industries for groups of settings; None for the finest."""
    return "sector" if level == "sector" else None


def offer_sector(label: str) -> None:
    """A button that asks the same question of sectors; never done without being asked for."""
    st.button(label, on_click=_to_sectors, icon=":material/zoom_out_map:", key="offer-sector")


def how_read(found: Premium) -> list[str]:
    """Which industry each side is read through, at which level, and why not a finer one."""
    return [_read(side) for side in (found.setting, found.baseline)]


def place_words(place: Place) -> str:
    """Why the place chosen does not change the figures of this page."""
    return f"BLS's files for {place.in_words} hold all settings together, so pay by setting is the nation's."


def _read(side: Resolved) -> str:
    if not side.found:
        return side.level_words
    level = "all industries" if side.setting.kind == "all" else f"NAICS {side.code}, {side.level}"
    said = f"**{words.capital(side.setting.words)}**: read through "
    said += (
        "all industries."
        if side.setting.kind == "all"
        else f"{side.industry.partition(', excluding')[0].lower()} ({level})."
    )
    if not side.own:
        said += f" A wider industry, in place of {side.setting.words}."
    if side.skipped:
        said += f" Finer: {'; '.join(item.words for item in side.skipped)}."
    if side.owners:
        said += " Its owners are combined here, weighted by jobs."
    if side.without:
        said += f" Left out: {words.join(side.without)}."
    return said


def _to_sectors() -> None:
    st.session_state["level"] = "sector"
    notes.forget("level")
    # The button may stand in a part of the page; the control of the level stands in another.
    st.rerun()
