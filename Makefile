# Each target sets up what it needs: system packages (on Debian and Ubuntu), Go modules, the three builds.
# `make run` and `make test` may be the first command ever typed here.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test build lint bench soak demo screenshots dist setup icons clean \
	setup-build setup-test setup-bench setup-demo setup-dist FORCE

# A shell in which `go` is new enough, and `bounded SECONDS COMMAND`.
ENV := . scripts/env.sh &&

# The lean build needs cgo on macOS alone, for its tray.
LEAN_CGO := $(if $(filter Darwin,$(shell uname -s)),1,0)

help:
	@echo 'make run     build Keytray and start it; without a desktop, play it in a virtual one (pictures in build/demo/)'
	@echo 'make test    every test'
	@echo 'make build   bin/keytray (tray and commands), bin/keytray-window (the same with the window), bin/keytray-check'
	@echo 'make lint    formatting, vet, staticcheck; also as seen by Windows and macOS'
	@echo 'make bench   speed and memory, beside a peer on the same machine'
	@echo 'make soak    the tests that kill and interrupt, many times over: about half an hour'
	@echo 'make demo    the main job in a virtual desktop, pictures in build/demo/'
	@echo 'make screenshots  the pictures of the window in docs/pictures/, from the real program'
	@echo 'make dist    releases in dist/: for Linux and Windows on Linux, for macOS on a Mac (docs/releasing.md)'
	@echo 'make setup   only install what all of this needs'
	@echo 'make icons   draw assets/icons anew from its SVGs'
	@echo 'make clean   remove bin/, build/ and dist/'

run:
	@scripts/run.sh

build: bin/keytray bin/keytray-check bin/keytray-window

# Without the window: static, small, starts in a millisecond.
bin/keytray: setup-build FORCE
	$(ENV) CGO_ENABLED=$(LEAN_CGO) go build -tags lean -trimpath -ldflags '-s -w' -o $@ .

# The one program that uses the network: keytray starts it to check a key.
bin/keytray-check: setup-build FORCE
	$(ENV) CGO_ENABLED=0 go build -tags lean,check -trimpath -ldflags '-s -w' -o $@ .

# Everything in one program. Fyne's C parts take minutes to compile with each new set of compiler flags: so no -trimpath
# here, and the tests, vet and staticcheck use the same flags. (-ldflags are the linker's, and cost nothing.)
# no_emoji leaves out a font of Fyne's that takes 22 MiB of memory: the system has one for the emoji in a key's name.
# no_animations keeps the caret of a field from fading: for that the whole window was painted up to 60 times a second.
bin/keytray-window: setup-build FORCE
	$(ENV) CGO_ENABLED=1 go build -tags no_emoji,no_animations -ldflags '-s -w' -o $@ .

test: setup-test build
	@scripts/test.sh

lint: setup-build
	@scripts/lint.sh

# What is measured beside the window.
bin/emptywindow: setup-build FORCE
	$(ENV) CGO_ENABLED=1 go build -ldflags '-s -w' -o $@ ./app/e2e/bench/emptywindow

bench: setup-bench build bin/emptywindow
	@$(ENV) bounded 1800 go run ./app/e2e/bench

soak: setup-test build
	@$(ENV) bounded 5400 scripts/soak.sh

demo: setup-demo build
	@$(ENV) bounded 900 go run ./app/e2e/demo -out build/demo

screenshots: setup-demo build
	@$(ENV) bounded 600 go run ./app/e2e/screenshots

dist: setup-dist
	@scripts/dist.sh

setup:
	@scripts/setup.sh

setup-build:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh build test

setup-bench:
	@scripts/setup.sh build test bench

setup-demo:
	@scripts/setup.sh build test demo

setup-dist:
	@scripts/setup.sh build dist

icons:
	@$(ENV) CGO_ENABLED=0 go run ./assets/icons/draw

clean:
	rm -rf bin build dist
