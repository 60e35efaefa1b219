# What a newcomer types. All building is CMake's: CMakePresets.json, HACKING.md.

SETUP ?= yes
MISSING = { echo "$(1) is missing: 'make setup' installs what the build needs (with apt-get)" >&2; exit 1; }

.PHONY: all everything setup demo test bench bench-blind bench-growth bench-setup deb deb-setup nightly promote designs mutants format format-check tidy sizes install clean help
all: build/build.ninja
	@cmake --build --preset release --target pagerace

# The tests too.
everything: build/build.ninja
	@cmake --build --preset release

build/build.ninja:
	@command -v cmake >/dev/null || $(call MISSING,cmake)
	@command -v ninja >/dev/null || $(call MISSING,ninja)
	@cmake --preset release --log-level=NOTICE

setup:
ifneq ($(SETUP),no)
	@scripts/install-dependencies
endif

demo: setup
	@$(MAKE) --no-print-directory all
	@scripts/demo

test: setup
	@$(MAKE) --no-print-directory everything
	@ctest --preset release

# BENCH: experiments and options, see bench/README.md
bench: bench-setup
	@$(MAKE) --no-print-directory all
	@bench/run $(BENCH)

bench-growth: bench-setup
	@$(MAKE) --no-print-directory all
	@bench/run growth largest

# Twenty defects and twenty harmless changes; BENCH names some of them, see bench/blind/README.md.
bench-blind: all
	@bench/blind/run $(BENCH)

bench-setup:
ifneq ($(SETUP),no)
	@scripts/install-dependencies --bench
endif

nightly: everything
	@build/pagerace test tests/nightly
	@scripts/test-settings build/pagerace examples
	@scripts/write-designs --check-all build/pagerace
	@PAGERACE_SEEDS=2000 PAGERACE_NATIVE_SEEDS=300 ctest --test-dir build -j2 --output-on-failure \
	  -R '^(random|oracle|native|symmetry|partial_order|agreement)$$'
	@tests/resume.sh build/pagerace "$$(date +%j)"
	@scripts/test-mutants
	@scripts/find-unnoticed build/pagerace

promote: everything
	@PROMOTE=1 ctest --preset release -L promote --output-on-failure
	@git --no-pager diff --stat

designs: all
	@scripts/write-designs build/pagerace
	@git --no-pager diff --stat docs/designs.md

mutants: all
	@scripts/write-mutation build/pagerace
	@git --no-pager diff --stat docs/mutation.md

format:
	@scripts/check-format --fix

format-check:
	@scripts/check-format

tidy:
	@scripts/check-tidy

sizes:
	@scripts/check-sizes

install: all
	@cmake --install build $(if $(PREFIX),--prefix $(PREFIX))

deb: deb-setup
	@$(MAKE) --no-print-directory all
	@cpack --config build/CPackConfig.cmake -B build

deb-setup:
ifneq ($(SETUP),no)
	@scripts/install-dependencies --deb
endif

clean:
	@rm -rf build build-debug build-asan build-tsan build-mutants

help:
	@echo "make               build build/pagerace, and nothing else"
	@echo "make everything    build the tests too"
	@echo "make demo          install what is missing, build, and show a race found and the design that mends it"
	@echo "make test          install what is missing, build, and run every test"
	@echo "make bench         measure pagerace beside SPIN and Rumur: docs/performance.md; BENCH=... says what (bench/README.md)"
	@echo "make bench-blind   how many of twenty defects it finds, and of twenty harmless changes takes for one: bench/blind/README.md"
	@echo "make bench-growth  measure how far it gets in ten minutes and 16 GB; takes hours"
	@echo "make setup         only install what is missing (apt-get; through sudo where you are not root)"
	@echo "make nightly       hold every setting of the engine to the examples and to 2,000 random programs, and the tests to faults"
	@echo "                   that are put into the sources (tests/mutants/); takes hours"
	@echo "make promote       accept what pagerace prints now as what tests and documents expect; then read the diff"
	@echo "make designs       write the tables of docs/designs.md: every kernel design beside every other"
	@echo "make mutants       write the tables of docs/mutation.md: what no property notices; takes ten minutes"
	@echo "make format        format the C++ sources; format-check only says what would change"
	@echo "make tidy          run clang-tidy"
	@echo "make sizes         hold the files to their size budget"
	@echo "make install       install to PREFIX (default /usr/local)"
	@echo "make deb           make a Debian package in build/; then: apt-get install ./build/pagerace_*.deb"
	@echo "make clean         remove the build folders"
	@echo
	@echo "With SETUP=no nothing is installed. Other builds (debug, asan, tsan, fuzz): see HACKING.md."
