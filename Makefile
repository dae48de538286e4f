# The commands of the kit; `make` lists them. Each makes its own virtual environment when needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUBMISSIONS ?=
OUT ?=
FILE ?=
TASK ?=
JOBS ?=

export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/grade.stamp: pyproject.toml | $(BIN)/python
	@echo "installing what grading needs ..."
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml | $(BIN)/python
	@echo "installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $(VENV)/grade.stamp $@

$(VENV)/lint.stamp: pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --editable '.[lint]'
	@touch $@

$(VENV)/otter.stamp: $(VENV)/grade.stamp
	@$(BIN)/python -m pip install --quiet --editable '.[otter]'
	@touch $@

$(VENV)/mutants.stamp: $(VENV)/grade.stamp
	@$(BIN)/python -m pip install --quiet --editable '.[mutants]'
	@touch $@

.PHONY: grade
grade: $(VENV)/grade.stamp ## Grade a class: SUBMISSIONS=folder or zip (default data/demo_class), OUT=folder (default grades), JOBS, TASK, ARGS
	@$(BIN)/python -m autograder grade "$(or $(SUBMISSIONS),data/demo_class)" --out "$(or $(OUT),grades)" $(if $(JOBS),--jobs $(JOBS)) $(if $(TASK),--task $(TASK)) $(ARGS)

.PHONY: merge
merge: $(VENV)/grade.stamp ## Put shards together: PARTS="folder folder ...", OUT=folder (default grades)
	@$(BIN)/python -m autograder merge $(PARTS) --out "$(or $(OUT),grades)" $(ARGS)

.PHONY: check
check: $(VENV)/test.stamp ## The public checks on one file: FILE=path (default assignment/neural_network.py)
	@$(BIN)/python -m pytest -c assignment/pytest.ini --rootdir assignment assignment/test_homework.py --submission="$(or $(FILE),assignment/neural_network.py)"

.PHONY: watch
watch: $(VENV)/test.stamp ## The same after every save, the task being worked on in full: FILE=path, TASK=name, Ctrl-C ends
	@$(BIN)/python -m assignment.checks.watch "$(or $(FILE),assignment/neural_network.py)" $(if $(TASK),--task $(TASK)) $(ARGS)

.PHONY: test
test: $(VENV)/test.stamp ## The kit's own tests
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

.PHONY: test-slow
test-slow: $(VENV)/test.stamp ## What takes minutes: the fuzz, processes killed at random moments, the largest and longest submissions
	@$(BIN)/python -m pytest -n auto --dist worksteal -m slow

.PHONY: mutants
mutants: $(VENV)/mutants.stamp ## Change the reference in every small way: the checks must notice
	@$(BIN)/python -m tests.mutants

.PHONY: bench
bench: $(VENV)/otter.stamp ## What grading costs, written into docs/performance.md; takes an hour
	@$(BIN)/python -m tests.bench

.PHONY: lint
lint: $(VENV)/lint.stamp ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

.PHONY: assignment
assignment: $(VENV)/grade.stamp ## Generate the students' files from solutions/ and the checks
	@$(BIN)/python -m autograder assignment

.PHONY: notebook
notebook: $(VENV)/test.stamp ## Execute the notebook with the reference: solutions/homework.ipynb
	@$(BIN)/python -m autograder.release.executed

.PHONY: release
release: $(VENV)/grade.stamp ## The zip that students get: dist/assignment.zip
	@$(BIN)/python -m autograder release --out "$(or $(OUT),dist)/assignment.zip"

.PHONY: otter
otter: $(VENV)/otter.stamp ## The zip for `otter run` and Gradescope: dist/autograder.zip
	@$(BIN)/python -m autograder otter --out "$(or $(OUT),dist)/autograder.zip"

.PHONY: clean
clean: ## Remove what was generated outside the repository's own files
	@rm -rf grades dist build .pytest_cache .ruff_cache .mypy_cache .hypothesis
