//go:build cgo

package tray

import (
	"fyne.io/systray"

	"keytray/assets"
)

func (s *sign) draw() {
	icon := assets.TrayIcon(s.icon)
	systray.SetTemplateIcon(icon, icon)
}

// found does not matter: the menu bar colours a template image itself.
func (*sign) found() string { return "" }
