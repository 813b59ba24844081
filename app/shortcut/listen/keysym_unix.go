//go:build !windows && !darwin

package listen

import (
	"strconv"
	"strings"

	"keytray/app/shortcut"
)

// keysym is a key as X11 numbers it (X11/keysymdef.h) and as xkbcommon names it.
type keysym struct {
	name   string
	number uint32
}

var keysyms = map[shortcut.Key]keysym{
	shortcut.Space: {"space", 0x20}, shortcut.Tab: {"Tab", 0xff09}, shortcut.Enter: {"Return", 0xff0d}, shortcut.Pause: {"Pause", 0xff13},
	shortcut.Insert: {"Insert", 0xff63}, shortcut.Delete: {"Delete", 0xffff}, shortcut.Home: {"Home", 0xff50}, shortcut.End: {"End", 0xff57},
	shortcut.PageUp: {"Page_Up", 0xff55}, shortcut.PageDown: {"Page_Down", 0xff56},
	shortcut.Left: {"Left", 0xff51}, shortcut.Up: {"Up", 0xff52}, shortcut.Right: {"Right", 0xff53}, shortcut.Down: {"Down", 0xff54},
}

const keysymF1 = 0xffbe

func keysymOf(k shortcut.Key) keysym {
	if n := k.Function(); n > 0 {
		return keysym{"F" + strconv.Itoa(n), keysymF1 + uint32(n-1)}
	}
	if c := k.Character(); c != 0 {
		small := strings.ToLower(string(k))
		return keysym{small, uint32(small[0])} // Latin 1 is its own number
	}
	return keysyms[k]
}
