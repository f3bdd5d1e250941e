"""The figures of the page Pay: a specialist setting against a general one."""

from __future__ import annotations

from analysis.comparison import Asked, Level
from analysis.editions import Edition
from analysis.groups import Comparison
from analysis.premium import Premium
from analysis.prices import Dollars
from analysis.same_state import SameState
from analysis.shift_share import Split
from ui import comparison_controls as ask
from ui import tables
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure
from ui.figures import groups as drawn_together
from ui.figures import premium, same_state, shift_share
from ui.links import Choice


class Pay(View):
    page, path, title = "pay", "/pay", "Pay"

    @asks
    def setting(self) -> Choice[str]:
        return ask.setting()

    @asks
    def baseline(self) -> Choice[str]:
        return ask.baseline("retail")

    @asks
    def measure(self) -> Choice[str]:
        return ask.measure()

    @asks
    def edition(self) -> Choice[Edition]:
        return ask.year(ask.years(self.w, self.setting, self.baseline), "year with both settings")

    @asks
    def level(self) -> Choice[Level]:
        return ask.level()

    @asks
    def kind(self) -> Choice[str]:
        return ask.dollars("nominal")

    @asks
    def shown(self) -> Choice[premium.Shown]:
        return Choice("Show", ask.SHOWN, key="show", default="percent", what="figure")

    @derived
    def asked(self) -> Asked:
        """The comparison that is asked for."""
        return Asked(self.setting, self.baseline, self.edition, self.measure, self.level)

    @derived
    def money(self) -> Dollars | None:
        """Constant dollars where they are asked for. Raises NoPrices."""
        return premium.dollars(self.w) if self.kind == "constant" else None

    @derived
    def found(self) -> Premium:
        """The setting against its baseline."""
        return premium.compare(self.w, self.asked, self.money)

    @derived
    def compared(self) -> Comparison:
        """Specialist settings together against general ones together."""
        return drawn_together.compare(self.w, self.edition, ask.group_level(self.level))

    @derived
    def within(self) -> SameState:
        """The comparison inside states."""
        return same_state.within_states(self.w, self.setting, self.baseline)

    @derived
    def split(self) -> Split | str:
        """The rise in national pay in its parts, or why it cannot be split."""
        span = shift_share.span(self.w, self.edition)
        return shift_share.split(self.w, *span) if span else ask.NO_SPAN

    @derived
    def every_sector(self) -> str:
        """Every sector of the split as a table in HTML; '' where there is no split."""
        if isinstance(self.split, str):
            return ""
        return tables.html(shift_share.sectors(self.split), shift_share.SECTORS, "Every sector of this split")

    @figure
    def two_settings(self) -> FigureSpec:
        """The range of pay in a specialist setting, its baseline and all settings."""
        return premium.two_sides(self.w, self.asked, self.money)

    @figure
    def all_settings(self) -> FigureSpec:
        """The range of pay in every setting."""
        return premium.among_all(self.w, self.asked, self.money)

    @figure
    def over_the_years(self) -> FigureSpec:
        """The premium of a setting over its baseline in every edition."""
        return premium.over_years(self.w, self.asked, self.money, self.shown)

    @figure
    def groups(self) -> FigureSpec | NoFigure:
        """Mean pay in specialist settings together and in general ones together."""
        found = drawn_together.together(self.w, self.edition, ask.group_level(self.level), self.money)
        return found or NoFigure(drawn_together.sentence(self.compared, self.money))

    @figure
    def inside_states(self) -> FigureSpec | NoFigure:
        """The premium inside each state."""
        if not self.within.loaded:
            return NoFigure(f"{self.within.sentence} {ask.WHERE_STATES}")
        return same_state.by_state(self.w, self.within, self.place.state)

    @figure
    def within_or_between(self) -> FigureSpec | NoFigure:
        """The rise in mean pay: pay inside the sectors, and jobs that moved between them."""
        return NoFigure(self.split) if isinstance(self.split, str) else shift_share.two_parts(self.w, self.split)
