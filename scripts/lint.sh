#!/usr/bin/env bash
# lint.sh: every check that runs nothing. Tools are fetched by version; go.mod knows nothing of them.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# A checker must be built by the Go whose code it reads: the one that go.mod picks, not the one that the tool would pick.
GOTOOLCHAIN=$(go env GOVERSION)
export GOTOOLCHAIN

failed=0
check() {
	echo "== $1"
	shift
	"$@" || failed=1
}

formatting() {
	local files
	files=$(go run mvdan.cc/gofumpt@v0.12.0 -l .) || return
	[[ -z $files ]] && return
	echo "not formatted; gofumpt -w will do it:"
	echo "$files"
	return 1
}

# sizes: nothing that was built, and no large picture, belongs into the history for ever.
sizes() {
	git rev-parse --is-inside-work-tree >/dev/null 2>&1 || return 0 # sources from an archive
	local large
	large=$(git ls-files -z | xargs -0 -r du -k 2>/dev/null | awk '$1 > 1024') || true # a file may be deleted, and not committed yet
	[[ -z $large ]] && return
	echo "over 1 MiB (sizes in KiB), and in the repository:"
	echo "$large"
	return 1
}

# lean SYSTEM: vet of the build without the window, as SYSTEM sees it, and of all else that needs no C compiler: the GL
# driver does, and on macOS so do Fyne's widgets.
lean() {
	local -x GOOS=$1 CGO_ENABLED=0
	local packages needs_c=' (github\.com/go-gl/|fyne\.io/fyne/v2/app )'
	[[ $GOOS == darwin ]] && needs_c=' fyne\.io/fyne/v2 '
	packages=$(go list -e -tags lean -f '{{.ImportPath}} {{join .Deps " "}} ' ./... |
		grep -vE "$needs_c" | cut -d' ' -f1) || return
	# shellcheck disable=SC2086 # a list of words
	go vet -tags lean -trimpath $packages
	go vet -tags lean,check -trimpath .
}

check gofumpt formatting
check sizes sizes
check vet go vet ./...
check staticcheck go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
check 'vet, lean, Linux' lean linux
check 'vet, lean, Windows' lean windows
check 'vet, lean, macOS' lean darwin
((failed)) || echo 'lint: nothing found'
exit $failed
