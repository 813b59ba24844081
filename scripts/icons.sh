#!/usr/bin/env bash
# icons.sh: draws the pictures in assets/icons from the SVGs beside them.
set -euo pipefail
cd "$(dirname "$0")/../assets/icons"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

draw() { rsvg-convert --width "$2" --height "$2" --output "$3" "$1"; }

draw svg/app-icon.svg 256 app.png
draw svg/app-icon.svg 64 app-64.png

for svg in svg/tray-*.svg; do
	name=$(basename "$svg" .svg)
	# Linux: a tray gets one picture and scales it. 48 is twice the grid of 24 that the icons are drawn on.
	draw "$svg" 48 "$name-48.png"
	# Windows: one file with the sizes that it asks for at 100 to 300 %.
	for size in 16 24 32 48; do draw "$svg" $size "$tmp/$name-$size.png"; done
	icotool --create --output "$name.ico" "$tmp/$name"-{16,24,32,48}.png
done
