# The commands of the kit; `make` lists them. Each makes its own virtual environment when needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The variables that a target takes; make itself would ignore a misspelt one and do something else than was meant.
takes.grade := SUBMISSIONS OUT HOMEWORK JOBS TASK ARGS
takes.merge := PARTS OUT HOMEWORK ARGS
takes.report := OUT HOMEWORK ARGS
takes.check := FILE HOMEWORK ARGS
takes.watch := FILE TASK HOMEWORK ARGS
takes.assignment := HOMEWORK
takes.notebook := HOMEWORK
takes.release := OUT HOMEWORK
takes.fields := FIELDS
takes.otter := OUT HOMEWORK ARGS

goals := $(or $(MAKECMDGOALS),help)
known := $(foreach goal,$(goals),$(takes.$(goal))) PYTHON VENV
given := $(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(name)))
unknown := $(firstword $(filter-out $(known),$(given)))
nearest = import difflib, sys; print(*difflib.get_close_matches(sys.argv[1].upper(), sys.argv[2:], 1))
ifneq ($(unknown),)
match := $(shell $(PYTHON) -c '$(nearest)' '$(subst ','\'',$(unknown))' $(known) 2>/dev/null)
$(error make $(goals) does not take $(unknown).$(if $(match), Did you mean $(match)?) It takes $(known))
endif

# Values reach the shell as they were given, whatever is in them: make would take a $ for its own.
$(foreach name,SUBMISSIONS OUT FILE HOMEWORK JOBS TASK PARTS FIELDS ARGS,$(eval override $(name) := $$(value $(name))))
export SUBMISSIONS OUT FILE HOMEWORK JOBS TASK FIELDS
homework = $(if $(HOMEWORK),--homework="$$HOMEWORK")

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
grade: $(VENV)/grade.stamp ## Grade a class: SUBMISSIONS=folder or zip (default data/demo_class), OUT=folder (default grades), HOMEWORK=folder, JOBS, TASK, ARGS
	@$(BIN)/python -m autograder grade --out="$${OUT:-grades}" $(homework) $(if $(JOBS),--jobs="$$JOBS") $(if $(TASK),--task="$$TASK") $(ARGS) -- "$${SUBMISSIONS:-$${HOMEWORK:+$$HOMEWORK/}data/demo_class}"

.PHONY: merge
merge: $(VENV)/grade.stamp ## Put shards together: PARTS="folder folder ...", OUT=folder (default grades), HOMEWORK, ARGS
	@$(BIN)/python -m autograder merge --out="$${OUT:-grades}" $(homework) $(ARGS) -- $(PARTS)

.PHONY: report
report: $(VENV)/grade.stamp ## Write the pages of a class again, without grading: OUT=folder (default grades), HOMEWORK, ARGS
	@$(BIN)/python -m autograder report $(homework) $(ARGS) -- "$${OUT:-grades}"

.PHONY: check
check: $(VENV)/test.stamp ## The public checks on one file: FILE=path (default the students' file), HOMEWORK, ARGS
	@$(BIN)/python -m pytest -c assignment/pytest.ini --rootdir assignment assignment/test_homework.py $(homework) $(if $(FILE),--submission="$$FILE") $(ARGS)

.PHONY: watch
watch: $(VENV)/test.stamp ## The same after every save, the task being worked on in full: FILE=path, TASK=name, HOMEWORK, ARGS; Ctrl-C ends
	@$(BIN)/python -m assignment.engine.watch $(homework) $(if $(TASK),--task="$$TASK") $(ARGS) $(if $(FILE),-- "$$FILE")

.PHONY: test
test: $(VENV)/test.stamp ## The kit's own tests
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

.PHONY: test-slow
test-slow: $(VENV)/test.stamp ## What takes minutes: the fuzz, processes killed at random moments, the largest and longest submissions
	@$(BIN)/python -m pytest -n auto --dist worksteal -m slow

.PHONY: mutants
mutants: $(VENV)/mutants.stamp ## Change the reference in every small way: the checks must notice
	@$(BIN)/python -m tests.mutants

.PHONY: fields
fields: $(VENV)/test.stamp ## Grade files with real mistakes: what each loses and what is named (FIELDS=folder)
	@$(BIN)/python -m tests.fields $(if $(FIELDS),"$$FIELDS")

.PHONY: bench
bench: $(VENV)/test.stamp ## What grading costs, written into docs/performance.md; takes two hours
	@$(BIN)/python -m tests.bench

.PHONY: lint
lint: $(VENV)/lint.stamp ## ruff, mypy, and which package may import which
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

.PHONY: assignment
assignment: $(VENV)/test.stamp ## Generate the students' files from solutions/ and the checks: HOMEWORK
	@$(BIN)/python -m autograder assignment $(homework)

.PHONY: notebook
notebook: $(VENV)/test.stamp ## Execute the notebook with the reference, into solutions/homework.ipynb: HOMEWORK
	@$(BIN)/python -m autograder.release.executed $(homework)

.PHONY: release
release: $(VENV)/test.stamp ## The zip that students get: OUT=folder (default dist), HOMEWORK
	@$(BIN)/python -m autograder release $(homework) --out="$${OUT:-dist}/assignment.zip"

.PHONY: otter
otter: $(VENV)/otter.stamp ## The zip for `otter run` and Gradescope: OUT=folder (default dist), HOMEWORK, ARGS
	@$(BIN)/python -m autograder otter $(homework) --out="$${OUT:-dist}/autograder.zip" $(ARGS)

.PHONY: clean
clean: ## Remove what was generated outside the repository's own files
	@rm -rf grades dist build .pytest_cache .ruff_cache .mypy_cache .hypothesis
