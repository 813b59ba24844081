//go:build !windows && !darwin

package tray

import "strings"

// escape keeps underscores: dbusmenu reads a single one as the mark of an
// access key (com.canonical.dbusmenu, property "label").
func escape(title string) string { return strings.ReplaceAll(title, "_", "__") }
