"""The figure of the page Credentials: what the routes cost."""

from __future__ import annotations

from analysis import credential_costs, credential_paths, credentials
from ui.card import FigureSpec
from ui.catalog.view import View, asks, figure
from ui.figures import credential_costs as drawn
from ui.links import Choice


class Credentials(View):
    page, path, title = "credentials", "/credentials", "Credentials"

    @asks
    def way(self) -> Choice[str]:
        return Choice("Path", credential_paths.paths(), key="path", default="", what="path", look="select")

    @asks
    def issuer(self) -> Choice[str]:
        return Choice("Issuer", credential_paths.issuers(), key="issuer", default="", what="issuer", look="select")

    @figure
    def fees(self) -> FigureSpec:
        """Published fees of each route to a credential."""
        return drawn.routes(credential_costs.routes(), list(credentials.all_credentials().values()), self.today)
