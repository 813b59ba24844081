#!/usr/bin/env bash
# wine.sh PACKAGE...: runs the tests of packages as Windows programs, under wine and on a display of their own. By hand only:
# wine is not Windows, so what passes here is a first look and no proof. Example: scripts/wine.sh ./app/clipboard/win32
# wine.sh tour: builds the tray program and uses it there as a person does: commands, the tray's menu, the clipboard, the end
# of the session. That takes xdotool.
# wine.sh PROGRAM.exe [ARGUMENT...]: runs a program of a release there. wine 8 has no unix sockets, which the tray program
# needs; commands do without. With KEYTRAY_PICTURE=FILE, a picture of the display is in FILE when the program has run for
# 15 seconds (that takes imagemagick).
# wine.sh build FILE TAGS: builds a program that gets along with wine 8, without accessibility, for the line above: a
# window, keytray-window.exe, with the tags no_emoji,no_animations, or keytray.exe with the tag lean.
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
# Go interrupts its threads by suspending them; under wine 8 some never go on, and some go on with the wrong registers.
export GODEBUG=asyncpreemptoff=1
export KEYTRAY_TEST_CLIPBOARD=1 # nobody's: the display is new
work=$(mktemp -d)
xvfb=
wide=1024 high=768

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
	Xvfb -displayfd 3 -screen 0 "${wide}x${high}x24" -nolisten tcp -noreset 3>"$work/number" 2>/dev/null &
	xvfb=$!
	local number
	read -r -t 60 number <"$work/number" || {
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

# taskbar has wine draw a desktop with a task bar, in which the tray icon is.
taskbar() {
	bounded 60 wine reg add 'HKCU\Software\Wine\Explorer' /v Desktop /d shell /f
	bounded 60 wine reg add 'HKCU\Software\Wine\Explorer\Desktops' /v shell /d "${wide}x${high}" /f
}

# For these programs two things of Go's own are replaced, which wine 8 does not have: unix sockets, and the newer way of
# deleting a file.
stand_ins() {
	local go
	go=$(go env GOROOT)/src
	sed 's/^func unixSocket(/func ownUnixSocket(/' "$go/net/unixsock_posix.go" >"$work/posix.go"
	sed 's/^var TestDeleteatFallback bool/var TestDeleteatFallback = true/' "$go/internal/syscall/windows/at_windows.go" >"$work/at.go"
	cat >"$work/overlay.json" <<-JSON
		{"Replace": {
			"$go/net/unixsock_posix.go": "$work/posix.go",
			"$go/net/unixsock_stand_in.go": "$PWD/scripts/wine/unixsocket.go.txt",
			"$go/internal/syscall/windows/at_windows.go": "$work/at.go"
		}}
	JSON
}

build() {
	local cgo=1
	[[ ,$2, == *,lean,* ]] && cgo=0
	GOOS=windows GOARCH=amd64 CGO_ENABLED=$cgo CC=x86_64-w64-mingw32-gcc CGO_CFLAGS=-O2 CGO_CXXFLAGS=-O2 \
		go build -overlay "$work/overlay.json" -trimpath -tags "$2" -ldflags '-s -w' -o "$1" .
}

run_program() {
	[[ -z ${KEYTRAY_PICTURE:-} ]] || (
		sleep 15
		import -window root "$KEYTRAY_PICTURE"
	) &
	bounded 120 wine "$@"
}

run_tests() {
	local failed=0 package folder
	local -x GOOS=windows GOARCH=amd64 CGO_ENABLED=0
	for package in "$@"; do
		echo "== $package, $(wine --version 2>/dev/null)"
		go test -c -overlay "$work/overlay.json" -o "$work/tests.exe" "$package"
		if [[ ! -e $work/tests.exe ]]; then # go test -c says so, and makes nothing
			continue
		fi
		folder=$(go list -f '{{.Dir}}' "$package")
		# shellcheck disable=SC2086 # a list of words
		(cd "$folder" && bounded 600 wine "$work/tests.exe" ${KEYTRAY_WINE_ARGS:--test.v}) </dev/null || failed=1
		rm -f "$work/tests.exe"
	done
	return $failed
}

stand_ins
if [[ $1 == build ]]; then
	build "${2:?which file?}" "${3:?which tags?}"
	exit
fi
start_display
mkdir -p "$WINEPREFIX"
bounded 120 wineboot --init >/dev/null 2>&1 || {
	echo "wine could not prepare $WINEPREFIX." >&2
	exit 1
}
shim
taskbar >/dev/null 2>&1
timeout 20 wineserver -k 2>/dev/null || true # the next start draws the desktop

case $1 in
tour) . scripts/wine/tour.sh ;;
*.exe) run_program "$@" ;;
*) run_tests "$@" ;;
esac
