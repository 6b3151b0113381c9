# Every target does its own set-up: a machine with Python 3.11 or newer, git, make and the package index is enough.
#   make demo    read the bundled story, print its ledger, write a report
#   make test    every check
#   make score   measure the reader against the gold claims     (docs/scoreboard.md)
#   make compare CASE=mycase   both readers side by side, from recorded answers   (docs/second-reader.md)
#   make bench   measure speed, memory and single stages        (docs/performance.md)
#   make ratios  speed beside yardsticks, as CI looks at it; STORE=1 keeps the figures
#   make hundred measure how everything grows up to 100,000 articles (docs/scaling.md)
#   make extraction measure how articles are taken out of web pages (docs/extraction.md)
#   make fuzz    ask every address of the web many odd things, other ones each time
#   make fuzz-parsers SECONDS=60   give every parser what nobody wrote (docs/hostile.md)
#   make study   measure how often each chance test speaks   (docs/chance.md)
#   make kills   kill the program two thousand times, and see what is left   (docs/reliability.md)
#   make example run the worked example of docs/chance.md
#   make docs    fill the made parts of README.md and docs/ with what the program gives now, and build the site
#   make manual  build the documentation as a site that opens from disk: build/manual/site
#   make first   time a new user's way from a clone to a first ledger    (docs/first-hour.md)
#   make screens pictures of every page, by a browser        (docs/web.md)
#   make train   train the reader's weights anew                (training/README.md)
# PYTHON=python3.12 make test   takes another interpreter.

PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SYNC_DOCS = UV_PROJECT_ENVIRONMENT="$(VENV)" $(BIN)/uv sync --frozen --inexact --quiet --group docs --python $(BIN)/python

.PHONY: demo test check score compare bench ratios hundred extraction fuzz fuzz-parsers study kills example docs manual first screens train setup clean
.DEFAULT_GOAL := demo

setup: $(READY)

# Stamped with what it was made from, so it is quick when nothing changed and right when something did.
$(READY): pyproject.toml uv.lock Makefile
	@PYTHON="$(PYTHON)" UV_VERSION="$(UV_VERSION)" VENV="$(VENV)" sh tools/setup.sh
	@touch $@

demo: $(READY)
	@$(BIN)/cuibono demo

# The site is built by a test too, where its builder can be had.
test: check
	@$(SYNC_DOCS) || echo "test: Zensical is not to be had from the package index; the documentation site is not built"
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

score: $(READY)
	@$(BIN)/python -m tools.score

compare: $(READY)
	@$(BIN)/python -m tools.compare --case "$(or $(CASE),$(error say which case: make compare CASE=mycase))"

# FULL=1 groups and shows a million claims and loads ten million rows too, which takes long.
bench: $(READY)
	@UV_PROJECT_ENVIRONMENT="$(VENV)" $(BIN)/uv sync --frozen --inexact --quiet --group bench --python $(BIN)/python || \
	    echo "bench: Splink, datasketch and FastFEC are not to be had; Cui Bono is measured without them beside it"
	@$(BIN)/python -m tools.bench $(if $(FULL),--full)

# Takes hours. READ=100000 gives all of them to the reader, which takes many more.
hundred: $(READY)
	@$(BIN)/python -m tools.scaling $(if $(READ),--read $(READ))

extraction: $(READY)
	@$(BIN)/python -m tools.extraction

# EXAMPLES=2000 asks more of each address.
ratios: $(READY)
	@$(BIN)/python -m tools.ratios $(if $(STORE),--store)

fuzz: $(READY)
	@CUIBONO_EXAMPLES=$(or $(EXAMPLES),300) $(BIN)/pytest -q tests/web/test_api.py

fuzz-parsers: $(READY)
	@UV_PROJECT_ENVIRONMENT="$(VENV)" $(BIN)/uv sync --frozen --inexact --quiet --group fuzz --python $(BIN)/python || true
	@$(BIN)/python -m tools.fuzzing --seconds $(or $(SECONDS),60)

study: $(READY)
	@$(BIN)/python -m tools.study

kills: $(READY)
	@$(BIN)/python -m tools.kills

example: $(READY)
	@$(BIN)/python -m tools.worked

docs: $(READY)
	@$(BIN)/python -m tools.pages
	@$(MAKE) --no-print-directory manual

manual: $(READY)
	@$(SYNC_DOCS) || echo "manual: Zensical is not to be had from the package index"
	@$(BIN)/python -m tools.manual

first: $(READY)
	@$(BIN)/python -m tools.first

screens: $(READY)
	@$(BIN)/python -m tools.screens

# PyTorch and what else training needs go into an environment of their own.
train: $(READY)
	@PYTHON="$(BIN)/python" sh training/run.sh

clean:
	rm -rf $(VENV) .venv-ftm .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
