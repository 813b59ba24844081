//go:build !windows && !darwin

package xserver

import (
	"encoding/binary"

	"github.com/jezek/xgb/xproto"
)

// Unlist asks the desktop to keep a window that is not shown yet out of its taskbar and its
// pager. What the window asks for besides stays.
// https://specifications.freedesktop.org/wm-spec/latest/ar01s05.html#id-1.6.8
func (c *Conn) Unlist(window uint32) error {
	names := []string{"_NET_WM_STATE", "_NET_WM_STATE_SKIP_TASKBAR", "_NET_WM_STATE_SKIP_PAGER"}
	var asked []xproto.InternAtomCookie // all at once: one way to the server and back
	for _, name := range names {
		asked = append(asked, xproto.InternAtom(c.Conn, false, uint16(len(name)), name))
	}
	var atoms []xproto.Atom
	for _, a := range asked {
		answer, err := a.Reply()
		if err != nil {
			return err
		}
		atoms = append(atoms, answer.Atom)
	}
	var states []byte
	for _, a := range atoms[1:] {
		states = binary.LittleEndian.AppendUint32(states, uint32(a))
	}
	const bits = 32
	return xproto.ChangePropertyChecked(c.Conn, xproto.PropModeAppend, xproto.Window(window), atoms[0], xproto.AtomAtom, bits, uint32(len(atoms)-1), states).Check()
}
