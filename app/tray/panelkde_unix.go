//go:build !windows && !darwin

package tray

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"

	"keytray/assets"
)

// kdeColour is that of Plasma's style. The default one follows the colours of programs; others have their own, as in Breeze
// Twilight, whose panel is dark and whose programs are light.
func kdeColour(ctx context.Context, conn *dbus.Conn) string {
	switch style := strings.ToLower(plasmaStyle()); {
	case style == "" || style == "default":
		return programColour(ctx, conn)
	case strings.Contains(style, "dark"):
		return assets.OnDark
	case strings.Contains(style, "light"):
		return assets.OnLight
	}
	return assets.OnAny
}

// plasmaStyle is what the person chose, else what came with the global theme; "" is Plasma's own.
func plasmaStyle() string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	for _, file := range []string{"plasmarc", filepath.Join("kdedefaults", "plasmarc")} {
		content, err := os.ReadFile(filepath.Join(config, file))
		if err != nil {
			continue
		}
		if style := valueIn(string(content), "[Theme]", "name"); style != "" {
			return style
		}
	}
	return ""
}

// valueIn reads one value of a group of a KDE configuration file; "" is none.
func valueIn(file, group, key string) string {
	inside := false
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inside = line == group
		} else if name, value, ok := strings.Cut(line, "="); ok && inside && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
