"""The parts of My path between its figures: the plan itself, the study plan and the arithmetic behind the range."""

from __future__ import annotations

import streamlit as st

from analysis.path import said
from analysis.path.plan import Plan
from analysis.path.study import Phase, StudyPlan
from ui import page, tables
from ui.figures import path
from ui.plan_sheet import key_figures
from ui.prose import plain
from ui.strength import strength_badge


def answer(found: Plan) -> None:
    """The answer in two or three sentences and as many figures."""
    if found.result is None:
        page.lead(found.reason)
        return
    page.lead(said.payback(found), said.against(found))
    page.key_figures(*key_figures(found))
    page.prose(said.pay(found))
    goal = found.destination
    if goal.kind == "specialty":
        strength = goal.stated if found.there.setting.own else "weak"
        strength_badge(strength, f"pay in {found.there.setting.phrase}, not of the specialty itself")


def how_it_is_read(found: Plan) -> None:
    """Every assumption in words, and the range worked out percentile by percentile."""
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said.assumptions(found)))
    with st.expander("The range worked out, step by step", icon=":material/calculate:"):
        page.prose(
            "Expected pay is the place's published figure, times the setting's over all settings', times prices since. "
            "For a full-time year."
        )
        st.html(tables.html(path.worked_out(found), path.WORKED, "The expected range, worked out"))


def weeks(found: StudyPlan) -> None:
    """The study plan: each block of weeks with what to do, week by week folded away, and what follows the exam."""
    lines = [f"- **{name}** · {' '.join(_phase(phase) for phase in phases)}" for name, phases in found.blocks]
    lines += [f"- **After the exam** · {_phase(phase)}" for phase in found.after]
    st.markdown(plain("\n".join(lines)))
    if found.weeks:
        with st.expander(f"Week by week, {len(found.weeks)} in all", icon=":material/calendar_month:"):
            st.markdown(plain("\n".join(f"{week.number}. {week.words}" for week in found.weeks)))


def _phase(phase: Phase) -> str:
    where = " · ".join(f"[{place.short}]({place.url})" for place in phase.resources)
    return f"{phase.name}: {phase.task}. {where}"
