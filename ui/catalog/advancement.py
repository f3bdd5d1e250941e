"""The figures of the page Advancement: the upper end of pay, and the ladder of occupations."""

from __future__ import annotations

from analysis.editions import NATION, Edition
from analysis.ladder_steps import SHOWN, SORTS, Steps
from analysis.prices import Dollars
from analysis.upper_range import TOPS, Pair
from ui import comparison_controls as ask
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure, figure_such_as
from ui.figures import real_pay, steps, upper_range
from ui.links import Choice

CHOOSE_PLACE = "Choose a place, a state or a city, to see the same occupations there."
NO_UPPER_END = "No edition has the upper end of either setting."


class Advancement(View):
    page, path, title = "advancement", "/advancement", "Advancement"

    @asks
    def setting(self) -> Choice[str]:
        return ask.setting()

    @asks
    def baseline(self) -> Choice[str]:
        return ask.baseline("retail")

    @asks
    def top(self) -> Choice[str]:
        return Choice("Upper end", TOPS, key="top", default="annual_p90", what="point of the pay range")

    @asks
    def edition(self) -> Choice[Edition]:
        return ask.year(upper_range.years(self.w, self.top), "year with this figure")

    @asks
    def kind(self) -> Choice[real_pay.DollarsOf]:
        return ask.dollars("nominal")

    @asks
    def industry(self) -> Choice[str]:
        return Choice("Hospitals", upper_range.INDUSTRIES, key="owners", default="622100", what="kind of hospital")

    @asks
    def ladder_year(self) -> Choice[Edition]:
        return ask.year(steps.years(self.w), "year of the ladder", label="Pay of", key="steps-year")

    @asks
    def base(self) -> Choice[str]:
        return Choice(
            "Steps from technicians in", steps.bases(self.w, self.ladder_year), key="from", default="all",
            what="setting with pay in that year", look="select",
            help="Choose an earlier year to count the steps from the technicians of one setting.",
        )  # fmt: skip

    @asks
    def shown(self) -> Choice[str]:
        return Choice("Show", SHOWN, key="ladder", default="step", what="figure of the ladder")

    @asks
    def sort(self) -> Choice[str]:
        return Choice("Sort", SORTS, key="sort", default="value", what="way to sort")

    @derived
    def dollars(self) -> tuple[Dollars | None, str]:
        """Constant dollars where they are asked for and can be had, with a note on them."""
        return real_pay.dollars_of(self.w, self.kind)

    @property
    def money(self) -> Dollars | None:
        """Constant dollars; None for those of the year."""
        return self.dollars[0]

    @derived
    def found(self) -> Pair:
        """The upper end of the setting and of its baseline."""
        return upper_range.pair(self.w, self.setting, self.baseline, self.edition, self.top, self.money)

    @derived
    def rungs(self) -> Steps:
        """The ladder of occupations."""
        return steps.steps(self.w, self.ladder_year, self.base, self.money)

    @figure
    def room_by_setting(self) -> FigureSpec:
        """From the median to the upper end of pay in every setting."""
        return upper_range.in_year(self.w, self.found, self.money)

    @figure
    def room_through_time(self) -> FigureSpec | NoFigure:
        """The upper end of pay in a setting and its baseline in every edition."""
        return upper_range.through_years(self.w, self.found, self.money) or NoFigure(NO_UPPER_END)

    @figure
    def room_by_owner(self) -> FigureSpec | NoFigure:
        """The upper end of pay in hospitals by owner, edition by edition."""
        return upper_range.by_owner(self.w, self.industry, self.top, self.money) or NoFigure(ask.NO_OWNERS)

    @figure
    def ladder(self) -> FigureSpec:
        """Occupations beside and beyond: pay step, pay, openings, growth and schooling."""
        dollars = self.money.label if self.money else steps.OF_THE_YEAR
        return steps.rungs(self.w, self.rungs, self.shown, self.sort, dollars)

    @figure_such_as(place="Ohio")
    def ladder_here(self) -> FigureSpec | NoFigure:
        """The same occupations' median pay above technicians' in a place."""
        if self.place.code == NATION:
            return NoFigure(CHOOSE_PLACE)
        return steps.in_place(self.w, steps.here(self.w, self.place))

    @figure
    def leaving(self) -> FigureSpec:
        """How many move to another occupation or leave for good in a year."""
        return steps.leaving_rates(self.w)
