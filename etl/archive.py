"""Editions of files that their publisher overwrites at one address: each edition is kept beside the newest.

`occupation.xlsx` becomes `archive/occupation-2024-34.xlsx` as well, so that next August's edition does not erase it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from etl import sidecar
from etl.files import LocalFile


def with_earlier_editions(present: list[LocalFile], edition_of: Callable[[Path], str]) -> list[LocalFile]:
    """The files, each archived by its edition, and before them the earlier editions of the same address.

    edition_of reads a file's edition from its content. A corrected file replaces the archived one of its edition.
    """
    found: list[LocalFile] = []
    for local in present:
        folder = local.path.parent / "archive"
        kept = _kept(folder, local)
        if local.sha256 not in {earlier.sha256 for earlier in kept}:
            _keep(local, folder / f"{local.path.stem}-{edition_of(local.path)}{local.path.suffix}")
            kept = _kept(folder, local)
        found += [earlier for earlier in kept if earlier.sha256 != local.sha256]
        found.append(local)
    return found


def _kept(folder: Path, local: LocalFile) -> list[LocalFile]:
    paths = sorted(folder.glob(f"{local.path.stem}-*{local.path.suffix}"))
    records = [(path, sidecar.read(path)) for path in paths]
    return [
        sidecar.local_file(path, local.remote, record)
        for path, record in records
        if record is not None and sidecar.checksum(path) == record.sha256
    ]


def _keep(local: LocalFile, path: Path) -> None:
    record = sidecar.read(local.path)
    if record is None:
        return
    path.parent.mkdir(exist_ok=True)
    aside = sidecar.beside(path, ".tmp")
    shutil.copyfile(local.path, aside)
    aside.replace(path)
    sidecar.write(path, record)
