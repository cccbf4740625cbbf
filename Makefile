# Koers: everything a user or developer does. `make help` lists the targets.
# All tools live in .venv; nothing is installed outside it, save the programs
# that tests need (see tests/install_programs.sh).

PORT ?= 8501
# The first interpreter that is new enough; or name one: make run PYTHON=/opt/python3.12
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$p"; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
# Tools that Koers is measured against have an environment of their own: nothing else needs them.
PEERS := .venv-peers
# Without byte code, which takes pip a third of its time: Python makes what it needs when it is first used,
# and has to keep it. Else each process compiles all packages anew: seconds, for each of some hundred.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
	--require-hashes --only-binary=:all:
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)
# Tests run in parallel processes: one thread each for the linear algebra.
PYTEST := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
	$(BIN)/python -m pytest -n auto

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test quick lint format types check bench peers lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------- environment

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "Koers needs Python 3.11 or newer, and none was found on PATH." >&2; \
		echo "Install it, or name one: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Koers needs Python 3.11 or newer; $(PYTHON) isn't." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) lacks venv. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

# One stamp for what Koers runs on, one for what the checks add: `make run`
# installs no test tools, and a second call installs nothing.
$(VENV)/.installed-run: requirements.txt | $(BIN)/python
	@echo "Installing what Koers needs in $(VENV) (a minute, the first time) ..."
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed-run
	@echo "Installing the test tools in $(VENV) ..."
	$(PIP) -r requirements.txt -r requirements/dev.txt
	@touch $@

$(PEERS)/.installed: requirements.txt requirements/bench.txt | $(BIN)/python
	@echo "Installing Koers and what it is measured against in $(PEERS) ..."
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --only-binary=:all: -r requirements.txt -r requirements/bench.txt
	@touch $@

# ---------------------------------------------------------------- use

run: $(VENV)/.installed-run ## Start the pages on http://127.0.0.1:8501 (other port: make run PORT=8600)
	$(BIN)/python -m streamlit run app.py \
		--server.headless true --server.address 127.0.0.1 --server.port $(PORT)

# ---------------------------------------------------------------- checks

test: $(VENV)/.installed-dev ## Run every test, in a browser too; says at the end what was skipped
	@sh tests/install_programs.sh
	$(PYTEST) $(ARGS)

quick: $(VENV)/.installed-dev ## Run the tests that need neither a browser nor patience
	$(PYTEST) -m "not browser and not slow" $(ARGS)

lint: $(VENV)/.installed-dev ## Check style and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.installed-dev ## Put layout and import order right
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

types: $(VENV)/.installed-dev ## Check the types of simulator/
	$(BIN)/mypy

check: lint types test ## lint, types and test

bench: $(VENV)/.installed-dev ## Measure the engine (options: make bench ARGS="...")
	$(BIN)/python -m benchmarks $(ARGS)

peers: $(PEERS)/.installed ## Measure Koers beside other tools on the same sum (a few minutes)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PEERS)/bin/python -W ignore -m benchmarks.peers $(ARGS)

# ---------------------------------------------------------------- upkeep

lock: $(VENV)/.installed-dev ## Renew the locks after a change in requirements/*.in (newest: UPGRADE=1)
	$(LOCK) --output-file requirements.txt requirements/run.in
	$(LOCK) --output-file requirements/dev.txt requirements/dev.in
	$(LOCK) --output-file requirements/bench.txt requirements/bench.in
	$(LOCK) --output-file requirements/cluster.txt requirements/cluster.in

clean: ## Remove the environment and everything the tools left behind
	rm -rf $(VENV) $(PEERS) .hypothesis .mypy_cache .pytest_cache .ruff_cache tests/browser/artefacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
