"""What a finished build must show before it is published, each check with a message that says what to look at.

A check that refuses keeps the build from being published; a warning stays beside the published build. Why a check does
the one or the other stands in its docstring; the modules are named by the question that their checks ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from etl.checks import agreement, arithmetic, continuity, coverage, keys, marks, ranges, staleness, totals
from etl.checks.check import Build, Check, Connection, Status

__all__ = ["CHECKS", "Check", "Status", "run"]

CHECKS: tuple[Callable[[Build], Iterator[Check]], ...] = (
    keys.keys, keys.files_named, keys.rows_arrived, keys.series_described, keys.editions_differ,
    marks.reasons, marks.known_marks, marks.footnotes, marks.missing_months, marks.weekly_reasons,
    ranges.in_range, ranges.percentiles_in_order, ranges.mean_within, ranges.errors_releasable, ranges.minimum_wage,
    ranges.rounded,
    arithmetic.hours, arithmetic.shares, arithmetic.projections, arithmetic.weekly_earnings, arithmetic.weekly_medians,
    totals.states, totals.areas, totals.sectors, totals.state_sectors, totals.finer_levels, totals.owners,
    continuity.units, continuity.national_means, continuity.national_jobs, continuity.places, continuity.months,
    continuity.parities, continuity.revisions,
    agreement.projected_medians, agreement.projected_jobs, agreement.handbook_jobs, agreement.handbook_shares,
    agreement.handbook_medians,
    coverage.national_years, coverage.prices, coverage.states, coverage.newest_edition, coverage.rows_stay,
    coverage.figures_stay,
    staleness.releases, staleness.monthly_series,
)  # fmt: skip


def run(connection: Connection, previous: Connection | None, today: date | None = None) -> list[Check]:
    """Every check on a build, with the build before it where there is one that has the same tables."""
    build = Build(connection, previous, today or datetime.now(UTC).date())
    return [check for ask in CHECKS for check in ask(build)]
