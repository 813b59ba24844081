//go:build linux

package e2e_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// screen looks at the person's display.
type screen struct {
	t    *testing.T
	p    *person
	conn *xgb.Conn
	root xproto.Window
	area image.Rectangle
	last []byte // as it was at the last picture
}

func (p *person) screen() *screen {
	p.t.Helper()
	conn, err := xgb.NewConnDisplay(p.session.Display)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(conn.Close)
	s := xproto.Setup(conn).DefaultScreen(conn)
	return &screen{t: p.t, p: p, conn: conn, root: s.Root, area: image.Rect(0, 0, int(s.WidthInPixels), int(s.HeightInPixels))}
}

// look is what is on the screen now: four bytes a pixel, blue first.
func (s *screen) look() []byte {
	s.t.Helper()
	shot, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), 0, 0, uint16(s.area.Dx()), uint16(s.area.Dy()), ^uint32(0)).Reply()
	if err != nil {
		s.t.Fatal(err)
	}
	return shot.Data
}

// still is how long nothing moves before a page counts as drawn.
const still = 150 * time.Millisecond

// waitNew waits until the screen shows something else than at the last picture, and
// is at rest. With KEYTRAY_PICTURES it leaves a picture of it there.
func (s *screen) waitNew(name string) {
	s.t.Helper()
	var seen []byte
	since := time.Now()
	poll(s.t, "the screen does not come to show "+name, func() bool {
		now := s.look()
		if !bytes.Equal(now, seen) {
			seen, since = now, time.Now()
		}
		return time.Since(since) >= still && !bytes.Equal(now, s.last) && drawn(now)
	})
	s.last = seen
	s.keep(name)
}

// waitOther is waitNew for what is seen all over the screen: a blinking caret is not.
func (s *screen) waitOther(name string) {
	s.t.Helper()
	s.waitChange(name, len(s.last)/4/20)
}

// caret is more pixels than a caret that blinks has.
const caret = 60

// waitChange is waitNew for a change of more than some pixels.
func (s *screen) waitChange(name string, pixels int) {
	s.t.Helper()
	before := s.last
	poll(s.t, "the screen does not come to show "+name, func() bool { return changed(s.look(), before) > pixels })
	s.settle(name)
}

// changed is how many pixels of two pictures do.
func changed(a, b []byte) (pixels int) {
	for i := 0; i+3 < len(a); i += 4 {
		if [3]byte(a[i:i+3]) != [3]byte(b[i:i+3]) {
			pixels++
		}
	}
	return pixels
}

// settle waits until nothing moves, whatever is shown.
func (s *screen) settle(name string) {
	s.t.Helper()
	s.last = nil
	s.waitNew(name)
}

// waitFull waits for a window with something in it: not its frame alone, and its ground.
func (s *screen) waitFull(name string) {
	s.t.Helper()
	poll(s.t, "the screen does not come to show "+name, func() bool { return colours(s.look(), 1000) == 1000 })
	s.settle(name)
}

// changes tells whether the screen soon looks other than at the last picture.
func (s *screen) changes() bool {
	for end := time.Now().Add(time.Second); time.Now().Before(end); {
		if !bytes.Equal(s.look(), s.last) {
			return true
		}
	}
	return false
}

// drawn tells whether there is more than an empty window.
func drawn(shot []byte) bool { return colours(shot, 20) == 20 }

// colours counts those of a picture, to a limit.
func colours(shot []byte, limit int) int {
	all := map[[3]byte]bool{}
	for i := 0; i+3 < len(shot) && len(all) < limit; i += 4 {
		all[[3]byte(shot[i:i+3])] = true
	}
	return len(all)
}

func (s *screen) keep(name string) {
	dir := os.Getenv("KEYTRAY_PICTURES")
	if dir == "" {
		return
	}
	picture := image.NewRGBA(s.area)
	for i := 0; i+3 < len(s.last); i += 4 {
		copy(picture.Pix[i:], []byte{s.last[i+2], s.last[i+1], s.last[i], 0xFF})
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err == nil {
		err = png.Encode(f, picture)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		s.t.Error(err)
	}
}
