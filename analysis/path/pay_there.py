"""What a setting would pay in a place: the place's range of pay, moved by how the setting stands to all settings.

    pay there (p) = place's pay (p) x setting's pay (p) / all settings' pay (p) x prices then to now

at each percentile p. The two pays of the ratio are of the same area, edition and percentile. The area is the place's
own state where pay by state and industry is loaded (the ratio then brings in the state's own figures), else the nation.
It assumes that the setting stands to all settings in the place as it does in that area; the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import place_figures, same_state, settings, words
from analysis.editions import NATION, Edition, NoEdition
from analysis.estimate import Estimate
from analysis.places import Place
from analysis.prices import Dollars, NoPrices, dollars
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

POINTS = place_figures.POINTS
MIDDLE_HALF = ("annual_p25", "annual_median", "annual_p75")
ALL = "all"
EDITIONS_TRIED = 3
"""Editions of the ratio that sensitivity looks at, the newest first."""


@dataclass(frozen=True)
class Point:
    """Pay at one percentile. value: dollars a full-time year in the reference month's prices, None with a `reason`.

    here: the place's published figure; setting, everyone: the two of the ratio; all three in their edition's dollars.
    """

    measure: str
    here: float | None
    setting: float | None
    everyone: float | None
    value: float | None
    reason: str

    @property
    def ratio(self) -> float | None:
        return None if not self.setting or not self.everyone else self.setting / self.everyone


@dataclass(frozen=True)
class PayRange:
    """Expected pay of a setting in a place.

    setting: the industry that it is read through, in `ratio_edition`. area_name: whose ratio it is; own_state: whether
    that is the place's own state rather than the nation. here_source: key of `sources` for the place's figures.
    """

    place: Place
    here_edition: Edition
    setting: Resolved
    ratio_edition: Edition
    area_name: str
    own_state: bool
    points: tuple[Point, ...]
    here_source: str

    def value(self, measure: str) -> float | None:
        return next(point.value for point in self.points if point.measure == measure)

    @property
    def complete(self) -> bool:
        """Whether the middle half and the median are there: without them nothing can be compared."""
        return all(self.value(measure) is not None for measure in MIDDLE_HALF)

    @property
    def reason(self) -> str:
        """Why the range is not complete; empty where it is."""
        return next((point.reason for point in self.points if point.measure in MIDDLE_HALF and point.reason), "")


@dataclass(frozen=True)
class Prices:
    """Dollars of the reference month. factor: what a dollar of the place's edition is worth in them."""

    label: str
    note: str
    factor: float


def prices(warehouse: Warehouse, edition: Edition) -> Prices:
    """From an edition's dollars to those of the latest month of consumer prices; unchanged where none are loaded."""
    try:
        money: Dollars = dollars(warehouse)
        return Prices(money.label, money.note, money.of_edition(edition))
    except NoPrices:
        label = f"dollars of {edition.label}"
        return Prices(label, f"In {label}: consumer prices are not loaded, so they are not brought up to date.", 1.0)


def edition_of(warehouse: Warehouse, place: Place) -> Edition:
    """The newest edition that has the place. Raises NoEdition."""
    return place_figures.figures(warehouse, place).edition


def moved(
    here: Sequence[float | None], setting: Sequence[float | None], everyone: Sequence[float | None], factor: float
) -> tuple[float | None, ...]:
    """The formula of the module, percentile by percentile from low to high; None where one of the three is missing.

    A ratio that differs between percentiles could put a lower one above a higher one; those are then put in order
    (the rearrangement of Chernozhukov, Fernández-Val and Galichon 2010), so that a range stays a range.
    """
    found = [
        place * one / whole * factor if place is not None and one is not None and whole else None
        for place, one, whole in zip(here, setting, everyone, strict=True)
    ]
    ordered = iter(sorted(value for value in found if value is not None))
    return tuple(None if value is None else next(ordered) for value in found)


def pay_ranges(warehouse: Warehouse, place: Place, keys: Sequence[str], level: Prices | None = None) -> list[PayRange]:
    """The range of each of some settings in a place, all through ratios of the same area and edition.

    level: prices to bring the place's figures to; those of the latest month when none are given. Raises UnknownSetting,
    NoEdition where the place has no figures or no edition holds pay for all of the settings.
    """
    here = place_figures.figures(warehouse, place)
    level = level or prices(warehouse, here.edition)
    area, edition = _where(warehouse, place, keys)
    everyone = settings.resolve(warehouse, ALL, edition, "annual_median", area)
    found = []
    for key in keys:
        one = settings.resolve(warehouse, key, edition, "annual_median", area)
        found.append(
            PayRange(
                place=place,
                here_edition=here.edition,
                setting=one,
                ratio_edition=edition,
                area_name=place.state_name if area != NATION else "the nation",
                own_state=area != NATION,
                points=_points(here.here, one.estimates, everyone.estimates, level.factor),
                here_source=here.here["annual_median"].source_id,
            )
        )
    return found


@dataclass(frozen=True)
class Reading:
    """Another way to read how settings stand to each other. ratios: by setting, pay there over pay in all settings."""

    words: str
    ratios: dict[str, float]


def readings(warehouse: Warehouse, keys: Sequence[str]) -> list[Reading]:
    """National ratios at the median in the newest editions, and of the means at the finest industry; newest first."""
    found = []
    for measure, name, count in (("annual_median", "median", EDITIONS_TRIED), ("annual_mean", "mean", 1)):
        for edition in _national(warehouse, keys, measure)[:count]:
            whole = settings.resolve(warehouse, ALL, edition, measure).estimates[measure].value
            sides = {key: settings.resolve(warehouse, key, edition, measure).estimates[measure].value for key in keys}
            ratios = {key: value / whole for key, value in sides.items() if value is not None and whole}
            if len(ratios) == len(sides):
                found.append(Reading(f"{name}, {edition.label}", ratios))
    return found


def _points(
    here: Mapping[str, Estimate], setting: Mapping[str, Estimate], everyone: Mapping[str, Estimate], factor: float
) -> tuple[Point, ...]:
    columns = [[found[measure].value for measure in POINTS] for found in (here, setting, everyone)]
    values = moved(columns[0], columns[1], columns[2], factor)
    return tuple(
        Point(measure, place, one, whole, value, _reason(here[measure], setting[measure], everyone[measure]))
        for measure, place, one, whole, value in zip(POINTS, *columns, values, strict=True)
    )


def _reason(*found: Estimate) -> str:
    return next((item.reason_words for item in found if item.value is None), "")


def _where(warehouse: Warehouse, place: Place, keys: Sequence[str]) -> tuple[str, Edition]:
    """The area and edition of the ratios: the place's state where it has every setting, else the nation."""
    asked = [*keys, ALL]
    if place.state_fips:
        for edition in reversed(same_state.editions(warehouse)):
            if all(_has(warehouse, key, edition, place.state_fips) for key in asked):
                return place.state_fips, edition
    known = _national(warehouse, keys, "annual_median")
    if not known:
        names = words.join([settings.setting(key).words for key in keys])
        raise NoEdition(f"No loaded edition holds the median pay of {names} together with all settings.")
    return NATION, known[0]


def _has(warehouse: Warehouse, key: str, edition: Edition, area: str) -> bool:
    found = settings.resolve(warehouse, key, edition, "annual_median", area)
    return all(found.estimates[measure].value is not None for measure in MIDDLE_HALF)


def _national(warehouse: Warehouse, keys: Sequence[str], measure: str) -> list[Edition]:
    """Editions that have the measure for every setting and for all together, newest first."""
    common = set.intersection(*(set(settings.editions(warehouse, key, measure)) for key in {*keys, ALL}))
    return sorted(common, reverse=True)
