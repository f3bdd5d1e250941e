"""Two slides on what lies ahead: jobs as projected and as counted, and the occupations beside and beyond."""

from __future__ import annotations

import pandas as pd

from analysis import jobs_lately, ladder_here, ladder_steps, words
from analysis import ladder as rungs
from analysis.claims import Claim
from analysis.editions import NATION, TECHNICIANS, NoEdition
from analysis.jobs_lately import Lately
from analysis.ladder import Rung
from analysis.origins import origin
from analysis.place_figures import figures
from analysis.places import Place
from analysis.story import made
from analysis.story.slide import Chart, Series, Slide
from analysis.warehouse import Warehouse

GROWTH, LADDER = "Is the work growing?", "What comes after?"
SOURCE = f"{made.BLS}, Occupational Employment and Wage Statistics: national; Employment Projections"


def growth(warehouse: Warehouse, place: Place, claim: Claim) -> Slide:
    """Counts since the newest change of method, held against the projection."""
    try:
        lately = jobs_lately.lately(warehouse)
    except NoEdition:
        return made.lacking("growth", GROWTH, "Fewer than two counts of jobs are loaded, so no change can be shown.")
    counted = jobs_lately.recent(warehouse).sort_values("date", ignore_index=True)
    ahead = lately.ahead
    here = "" if place.code == NATION else f"In {place.in_words}: {figures(warehouse, place).jobs_sentence}"
    return made.slide(
        "growth",
        GROWTH,
        _growth_words(lately),
        chart=Chart(
            kind="lines",
            frame=counted[["edition", "employment", "employment_low", "employment_high", "employment_reason"]],
            label="edition",
            series=(Series("employment", "Jobs counted", low="employment_low", high="employment_high"),),
            unit="jobs",
            unit_words="jobs of pharmacy technicians with their 90% margins, United States",
            reason="employment_reason",
        ),
        notes=made.notes(
            f"{lately.title}. {lately.sure_sentence}",
            f"{ahead.growth_sentence} {lately.projection_sentence}" if ahead else lately.projection_sentence,
            f"{ahead.openings_sentence if ahead else ''} {lately.everyone_sentence}",
            f"The verdict on growing demand: {claim.verdict.level}. {claim.limit} {here}",
        ),
        source=SOURCE if ahead else made.BLS,
        edition=f"{lately.change.end.label}{f'; projections {ahead.edition}' if ahead else ''}",
        origin=origin(warehouse, lately.change.after.source_id),
        caveat="A count is a fact with a margin; a projection is a forecast made before it.",
    )


def ladder(warehouse: Warehouse, place: Place) -> Slide:
    """Occupations that pay more and typically ask for no degree, in the place where its medians are published."""
    try:
        found = rungs.ladder(warehouse)
        steps = ladder_steps.steps(warehouse, found[0].edition)
    except NoEdition:
        return made.lacking("ladder", LADDER, "No national figures of the occupations are loaded.")
    against = "" if steps.base is None else f"Against technicians' {words.money(steps.base.value)}, "
    # How many cannot be told apart, or pay less, is said in the notes.
    clear = f"{against}{steps.summary.partition(';')[0].rstrip('.')}."
    easy = [rung for rung in found if rung.without_degree and rung.finding == "higher"]
    local = None if place.code == NATION else ladder_here.here(warehouse, place)
    own = next((rung.mean.source_id for rung in found if rung.code == TECHNICIANS), "")
    return made.slide(
        "ladder",
        LADDER,
        f"{local.title}." if local else clear,
        chart=_in_place(local, easy) if local else _in_nation(found, easy),
        notes=made.notes(
            f"{'In the nation: ' if local else ''}{steps.base_words} {steps.summary}",
            rungs.summary(found),
            " ".join(f"{rung.pay_sentence} {rung.asks_sentence}" for rung in easy[:2]),
            "Say it plainly: similar work (O*NET) is not a promotion path. These steps stand open to every technician, "
            "specialist or not, and each asks for something first.",
        ),
        origin=origin(warehouse, local.base.source_id if local else own),
        edition=local.edition.label if local else found[0].edition.label,
        caveat="Drawn: occupations that typically ask for less than a degree. Not a promotion path.",
    )


def _growth_words(lately: Lately) -> str:
    moved, ahead = lately.change.percent, lately.ahead
    if moved is None:
        counted = words.lower_first(lately.title)
    else:
        sure = {True: ", more than the margin", False: ", within the margin", None: ""}[lately.change.significant]
        verb = "rose" if moved > 0 else "fell" if moved < 0 else "did not move"
        by = f" by {words.percent(abs(moved))}" if moved else ""
        counted = f"the count {verb}{by} from {lately.change.start.label} to {lately.change.end.label}{sure}"
    if ahead is None or ahead.change_pct is None:
        return f"{words.capital(counted)}."
    link = "but" if moved is not None and (moved > 0) != (ahead.change_pct > 0) else "and"
    return (
        f"BLS projects {words.signed_percent(ahead.change_pct)} from {ahead.base_year} to {ahead.target_year}, {link} "
        f"{counted}."
    )


def _in_nation(found: list[Rung], easy: list[Rung]) -> Chart:
    frame = rungs.frame([rung for rung in found if rung.code == TECHNICIANS or rung in easy])
    return _bars(
        frame.rename(columns={"mean_reason": "reason"}), "mean", "Mean pay",
        f"dollars a year, mean with its 90% margin, United States, {found[0].edition.label}", margins=True,
    )  # fmt: skip


def _in_place(local: ladder_here.Here, easy: list[Rung]) -> Chart:
    codes = [TECHNICIANS, *(rung.code for rung in easy)]
    frame = local.frame[local.frame.code.isin(codes)]
    return _bars(frame, "median", "Median pay", f"dollars a year, median, {local.place.name}, {local.edition.label}")


def _bars(rows: pd.DataFrame, column: str, name: str, unit_words: str, margins: bool = False) -> Chart:
    ends = ["mean_low", "mean_high"] if margins else []
    frame = rows.sort_values(column, ascending=False, na_position="last", ignore_index=True)
    own = frame.loc[frame.code == TECHNICIANS, "name"]
    return Chart(
        kind="bars",
        frame=frame[["name", column, *ends, "reason"]],
        label="name",
        series=(Series(column, name, low=ends[0] if ends else None, high=ends[1] if ends else None),),
        unit="money",
        unit_words=unit_words,
        reason="reason",
        focus=str(own.iloc[0]) if len(own) else "",
    )
