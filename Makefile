# Names for the usual commands. Each makes and refreshes .venv by itself.

PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check \
	--constraint constraints.txt --build-constraint constraints.txt

export PORT

.PHONY: demo test lint bench proof load

demo: .venv/runtime-is-installed
	@DJANGO_SETTINGS_MODULE=mentoring_site.settings.demo $(RUN) manage.py demo

test: .venv/tools-are-installed
	@.ci/test

lint: .venv/tools-are-installed
	@.ci/lint

bench: .venv/tools-are-installed
	@$(RUN) -m pytest tests/benchmarks -q -p no:randomly

# Every byte of a sealed paper and of a bundle, where the daily tests try a sample: an hour or so.
proof: .venv/tools-are-installed
	@EXHAUSTIVE=1 $(RUN) -m pytest tests -m exhaustive -q -p no:randomly -n auto

# 1,000 invited families of whom 300 sign within ten minutes, on this machine alone: a quarter of an hour.
load: .venv/tools-are-installed
	@LOAD=1 .ci/with-postgres $(RUN) -m pytest tests/load -q -s -p no:randomly

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv .venv

.venv/pip-is-pinned: .venv/bin/python constraints.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check "$$(grep '^pip==' constraints.txt)"
	@touch $@

.venv/runtime-is-installed: .venv/pip-is-pinned pyproject.toml constraints.txt
	@echo "Installing the pinned dependencies, once…"
	@$(PIP) --editable .
	@touch $@

.venv/tools-are-installed: .venv/runtime-is-installed
	@$(PIP) --group dev
	@touch $@
