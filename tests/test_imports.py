"""What importing the program does to the machine: nothing but reading the program itself."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

import pytest

from etl.settings import PROJECT

WATCHED = """
import sys
sys.path.insert(0, {project!r})
seen = []

def watch(event, args):
    if event == "open" and str(args[0]).startswith({data!r}):
        seen.append(f"opened {{args[0]}}")
    if event in ("socket.bind", "socket.connect", "subprocess.Popen", "os.fork"):
        seen.append(f"{{event}} by {{sys._getframe(1).f_globals.get('__name__')}}")

sys.addaudithook(watch)
import threading
threading.Thread.start = lambda thread: seen.append(f"a thread was started: {{thread}}")
import duckdb
duckdb.connect = lambda *args, **rest: seen.append(f"a database was opened: {{args}}")

import importlib, json, pkgutil
for name in {packages!r}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), name + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(json.dumps([seen, sorted(sys.modules)]))
"""
PROBE = "socket.bind by urllib3.util.connection"
"""urllib3, with which the ETL asks the publishers, tries whether the machine has IPv6: a port that nobody hears of."""
HEAVY = {
    "PIL.Image", "altair", "lxml", "matplotlib", "openpyxl", "plotly.express", "plotly.figure_factory", "pptx",
    "pyarrow.dataset", "pydeck", "python_calamine", "requests", "scipy", "xlsxwriter",
}  # fmt: skip
"""What no page needs before somebody asks for a file, and what nothing here needs at all."""


@cache
def imported(*packages: str) -> tuple[list[str], set[str]]:
    """What a fresh process did to the machine while it imported every module of some packages, and what it holds."""
    code = WATCHED.format(project=str(PROJECT), data=str(PROJECT / "data"), packages=packages)
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True)
    seen, modules = json.loads(done.stdout.splitlines()[-1])
    return seen, set(modules)


def test_importing_the_dashboard_opens_nothing_reads_no_data_and_starts_nothing():
    seen, modules = imported("dashboard", "analysis", "ui")
    assert {"analysis.warehouse", "ui.catalog.listing", "streamlit"} <= modules
    assert seen == []


def test_importing_the_etl_opens_nothing_reads_no_data_and_starts_nothing():
    seen, modules = imported("etl")
    assert "etl.refresh" in modules and "streamlit" not in modules
    assert set(seen) <= {PROBE}


@pytest.mark.parametrize(
    "does",
    ["open({data!r} + '/reference/settings.csv').close()", "import duckdb; duckdb.connect()",
     "import threading; threading.Thread(target=int).start()", "import socket; socket.socket().bind(('127.0.0.1', 0))"],
)  # fmt: skip
def test_what_an_import_does_would_be_seen(does, tmp_path):
    (tmp_path / "careless.py").write_text(does.format(data=str(PROJECT / "data")), encoding="utf-8")
    code = WATCHED.format(project=str(tmp_path), data=str(PROJECT / "data"), packages=("careless",))
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert len(json.loads(done.stdout.splitlines()[-1])[0]) == 1


def test_what_makes_files_to_take_away_is_not_imported_to_start():
    _, modules = imported("dashboard", "ui.catalog", "ui.page", "ui.handouts.offer")
    assert modules.isdisjoint(HEAVY)
