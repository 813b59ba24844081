package tray

import (
	"keytray/app/api"
	"keytray/assets"
)

// panel is what the icon must be seen on: what the person chose, else what the desktop tells.
func panel(s api.State, found string) string {
	for _, set := range s.Settings {
		if set.Key == "tray.icon" {
			switch set.Value {
			case "light":
				return assets.OnDark
			case "dark":
				return assets.OnLight
			}
		}
	}
	return found
}
