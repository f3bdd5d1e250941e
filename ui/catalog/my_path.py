"""The figures of My path: the range of pay there against staying, and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.editions import NoEdition
from analysis.path import destination, steps, study
from analysis.path import plan as planning
from analysis.path.destination import EXAM_STEP, Destination
from analysis.path.payback import FULL_TIME_WEEK
from analysis.path.plan import Asked, Plan
from analysis.path.steps import Checklist, PathStep
from ui import path_controls as controls
from ui import plan_sheet
from ui.card import FigureSpec, NoFigure
from ui.catalog.view import View, asks, derived, figure
from ui.data import once_a_build
from ui.figures import path as drawn
from ui.links import Choice
from ui.numbers import Number, Tick


class MyPath(View):
    page, path, title = "my_path", "/my_path", "My path"

    @asks
    def now(self) -> Choice[str]:
        return controls.now()

    @asks
    def target(self) -> Choice[str]:
        return controls.target()

    @asks
    def hours(self) -> Number:
        return controls.hours()

    @asks
    def wage(self) -> Number:
        return controls.wage()

    @asks
    def fees(self) -> Number:
        return controls.fees(self.goal, self.certified)

    @asks
    def months(self) -> Number:
        return controls.months()

    @asks
    def lost(self) -> Number:
        return controls.lost()

    @asks
    def weeks(self) -> Number:
        return controls.weeks(self.months)

    def further_questions(self) -> Sequence[Tick]:
        return [controls.tick(step) for step in steps.steps()]

    def tick(self, step: PathStep) -> None:
        """Draw the box of a step."""
        self.draw(f"tick {step.key}", lambda _: controls.tick(step))

    def ticked(self, step: PathStep) -> bool:
        """Whether a step is ticked off."""
        return self.answer(f"tick {step.key}", lambda _: controls.tick(step))

    @property
    def done(self) -> frozenset[str]:
        """Keys of the steps that are ticked off."""
        return frozenset(step.key for step in steps.steps() if self.ticked(step))

    @property
    def certified(self) -> bool:
        """Whether the exam is passed."""
        return EXAM_STEP in self.done

    @derived
    def goal(self) -> Destination:
        """Where the person would go."""
        return destination.destination(self.target)

    @property
    def asked(self) -> Asked:
        """What the person says."""
        return Asked(
            now=self.now, target=self.target, hours=self.hours or float(FULL_TIME_WEEK), wage=self.wage,
            fees=self.fees, study_months=self.months, lost_hours=self.lost or 0.0, done=self.done,
        )  # fmt: skip

    @derived
    def plan(self) -> Plan | str:
        """The plan, or what is missing for it in a sentence."""
        try:
            return once_a_build(planning.plan)(self.w, self.place, self.asked)
        except NoEdition as lacking:
            return f"{lacking} Choose another setting or place."

    @property
    def weeks_to_study(self) -> int:
        """Weeks until the exam: what was said, else those of the study months."""
        return controls.usual_weeks(self.months) if self.weeks is None else round(self.weeks)

    @derived
    def checklist(self) -> Checklist:
        """The steps to the first certification, parted by what is done."""
        return steps.checklist(self.done)

    @derived
    def sheet(self) -> str:
        """The plan on one page, to be printed; '' where there is none."""
        if isinstance(self.plan, str):
            return ""
        return plan_sheet.html(self.w, self.plan, self.checklist, study.study_plan(self.weeks_to_study), self.today)

    @figure
    def my_pay(self) -> FigureSpec | NoFigure:
        """One person's plan: the range of pay there against staying."""
        return NoFigure(self.plan) if isinstance(self.plan, str) else drawn.there_and_staying(self.w, self.plan)

    @figure
    def my_assumptions(self) -> FigureSpec | NoFigure:
        """One person's plan: what each assumption alone does to the dollars ahead."""
        if isinstance(self.plan, str):
            return NoFigure(self.plan)
        return drawn.hangs_on(self.w, self.plan) or NoFigure(self.plan.reason or controls.NOTHING_HANGS)
