"""A specialty on a page: never a figure without the setting it is from and how well that stands for the specialty."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from analysis import specialty_steps, specialty_table, words
from analysis.credentials import CHECK, Credential
from analysis.specialties import Card, Reading
from ui.prose import plain
from ui.proxy import BLURS
from ui.strength import badge_html, strength_badge

HERE, PAY = "specialties", "pay"
"""Addresses of this page and of the page Pay."""


def specialty_card(card: Card, view: Mapping[str, str]) -> None:
    """The short form: work, each industry that stands in with its pay and jobs, credentials that point there.

    view: what the page shows, as its address carries it, for the links to the same view in depth and to the page Pay.
    One piece of HTML: a page has sixteen of these, and each element of Streamlit's costs the server its time.
    """
    readings = "".join(_reading(reading, names) for reading, names in specialty_table.merged(card))
    next_steps = "".join(f"<li>{escape(step)}</li>" for step in specialty_steps.next_steps(card))
    with st.container(border=True, height="stretch", key=f"specialty-{card.key}", gap="small"):
        st.subheader(card.name, anchor=card.key.replace("_", "-"))
        st.html(
            f'<div class="specialty"><p>{escape(card.work)}</p>{readings}'
            f"<p>{escape(f'{card.why} {specialty_table.stated_words(card)}')}</p>"
            f"<p><strong>Credentials that point there</strong></p>{_credentials(card.credentials)}"
            f"<details><summary>Next steps</summary><ol>{next_steps}</ol></details>"
            f'<p class="further">{_in_depth(card, view)} {_on_pay(card, view)}</p></div>'
        )


def pay_link(card: Card, view: Mapping[str, str]) -> None:
    """A link to the page Pay: the specialty's main setting against the same baseline, in the same measure and year."""
    if link := _on_pay(card, view):
        st.html(link, width="content")


def _on_pay(card: Card, view: Mapping[str, str]) -> str:
    setting = card.main.setting.setting
    if setting.kind != "specialist":
        return ""
    return _link(f"{words.capital(setting.words)} on the page Pay", PAY, {**view, "setting": setting.key})


def _in_depth(card: Card, view: Mapping[str, str]) -> str:
    return _link(f"{card.name} in depth", HERE, {**view, "specialty": card.key})


def _link(text: str, page: str, choices: Mapping[str, str]) -> str:
    # Not a page_link: its choices are lost where the page that is open has controls of the same names.
    return f'<a href="{escape(f"{page}?{urlencode(choices)}")}">{escape(text)}</a>'


def pay_now(card: Card) -> None:
    """In depth: how well the settings stand for the specialty, then each of them in sentences with its jobs."""
    st.markdown(f"**What the work is.** {plain(card.work)}")
    st.markdown(
        f"**How well settings stand for it.** {plain(card.strength_words)} {specialty_table.stated_words(card)}"
    )
    for reading, names in specialty_table.merged(card):
        strength_badge(specialty_table.strength(reading), specialty_table.label(reading.setting, names))
        st.markdown(plain(f"{reading.sentence} {words.capital(specialty_table.jobs_words(reading.setting))}."))


def weak_points(card: Card) -> None:
    """What weakens the comparison of the specialty's settings with the baseline, each said once."""
    said = [caveat for reading in card.readings for caveat in reading.premium.caveats]
    lines = [f"- {plain(line)}" for line in (*dict.fromkeys(said), *BLURS)]
    st.markdown("**What weakens the comparison**\n" + "\n".join(lines))


def _credentials(found: tuple[Credential, ...]) -> str:
    """Names, issuers and costs, with the month in which they were read and where to check."""
    lines = "".join(
        f"<li>{_named_in_html(item)}, {escape(f'{_issuer(item)}: {words.lower_first(item.cost_words)}')}</li>"
        for item in found
    )
    return f'<ul>{lines}</ul><p class="small">{escape(f"{_read(found)} {CHECK}")}</p>'


def _named_in_html(item: Credential) -> str:
    name = escape(item.abbreviation or item.name)
    if not item.issuer_url:
        return name
    return f'<a href="{escape(item.issuer_url)}" target="_blank" rel="noopener">{name}</a>'


def credential_details(found: tuple[Credential, ...]) -> None:
    """The same with what each asks for and shows."""
    for item in found:
        st.markdown(f"**{_named(item)}**, {item.issuer}")
        lines = [f"- Asks for: {item.asks_for}."]
        lines += [f"- Shows: {item.shows}."] if item.shows else []
        lines += [f"- Cost: {item.fees}"]
        lines += [f"- {item.note}"] if item.note else []
        st.markdown(plain("\n".join(lines)))
    st.caption(f"{_read(found)} {CHECK}")


def steps(card: Card) -> None:
    """What to do next, numbered."""
    said = specialty_steps.next_steps(card)
    st.markdown(plain("\n".join(f"{number}. {step}" for number, step in enumerate(said, start=1))))


def _reading(reading: Reading, names: tuple[str, ...]) -> str:
    """An industry that stands in: how well, then its pay, its difference and its jobs, a line each."""
    measure, pay, premium = reading.premium.measure, reading.pay, reading.premium
    badge = badge_html(specialty_table.strength(reading), specialty_table.label(reading.setting, names))
    if pay.value is None:
        return f"{badge}<p>{escape(f'{words.capital(words.MEASURES[measure])}: {pay.reason_words}.')}</p>"
    # Without a margin of its own the reason stands once, beside the difference.
    sure = "" if pay.margin is None and premium.dollars else f", {specialty_table.margin_words(pay, measure)}"
    lines = [
        f"<strong>{words.money(pay.value)}</strong> a year, {escape(words.MEASURES[measure] + sure)}",
        escape(specialty_table.premium_words(premium).removesuffix(".")),
        escape(specialty_table.jobs_words(reading.setting)),
    ]
    return f"{badge}<p>{'<br>'.join(lines)}</p>"


def _named(item: Credential) -> str:
    return f"[{item.title}]({item.issuer_url})" if item.issuer_url else item.title


def _issuer(item: Credential) -> str:
    """'PTCB' where the table gives the letters, else the issuer's name."""
    return item.issuer.partition("(")[2].rstrip(")") or item.issuer


def _read(found: tuple[Credential, ...]) -> str:
    months = list(dict.fromkeys(item.read_words for item in found))
    return f"Read in {words.join(months)}."
