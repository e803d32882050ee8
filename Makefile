# Two commands do everything on a machine with Python 3.11 to 3.13 and make:
#   make demo   makes the environment, indexes seeds/ and runs three searches
#   make test   makes the environment and passes every check
# Which Python to make environments with; without one, the first that fits (environments/make.sh).
PYTHON ?=
BIN := .venv/bin
DEMO := indexes/seeds
ENVIRONMENT := @sh environments/make.sh
PURE := tests/engine tests/searching tests/kernel tests/test_queries.py tests/test_results.py
SANITIZED := tests/kernel tests/torture/test_faults.py -k 'not test_faults or malicious or bit-flips'
EXTRAS := --extra documents --extra eval --extra export --extra web --extra opensearch --extra examples
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet

.PHONY: demo test lint types tests oracle audit models pages cluster cluster-test screenshots quality mutants whoosh2 pure sanitize torture bench dist lock clean
.PHONY: demo-environment dev-environment pages-environment whoosh2-environment audit-environment models-environment

demo: demo-environment
	@$(BIN)/minutesearch index seeds --sync --index $(DEMO)
	@echo; echo '$$ minutesearch search voluntary sector engagement --limit 2'
	@$(BIN)/minutesearch search voluntary sector engagement --limit 2 --index $(DEMO)
	@echo; echo "$$ minutesearch search '\"social prescribing\"' --context 1"
	@$(BIN)/minutesearch search '"social prescribing"' --context 1 --index $(DEMO)
	@echo; echo '$$ minutesearch search letter MPs --kind decision'
	@$(BIN)/minutesearch search letter MPs --kind decision --index $(DEMO)
	@echo; echo 'The same as a page to open at http://127.0.0.1:8000: $(BIN)/minutesearch serve $(DEMO)'

test: lint types tests quality

lint: dev-environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev-environment
	$(BIN)/mypy

tests: dev-environment
	$(BIN)/python -m pytest --cov --cov-report=term

# What reaches the engine once more, in NumPy alone: `tests` has it with the kernel, where a compiler is.
pure: dev-environment
	MINUTESEARCH_PURE=1 $(BIN)/python -m pytest -q -m "not cluster" $(PURE)

# The kernel under AddressSanitizer and UBSan: its own tests, and folders that a stranger or the disk has changed.
sanitize: dev-environment
	MINUTESEARCH_KERNEL=sanitized $(BIN)/python environments/kernel_build.py
	@LD_PRELOAD=$$(gcc -print-file-name=libasan.so) ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc \
		$(BIN)/python -m pytest -q -p no:cacheprovider $(SANITIZED); status=$$?; \
		$(BIN)/python environments/kernel_build.py; exit $$status

# Thousands of random queries over random histories, against plain Whoosh; `tests` has a thousand of them.
oracle: dev-environment
	MINUTESEARCH_HISTORIES=1000 $(BIN)/python -m pytest -q tests/engine/test_oracle.py

# The engine, the queries, Whoosh's door and the main job on Whoosh 2.7.4 too, so that we could leave whoosh3 any day.
whoosh2: whoosh2-environment
	.venv-whoosh2/bin/python -m pytest -q -p no:cacheprovider -W default -m "not cluster" \
		tests/engine tests/query tests/whoosh tests/test_seeds.py

# The server of tools for language models and the retrievers, beside the frameworks that they serve; and data frames.
models: export HAYSTACK_TELEMETRY_ENABLED = False
models: models-environment
	.venv-models/bin/python -m pytest -q -p no:cacheprovider -W default -o asyncio_mode=auto tests/mcp tests/retrievers
	.venv-models/bin/python -m pytest -q -p no:cacheprovider -W default tests/docs/test_pages.py -k "language-models or pandas"
	.venv-models/bin/python -m pytest -q -p no:cacheprovider -W default tests/test_showing_results.py
	.venv-models/bin/mypy -p minutesearch.mcp -p minutesearch.retrievers

# The search site in Debian's Chromium: each page at four widths, by keys alone, with axe-core, and a thousand script
# payloads; and what it answers against its own description.
pages: pages-environment
	@command -v chromium >/dev/null || sh environments/install_chromium.sh
	MINUTESEARCH_BROWSER=required $(BIN)/python -m pytest -q tests/web/browser

# Fetches and compiles both lines of OpenSearch for the tests; it needs Maven and a JDK, and the net once.
cluster: dev-environment
	$(BIN)/python -m tests.opensearch.nodes

# Everything of an index in a cluster, on one node of each line and on three, of which some are killed.
cluster-test: cluster
	MINUTESEARCH_CLUSTER=three $(BIN)/python -m pytest -q -m cluster tests/engine tests/opensearch
	MINUTESEARCH_CLUSTER=required MINUTESEARCH_TEST_OPENSEARCH=3 \
		$(BIN)/python -m pytest -q -m cluster tests/engine tests/opensearch

# Makes the pictures in docs/pictures anew: the five main pages over the seeds.
screenshots: pages-environment
	@command -v chromium >/dev/null || sh environments/install_chromium.sh
	$(BIN)/python -m docs.tools.screenshots

# Asks the database of the Python Packaging Authority for vulnerabilities of the versions in the lock; needs the net.
audit: audit-environment
	.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement environments/dev.lock

# Holds readings and rankings against benchmarks/floors.json: the gold, and every judged collection at hand.
quality: dev-environment
	$(BIN)/python -m benchmarks.readings --check
	$(BIN)/python -m benchmarks.readings --whole --check
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.known_items --check

# Changes a hundred random lines, one at a time, and lists what no test notices: an hour or more, never a part of
# `test`. SEED=2 draws others.
SEED := 1
mutants: dev-environment
	$(BIN)/python -m benchmarks.mutants --seed $(SEED) --jobs 2

# Breaks everything on purpose at full size, for hours, and writes docs/explanation/reliability.md; the small size
# of each fault is among the tests.
torture: dev-environment
	$(BIN)/python -m tests.torture --write

# Times indexing and searching the seeds; prints figures, judges nothing.
bench: dev-environment
	$(BIN)/python -m benchmarks.seeds

# Builds the wheel and the source distribution, with the locked hatchling.
dist: dev-environment
	@rm -rf dist
	$(BIN)/python -m hatchling build

# An environment is made of its locks alone, once, and again when they change: environments/README.md.
demo-environment:
	$(ENVIRONMENT) demo "$(PYTHON)"

dev-environment:
	$(ENVIRONMENT) dev "$(PYTHON)"

pages-environment:
	$(ENVIRONMENT) pages "$(PYTHON)"

whoosh2-environment:
	$(ENVIRONMENT) whoosh2 "$(PYTHON)"

models-environment:
	$(ENVIRONMENT) models "$(PYTHON)"

audit-environment:
	$(ENVIRONMENT) audit "$(PYTHON)"

# Brings the locks to what pyproject.toml asks for; `make lock UPGRADE=--upgrade` also takes the newest versions.
lock:
	$(COMPILE) $(UPGRADE) pyproject.toml $(EXTRAS) --group dev --output-file environments/dev.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --extra documents --extra web --group build \
		--constraint environments/dev.lock --output-file environments/demo.lock
	$(COMPILE) $(UPGRADE) --group pages --constraint environments/dev.lock --output-file environments/pages.lock
	echo whoosh==2.7.4 | $(COMPILE) $(UPGRADE) pyproject.toml - $(EXTRAS) --group dev \
		--constraint environments/dev.lock --override environments/whoosh2.overrides \
		--output-file environments/whoosh2.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --extra mcp --group dev --group retrievers --group frames \
		--constraint environments/dev.lock --output-file environments/models.lock
	$(COMPILE) $(UPGRADE) --group audit --output-file environments/audit.lock

clean:
	rm -rf .venv .venv-audit .venv-whoosh2 .venv-models .venv*.lock dist
	rm -rf .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
