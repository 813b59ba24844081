//go:build !windows && !darwin

package notify

import (
	"html"
	"slices"

	"github.com/godbus/dbus/v5"
)

// body is what the server is given as text; can are its capabilities.
func body(n Note, can []string) string {
	if !slices.Contains(can, "body") {
		return ""
	}
	text := n.Body
	if !slices.Contains(can, "actions") {
		text = n.unclickable()
	}
	if slices.Contains(can, "body-markup") {
		text = html.EscapeString(text)
	}
	return text
}

func actions(n Note, can []string) []string {
	list := []string{}
	if !slices.Contains(can, "actions") {
		return list
	}
	// A click on the note itself. Xfce has no such thing: it would draw a third
	// button if there was a label.
	list = append(list, Default, "")
	for _, b := range n.buttons() {
		list = append(list, b.Action, b.Label)
	}
	return list
}

func (f *freedesktop) hints(n Note) map[string]dbus.Variant {
	urgency := byte(1)
	if n.Urgent {
		urgency = 2
	}
	h := map[string]dbus.Variant{"urgency": dbus.MakeVariant(urgency), "desktop-entry": dbus.MakeVariant(appID)}
	if n.Brief {
		h["transient"] = dbus.MakeVariant(true)
	}
	if icon := f.icon(); icon != nil { // the icon theme may not have ours
		h["image-data"] = dbus.MakeVariant(*icon)
	}
	return h
}

// timeout in milliseconds: -1 leaves it to the server, which is 5 to 10 seconds in
// most; 0 is never. GNOME Shell looks at the urgency alone: after a moment it moves
// the note into its list, where it stays.
func timeout(n Note) int32 {
	if n.Urgent || n.Stays {
		return 0
	}
	return -1
}
