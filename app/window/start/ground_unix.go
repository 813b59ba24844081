//go:build !windows && !darwin

package start

import (
	"context"
	"image/color"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/theme"

	"keytray/app/xserver"
)

// groundLimit bounds what the X server is asked before the window is shown.
const groundLimit = 50 * time.Millisecond

// ground is the colour of a window from the moment it is shown until its first frame is
// drawn. Without it the X server shows what was in that memory, and a compositor black:
// a flash in the face of whoever has a light desktop.
type ground struct {
	server chan *xserver.Conn // gives one, or nil
}

// newGround reaches for the X server while the toolkit starts.
func newGround() *ground {
	server := make(chan *xserver.Conn, 1)
	display := os.Getenv("DISPLAY")
	if display == "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		server <- nil
		return &ground{server: server}
	}
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), groundLimit)
		defer cancel()
		c, err := xserver.Dial(ctx, display)
		if err != nil {
			c = nil // the toolkit will say so
		}
		server <- c
	}()
	return &ground{server: server}
}

// lay gives a window the theme's background, and tells whether there is a window yet.
func (g *ground) lay(w fyne.Window) bool {
	id := handle(w)
	if id == 0 {
		return false
	}
	if x := <-g.server; x != nil {
		paint(x, id)
	}
	return true
}

// unlist keeps a window that has not been shown out of lists of windows, and tells whether
// there is a window yet. It comes before lay.
func (g *ground) unlist(w fyne.Window) bool {
	id := handle(w)
	if id == 0 {
		return false
	}
	x := <-g.server
	if x != nil {
		late := time.AfterFunc(groundLimit, x.Abort)
		_ = x.Unlist(id) // else it is listed
		late.Stop()
	}
	g.server <- x
	return true
}

func paint(x *xserver.Conn, id uint32) {
	late := time.AfterFunc(groundLimit, x.Abort)
	defer late.Stop()
	s := fyne.CurrentApp().Settings()
	c := color.NRGBAModel.Convert(s.Theme().Color(theme.ColorNameBackground, s.ThemeVariant())).(color.NRGBA)
	if x.Paint(id, c.R, c.G, c.B) != nil { // the window is as it would be without
		x.Abort()
		return
	}
	// Once there is a picture the server would paint over it at each change of size.
	time.AfterFunc(hurryFor, func() {
		time.AfterFunc(groundLimit, x.Abort)
		_ = x.Unpaint(id) // the window may be gone
		x.Abort()
	})
}

// handle is the X server's number of a window; 0 for none.
func handle(w fyne.Window) (id uint32) {
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(c any) {
			if of, is := c.(driver.X11WindowContext); is {
				id = uint32(of.WindowHandle)
			}
		})
	}
	return id
}
