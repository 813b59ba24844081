//go:build linux

package e2e_test

import (
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// A window comes up in its own colour: what the X server shows until the first frame is
// drawn is no black hole.
func TestNoWindowFlashesBlack(t *testing.T) {
	for _, view := range []string{"keys", "pick"} {
		t.Run(view, func(t *testing.T) {
			p := atDesk(t)
			p.add("chat-app")
			binary(t, "keytray-window")
			p.do("", "config", "appearance.theme", "light")
			p.startAgent()
			shown := p.watchesWindows()
			p.do("", "window", view)
			if dark := shown(); dark > 0 {
				t.Errorf("the window was black in %d looks", dark)
			}
		})
	}
}

// watchesWindows looks at the next window from the moment it is shown, for half a second,
// and counts how often it was black in the middle of its upper edge.
func (p *person) watchesWindows() (black func() int) {
	p.t.Helper()
	conn, err := xgb.NewConnDisplay(p.session.Display)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(conn.Close)
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	if err := xproto.ChangeWindowAttributesChecked(conn, root, xproto.CwEventMask, []uint32{xproto.EventMaskSubstructureNotify}).Check(); err != nil {
		p.t.Fatal(err)
	}
	return func() (dark int) {
		p.t.Helper()
		late := time.AfterFunc(limit, conn.Close)
		defer late.Stop()
		for {
			ev, xerr := conn.WaitForEvent()
			if ev == nil && xerr == nil {
				p.t.Fatal("no window is shown")
			}
			if e, is := ev.(xproto.MapNotifyEvent); is && !e.OverrideRedirect {
				return p.looksAt(conn, e.Window)
			}
		}
	}
}

func (p *person) looksAt(conn *xgb.Conn, w xproto.Window) (dark int) {
	p.t.Helper()
	for end := time.Now().Add(500 * time.Millisecond); time.Now().Before(end); {
		size, err := xproto.GetGeometry(conn, xproto.Drawable(w)).Reply()
		if err != nil {
			p.t.Fatal(err)
		}
		shot, err := xproto.GetImage(conn, xproto.ImageFormatZPixmap, xproto.Drawable(w), int16(size.Width/2), 4, 1, 1, ^uint32(0)).Reply()
		if err != nil {
			p.t.Fatal(err)
		}
		if shot.Data[0]|shot.Data[1]|shot.Data[2] == 0 {
			dark++
		}
	}
	return dark
}
