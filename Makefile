# Thin names for the commands of this project; installer/set_up.py does the work.
PYTHON ?= python3
IN_VENV := .venv/bin/python
RELEASE := .venv-release/stamp
RELEASE_PYTHON := .venv-release/bin/python
PIN := CUSTOM_COMPILE_COMMAND="make pins" .venv-release/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--annotation-style=line --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types kill power-cuts io-faults bench bench-search bench-windows bench-slip bench-redating papers lives fuzz monkey screens tamper bench-verify bare-root pins \
	sbom audit build build-twice try-wheel release

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 20

setup:  ## make .venv, install the pinned packages and the system libraries
	@$(PYTHON) installer/set_up.py setup --tests

run:  ## set up, then open the desk on a practice home (without a display: the tour)
	@$(PYTHON) installer/set_up.py run

test:  ## set up, then everything that CI runs
	@$(PYTHON) installer/set_up.py test

lint: setup  ## style and floors
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

types: setup  ## mypy --strict
	.venv/bin/mypy

kill: setup  ## kill the desk in mid-work over and over and look for what was lost
	$(IN_VENV) bench/kill_loop.py
	$(IN_VENV) bench/kill_files.py

power-cuts: setup  ## cut the current of a real disk over and over and look for what was lost (needs root)
	$(IN_VENV) bench/power_cut.py

io-faults: setup  ## full, read-only and failing disks: what is refused, what is lost (needs root and strace)
	$(IN_VENV) bench/io_faults.py

bench: setup  ## the speed of receiving dossiers
	$(IN_VENV) bench/register.py

bench-search: setup  ## search keystroke by keystroke at 100,000 dossiers against a plain full-text query
	.venv/bin/python bench/search.py

bench-redating: setup  ## a calendar change before 20,000 open dossiers: preview, stop, save
	$(IN_VENV) bench/redating.py

bench-slip: setup  ## a receipt slip against a bare canvas drawing the same page; a batch's memory
	$(IN_VENV) bench/slip.py

papers: setup  ## a picture of every paper in every edition, ordinary, longest and emptiest, in out/papers
	$(IN_VENV) tests/printing/gallery.py out/papers

lives: setup  ## random legal histories of dossiers, many more than the tests live
	LIVES=500 .venv/bin/python -m pytest -q tests/services/test_whole_life.py tests/services/test_lives_and_calendars.py -k history

fuzz: setup  ## a hundred thousand hostile cards, slips, searches, settings and import files each (FUZZ_SEED=2: others)
	FUZZ=100000 .venv/bin/python -m pytest -q -s tests/services/test_hostile_input.py

bench-windows: setup  ## start against an empty Qt window; GUI thread and memory at 100,000 dossiers
	$(IN_VENV) bench/start.py
	$(IN_VENV) bench/windows.py

monkey: setup  ## ten minutes of random keys and clicks on the real window (needs Xvfb, openbox, xdotool)
	$(IN_VENV) bench/monkey.py

screens: setup  ## a picture of every window, in out/tour
	QT_QPA_PLATFORM=offscreen $(IN_VENV) main.py tour -o out/tour

tamper: setup  ## every byte of 20 rows of each table changed, one at a time, also with the chain recomputed (an hour)
	TAMPER=all $(IN_VENV) -m pytest -q -s --timeout=0 tests/verify -k "byte or recomputed"

bench-verify: setup  ## the verify program on 100,000 entries against hashing them alone
	$(IN_VENV) bench/verify.py

bare-root:  ## the two commands in a bare Debian (needs root and debootstrap)
	bash installer/bare_root_test.sh

pins: setup $(RELEASE)  ## new pins from pyproject.toml and requirements-release.in; newer ones with make pins UPGRADE=-U
	$(PIN) $(UPGRADE) -o requirements.txt pyproject.toml
	$(PIN) $(UPGRADE) --extra test -c requirements.txt -o requirements-test.txt pyproject.toml
	$(PIN) $(UPGRADE) -o requirements-release.txt requirements-release.in

sbom: setup $(RELEASE)  ## docs/sbom.json, the CycloneDX list of what is shipped; after each change of the pins
	$(RELEASE_PYTHON) installer/sbom.py

audit: $(RELEASE)  ## known weaknesses of what is shipped; another service: make audit AUDIT="-s osv"
	$(RELEASE_PYTHON) installer/audit.py $(AUDIT)

build: $(RELEASE)  ## wheel and sdist of the last commit with their hashes, in dist
	$(RELEASE_PYTHON) installer/release.py build

build-twice: $(RELEASE)  ## the same, then once more elsewhere, compared byte for byte
	$(RELEASE_PYTHON) installer/release.py twice

try-wheel: build  ## the wheel in a bare venv: does the work of a day away from the clone
	bash installer/try_wheel.sh

release: audit build-twice try-wheel  ## everything before a release goes out

$(RELEASE): requirements-release.txt
	$(PYTHON) -m venv --clear .venv-release
	$(RELEASE_PYTHON) -m pip install -qq --disable-pip-version-check --only-binary=:all: --require-hashes -r requirements-release.txt
	@touch $@
