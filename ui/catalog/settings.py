"""The figures of the page Settings: where technicians work, what each setting pays, and who owns the hospitals."""

from __future__ import annotations

from analysis.comparison import Level
from analysis.editions import Edition
from analysis.prices import Dollars
from analysis.settings_share import Shares
from ui import comparison_controls as ask
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure
from ui.figures import hospital_owners as drawn_owners
from ui.figures import premium, setting_jobs, work_settings
from ui.links import Choice


class Settings(View):
    page, path, title = "settings", "/settings", "Settings"

    @asks
    def measure(self) -> Choice[str]:
        return ask.measure("Measure of pay")

    @asks
    def edition(self) -> Choice[Edition]:
        return ask.year(ask.share_years(self.w), "year with industries")

    @asks
    def baseline(self) -> Choice[str]:
        return ask.baseline("pharmacies")

    @asks
    def level(self) -> Choice[Level]:
        return ask.level()

    @asks
    def kind(self) -> Choice[str]:
        return ask.dollars("nominal")

    @derived
    def money(self) -> Dollars | None:
        """Constant dollars where they are asked for. Raises NoPrices."""
        return premium.dollars(self.w) if self.kind == "constant" else None

    @derived
    def shares(self) -> Shares:
        """The jobs by industry."""
        return work_settings.shares(self.w, self.edition, ask.group_level(self.level))

    @figure
    def where_technicians_work(self) -> FigureSpec:
        """Jobs by the employer's industry."""
        return work_settings.by_industry(self.w, self.shares)

    @figure
    def shares_over_the_years(self) -> FigureSpec | NoFigure:
        """The shares of retail trade and health care in the jobs, edition by edition."""
        return work_settings.over_years(self.w) or NoFigure(ask.NO_SHARES)

    @figure
    def pay_beside_jobs(self) -> FigureSpec | NoFigure:
        """Pay and jobs in every setting."""
        found = setting_jobs.beside_jobs(self.w, self.edition, self.measure, self.level, self.money, self.baseline)
        return found or NoFigure(ask.no_measure(self.edition, self.measure, self.level))

    @property
    def sectors_have_pay(self) -> bool:
        """Whether the sectors have the pay that is asked for, where finer industries have not."""
        asked = (self.edition, self.measure, "sector", self.money, self.baseline)
        return self.level != "sector" and setting_jobs.beside_jobs(self.w, *asked) is not None

    @figure
    def hospital_owners(self) -> FigureSpec | NoFigure:
        """Jobs in hospitals by owner, edition by edition."""
        return drawn_owners.jobs(self.w) or NoFigure(ask.NO_OWNERS)

    @figure
    def owners_pay(self) -> FigureSpec | NoFigure:
        """Pay in general hospitals by owner, edition by edition."""
        return drawn_owners.pay(self.w, self.measure, self.money) or NoFigure(ask.NO_OWNERS)

    @figure
    def handbook_shares(self) -> FigureSpec | NoFigure:
        """Jobs by industry as the Occupational Outlook Handbook prints them."""
        return work_settings.by_handbook(self.w) or NoFigure(ask.NO_HANDBOOK)

    @figure
    def handbook_pay(self) -> FigureSpec | NoFigure:
        """Median pay by industry as the Occupational Outlook Handbook prints it."""
        return work_settings.handbook_pay(self.w) or NoFigure(ask.NO_HANDBOOK)
