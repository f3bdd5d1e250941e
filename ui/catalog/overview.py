"""The figures of the Overview: the answer in three claims, and near you."""

from __future__ import annotations

from typing import Literal

from analysis import editions, outlook, place_figures
from analysis.editions import NATION, Edition
from analysis.outlook import Outlook
from analysis.place_figures import PlaceFigures
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure, figure_such_as
from ui.data import once_a_build
from ui.figures import national_series, place_pay, room, setting_pay
from ui.figures import openings as drawn
from ui.links import Choice

CHOOSE_PLACE = "Choose a place, a state or a city, to see its pay, jobs and prices."


class Overview(View):
    page, path, title = "overview", "/", "Overview"

    @derived
    def here(self) -> PlaceFigures:
        """The figures of the place."""
        return once_a_build(place_figures.figures)(self.w, self.place)

    @derived
    def by_sector(self) -> Edition:
        """The newest edition with pay by sector. Raises NoEdition."""
        return editions.latest(editions.industries(self.w, "sector"), "pay by sector")

    @derived
    def projected(self) -> Outlook:
        """The newest projections."""
        return once_a_build(outlook.outlook)(self.w)

    @asks
    def subject(self) -> Choice[Literal["jobs", "pay"]]:
        return Choice("Show", {"jobs": "Jobs", "pay": "Pay"}, key="series", default="jobs", what="series")

    @figure_such_as(place="Ohio")
    def pay_here(self) -> FigureSpec | NoFigure:
        """The range of pay in a place beside the nation's."""
        if self.place.code == NATION:
            return NoFigure(CHOOSE_PLACE)
        return place_pay.beside_the_nation(self.w, self.here)

    @figure
    def pay_by_sector(self) -> FigureSpec:
        """The range of pay in health care, in retail trade and in all settings."""
        return setting_pay.spread(self.w, self.by_sector)

    @figure
    def pay_by_setting(self) -> FigureSpec:
        """Mean pay in every setting that has an industry of its own."""
        return setting_pay.finer(self.w, self.by_sector)

    @figure
    def room_at_the_top(self) -> FigureSpec:
        """From the median to the best-paid tenth, in health care and in retail trade."""
        return room.at_the_top(self.w, self.by_sector)

    @figure
    def through_the_editions(self) -> FigureSpec:
        """Jobs, or median and mean pay, in every edition since 1999."""
        return national_series.through_the_editions(self.w, self.subject)

    @figure
    def openings(self) -> FigureSpec:
        """Projected openings a year, by where they come from."""
        return drawn.split(self.w, self.projected)
