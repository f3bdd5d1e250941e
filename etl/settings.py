"""Where the data live and who we are to the publishers: read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REFERENCE = PROJECT / "data" / "reference"
SNAPSHOT = PROJECT / "data" / "snapshot"


@dataclass(frozen=True)
class Settings:
    """Settings of one run.

    data: folder that holds downloads/, inbox/ and warehouse/ (DATA_DIR, else the project's data/).
    contact: e-mail for the User-Agent (BLS_CONTACT), None when unset.
    api_key: BLS API registration key (BLS_API_KEY), None when unset.
    mirror: folder or http address that stands in for the publishers (ETL_MIRROR), None when unset.
    """

    data: Path
    contact: str | None = None
    api_key: str | None = None
    mirror: str | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        return cls(
            data=Path(env.get("DATA_DIR") or PROJECT / "data").resolve(),
            contact=env.get("BLS_CONTACT", "").strip() or None,
            api_key=env.get("BLS_API_KEY", "").strip() or None,
            mirror=env.get("ETL_MIRROR", "").strip() or None,
        )

    def without_secrets(self, text: str) -> str:
        """The text with the key and the contact blanked: a server may repeat what it was sent."""
        for name, secret in (("BLS_API_KEY", self.api_key), ("BLS_CONTACT", self.contact)):
            text = text.replace(secret, f"({name})") if secret else text
        return text

    @property
    def downloads(self) -> Path:
        return self.data / "downloads"

    @property
    def inbox(self) -> Path:
        return self.data / "inbox"

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse"
