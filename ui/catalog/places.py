"""The figures of the page Places: the states, some places side by side, and the areas."""

from __future__ import annotations

from analysis import place_figures, places
from analysis.place_figures import PlaceFigures
from analysis.place_ranking import Ranking
from analysis.places import Place
from ui import place_controls as ask
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure, figure_such_as
from ui.data import once_a_build
from ui.figures import places as drawn
from ui.figures import places_beside, state_tiles
from ui.links import Choice
from ui.several import Several

CHOOSE_PLACES = "Choose a place, or up to three to compare with, to see them beside the nation."


class Places(View):
    page, path, title = "places", "/places", "Places"

    @derived
    def known(self) -> list[Place]:
        """Every place that has figures."""
        return once_a_build(places.all_places)(self.w)

    @derived
    def here(self) -> PlaceFigures:
        """The figures of the place."""
        return once_a_build(place_figures.figures)(self.w, self.place)

    @asks
    def measure(self) -> Choice[str]:
        return ask.measure()

    @asks
    def prices(self) -> Choice[str]:
        return ask.prices()

    @asks
    def others(self) -> Several:
        return ask.compare_with(self.known)

    @asks
    def kind(self) -> Choice[str]:
        return ask.kind_of_area()

    @asks
    def inside(self) -> Choice[str]:
        return ask.inside(self.known)

    @derived
    def priced(self) -> bool:
        """Whether pay is shown at national prices."""
        return self.prices == "national"

    @derived
    def compared(self) -> tuple[str, ...]:
        """Codes of the places side by side, the nation apart."""
        return ask.compared(self.place, self.others)

    @derived
    def beside(self) -> list[PlaceFigures]:
        """The figures of the places side by side, the nation last."""
        return places_beside.found(self.w, self.compared)

    @derived
    def ranked(self) -> Ranking:
        """The areas that are asked for, by the measure."""
        return drawn.areas(self.w, self.measure, self.priced, self.kind, self.inside)

    @derived
    def where(self) -> str:
        """The areas in words."""
        return ask.where(self.kind, self.inside, self.known)

    @figure
    def states(self) -> FigureSpec:
        """Pay, jobs or concentration in every state and territory."""
        return state_tiles.states(self.w, self.measure, self.priced, self.place, ask.take_tile(self.place))

    @figure_such_as(place="Ohio")
    def side_by_side(self) -> FigureSpec | NoFigure:
        """The range of pay in up to four places and the nation."""
        return places_beside.ranges(self.w, self.beside, self.priced) if self.compared else NoFigure(CHOOSE_PLACES)

    @figure
    def areas(self) -> FigureSpec:
        """Pay, jobs or concentration in metropolitan and nonmetropolitan areas."""
        beside = self.beside
        return drawn.area_strip(self.w, self.ranked, self.place, beside, beside[-1], self.where)

    @figure
    def area_ranks(self) -> FigureSpec:
        """The highest, the lowest and the chosen areas with their ranks."""
        return drawn.area_ranks(self.w, self.ranked, self.compared, self.where)
