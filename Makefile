# Cartulary: the two commands that matter are `make demo` and `make test`.

PREFIX ?= /usr/local
SWIFT ?= swift
PYTHON ?= python3
CATALOG ?= index
BINARY = .build/release/cartulary
# For a quick start (Docs/PERFORMANCE.md): types are made by functions instead of by their names, whose parts the runtime
# looks up in a list of 12,000 conformances; and 48,000 names that nothing asks for are not exported.
RELEASE = -c release --static-swift-stdlib -Xswiftc -Xfrontend \
	-Xswiftc -disable-concrete-type-metadata-mangled-name-accessors -Xlinker --no-export-dynamic
SOURCES = Package.swift Sources Tests Examples Benchmarks

.PHONY: cases help demo build install test test-fast embed system fuzz torture sanitize sanitize-address sanitize-thread bench bench-check bench-growth rank names terminal import-report interop assistants serving format lint clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -e 's/:.*##/\t/' | expand -t 20

system: ## Install the system packages that are missing
	@Scripts/system-packages

build: system ## Build the program for use
	@test -x $(BINARY) || echo "building; the first time takes some minutes" >&2
	@$(SWIFT) build $(RELEASE) --product cartulary --quiet

install: build ## Put binary, completions, manual page and licence under PREFIX
	@Scripts/install $(BINARY) $(PREFIX)

demo: build ## Publish the samples and search them
	@CATALOG=$(CATALOG) Scripts/demo $(BINARY)

test: system ## Run every test
	@$(SWIFT) test --quiet --parallel

# Suites that start the program hundreds of times, compare whole catalogs for every viewer, or type at a terminal.
FAST = CartularyBaseTests|CartularyQueryTests|CartularyModelTests|DocumentedPaths|GeospatialList|CKAN|HuggingFace|AWSRegistry|HDRUK|EmbeddingTests|LibraryKnows|ProtocolTests|WireTests
test-fast: system ## Run the tests that are quick
	@$(SWIFT) test --quiet --parallel --filter '$(FAST)'

embed: system ## Build the embedding package from outside, and run it
	@CARTULARY_EMBED=1 $(SWIFT) test --filter EmbeddingTests

sanitize: sanitize-address sanitize-thread ## Run every test under AddressSanitizer and ThreadSanitizer

sanitize-address: system
	@# Swift's own globals look lost to the leak checker, as references to them carry bits; memory errors do not.
	@ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-asan

sanitize-thread: system
	@$(SWIFT) test --sanitize=thread --scratch-path .build-tsan

COUNT ?= 100000
fuzz: system ## Try COUNT texts through each escaper and the parser of queries, and a tenth of them through a search
	@CARTULARY_FUZZ_ESCAPE=$(COUNT) CARTULARY_FUZZ_PARSE=$(COUNT) CARTULARY_FUZZ=$$(($(COUNT) / 10)) $(SWIFT) test -c release \
	  -Xswiftc -enable-testing --scratch-path .build-fuzz --filter '[Ff]uzz|mutated'

terminal: system ## Type at the REPL in a pseudo-terminal, and nothing else
	@$(SWIFT) test --filter TerminalTests

POINTS ?= 400
torture: system ## Kill and break POINTS writes at random points, flip bits, publish under readers, look for leaks and wrong counts
	@CARTULARY_TORTURE=$(POINTS) CARTULARY_PUBLICATIONS=500 CARTULARY_LEAK_QUERIES=2000 CARTULARY_QUERIES=10000 $(SWIFT) test \
	  --filter 'Torture|Damage|ColumnFile|SetTests|NonInterference|readersWhileWriting'

SIZES ?=
TOLERANCE ?= 25
RECORD ?=
MEASURE = $(PYTHON) Benchmarks/run $(BINARY) --sizes "$(SIZES)" $(if $(RECORD),--record)
bench: build ## Print the table of ratios to other engines, at SIZES records; RECORD=1 also writes it into Docs
	@$(MEASURE)

bench-check: build ## Compare a run's ratios with Benchmarks/ratios.tsv, and fail where one is worse by TOLERANCE percent
	@$(MEASURE) --check --tolerance $(TOLERANCE)

bench-growth: build ## Print how times grow with records, shards, words and hits; SIZES are 1,000 to 1,000,000
	@$(MEASURE) --growth

rank: DIR = ../shared/ranking
rank: build ## Score the judged collections below DIR, other engines beside ours
	@$(PYTHON) Scripts/rank $(BINARY) $(DIR)

cases: build ## Run the small inputs that once failed, and print a row for each
	@Tests/Cases/run $(BINARY)

DIR ?= ../shared/realdata
names: build ## Search each name of each record below DIR, in its spellings, and count the first places
	@$(PYTHON) Scripts/names-first $(BINARY) $(DIR)

import-report: build ## Import each folder below DIR and say what came of it
	@Scripts/import-report $(BINARY) $(DIR)

interop: build ## Check what export writes with tools from PyPI that others made
	@Scripts/interop/run $(BINARY)

.PHONY: browser
browser: build ## Test the pages, the widget and a site of files in chromium
	@Tests/Browser/serve $(BINARY)

assistants: build ## Let clients of assistants from PyPI talk to the program
	@Scripts/assistants/run $(BINARY)

PARTS ?=
serving: build ## Put a server under load, and say what came of it
	@Scripts/serving/run $(BINARY) $(PARTS)

format: ## Lay out the sources
	@$(SWIFT) format --in-place --recursive $(SOURCES)

lint: system ## Check layout, arrows, English, the public symbols' comments, and that our own targets build without warnings
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	@Scripts/architecture
	@Scripts/english
	@Scripts/public-symbols >/dev/null
	@$(SWIFT) build --build-tests --quiet
	@Scripts/warnings

clean: ## Remove what was built
	@rm -rf .build .build-asan .build-tsan .build-fuzz .build-embed .build-bench
