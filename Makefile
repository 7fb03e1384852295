# Every target makes what it needs; `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
AUDIT := $(VENV)/audit
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Tools also find each other's commands (pytest runs mkdocs, say).
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Material prints an advert for another program unless told not to.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup serve build check test lint format lock audit platforms clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(RUN) ## prepare .venv with what the site needs

serve: $(RUN) ## check the facts and serve the site, reloading on every save
	$(BIN)/mkdocs serve

build: $(RUN) ## build the site into site/
	$(BIN)/mkdocs build --strict

check: $(RUN) ## check the facts
	$(BIN)/factsheet check

test: lint ## run everything: lint, unit, property, golden and browser tests
	$(BIN)/python tests/browser.py
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: $(DEV) ## check the code with ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(DEV) ## format the code
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

lock: ## renew the lock files from pyproject.toml
	uv pip compile --group build $(LOCK) --output-file requirements/build.txt
	uv pip compile pyproject.toml --extra archive --extra cards --extra links $(LOCK) --output-file requirements/run.txt
	uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements/dev.txt
	uv pip compile --group audit $(LOCK) --output-file requirements/audit.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --quiet

audit: $(AUDIT)/.made ## ask whether a locked package has a known vulnerability
	for lock in requirements/*.txt; do $(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off --requirement $$lock || exit 1; done

platforms: ## test and build with the lowest and the newest packages: make platforms PYTHONS="python3.11 python3.14"
	$(PYTHON) bench/platforms.py $(PYTHONS)

clean: ## remove everything that was made
	rm -rf $(VENV) site .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# What builds packages is itself locked, and comes first: in pip's isolated builds it would not be.
$(RUN): requirements/build.txt requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements/build.txt
	$(PIP) install --require-hashes --no-build-isolation --use-pep517 --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	$(PIP) install --require-hashes --no-build-isolation --use-pep517 --requirement requirements/dev.txt
	@touch $@

$(AUDIT)/.made: requirements/audit.txt | $(BIN)/python
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --only-binary :all: --requirement requirements/audit.txt
	@touch $@
