package assets

import "embed"

//go:embed icons/tray-*-on-light-32.png
var tray embed.FS

// TrayIcon is the tray icon of a state, a template image: the system gives it its colour. systray shows it 16 points wide,
// which are 32 pixels on the screens that Macs have.
func TrayIcon(state string) []byte {
	b, err := tray.ReadFile("icons/tray-" + state + "-" + OnLight + "-32.png")
	if err != nil {
		panic(err) // a mistake in our own code: names are literals
	}
	return b
}
