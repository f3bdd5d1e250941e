"""Run the benches and print what was measured beside its limit. A limit that is not met is shown, not an error."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench import building, reading
from bench.files import files
from bench.report import machine, table

NAMES = ("building", "reading")


def main(chosen: list[str]) -> int:
    if unknown := set(chosen) - set(NAMES):
        print(f"python -m bench: no bench {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    print(f"Measuring on {machine()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        there = files(scratch)
        measures = []
        if not chosen or "reading" in chosen:
            measures += reading.measure(there)
        if not chosen or "building" in chosen:
            measures += building.measure(there, scratch)
    print(table(measures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
