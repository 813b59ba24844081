package shortcut

import (
	"strconv"
	"strings"
)

// Key is the key that is pressed: a letter, a digit, F1 to F24, or one of the
// names below.
type Key string

// Keys with a name.
const (
	Space    Key = "Space"
	Tab      Key = "Tab"
	Enter    Key = "Enter"
	Insert   Key = "Insert"
	Delete   Key = "Delete"
	Home     Key = "Home"
	End      Key = "End"
	PageUp   Key = "PageUp"
	PageDown Key = "PageDown"
	Left     Key = "Left"
	Right    Key = "Right"
	Up       Key = "Up"
	Down     Key = "Down"
	Pause    Key = "Pause"
)

var keyNames = map[string]Key{
	"space": Space, "leertaste": Space, "tab": Tab, "enter": Enter, "return": Enter, "insert": Insert, "ins": Insert, "delete": Delete, "del": Delete, "einfg": Insert, "entf": Delete,
	"home": Home, "end": End, "pos1": Home, "ende": End, "pageup": PageUp, "pgup": PageUp, "pagedown": PageDown, "pgdn": PageDown,
	"bild↑": PageUp, "bildauf": PageUp, "bild↓": PageDown, "bildab": PageDown,
	"left": Left, "right": Right, "up": Up, "down": Down, "pause": Pause,
}

// named finds a key by a word in lower case.
func named(word string) (Key, bool) {
	if len(word) == 1 && (word[0] >= 'a' && word[0] <= 'z' || word[0] >= '0' && word[0] <= '9') {
		return Key(strings.ToUpper(word)), true
	}
	if k := Key(strings.ToUpper(word)); k.function() {
		return k, true
	}
	k, ok := keyNames[word]
	return k, ok
}

// Function is the number of a function key, F1 to F24; 0 for others.
func (k Key) Function() int {
	digits, ok := strings.CutPrefix(string(k), "F")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 1 || n > 24 || strconv.Itoa(n) != digits {
		return 0
	}
	return n
}

func (k Key) function() bool { return k.Function() != 0 }

// Character is the letter or digit on the key; 0 if it has another name.
func (k Key) Character() byte {
	if len(k) != 1 {
		return 0
	}
	return k[0]
}
