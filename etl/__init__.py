"""Publishers' files to the DuckDB warehouse. `python -m etl --help` lists the commands."""
