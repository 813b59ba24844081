// Package shortcut is a combination of keys, such as Ctrl+Alt+K, as a person
// writes it, and what they type right after it. Listening for both is in listen.
package shortcut

import (
	"errors"
	"strings"
)

// Off is what a person writes who wants no shortcut.
const Off = "off"

// Modifier is a key that is held while another one is pressed; several add up.
type Modifier uint8

// The modifiers. Super is the key with the logo of Windows, or Command on a Mac.
const (
	Ctrl Modifier = 1 << iota
	Alt
	Shift
	Super
)

// Combination is a key with the modifiers held. The zero one is none: the
// person switched the shortcut off.
type Combination struct {
	Mods Modifier
	Key  Key
}

// Why a text is no combination that can be listened for.
var (
	ErrNoKey       = errors.New("a key is missing after the modifiers")
	ErrUnknown     = errors.New("there is no such key or modifier")
	ErrSeveral     = errors.New("there is more than one key")
	ErrNoModifier  = errors.New("it needs Ctrl, Alt or Super, or the key could not be typed any more")
	ErrNeededByAll = errors.New("every program needs it")
)

// Parse reads a combination such as Ctrl+Alt+K; upper and lower case are the
// same, and so are the names that systems and languages have for one key, and
// spaces instead of the signs between them. Its errors are those above.
func Parse(text string) (Combination, error) {
	var c Combination
	if strings.EqualFold(strings.TrimSpace(text), Off) {
		return c, nil
	}
	for _, word := range words(strings.ToLower(text)) {
		if m, ok := modifiers[word]; ok {
			c.Mods |= m
			continue
		}
		k, ok := named(word)
		switch {
		case word == "":
			return Combination{}, ErrNoKey
		case !ok:
			return Combination{}, ErrUnknown
		case c.Key != "":
			return Combination{}, ErrSeveral
		}
		c.Key = k
	}
	if err := c.check(); err != nil {
		return Combination{}, err
	}
	return c, nil
}

// words are what is held and pressed: between plus signs, or between spaces as it is shown to people. Some keys are shown
// with a space in their name, which the words do not have.
func words(text string) (all []string) {
	if strings.Contains(text, "+") {
		for word := range strings.SplitSeq(text, "+") {
			all = append(all, strings.Join(strings.Fields(word), ""))
		}
		return all
	}
	half := ""
	for word := range strings.FieldsSeq(text) {
		if word == "page" || word == "bild" {
			half += word
			continue
		}
		all = append(all, half+word)
		half = ""
	}
	if half != "" || len(all) == 0 {
		all = append(all, half)
	}
	return all
}

func (c Combination) check() error {
	switch {
	case c.Key == "":
		return ErrNoKey
	case c.Mods&^Shift == 0 && !c.Key.function():
		return ErrNoModifier
	case neededByAll[c]:
		return ErrNeededByAll
	}
	return nil
}

// neededByAll are combinations without which a desktop is hard to use.
var neededByAll = map[Combination]bool{
	{Ctrl, "A"}: true, {Ctrl, "C"}: true, {Ctrl, "V"}: true, {Ctrl, "X"}: true, {Ctrl, "Z"}: true, {Ctrl, "S"}: true,
	{Super, "A"}: true, {Super, "C"}: true, {Super, "V"}: true, {Super, "X"}: true, {Super, "Z"}: true, {Super, "Q"}: true,
	{Alt, "Tab"}: true, {Super, "Tab"}: true, {Alt, "F4"}: true, {Ctrl | Alt, "Delete"}: true,
}

// String is how the combination is written: Ctrl+Alt+Shift+Super+K, or off.
func (c Combination) String() string {
	if c.Key == "" {
		return Off
	}
	var words []string
	for _, m := range []Modifier{Ctrl, Alt, Shift, Super} {
		if c.Mods&m != 0 {
			words = append(words, m.name())
		}
	}
	return strings.Join(append(words, string(c.Key)), "+")
}

var modifiers = map[string]Modifier{
	"ctrl": Ctrl, "control": Ctrl, "strg": Ctrl,
	"alt": Alt, "option": Alt,
	"shift": Shift, "umschalt": Shift,
	"super": Super, "meta": Super, "win": Super, "windows": Super, "cmd": Super, "command": Super,
}

func (m Modifier) name() string {
	switch m {
	case Ctrl:
		return "Ctrl"
	case Alt:
		return "Alt"
	case Shift:
		return "Shift"
	}
	return "Super"
}

// MarshalText writes it.
func (c Combination) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads it.
func (c *Combination) UnmarshalText(b []byte) (err error) {
	*c, err = Parse(string(b))
	return err
}
