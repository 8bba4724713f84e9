# Each target sets up what it needs: Python 3.11 or newer, pip and make are enough.
PYTHON ?= python3
BIN := .venv/bin
# A hash-checked call cannot take the project itself, so it follows in a step of its own.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
OLD := SSI Coach needs Python 3.11 or newer. Name one, like: make setup PYTHON=python3.12
BARE := No venv could be made. On Debian and Ubuntu, install python3-venv first.
VENV = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(OLD)" >&2; exit 2; }; \
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { echo "$(BARE)" >&2; exit 2; }
.DEFAULT_GOAL := help
.PHONY: help setup demo test check run bench screenshots fuzz crash simulate season mutants lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 13

.venv/run.stamp: requirements.txt pyproject.toml
	@echo "Setting up .venv with what the bot needs (about half a minute) …" >&2
	@$(VENV)
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml
	@echo "Setting up .venv with what working on the bot needs (about a minute) …" >&2
	@$(VENV)
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements-dev.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ .venv/run.stamp

setup: .venv/run.stamp ## only the .venv, with the ssi-coach script in it
	@echo "Ready: $(BIN)/ssi-coach --help"

demo: .venv/run.stamp ## the bot in a Slack-like workspace in your browser, without a Slack account
	@$(BIN)/ssi-coach demo $(ARGS)

run: .venv/run.stamp ## the bot on your Slack workspace, with the settings in .env
	@$(BIN)/ssi-coach run $(ARGS)

test: .venv/dev.stamp ## all tests, on up to four cores (ARGS=tests/scoring for some)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

check: .venv/dev.stamp ## format, lint, types, and who may import whom
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/dev.stamp ## the benchmarks: a table, and build/bench.json (ONLY=a,b for some)
	@$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY))

screenshots: .venv/dev.stamp ## docs/pictures anew, from the running demo (needs a Chromium; Lato and Noto look best)
	@$(BIN)/python -m tests.browser.pictures

fuzz: .venv/dev.stamp ## damaged files by the thousand, and read (COUNT=100000 SEED=1)
	@nice $(BIN)/python -W error -m benchmarks.fuzz --count $(or $(COUNT),10000) --seed $(or $(SEED),1)

crash: .venv/dev.stamp ## processes killed and frozen at every step of a send (long; EACH=8 OFFSET=1 ONLY=frozen)
	@$(BIN)/python -m tests.delivery.crashing --each $(or $(EACH),1) --offset $(or $(OFFSET),1) \
		--only "$(ONLY)"

simulate: .venv/dev.stamp ## random weeks of a workspace by the thousand (COUNT=2000 SEED=1; ONLY=7 for one of them)
	@nice $(BIN)/python -m tests.simulation.weeks --count $(or $(COUNT),2000) --seed $(or $(SEED),1) \
		$(if $(ONLY),--only $(ONLY))

season: .venv/dev.stamp ## a quarter of a workspace, played, written down and checked (WEEKS=13)
	@$(BIN)/python -m tests.season --weeks $(or $(WEEKS),13)

mutants: .venv/dev.stamp ## changes in scoring/ that no test notices (long; ONLY=scoring.slope* for some)
	@rm -rf mutants
	@$(BIN)/mutmut run $(ONLY)
	@$(BIN)/mutmut export-cicd-stats && cat mutants/mutmut-cicd-stats.json

LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	--python-version 3.11 --custom-compile-command "make lock" pyproject.toml --extra build

lock: ## new lock files from pyproject.toml (needs uv)
	@$(LOCK) -o requirements.txt
	@$(LOCK) --extra dev -o requirements-dev.txt

clean: ## remove .venv and everything that was built
	@rm -rf .venv build mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
