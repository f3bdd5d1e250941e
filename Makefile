# Each command makes .venv and installs what it needs (quick when nothing changed): Python 3.11 or newer is enough.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PORT ?= 8501
PYTEST ?=
export PORT

.PHONY: help run test bench

help:
	@echo "make run     the dashboard at http://localhost:$(PORT) (PORT=... for another port)"
	@echo "make test    every check and test, the browser's included (PYTEST='-k overview' for some of them)"
	@echo "make bench   how long a build and a read take, against their limits"

run:
	@scripts/venv run
	@echo "The dashboard opens at http://localhost:$(PORT) (Ctrl+C ends it)"
	@exec .venv/bin/python dashboard.py

test:
	@scripts/venv dev
	@CHROMIUM="$$(scripts/chromium)"; export CHROMIUM; echo "Chromium for the browser tests: $$CHROMIUM"; \
	SOFFICE="$$(scripts/soffice || true)"; export SOFFICE; echo "LibreOffice for the decks: $${SOFFICE:-none}"; \
	NGINX="$$(scripts/nginx || true)"; export NGINX; echo "nginx for several processes: $${NGINX:-none}"; \
	echo "ruff check";  .venv/bin/ruff check --quiet .; \
	echo "ruff format"; .venv/bin/ruff format --quiet --check .; \
	echo "mypy";        .venv/bin/mypy; \
	.venv/bin/python scripts/audit; \
	.venv/bin/python -m pytest --numprocesses 2 --dist loadfile $(PYTEST)

bench:
	@scripts/venv dev
	@.venv/bin/python -m bench
