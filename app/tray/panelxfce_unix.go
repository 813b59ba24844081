//go:build !windows && !darwin

package tray

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/godbus/dbus/v5"

	"keytray/assets"
)

const (
	xfcePanel = "org.xfce.Panel"
	// Xfce's settings: channels of properties, each named by a path.
	xfconf         = "org.xfce.Xfconf"
	panelChannel   = "xfce4-panel"
	desktopChannel = "xsettings"
	themeProperty  = "/Net/ThemeName"
)

// xfceColour asks Xfce's settings for the panel and the theme.
func xfceColour(ctx context.Context, conn *dbus.Conn) string {
	settings := conn.Object(xfconf, "/org/xfce/Xfconf")
	var panel properties
	if err := settings.CallWithContext(ctx, xfconf+".GetAllProperties", 0, panelChannel, "/").Store(&panel); err != nil {
		return assets.OnAny
	}
	var theme string
	_ = settings.CallWithContext(ctx, xfconf+".GetProperty", 0, desktopChannel, themeProperty).Store(&theme) // "" where none is chosen
	return panel.colour(theme)
}

// properties are those of a channel.
type properties map[string]dbus.Variant

// Values of a panel's background-style.
const (
	likeTheme = uint32(0)
	oneColour = uint32(1)
)

// colour is that of the panel in which the tray is.
func (p properties) colour(theme string) string {
	panel, found := p.withTray()
	if !found {
		return assets.OnAny
	}
	style, set := p[panel+"/background-style"].Value().(uint32)
	switch {
	case !set || style == likeTheme:
		dark, _ := p["/panels/dark-mode"].Value().(bool)
		return themeColour(theme, dark)
	case style == oneColour:
		return paintColour(p.list(panel + "/background-rgba"))
	}
	return assets.OnAny // a picture
}

// withTray is the path of the panel with tray icons.
func (p properties) withTray() (path string, found bool) {
	for _, id := range p.list("/panels") {
		path := fmt.Sprintf("/panels/panel-%v", id)
		for _, plugin := range p.list(path + "/plugin-ids") {
			switch p[fmt.Sprintf("/plugins/plugin-%v", plugin)].Value() {
			case "systray", "statusnotifier":
				return path, true
			}
		}
	}
	return "", false
}

func (p properties) list(name string) (all []any) {
	values, _ := p[name].Value().([]dbus.Variant)
	for _, v := range values {
		all = append(all, v.Value())
	}
	return all
}

// themeColour is that of a panel without a colour of its own. GTK's own theme is drawn dark where that is asked for; of
// the others some have no dark variant, and some have dark panels with light programs.
func themeColour(theme string, dark bool) string {
	switch {
	case strings.Contains(strings.ToLower(theme), "dark"), theme == "Adwaita" && dark:
		return assets.OnDark
	case theme == "Adwaita":
		return assets.OnLight
	}
	return assets.OnAny
}

// even is the luminance on which a white icon is seen as well as a dark one (WCAG 2.2).
const even = 0.2

// paintColour is that of red, green, blue and alpha between 0 and 1. Through a thin colour the wallpaper is seen.
func paintColour(rgba []any) string {
	var c [4]float64
	if len(rgba) != len(c) {
		return assets.OnAny
	}
	for i, v := range rgba {
		c[i], _ = v.(float64)
	}
	const solid = 0.5
	switch luminance := 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2]); {
	case c[3] < solid:
		return assets.OnAny
	case luminance > even:
		return assets.OnLight
	}
	return assets.OnDark
}

// linear is the light of a part of a colour in sRGB.
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
