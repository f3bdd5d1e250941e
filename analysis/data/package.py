"""The whole build as one zip: each table as Parquet, dictionary and sources as CSV, and a text to begin with."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from analysis import licences
from analysis.data.copies import write_csv, write_parquet
from analysis.data.dictionary import Table
from analysis.data.workbook import sources
from analysis.warehouse import Warehouse

AS_CSV = ("dictionary", "sources")
"""Tables that the zip also holds as CSV, for reading before anything is loaded."""


def write(warehouse: Warehouse, tables: Sequence[Table], path: Path) -> None:
    """Write the zip. Dates in it are the build's, so that the same build gives the same bytes."""
    with zipfile.ZipFile(path, "w") as package, tempfile.TemporaryDirectory() as folder:
        _add(package, warehouse, "README.txt", read_me(warehouse, tables).encode())
        for table in tables:
            file = Path(folder) / table.name
            write_parquet(warehouse, table, file)
            _add(package, warehouse, f"tables/{table.name}.parquet", file.read_bytes(), stored=True)
            if table.name in AS_CSV:
                write_csv(warehouse, table, file)
                _add(package, warehouse, f"{table.name}.csv", file.read_bytes())


def read_me(warehouse: Warehouse, tables: Sequence[Table]) -> str:
    """What the zip holds, how to begin, what is missing, and on which terms."""
    origin = "the figures that come with the dashboard" if warehouse.origin == "snapshot" else "the publishers' files"
    terms = {row["publisher"]: licences.licence(row["publisher"]) for row in sources(warehouse)}
    parts = [
        "Pay and careers of pharmacy technicians in the United States: the tables behind the dashboard.",
        f"Build {warehouse.build_id}, made on {warehouse.built:%-d %B %Y} from {origin}.",
        "BLS publishes no pay by specialty or by certification: it counts every pharmacy technician under one code "
        "(29-2052). Industries stand in for the settings in which specialist work is done.",
        "\n".join(
            ["Tables", *(f"- tables/{table.name}.parquet, {table.rows:,} rows. {table.words}" for table in tables)]
        ),
        "What each column means: dictionary.csv. Which file each row was read from: sources.csv, by source_id.",
        "A missing value is NULL, never zero; wages.marks says why.",
        "To begin, with DuckDB: SELECT year, annual_median FROM 'tables/wages.parquet' WHERE occupation_code = "
        "'29-2052' AND area_code = 'US' AND industry_code = '000000' ORDER BY year;",
        "\n".join(["Terms", *(f"- {name}: {item.name}. {item.words} {item.url}" for name, item in terms.items())]),
    ]
    if warehouse.missing:
        parts.append("\n".join(["What the loaded files leave out", *(f"- {item}" for item in warehouse.missing)]))
    return "\n\n".join(parts) + "\n"


def _add(package: zipfile.ZipFile, warehouse: Warehouse, name: str, content: bytes, *, stored: bool = False) -> None:
    built = warehouse.built
    entry = zipfile.ZipInfo(name, (built.year, built.month, built.day, built.hour, built.minute, built.second))
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    package.writestr(entry, content)
