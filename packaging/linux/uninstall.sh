#!/bin/sh
# uninstall.sh: takes away the Keytray whose lib/keytray this file is in, and ends it if it runs. Keys and settings stay.
set -eu

main() {
	lib=$(cd "$(dirname "$0")" && pwd)
	list=$lib/installed
	prefix=${lib%/lib/keytray}
	program=$prefix/bin/keytray
	if [ ! -f "$list" ] || [ "$prefix" = "$lib" ]; then
		die 'nothing was installed beside this file. For a person it is in ~/.local/lib/keytray'
	fi
	[ -w "$list" ] || die "$prefix belongs to somebody else: run this as they would"
	places
	no_window
	end
	start_at_login
	take_away
	leavings
	say_what_stays
}

die() {
	echo "uninstall: $1" >&2
	exit 1
}

# places: of this person's own files (XDG Base Directory Specification 0.8).
places() {
	case ${HOME:-} in /?*) ;; *) die 'HOME must be the full path of your home folder' ;; esac
	config=$(place "${XDG_CONFIG_HOME:-}" .config)
	data=$(place "${XDG_DATA_HOME:-}" .local/share)
	state=$(place "${XDG_STATE_HOME:-}" .local/state)
	cache=$(place "${XDG_CACHE_HOME:-}" .cache)
}

place() {
	case $1 in
	/*) echo "$1" ;;
	*) echo "$HOME/$2" ;;
	esac
}

# no_window: what is being typed in one would be lost.
no_window() {
	for exe in /proc/[0-9]*/exe; do
		case $(readlink "$exe" 2>/dev/null) in
		"$lib/keytray-window" | "$lib/keytray-window (deleted)")
			die 'a window of Keytray is open: close it first. Nothing was taken away'
			;;
		esac
	done
}

# end: it clears the clipboard first. Who cannot be asked to end keeps all of it.
end() {
	[ ! -x "$program" ] || "$program" quit >/dev/null || die 'Keytray runs and does not end: nothing was taken away'
}

# start_at_login: only the entry that starts this program, not one for another Keytray or a command of the person's own.
start_at_login() {
	entry=$config/autostart/io.github.keytray.desktop
	[ -f "$entry" ] || return 0
	plain=$(printf '%s\n' "$program" | sed 's/\\/\\\\/g')
	if grep -qxF "TryExec=$plain" "$entry"; then rm -f "$entry"; fi
}

# take_away: files first, then the folders that were made for them and are empty, the innermost first.
take_away() {
	copy=$(cat "$list")
	printf '%s\n' "$copy" | while IFS= read -r file; do
		case $file in */) ;; *) rm -f "$file" ;; esac
	done
	printf '%s\n' "$copy" | LC_ALL=C sort -r | while IFS= read -r dir; do
		case $dir in */) rmdir "$dir" 2>/dev/null || true ;; esac
	done
}

# leavings: what Keytray and its window wrote besides keys and settings, and folders in which there is nothing.
leavings() {
	rm -f "$cache"/font_index_v*.cache # which programs made with the same toolkit make anew
	rm -rf "$state/keytray" "${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/keytray" "$cache/fyne/io.github.keytray"
	for dir in "$cache/fyne" "$config/fyne/io.github.keytray" "$config/fyne" "$config/keytray" "$data/keytray"; do
		rmdir "$dir" 2>/dev/null || true
	done
}

say_what_stays() {
	echo 'Keytray is gone. What is yours stays, for a Keytray that is installed later:'
	echo '  the values of your keys: in your keychain, as items whose names begin with "Keytray: "'
	if [ -d "$data/keytray" ]; then
		echo "  the list of your keys, their history, and the encrypted file if you chose that: $data/keytray"
	fi
	if [ -d "$config/keytray" ]; then
		echo "  your settings: $config/keytray"
	fi
}

main "$@"
