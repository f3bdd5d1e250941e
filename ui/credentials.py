"""Credentials on a page: what each asks, costs, shows and leads to, with the month it was read and where to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from analysis import credential_paths, words
from analysis.credential_paths import Resource, Step
from analysis.credentials import Credential, read_words, stale
from analysis.places import Place
from ui.prose import plain

NABP = "https://nabp.pharmacy/"
TALL = 3
"""Certificates that ask and cost the same share a card from this many on."""


ABOUT_STEPS = (
    "These are the steps that texts on the trade name. Under each stands what the issuers ask by their own pages, as "
    "far as these were read, and what to look for."
)


def key_fees(known: Mapping[str, Credential]) -> list[tuple[str, str, str]]:
    """Fees to remember, for `page.key_figures`: first certification, its renewal, the sterile one, a certificate."""
    first, sterile = known["cpht_ptce"], known["cspt"]
    certificates = [item for item in known.values() if item.kind == "certificate"]
    fees = {item.cost for item in certificates}
    listed = [(f"{first.abbreviation} (PTCE)", first.cost, first), (sterile.abbreviation, sterile.cost, sterile)]
    listed += [(f"Each of {len(certificates)} certificates", fee, certificates[0]) for fee in fees if len(fees) == 1]
    figures = [
        (
            name,
            words.money(fee),
            f"{credential_paths.short(item.issuer)}, read {item.read_words}; check the issuer's page",
        )
        for name, fee, item in listed
        if fee is not None
    ]
    if first.renewal_cost is not None:
        note = f"every {first.renewal_years} years, read {first.read_words}; check the issuer's page"
        figures.insert(1, (f"Renewal of the {first.abbreviation}", words.money(first.renewal_cost), note))
    return figures


def names(found: Sequence[tuple[str, str]]) -> None:
    """What is wanted, and the names to look for."""
    st.markdown("\n".join(f"- **{wanted}**: {plain(called)}" for wanted, called in found))


def cards(found: Sequence[Credential], today: date) -> None:
    """A card each, two side by side; certificates alike in all but what they examine share one."""
    groups = _grouped(found)
    single = [group for group in groups if len(group) == 1]
    for start in range(0, len(single), 2):
        for column, group in zip(st.columns(2, gap="small"), single[start : start + 2], strict=False):
            with column.container(border=True, height="stretch", key=f"credential-{group[0].key}", gap="small"):
                _card(group, today)
    for group in groups:
        if len(group) > 1:
            with st.container(border=True, key=f"credential-{group[0].key}", gap="small"):
                _card(group, today)


def steps(found: Sequence[Step], known: dict[str, Resource], today: date) -> None:
    """Each step of the way, what it corresponds to, what to look for, and where to ask."""
    for number, step in enumerate(found, start=1):
        with st.container(key=f"step-{step.key}", gap="xsmall"):
            st.subheader(f"{number}. {step.step}", anchor=f"step-{step.key}")
            st.markdown(plain(step.matches))
            st.markdown(plain(f"**Look for.** {step.look_for}."))
            where = " · ".join(f"[{_literal(known[key].short)}]({known[key].url})" for key in step.resources)
            st.markdown(f"**Check at** {where}  \n{_read(step.read, today)}")


def resources(found: Sequence[Resource]) -> None:
    """Where to go, and what for."""
    lines = [f"- [{_literal(item.title)}]({item.url}): {words.lower_first(item.use)}." for item in found]
    st.markdown("\n".join(lines))


def about_state(place: Place) -> str:
    """What to ask of the state of the place chosen, with the link to its board."""
    state = place.state_name
    board = f"the board of pharmacy of {state}" if state else "your state's board of pharmacy"
    return (
        f"Most states regulate technicians, and they differ: registration or license, age, training, exam, background "
        f"check, and how many technicians may work with one pharmacist. No reliable current table of all states was "
        f"found, so none is shown. Ask {board} before you pay for anything: the "
        f"[National Association of Boards of Pharmacy]({NABP}) leads to it."
    )


def _literal(name: str) -> str:
    """A name with a star in it, as O*NET, which would be read as emphasis."""
    return name.replace("*", r"\*")


def _grouped(found: Sequence[Credential]) -> list[list[Credential]]:
    alike = [
        list(group) for _, group in groupby(found, key=lambda item: (item.kind, item.issuer, item.asks_for, item.cost))
    ]
    return [part for group in alike for part in ([group] if len(group) >= TALL else [[item] for item in group])]


def _card(group: Sequence[Credential], today: date) -> None:
    first = group[0]
    many = len(group) > 1
    title = f"{len(group)} certificates" if many else first.title
    st.subheader(title, anchor=f"about-{first.key.replace('_', '-')}")
    st.markdown(f"From {_issuer(first)}")
    if first.asks_for:
        st.markdown(plain(f"**Asks for.** {first.asks_for}."))
    if many:
        lines = [f"- **{item.name}**: {words.lower_first(item.shows)}{_leads(item)}" for item in group]
        st.markdown(plain("**Each examines**\n" + "\n".join(lines)))
    else:
        if first.shows:
            st.markdown(plain(f"**Shows.** {first.shows}."))
        if first.kind in credential_paths.LEADS:
            st.markdown(f"**Leads to.** {credential_paths.LEADS[first.kind]}.")
        for _, name in credential_paths.leads_to(first.key):
            st.page_link("pages/specialties.py", label=f"Leads to: {name}", query_params={"specialty": name},
                         icon=":material/arrow_forward:")  # fmt: skip
    st.markdown(plain(f"**Costs.** {first.cost_words}{' each' if many else ''}.{_renewal(first)}"))
    if first.note:
        st.markdown(plain(f"**Note.** {first.note.rstrip('.')}."))
    st.markdown(_check(first, today))


def _leads(item: Credential) -> str:
    names = [name for _, name in credential_paths.leads_to(item.key)]
    return f" (leads to {words.lower_first(words.join(names))})" if names else ""


def _renewal(item: Credential) -> str:
    if item.renewal_cost is None or not item.renewal_years:
        return " Renewal: no fee read."
    return f" Renewal: {words.money(item.renewal_cost)} every {item.renewal_years} years, apart from that."


def _issuer(item: Credential) -> str:
    return f"[{item.issuer}]({item.issuer_url})" if item.issuer_url else item.issuer


def _check(item: Credential, today: date) -> str:
    where = f"[Check the issuer's page]({item.issuer_url})" if item.issuer_url else "Check the issuer's page"
    source = "" if item.source in ("", item.issuer_url) else f" [Named here]({item.source})."
    return f"{where}: fees and rules change.{source}  \n{_read(item.read, today)}"


def _read(read: str, today: date) -> str:
    """When it was read, marked where that is more than a year ago."""
    said = f"Read from a stored copy, {read_words(read)}."
    return (
        f":material/warning: **More than a year old.** {said} It may have changed since."
        if stale(read, today)
        else said
    )
