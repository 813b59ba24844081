//go:build linux

package e2e_test

import (
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// xfce are the parts of a real desktop, each with the name that it owns on the bus
// when it is ready, and its Debian package.
var xfce = []struct {
	name, owns, debian string
	args               []string
}{
	{"xfconfd", "org.xfce.Xfconf", "xfconf", nil},
	{"xfwm4", "", "xfwm4", []string{"--compositor=off"}},
	{"xfce4-panel", trayWatcher, "xfce4-panel", nil}, // its tray owns the name
	{"xfce4-notifyd", "org.freedesktop.Notifications", "xfce4-notifyd", nil},
}

const trayWatcher = "org.kde.StatusNotifierWatcher"

// Classes of windows: of notifications, and of what the panel runs beside itself,
// its tray among them.
const (
	notifyd = "^Xfce4-notifyd$"
	plugin  = "^wrapper-2.0$"
)

// realDesk is a session with a real panel and a real notification server.
type realDesk struct {
	*person
	conn  *dbus.Conn
	panel *part
}

// part is a running part of it.
type part struct {
	process *os.Process
	ended   chan struct{} // closed when it has ended
}

func atRealDesk(t *testing.T) *realDesk {
	t.Helper()
	for _, p := range xfce {
		if _, err := xfcePath(p.name); err != nil {
			t.Skipf("%s is not installed (Debian package %s)", p.name, p.debian)
		}
	}
	p := newPerson(t, session.Options{Display: true}, fakedesk.Options{NoWatcher: true, NoNotifications: true})
	if err := os.CopyFS(filepath.Join(p.session.Home, ".config"), os.DirFS(filepath.Join("demo", "config"))); err != nil {
		t.Fatal(err)
	}
	conn, err := p.session.Bus(p.ctx())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	d := &realDesk{person: p, conn: conn}
	for _, p := range xfce {
		started := d.open(p.name, p.owns, p.args...)
		if p.owns == trayWatcher {
			d.panel = started
		}
	}
	return d
}

// xfcePath finds a program in PATH or where Xfce has those that the bus starts.
func xfcePath(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err == nil {
		return path, nil
	}
	for _, dir := range []string{"/usr/lib/*/xfce4/*/", "/usr/lib*/xfce4/*/", "/usr/libexec/xfce4/*/"} {
		if found, _ := filepath.Glob(dir + name); found != nil { // the patterns are well-formed
			return found[0], nil
		}
	}
	return "", err
}

// open starts a part and waits until it is ready.
func (d *realDesk) open(name, owns string, args ...string) *part {
	d.t.Helper()
	path, err := xfcePath(name)
	if err != nil {
		d.t.Fatal(err)
	}
	cmd := d.session.Command(context.Background(), path, args...)
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	p := &part{process: cmd.Process, ended: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // how it ends does not matter
		close(p.ended)
	}()
	d.t.Cleanup(func() {
		_ = p.process.Kill()
		<-p.ended
	})
	if owns != "" {
		poll(d.t, name+" does not start", func() bool { return d.owned(owns) })
	}
	return p
}

func (d *realDesk) owned(name string) (there bool) {
	err := d.conn.BusObject().CallWithContext(d.t.Context(), "org.freedesktop.DBus.NameHasOwner", 0, name).Store(&there)
	if err != nil {
		d.t.Fatal(err)
	}
	return there
}

// trayItems are the icons that the panel knows of.
func (d *realDesk) trayItems() (items []string) {
	_ = d.conn.Object(trayWatcher, "/StatusNotifierWatcher").CallWithContext(d.t.Context(),
		"org.freedesktop.DBus.Properties.Get", 0, trayWatcher, "RegisteredStatusNotifierItems").Store(&items) // none while it starts
	return items
}

// restartsPanel ends the panel as a logout or an update does, and starts it again
// when all of it is gone: a second panel would only call the first.
func (d *realDesk) restartsPanel() {
	d.t.Helper()
	if err := d.panel.process.Signal(syscall.SIGTERM); err != nil {
		d.t.Fatal(err)
	}
	select {
	case <-d.panel.ended:
	case <-time.After(limit):
		d.t.Fatal("the panel does not end")
	}
	poll(d.t, "the panel's tray does not end", func() bool { return !d.owned(trayWatcher) })
	d.panel = d.open("xfce4-panel", trayWatcher)
}

// visible are the windows of this class that are larger than those that toolkits
// keep for themselves.
func (d *realDesk) visible(class string) (all []image.Rectangle) {
	d.t.Helper()
	// A search that finds nothing fails.
	out, _ := d.session.Command(d.ctx(), "xdotool", "search", "--onlyvisible", "--class", class, "getwindowgeometry", "--shell", "%@").Output()
	for one := range strings.SplitSeq(string(out), "WINDOW=") {
		var id, x, y, w, h int
		if n, _ := fmt.Sscanf(one, "%d\nX=%d\nY=%d\nWIDTH=%d\nHEIGHT=%d", &id, &x, &y, &w, &h); n == 5 && w >= 16 && h >= 16 {
			all = append(all, image.Rect(x, y, x+w, y+h))
		}
	}
	return all
}

// place waits for a window of this class.
func (d *realDesk) place(class string) (window image.Rectangle) {
	d.t.Helper()
	poll(d.t, "no window of "+class, func() bool {
		all := d.visible(class)
		if len(all) > 0 {
			window = all[0]
		}
		return len(all) > 0
	})
	return window
}

// option sets an option of the notification server.
func (d *realDesk) option(property, value string) {
	d.t.Helper()
	out, err := d.session.Command(d.ctx(), "xfconf-query", "-c", "xfce4-notifyd", "-p", property, "-s", value).CombinedOutput()
	if err != nil {
		d.t.Fatalf("xfconf-query: %v: %s", err, out)
	}
}

func (d *realDesk) clickAt(at image.Point) {
	d.t.Helper()
	if err := d.session.Command(d.ctx(), "xdotool", "mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y), "click", "1").Run(); err != nil {
		d.t.Fatalf("xdotool: %v", err)
	}
}

// at is the colour of a place on a picture of the screen.
func (s *screen) at(shot []byte, x, y int) [3]byte {
	i := 4 * (y*s.area.Dx() + x)
	return [3]byte(shot[i : i+3])
}

// buttons are the middles of the buttons at the lower edge of a window, from the
// left: the lowest line with pieces, wider than a letter and narrower than half of
// it, that are not of the window's own colour.
func (s *screen) buttons(window image.Rectangle) (middles []image.Point) {
	s.t.Helper()
	const border, gap, least = 3, 4, 40
	own := s.at(s.last, window.Min.X+border, window.Min.Y+window.Dy()/2)
	for y := window.Max.Y - border; y > window.Min.Y && middles == nil; y-- {
		first, last := -1, -1
		for x := window.Min.X + border; x <= window.Max.X; x++ {
			if x < window.Max.X-border && differ(s.at(s.last, x, y), own) {
				if first < 0 {
					first = x
				}
				last = x
			} else if first >= 0 && (x-last > gap || x == window.Max.X) {
				if last-first >= least && last-first < window.Dx()/2 {
					middles = append(middles, image.Pt((first+last)/2, y-10)) // off the edge
				}
				first = -1
			}
		}
	}
	return middles
}

// differ tells whether two colours differ more than a soft shadow does.
func differ(a, b [3]byte) bool {
	sum := 0
	for i := range a {
		sum += max(int(a[i]), int(b[i])) - min(int(a[i]), int(b[i]))
	}
	return sum > 24
}

// icon is what the panel's tray shows, once that is more than the panel's colour.
func (d *realDesk) icon(s *screen) (colours [][3]byte) {
	d.t.Helper()
	poll(d.t, "no icon in the panel", func() bool {
		tray, shot := d.place(plugin).Intersect(s.area), s.look()
		colours = nil
		seen := map[[3]byte]bool{}
		for y := tray.Min.Y; y < tray.Max.Y; y++ {
			for x := tray.Min.X; x < tray.Max.X; x++ {
				colours = append(colours, s.at(shot, x, y))
				seen[s.at(shot, x, y)] = true
			}
		}
		return len(seen) > 4
	})
	return colours
}

// settledIcon is the icon once it no longer changes.
func (d *realDesk) settledIcon(s *screen) (icon [][3]byte) {
	d.t.Helper()
	since := time.Now()
	poll(d.t, "the icon does not come to rest", func() bool {
		now := d.icon(s)
		if !slices.Equal(now, icon) {
			icon, since = now, time.Now()
		}
		return time.Since(since) >= still
	})
	return icon
}

// A click on the note itself only closes it in Xfce.
//
// The signal of a click must not cost the icon: see TestTheIconComesBackAfterAPanelRestart.
func TestARealDesktopShowsAReminderAndSaysWhatWasClicked(t *testing.T) {
	for name, c := range map[string]struct {
		button  int // from the left
		happens func(d *realDesk, id string)
	}{
		"Rotate…": {0, func(d *realDesk, id string) {
			if got := waitWindow(t, d.person); got != "window rotate "+id {
				t.Errorf("the window was asked for %q", got)
			}
		}},
		"Snooze 1 week": {1, func(d *realDesk, _ string) {
			poll(t, "the key is not snoozed", func() bool { return strings.Contains(d.do("", "show", "chat-app"), "Snoozed") })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := atRealDesk(t)
			d.option("/expire-timeout", "120") // seconds: longer than this test
			d.option("/notify-location", "3")  // far from the panel
			d.program = withFakeWindow(t, d.person)
			d.remindAnyTime()
			id, _ := d.add("chat-app", "--provider", "openai", "--created", monthsAgo(8))
			screen := d.screen()
			d.launch()
			d.icon(screen)
			note := d.place(notifyd)
			screen.waitNew("notifyd")
			buttons := screen.buttons(note)
			if len(buttons) != 2 {
				t.Fatalf("it has %d buttons in %v, want 2", len(buttons), note)
			}

			d.clickAt(buttons[c.button])
			c.happens(d, id)
			poll(t, "the note stays", func() bool { return len(d.visible(notifyd)) == 0 })

			before := d.settledIcon(screen)
			d.restartsPanel()
			poll(t, "the icon does not come back", func() bool { return len(d.trayItems()) == 1 })
			poll(t, "the icon comes back as another", func() bool { return slices.Equal(d.icon(screen), before) })
		})
	}
}
