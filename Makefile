# make report      installs what is missing, builds, renders the main template on real data,
#                  and prints where the HTML lies
# make test        the whole test suite, in a browser too where Chromium and its driver are installed
# make browser     the browser tests alone; installs Chromium and its driver where they are missing
#
# make install     one binary under PREFIX (/usr/local) that runs from any folder
# make dist        an archive and a Debian package of that binary with manual page and completions
# make reports     renders every template again into reports/
# make reference   writes docs/reference.md from the program's own lists
# make site        writes the documentation as a site into .build/site, its examples rendered
# make docc        the documentation of the library Imbalance, by DocC, into .build/docc
# make record      records the oracles of the tests again (needs Python, see CONTRIBUTING.md)
# make bench       the project's benchmarks
# make fuzz        the tests that make up hostile templates
# make format      formats the Swift sources in place
# make lint        what `make format` would change, as errors
# make check       all that CI runs
# make deps        checks for Swift, installs libcmark, nettle and zlib where they are missing
# make clean       removes what was built
#
# Everything is built once, for release: tests and program share .build. `swift test` alone would
# build all of it again, with testable imports, which no test here uses.

PREFIX ?= /usr/local
SWIFT ?= swift
PYTHON ?= python3
TEMPLATES := $(wildcard templates/*.md)
TEST := $(SWIFT) test -c release --disable-testable-imports
SWIFT_FILES := Sources Tests Examples Benchmarks/Sources Package.swift
BINARY := .build/release/imbalreport
# What the core says of a thousand settings, for the explorer's tests in the browser.
SETTINGS := $(CURDIR)/.build/explorer.json

.PHONY: report test browser standalone install dist reports reference site docc record bench fuzz format lint check deps build clean

# Exit code 3 says that the report was written and a gate in it failed: a finding, not a fault.
report: build
	@mkdir -p reports
	@$(BINARY) render templates/accuracy-paradox.md -o reports/ || [ $$? -eq 3 ]
	@echo "open $(CURDIR)/reports/accuracy-paradox.html"

deps:
	@./scripts/install-dependencies.sh

build: deps
	$(SWIFT) build -c release --product imbalreport

test: deps
	EXPLORER_SETTINGS=$(SETTINGS) $(TEST)
	@./scripts/browser-tests.sh

# Every committed report in headless Chromium; installs Chromium where it is missing.
browser: deps
	EXPLORER_SETTINGS=$(SETTINGS) $(TEST) --filter theBrowserGetsItsSettings
	./scripts/browser-tests.sh --install

# A build of its own, since the Swift runtime goes into the binary here.
STANDALONE := .build/install/release/imbalreport
standalone: deps
	$(SWIFT) build -c release --product imbalreport --static-swift-stdlib --scratch-path .build/install

install: standalone
	./scripts/install-files.sh $(STANDALONE) "$(DESTDIR)$(PREFIX)"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/imbalreport"

dist: standalone
	./scripts/dist.sh $(STANDALONE) dist

reports: build
	@mkdir -p reports
	$(BINARY) render $(TEMPLATES) -o reports/ || [ $$? -eq 3 ]

reference: build
	$(BINARY) explain --all > .build/reference.md
	mv .build/reference.md docs/reference.md

# Needs no network. RENDERED=reports: takes the reports as they are instead of rendering them.
RENDERED ?=
site: build
	$(SWIFT) build -c release --product Site
	.build/release/Site --program $(BINARY) --output .build/site $(if $(RENDERED),--rendered $(RENDERED))
	@echo "open $(CURDIR)/.build/site/index.html"

docc: deps
	$(SWIFT) build -c release --target Imbalance
	./scripts/docc.sh .build/docc

# Leaves the working tree as it was, unless a library has changed its mind.
# SHARED=../shared: the data of developers, for those that read more than the lessons' data.
SHARED ?= ../shared
record:
	cd Tests/ImbalanceTests/Parity/Recorders && for script in random_numpy metrics_sklearn \
	  splits_sklearn samplers_oracle oversamplers_oracle undersamplers_oracle clusters_oracle \
	  linear_oracle curves_oracle validation_oracle importance_oracle quality_sklearn tables_pandas \
	  "models_oracle $(CURDIR)/templates/data/hypothyroid.csv" \
	  "ensembles_oracle $(CURDIR)/templates/data/hypothyroid.csv $(abspath $(SHARED))/data/ecoli.csv" \
	  "boosting_oracle $(abspath $(SHARED))/data" "published_tables $(abspath $(SHARED))"; do \
	  set -- $$script; name=$$1; shift; echo "$$name.py"; $(PYTHON) "$$name.py" "$$@" || exit 1; done

bench: deps
	cd Benchmarks && $(SWIFT) run -c release bench

fuzz: deps
	$(TEST) --filter Fuzz

format:
	$(SWIFT) format -i -r $(SWIFT_FILES)

lint:
	$(SWIFT) format lint --strict -r $(SWIFT_FILES)

check:
	./.ci/run

clean:
	rm -rf .build Benchmarks/.build
