"""The specialties side by side: every industry that they are read through, none without its label.

Two settings of a specialty that can only be read through the same industry are one row: they are one figure.
Source: OEWS by industry, through analysis/specialties.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis import reference, settings, words
from analysis.editions import Edition
from analysis.estimate import ERROR_COLUMNS, Estimate
from analysis.premium import Premium
from analysis.settings import Resolved
from analysis.specialties import STRENGTHS, Card, Reading, Strength
from analysis.warehouse import Warehouse

NO_MARGIN = "no published margin"
MARGIN_NOT_LOADED = "margin not in the loaded files"


def label(setting: Resolved, names: Sequence[str] = ()) -> str:
    """The setting, the industry it is read through and its level.

    'hospitals, NAICS 622000, 3-digit'; or, with a wider industry standing in, 'outpatient care centers, NAICS 621000
    (ambulatory health care services), 3-digit'. names: the settings that share the industry, when there are several.
    """
    named = words.join(list(names) or [setting.setting.words])
    if not setting.found:
        return f"{named}, no figure"
    if setting.level == "cross-industry":
        return named
    wider = "" if setting.own else f" ({industry(setting)})"
    owners = setting.label.partition(f"NAICS {setting.code}")[2].partition(", in place of")[0]
    return f"{named}, NAICS {setting.code}{wider}, {setting.level}{owners}"


def margin_words(found: Estimate, measure: str) -> str:
    """'give or take $246', or why there is no margin; empty when there is no figure either."""
    if found.value is None:
        return ""
    if found.margin is not None:
        return f"give or take {words.money(found.margin)}"
    return MARGIN_NOT_LOADED if measure in ERROR_COLUMNS else NO_MARGIN


def premium_words(found: Premium) -> str:
    """'+$9,250 (+21.6%, give or take 0.9 points) against pharmacies and drug stores', or why there is none."""
    if found.dollars is None or found.percent is None:
        return found.reason
    margin = found.percent.margin
    sure = MARGIN_NOT_LOADED if found.measure in ERROR_COLUMNS else NO_MARGIN
    sure = sure if margin is None else f"give or take {words.number(margin, 1)} points"
    chance = "; may be chance" if found.finding == "no clear difference" else ""
    gap = f"{words.signed_money(found.dollars.value)} ({words.signed_percent(found.percent.value)}, {sure}{chance})"
    return f"{gap} against {industry(found.baseline)}"


def industry(found: Resolved) -> str:
    """The industry that is read, inside a sentence: the setting's own words, or those of the wider one."""
    return found.short.partition(" (NAICS")[0]


def jobs_words(found: Resolved) -> str:
    """Jobs of technicians in the industry that is read, whatever they specialize in; or why they are missing."""
    jobs = found.estimates["employment"]
    if jobs.value is None:
        return f"technicians' jobs there: {jobs.reason_words}"
    margin = "" if jobs.margin is None else f", give or take {words.number(jobs.margin)}"
    return f"{words.number(jobs.value)} technicians' jobs there, of every kind{margin}"


def editions(warehouse: Warehouse, measure: str) -> list[Edition]:
    """Editions in which at least one setting of a specialty has the measure, oldest first."""
    keys = list(dict.fromkeys(key for row in reference.rows("specialties") for key in row["settings"].split()))
    listed = sorted({item for key in keys for item in settings.editions(warehouse, key, measure)})
    # An edition that has a measure for each owner apart may still have none for the industry as a whole.
    return [item for item in listed if any(settings.resolve(warehouse, key, item, measure).found for key in keys)]


def stated_words(card: Card) -> str:
    """Why the readings are weaker than the specialty's settings are stated to be; empty where they are not."""
    read = [reading for reading in card.readings if reading.setting.found]
    if not read or any(reading.strength == card.strength for reading in read):
        return ""
    return (
        f"The settings' own industries would be a {card.strength} proxy; in the loaded files of "
        f"{read[0].setting.edition.label} wider ones stand in for them, so it is weak."
    )


def merged(card: Card) -> list[tuple[Reading, tuple[str, ...]]]:
    """The readings of a specialty, one an industry, each with the names of the settings that are read through it.

    Of several the first is kept, one whose own industry it is before the others. Those without a figure stay apart.
    """
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in card.readings:
        found = reading.setting
        key = (found.code, found.ownership) if found.found else (found.setting.key, "")
        groups.setdefault(key, []).append(reading)
    return [
        (
            next((item for item in group if item.setting.own), group[0]),
            tuple(item.setting.setting.words for item in group),
        )
        for group in groups.values()
    ]


def strength(reading: Reading) -> Strength:
    """As read; as stated where there is no figure to read, for then nothing stands in."""
    return reading.strength if reading.setting.found else reading.stated


def table(cards: Sequence[Card]) -> pd.DataFrame:
    """Every industry that the specialties are read through, highest figure first, those without one last.

    Columns: key, name, strength (as read), setting (label), short (setting and code), kind, code, level, value, low,
    high (dollars, 90 %), reason, margin (words), baseline (words), baseline_value, dollars, percent, percent_margin
    (points), premium (words), jobs, jobs_reason, source_id. NaN where missing.
    """
    lines = [_line(card, reading, names) for card in cards for reading, names in merged(card)]
    figures = ["value", "low", "high", "baseline_value", "dollars", "percent", "percent_margin", "jobs"]
    frame = pd.DataFrame(lines).astype(dict.fromkeys(figures, "float64"))
    return frame.sort_values(["value", "name"], ascending=[False, True], na_position="last", ignore_index=True)


def finding(frame: pd.DataFrame) -> str:
    """What the table shows, in one sentence: the range of the figures and how many are above the baseline."""
    drawn = frame[frame.value.notna()]
    if drawn.empty:
        return "No setting that these specialties are read through has this figure in this edition"
    top, bottom = words.money(drawn.value.max()), words.money(drawn.value.min())
    span = f"from {bottom} to {top}" if top != bottom else f"to {top}"
    compared = drawn[drawn.dollars.notna()].drop_duplicates("code")
    if compared.empty:
        return f"Pay in the settings that these specialties are read through comes {span}"
    above, count, baseline = int((compared.dollars > 0).sum()), len(compared), compared.baseline.iloc[0]
    if count == 1:
        side = "more" if above else "no more"
        return f"The industry that stands in here pays {side} than {baseline}: {top}"
    named = f"All {count} industries" if above == count else f"{above} of the {count} industries"
    return f"{named} that stand in for these specialties pay more than {baseline}; they range {span}"


def strengths(frame: pd.DataFrame) -> str:
    """How many of the readings are direct, partial and weak, in words."""
    drawn = frame[frame.value.notna()]
    if drawn.empty:
        return "No reading has a figure."
    counted = [(name, int((drawn.strength == name).sum())) for name in STRENGTHS]
    said = words.join([f"{count} {'is' if count == 1 else 'are'} {name}" for name, count in counted if count])
    return f"Of {len(drawn)} readings with a figure, {said}."


def _line(card: Card, reading: Reading, names: tuple[str, ...]) -> dict[str, object]:
    found, pay, premium = reading.setting, reading.pay, reading.premium
    low, high = pay.interval or (None, None)
    jobs = found.estimates["employment"]
    code = f", NAICS {found.code}" if found.own else f", in NAICS {found.code}"
    return {
        "key": card.key, "name": card.name, "strength": strength(reading), "setting": label(found, names),
        "short": words.join(list(names)) + (code if found.found else ""), "kind": found.setting.kind,
        "code": found.code, "level": found.level, "value": pay.value, "low": low, "high": high,
        "reason": pay.reason_words, "margin": margin_words(pay, premium.measure),
        "baseline": industry(premium.baseline),
        "baseline_value": premium.baseline.estimates[premium.measure].value,
        "dollars": premium.dollars and premium.dollars.value, "percent": premium.percent and premium.percent.value,
        "percent_margin": premium.percent and premium.percent.margin, "premium": premium_words(premium),
        "jobs": jobs.value, "jobs_reason": jobs.reason_words, "source_id": pay.source_id,
    }  # fmt: skip
