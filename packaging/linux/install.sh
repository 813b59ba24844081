#!/bin/sh
# install.sh [--prefix DIR]: installs Keytray from the folder that this file is in, for the person who runs it, in ~/.local:
# programs, an entry in the menu, icons, completions, a manual page. It replaces a version that is there. With --prefix, in DIR:
# /usr/local, say, as root, for everybody. What it put where is in lib/keytray/installed, for uninstall.sh beside that.
set -eu
line_end='
'

main() {
	prefix=
	data=
	made=
	part=
	case ${1:-} in
	'') person ;;
	--prefix) system "${2:-}" ;;
	*) usage ;;
	esac
	from=$(cd "$(dirname "$0")" && pwd)
	whole
	lib=$prefix/lib/keytray
	list=$lib/installed
	new=$list.new

	folder "$lib"
	trap 'rm -f "$new" "$new".* "$part"' EXIT
	remember_folders
	put "$from/keytray" "$prefix/bin/keytray" 755
	put "$from/keytray-window" "$lib/keytray-window" 755
	put "$from/keytray-check" "$lib/keytray-check" 755
	put "$from/uninstall.sh" "$lib/uninstall.sh" 755
	put "$from/LICENSE" "$prefix/share/doc/keytray/LICENSE" 644
	put "$from/THIRD-PARTY-LICENSES.txt" "$prefix/share/doc/keytray/THIRD-PARTY-LICENSES.txt" 644
	shares
	menu_entry
	forget_old
	touch "$data/icons/hicolor" # tells desktops that have read it to read it again
	say_so
}

usage() { die 'usage: install.sh [--prefix DIR]'; }

die() {
	echo "install: $1" >&2
	exit 1
}

# person: where the desktop looks for what is one person's own (XDG Base Directory Specification 0.8).
person() {
	case ${HOME:-} in /?*) ;; *) die 'HOME must be the full path of your home folder' ;; esac
	prefix=$HOME/.local
	data=$prefix/share
	case ${XDG_DATA_HOME:-} in /*) data=$XDG_DATA_HOME ;; esac
}

system() {
	case $1 in /?*) prefix=${1%/} ;; *) usage ;; esac
	data=$prefix/share
	umask 022
}

# whole: before anything is changed.
whole() {
	case $prefix$data in *"$line_end"* | *"	"*) die 'no tab or line end may be in the name of a folder here' ;; esac
	for file in keytray keytray-window keytray-check uninstall.sh LICENSE THIRD-PARTY-LICENSES.txt share/applications/io.github.keytray.desktop; do
		[ -f "$from/$file" ] || die "$file is missing beside install.sh: unpack the archive as a whole"
	done
	version=$("$from/keytray" version 2>/dev/null) || die "keytray does not run here: the archive is for another kind of computer, or this folder is one from which no program may be started"
	version=${version#keytray }
	version=${version%% *}
}

# note LINE: in the list at once, so that what a failed installation leaves can be taken away too.
note() { printf '%s\n' "$1" | tee -a "$list" >>"$new"; }

# folder DIR: makes it, and notes each that was not there, so that no other is taken away. The list is in the first of them.
folder() {
	[ ! -d "$1" ] || return 0
	case $1 in /*/*) folder "${1%/*}" ;; esac
	mkdir "$1"
	if [ -d "$lib" ]; then note "$1/"; else made=$made$1/$line_end; fi
}

# remember_folders: those that were made for the list, and by earlier installations.
remember_folders() {
	touch "$list"
	{
		printf '%s' "$made"
		printf '%s\n%s\n' "$lib/" "$list"
	} >>"$list"
	LC_ALL=C sort -u "$list" >"$new.old"
	grep -e '/$' -e '/installed$' "$new.old" >"$new"
}

# put FILE PLACE MODE: at once or not at all. A program that runs goes on with its old file.
put() {
	folder "${2%/*}"
	note "$2"
	part=$2.new
	cp "$1" "$part"
	chmod "$3" "$part"
	mv -f "$part" "$2"
}

# shares: the manual pages are where man looks by the folder of the program.
shares() {
	(cd "$from/share" && find . -type f ! -path './applications/*') >"$new.share"
	while IFS= read -r file; do
		file=${file#./}
		case $file in
		man/*) put "$from/share/$file" "$prefix/share/$file" 644 ;;
		*) put "$from/share/$file" "$data/$file" 644 ;;
		esac
	done <"$new.share"
}

# menu_entry: with the full path of the program, for a desktop need not have ~/.local/bin among the folders of its programs.
menu_entry() {
	word=$(exec_word "$prefix/bin/keytray")
	plain=$(text "$prefix/bin/keytray")
	while IFS= read -r line; do
		case $line in
		Exec=keytray*) printf 'Exec=%s%s\n' "$word" "${line#Exec=keytray}" ;;
		TryExec=*) printf 'TryExec=%s\n' "$plain" ;;
		*) printf '%s\n' "$line" ;;
		esac
	done <"$from/share/applications/io.github.keytray.desktop" >"$new.desktop"
	put "$new.desktop" "$data/applications/io.github.keytray.desktop" 644
}

# text: as in every text of a desktop entry (Desktop Entry Specification 1.5, "Possible value types").
text() { printf '%s\n' "$1" | sed 's/\\/\\\\/g'; }

# exec_word PROGRAM: the first word of Exec ("The Exec key"). Desktops look whether it is a program before they read %% as %:
# then env comes first.
exec_word() {
	case $1 in *%*) printf 'env ' ;; esac
	text "\"$(printf '%s\n' "$1" | sed 's/[\\"`$]/\\&/g; s/%/%%/g')\""
}

# forget_old: what an earlier version had and this one has not.
forget_old() {
	LC_ALL=C sort -u "$new" >"$new.all"
	LC_ALL=C comm -23 "$new.old" "$new.all" | while IFS= read -r file; do rm -f "$file"; done
	mv "$new.all" "$list"
}

say_so() {
	echo "Keytray $version is installed in $prefix. Start it from the menu of your desktop, or with: keytray"
	case :$PATH: in
	*":$prefix/bin:"*) ;;
	*) echo "$prefix/bin is not in your PATH yet: log in again, or add it, to use the command keytray." ;;
	esac
	if ! says=$("$lib/keytray-window" version 2>&1); then
		echo "The window cannot start here; tray and commands work. It needs glibc, libGL.so.1 and libwayland-client.so.0, and said:"
		echo "$says"
	fi
	if runs; then
		echo 'An older Keytray is still running. To change over: keytray quit, then start it again.'
	fi
	echo "To take it away again: $lib/uninstall.sh"
}

# runs: whether a program of ours runs from a file that was replaced.
runs() {
	for exe in /proc/[0-9]*/exe; do
		[ "$(readlink "$exe" 2>/dev/null)" != "$prefix/bin/keytray (deleted)" ] || return 0
	done
	return 1
}

main "$@"
