"""The finished plan: buttons that copy its link and print it, and the one page that is printed."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from analysis import words
from analysis.credentials import CHECK
from analysis.path import said
from analysis.path.destination import EXAM_STEP
from analysis.path.plan import Plan
from analysis.path.steps import Checklist
from analysis.path.study import StudyPlan
from analysis.warehouse import Warehouse

HERE = Path(__file__).resolve().parent
STYLE = (HERE / "plan_sheet.css").read_text(encoding="utf-8")
DONE, OPEN = "\u2611", "\u2610"
LINK = "\ufffclink\ufffc"
"""Where the visitor's own address goes: all else on the sheet is the same for all who give the same answers."""

_component = st.components.v2.component(
    "plan_actions",
    html="""
    <div class="row">
      <button type="button" class="link">Copy the link to my plan</button>
      <button type="button" class="print">Print it on one page</button>
      <span class="said" role="status"></span>
    </div>
    """,
    css=(HERE / "plan_actions.css").read_text(encoding="utf-8"),
    js=(HERE / "plan_actions.js").read_text(encoding="utf-8"),
)


def keep_it() -> None:
    """Two buttons that work in the browser alone, and where the plan is kept: in its link."""
    with st.container(key="keep", gap="xsmall"):
        _component(key="keep-actions")
        st.caption("The link holds the whole plan. Nothing about you is stored here.")


def sheet(made: str) -> None:
    """The page that is printed in place of everything else; not seen on the screen. made: by `html`."""
    with st.container(key="sheet"):
        st.html(made.replace(LINK, escape(link())))


def link() -> str:
    """The address of the plan as it stands."""
    here = (st.context.url or "").partition("?")[0]
    return f"{here}?{urlencode(st.query_params.to_dict())}" if here and st.query_params else here


def key_figures(made: Plan) -> list[tuple[str, str, str]]:
    """(name, figure, note) of the three answers; empty where there is none."""
    if made.result is None:
        return []
    low, high = (made.at_hours(made.there.value(name)) or 0.0 for name in ("annual_p25", "annual_p75"))
    least, most = (words.signed_money(round(value, -2)) for value in made.result.gains)
    stay = words.money(round(made.staying_pay("annual_median") or 0.0, -2))
    months = made.result.words
    return [
        ("Pay there, a year", f"{words.money(round(low, -2))}\u2013{words.number(round(high, -2))}",
         f"the middle half, {made.prices.label}"),
        ("Against staying, a year", least if least == most else f"{least} to {most}", f"staying brings about {stay}"),
        ("Pays back in" if made.result.quickest.pays_back else "Pays back", words.capital(months.removeprefix("about "))
         if made.result.quickest.pays_back else "Does not", f"with {said.months(made.step.study_months)} of study and "
         f"{words.money(made.step.fees)} in fees"),
    ]  # fmt: skip


def html(warehouse: Warehouse, made: Plan, list_: Checklist, study: StudyPlan, today: date) -> str:
    """The sheet with its style, LINK in place of the visitor's address. Text that a visitor typed can only be numbers
    and choices; all of it is escaped nevertheless."""
    figures = "".join(
        f"<div><dt>{escape(name)}</dt><dd><strong>{escape(figure)}</strong>{escape(note)}</dd></div>"
        for name, figure, note in key_figures(made)
    )
    ticks = [
        (DONE if item in list_.done else OPEN, f"{item.name}. Look for {words.lower_first(item.look_for)}")
        for item in list_.steps
    ]
    weeks = [(name, "; ".join(f"{phase.name}: {words.lower_first(phase.task)}" for phase in phases))
             for name, phases in study.blocks]  # fmt: skip
    after = [("After", f"{phase.name}: {words.lower_first(phase.task)}") for phase in study.after]
    certified = EXAM_STEP in made.asked.done
    earn = [(OPEN, f"{item.title}, {item.issuer}. Asks for: {words.lower_first(item.asks_for)}. Cost: {item.fees}")
            for item in made.destination.to_earn(certified)]  # fmt: skip
    worth = made.worth.sentence if made.worth else ""
    return (
        f'<style>{STYLE}</style><div class="sheet" lang="en"><h1>My plan: {escape(made.destination.name)}</h1>'
        f"<p>{escape(made.place.name)}. Made on {today:%-d %B %Y}.</p>"
        f'<dl class="figures">{figures}</dl>'
        f"<p>{escape(' '.join([said.against(made), said.payback(made)]))}</p><p>{escape(worth)}</p>"
        f"<h2>Steps to the first certification</h2>{_list(ticks)}"
        f"<h2>What to earn</h2>{_list(earn)}<p>{escape(CHECK)}</p>"
        f"<h2>Study plan</h2>{_list([*weeks, *after])}"
        f"<h2>What the figures rest on</h2>"
        f'<p class="small">{escape(" ".join(said.assumptions(made)))}</p>'
        f'<p class="small">BLS publishes no pay by specialty. Sources: U.S. Bureau of Labor Statistics (OEWS, CPI-U), '
        f"Bureau of Economic Analysis (regional price parities); data {escape(warehouse.build_id)}. "
        f"{LINK}</p></div>"
    )


def _list(lines: list[tuple[str, str]]) -> str:
    return "<ul>" + "".join(f"<li><b>{escape(name)}</b> {escape(text)}.</li>".replace("..</li>", ".</li>")
                            for name, text in lines) + "</ul>"  # fmt: skip
