"""From a published error to a margin, and from two margins to a difference: formulas with loaded figures."""

from __future__ import annotations

from analysis import premium, settings, words
from analysis.claims import GENERAL, SPECIALIST
from analysis.estimate import RSE_ROUNDING, Z90, Estimate
from analysis.methods.method import NOTHING_LOADED, Method
from analysis.premium import HOURS_A_YEAR, Premium
from analysis.settings import Resolved
from analysis.warehouse import Warehouse

RSE = f"{RSE_ROUNDING}%"
INDEPENDENT = (
    "It takes the two estimates as independent. Editions next to each other share employers, and a part overlaps with "
    "the whole that it belongs to; there the margin is a guide."
)


def tested_pair(warehouse: Warehouse) -> Premium | None:
    """Health care against retail trade in the newest edition with errors for both; None where there is none."""
    for edition in reversed(settings.editions(warehouse, SPECIALIST, level="sector")):
        found = premium.premium(warehouse, SPECIALIST, GENERAL, edition, level="sector")
        if found.dollars is not None and found.dollars.margin is not None:
            return found
    return None


def standard_error(warehouse: Warehouse) -> Method:
    """Standard error from the published relative standard error."""
    pair = tested_pair(warehouse)
    return Method(
        "standard-error", "Standard error",
        "How far off is an estimate usually, because BLS asks a sample of employers?",
        (f"standard error = (published relative standard error + {RSE}) / 100 × estimate",),
        _error_lines(pair.setting) if pair else (NOTHING_LOADED,),
        (
            f"BLS prints the relative standard error to one decimal, so the true one may be up to {RSE} larger; that "
            "is added, so that a margin is never too narrow for rounding.",
            "BLS publishes it for means and for jobs. It publishes none for medians and percentiles.",
            "Up to May 2024 it measures sampling error, from May 2025 the error of a model: two different things.",
        ),
        "analysis/estimate.py",
        _source(pair),
    )  # fmt: skip


def margin(warehouse: Warehouse) -> Method:
    """Margin and interval at 90 %."""
    pair = tested_pair(warehouse)
    return Method(
        "margin", "Margin and 90% interval", "Between which bounds does the true figure probably lie?",
        (f"margin = {Z90} × standard error", "interval = estimate − margin to estimate + margin"),
        _margin_lines(pair.setting.estimates["annual_mean"]) if pair else (NOTHING_LOADED,),
        (
            "It covers chance in who was asked (from May 2025, error of the model), not wrong answers or wrong codes.",
            "Nine in ten such intervals hold the true figure; one in ten does not.",
        ),
        "analysis/estimate.py",
        _source(pair),
    )  # fmt: skip


def difference(warehouse: Warehouse) -> Method:
    """Difference of two means and its test."""
    pair = tested_pair(warehouse)
    return Method(
        "difference", "Difference of two means", "Do two settings differ by more than chance?",
        (
            "difference = first mean − second mean",
            f"margin = {Z90} × square root of (first standard error² + second standard error²)",
            "a difference is called one only if it is larger than its margin",
        ),
        _difference_lines(pair) if pair else (NOTHING_LOADED,),
        (
            INDEPENDENT,
            "A difference between medians or percentiles cannot be tested: BLS publishes no error for them.",
        ),
        "analysis/uncertainty.py",
        _source(pair),
    )  # fmt: skip


def ratio(warehouse: Warehouse) -> Method:
    """Premium in per cent with its margin."""
    pair = tested_pair(warehouse)
    return Method(
        "premium", "Premium in per cent", "By how much does one setting pay more than another?",
        (
            "premium = 100 × (first mean / second mean − 1)",
            "relative error of a mean = its standard error / the mean",
            f"margin = {Z90} × 100 × (first mean / second mean) × square root of (first relative error² + second "
            "relative error²)",
        ),
        _ratio_lines(pair) if pair else (NOTHING_LOADED,),
        (INDEPENDENT, "It compares settings, not specialties, and says nothing of why they differ."),
        "analysis/premium.py",
        _source(pair),
    )  # fmt: skip


def hours(warehouse: Warehouse) -> Method:
    """A premium in hours of work."""
    pair = tested_pair(warehouse)
    return Method(
        "hours", "Premium in hours of work", "How long would one work in the baseline for the difference?",
        (f"hours = {words.number(HOURS_A_YEAR)} × premium in per cent / 100",),
        _hours_lines(pair) if pair else (NOTHING_LOADED,),
        (
            f"BLS's full-time year is {words.number(HOURS_A_YEAR)} hours; who works part time has fewer.",
            "BLS makes annual wages from hourly ones in the same way, so both tell the same.",
        ),
        "analysis/premium.py",
        _source(pair),
    )  # fmt: skip


def _source(pair: Premium | None) -> str:
    return pair.setting.estimates["annual_mean"].source_id if pair else ""


def _error_lines(found: Resolved) -> tuple[str, ...]:
    mean = found.estimates["annual_mean"]
    if mean.value is None or mean.rse is None or mean.standard_error is None:
        return (NOTHING_LOADED,)
    return (
        f"{words.capital(found.label)}, {found.edition.label}: mean {words.money(mean.value)}, published relative "
        f"standard error {words.percent(mean.rse)}.",
        f"({mean.rse:.1f} + {RSE_ROUNDING}) / 100 × {words.money(mean.value)} = {words.money(mean.standard_error, 2)}",
    )


def _margin_lines(mean: Estimate) -> tuple[str, ...]:
    if mean.value is None or mean.interval is None or mean.margin is None or mean.standard_error is None:
        return (NOTHING_LOADED,)
    low, high = mean.interval
    return (
        f"{Z90} × {words.money(mean.standard_error, 2)} = {words.money(mean.margin)}",
        f"{words.money(mean.value)} give or take {words.money(mean.margin)}: from {words.money(low)} to "
        f"{words.money(high)}",
    )


def _difference_lines(found: Premium) -> tuple[str, ...]:
    first, second = (side.measured("annual_mean") for side in (found.setting, found.baseline))
    gap = found.dollars
    if first is None or second is None or gap is None or None in (first.error, second.error, gap.margin):
        return (NOTHING_LOADED,)
    errors = [words.money(side.error or 0.0, 2) for side in (first, second)]
    return (
        f"{words.capital(found.setting.phrase)} against {found.baseline.phrase}, {found.edition.label}.",
        f"{words.money(first.value)} − {words.money(second.value)} = {words.money(gap.value)}",
        f"{Z90} × √({errors[0]}² + {errors[1]}²) = {words.money(gap.margin or 0.0)}",
        found.test_words,
    )


def _ratio_lines(found: Premium) -> tuple[str, ...]:
    first, second = (side.measured("annual_mean") for side in (found.setting, found.baseline))
    share = found.percent
    if first is None or second is None or share is None or None in (first.error, second.error, share.margin):
        return (NOTHING_LOADED,)
    relative = [(side.error or 0.0) / side.value for side in (first, second)]
    quotient = first.value / second.value
    return (
        f"100 × ({words.money(first.value)} / {words.money(second.value)} − 1) = {words.percent(share.value)}",
        f"{Z90} × 100 × {quotient:.4f} × √({relative[0]:.5f}² + {relative[1]:.5f}²) = "
        f"{words.points(share.margin or 0.0, 2)}",
        f"{words.capital(found.setting.setting.words)} paid {words.percent(share.value)} more, give or take "
        f"{words.points(share.margin or 0.0)}."
        if share.value > 0
        else f"{words.capital(found.setting.setting.words)} did not pay more.",
    )


def _hours_lines(found: Premium) -> tuple[str, ...]:
    if found.percent is None or found.hours is None:
        return (NOTHING_LOADED,)
    return (
        f"{words.number(HOURS_A_YEAR)} × {words.number(found.percent.value, 2)} / 100 = {words.hours(found.hours)} of "
        f"work in {found.baseline.setting.words}, {found.edition.label}.",
    )
