#!/usr/bin/env bash
# run.sh: builds Keytray and starts it on this desktop. Where there is none, shows it in a virtual desktop and ends.
set -euo pipefail
cd "$(dirname "$0")/.."

has_desktop() {
	[[ $(uname -s) == Darwin ]] && return
	[[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || return
	# Without an address, D-Bus looks for the bus here.
	[[ -n ${DBUS_SESSION_BUS_ADDRESS:-} || -S ${XDG_RUNTIME_DIR:-/nowhere}/bus ]]
}

if has_desktop; then
	scripts/setup.sh build run ${WAYLAND_DISPLAY:+wayland}
	make --no-print-directory build
	echo 'Keytray is starting: look for its icon in the tray. Ctrl-C or Quit in its menu ends it.'
	exec bin/keytray
fi

echo 'No desktop session here: Keytray is shown in a virtual one.'
make --no-print-directory demo
echo 'The pictures:'
ls build/demo/*.png
