package text

import "strings"

// Shortcut is how a person reads a combination of keys that a setting has as
// Ctrl+Alt+K: with what is printed on their keys.
func Shortcut(keys string) string {
	words := strings.Split(keys, "+")
	for i, k := range words {
		words[i] = KeyCap(k)
	}
	return strings.Join(words, " ")
}

// KeyCap is what is printed on a key.
func KeyCap(key string) string {
	switch key {
	case "Ctrl":
		return C("key", "Ctrl")
	case "Shift":
		return C("key", "Shift")
	case "Space":
		return C("key", "Space")
	case "Enter":
		return C("key", "Enter")
	case "Delete":
		return C("key", "Delete")
	case "Insert":
		return C("key", "Insert")
	case "Home":
		return C("key", "Home")
	case "End":
		return C("key", "End")
	case "PageUp":
		return C("key", "Page Up")
	case "PageDown":
		return C("key", "Page Down")
	}
	return key
}
