"""The handout as one HTML file that needs nothing else: no script, no request, figures inline, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from html import escape
from pathlib import Path

from ui.handouts import qr
from ui.handouts.printed import Figure, Printed
from ui.theme import DARK, LIGHT, Palette

STYLE = (Path(__file__).resolve().parent / "sheet.css").read_text(encoding="utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing."""


def html(sheet: Printed) -> str:
    """The page, to be kept as a file."""
    heads = {name: escape(head) for name, head in sheet.heads.items()}
    unknown = f"<h2>{heads['unknown']}</h2><ul>{_join(f'<li>{escape(item)}</li>' for item in sheet.unknown)}</ul>"
    path = f"<h2>{heads['path']}</h2><p>{escape(sheet.path)}</p>{_routes(sheet)}"
    *before, last = [_figure(said) for said in sheet.figures] or [""]
    cells = _join(f"<div>{cell}</div>" for cell in (*before, last + unknown, path))
    return f"""<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="description" content="{escape(sheet.answer)}">
<title>{escape(sheet.title)}</title>
<style>
{_variables(LIGHT)}
@media screen and (prefers-color-scheme: dark) {{
{_variables(DARK)}
}}
{STYLE}</style>
</head>
<body>
<header>
<div>
<p class="muted">Pharmacy technicians · {escape(sheet.place)}</p>
<h1>{escape(sheet.question)}</h1>
<p class="answer">{escape(sheet.answer)}</p>
</div>
{_code(sheet)}</header>
<main>
<h2>{heads["verdicts"]}</h2>
<div class="verdicts">{_join(map(_verdict, sheet.verdicts))}</div>
<h2>{heads["figures"]}</h2>
<dl class="key-figures">{_join(map(_key_figure, sheet.key_figures))}</dl>
<div class="cells">{cells}</div>
</main>
<footer class="small">
<h2>{heads["sources"]}</h2>
<p>{escape(" ".join(sheet.sources))}</p>
<p>{escape(sheet.stamp)}{_link(sheet.address)}</p>
</footer>
</body>
</html>
"""


def _code(sheet: Printed) -> str:
    """The code of the view, where its address is known."""
    if not sheet.address:
        return ""
    code = qr.svg(sheet.address).replace("<svg", f'<svg role="img" aria-label="{escape(sheet.code_alt)}"', 1)
    return f'<figure class="code">{code}<figcaption class="small">{escape(sheet.code_words)}</figcaption></figure>\n'


def _link(address: str) -> str:
    return f' <a href="{escape(address)}">{escape(address)}</a>' if address else ""


def _verdict(said: tuple[str, str, str]) -> str:
    level, claim, reason = map(escape, said)
    return f'<section><h3>{claim}</h3><p class="level">{level}</p><p>{reason}</p></section>'


def _key_figure(said: tuple[str, str, str]) -> str:
    name, figure, note = map(escape, said)
    return f'<div><dt>{name}</dt><dd><strong>{figure}</strong><span class="small">{note}</span></dd></div>'


def _figure(said: Figure) -> str:
    key = _join(f' <strong class="key-{role}">\u25a0 {role}</strong>' for role in said.key)
    return (
        f'<figure><figcaption><h3>{escape(said.title)}</h3><p class="small">{escape(said.subtitle)}{key}</p>'
        f'</figcaption>{said.drawing}<p class="small">{escape(said.note)}</p></figure>'
    )


def _routes(sheet: Printed) -> str:
    rows = _join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(fees)}</td></tr>' for name, fees in sheet.routes)
    return (
        '<table><thead><tr><th scope="col">Route</th><th scope="col">Published fees</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _variables(colours: Palette) -> str:
    """The palette as custom properties, under the names that the style uses."""
    named = [(field.name, getattr(colours, field.name)) for field in fields(colours) if field.name != "name"]
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in named) + " }"


def _join(parts: Iterable[str]) -> str:
    return "".join(parts)
