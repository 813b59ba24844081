#!/usr/bin/env bash
# wine.sh PACKAGE...: runs the tests of packages as Windows programs, under wine and on a display of their own. By hand only:
# wine is not Windows, so what passes here is a first look and no proof. Example: scripts/wine.sh ./app/clipboard/win32
# wine.sh PROGRAM.exe [ARGUMENT...]: runs a program of a release there. wine 8 has no unix sockets, which the tray program
# needs; commands do without. With KEYTRAY_PICTURE=FILE, a picture of the display is in FILE when the program has run for
# 15 seconds (that takes imagemagick).
#
# KEYTRAY_WINEPREFIX is where wine keeps its files, KEYTRAY_WINE_ARGS what the tests are told (default -test.v).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

need() {
	command -v "$1" >/dev/null && return
	echo "wine.sh needs $1: install the package $2." >&2
	exit 1
}
need wine 'wine64 and wine'
need wineserver wine64
need Xvfb xvfb
need x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64
need go golang
if (($# == 0)); then
	echo 'Which packages, or which program? For example: scripts/wine.sh ./app/clipboard/win32' >&2
	exit 1
fi

export WINEPREFIX=${KEYTRAY_WINEPREFIX:-${XDG_CACHE_HOME:-$HOME/.cache}/keytray-wine}
export WINEDEBUG=${WINEDEBUG:--all}
# No downloads are asked for. wine 8 has half of UI Automation, and ends a program that calls the other half.
export WINEDLLOVERRIDES='mscoree,mshtml,uiautomationcore='
export KEYTRAY_TEST_CLIPBOARD=1 # nobody's: the display is new
work=$(mktemp -d)
xvfb=

# shellcheck disable=SC2317 # the trap calls it
end() {
	timeout 20 wineserver -k 2>/dev/null || true # the one of this prefix
	[[ -z $xvfb ]] || kill "$xvfb" 2>/dev/null || true
	rm -rf "$work"
}
trap end EXIT

# start_display picks a free number and waits until the display answers.
start_display() {
	mkfifo "$work/number"
	Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp 3>"$work/number" 2>/dev/null &
	xvfb=$!
	local number
	read -r -t 20 number <"$work/number" || {
		echo 'Xvfb did not start.' >&2
		exit 1
	}
	export DISPLAY=:$number
}

# Go programs take their random numbers from bcryptprimitives.dll, which wine has only from version 9 on.
shim() {
	local dll=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
	[[ -e $dll ]] && return
	cat >"$work/shim.c" <<-'C'
		#include <windows.h>
		#include <ntsecapi.h>
		__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T size) { return RtlGenRandom(to, (ULONG)size); }
	C
	x86_64-w64-mingw32-gcc -shared -o "$dll" "$work/shim.c" -ladvapi32
}

start_display
mkdir -p "$WINEPREFIX"
bounded 120 wineboot --init >/dev/null 2>&1 || {
	echo "wine could not prepare $WINEPREFIX." >&2
	exit 1
}
shim

run_program() {
	[[ -z ${KEYTRAY_PICTURE:-} ]] || (
		sleep 15
		import -window root "$KEYTRAY_PICTURE"
	) &
	bounded 120 wine "$@"
}

if [[ $1 == *.exe ]]; then
	run_program "$@"
	exit
fi

failed=0
export GOOS=windows GOARCH=amd64 CGO_ENABLED=0
for package in "$@"; do
	echo "== $package, $(wine --version 2>/dev/null)"
	go test -c -o "$work/tests.exe" "$package"
	if [[ ! -e $work/tests.exe ]]; then # go test -c says so, and makes nothing
		continue
	fi
	folder=$(go list -f '{{.Dir}}' "$package")
	# shellcheck disable=SC2086 # a list of words
	(cd "$folder" && bounded 300 wine "$work/tests.exe" ${KEYTRAY_WINE_ARGS:--test.v}) </dev/null || failed=1
	rm -f "$work/tests.exe"
done
exit $failed
