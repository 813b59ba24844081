#!/usr/bin/env bash
# test.sh: vet, then every test. Expects bin/ to be built (make test does that).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# The GL driver takes minutes to compile for the race detector, so what is linked with it is tested without.
list() { go list -f '{{.ImportPath}} {{join .Deps " "}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./...; }
driver=' (github\.com/go-gl/|fyne\.io/fyne/v2/app( |$))'
all=$(list)
with_driver=$(grep -E "$driver" <<<"$all" | cut -d' ' -f1 || true)
without=$(grep -vE "$driver" <<<"$all" | cut -d' ' -f1 || true)
units=$(grep -vE '/app/(e2e|window$)' <<<"$without" || true)
whole=$(grep '/app/e2e' <<<"$without" || true)

failed=0
# tests FLAGS PACKAGES: -count=1 since the programs in bin/ are no input that Go's test cache knows of.
tests() {
	[[ -n $2 ]] || return 0
	# shellcheck disable=SC2086 # lists of words
	go test -count=1 $1 $2 || failed=1
}

# views tests the window some tests at a time: the test driver reads all fonts anew for each test and keeps them, which
# under the race detector is 7 GB for all of them. What only looks at hundreds of pages runs on one goroutine, so the
# race detector has nothing to find in it and would take minutes.
looks='(Fit|Fits|FitAndAreReadable|IsReadable|AreReadable|LooksAsItDid|LookAsTheyDid)$'
views() {
	local names some
	names=$(go test -race -list '^Test' ./app/window | grep '^Test') || failed=1
	while read -r -a some; do
		tests "-race -timeout 15m -run ^($(IFS='|' && echo "${some[*]}"))\$" ./app/window
	done < <(grep -vE "$looks" <<<"$names" | xargs -n 60)
	while read -r -a some; do
		tests "-timeout 15m -run ^($(IFS='|' && echo "${some[*]}"))\$" ./app/window
	done < <(grep -E "$looks" <<<"$names" | xargs -n 8)
}

echo '== vet'
go vet ./...
echo '== units, views, commands'
tests '-race -timeout 15m' "$units"
views
tests '-timeout 15m' "$with_driver"
echo '== the whole program, in a throw-away desktop'
# One package at a time: waits in these tests are for a machine that does nothing else.
tests '-race -p 1 -timeout 30m' "$whole"
echo '== what strange files do'
scripts/fuzz.sh "${FUZZTIME:-10s}" || failed=1
exit $failed
