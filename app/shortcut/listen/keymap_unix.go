//go:build !windows && !darwin

package listen

import (
	"fmt"
	"slices"

	"github.com/jezek/xgb/xproto"

	"keytray/app/shortcut"
	"keytray/app/xserver"
)

// Keysyms of modifiers (X11/keysymdef.h).
const (
	symNumLock    = 0xff7f
	symScrollLock = 0xff14
	symAlt        = 0xffe9 // the left one; the right one may be AltGr
	symSuper      = 0xffeb
)

// keymap is which key means what on a keyboard.
type keymap struct {
	first     xproto.Keycode
	columns   int // of each keycode
	syms      []xproto.Keysym
	modifiers [8][]xproto.Keycode // by the bits of a state
}

func readKeymap(x *xserver.Conn) (keymap, error) {
	info := xproto.Setup(x.Conn)
	count := byte(info.MaxKeycode - info.MinKeycode + 1)
	keys := xproto.GetKeyboardMapping(x.Conn, info.MinKeycode, count)
	mods := xproto.GetModifierMapping(x.Conn)
	k, err := keys.Reply()
	if err != nil || k == nil {
		return keymap{}, fmt.Errorf("the keyboard's map: %w", lost(err))
	}
	m, err := mods.Reply()
	if err != nil || m == nil {
		return keymap{}, fmt.Errorf("the map of modifiers: %w", lost(err))
	}
	all := keymap{first: info.MinKeycode, columns: int(k.KeysymsPerKeycode), syms: k.Keysyms}
	per := int(m.KeycodesPerModifier)
	for i := range all.modifiers {
		all.modifiers[i] = m.Keycodes[i*per : (i+1)*per]
	}
	return all, nil
}

func (k keymap) sym(code xproto.Keycode, column int) xproto.Keysym {
	i := (int(code)-int(k.first))*k.columns + column
	if code < k.first || i >= len(k.syms) {
		return 0
	}
	return k.syms[i]
}

// codes are the keys that a keysym is on: unshifted in the first layout; else in
// the second one, so that a Latin letter is found beside Cyrillic ones; else
// anywhere, as digits on a French keyboard are.
func (k keymap) codes(want xproto.Keysym) []xproto.Keycode {
	columns := []int{0, 2}
	for c := range k.columns {
		if !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	for _, c := range columns {
		if c >= k.columns {
			continue
		}
		var all []xproto.Keycode
		for i := 0; i < len(k.syms)/k.columns; i++ {
			if code := k.first + xproto.Keycode(i); k.sym(code, c) == want {
				all = append(all, code)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// bit is the bit of a state that a key with this keysym sets; 0 for none.
func (k keymap) bit(want xproto.Keysym) uint16 {
	for i, codes := range k.modifiers {
		for _, code := range codes {
			for c := range k.columns {
				if code != 0 && k.sym(code, c) == want {
					return 1 << i
				}
			}
		}
	}
	return 0
}

// state is what the modifiers set.
func (k keymap) state(m shortcut.Modifier) (bits uint16) {
	for _, each := range []struct {
		m       shortcut.Modifier
		sym     xproto.Keysym
		without uint16
	}{
		{shortcut.Ctrl, 0, xproto.ModMaskControl},
		{shortcut.Shift, 0, xproto.ModMaskShift},
		{shortcut.Alt, symAlt, xproto.ModMask1},
		{shortcut.Super, symSuper, xproto.ModMask4},
	} {
		if m&each.m == 0 {
			continue
		}
		set := each.without
		if each.sym != 0 {
			if found := k.bit(each.sym); found != 0 {
				set = found
			}
		}
		bits |= set
	}
	return bits
}

// states are those in which a combination counts as pressed: locks do not matter.
func (k keymap) states(m shortcut.Modifier) []uint16 {
	all := []uint16{k.state(m)}
	for _, lock := range []uint16{xproto.ModMaskLock, k.bit(symNumLock), k.bit(symScrollLock)} {
		for _, s := range slices.Clone(all) {
			if with := s | lock; !slices.Contains(all, with) {
				all = append(all, with)
			}
		}
	}
	return all
}
