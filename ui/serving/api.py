"""`/api`: every figure and every table at a plain address, listed for people and for programs.

    /api                                        the list, as a page or as JSON, by what is asked for
    /api/figures/pay/two-settings.csv?…         a figure's table, as the card's own CSV
    /api/figures/pay/two-settings.json?…        what travels with it
    /api/figures/pay/two-settings.html?…        the table as a page of its own

The parameters are those of the page's own address. What they say wrong is refused, never guessed at: a sheet that
follows an address must not get another figure without a word.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from analysis.editions import NoEdition
from analysis.prices import NoPrices
from analysis.warehouse import Warehouse, current
from ui import address as addresses
from ui.card import Address
from ui.catalog.answer import Answer, NothingToShow, answer, shows
from ui.catalog.listing import UnknownFigure, find, names
from ui.links import NotUnderstood
from ui.serving import api_list, table_page, tables
from ui.serving.api_list import Entry, Section
from ui.serving.replies import Refused, reply, route

CSV, JSON, PAGE = "text/csv; charset=utf-8", "application/json", "text/html; charset=utf-8"
LIST = "Everything that has an address is listed at /api."


def listed(request: Request) -> Response:
    """The list: a page for who asks for one, JSON for all others."""
    warehouse, base = current(), base_of(request)
    found = [(section, section.entries(warehouse)) for section in (FIGURES, tables.SECTION)]
    vary = {"Vary": "Accept, Accept-Encoding"}
    if "text/html" in request.headers.get("accept", ""):
        return reply(request, api_list.html(warehouse, base, found).encode(), PAGE, vary)
    return reply(request, _json(api_list.told(warehouse, base, found)), JSON, vary)


def table(request: Request) -> Response:
    """A figure's table as CSV."""
    found = _asked(request)
    return reply(request, found.csv, CSV, {
        "Content-Disposition": f'attachment; filename="{found.address.key}.csv"',
        "Link": f'<{base_of(request)}/{found.address.data("json")}>; rel="describedby"; type="{JSON}"',
    })  # fmt: skip


def about(request: Request) -> Response:
    """Everything that travels with a figure, as JSON."""
    found, base = _asked(request), base_of(request)
    found_at = {name.casefold(): f"{base}/{path}" for name, path in _links(found.path, found.address).items()}
    return reply(request, _json(found.about | {"addresses": found_at}), JSON)


def page(request: Request) -> Response:
    """A figure's table as a page that needs no script: for who reads it in place of the drawing."""
    found = _asked(request)
    view = f"{base_of(request)}/{_links(found.path, found.address)['View']}"
    return reply(request, table_page.html(found.about, found.table, view).encode(), PAGE)


def unknown(_request: Request) -> Response:
    """Refuses, with the way on."""
    raise Refused(404, f"There is nothing at this address. {LIST}")


def figures(_warehouse: Warehouse) -> list[Entry]:
    """Every figure by what it shows. None is worked out for it, so that the list is there at once."""
    return [_entry(name) for name in names()]


def base_of(request: Request) -> str:
    """Where the asker reaches the dashboard, without a slash at the end. Raises Refused."""
    try:
        return addresses.base(str(request.base_url))
    except addresses.BadAddress as error:
        raise Refused(400, f"The address that this was asked under is not understood: {error}") from error


def _entry(name: str) -> Entry:
    page, key = find(name)
    example = page.figures()[key].example
    address = Address(page.page, key, tuple((parameter, tuple(said)) for parameter, said in example.items()))
    note = f"It needs an answer; the links give one as an example: {address.query}" if example else ""
    return Entry(name, shows(page, key), page.title, _links(page.path, address), note=note)


def _links(path: str, address: Address) -> dict[str, str]:
    view = f"{path.lstrip('/')}{f'?{address.query}' if address.query else ''}#{address.key}"
    return {"CSV": address.data("csv"), "JSON": address.data("json"), "Table": address.data("html"), "View": view,
            "Embed": address.embed}  # fmt: skip


def _asked(request: Request) -> Answer:
    name = f"{request.path_params['page']}/{request.path_params['key']}"
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        return answer(current(), name, query)
    except UnknownFigure as error:
        raise Refused(404, f"{error} {LIST}") from error
    except NotUnderstood as error:
        raise Refused(400, str(error), parameter=error.key) from error
    except NothingToShow as error:
        raise Refused(404, str(error), parameters=list(error.parameters)) from error
    except (NoEdition, NoPrices) as error:
        raise Refused(404, str(error)) from error


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False).encode()


FIGURES = Section(
    "figures", "Figures", "By page. As they stand they are for the nation and for the newest data.", figures
)

ROUTES = [
    route("/api", listed),
    route("/api/figures/{page}/{key}.csv", table),
    route("/api/figures/{page}/{key}.json", about),
    route("/api/figures/{page}/{key}.html", page),
    *tables.ROUTES,
    route("/api/{rest:path}", unknown),
]
"""The list, the figures, the tables, and words for all else below /api."""
