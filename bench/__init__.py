"""What is measured, and against what: `make bench`, or `python -m bench <name>` for one of them."""
