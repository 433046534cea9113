# One command each for what people do here; every one sets up what it needs first.
# Needs only make and Python 3.12 or newer: Node, too, comes from the locked packages in .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
RUN := $(VENV)/bin/
# Of the browser's tests many only wait, so one more than there are processors; each has a browser of its own.
PYTEST := $(RUN)python -m pytest --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist worksteal
PIP := $(RUN)python -m pip --disable-pip-version-check
# npm's own scripts, and tsc, find `node` on the path: the one in .venv, never the machine's.
WITH_NODE := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
ADDRESS ?= 127.0.0.1:8000

# Read by Material: no banner about MkDocs 2.
export NO_MKDOCS_2_WARNING := 1

# The finished site says when it was made, in its sitemap and in every page: at the last change of what it is made from, so
# that the same sources give the same bytes whenever they are built, and a change of anything else is no new release to its
# readers. What is not committed yet is made now.
MADE_FROM := docs schemes scripts checker tests/cases mkdocs.yml requirements.lock package-lock.json LICENSE ':!docs/decisions'
ifeq ($(shell git status --porcelain -- $(MADE_FROM) 2>&1),)
LAST_CHANGE := $(shell git log -1 --format=%ct -- $(MADE_FROM) 2>/dev/null)
endif
ifneq ($(LAST_CHANGE),)
export SOURCE_DATE_EPOCH ?= $(LAST_CHANGE)
endif

# What is installed is noted in .venv, and made again only when its lock or description changes.
LOCKED := $(VENV)/.locked
INSTALLED := $(VENV)/.installed
NODE_MODULES := $(VENV)/.node-modules

# How long each stage of `make test` took.
STAGES := build/stages

# What the tests of the second stage drive; scripts/ensure_programs.py knows them.
PROGRAMS := nginx apache

.PHONY: help setup serve site test test-all test-only test-js test-unit test-programs verify pytest lint browser browsers \
  screenshots bench bench-short lighthouse mutation validate links lock clean

help: ## Say what make can do
	@printf '%s\n' \
	  'make serve   build the site and serve it at http://$(ADDRESS)/' \
	  'make site    build the site into site/' \
	  'make test    check everything: lint, types, the site, the tests, the browser'"'"'s included (ONLY=pages for one room)' \
	  'make test-unit  only the tests that need no browser' \
	  'make test-js  only the tests of the scripts that need no browser' \
	  'make test-programs  the tests that drive other programs: $(PROGRAMS)' \
	  'make lint    only the linters and the type checkers' \
	  'make verify  only the proofs over the rules' \
	  'make validate  only check the scheme files (FORMAT=github or json for other programs)' \
	  'make links   say which links to other sites no longer work' \
	  'make browsers  try the checker in Firefox and WebKit too, where they are installed' \
	  'make screenshots  take the pictures on the page for editors anew' \
	  'make bench   print the measurements, one JSON object a line (ONLY=startup for one subject)' \
	  'make bench-short  see that every measurement can still be made; part of make test' \
	  'make lighthouse  print what Lighthouse says of the pages' \
	  'make mutation  change the rules in small ways, and see that a test notices each: takes minutes' \
	  'make lock    resolve requirements.in and package.json into the lock files' \
	  'make clean   remove all that make has made'

serve: setup
	$(RUN)tilskudd serve --address $(ADDRESS)

site: setup
	$(RUN)tilskudd build

# Everything, stage by stage; what does not wait for another runs beside it, and the first that fails ends it. ONLY=pages
# runs the tests of one room, or of one file in it, and nothing else.
test:
	+@mkdir -p $(dir $(STAGES)); : > $(STAGES); \
	begun=$$(date +%s); $(MAKE) --no-print-directory $(if $(ONLY),test-only,test-all); status=$$?; \
	echo "all $$(($$(date +%s) - begun))" >> $(STAGES); \
	awk '{ printf "%-10s %d:%02d\n", $$1, $$2 / 60, $$2 % 60 }' $(STAGES); exit $$status

test-all:
	+@$(MAKE) --no-print-directory stage-setup
	+@$(MAKE) --no-print-directory -j3 --output-sync=target \
	  stage-site stage-lint stage-browser stage-verify stage-test-js
	+@$(MAKE) --no-print-directory stage-pytest

test-only: setup
	$(if $(wildcard tests/$(ONLY)/*.test.mjs),$(RUN)node --test --test-reporter=dot 'tests/$(ONLY)/*.test.mjs')
	$(PYTEST) tests/$(ONLY)

# A stage's seconds are noted, also of one that fails.
stage-%:
	+@begun=$$(date +%s); $(MAKE) --no-print-directory $*; status=$$?; \
	echo "$* $$(($$(date +%s) - begun))" >> $(STAGES); exit $$status

verify: setup
	$(RUN)tilskudd verify

# What needs no browser, on another Python.
test-unit: setup
	$(PYTEST) -m 'not browser and not programs'

pytest: setup
	$(PYTEST) --site=site

# The second stage: what needs programs that are not everywhere.
test-programs: site
	@$(RUN)python scripts/ensure_programs.py $(PROGRAMS)
	$(RUN)python -m pytest -m programs --site=site tests/programs

lint: setup
	$(RUN)ruff check
	$(RUN)ruff format --check
	$(RUN)mypy
	$(WITH_NODE) node_modules/.bin/tsc -p tsconfig.json
	$(WITH_NODE) node_modules/.bin/tsc -p tsconfig.worker.json
	$(WITH_NODE) node_modules/.bin/tsc -p tsconfig.tests.json

# A dot a test that holds; what does not is told in full.
test-js: setup
	$(RUN)node --test --test-reporter=dot 'tests/web/*.test.mjs'

FORMAT ?= text

validate: setup
	@$(RUN)tilskudd validate --format $(FORMAT)

links: setup
	@$(RUN)tilskudd links --format $(FORMAT)

browser: setup
	@$(RUN)python scripts/ensure_programs.py chromium

# Not part of the tests: these browsers are not installed everywhere.
browsers: setup browser
	$(RUN)python -m tests.other_browsers

# Pictures for the page for editors; a test says when they are out of date.
screenshots: setup browser
	$(RUN)python -m tests.browser.screenshots

# Standard output is for the measurements alone.
bench:
	@$(MAKE) --no-print-directory setup browser >&2
	@$(RUN)python -m tests.benchmarks $(ONLY)

# Every subject once, at its smallest, with no figures: these are tests, and `make test` runs them with the others. What
# is made once for all builds is there after the site; else each process would make it for itself.
bench-short: site browser
	$(PYTEST) --site=site tests/browser/test_bench.py

lighthouse: site browser
	@$(RUN)python -m tests.lighthouse

# ONLY='tilskudd_rules.rates*' tries the mutants of that name alone.
mutation: setup
	@$(RUN)python -m tests.mutation $(if $(ONLY),'$(ONLY)')

setup: $(INSTALLED) $(NODE_MODULES)

$(LOCKED): requirements.lock
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version)"; \
	    exec $$python -m venv --clear $(VENV); \
	  fi; \
	done; \
	echo "This project needs Python 3.12 or newer; found: $$(python3 --version 2>&1)." >&2; \
	echo "Install one, then say which: make PYTHON=/path/to/python3.13" >&2; \
	exit 1
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@touch $@

$(INSTALLED): $(LOCKED) pyproject.toml checker/pyproject.toml
	$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable ./checker --editable .
	@touch $@

$(NODE_MODULES): $(LOCKED) package.json package-lock.json
	$(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

# Resolved outside .venv, with no machine's own package sources, so that no address and no local file
# gets into the lock files. Their first lines, which say what they are, stay.
UV_COMPILE = build/lock/bin/uv pip compile --no-config --system-certs --upgrade --universal \
  --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet
define resolve
	$(UV_COMPILE) --output-file build/lock/resolved $(1)requirements.in
	sed -n '/^#/!q;p' $(1)requirements.lock > build/lock/head
	cat build/lock/head build/lock/resolved > $(1)requirements.lock
	rm build/lock/resolved
endef
define resolve-npm
	cd ./$(1) && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm install --package-lock-only \
	  --omit-lockfile-registry-resolved --no-audit --no-fund
	$(RUN)python -c "import json, pathlib; p = pathlib.Path('$(1)package-lock.json'); d = json.loads(p.read_text()); [v.pop('funding', None) for v in d['packages'].values()]; p.write_text(json.dumps(d, indent=2) + '\n')"
endef

lock: $(LOCKED)
	$(RUN)python -m venv --clear build/lock
	PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= build/lock/bin/python -m pip install --quiet uv
	$(call resolve,)
	$(call resolve,tests/benchmarks/)
	$(call resolve-npm,)
	$(call resolve-npm,tests/benchmarks/)
	$(call resolve-npm,tests/lighthouse/)

clean:
	rm -rf $(VENV) build node_modules site .site.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find checker scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
