#!/usr/bin/env bash
# dist.sh [SYSTEM...]: makes the releases that this machine can make, in dist/. SYSTEM is linux, windows or macos; without
# one, all that are for this machine, with a sentence about each that is not. docs/releasing.md tells more.
# dist.sh --tags SYSTEM: prints the build tags of its window.
# dist.sh --papers: prints what goes with every release.
# dist.sh --sums: writes the checksums of all archives of this version in dist/ anew, when one was brought from another machine.
# dist.sh --share DIR: puts there what desktops look for, without the programs and what they say of themselves.
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

# words NAME: a list there, as desktop entries write lists.
words() { sed -n "s/^$1 *= *\[\(.*\)\]$/\1;/p" FyneApp.toml | sed 's/"//g; s/, */;/g'; }

name=$(field Name) version=$(field Version) build=$(field Build) id=$(field ID)
host=$(uname -s)
papers=(LICENSE README.md CHANGELOG.md docs)
third_party=THIRD-PARTY-LICENSES.txt
resources=resources_windows_amd64.syso

# when: the time of all files in an archive, in seconds, so that the same sources give the same archive: that of the last change,
# or what the environment says (https://reproducible-builds.org/specs/source-date-epoch/). Git answers nobody but the owner of a
# clone, and sources that were unpacked are in no clone.
when() {
	if [[ -n ${SOURCE_DATE_EPOCH:-} ]]; then
		echo "$SOURCE_DATE_EPOCH"
	elif [[ -e .git ]]; then
		git -c safe.directory="$PWD" log -1 --format=%ct
	else
		date -r CHANGELOG.md +%s
	fi
}

# day: that of the release.
day() { date -u -d "@$moment" +%Y-%m-%d; }

# go_build OUT TAGS LDFLAGS: without the paths of this machine in it. C code is compiled without debug
# information, which the linker would drop: that halves the time.
go_build() {
	echo "dist: $1"
	programs+=("$1")
	CGO_CFLAGS=-O2 CGO_CXXFLAGS=-O2 go build -trimpath -tags "$2" -ldflags "-s -w $3" -o "$1" .
}

# folder SYSTEM-ARCH: an empty one for its files, with what goes with every release.
folder() {
	out=dist/keytray-$version-$1
	programs=()
	moment=$(when)
	rm -rf "$out" "$out".*
	mkdir -p "$out"
	cp -R "${papers[@]}" "$out"
}

linux() {
	[[ $host == Linux ]] || die 'the release for Linux needs Linux'
	folder "linux-$(go env GOHOSTARCH)"
	CGO_ENABLED=0 go_build "$out/keytray" lean ''
	CGO_ENABLED=0 go_build "$out/keytray-check" lean,check ''
	CGO_ENABLED=1 go_build "$out/keytray-window" "$(window_tags linux)" ''
	echo "dist: this window needs glibc $(glibc "$out/keytray-window") or newer"
	licences
	cp packaging/linux/install.sh packaging/linux/uninstall.sh "$out"
	share "$out/share"
	of_commands "$out/share"
	same_for_all
	# Without the person, the times and the order of this machine.
	tar -C dist --format=ustar --owner=0 --group=0 --numeric-owner --sort=name --mtime="@$moment" -cf - "${out##*/}" |
		gzip -9n >"$out.tar.gz"
}

# share DIR: what desktops look for, in the folders in which they do: an entry for the menu, its icon, and what software centres show.
share() {
	mkdir -p "$1"/{applications,metainfo,icons/hicolor/{64x64,256x256,scalable}/apps}
	filled packaging/linux/keytray.desktop >"$1/applications/$id.desktop"
	filled packaging/linux/keytray.metainfo.xml "s|@DATE@|$(day)|g" >"$1/metainfo/$id.metainfo.xml"
	cp assets/icons/app-64.png "$1/icons/hicolor/64x64/apps/$id.png"
	cp assets/icons/app.png "$1/icons/hicolor/256x256/apps/$id.png"
	cp assets/icons/svg/app-icon.svg "$1/icons/hicolor/scalable/apps/$id.svg"
}

# of_commands DIR: what man and shells look for. The program that was just made says it.
of_commands() {
	local home
	home=$(mktemp -d) # nobody's settings choose the language
	mkdir -p "$1"/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
	filled packaging/linux/keytray.1 "s|@DATE@|$(day)|g" | go run ./packaging/man "$out/keytray" >"$1/man/man1/keytray.1"
	env -i HOME="$home" "$out/keytray" completion bash >"$1/bash-completion/completions/keytray"
	env -i HOME="$home" "$out/keytray" completion zsh >"$1/zsh/site-functions/_keytray"
	env -i HOME="$home" "$out/keytray" completion fish >"$1/fish/vendor_completions.d/keytray.fish"
	rm -rf "$home"
}

# licences [-and NAME=FILE]: of all that others made of the three programs.
licences() {
	GOOS='' GOARCH='' CC='' CGO_ENABLED=0 go run ./packaging/licences "$@" "${programs[@]}" >"$out/$third_party"
}

# same_for_all: what may differ from one machine to the next, in times and in who may read, is made the same.
same_for_all() {
	chmod -R u=rwX,go=rX "$out"
	find "$out" -exec touch -h -d "@$moment" {} +
}

# glibc PROGRAM: the oldest that has all it asks for. It follows from the machine on which the program is made.
glibc() { objdump -T "$1" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -V | tail -n 1; }

windows() {
	local -x GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc
	command -v "$CC" >/dev/null || die "the release for Windows needs $CC (Debian: gcc-mingw-w64-x86-64): scripts/setup.sh dist"
	# The window has code of its C library in it. Other systems put the licence elsewhere.
	local runtime=/usr/share/doc/mingw-w64-common/copyright
	[[ -e $runtime ]] || die "the licence of mingw-w64 is not in $runtime; it goes with the window, which has a part of mingw-w64 in it"
	folder windows-amd64
	work=$(mktemp -d)
	trap 'rm -rf "$work" "$resources"' EXIT # not earlier: another release may be running
	# A console is for commands. The other two have none: one would open beside them.
	windows_program keytray lean '' "$name" 0
	windows_program keytray-check lean,check '-H windowsgui' "$name: asks a provider whether a key works" 0
	windows_program keytray-window "$(window_tags windows)" '-H windowsgui' "$name: the window" 1
	rm -rf "$work"
	trap - EXIT
	licences -and "mingw-w64=$runtime"
	same_for_all
	(cd dist && find "${out##*/}" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ "${out##*/}.zip")
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
	folder "macos-$(go env GOHOSTARCH)"
	local contents=$out/$name.app/Contents
	mkdir -p "$contents/MacOS" "$contents/Resources"
	filled packaging/macos/Info.plist >"$contents/Info.plist"
	cp assets/icons/app.icns "$contents/Resources/app.icns"
	CGO_ENABLED=1 go_build "$contents/MacOS/keytray" lean '' # the menu bar is reached through C
	CGO_ENABLED=0 go_build "$contents/MacOS/keytray-check" lean,check ''
	CGO_ENABLED=1 go_build "$contents/MacOS/keytray-window" "$(window_tags macos)" ''
	licences
	codesign --force --deep --sign "${KEYTRAY_SIGN:--}" "$out/$name.app" # - is nobody's name: macOS asks before it opens it
	ditto -c -k --keepParent "$out" "$out.zip"
}

# sums: of the archives of this version that are in dist/, also those from another machine: sha256sum -c reads it.
sums() {
	local sum=(sha256sum)
	command -v sha256sum >/dev/null || sum=(shasum -a 256) # macOS
	(
		cd dist
		shopt -s nullglob
		"${sum[@]}" "keytray-$version"-*.tar.gz "keytray-$version"-*.zip
	) >"dist/keytray-$version.sha256"
}

# not_yet: what keeps this from being a release for others.
not_yet() {
	grep -q "^## \[\{0,1\}$version\b" CHANGELOG.md || echo "dist: CHANGELOG.md does not tell of $version yet."
	[[ ! -e .git ]] || [[ -z $(git -c safe.directory="$PWD" status --porcelain) ]] ||
		echo 'dist: there are changes that are not committed; they are in these archives.'
}

# filled FILE [EDIT]: a template with its names filled in.
filled() {
	sed -e "s|@NAME@|$name|g; s|@ID@|$id|g; s|@VERSION@|$version|g; s|@BUILD@|$build|g" \
		-e "s|@GENERIC@|$(field GenericName)|g; s|@COMMENT@|$(field Comment)|g" \
		-e "s|@CATEGORIES@|$(words Categories)|g; s|@KEYWORDS@|$(words Keywords)|g" \
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
--sums)
	sums
	exit
	;;
--share)
	moment=$(when)
	share "${2:?where to?}"
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
sums
ls -l dist
not_yet
