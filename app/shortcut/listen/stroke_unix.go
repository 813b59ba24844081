//go:build !windows && !darwin

package listen

import (
	"unicode"

	"github.com/jezek/xgb/xproto"

	"keytray/app/shortcut"
)

// Keysyms that are no characters (X11/keysymdef.h).
const (
	symKeypad      = 0xff80 // of the keypad, the first
	symKeypadEnd   = 0xffbd
	symKeypadZero  = 0xffb0 // and nine digits after it
	symShifts      = 0xffe1 // Shift, Control, Caps Lock, Meta, Alt, Super, Hyper
	symShiftsEnd   = 0xffee
	symLevels      = 0xfe01 // those of ISO 9995
	symLevelsEnd   = 0xfe0f
	symUnicode     = 0x01000000 // and the character's number
	groupShift     = 13         // of the two bits of a state that tell the layout
	groupsInColumn = 2          // layouts that the core protocol knows
)

// keysOf are the keys that mean the same in the window that opens.
var keysOf = map[xproto.Keysym]shortcut.Key{
	0xff0d: shortcut.Enter, 0xff8d: shortcut.Enter, 0xff08: shortcut.Backspace, 0xff1b: shortcut.Escape,
	0xff52: shortcut.Up, 0xff97: shortcut.Up, 0xff54: shortcut.Down, 0xff99: shortcut.Down,
}

// modifies tells whether a key types nothing by itself.
func (k keymap) modifies(code xproto.Keycode) bool {
	sym := k.sym(code, 0)
	return sym >= symShifts && sym <= symShiftsEnd || sym >= symLevels && sym <= symLevelsEnd || sym == symNumLock
}

// stroke is what a key types in a state. It is false for what we do not know for sure: a
// dead key, a third level, a key with Ctrl.
func (k keymap) stroke(code xproto.Keycode, state uint16) (shortcut.Stroke, bool) {
	const mods = 0xff
	numLock := k.bit(symNumLock)
	if state&mods&^(xproto.ModMaskShift|xproto.ModMaskLock|numLock|k.bit(symScrollLock)) != 0 {
		return shortcut.Stroke{}, false
	}
	group := int(state>>groupShift) & 3
	if group >= groupsInColumn {
		return shortcut.Stroke{}, false
	}
	shift, capitals := state&xproto.ModMaskShift != 0, state&xproto.ModMaskLock != 0
	small, large := k.level(code, group)
	sym := small
	switch {
	case large >= symKeypad && large <= symKeypadEnd:
		if shift != (state&numLock != 0) {
			sym = large
		}
	case shift:
		sym = large
	}
	if key, ok := keysOf[sym]; ok {
		return shortcut.Stroke{Key: key}, !shift
	}
	r, ok := character(sym)
	if capitals && unicode.IsLetter(r) {
		r = swapped(r)
	}
	return shortcut.Stroke{Rune: r}, ok
}

// level is a key without and with Shift, in a layout. Where the server names one keysym
// for both it is a letter, or the same.
func (k keymap) level(code xproto.Keycode, group int) (small, large xproto.Keysym) {
	column := 2 * group
	if k.columns <= column || k.sym(code, column) == 0 {
		column = 0
	}
	small = k.sym(code, column)
	if column+1 < k.columns {
		large = k.sym(code, column+1)
	}
	if large == 0 {
		large = small
		if r, ok := character(small); ok && unicode.IsLower(r) && r <= unicode.MaxASCII {
			large = xproto.Keysym(unicode.ToUpper(r))
		}
	}
	return small, large
}

func swapped(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}

// character is that of a keysym: Latin 1 is its own number, and so is Unicode.
func character(sym xproto.Keysym) (rune, bool) {
	switch {
	case sym >= 0x20 && sym <= 0x7e, sym >= 0xa0 && sym <= 0xff:
		return rune(sym), true
	case sym >= symKeypadZero && sym <= symKeypadZero+9:
		return '0' + rune(sym-symKeypadZero), true
	case sym > symUnicode && sym <= symUnicode+unicode.MaxRune:
		return rune(sym - symUnicode), true
	}
	return 0, false
}
