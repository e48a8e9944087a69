# InLeKu Lernbegleiter. `make` alone lists what there is.
PYTHON ?= python3
PYTEST_ARGS ?=
PYTEST_WORKERS ?= 2
CHAOS_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

RUNTIME := $(VENV)/.installed
DEVELOPMENT := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install install-dev run test lint chaos bench format requirements texts clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(RUNTIME)  ## Install what the program needs into .venv

install-dev: $(DEVELOPMENT)  ## Install what development needs as well

run: install  ## Start the demo company with the web chat on this computer
	@exec $(BIN)/inleku run

test: lint  ## Lint, types, contracts, tests and the content check (PYTEST_ARGS="-k word")
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)
	$(BIN)/inleku content check

lint: install-dev  ## Style, format, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet . || { echo 'Run "make format".' >&2; exit 1; }
	$(BIN)/mypy
	$(BIN)/lint-imports

chaos: install-dev  ## Kills and faults against the real program, for some minutes (CHAOS_ARGS="--seed 2")
	$(BIN)/python -m tests.chaos $(CHAOS_ARGS)

bench: install-dev  ## Compare with the peers; also writes var/bench.json
	$(BIN)/python -m bench

format: install-dev  ## Sort imports and format the code
	$(BIN)/ruff check --select I --fix --quiet .
	$(BIN)/ruff format .

# UPGRADE=--upgrade takes the newest versions; without it, versions stay where pyproject.toml lets them.
requirements: UV ?= $(BIN)/uv
requirements: COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(UPGRADE)
requirements: install-dev  ## Pin the requirements again (UPGRADE=--upgrade)
	@command -v $(UV) > /dev/null || $(PIP) install uv
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements.txt requirements-dev.txt

texts: install-dev  ## Collect the texts to translate, bring catalogues and editor schemas up to date
	$(BIN)/pybabel --quiet extract -F babel.cfg -k t -k n:1,2 --omit-header --sort-by-file --add-location file --width 100 \
		-o locales/messages.pot .
	$(BIN)/python -m content.extraction
	$(BIN)/python -m content.schema

clean:  ## Remove what can be made again (keeps var/ and .venv)
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -path './$(VENV)' -prune -o -name __pycache__ -type d -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." \
			"Name another one with: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); echo 'Could not create .venv. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }

$(RUNTIME): requirements.txt pyproject.toml | $(BIN)/python
	@echo 'Installing the requirements into $(VENV) …'
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The development file holds the runtime's requirements too, in the same versions.
$(DEVELOPMENT): requirements-dev.txt requirements.txt pyproject.toml | $(BIN)/python
	@echo 'Installing the development requirements into $(VENV) …'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(RUNTIME) $@
