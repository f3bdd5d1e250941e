"""The claims with their verdicts: three in a row to see at once, and each at the head of its section."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.claims import Claim
from ui.prose import plain
from ui.verdict import verdict_badge


def claim_row(claims: Sequence[Claim]) -> None:
    """One card a claim, side by side (one under the other on a phone): verdict, claim, caveat, where to read on."""
    for column, claim in zip(st.columns(len(claims), gap="small"), claims, strict=True):
        with column.container(border=True, height="stretch", key=f"claim-{claim.key}"):
            verdict_badge(claim.verdict.level)
            reasons = f"[{claim.name}: the reasons](#{anchor(claim)})"
            st.markdown("\n\n".join([f"**{claim.claim}**", plain(claim.limit), reasons]))


def claim_head(claim: Claim) -> None:
    """A section's head: the claim's name, its verdict, every reason, and what stays true whatever the verdict."""
    st.header(claim.name, anchor=anchor(claim))
    verdict_badge(claim.verdict.level)
    reasons = "\n".join(f"- {plain(reason)}" for reason in claim.verdict.reasons)
    st.markdown(f"{reasons}\n\n**Limit.** {plain(claim.limit)}")


def anchor(claim: Claim) -> str:
    """The name of the claim's section in a link."""
    return claim.key.replace("_", "-")
