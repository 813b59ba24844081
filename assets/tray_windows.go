package assets

import "embed"

//go:embed icons/tray-*-on-dark.ico
var tray embed.FS

// TrayIcon is the tray icon of a state: normal, attention, live or locked.
func TrayIcon(state string) []byte {
	b, err := tray.ReadFile("icons/tray-" + state + "-on-dark.ico")
	if err != nil {
		panic("no tray icon " + state) // a mistake in our own code: names are literals
	}
	return b
}
