#!/usr/bin/env bash
# dist.sh [SYSTEM...]: makes the releases that this machine can make, in dist/. SYSTEM is linux, windows or macos; without
# one, all that are for this machine, with a sentence about each that is not. docs/releasing.md tells more.
# dist.sh --tags SYSTEM: prints the build tags of its window.
# dist.sh --papers: prints what goes with every release.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# no_emoji and no_animations: see the Makefile. accessibility lets screen readers read the window; Fyne has it for Windows and
# macOS, and not yet for Linux.
window_tags() {
	case $1 in
	linux) echo no_emoji,no_animations ;;
	windows | macos) echo accessibility,no_emoji,no_animations ;;
	*) die "what is $1? linux, windows or macos" ;;
	esac
}

die() {
	echo "dist: $1" >&2
	exit 1
}

# field NAME: from FyneApp.toml, the only place that names version and ID.
field() { sed -n "s/^$1 *= *\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" FyneApp.toml | head -n 1; }

name=$(field Name) version=$(field Version) build=$(field Build) id=$(field ID)
host=$(uname -s)
arch=$(go env GOHOSTARCH)
papers=(LICENSE README.md CHANGELOG.md docs)
resources=resources_windows_amd64.syso

# go_build OUT TAGS LDFLAGS: without the paths of this machine in it. C code is compiled without debug
# information, which the linker would drop: that halves the time.
go_build() {
	echo "dist: $1"
	CGO_CFLAGS=-O2 CGO_CXXFLAGS=-O2 go build -trimpath -tags "$2" -ldflags "-s -w $3" -o "$1" .
}

# folder SYSTEM-ARCH: an empty one for its files, with what goes with every release.
folder() {
	out=dist/keytray-$version-$1
	rm -rf "$out" "$out".*
	mkdir -p "$out"
	cp -R "${papers[@]}" "$out"
}

linux() {
	[[ $host == Linux ]] || die 'the release for Linux needs Linux'
	folder "linux-$arch"
	CGO_ENABLED=0 go_build "$out/keytray" lean ''
	CGO_ENABLED=0 go_build "$out/keytray-check" lean,check ''
	CGO_ENABLED=1 go_build "$out/keytray-window" "$(window_tags linux)" ''
	echo "dist: this window needs glibc $(glibc "$out/keytray-window") or newer"
	tar -C dist --owner=0 --group=0 --numeric-owner --sort=name -czf "$out.tar.gz" "${out##*/}"
}

# glibc PROGRAM: the oldest that has all it asks for. It follows from the machine on which the program is made.
glibc() { objdump -T "$1" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -V | tail -n 1; }

windows() {
	local -x GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc
	command -v "$CC" >/dev/null || die "the release for Windows needs $CC (Debian: gcc-mingw-w64-x86-64): scripts/setup.sh dist"
	folder windows-amd64
	work=$(mktemp -d)
	trap 'rm -rf "$work" "$resources"' EXIT # not earlier: another release may be running
	# A console is for commands. The other two have none: one would open beside them.
	windows_program keytray lean '' "$name" 0
	windows_program keytray-check lean,check '-H windowsgui' "$name: asks a provider whether a key works" 0
	windows_program keytray-window "$(window_tags windows)" '-H windowsgui' "$name: the window" 1
	rm -rf "$work"
	trap - EXIT
	(cd dist && rm -f "${out##*/}.zip" && zip -qr -X "${out##*/}.zip" "${out##*/}")
}

# windows_program FILE TAGS LDFLAGS DESCRIPTION CGO: one with icon, version and manifest, in a file that Go links when it is
# beside the sources and its name has the system in it.
windows_program() {
	local -x CGO_ENABLED=$5
	filled packaging/windows/keytray.manifest >"$work/$1.manifest"
	filled packaging/windows/keytray.rc "s|@ICON@|assets/icons/app.ico|g; s|@MANIFEST@|$work/$1.manifest|; s|@FILE@|$1|; s|@DESCRIPTION@|$4|" >"$work/$1.rc"
	x86_64-w64-mingw32-windres --codepage=65001 -I . -O coff "$work/$1.rc" "$resources"
	go_build "$out/$1.exe" "$2" "$3"
	rm "$resources"
}

macos() {
	[[ $host == Darwin ]] || die 'the release for macOS needs a Mac: its frameworks are nowhere else'
	folder "macos-$arch"
	local contents=$out/$name.app/Contents
	mkdir -p "$contents/MacOS" "$contents/Resources"
	filled packaging/macos/Info.plist >"$contents/Info.plist"
	cp assets/icons/app.icns "$contents/Resources/app.icns"
	CGO_ENABLED=1 go_build "$contents/MacOS/keytray" lean '' # the menu bar is reached through C
	CGO_ENABLED=0 go_build "$contents/MacOS/keytray-check" lean,check ''
	CGO_ENABLED=1 go_build "$contents/MacOS/keytray-window" "$(window_tags macos)" ''
	codesign --force --deep --sign "${KEYTRAY_SIGN:--}" "$out/$name.app" # - is nobody's name: macOS asks before it opens it
	ditto -c -k --keepParent "$out" "$out.zip"
}

# filled FILE [EDIT]: a template with its names filled in.
filled() {
	sed -e "s|@NAME@|$name|g; s|@ID@|$id|g; s|@VERSION@|$version|g; s|@BUILD@|$build|g" \
		-e "s|@VERSION4@|$version.$build|g; s|@COMMAS@|${version//./,},$build|g; ${2:-}" "$1"
}

case ${1:-} in
--tags)
	window_tags "${2:-}"
	exit
	;;
--papers)
	printf '%s\n' "${papers[@]}"
	exit
	;;
esac
if (($#)); then
	systems=("$@")
elif [[ $host == Darwin ]]; then
	systems=(macos)
	echo 'dist: the releases for Linux and Windows are made on Linux.'
else
	systems=(linux windows)
	echo 'dist: the release for macOS is made on a Mac: its frameworks are nowhere else.'
fi
for system in "${systems[@]}"; do
	window_tags "$system" >/dev/null # is it one?
	"$system"
done
ls -l dist
