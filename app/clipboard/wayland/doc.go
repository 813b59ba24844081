// Package wayland has the clipboard boards of Wayland desktops.
//
// Board speaks the data control protocol, with which a program without a window
// may own the clipboard: wlroots (sway and others) and KDE have it, GNOME has
// not. Tool has the program wl-copy do the work where there is no data control.
//
// The small Wayland client in here knows what the boards need, and nothing of
// windows. The wire format: https://wayland.freedesktop.org/docs/html/ch04.html
package wayland
