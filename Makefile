# Each target installs what it needs, once: a second call finds the stamp files and goes
# straight to work. `make help` lists the targets.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 2
WATCH ?= none

# A virtual environment holds absolute paths, so its stamps carry the checkout's place: a
# checkout that was moved or copied makes itself a new one.
HERE := $(shell pwd | cksum | cut -d ' ' -f 1)
VENV := .venv
TORCH_VENV := .venv-torch
PY := $(VENV)/bin/python
TORCH_PY := $(TORCH_VENV)/bin/python
APP := $(VENV)/.app-$(HERE)
DEV := $(VENV)/.dev-$(HERE)
TORCH := $(TORCH_VENV)/.torch-$(HERE)
NODE := node_modules/.stamp
RIVALS := benchmarks/node_modules/.stamp
CHROMIUM_READY := $(VENV)/.chromium-$(HERE)
NGINX_READY := $(VENV)/.nginx-$(HERE)
REDIS_READY := $(VENV)/.redis-$(HERE)

PIP := -m pip --disable-pip-version-check --quiet install

# One heap for all threads: what one has freed is of use to the others (glibc).
export MALLOC_ARENA_MAX := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-all check test-js test-py test-browser test-faults test-torch format clean
.PHONY: bundles bench-drag bench-start bench-settle bench-typed bench-modes bench-busy bench-descent
.PHONY: bench-hessians bench-lessons bench-classroom bench-flood bench-memory bench-replicas bench-room
.PHONY: bench-crowd bench-restart screenshot palette declarations skeletons

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# Bundles are kept with their sources; those who can make them anew need not think of them.
BUNDLING := $(and $(shell command -v node),$(wildcard node_modules/.bin/esbuild))

run: $(APP) $(if $(BUNDLING),bundles) ## start the app and print its address (PORT=8501; WATCH=auto reruns on edits)
	@$(if $(and $(BUNDLING),$(filter-out none,$(WATCH))),$(PY) -m scripts.bundles --watch & trap "kill $$!" EXIT;) \
	$(PY) -m streamlit run app.py --server.port $(PORT) --browser.serverAddress localhost --server.fileWatcherType $(WATCH)

test: check $(CHROMIUM_READY) $(NGINX_READY) $(REDIS_READY) ## checks, then unit, page and browser tests in one run
	$(PY) -m pytest -n $(WORKERS) --dist worksteal

test-all: check $(CHROMIUM_READY) $(NGINX_READY) $(REDIS_READY) ## the same, and the whole sets of what stands in it for others
	$(PY) -m pytest -m "not torch" --hypothesis-profile=whole -n $(WORKERS) --dist worksteal

check: $(DEV) $(NODE) test-js ## form, types and layers of Python and JavaScript; JavaScript tests
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m pyrefly check
	node_modules/.bin/tsc -p tsconfig.json
	$(PY) -m scripts.declarations --check
	$(PY) -m scripts.bundles --check

test-js: $(NODE) ## the JavaScript's own tests
	node tests/js/all.mjs

test-py: $(DEV) $(NODE) $(NGINX_READY) $(REDIS_READY) ## unit and page tests
	$(PY) -m pytest -n $(WORKERS) --dist worksteal --ignore tests/browser

test-browser: $(DEV) $(NODE) $(CHROMIUM_READY) ## browser tests
	$(PY) -m pytest tests/browser -n $(WORKERS) --dist worksteal

test-faults: $(DEV) $(NODE) $(CHROMIUM_READY) ## what readers and servers suffer: kill, cut, flood, restart
	$(PY) -m pytest -m faults -n $(WORKERS) --dist worksteal

test-torch: $(TORCH) $(NODE) ## runs the PyTorch code that the app shows (installs PyTorch)
	$(TORCH_PY) -m pytest -m torch --ignore tests/browser

bench-drag: $(DEV) $(RIVALS) $(CHROMIUM_READY) ## work of a pointer move, beside JSXGraph
	$(PY) -m benchmarks.drag

bench-start: $(DEV) $(CHROMIUM_READY) ## what a visitor waits for on each page, beside a stock page
	$(PY) -m benchmarks.start $(ARGS)
	$(PY) -m benchmarks.start --cold --rounds 1 $(ARGS)

bench-typed: $(DEV) ## the hardest typed functions: first picture of each page, and memory
	$(PY) -m benchmarks.typed

bench-crowd: $(DEV) ## a reader of the catalogue, while the hardest typed texts are waited for
	$(PY) -m benchmarks.crowd $(ARGS)

bench-restart: $(DEV) ## what a restart compiles, with a folder of compiled programs and without
	$(PY) -m benchmarks.restart

bench-modes: $(DEV) ## which mode wins, and what measuring wrongly gives (ARGS=--record keeps it)
	$(PY) -m benchmarks.modes $(ARGS)

bench-busy: $(DEV) $(CHROMIUM_READY) ## time from release to JAX's numbers while another reader measures
	$(PY) -m benchmarks.busy

bench-hessians: $(DEV) ## the four ways to a Hessian, and one product (ARGS=--record keeps it)
	$(PY) -m benchmarks.hessians $(ARGS)

bench-lessons: $(DEV) $(CHROMIUM_READY) ## first picture and settling of every lesson
	$(PY) -m benchmarks.lessons

bench-classroom: $(DEV) ## a whole class at once: time from release to JAX's numbers, processor, memory
	$(PY) -m benchmarks.classroom $(ARGS)

bench-memory: $(DEV) ## what the server's memory grows to: pages, functions, sessions, an hour
	$(PY) -m benchmarks.memory $(ARGS)

bench-replicas: $(DEV) $(NGINX_READY) ## a class before two replicas behind nginx: one killed, each restarted
	$(PY) -m benchmarks.replicas $(ARGS)

bench-room: $(DEV) $(CHROMIUM_READY) $(NGINX_READY) $(REDIS_READY) ## a class in a room: a question, answers, all arrows
	$(PY) -m benchmarks.room $(ARGS)
	$(PY) -m benchmarks.room --replicas $(ARGS)

bench-flood: $(DEV) ## what another reader waits for while somebody sends as fast as they can
	$(PY) -m benchmarks.flood $(ARGS)

bench-settle: $(DEV) $(CHROMIUM_READY) ## time from a hand's release to JAX's numbers
	$(PY) -m benchmarks.settle

bench-descent: $(TORCH) $(NODE) $(CHROMIUM_READY) ## runs of descent, beside a bare scan and PyTorch
	$(TORCH_PY) -m benchmarks.descent

screenshot: $(DEV) $(CHROMIUM_READY) ## makes the README's picture, docs/stage.png
	$(PY) -m scripts.screenshot

palette: $(DEV) ## writes the colours of figures/style.py for the style sheets
	@$(PY) -m scripts.palette

bundles: $(APP) $(NODE) ## makes what figures are served as, from their sources
	@$(PY) -m scripts.bundles

skeletons: $(DEV) $(CHROMIUM_READY) bundles ## measures figures, for what keeps their places (ARGS=kinks measures that page alone)
	@$(PY) -m scripts.skeletons $(ARGS)

declarations: $(DEV) ## writes what figures are sent as TypeScript
	@$(PY) -m scripts.declarations

format: $(DEV) ## puts the Python into its form
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

clean: ## removes everything that make made
	rm -rf $(VENV) $(TORCH_VENV) node_modules benchmarks/node_modules .hypothesis .import_linter_cache .pytest_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the targets need ---------------------------------------------------------------------

%/.made-$(HERE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; '$(PYTHON)' is not. Name one: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; \
	    exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    scripts/apt.sh "Python's venv" "$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
	@rm -rf $*
	@$(PYTHON) -m venv $*
	@touch $@

$(APP): $(VENV)/.made-$(HERE) requirements.txt pyproject.toml
	@echo "Installing the app into $(VENV)"
	@$(PY) $(PIP) -r requirements.txt
	@touch $@

$(DEV): $(VENV)/.made-$(HERE) requirements-dev.txt requirements.txt pyproject.toml
	@echo "Installing the app, its tests and its checks into $(VENV)"
	@$(PY) $(PIP) -r requirements-dev.txt
	@touch $(APP) $@

$(TORCH): $(TORCH_VENV)/.made-$(HERE) requirements-torch.txt requirements-dev.txt requirements.txt pyproject.toml
	@echo "Installing PyTorch too, into $(TORCH_VENV)"
	@$(TORCH_PY) $(PIP) -r requirements-torch.txt
	@touch $@

$(NODE): package.json package-lock.json
	@command -v node >/dev/null || scripts/apt.sh "Node.js" nodejs
	@command -v npm >/dev/null || scripts/apt.sh "npm" npm
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { \
	    echo "Node.js 20 or newer is needed; this is $$(node --version). See https://nodejs.org" >&2; \
	    exit 1; }
	@echo "Installing the checks of the JavaScript into node_modules"
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(RIVALS): benchmarks/package.json benchmarks/package-lock.json | $(NODE)
	@echo "Installing what the Stage is measured against into benchmarks/node_modules"
	@npm ci --prefix benchmarks --silent --no-audit --no-fund
	@touch $@

# The last line prints the browser's path, or fails with the commands that mend it.
$(CHROMIUM_READY): | $(DEV)
	@$(PY) harness/chromium.py >/dev/null 2>&1 \
	    || scripts/apt.sh "Chromium" chromium fonts-dejavu \
	    || $(PY) -m playwright install chromium \
	    || true
	@$(PY) harness/chromium.py
	@touch $@

$(REDIS_READY): | $(DEV)
	@command -v redis-server >/dev/null || scripts/apt.sh "Redis" redis-server
	@touch $@

$(NGINX_READY): | $(DEV)
	@PATH="$$PATH:/usr/sbin"; command -v nginx >/dev/null && command -v envsubst >/dev/null \
	    || scripts/apt.sh "nginx" nginx gettext-base
	@touch $@
