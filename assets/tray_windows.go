package assets

import "embed"

//go:embed icons/tray-*-on-dark.ico icons/tray-*-on-light.ico
var tray embed.FS

// TrayIcon is the tray icon of a state for a panel, with all sizes that the notification area has.
func TrayIcon(state, panel string) []byte {
	b, err := tray.ReadFile("icons/tray-" + state + "-" + panel + ".ico")
	if err != nil {
		panic(err) // a mistake in our own code: names are literals
	}
	return b
}
