//go:build !windows && !darwin

package xserver

import (
	"errors"

	"github.com/jezek/xgb/xproto"
)

var errMasks = errors.New("the screen counts its colours another way")

// Paint has the server fill a window with a colour wherever the program has drawn
// nothing yet. It returns when the server has done so.
func (c *Conn) Paint(window uint32, red, green, blue uint8) error {
	if !c.countsRGB() {
		return errMasks
	}
	const opaque = 0xff << 24 // where a pixel has no such bits they do not count
	pixel := uint32(opaque) | uint32(red)<<16 | uint32(green)<<8 | uint32(blue)
	return xproto.ChangeWindowAttributesChecked(c.Conn, xproto.Window(window), xproto.CwBackPixel, []uint32{pixel}).Check()
}

// Unpaint takes that back: what the window shows stays, also while its size changes.
func (c *Conn) Unpaint(window uint32) error {
	return xproto.ChangeWindowAttributesChecked(c.Conn, xproto.Window(window), xproto.CwBackPixmap, []uint32{xproto.BackPixmapNone}).Check()
}

// countsRGB tells whether red, green and blue are eight bits each, in this order.
func (c *Conn) countsRGB() bool {
	for _, screen := range xproto.Setup(c.Conn).Roots {
		for _, depth := range screen.AllowedDepths {
			for _, v := range depth.Visuals {
				if screen.Root == c.Root && v.VisualId == screen.RootVisual {
					return v.RedMask == 0xff0000 && v.GreenMask == 0xff00 && v.BlueMask == 0xff
				}
			}
		}
	}
	return false
}
