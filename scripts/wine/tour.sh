# shellcheck shell=bash disable=SC2154
# Sourced by wine.sh: a person's way through Keytray on Windows. Each line of its output is a promise.
need xdotool xdotool

app="$WINEPREFIX/drive_c/Program Files/Schlüssel bund" # a blank and an umlaut in it
mkdir -p "$app"
build "$app/keytray.exe" lean
build "$app/keytray-check.exe" lean,check
x86_64-w64-mingw32-gcc -o "$work/paste.exe" scripts/wine/paste.c

keytray() { bounded 60 wine "$app/keytray.exe" "$@" 2>"$work/said"; }
pasted() { bounded 60 wine "$work/paste.exe" 2>"$work/formats"; }
random() { head -c 600 /dev/urandom | base64 -w0 | tr -d '+/=' | head -c "$1"; }

missed=0
# promise SENTENCE COMMAND...: says whether the command succeeds.
promise() {
	local sentence=$1
	shift
	if "$@"; then echo "ok      $sentence"; else
		echo "MISSED  $sentence"
		missed=1
	fi
}

quietly() { "$@" >/dev/null; }

# until_so COMMAND...: waits for it to succeed, 60 seconds at most.
until_so() {
	local end=$((SECONDS + 60))
	until "$@"; do
		((SECONDS < end)) || return 1
		sleep 0.2
	done
}

# Values are compared by files: an argument could be read by others.
holds() { cmp -s "$work/$1" <("${@:2}"); }
fails_with() {
	local want=$1 got=0
	shift
	"$@" || got=$?
	((got == want))
}
clipboard_is_empty() { [[ -z $(pasted) ]]; }
runs() { keytray status | grep -q 'running (process'; }
gone() { ! runs; }

start_tray() {
	bounded 900 wine "$app/keytray.exe" >/dev/null 2>&1 &
	until_so runs
}

# choose FROM_ABOVE: opens the menu at the icon, and clicks so many points below its upper end.
clear_line=11 key_line=36
choose() {
	xdotool mousemove $((wide / 2)) $((high / 2)) sleep 0.5 mousemove $((wide - 11)) $((high - 10)) sleep 0.5 click 1
	until_so menu_is_open || return 0
	xdotool mousemove --window "$menu" 30 "$1" sleep 0.5 click 1
}
menu_is_open() {
	menu=$(xdotool search --onlyvisible --class '^keytray\.exe$' 2>/dev/null | tail -n 1)
	[[ -n $menu ]]
}

random 40 >"$work/first"
random 40 >"$work/second"
random 300 >"$work/third"
for name in Prüfung zweiter; do keytray rm "$name" --forever >/dev/null || true; done # of a tour that was cut short

promise 'a key is added, its name has an umlaut' quietly keytray add Prüfung --note 'für Müller' <"$work/first"
promise 'another one, with the line end of Windows' quietly keytray add zweiter < <(printf '%s\r\n' "$(<"$work/second")")
promise 'both come back as they were' holds first keytray get Prüfung
promise '… without the line end' holds second keytray get zweiter
promise 'a key is rotated' quietly keytray rotate zweiter <"$work/third"
promise '… and has its new value' holds third keytray get zweiter
promise '… and its old one until it is revoked' holds second keytray get zweiter --previous
promise 'the old one is destroyed' quietly keytray revoke zweiter
promise 'a key goes to the bin' quietly keytray rm zweiter
promise '… and comes back' quietly keytray restore zweiter
promise 'a key that is not there is exit status 3' fails_with 3 keytray get niemand
promise 'a command that is not there is exit status 2' fails_with 2 keytray niemand

keytray config tray.icon dark >/dev/null # the task bar of wine is light, and it does not say so
keytray config tray.keys 1 >/dev/null # the one that was added last
keytray config clipboard.clear_after 10s >/dev/null
promise 'the tray program starts' start_tray
promise 'the clipboard is empty' until_so clipboard_is_empty
choose $key_line
promise 'a click in the menu copies' until_so holds third pasted
promise '… for no history, cloud or manager' test "$(tr -d '\r' <"$work/formats" | LC_ALL=C sort | tr '\n' ' ')" = 'CanIncludeInClipboardHistory CanUploadToCloudClipboard Clipboard Viewer Ignore ExcludeClipboardContentFromMonitorProcessing '
promise '… and it is cleared in time' until_so clipboard_is_empty
keytray copy Prüfung >/dev/null
bounded 60 wine "$work/paste.exe" 'of somebody else' 2>/dev/null
sleep 12 # past the deadline
promise 'what somebody else copied stays' test "$(pasted)" = 'of somebody else'

keytray config clipboard.clear_after 5m >/dev/null
promise 'a command copies' quietly keytray copy Prüfung
promise '… what another program pastes' holds first pasted
choose $clear_line
promise 'Clear now clears' until_so clipboard_is_empty
keytray copy Prüfung >/dev/null
bounded 60 wine taskkill /im keytray.exe >/dev/null 2>&1
promise 'taskkill ends the tray program' until_so gone
promise '… and the clipboard is cleared' clipboard_is_empty

promise 'it starts again' start_tray
keytray copy Prüfung >/dev/null
promise 'quit clears too' quietly keytray quit
promise '… before it ends' clipboard_is_empty

promise 'it starts at log-in' quietly keytray config start.at_login true
promise '… by the registry' grep -q -- 'keytray.exe" --at-login' <(bounded 60 wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' 2>/dev/null)
keytray config start.at_login false >/dev/null

promise 'it starts a third time' start_tray
keytray copy Prüfung >/dev/null
log="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local/keytray/keytray.log"
before=$(grep -c 'why=locked' "$log" 2>/dev/null || true)
bounded 60 wine wineboot --end-session >/dev/null 2>&1 || true
promise 'the end of the session clears' test "$(grep -c 'why=locked' "$log")" -gt "${before:-0}"

for name in Prüfung zweiter; do promise "$name is destroyed" quietly keytray rm "$name" --forever; done
exit $missed
