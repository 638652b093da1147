# `make` alone lists the targets. .ci/prepare.py does the set-up that each of them needs, and only what has changed.
PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
PREPARE = @$(PYTHON) .ci/prepare.py
# Node may have come from PyPI, into the virtual environment.
NODE_TOOLS = PATH="$(CURDIR)/$(BIN):$$PATH" npm --silent
NPM = $(NODE_TOOLS) --prefix static
PYTEST = $(BIN)/python -m pytest -q -n 2 --dist worksteal
LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate $(if $(UPGRADE),--upgrade)

# Where this is set, every process of the tests compiles all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run check test proof bench lock clean lint lint-python lint-scripts

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## start the site on 127.0.0.1:8000 (PORT=9000 for another port, PYTHON=python3.12 for another Python)
	$(PREPARE) run
	@exec $(BIN)/patternbook serve --port $(PORT)

check: ## lint, types and the quick tests, in under a minute
	$(PREPARE) check
	@$(MAKE) --no-print-directory -j2 lint
	$(PYTEST) -m "not browser and not slow"

test: ## what check does, and the slow and the browser tests (WHOLE=yes: all of the proof, too, as CI runs it)
	$(PREPARE) test
	@$(MAKE) --no-print-directory -j2 lint
	$(NODE_TOOLS) test
	$(PYTEST) $(if $(WHOLE),--hypothesis-profile=ci --second-try,--hypothesis-profile=thorough -m "not slow_proof")

proof: ## deploy every pattern's exports to the local AWS emulator and hold them to their promises
	$(PREPARE) test
	$(PYTEST) tests/proof

lint: lint-python lint-scripts

lint-python:
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(NODE_TOOLS) run types

lint-scripts:
	$(NPM) run types
	$(NPM) test

bench: ## measure the site against its limits
	$(PREPARE) test
	@$(BIN)/python -m tests.bench

lock: ## write the lock files anew from pyproject.toml and package.json (UPGRADE=1 moves to newer versions)
	$(PREPARE) check
	$(LOCK) pyproject.toml --group build -o requirements/run.txt
	$(LOCK) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	$(LOCK) --group graphviz -o requirements/graphviz.txt
	$(LOCK) --group node -o requirements/node.txt
	$(LOCK) --group sam -o requirements/sam.txt
	$(LOCK) --group checkov -o requirements/checkov.txt
	$(LOCK) --group exports -o requirements/exports.txt
	$(NPM) install --package-lock-only
	$(NODE_TOOLS) install --package-lock-only

clean: ## remove all that was installed or built
	rm -rf .venv .tools node_modules static/node_modules static/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find app tests .ci -name __pycache__ -prune -exec rm -rf {} +
