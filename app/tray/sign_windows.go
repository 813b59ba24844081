package tray

import (
	"fyne.io/systray"
	"golang.org/x/sys/windows/registry"

	"keytray/assets"
)

func (s *sign) draw() { systray.SetIcon(assets.TrayIcon(s.icon, s.panel)) }

// found is the colour of the task bar, which the person chooses apart from that of programs. It may change.
func (*sign) found() string {
	k, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return assets.OnDark
	}
	defer k.Close()
	if light, _, err := k.GetIntegerValue("SystemUsesLightTheme"); err == nil && light == 1 {
		return assets.OnLight
	}
	return assets.OnDark
}
