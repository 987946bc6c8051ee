# Two commands: `make demo` shows what Utfall does, `make test` checks that it does it. Both make .venv and install what they need.
# Needs Python 3.11 or newer with pip; another interpreter than python3: make demo PYTHON=/path/to/python

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Modules are compiled when first imported: installing all of them ahead takes longer than a demonstration imports.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile --constraint constraints.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test format lint types unit wheel clean

help:
	@echo "make demo    run the flagship experiment and write its report"
	@echo "make test    format, lint, types and tests"
	@echo "make format  put the source into its form"
	@echo "make wheel   build the wheel, install it elsewhere and use it from an empty folder"
	@echo "make clean   remove .venv and caches (results stay)"

# $(call part,NAME,COMMAND): runs one part, says how long it took, stops when it fails.
define part
	@start=$$(date +%s); echo "== $(1)"; \
	{ $(2); } || { status=$$?; echo "== $(1): FAILED after $$(( $$(date +%s) - start )) s" >&2; exit $$status; }; \
	echo "== $(1): $$(( $$(date +%s) - start )) s"
endef

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Utfall needs Python 3.11 or newer; $(PYTHON) is older or missing. Try: make demo PYTHON=python3.11" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(call part,install,$(PIP) --editable .)
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(call part,install for development,$(PIP) --editable '.[dev]')
	@touch $@ $(VENV)/installed

# Numba keeps compiled kernels beside their source and looks only at that file, not at the rules it calls in others:
# when any file with kernels has changed, all are compiled anew.
KERNELS := $(shell grep -rl --include='*.py' njit simulation/utfall)

$(VENV)/kernels: $(KERNELS) | $(VENV)/bin/pip
	@find simulation/utfall -name '*.nb[ci]' -delete
	@touch $@

demo: $(VENV)/installed $(VENV)/kernels
	$(call part,demonstration,$(BIN)/utfall demo)

test: lint types unit

lint: $(VENV)/installed-dev
	$(call part,format,$(BIN)/ruff format --check .)
	$(call part,lint,$(BIN)/ruff check .)

types: $(VENV)/installed-dev
	$(call part,types,$(BIN)/mypy)

unit: $(VENV)/installed-dev $(VENV)/kernels
	$(call part,tests,$(BIN)/python -m pytest -n auto)

format: $(VENV)/installed-dev
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

wheel: $(VENV)/bin/pip
	$(call part,wheel,.ci/wheel $(BIN)/python)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find simulation tests -name __pycache__ -type d -prune -exec rm -rf {} +
