"""The list of everything that has an address of its own: for programs as JSON, for people as a page without scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis.warehouse import Warehouse

STYLE = (Path(__file__).resolve().parent / "api_list.css").read_text(encoding="utf-8")
ABOUT = (
    "Every figure and every table of the dashboard, each at an address that stays the same, so that a spreadsheet or a "
    "program can follow it. A new build is seen within five minutes."
)
LIMIT = "BLS publishes no pay by specialty: every figure is that of a setting, of a place or of an occupation."
HOW = (
    ("Excel", "Data, From Web, and paste a CSV address."),
    ("Google Sheets", '=IMPORTDATA("…") with a CSV address; the dashboard must be on the internet.'),
    ("A program", "JSON says title, unit, source, edition, build, caveat, licence, columns and parameters."),
    (
        "Another view",
        "Add what the page\u2019s own address says, such as ?place=Ohio or ?setting=Hospitals&dollars=Constant.",
    ),
    ("A mistake", "An unknown name or word is refused in words (400 or 404), never answered with another figure."),
)


@dataclass(frozen=True)
class Entry:
    """One line of the list. name: for a program; title: for people; group: a heading over lines that follow one
    another; links: words to paths below the dashboard's address; note: what to know; facts: more for a program."""

    name: str
    title: str
    group: str
    links: dict[str, str]
    note: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of the list. name: in JSON; title, about: in words; entries: of a build."""

    name: str
    title: str
    about: str
    entries: Callable[[Warehouse], Sequence[Entry]]


Found = Sequence[tuple[Section, Sequence[Entry]]]


def told(warehouse: Warehouse, base: str, found: Found) -> dict[str, Any]:
    """The list for programs; every link is a whole address."""
    return {
        "about": f"{ABOUT} {LIMIT}",
        "build": warehouse.build_id,
        "built": f"{warehouse.built:%Y-%m-%dT%H:%M:%SZ}",
        **{section.name: [_told(entry, base) for entry in entries] for section, entries in found},
    }


def html(warehouse: Warehouse, base: str, found: Found) -> str:
    """The list for people."""
    contents = "".join(f'<li><a href="#{section.name}">{escape(section.title)}</a></li>' for section, _ in found)
    how = "".join(f"<dt>{escape(who)}</dt><dd>{escape(what)}</dd>" for who, what in HOW)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Figures and tables as data</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body><main>"
        f'<p><a href="{escape(base)}/">Does specializing pay for a pharmacy technician?</a></p>'
        f"<h1>Figures and tables as data</h1><p>{escape(ABOUT)}</p><p>{escape(LIMIT)}</p>"
        f"<p>Build {escape(warehouse.build_id)}, made on {warehouse.built:%-d %B %Y}.</p>"
        f"<ul>{contents}</ul><h2>How to use them</h2><dl>{how}</dl>"
        f"{''.join(_section(section, entries, base) for section, entries in found)}</main></body></html>"
    )


def _told(entry: Entry, base: str) -> dict[str, Any]:
    line = {"name": entry.name, "title": entry.title, "group": entry.group, "note": entry.note} | entry.facts
    return line | {words.casefold(): f"{base}/{path}" for words, path in entry.links.items()}


def _section(section: Section, entries: Sequence[Entry], base: str) -> str:
    groups = "".join(
        (f"<h3>{escape(name)}</h3>" if name else "")
        + f'<ul class="entries">{"".join(_line(entry, base) for entry in lines)}</ul>'
        for name, lines in groupby(entries, key=lambda entry: entry.group)
    )
    return f'<h2 id="{section.name}">{escape(section.title)}</h2><p>{escape(section.about)}</p>{groups}'


def _line(entry: Entry, base: str) -> str:
    links = " · ".join(
        f'<a href="{escape(f"{base}/{path}")}" aria-label="{escape(f"{words}: {entry.title or entry.name}")}">'
        f"{escape(words)}</a>"
        for words, path in entry.links.items()
    )
    title = f"<strong>{escape(entry.title)}</strong>" if entry.title else ""
    note = f'<span class="note">{escape(entry.note)}</span>' if entry.note else ""
    return f"<li>{title}{note}<code>{escape(entry.name)}</code><span>{links}</span></li>"
