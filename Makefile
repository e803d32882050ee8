# Two commands do everything on a machine with Python 3.11 to 3.13 and make:
#   make demo   makes the environment, indexes seeds/ and runs three searches
#   make test   makes the environment and passes every check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := indexes/seeds

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint types tests oracle audit quality whoosh2 torture bench lock clean

demo: $(READY)
	@$(BIN)/minutesearch index seeds --sync --index $(DEMO)
	@echo; echo '$$ minutesearch search voluntary sector engagement --limit 2'
	@$(BIN)/minutesearch search voluntary sector engagement --limit 2 --index $(DEMO)
	@echo; echo "$$ minutesearch search '\"social prescribing\"' --context 1"
	@$(BIN)/minutesearch search '"social prescribing"' --context 1 --index $(DEMO)
	@echo; echo '$$ minutesearch search letter MPs --kind decision'
	@$(BIN)/minutesearch search letter MPs --kind decision --index $(DEMO)

test: lint types tests quality

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/python -m pytest --cov --cov-report=term

# Thousands of random queries over random histories, against plain Whoosh; `tests` has a thousand of them.
oracle: $(READY)
	MINUTESEARCH_HISTORIES=1000 $(BIN)/python -m pytest -q tests/engine/test_oracle.py

# The engine, the queries and the main job on Whoosh 2.7.4 too, so that we could leave whoosh3 any day.
whoosh2: $(VENV)-whoosh2/.ready
	$(VENV)-whoosh2/bin/python -m pytest -q -p no:cacheprovider -W default tests/engine tests/query tests/test_seeds.py

$(VENV)-whoosh2/.ready: pyproject.toml requirements-dev.lock requirements-whoosh2.lock
	$(PYTHON) -m venv $(VENV)-whoosh2
	$(VENV)-whoosh2/bin/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(VENV)-whoosh2/bin/python -m pip uninstall --quiet --yes whoosh3
	$(VENV)-whoosh2/bin/python -m pip install --quiet --no-deps --require-hashes --requirement requirements-whoosh2.lock
	$(VENV)-whoosh2/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(VENV)-whoosh2/.ready

# Asks the database of the Python Packaging Authority for vulnerabilities of the versions in the lock; needs the net.
audit: $(VENV)-audit/.ready
	$(VENV)-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements-dev.lock

$(VENV)-audit/.ready:
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet 'pip-audit>=2.9,<3'
	@touch $(VENV)-audit/.ready

# Holds readings and rankings against benchmarks/floors.json: the gold, and every judged collection at hand.
quality: $(READY)
	$(BIN)/python -m benchmarks.readings --check
	$(BIN)/python -m benchmarks.readings --whole --check
	$(BIN)/python -m benchmarks.quality

# Breaks everything on purpose at full size, for hours, and writes docs/explanation/reliability.md; the small size
# of each fault is among the tests.
torture: $(READY)
	$(BIN)/python -m tests.torture --write

# Times indexing and searching the seeds; prints figures, judges nothing.
bench: $(READY)
	$(BIN)/python -m benchmarks.seeds

$(READY): pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Chooses the newest versions that pyproject.toml allows, for every Python that it supports.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header \
		--quiet --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) $(VENV)-audit $(VENV)-whoosh2 .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
