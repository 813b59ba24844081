//go:build !windows && !darwin

package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"

	"keytray/app/xserver"
)

// screen sees what is painted on an X display.
type screen struct {
	conn   *xgb.Conn
	root   *xproto.ScreenInfo
	damage damage.Damage
	events chan xgb.Event // closed when the display is gone
}

// drawnColours is how many colours there are at least where more is painted than the ground of a window: a line of text
// has as many, for its edges are smooth.
const drawnColours = 12

// watchScreen asks the display to tell of everything that is painted, by whomever.
func watchScreen(ctx context.Context, display string) (*screen, error) {
	c, err := xserver.Dial(ctx, display)
	if err != nil {
		return nil, err
	}
	conn := c.Conn
	s := &screen{conn: conn, root: xproto.Setup(conn).DefaultScreen(conn), events: make(chan xgb.Event, 256)}
	if err := s.subscribe(); err != nil {
		conn.Close()
		return nil, err
	}
	go s.listen()
	return s, nil
}

func (s *screen) subscribe() error {
	const name = "DAMAGE"
	extension, err := xproto.QueryExtension(s.conn, uint16(len(name)), name).Reply()
	if err != nil {
		return err
	}
	if !extension.Present {
		return errors.New("the display does not tell what is painted")
	}
	// Its Init writes to what other connections read.
	xserver.Enable(s.conn, name, extension.MajorOpcode)
	if _, err := damage.QueryVersion(s.conn, 1, 1).Reply(); err != nil {
		return err
	}
	id, err := damage.NewDamageId(s.conn)
	if err != nil {
		return err
	}
	s.damage = id
	return damage.CreateChecked(s.conn, id, xproto.Drawable(s.root.Root), damage.ReportLevelNonEmpty).Check()
}

func (s *screen) listen() {
	defer close(s.events)
	for {
		e, err := s.conn.WaitForEvent()
		if e == nil && err == nil {
			return
		}
		if e != nil {
			s.events <- e
		}
	}
}

func (s *screen) close() { s.conn.Close() }

// painted waits until a window with content is on the screen, and returns the moment at which it was painted.
func (s *screen) painted(ctx context.Context) (time.Time, error) {
	for {
		select {
		case _, ok := <-s.events:
			at := time.Now()
			if !ok {
				return at, errors.New("the display is gone")
			}
			// What is painted from here on is told anew.
			damage.Subtract(s.conn, s.damage, 0, 0)
			if drawn, err := s.drawn(); err != nil || drawn {
				return at, err
			}
		case <-ctx.Done():
			return time.Time{}, fmt.Errorf("no window was painted: %w", ctx.Err())
		}
	}
}

// forget drops what was painted before.
func (s *screen) forget() {
	damage.Subtract(s.conn, s.damage, 0, 0)
	s.conn.Sync() // what was told of it is in the channel now
	for len(s.events) > 0 {
		<-s.events
	}
}

// blank waits until nothing is left of the windows, so that the next one cannot be taken for it.
func (s *screen) blank(ctx context.Context) error {
	for {
		drawn, err := s.drawn()
		if err != nil || !drawn {
			return err
		}
		if err := pause(ctx, time.Millisecond); err != nil {
			return fmt.Errorf("a window is still there: %w", err)
		}
	}
}

// drawn tells whether there is more than empty windows on the screen. It looks at every second line.
func (s *screen) drawn() (bool, error) {
	shot, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root.Root), 0, 0,
		s.root.WidthInPixels, s.root.HeightInPixels, ^uint32(0)).Reply()
	if err != nil {
		return false, err
	}
	line := 4 * int(s.root.WidthInPixels)
	colours := map[[3]byte]bool{}
	var last [3]byte
	for y := 0; (y+1)*line <= len(shot.Data); y += 2 {
		for i := y * line; i < (y+1)*line; i += 4 {
			if c := [3]byte(shot.Data[i : i+3]); c != last {
				last = c
				if colours[c] = true; len(colours) >= drawnColours {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// window is the program's window, and its process.
func (s *screen) window() (id xproto.Window, pid int, err error) {
	tree, err := xproto.QueryTree(s.conn, s.root.Root).Reply()
	if err != nil {
		return 0, 0, err
	}
	for _, id := range tree.Children {
		attributes, err := xproto.GetWindowAttributes(s.conn, id).Reply()
		if err != nil || attributes.MapState != xproto.MapStateViewable || attributes.OverrideRedirect {
			continue // it may just be going
		}
		if pid, err := s.cardinal(id, "_NET_WM_PID"); err == nil && pid > 0 {
			return id, pid, nil
		}
	}
	return 0, 0, errors.New("there is no window")
}

// cardinal reads a number that stands at a window.
func (s *screen) cardinal(id xproto.Window, name string) (int, error) {
	atom, err := s.atom(name)
	if err != nil {
		return 0, err
	}
	p, err := xproto.GetProperty(s.conn, false, id, atom, xproto.AtomCardinal, 0, 1).Reply()
	if err != nil || len(p.Value) < 4 {
		return 0, err
	}
	return int(xgb.Get32(p.Value)), nil
}

func (s *screen) atom(name string) (xproto.Atom, error) {
	a, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return a.Atom, nil
}

// ask closes a window as the button in its title bar does (ICCCM 4.2.8.1).
func (s *screen) ask(id xproto.Window) error {
	protocols, err := s.atom("WM_PROTOCOLS")
	if err != nil {
		return err
	}
	del, err := s.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	e := xproto.ClientMessageEvent{
		Format: 32, Window: id, Type: protocols,
		Data: xproto.ClientMessageDataUnionData32New([]uint32{uint32(del), xproto.TimeCurrentTime, 0, 0, 0}),
	}
	return xproto.SendEventChecked(s.conn, false, id, 0, string(e.Bytes())).Check()
}
