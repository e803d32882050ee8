# Two commands do everything on a machine with Python 3.11 to 3.13 and make:
#   make demo   makes the environment, indexes seeds/ and runs three searches
#   make test   makes the environment and passes every check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := indexes/seeds

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint types tests judged quality bench lock clean

demo: $(READY)
	@$(BIN)/minutesearch index seeds --sync --index $(DEMO)
	@echo; echo '$$ minutesearch search voluntary sector engagement --limit 2'
	@$(BIN)/minutesearch search voluntary sector engagement --limit 2 --index $(DEMO)
	@echo; echo "$$ minutesearch search '\"social prescribing\"' --context 1"
	@$(BIN)/minutesearch search '"social prescribing"' --context 1 --index $(DEMO)
	@echo; echo '$$ minutesearch search letter MPs --kind decision'
	@$(BIN)/minutesearch search letter MPs --kind decision --index $(DEMO)

test: lint types tests judged

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/python -m pytest --cov --cov-report=term

# The same for the seeds' own judgements, which are always at hand.
judged: $(READY)
	$(BIN)/python -m benchmarks.quality seeds/judgements

# Holds nDCG@10 of every judged collection at hand against benchmarks/floors.json; takes minutes.
quality: $(READY)
	$(BIN)/python -m benchmarks.quality

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
	rm -rf $(VENV) .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
