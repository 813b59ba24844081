//go:build linux

package fakedesk_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"testing"
	"time"

	"fyne.io/systray"
	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

var (
	red   = color.NRGBA{R: 0xc0, A: 0xff}
	green = color.NRGBA{G: 0xa0, A: 0xff}
)

// TestMain turns the test program into a tray program when a test starts it a second time.
func TestMain(m *testing.M) {
	if os.Getenv("FAKEDESK_TRAY") != "" {
		// Before Run: what is set while systray starts may be lost.
		systray.SetOnTapped(func() { systray.SetTitle("tapped") })
		systray.SetTitle("Tray")
		systray.SetTooltip("A tip")
		systray.SetIcon(square(red))
		systray.Run(showTray, nil)
		return
	}
	os.Exit(m.Run())
}

// showTray builds a menu with one entry of each kind. Its last entries change the menu, the icon and the process.
func showTray() {
	systray.AddMenuItem("All keys are fresh", "").Disable()
	key := systray.AddMenuItem("open__ai", "")
	systray.AddMenuItem("_Find", "")
	systray.AddSeparator()
	systray.AddMenuItemCheckbox("Paused", "", true)
	systray.AddMenuItem("hidden", "").Hide()
	systray.AddMenuItem("More", "").AddSubMenuItem("below", "")
	systray.AddMenuItem("twin", "")
	systray.AddMenuItem("twin", "")
	quit := systray.AddMenuItem("Quit", "")
	go func() {
		for {
			select {
			case <-key.ClickedCh:
				key.SetTitle("copied")
				systray.SetIcon(square(green))
			case <-quit.ClickedCh:
				systray.Quit()
				return
			}
		}
	}()
}

func square(c color.Color) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	draw.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a bytes.Buffer never fails
	return b.Bytes()
}

// setup starts a session, a desktop in it and, on request, the tray program. The context is good for one test.
func setup(t *testing.T, o fakedesk.Options) (context.Context, *session.Session, *fakedesk.Desk) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	s := session.New(t, session.Options{Keyring: session.NoService})
	d, err := fakedesk.Start(ctx, s.BusAddress, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return ctx, s, d
}

// startTray runs the tray program; the channel it returns is closed when the program has ended.
func startTray(t *testing.T, s *session.Session) <-chan struct{} {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := s.Command(ctx, self)
	cmd.Env = append(cmd.Env, "FAKEDESK_TRAY=1")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // killed at the end of most tests
		close(ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
		if t.Failed() && said.Len() > 0 {
			t.Logf("the tray program said: %s", &said)
		}
	})
	return ended
}

func connect(t *testing.T, s *session.Session) *dbus.Conn {
	t.Helper()
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}
