"""The figures of the page Specialties: pay where specialists work, for one specialty and for all."""

from __future__ import annotations

from analysis import specialties, specialty_table
from analysis.editions import Edition
from analysis.prices import Dollars
from analysis.specialties import Card
from ui import comparison_controls as ask
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure, figure_such_as
from ui.data import once_a_build
from ui.figures import premium, specialty_pay
from ui.links import Choice

EVERY = ""
GROUPS = {"eight": "The eight", "further": "Further paths", "both": "Both"}
FURTHER = {"eight": False, "further": True, "both": None}


class Specialties(View):
    page, path, title = "specialties", "/specialties", "Specialties"

    @asks
    def chosen(self) -> Choice[str]:
        names = {key: once_a_build(specialties.card)(self.w, key).name for key in specialties.all_keys()}
        every = {EVERY: "All specialties", **names}
        return Choice("Specialty", every, key="specialty", default=EVERY, what="specialty", look="select")

    @asks
    def baseline(self) -> Choice[str]:
        return ask.baseline(specialties.BASELINE)

    @asks
    def year(self) -> Choice[Edition]:
        loaded = once_a_build(specialty_table.editions)(self.w, "annual_mean")
        return ask.year({item: item.label for item in reversed(loaded)}, "year")

    @asks
    def measure(self) -> Choice[str]:
        return ask.measure()

    @asks
    def kind(self) -> Choice[str]:
        return ask.dollars("nominal")

    @asks
    def group(self) -> Choice[str]:
        return Choice("Show", GROUPS, key="group", default="eight", what="group of specialties")

    @derived
    def money(self) -> Dollars | None:
        """Constant dollars where they are asked for. Raises NoPrices."""
        return premium.dollars(self.w) if self.kind == "constant" else None

    def cards(self, further: bool | None) -> list[Card]:
        """The eight specialties, the further ones, or both (None)."""
        return specialty_pay.cards(
            self.w, further, self.year, self.measure, self.baseline, constant=self.kind == "constant"
        )

    @derived
    def card(self) -> Card | None:
        """The specialty that is chosen; None where all are."""
        if self.chosen == EVERY:
            return None
        return next((item for item in self.cards(None) if item.key == self.chosen), None)

    @derived
    def shown(self) -> list[Card]:
        """The specialties of the group that is shown on one scale."""
        return self.cards(FURTHER[self.group])

    @property
    def choices(self) -> dict[str, str]:
        """What the page shows, as an address carries it, for links to the same view elsewhere."""
        return {"place": self.place.code, "baseline": self.baseline, "measure": self.measure,
                "year": self.year.label, "dollars": self.kind}  # fmt: skip

    @figure_such_as(specialty="sterile")
    def pay_where_it_is_read(self) -> FigureSpec | NoFigure:
        """Pay in the settings that one specialty is read through."""
        return specialty_pay.one(self.w, self.card, self.money) if self.card else NoFigure("Choose a specialty.")

    @figure_such_as(specialty="sterile")
    def spread(self) -> FigureSpec | NoFigure:
        """The range of pay in the settings that one specialty is read through."""
        if self.card is None:
            return NoFigure("Choose a specialty.")
        lacking = f"No percentiles are loaded for these settings in {self.year.label}: the spread cannot be drawn."
        return specialty_pay.spread(self.w, self.card, self.money) or NoFigure(lacking)

    @figure
    def specialties(self) -> FigureSpec:
        """Pay in the settings that specialties are read through, on one scale."""
        return specialty_pay.overview(self.w, self.shown, self.money)
