package tray

import "strings"

// escape keeps ampersands: menus read a single one as the mark of an access key.
func escape(title string) string { return strings.ReplaceAll(title, "&", "&&") }
