# What you can ask of this project. `make serve` and `make test` are all you need; both set up everything first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1
# Python keeps what it has compiled, even where the environment forbids it: a build starts a tenth of a second sooner.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve build downloads check suggest stale next test lint chromium bench edits lock clean

serve: $(READY) ## read the site on http://127.0.0.1:8000, rebuilt at each change
	$(BIN)/python -m macros.commands.serve

build: $(READY) ## build the site into site/; a site with a mistake never replaces a good one
	$(BIN)/python -m macros.commands.build --into site $(FLAGS)

downloads: $(READY) chromium ## build the site, and into it the playbook as PDF and as a Word document
	$(BIN)/python -m macros.commands.downloads --into site $(FLAGS)

check: $(READY) ## print every mistake in chapters and definitions as file:line: message
	$(BIN)/python -m macros.commands.build --check $(FLAGS)

suggest: $(READY) ## suggest plainer words; fails on nothing
	$(BIN)/python -m macros.commands.suggestions $(FLAGS)

stale: $(READY) ## list pages and facts past their review date; fails on nothing
	$(BIN)/python -m macros.commands.freshness $(FLAGS)

test: $(READY) lint check chromium ## every check and test
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(READY)
	$(BIN)/ruff check macros tests
	$(BIN)/ruff format --check macros tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell docs macros tests README.md
	$(BIN)/rumdl check --flavor mkdocs docs README.md

chromium: $(READY) ## find a browser for tests and PDFs, or install one
	$(BIN)/python -m macros.commands.chromium

bench: $(READY) chromium ## build time, weight and speed of the pages; not a test
	$(BIN)/python -m tests.bench

edits: $(READY) ## try every structural edit of every file, and pairs of them; takes half an hour, not a test
	$(BIN)/python -m tests.bench_edits $(FLAGS)

# Installs the dependencies and the extra "next" as pyproject.toml names them, apart from the locked ones.
next: $(READY) ## build with Zensical too, and compare every page; not a test
	$(PYTHON) -m venv $(VENV)/next
	$(VENV)/next/bin/pip install --quiet --disable-pip-version-check $$($(BIN)/python -c "import tomllib; \
		p = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
		print(*p['dependencies'], *p['optional-dependencies']['next'])")
	$(VENV)/next/bin/python -m tests.next_engine

lock: $(READY) ## pin all dependencies anew, with hashes, after a change in pyproject.toml
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet pip-tools
	$(VENV)/lock/bin/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --extra downloads --extra test --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.txt pyproject.toml

clean: ## remove what was built and set up
	rm -rf site $(VENV)

$(READY): requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@
