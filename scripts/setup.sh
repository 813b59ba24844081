#!/usr/bin/env bash
# setup.sh [GROUP...]: installs what Keytray needs to be built, run and tested. Groups: see below; none means build, run, test and demo.
# On Debian and Ubuntu (as root or with sudo) missing packages are installed; elsewhere they are named.
# Calls no package manager when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# One line each: group, Debian package, and what shows on other systems that it is there:
# a program, pc:MODULE for pkg-config, or - for nothing to look for.
# A+B|C is what the tests can do without: both A and B or, where the system does not have them, C. A? is too.
needs() {
	cat <<-'END'
		# Go modules come over https.
		all    ca-certificates        -

		# The window is drawn with OpenGL through cgo. X11 and Wayland are both in one program, chosen at its start.
		# libxxf86vm-dev is missed only by the linker.
		build  gcc                    cc
		build  libc6-dev              -
		build  pkg-config             pkg-config
		build  libgl-dev              pc:gl
		build  libegl-dev             pc:egl
		build  libxcursor-dev         pc:xcursor
		build  libxrandr-dev          pc:xrandr
		build  libxinerama-dev        pc:xinerama
		build  libxi-dev              pc:xi
		build  libxxf86vm-dev         pc:xxf86vm
		build  libwayland-dev         pc:wayland-client
		build  libxkbcommon-dev       pc:xkbcommon

		# A desktop has a keychain, a tray and a display already. Mesa has the GL drivers; wl-copy is needed in a Wayland
		# session without data control and without XWayland only.
		run    libgl1                 -
		run    libgl1-mesa-dri        -
		run    libx11-6               -
		run    libwayland-client0     -
		wayland wl-clipboard          wl-copy

		# A throw-away desktop: display, session bus, keychain, and the tools that look and click in it.
		test   libgl1-mesa-dri        -
		test   xvfb                   Xvfb
		test   dbus                   dbus-run-session
		test   gnome-keyring          gnome-keyring-daemon
		test   gcr                    -
		test   libsecret-tools        secret-tool
		test   xclip                  xclip
		test   xdotool                xdotool

		# Reads the calendar files.
		test   python3-icalendar      -

		# The same on Wayland, without a screen; setpriv runs sway as another user when we are root.
		test   sway                   sway
		test   xwayland               Xwayland
		test   wl-clipboard           wl-copy
		test   util-linux             setpriv

		# Programs that keep what is copied.
		test   copyq?                 copyq
		test   parcellite?            parcellite

		# Other keychains. Debian 12 has the older names. In a minimal KeePassXC the Secret Service is left out.
		test   keepassxc-full|keepassxc  keepassxc
		test   kwallet6+libqca-qt6-plugins|libkf5wallet-bin+libqca-qt5-2-plugins  kwalletd6

		# The same with a real panel and real notifications.
		test   xfce4-panel            xfce4-panel
		test   xfconf                 xfconf-query
		test   xfwm4                  xfwm4
		test   xfce4-notifyd          -
		test   adwaita-icon-theme     -

		# What a person may open instead; its window is measured beside ours.
		bench  keepassxc-full|keepassxc  keepassxc

		# Compiles for Windows, and packs that.
		dist   gcc-mingw-w64-x86-64   x86_64-w64-mingw32-gcc
		dist   zip                    zip

		# Besides, another program to paste into, and pictures.
		demo   xterm                  xterm
		demo   imagemagick            import
	END
}

groups=" ${*:-build run test demo} all "
missing=()
extras=()
update_said=

main() {
	if is_debian; then
		find_missing_packages
		((${#missing[@]})) || choose_extras # alone they are no reason to fetch new package lists
		((${#missing[@]})) || exit 0
		install_packages
	else
		find_missing_elsewhere
		((${#missing[@]})) || exit 0
		die "Please install what your system calls these (Debian's names), then try again: ${missing[*]}"
	fi
}

die() {
	echo "setup: $1" >&2
	exit 1
}

is_debian() {
	command -v apt-get >/dev/null && command -v dpkg-query >/dev/null &&
		grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release 2>/dev/null
}

# wanted: "package sign" of every need in the groups asked for.
wanted() {
	local group package sign
	while read -r group package sign; do
		[[ -n $group && $group != '#' && $groups == *" $group "* ]] && echo "$package $sign"
	done < <(needs) | sort -u
}

find_missing_packages() {
	local package sign installed names=()
	while read -r package sign; do names+=("$package"); done < <(wanted)
	# shellcheck disable=SC2046 # lists of words
	installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $(tr '|+?' '   ' <<<"${names[*]}") 2>/dev/null || true)
	for package in "${names[@]}"; do
		first_with is_installed "$package" >/dev/null && continue
		case $package in
		*['|?']*) extras+=("$package") ;;
		*) missing+=("$package") ;;
		esac
	done
	go_works go || missing+=(golang-go)
}

# first_with TEST A+B|C: prints the first alternative whose packages all pass the test.
first_with() {
	local alternative package
	for alternative in ${2//[|?]/ }; do
		for package in ${alternative//+/ }; do
			"$1" "$package" || continue 2
		done
		echo "${alternative//+/ }"
		return
	done
	return 1
}

is_installed() { grep -qxF "$1 installed" <<<"$installed"; }

# is_known PACKAGE: whether it could be installed.
is_known() {
	local candidate
	candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
	[[ -n $candidate && $candidate != '(none)' ]]
}

# choose_extras adds to missing what the system has of the packages that the tests can do without.
choose_extras() {
	local extra packages
	for extra in "${extras[@]}"; do
		if packages=$(first_with is_known "$extra"); then
			echo "setup: for more tests, $packages"
			# shellcheck disable=SC2206 # a list of words
			missing+=($packages)
		else
			echo "setup: this system does not have ${extra%\?}: the tests that need it are skipped"
		fi
	done
	extras=()
}

find_missing_elsewhere() {
	local package sign
	while read -r package sign; do
		has "$sign" && continue
		case $package in
		*['|?']*) echo "setup: $sign is not there: the tests that need it are skipped" ;;
		*) missing+=("$package") ;;
		esac
	done < <(wanted)
	go_works go || missing+=("go (1.21 or newer, https://go.dev/dl)")
}

# has SIGN: whether what shows that a need is met is there.
has() {
	# macOS brings all the rest with its compiler, and the throw-away desktop is for Linux.
	[[ $(uname -s) == Darwin && $1 != cc ]] && return
	case $1 in
	-) ;;
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	*) command -v "$1" >/dev/null ;;
	esac
}

install_packages() {
	local root=()
	if ((EUID != 0)); then
		command -v sudo >/dev/null ||
			die "Please run this as root: apt-get install --no-install-recommends ${missing[*]}"
		root=(sudo)
		[[ -t 0 ]] || root+=(-n) # nobody there to type a password
	fi
	root+=(env DEBIAN_FRONTEND=noninteractive)
	# Seconds: how long to wait for another apt, for one connection, and for the whole.
	local apt=("${root[@]}" timeout 1800 apt-get -qq -o DPkg::Lock::Timeout=300
		-o Acquire::Retries=3 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30
		-o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)

	echo "setup: installing ${missing[*]}"
	update "${apt[@]}"
	choose_extras
	check_go
	local out
	out=$("${apt[@]}" install -y --no-install-recommends "${missing[@]}" 2>&1 </dev/null) || {
		printf "%s\n" "$update_said" "$out" | tail -n 30 >&2
		die "apt-get could not install all of it; what it says is above. Needed: ${missing[*]}"
	}
}

# update APT...: reads the package lists. DPkg::Lock::Timeout does not cover the lock on them, so wait here: at most 5 minutes.
update() {
	local try
	for try in {1..30}; do
		# One broken source is not the end: what is needed may come from the others.
		if update_said=$(LC_ALL=C "$@" update 2>&1 </dev/null); then return; fi
		grep -q 'Could not get lock' <<<"$update_said" || return 0
		((try > 1)) || echo "setup: waiting for another package manager to finish"
		sleep 10
	done
}

# check_go: where Go is missing, the system's own will do if it is new enough to fetch the right one.
check_go() {
	[[ " ${missing[*]} " == *' golang-go '* ]] || return 0
	local candidate
	candidate=$(LC_ALL=C apt-cache policy golang-go | sed -n 's/^  Candidate: //p')
	dpkg --compare-versions "${candidate:-0}" ge '2:1.21~' ||
		die "Please install Go 1.21 or newer from https://go.dev/dl (the archive unpacks to /usr/local/go): this system's own is too old or missing."
}

main
