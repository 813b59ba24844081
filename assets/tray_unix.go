//go:build !windows && !darwin

package assets

import (
	"embed"
	"fmt"
)

//go:embed icons/tray-*-on-dark-*.png icons/tray-*-on-light-*.png icons/tray-*-on-any-*.png
var tray embed.FS

// TraySizes are the sizes of the tray icons, in pixels: what panels use, and twice that.
var TraySizes = []int{16, 18, 20, 22, 24, 32, 36, 48, 64}

// TrayIcon is the tray icon of a state for a panel, of one of the sizes; PNG.
func TrayIcon(state, panel string, size int) []byte {
	b, err := tray.ReadFile(fmt.Sprintf("icons/tray-%s-%s-%d.png", state, panel, size))
	if err != nil {
		panic(err) // a mistake in our own code: names are literals
	}
	return b
}
