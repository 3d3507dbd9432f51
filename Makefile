# Two commands do everything: `make demo` and `make test`. The rest is for those who build.
PYTHON ?= python3
BIN := .venv/bin
BENCH ?= exchange

.PHONY: help setup setup-dev demo test test-postgresql check audit bench faults mutants sizes docs clean
help:
	@echo "make demo    three nodes on this machine, linked, with the story played once"
	@echo "make test    everything that is tested, and make check"
	@echo "make test-postgresql    the integration, node and browser suites wholly on PostgreSQL"
	@echo "make faults FAULTS=short    both nodes killed, cut off, damaged, set back; FAULTS=long for ten thousand; SEED=n plays one again"
	@echo "make check   lint, types, import contracts, bill of materials, known faults of the packages by requirements/advisories.json"
	@echo "make docs    the documentation as a site, in build/site"
	@echo "make audit   known faults of the packages this is built from, asked of a public database; ADVISORIES=index asks the package index, ADVISORIES=PyPI-all.zip a saved copy, ADVISORIES='renew PyPI-all.zip' writes requirements/advisories.json anew"
	@echo "make bench BENCH=exchange    speed, as a ratio to a floor of the same run; also BENCH=rulings, BENCH=pages, BENCH=importing, BENCH=exhibits, BENCH=backlog, BENCH=medium, BENCH=partners, BENCH=locks"
	@echo "make mutants MODULES=use     small wrongs done to the rules, and which no test notices; goes on where it was broken off"

setup:
	@$(PYTHON) tools/setup.py runtime
setup-dev:
	@$(PYTHON) tools/setup.py development

demo: setup
	@$(BIN)/comity demo run

check: setup-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.bill check
	@$(BIN)/python -m tools.audit snapshot

# Asks a public database over the network; with ADVISORIES=FILE a saved copy of it.
audit: setup-dev
	@$(BIN)/python -m tools.audit $(ADVISORIES)

test: setup-dev
	@$(BIN)/python -m tools.test

test-postgresql: setup-dev
	@$(BIN)/python -m tools.test postgresql

bench: setup-dev
	@$(BIN)/python -m bench.$(BENCH)

# FAULTS: short, long (with every other campaign of the tests), mutations, or one campaign's name. Short and long fuzz
# the parsers first, two minutes or an hour.
faults: setup-dev
	@[ "$(FAULTS)" != long ] || $(BIN)/python -m tools.test faults
	@case "$(or $(FAULTS),short)" in short) $(BIN)/python -m tests.fuzzing --seconds 130;; long) $(BIN)/python -m tests.fuzzing --seconds 3600;; esac
	@$(BIN)/python -m tests.faults $(or $(FAULTS),short) $(SEED)

mutants: setup-dev
	@$(BIN)/python -m tools.mutate_rules $(MODULES)

sizes: setup-dev
	@$(BIN)/python tools/sizes.py
clean:
	rm -rf .venv .demo .cache build

docs: setup-dev
	@$(BIN)/python -m tools.print_reference
	@$(BIN)/python -m tools.print_states
	@$(BIN)/python -m tools.print_manual
	@$(BIN)/zensical build --strict --clean
