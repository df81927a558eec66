# One command each: `make demo` and `make test` need Python 3.11, pip and make, nothing else.
PYTHON ?= python3.11
VENV ?= .venv
BIN = $(VENV)/bin

ifeq ($(OS),Windows_NT)
BIN = $(VENV)/Scripts
endif

.PHONY: demo test check fix docs bench lock clean

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@echo installed > $@

demo: $(VENV)/installed  ## the main job: the reference study, from transcripts to reports/
	$(BIN)/qualcode run

test: $(VENV)/installed  ## all tests, doctests and docs blocks
	$(BIN)/python -m pytest $(TEST_OPTIONS)

check: $(VENV)/installed  ## lint, formatter, types, layers, notebooks without outputs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/notebooks_are_stripped.py

fix: $(VENV)/installed  ## let the formatter and the linter mend what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/installed  ## times and sizes, as ratios
	$(BIN)/python benchmarks/pipeline.py

lock:  ## refresh requirements.lock; needs uv
	uv export -q --no-hashes --no-annotate --no-header --no-emit-project --group dev --extra topics -o requirements.lock

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('build', '.pytest_cache', '.mypy_cache')]"
