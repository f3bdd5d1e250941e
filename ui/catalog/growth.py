"""The figures of the page Growth: jobs, real pay, projections, openings, and the industries month by month."""

from __future__ import annotations

from analysis import editions, households, jobs_lately, outlook
from analysis.editions import Edition
from analysis.households import Check
from analysis.jobs_lately import Lately
from analysis.outlook import Outlook
from ui import comparison_controls as ask
from ui.card import FigureSpec
from ui.catalog.view import View, asks, derived, figure
from ui.data import once_a_build
from ui.figures import household_check, jobs_counted, monthly, projected, real_pay
from ui.figures import openings as drawn
from ui.links import Choice


class Growth(View):
    page, path, title = "growth", "/growth", "Growth"

    @derived
    def lately(self) -> Lately:
        """The last step of the count, held against its margin."""
        return once_a_build(jobs_lately.lately)(self.w)

    @derived
    def ahead(self) -> Outlook:
        """The newest projections."""
        return once_a_build(outlook.outlook)(self.w)

    @derived
    def check(self) -> Check:
        """Weekly pay by the household survey beside the employers'."""
        return once_a_build(households.check)(self.w)

    @asks
    def since(self) -> Choice[Edition]:
        earlier = {edition: edition.label for edition in editions.national(self.w)[:-1]}
        return ask.year(
            earlier, "edition", label="From the edition of", key="since",
            help="The first edition that is drawn; changes are counted from it.",
        )  # fmt: skip

    @asks
    def point(self) -> Choice[str]:
        return Choice("Pay", real_pay.POINTS, key="pay", default="annual_median", what="point of the pay range")

    @asks
    def kind(self) -> Choice[real_pay.DollarsOf]:
        return ask.dollars("constant")

    @asks
    def measure(self) -> Choice[str]:
        return Choice("Show", monthly.MEASURES, key="pulse", default="jobs", what="measure")

    @asks
    def year(self) -> Choice[int]:
        return Choice("Since", {1990: "1990", 2000: "2000", 2010: "2010"}, key="months", default=2010, what="year")

    @figure
    def jobs_counted(self) -> FigureSpec:
        """Jobs in every edition since 1999, with their margins."""
        return jobs_counted.since(self.w, self.since)

    @figure
    def jobs_lately(self) -> FigureSpec:
        """Jobs in the last editions, with their margins."""
        return jobs_counted.lately(self.w, self.lately)

    @figure
    def pay_through_time(self) -> FigureSpec:
        """Pay in every edition since 1999, in constant dollars or those of the year."""
        return real_pay.through_editions(self.w, self.point, self.kind, self.since)

    @figure
    def pay_asked_at_home(self) -> FigureSpec:
        """Weekly pay by the household survey beside the employers' survey."""
        return household_check.weekly(self.w, self.check)

    @figure
    def projected_jobs(self) -> FigureSpec:
        """Projected jobs, each edition of the projections for itself."""
        return projected.editions_apart(self.w)

    @figure
    def projected_growth(self) -> FigureSpec:
        """Projected growth beside all occupations and those in the same pharmacy."""
        return projected.against_all(self.w, self.ahead)

    @figure
    def openings(self) -> FigureSpec:
        """Projected openings a year, by where they come from."""
        return drawn.split(self.w, self.ahead)

    @figure
    def monthly_pulse(self) -> FigureSpec:
        """Jobs, or hourly earnings, of the whole industries month by month, as an index."""
        return monthly.pulse(self.w, self.measure, self.year)
