"""What a setting pays above another: the premium in dollars, per cent and hours of work, with its margin.

Source of the figures: OEWS by industry. Formulas: analysis/uncertainty.py. Hours: the difference divided by the
baseline's hourly pay, which is its annual pay over 2,080 hours (BLS's own full-time year).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import breaks, industries, settings, words
from analysis.editions import NATION, Edition
from analysis.settings import Resolved
from analysis.uncertainty import Finding, Measured, difference, percent_over
from analysis.warehouse import Warehouse

HOURS_A_YEAR = 2080
"""Hours of a full-time year, by which BLS turns hourly into annual wages."""

PAY = ("annual_p10", "annual_p25", "annual_median", "annual_mean", "annual_p75", "annual_p90")
"""Measures of pay that a premium can be taken of, from the bottom of the range to the top."""

_FIGURES = ("value", "baseline_value", "dollars", "dollars_low", "dollars_high", "percent", "percent_low",
            "percent_high", "percent_error", "hours")  # fmt: skip

NO_ERROR = "BLS publishes no margin of error for medians and percentiles, so this difference cannot be tested."
NOT_LOADED_ERROR = (
    "The margins of error of these figures are not in the loaded files, so this difference cannot be tested."
)


@dataclass(frozen=True)
class Premium:
    """Pay in a setting against pay in a baseline, one measure and edition.

    dollars: difference a year. percent: of the baseline. Both None when a side has no figure or both sides are read
    through the same industry; `reason` then says so.
    """

    measure: str
    edition: Edition
    setting: Resolved
    baseline: Resolved
    dollars: Measured | None
    percent: Measured | None

    @property
    def hours(self) -> float | None:
        """Hours of work in the baseline that a year's difference is worth; negative when the baseline pays more."""
        return None if self.percent is None else HOURS_A_YEAR * self.percent.value / 100

    @property
    def finding(self) -> Finding:
        """Whether the difference is larger than its 90 % margin."""
        return "cannot be tested" if self.dollars is None else self.dollars.finding

    @property
    def reason(self) -> str:
        """Why there is no premium, in words; empty when there is one."""
        if self.dollars is not None:
            return ""
        if self.setting.found and self.setting.code == self.baseline.code:
            return (
                f"In {self.edition.label} both {self.setting.setting.words} and {self.baseline.setting.words} can only "
                f"be read through NAICS {self.setting.code}, so they cannot be compared."
            )
        lacking = [side for side in (self.setting, self.baseline) if side.estimates[self.measure].value is None]
        said = [f"{side.setting.words} ({side.estimates[self.measure].reason_words})" for side in lacking]
        return f"There is no {words.MEASURES[self.measure]} in {self.edition.label} for {words.join(said)}."

    @property
    def test_words(self) -> str:
        """What can be said of chance: larger than the margin, within it, or not testable and why."""
        if self.dollars is None:
            return self.reason
        if self.dollars.margin is None:
            return NOT_LOADED_ERROR if self.measure == "annual_mean" else NO_ERROR
        if self.finding == "no clear difference":
            return f"The difference may be chance: its margin of error is {words.money(self.dollars.margin)}."
        return f"The difference is larger than its margin of error of {words.money(self.dollars.margin)}."

    @property
    def caveats(self) -> tuple[str, ...]:
        """What weakens the comparison: a wider industry standing in, owners left out, sides that overlap."""
        said = [
            f"{words.capital(side.setting.words)}: shown is {side.label}."
            for side in (self.setting, self.baseline) if side.found and not side.own
        ]  # fmt: skip
        said += [f"{words.capital(side.setting.words)}: without {words.join(side.without)}."
                 for side in (self.setting, self.baseline) if side.without]  # fmt: skip
        if self.dollars is not None and industries.overlap(self.setting.code, self.baseline.code):
            said.append("One side is part of the other, so the two are not independent and the margin is only a guide.")
        return tuple(said)

    @property
    def sentence(self) -> str:
        """The finding with its figures, in words."""
        if self.dollars is None or self.percent is None or self.hours is None:
            return self.reason
        value = self.setting.estimates[self.measure].value or 0.0
        opening = (
            f"In {self.edition.label}, {words.MEASURES[self.measure]} in {self.setting.phrase} was "
            f"{words.money(value)} a year"
        )
        if round(self.dollars.value) == 0:
            return f"{opening}, the same as in {self.baseline.phrase}. {self.test_words}"
        side = "more" if self.dollars.value > 0 else "less"
        margin = self.percent.margin
        give_or_take = "" if margin is None else f" (give or take {words.number(margin, 1)} points)"
        gap = f"{words.money(abs(self.dollars.value))} or {words.percent(abs(self.percent.value))}{give_or_take}"
        return (
            f"{opening}, {gap} {side} than in {self.baseline.phrase}: as much as {words.hours(abs(self.hours))} of "
            f"work there. {self.test_words}"
        )


def premium(
    warehouse: Warehouse, setting: str, baseline: str, edition: Edition, measure: str = "annual_mean",
    level: str | None = None, area: str = NATION,
) -> Premium:  # fmt: skip
    """The premium of one setting over another in an edition, each through the finest industry that has the measure.

    level: compare only at this level of industries (such as 'sector'). Raises UnknownSetting, and ValueError for a
    measure that is not in PAY.
    """
    if measure not in PAY:
        raise ValueError(f"{measure!r} is not one of {', '.join(PAY)}.")
    sides = [settings.resolve(warehouse, key, edition, measure, area, level) for key in (setting, baseline)]
    return between(sides[0], sides[1], measure)


def spread(
    warehouse: Warehouse, setting: str, baseline: str, edition: Edition, level: str | None = None
) -> dict[str, Premium]:
    """The premium at every point of the pay range, all through the same two industries, in the order of PAY.

    The industries are the finest that have a median, else the finest that have a mean. Raises UnknownSetting.
    """
    for measure in ("annual_median", "annual_mean"):
        sides = [settings.resolve(warehouse, key, edition, measure, level=level) for key in (setting, baseline)]
        if all(side.found for side in sides):
            break
    return {point: between(sides[0], sides[1], point) for point in PAY}


def series(
    warehouse: Warehouse, setting: str, baseline: str, measure: str = "annual_mean", level: str | None = None
) -> pd.DataFrame:
    """The premium over every edition in which either side has a figure, oldest first.

    Columns: year, month, edition (label), value, baseline_value (dollars), dollars, dollars_low, dollars_high, percent,
    percent_low, percent_high, percent_error (standard error), hours, finding, setting_label, baseline_label, breaks
    (labels of breaks since the row before, and 'another industry' where the codes changed), reason, sentence.
    """
    both = {
        *settings.editions(warehouse, setting, measure, level),
        *settings.editions(warehouse, baseline, measure, level),
    }
    found = [premium(warehouse, setting, baseline, edition, measure, level) for edition in sorted(both)]
    lines: list[dict[str, object]] = []
    before: Premium | None = None
    for item in found:
        lines.append(line(item) | {"breaks": _broken(before, item) if before else []})
        before = item if item.dollars is not None else before
    return frame_of(lines)


def change(frame: pd.DataFrame) -> str:
    """How the premium moved over a series, in words: the first edition against the last, and the breaks between."""
    usable = frame[frame.percent.notna()] if len(frame) else frame
    if len(usable) < 2:
        return "There are not two editions with figures for both settings, so no change can be stated."
    first, last = usable.iloc[0], usable.iloc[-1]
    moved = difference(_percent(last), _percent(first))
    opening = (
        f"The premium was {words.signed_percent(first.percent)} in {first.edition} and "
        f"{words.signed_percent(last.percent)} in {last.edition}"
    )
    verdicts = {
        "higher": f"; the rise of {words.points(abs(moved.value))} is larger than its margin.",
        "lower": f"; the fall of {words.points(abs(moved.value))} is larger than its margin.",
        "no clear difference": "; the change is within its margin of error.",
        "cannot be tested": "; no margin is published, so the change cannot be tested.",
    }
    crossed = list(dict.fromkeys(label for labels in usable.breaks.iloc[1:] for label in labels))
    breaks_said = f" Between them: {words.join(crossed)}." if crossed else ""
    return f"{opening}{verdicts[moved.finding]}{breaks_said}"


def over(warehouse: Warehouse, baseline: str, edition: Edition, measure: str = "annual_mean") -> pd.DataFrame:
    """The premium of every setting over one baseline, highest first, those without one last.

    Columns: key, name, kind, and those of `series` but `breaks`. Raises UnknownSetting.
    """
    lines = [
        {"key": item.key, "name": item.name, "kind": item.kind}
        | line(premium(warehouse, item.key, baseline, edition, measure))
        for item in settings.all_settings().values() if item.key != settings.setting(baseline).key
    ]  # fmt: skip
    return frame_of(lines).sort_values("dollars", ascending=False, na_position="last", ignore_index=True)


def between(setting: Resolved, baseline: Resolved, measure: str) -> Premium:
    """The premium between two industries that are already chosen; without figures where both are the same one."""
    a, b = setting.measured(measure), baseline.measured(measure)
    same = setting.found and (setting.code, setting.ownership) == (baseline.code, baseline.ownership)
    if a is None or b is None or same:
        return Premium(measure, setting.edition, setting, baseline, None, None)
    return Premium(measure, setting.edition, setting, baseline, difference(a, b), percent_over(a, b))


def line(item: Premium) -> dict[str, object]:
    """One premium as a row of `series`, without its breaks."""
    dollars, percent = item.dollars, item.percent
    return {
        "year": item.edition.year, "month": item.edition.month, "edition": item.edition.label,
        "value": item.setting.estimates[item.measure].value,
        "baseline_value": item.baseline.estimates[item.measure].value,
        "dollars": dollars and dollars.value, "dollars_low": dollars and dollars.low,
        "dollars_high": dollars and dollars.high, "percent": percent and percent.value,
        "percent_low": percent and percent.low, "percent_high": percent and percent.high,
        "percent_error": percent and percent.error, "hours": item.hours, "finding": item.finding,
        "setting_label": item.setting.label, "baseline_label": item.baseline.label, "reason": item.reason,
        "sentence": item.sentence,
    }  # fmt: skip


def frame_of(lines: list[dict[str, object]]) -> pd.DataFrame:
    """The lines as a frame whose figures are numbers, missing ones NaN."""
    frame = pd.DataFrame(lines)
    figures = [name for name in _FIGURES if name in frame]
    return frame.astype(dict.fromkeys(figures, float))


def _broken(before: Premium, now: Premium) -> list[str]:
    """Breaks between two editions that touch industry figures, and a change of the industry itself."""
    found = [f"{item.label} ({item.edition.label})" for item in breaks.crossed(
        before.edition, now.edition, kinds=breaks.IN_INDUSTRIES)]  # fmt: skip
    sides = ((before.setting, now.setting), (before.baseline, now.baseline))
    if any(old.level != new.level or old.owners != new.owners for old, new in sides if new.found):
        found.append(f"another industry from {now.edition.label} on")
    return found


def _percent(row: pd.Series[float]) -> Measured:
    return Measured(row.percent, None if pd.isna(row.percent_error) else row.percent_error)
