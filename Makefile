# jobscreen: everything one needs to do in a checkout. Needs git, make and python3 >= 3.10; the rest is installed
# into .venv from the lock files in requirements/.

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Stamps: a second call installs nothing again, a changed lock file does.
BASE := $(VENV)/.installed-base
DEV := $(VENV)/.installed-dev
LOCK := uv pip compile --universal --python-version 3.10 --generate-hashes --no-emit-index-url --no-annotate \
	--no-header --quiet pyproject.toml requirements/build.in

.PHONY: help demo test lint types tests docs lexicon train evaluate bench lock clean

help:  ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

demo: $(BASE)  ## Screen the ads that come with jobscreen (base dependencies only).
	@$(BIN)/jobscreen demo

test: lint types tests  ## Everything that is checked before a change lands.

lint: $(DEV)  ## Style and format.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Python 3.10 gets older numpy and scipy, whose own types differ: one set of annotations cannot suit both.
types: $(DEV)  ## Types (Python 3.11 or later).
	@if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo $(BIN)/mypy; $(BIN)/mypy; else echo "types: not checked with Python 3.10"; fi

tests: $(DEV)  ## Tests, with the examples in docstrings and README.
	$(BIN)/python -m pytest -n $(JOBS)

docs: $(DEV)  ## Write the generated part of docs/cli.md.
	$(BIN)/python tools/build_cli_docs.py

lexicon: $(DEV)  ## Compile the lexicon from its YAML files.
	$(BIN)/python -m jobscreen.lexicon.compiling

train: $(DEV)  ## Fit the model and write it to models/.
	$(BIN)/jobscreen train --out models --jobs $(JOBS)

evaluate: $(DEV)  ## Measure on held-out ads and write docs/evaluation/.
	$(BIN)/jobscreen evaluate --out docs/evaluation --jobs $(JOBS)

bench: $(DEV)  ## Run the benchmarks, one after the other.
	@set -e; for script in $(sort $(filter-out benchmarks/_%,$(wildcard benchmarks/*.py))); do \
		echo "== $$script"; $(BIN)/python $$script; done

lock:  ## Write the lock files anew from pyproject.toml (needs uv).
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	$(LOCK) $(LOCK_FLAGS) -o requirements/base.txt
	$(LOCK) $(LOCK_FLAGS) --extra dev --extra bulk -c requirements/base.txt -o requirements/dev.txt

clean:  ## Remove caches and builds; the environment stays (rm -r .venv removes it).
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BASE): requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
		{ echo "jobscreen needs Python 3.10 or later; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/base.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): requirements/dev.txt $(BASE)
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
