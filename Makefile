# One line per command; each makes .venv from the lock first, if it is not there.

PYTHON ?= python3
WORKERS ?= auto
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-deep check lint format bench coverage wheel lock clean python tools

demo: $(READY)  ## an invented organization with years of history, served on this machine
	$(BIN)/part2-lms demo

test: tools check  ## everything, fast things first; what a change must pass
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-deep: tools check  ## the same with many more examples, and what takes minutes
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "" --timeout 1800

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/mypy

lint: check  ## formats, lint, contracts, dependencies, types; changes nothing

format: $(READY)  ## sets every file as the house does
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(READY)  ## figures, each beside the floor of the same work
	$(BIN)/python -m bench

coverage: tools $(READY)  ## which lines and branches no test reaches
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report term

wheel: $(READY)  ## dist/*.whl and dist/*.tar.gz
	$(BIN)/hatchling build

lock: $(READY)  ## requirements.lock anew, from pyproject.toml
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	$(VENV)/lock/bin/uv pip compile --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --all-extras --upgrade --output-file requirements.lock pyproject.toml

clean:  ## everything that was made, but for var/, which holds records
	rm -rf $(VENV) dist .coverage htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml | python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

python:
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "part2-lms needs Python 3.11 or later with venv: apt-get install python3-venv" >&2; exit 1; }

tools:
	@missing=; command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	command -v javac >/dev/null || missing="$$missing default-jdk-headless"; \
	[ -e /usr/share/java/jaxb-runtime.jar ] || missing="$$missing libjaxb-java"; \
	command -v minisign >/dev/null || missing="$$missing minisign"; \
	command -v qpdf >/dev/null || missing="$$missing qpdf"; \
	command -v softhsm2-util >/dev/null || missing="$$missing softhsm2"; \
	[ -z "$$missing" ] || { echo "The tests need more of this machine: apt-get install$$missing" >&2; exit 1; }
