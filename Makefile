# Thin names for the commands of this project; installer/set_up.py does the work.
PYTHON ?= python3
IN_VENV := .venv/bin/python
PIN := CUSTOM_COMPILE_COMMAND="make pins" .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--annotation-style=line --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types kill power-cuts io-faults bench bench-search bench-windows bench-slip bench-redating papers lives monkey screens bare-root pins

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

bench-windows: setup  ## start against an empty Qt window; GUI thread and memory at 100,000 dossiers
	$(IN_VENV) bench/start.py
	$(IN_VENV) bench/windows.py

monkey: setup  ## ten minutes of random keys and clicks on the real window (needs Xvfb, openbox, xdotool)
	$(IN_VENV) bench/monkey.py

screens: setup  ## a picture of every window, in out/tour
	QT_QPA_PLATFORM=offscreen $(IN_VENV) main.py tour -o out/tour

bare-root:  ## the two commands in a bare Debian (needs root and debootstrap)
	bash installer/bare_root_test.sh

pins: setup  ## new pins from pyproject.toml; add -U with make pins UPGRADE=-U
	$(IN_VENV) -m pip install --quiet pip-tools
	$(PIN) $(UPGRADE) -o requirements.txt pyproject.toml
	$(PIN) $(UPGRADE) --extra test -c requirements.txt -o requirements-test.txt pyproject.toml
