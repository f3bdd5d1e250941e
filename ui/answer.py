"""The answer in two sentences: what the Overview leads with, and what stands on the first page before it."""

from __future__ import annotations

from analysis import claims
from analysis.claims import Claim
from analysis.warehouse import Warehouse

LIMIT = "That compares settings, not specialties: BLS publishes no pay by specialty."


def of_claim(pay: Claim) -> tuple[str, str]:
    """The first reason of the verdict on pay, and what it does not say."""
    return pay.verdict.reasons[0], LIMIT


def sentences(warehouse: Warehouse) -> tuple[str, str]:
    """The same, worked out from the build."""
    return of_claim(claims.claim(warehouse, "higher_pay"))
