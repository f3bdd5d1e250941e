"""The ladder to draw: pay step over technicians of a setting, openings, growth and jobs, in an order of the visitor's.

The steps compare means, the only pay that BLS publishes an error for. Similar work (O*NET) is not a promotion path.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import breaks, ladder, settings, uncertainty, words
from analysis.editions import TECHNICIANS, Edition, national
from analysis.ladder import ROLES, SCHOOLING, Rung
from analysis.prices import Dollars
from analysis.settings import Resolved
from analysis.uncertainty import Measured, measured
from analysis.warehouse import Warehouse

SHOWN = {"step": "Pay step", "pay": "Mean pay", "openings": "Openings a year", "growth": "Projected growth",
         "jobs": "Jobs"}  # fmt: skip
"""What can be drawn of the ladder: columns of the frame."""

SORTS = {"value": "By the figure", "schooling": "By schooling asked", "similar": "By similar work"}


@dataclass(frozen=True)
class Steps:
    """The ladder in an edition against the technicians of a setting. frame: see `steps`; base: their mean pay."""

    edition: Edition
    setting: Resolved
    base: Measured | None
    frame: pd.DataFrame

    @property
    def base_words(self) -> str:
        """Whom the steps are counted from."""
        name = self.setting.setting.words
        where = "all technicians" if self.setting.setting.kind == "all" else f"technicians in {name}"
        if self.base is None:
            return (
                f"Mean pay of {where} in {self.edition.label} is {self.setting.estimates['annual_mean'].reason_words}."
            )
        margin = "" if self.base.margin is None else f", give or take {words.money(self.base.margin)}"
        return (
            f"Steps are counted from the mean pay of {where}, {words.money(self.base.value)}{margin} in "
            f"{self.edition.label}."
        )

    @property
    def summary(self) -> str:
        """How many occupations clearly pay more, fewer or cannot be told, and how many of the first ask no degree."""
        others = self.frame[self.frame["code"].ne(TECHNICIANS)]
        count = {name: int(others["finding"].eq(name).sum()) for name in ("higher", "lower", "no clear difference")}
        said = f"{count['higher']} of {len(others)} occupations pay clearly more on average"
        easy = others[others["finding"].eq("higher") & others["degree"].eq("no")]
        said += f", {len(easy)} of them typically without a degree"
        rest = {
            "clearly less": count["lower"],
            "within the margin": count["no clear difference"],
            "cannot be tested": int(others["finding"].eq("cannot be tested").sum()),
        }
        return f"{'; '.join([said, *(f'{number} {name}' for name, number in rest.items() if number)])}."

    @property
    def margin_sentence(self) -> str:
        """The smallest clear step up in terms of its margin."""
        up = self.frame[self.frame["finding"].eq("higher")]
        if up.empty:
            return ""
        least = up.sort_values("step").iloc[0]
        step, margin = float(least["step"]), float(least["step_high"] - least["step_low"]) / 2
        return (
            f"The smallest clear step, to {words.lower_first(str(least['name']))}, is {words.money(step)} a year, "
            f"{words.number(step / margin)} times its margin of {words.money(margin)}."
        )


def editions(warehouse: Warehouse) -> list[Edition]:
    """National editions since the newest classification of occupations, newest first: the ladder's codes hold."""
    newest = max((item.edition for item in breaks.known(kinds={"classification"})), default=Edition(0, 1))
    return sorted((edition for edition in national(warehouse) if edition >= newest), reverse=True)


def bases(warehouse: Warehouse, edition: Edition) -> dict[str, str]:
    """Settings whose technicians' mean pay the edition has through their own industry: key to name, all first."""
    found = settings.table(warehouse, edition)
    own = found[found.own & found.value.notna()]
    known = settings.all_settings()
    return {key: item.name for key, item in known.items() if key in set(own.key)}


def steps(warehouse: Warehouse, edition: Edition, base: str = "all", money: Dollars | None = None) -> Steps:
    """The ladder against the technicians of a setting.

    frame, one row an occupation: code, name, role_words, pay, pay_low, pay_high, step, step_low, step_high (dollars a
    year, 90 %), finding, openings (a year), growth (per cent), jobs, education, experience, training, asks (in short),
    degree ('yes', 'no', ''), schooling (rank), related_rank, similar (words), pay_reason, jobs_reason, source_id.
    Raises UnknownSetting, NoPrices.
    """
    found = settings.resolve(warehouse, base, edition)
    from_ = measured(found.estimates["annual_mean"])
    factor = money.of_edition(edition) if money else 1.0
    rungs = ladder.ladder(warehouse, edition)
    frame = pd.DataFrame([_line(rung, from_, factor) for rung in rungs])
    return Steps(edition, found, from_.scaled(factor) if from_ else None, frame)


def ordered(frame: pd.DataFrame, shown: str, sort: str) -> pd.DataFrame:
    """The rows with `value`, the figure shown, in the order asked; those without one last."""
    rows = frame.assign(value=frame[shown].astype("float64"))
    match sort:
        case "schooling":
            return rows.sort_values(
                ["schooling", "value"], ascending=[True, False], na_position="last", ignore_index=True
            )
        case "similar":
            return rows.sort_values(
                ["related_rank", "value"], ascending=[True, False], na_position="last", ignore_index=True
            )
        case _:
            return rows.sort_values("value", ascending=False, na_position="last", ignore_index=True)


def _line(rung: Rung, base: Measured | None, factor: float) -> dict[str, object]:
    own, ahead = measured(rung.mean), rung.outlook
    step = uncertainty.difference(own, base).scaled(factor) if own and base and rung.code != TECHNICIANS else None
    pay = own.scaled(factor) if own else None
    education = ahead.education if ahead else ""
    return {
        "code": rung.code, "name": rung.name, "role_words": ROLES[rung.role], "pay": pay and pay.value,
        "pay_low": pay and pay.low, "pay_high": pay and pay.high, "step": step and step.value,
        "step_low": step and step.low, "step_high": step and step.high,
        "finding": step.finding if step else "" if rung.code == TECHNICIANS else "cannot be tested",
        "openings": ahead and ahead.openings, "growth": ahead and ahead.change_pct, "jobs": rung.jobs.value,
        "education": education, "experience": ahead.experience if ahead else "",
        "training": ahead.training if ahead else "", "asks": _asks(rung),
        "degree": {True: "no", False: "yes", None: ""}[rung.without_degree],
        "schooling": list(SCHOOLING).index(education) if education in SCHOOLING else len(SCHOOLING),
        "related_rank": rung.related_rank, "similar": _similar(rung), "pay_reason": rung.mean.reason_words,
        "jobs_reason": rung.jobs.reason_words, "source_id": rung.mean.source_id,
    }  # fmt: skip


def _asks(rung: Rung) -> str:
    """Schooling and whether experience is asked too, in a few words."""
    if rung.outlook is None or not rung.outlook.education:
        return "schooling not stated"
    asked = SCHOOLING.get(rung.outlook.education, rung.outlook.education)
    asked = asked.removeprefix("a ").removeprefix("an ")
    more = " and experience" if rung.outlook.experience not in ("", "None") else ""
    return words.capital(f"{asked}{more}")


def _similar(rung: Rung) -> str:
    if rung.code == TECHNICIANS:
        return ""
    return f"number {rung.related_rank}" if rung.related_rank else "not listed"
