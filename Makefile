# Everything is done from here: `make run` and `make test` need nothing prepared but Go and make.
TAGS := migrated_fynedo
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME ?= 5s

export CGO_ENABLED := 1
# Said once for every command of Go, so that all share what is compiled: with other flags every dependency would be
# compiled anew. Without version stamping a build works in any copy of the sources, whoever owns it.
export GOFLAGS := $(GOFLAGS) -trimpath -buildvcs=false
# the usual place of a hand-installed Go, for shells that do not know it yet
export PATH := $(PATH):/usr/local/go/bin

# Views are tested with Fyne's in-memory driver. With the tag `ci` Fyne has no other, so OpenGL is not compiled a
# second time for the race detector; and it looks for no system fonts, so picture goldens do not depend on them.
# Fyne forgets how widgets are drawn that were made a minute after it looked at the clock, which in tests it does with
# pictures only: on a slow machine they would come out half empty, so it is told to keep them.
# SQLite, which is C turned into Go, is not watched, nor what compiles pdfium: races in them are not ours, and they would
# be ten times as slow. No package with a sync.Map may stand here: the linker takes one copy of its code for all, which
# must be a watched one, or races are seen where there are none. SQLite's driver hands out addresses as SQLite does, so
# that pointers are not checked in it.
UNWATCHED := modernc.org/libc/... modernc.org/memory modernc.org/sqlite/lib \
	$(addprefix github.com/tetratelabs/wazero/internal/engine/wazevo/,backend/... frontend ssa)
TEST := FYNE_CACHE=1h go test -race $(patsubst %,-gcflags='%=-race=false',$(UNWATCHED)) \
	-gcflags='modernc.org/sqlite=-d=checkptr=0' -vet=off -timeout 8m -tags $(TAGS),ci
# The packages with tests of the built program in a real window.
E2E = $(shell grep -rl --include='*_test.go' '^//go:build e2e' . | sed 's:/[^/]*$$::' | sort -u)

.NOTPARALLEL:
.PHONY: help run test build setup setup-headless format vet cross-vet staticcheck unit fuzz faults look interop e2e bench package clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## open the window with the sample project (without a display: a picture of it in build/)
	@tools/setup.sh window
	@$(MAKE) --no-print-directory build
	@tools/run.sh

test: ## every check and test, with a summary at the end
	@tools/test.sh

build: setup ## leave the program at build/claimtrace
	@mkdir -p build
	go build -tags $(TAGS) -trimpath -o build/claimtrace .

setup: ## check Go and the system libraries, install what is missing
	@tools/setup.sh build

setup-headless:
	@tools/setup.sh headless

format: setup ## is everything formatted?
	@unformatted=$$("$$(go env GOROOT)/bin/gofmt" -l .) && \
	if [ -n "$$unformatted" ]; then printf 'Run gofmt on:\n%s\n' "$$unformatted"; exit 1; fi

vet: setup ## go vet, the end-to-end tests and measurements included
	go vet -tags $(TAGS),e2e,bench,faults,look ./...

cross-vet: setup ## go vet for Windows and macOS, of all packages that need no graphics
	@pure=$$(tools/packages.sh pure) && for system in windows darwin; do \
		echo "go vet for $$system"; \
		GOOS=$$system CGO_ENABLED=0 go vet -tags $(TAGS) $$pure || exit 1; \
	done

staticcheck: setup ## staticcheck, the end-to-end tests and measurements included
	go run $(STATICCHECK) -tags $(TAGS),e2e,bench,faults,look ./...

unit: setup ## tests with the race detector, packages without graphics first
	@pure=$$(tools/packages.sh pure) && graphics=$$(tools/packages.sh graphics) && \
	status=0 && { $(TEST) $$pure || status=1; } && { $(TEST) $$graphics || status=1; } && exit $$status

fuzz: setup ## every fuzz target for FUZZTIME (5s)
	@tools/fuzz.sh $(FUZZTIME)

faults: setup ## kill, fill disks, cut power, damage files: about half an hour (a short form is in test)
	@tools/faults.sh

# The pages by their initials, a process for each few: Fyne keeps what it has painted with, and would fill the memory.
look: setup ## every page in every state, theme and size: what cannot be read, is cut or covered (a part is in test)
	@mkdir -p build && go test -c -vet=off -tags $(TAGS),ci,look -o build/look.test ./app
	@cd app && status=0 && for initials in A-C D-M N-Z a-b c d-g h-j k-m n-q r-z; do \
		../build/look.test -test.timeout 30m -test.run "TestLook\$$/^[$$initials]" || status=1; \
	done; exit $$status

interop: setup ## others’ code reads the files that exports write (npm fetches it into build/interop)
	@tools/setup.sh interop
	go run ./tools/interop ../shared build/interop

e2e: setup-headless build ## the program in a real window, by mouse and keys
	CLAIMTRACE_BINARY="$(CURDIR)/build/claimtrace" go test -count=1 -timeout 10m -vet=off -tags $(TAGS),e2e $(E2E)

bench: setup-headless ## measure against named peers: a table, and build/bench.json
	@tools/bench.sh

package: build ## an installable package for this system, in build/
	@tools/package.sh

clean: ## remove build/
	rm -rf build
