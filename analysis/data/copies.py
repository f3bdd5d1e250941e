"""A table as a file: CSV for any program, Parquet with every type kept. Excel is in `workbook`, all of it in `package`.

CSV: UTF-8 without a mark, one header line, a missing value is empty and a text is in quotes, lists and maps (such as
`wages.marks`) are JSON. The same build gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from analysis.data.dictionary import Table
from analysis.warehouse import Warehouse

NESTED = ("(", "[")
"""In the type of a column that is a list or a map; sizes such as DECIMAL(9,2) do not occur in the tables."""


def select(table: Table, *, as_text: bool) -> str:
    """The SELECT that reads a table in the order of its key. as_text: lists and maps as JSON text."""
    columns = ", ".join(
        f'to_json("{column.name}")::VARCHAR AS "{column.name}"'
        if as_text and _nested(column.type)
        else f'"{column.name}"'
        for column in table.columns
    )
    key = ", ".join(f'"{column.name}"' for column in table.columns if column.in_key) or "ALL"
    # Names come from the catalog of the warehouse, never from a visitor.
    return f'SELECT {columns} FROM "{table.name}" ORDER BY {key}'  # noqa: S608


def write_csv(warehouse: Warehouse, table: Table, path: Path) -> None:
    """Write the table as CSV."""
    options = pa.csv.WriteOptions(quoting_style="needed")
    with (
        warehouse.arrow(select(table, as_text=True)) as reader,
        pa.csv.CSVWriter(path, reader.schema, write_options=options) as writer,
    ):
        for batch in reader:
            writer.write_batch(batch)


def write_parquet(warehouse: Warehouse, table: Table, path: Path) -> None:
    """Write the table as Parquet; the file says of itself which build it is from and what its columns mean."""
    about = {"build": warehouse.build_id, "table": table.words}
    with warehouse.arrow(select(table, as_text=False)) as reader:
        fields = [
            field.with_metadata({"words": column.words})
            for field, column in zip(reader.schema, table.columns, strict=True)
        ]
        schema = pa.schema(fields, metadata=about)
        with pa.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))


def _nested(type_: str) -> bool:
    return any(sign in type_ for sign in NESTED)
