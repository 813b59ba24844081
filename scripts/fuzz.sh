#!/usr/bin/env bash
# fuzz.sh TIME: runs every fuzz test for TIME (10s, 5m). What it finds is written to testdata/fuzz beside the test.
# Go reports "context deadline exceeded" when TIME is up at the wrong moment (golang.org/issue/75804): that alone, with
# nothing found, is no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

late() {
	grep -qx '    context deadline exceeded' <<<"$1" && ! grep -qE 'Failing input|panic|_test\.go:' <<<"$1"
}

failed=0
while read -r package test; do
	out=$(go test -run '^$' -fuzz "^$test\$" -fuzztime "$1" "$package" 2>&1) || late "$out" || failed=1
	echo "$package $test: $(grep -E '^(fuzz: elapsed.*execs|FAIL|panic)' <<<"$out" | tail -n 1)"
	((failed == 0)) || {
		echo "$out"
		break
	}
done < <(grep -rlE '^func Fuzz' --include='*_test.go' app | sort | while read -r file; do
	sed -nE 's/^func (Fuzz[A-Za-z0-9_]+)\(.*/\1/p' "$file" | sed "s|^|./$(dirname "$file") |"
done)
exit $failed
