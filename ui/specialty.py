"""A specialty on a page: never a figure without the setting it is from and how well that stands for the specialty."""

from __future__ import annotations

import streamlit as st

from analysis import specialty_steps, specialty_table, words
from analysis.credentials import CHECK, Credential
from analysis.specialties import Card, Reading
from ui.prose import plain
from ui.proxy import BLURS
from ui.strength import strength_badge


def specialty_card(card: Card) -> None:
    """The short form: work, each industry that stands in with its pay and jobs, credentials that point there."""
    with st.container(border=True, height="stretch", key=f"specialty-{card.key}", gap="small"):
        st.subheader(card.name, anchor=card.key.replace("_", "-"))
        st.markdown(plain(card.work))
        for reading, names in specialty_table.merged(card):
            _reading(reading, names)
        st.caption(plain(card.why))
        st.markdown("**Credentials that point there**")
        credential_list(card.credentials)
        with st.expander("Next steps", icon=":material/steps:"):
            steps(card)


def pay_now(card: Card) -> None:
    """In depth: how well the settings stand for the specialty, then each of them in sentences with its jobs."""
    st.markdown(f"**What the work is.** {plain(card.work)}")
    st.markdown(f"**How well settings stand for it.** {plain(card.strength_words)}")
    for reading, names in specialty_table.merged(card):
        strength_badge(specialty_table.strength(reading), specialty_table.label(reading.setting, names))
        st.markdown(plain(f"{reading.sentence} {words.capital(specialty_table.jobs_words(reading.setting))}."))


def weak_points(card: Card) -> None:
    """What weakens the comparison of the specialty's settings with the baseline, each said once."""
    said = [caveat for reading in card.readings for caveat in reading.premium.caveats]
    lines = [f"- {plain(line)}" for line in (*dict.fromkeys(said), *BLURS)]
    st.markdown("**What weakens the comparison**\n" + "\n".join(lines))


def credential_list(found: tuple[Credential, ...]) -> None:
    """Names, issuers and costs, with the month in which each was read and where to check."""
    lines = [f"- {_named(item)}, {item.issuer}. {_fees(item)}" for item in found]
    st.markdown(plain("\n".join(lines)))
    st.caption(CHECK)


def credential_details(found: tuple[Credential, ...]) -> None:
    """The same with what each asks for and shows."""
    for item in found:
        st.markdown(f"**{_named(item)}**, {item.issuer}")
        lines = [f"- Asks for: {item.asks_for}."]
        lines += [f"- Shows: {item.shows}."] if item.shows else []
        lines += [f"- Cost: {_fees(item)}"]
        lines += [f"- {item.note}"] if item.note else []
        st.markdown(plain("\n".join(lines)))
    st.caption(CHECK)


def steps(card: Card) -> None:
    """What to do next, numbered."""
    said = specialty_steps.next_steps(card)
    st.markdown(plain("\n".join(f"{number}. {step}" for number, step in enumerate(said, start=1))))


def _reading(reading: Reading, names: tuple[str, ...]) -> None:
    measure, pay = reading.premium.measure, reading.pay
    strength_badge(specialty_table.strength(reading), specialty_table.label(reading.setting, names))
    if pay.value is None:
        st.markdown(plain(f"{words.capital(words.MEASURES[measure])}: {pay.reason_words}."))
        return
    st.markdown(
        plain(
            f"**{words.money(pay.value)}** a year, {words.MEASURES[measure]} "
            f"({specialty_table.margin_words(pay, measure)}).  \n{specialty_table.premium_words(reading.premium)}.  \n"
            f"{specialty_table.jobs_words(reading.setting)}."
        )
    )


def _named(item: Credential) -> str:
    return f"[{item.title}]({item.issuer_url})" if item.issuer_url else item.title


def _fees(item: Credential) -> str:
    return item.fees if item.cost is not None else f"{item.fees[:-1]} (read in {item.read_words})."
