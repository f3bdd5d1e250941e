"""On which terms a publisher's figures may be used: said wherever figures leave the dashboard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """name: as it is known. words: what it asks for, in a sentence. url: where the publisher says so."""

    name: str
    words: str
    url: str


BLS = Licence(
    "Public domain",
    "Works of the U.S. government are in the public domain; BLS asks to be cited as the source.",
    "https://www.bls.gov/opub/copyright-information.htm",
)
BEA = Licence(
    "Public domain",
    "Works of the U.S. government are in the public domain; BEA asks to be cited as the source.",
    "https://www.bea.gov/help/faq/147",
)
ONET = Licence(
    "CC BY 4.0",
    "Credit the O*NET Database of the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), "
    "name its version, and say what was changed. Rows for a few occupations were selected here; USDOL/ETA has not "
    "approved, endorsed or tested this. O*NET® is a trademark of USDOL/ETA.",
    "https://creativecommons.org/licenses/by/4.0/",
)
ISSUERS = Licence(
    "Facts, to be cited",
    "Fees are facts; name the issuer and the month in which its page was read. The pages themselves are the issuers'.",
    "",
)
UNKNOWN = Licence("Not recorded", "Ask the publisher before you use these figures.", "")


def licence(publisher: str) -> Licence:
    """The terms of a publisher, by its name in `sources`."""
    known = {"Labor Statistics": BLS, "Economic Analysis": BEA, "Employment and Training": ONET, "O*NET": ONET,
             "issuers": ISSUERS}  # fmt: skip
    return next((terms for part, terms in known.items() if part in publisher), UNKNOWN)
