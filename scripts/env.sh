# shellcheck shell=sh
# Sourced by the Makefile and by the other scripts, from the root of the project.
# Makes `go` mean a Go that can build Keytray.

# go_works PROGRAM: true where PROGRAM is Go 1.21 or newer. From 1.21 on, Go reads the toolchain line in go.mod and
# fetches that version by itself. GOTOOLCHAIN=local keeps this question from starting a download.
go_works() {
	go_version=$(GOTOOLCHAIN=local "$1" version 2>/dev/null) || return 1
	case $go_version in
	'go version go1.'[0-9] | 'go version go1.'[0-9][!0-9]*) return 1 ;;
	'go version go1.1'[0-9]* | 'go version go1.20'*) return 1 ;;
	esac
}

# The official archive unpacks to /usr/local/go, which is in nobody's PATH by itself.
if ! go_works go && go_works /usr/local/go/bin/go; then
	PATH=/usr/local/go/bin:$PATH
	export PATH
fi

# Debian's and Ubuntu's own Go comes with GOTOOLCHAIN=local, which would refuse the newer version that go.mod asks for.
GOTOOLCHAIN=${GOTOOLCHAIN:-auto}
export GOTOOLCHAIN

# Git answers nobody but the owner of a clone, and Go would refuse to build for root in a person's clone. Versions come from
# FyneApp.toml, so what Git says is not needed.
GOFLAGS="${GOFLAGS:+$GOFLAGS }-buildvcs=false"
export GOFLAGS

# bounded SECONDS COMMAND...: runs COMMAND, and ends it when the time is over. On a terminal it stays in the foreground,
# so that Ctrl-C reaches it; elsewhere it has a process group of its own, so that all of it can be ended.
bounded() {
	bounded_time=$1
	shift
	if [ -t 0 ]; then
		timeout --foreground -k 10 "$bounded_time" "$@"
	else
		timeout -k 10 "$bounded_time" "$@"
	fi
}
