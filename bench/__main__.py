"""Run the benches and print what was measured beside its limit. A limit that is not met is shown, not an error."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from bench.files import files
from bench.report import Measure, machine, table

SOAK_MINUTES = 3.0


def _of(name: str) -> ModuleType:
    # Each only where it is asked for: one that lacks something on this machine is no reason for the others to fail.
    return importlib.import_module(f"bench.{name}")


BENCHES: dict[str, Callable[[Path, float], list[Measure]]] = {
    "visits": lambda _scratch, _soak: _of("visits").measure(),
    "reruns": lambda _scratch, _soak: _of("classroom").reruns(),
    "school": lambda _scratch, _soak: _of("classroom").school(),
    "soak": lambda _scratch, soak: _of("classroom").soak(soak),
    "full": lambda _scratch, _soak: _of("classroom").full(),
    "queries": lambda _scratch, _soak: _of("queries").measure(),
    "starting": lambda scratch, _soak: _of("starting").measure(scratch),
    "growth": lambda scratch, _soak: _of("growth").measure(scratch),
    "replicas": lambda _scratch, _soak: _of("replicas").measure(),
    "reading": lambda scratch, _soak: _of("reading").measure(files(scratch)),
    "building": lambda scratch, _soak: _of("building").measure(files(scratch), scratch),
}
"""By name, in the order in which they are run; the visits first, while the machine is at rest."""
LONG = {"full"}
"""Run only where they are asked for."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "name",
        nargs="*",
        choices=[*BENCHES, []],
        help=f"of {', '.join(BENCHES)}; all but {', '.join(LONG)} unless said",
    )
    parser.add_argument("--soak", type=float, default=SOAK_MINUTES, metavar="MINUTES", help="how long steady use lasts")
    asked = parser.parse_args()
    print(f"Measuring on {machine()}", flush=True)
    measures: list[Measure] = []
    failed = []
    for name in asked.name or [name for name in BENCHES if name not in LONG]:
        with tempfile.TemporaryDirectory() as folder:
            try:
                measures += BENCHES[name](Path(folder), asked.soak)
            except Exception as error:  # noqa: BLE001 - the others are measured all the same
                failed.append(f"{name} could not be measured: {type(error).__name__}: {error}")
    print(table(measures))
    print("\n".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
