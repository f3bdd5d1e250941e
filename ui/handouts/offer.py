"""The offer of files to take away: the story as slides, and a handout as PDF and as one HTML file.

Each is made on the click, from the build that the page shows, and kept for the next who asks for the same. What makes
them is heavy to import and no page needs it: it is imported when it is used, or before by ui/ready.py.
"""

from __future__ import annotations

import logging
import re
import secrets
import unicodedata
from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from analysis.places import Place
from analysis.story import story
from analysis.story.sheet import sheet
from analysis.warehouse import Warehouse
from ui import address
from ui.data import once_a_build
from ui.handouts.printed import Printed, printed
from ui.handouts.stamp import Stamp
from ui.place import carried_along
from ui.slides.told import view_address

STYLE = (Path(__file__).resolve().parent / "offer.css").read_text(encoding="utf-8")
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
NAME = "pharmacy-technician-pay"
log = logging.getLogger("dashboard")

_story = once_a_build(story)


def for_your_class(warehouse: Warehouse, place: Place) -> None:
    """The offer as a small section of a page: one line until it is opened."""
    with st.expander("For your class: slides and a handout", icon=":material/school:", key="for-your-class"):
        offer(warehouse, place)
        st.page_link(
            "pages/present.py", label="Or present it from here", icon=":material/slideshow:",
            query_params=carried_along(place),
        )  # fmt: skip


def offer(warehouse: Warehouse, place: Place) -> None:
    """Three buttons that download the slides and the handout of a place, and what to know before using them."""
    shown, warning = _address(place)
    reference = secrets.token_hex(4)
    files: dict[str, tuple[Callable[[Warehouse, Place, str], bytes], str, str, str]] = {
        "Slides (PowerPoint)": (slides_file, "pptx", POWERPOINT, "co_present"),
        "Handout (PDF)": (pdf_file, "pdf", "application/pdf", "picture_as_pdf"),
        "Handout (HTML)": (html_file, "html", "text/html", "html"),
    }
    with st.container(key="take-away", gap="small"):
        st.markdown(
            f"For {place.in_words}: slides that you can edit, and a handout of one page. Build and edition are printed "
            "on each."
        )
        with st.container(horizontal=True, gap="small", key="take-away-files"):
            for label, (make, ending, mime, icon) in files.items():
                st.download_button(
                    label,
                    data=_told(make, warehouse, place, shown, reference),
                    file_name=file_name(place, ending),
                    mime=mime,
                    key=f"take-away-{ending}",
                    on_click="ignore",
                    icon=f":material/{icon}:",
                )
        if warning:
            st.markdown(warning)
        _trouble(reference)


def file_name(place: Place, ending: str) -> str:
    """'pharmacy-technician-pay-ohio.pptx'."""
    plain = unicodedata.normalize("NFKD", place.name).encode("ascii", "ignore").decode().lower()
    return f"{NAME}-{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')}.{ending}"


@once_a_build
def slides_file(warehouse: Warehouse, place: Place, shown: str) -> bytes:
    """The story of the place as a .pptx. shown: address of the view, '' where it is not known."""
    from ui.handouts.deck import deck

    return deck(_story(warehouse, place), _stamp(warehouse, place, shown))


@once_a_build
def pdf_file(warehouse: Warehouse, place: Place, shown: str) -> bytes:
    """The handout as a PDF of one page."""
    from ui.handouts import sheet_pdf

    return sheet_pdf.pdf(_printed(warehouse, place, shown), warehouse.built)


@once_a_build
def html_file(warehouse: Warehouse, place: Place, shown: str) -> bytes:
    """The handout as one HTML file."""
    from ui.handouts import sheet_html

    return sheet_html.html(_printed(warehouse, place, shown)).encode()


def _printed(warehouse: Warehouse, place: Place, shown: str) -> Printed:
    return printed(sheet(warehouse, place, _story(warehouse, place)), _stamp(warehouse, place, shown))


def _stamp(warehouse: Warehouse, place: Place, shown: str) -> Stamp:
    return Stamp(place.name, warehouse.build_id, warehouse.built, shown)


def _told(
    make: Callable[[Warehouse, Place, str], bytes], warehouse: Warehouse, place: Place, shown: str, reference: str
) -> Callable[[], bytes]:
    """What the button runs: the file, or an entry in the log under the reference that the visitor is shown."""

    def run() -> bytes:
        try:
            return make(warehouse, place, shown)
        except Exception as error:
            log.error("reference %s: no %s for %s: %s", reference, make.__name__, place.code, error, exc_info=error)
            raise

    return run


def _address(place: Place) -> tuple[str, str]:
    """The address that is printed with its code, and what is wrong with it; '' where it is not known."""
    try:
        shown = view_address(place)
    except address.BadAddress as error:
        log.error("No address in the files to take away: %s", error)
        return "", "They come without a code: the public address of this dashboard is not set up as it should be."
    if address.this_machine_alone(shown):
        return shown, (
            "Phones cannot open the code in them: it leads to this computer's own address. Start the dashboard with "
            f"{address.VARIABLE} set to its address on your network."
        )
    return shown, ""


def _trouble(reference: str) -> None:
    """What is read where a file could not be made. The button says that it failed; the style then shows this."""
    st.html(
        f'<style>{STYLE}</style><p class="trouble" role="status">This file could not be made; the rest of the '
        "dashboard still works. Reload the page and try again. If it happens again, please pass on the reference "
        f"<strong>{escape(reference)}</strong>: it finds the cause in the log.</p>"
    )
