//go:build !windows

package assets

import "embed"

//go:embed icons/tray-*-on-dark-48.png
var tray embed.FS

// TrayIcon is the tray icon of a state: normal, attention, live or locked. It
// is white: the panels of most desktops are dark. Hosts scale it.
func TrayIcon(state string) []byte {
	b, err := tray.ReadFile("icons/tray-" + state + "-on-dark-48.png")
	if err != nil {
		panic("no tray icon " + state) // a mistake in our own code: names are literals
	}
	return b
}
