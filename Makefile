# Every target works alone on a fresh clone: Python 3.11 or newer, make and a package index are all it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test long mutants lint fmt lock clean
.DEFAULT_GOAL := demo

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "diembao needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --only-binary :all: -r requirements.lock
	$(PIP) --quiet install --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	touch $@

$(VENV)/.demo: requirements-demo.lock $(VENV)/.runtime
	$(PIP) install --require-hashes --only-binary :all: -r requirements-demo.lock
	touch $@

demo: $(VENV)/.demo
	$(BIN)/diembao demo

lint: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long"

long: $(VENV)/.development
	$(BIN)/python -m pytest -m long -s

# Small faults in the deciding modules must make tests fail: an hour on two cores. See CONTRIBUTING.md.
SEED ?= 1
COUNT ?= 300
$(VENV)/.mutants: requirements-mutants.lock $(VENV)/.development
	$(PIP) install --require-hashes --no-build-isolation -r requirements-mutants.lock
	touch $@

mutants: $(VENV)/.mutants
	$(BIN)/python -m tests.mutants --seed $(SEED) --count $(COUNT)

fmt: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

lock: $(VENV)/.development
	$(COMPILE) --group build pyproject.toml -o requirements.lock
	$(COMPILE) --group build --extra demo -c requirements.lock pyproject.toml -o requirements-demo.lock
	$(COMPILE) --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(COMPILE) --group build --group dev --group mutants -c requirements-dev.lock pyproject.toml -o requirements-mutants.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache
