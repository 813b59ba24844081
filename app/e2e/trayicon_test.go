//go:build linux

package e2e_test

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// Every state of the icon, at the sizes that panels have and on both kinds: what the panel shows is the picture that was
// drawn for that size, pixel by pixel. A scaled one is another.
func TestAPanelShowsThePictureMadeForItsSize(t *testing.T) {
	d := atRealDesk(t)
	d.add("one")
	screen := d.screen()
	d.launch()
	d.icon(screen)
	for _, state := range []struct {
		name  string
		begin func()
	}{
		{"normal", func() {}},
		{"live", func() { d.do("", "copy", "one", "--clear-after", "10m") }},
		{"attention", func() { d.do("", "clear"); d.add("old", "--created", monthsAgo(8)) }},
		{"locked", func() {
			if err := d.session.LockKeyring(d.ctx()); err != nil {
				t.Fatal(err)
			}
			d.do("", "status") // looks
		}},
	} {
		state.begin()
		for _, panel := range []string{"on-dark", "on-light"} {
			d.panelOption("/panels/dark-mode", "bool", strconv.FormatBool(panel == "on-dark")) // the icon follows by itself
			for _, size := range []int{16, 22, 24, 32} {
				d.panelOption("/plugins/plugin-2/icon-size", "int", strconv.Itoa(size))
				d.shows(screen, fmt.Sprintf("tray-%s-%s-%d", state.name, panel, size), panel == "on-dark")
			}
		}
	}
}

// What the panel's own settings say counts more than the theme. Where they say nothing, the icon is one that is seen on every
// panel; what the person chose counts most.
func TestTheIconIsSeenOnAPanelOfAnyColour(t *testing.T) {
	d := atRealDesk(t)
	d.add("one")
	screen := d.screen()
	d.launch()
	d.icon(screen)
	paint := func(v string) {
		d.xfconf("xfce4-panel", "/panels/panel-1/background-rgba", "-a",
			"-t", "double", "-s", v, "-t", "double", "-s", v, "-t", "double", "-s", v, "-t", "double", "-s", "1")
	}
	for _, c := range []struct {
		name   string
		change func()
		icon   string
		dark   bool
	}{
		{"a white panel with a dark theme", func() {
			paint("1")
			d.panelOption("/panels/panel-1/background-style", "uint", "1")
		}, "on-light", false},
		{"the same painted black", func() { paint("0.1") }, "on-dark", true},
		{"a light theme that nobody knows", func() {
			d.panelOption("/panels/panel-1/background-style", "uint", "0")
			d.panelOption("/panels/dark-mode", "bool", "false")
			d.xfconf("xsettings", "/Net/ThemeName", "-t", "string", "-s", "Greybird")
		}, "on-any", false},
		{"the same turned dark", func() { d.panelOption("/panels/dark-mode", "bool", "true") }, "on-any", true},
		{"the icon that was chosen", func() { d.do("", "config", "tray.icon", "light") }, "on-dark", true},
	} {
		t.Log(c.name)
		c.change()
		for _, size := range []int{16, 22, 32} {
			d.panelOption("/plugins/plugin-2/icon-size", "int", strconv.Itoa(size))
			d.shows(screen, fmt.Sprintf("tray-normal-%s-%d", c.icon, size), c.dark)
		}
	}
}

// What a panel may take: the pictures by name from a folder that others cannot read, or in the message. The ID by which it
// remembers us has nothing of this run in it.
func TestPanelsAreOfferedTheIconInEverySize(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	item := p.trayItem()
	var sizes []struct {
		Width, Height int32
		Pixels        []byte
	}
	poll(t, "there is one size alone", func() bool {
		item.get("IconPixmap", &sizes)
		return len(sizes) > 1
	})
	var id, icon, folder string
	item.get("Id", &id)
	item.get("IconName", &icon)
	item.get("IconThemePath", &folder)
	if id != "Keytray" || icon != "keytray-normal-on-any" {
		t.Errorf("ID %q, icon %q", id, icon)
	}
	for _, s := range sizes {
		file := filepath.Join(folder, "hicolor", fmt.Sprintf("%dx%[1]d", s.Width), "apps", icon+".png")
		if got, err := os.ReadFile(file); err != nil || int(s.Width*s.Height*4) != len(s.Pixels) {
			t.Errorf("size %d: %d bytes in the message, %d in the folder: %v", s.Width, len(s.Pixels), len(got), err)
		}
	}
	if info, err := os.Stat(filepath.Dir(folder)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v, %v", info, err)
	}
	p.do("", "quit")
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("after quitting the pictures are there: %v", err)
	}
}

// item is our tray icon as a panel sees it.
type item struct {
	t      *testing.T
	object dbus.BusObject
}

func (p *person) trayItem() item {
	p.t.Helper()
	conn, err := p.session.Bus(p.ctx())
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	var items []string
	poll(p.t, "no tray icon", func() bool {
		_ = conn.Object(trayWatcher, "/StatusNotifierWatcher").CallWithContext(p.ctx(), "org.freedesktop.DBus.Properties.Get",
			0, trayWatcher, "RegisteredStatusNotifierItems").Store(&items) // none while it starts
		return len(items) == 1
	})
	owner, path, _ := strings.Cut(items[0], "/")
	return item{p.t, conn.Object(owner, dbus.ObjectPath("/"+path))}
}

func (i item) get(property string, value any) {
	i.t.Helper()
	v, err := i.object.GetProperty("org.kde.StatusNotifierItem." + property)
	if err == nil {
		err = v.Store(value)
	}
	if err != nil {
		i.t.Fatalf("%s: %v", property, err)
	}
}

// panelOption sets an option of the panel.
func (d *realDesk) panelOption(property, kind, value string) {
	d.t.Helper()
	d.xfconf("xfce4-panel", property, "-t", kind, "-s", value)
}

func (d *realDesk) xfconf(channel, property string, value ...string) {
	d.t.Helper()
	args := append([]string{"-c", channel, "-p", property, "-n"}, value...)
	if out, err := d.session.Command(d.ctx(), "xfconf-query", args...).CombinedOutput(); err != nil {
		d.t.Fatalf("xfconf-query: %v: %s", err, out)
	}
}

// shows waits until the panel is dark or light and has the picture of that name in its tray, as it is.
func (d *realDesk) shows(s *screen, name string, dark bool) {
	d.t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "assets", "icons", name+".png"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		d.t.Fatal(err)
	}
	since := time.Now()
	poll(d.t, "the panel does not show "+name+" as it was drawn", func() bool {
		if !d.showing(s, want, dark) {
			since = time.Now()
		}
		return time.Since(since) >= still // the panel may be changing its colour
	})
	s.keep(name)
}

func (d *realDesk) showing(s *screen, want image.Image, dark bool) bool {
	d.t.Helper()
	tray := d.place(plugin).Intersect(s.area)
	s.last = s.look()
	if ground := s.at(s.last, tray.Min.X, tray.Min.Y); dark != (ground[0] < 0x80) {
		return false
	}
	for y := tray.Min.Y; y+want.Bounds().Dy() <= tray.Max.Y; y++ {
		for x := tray.Min.X; x+want.Bounds().Dx() <= tray.Max.X; x++ {
			if s.has(tray, want, image.Pt(x, y)) {
				return true
			}
		}
	}
	return false
}

// has tells whether the picture is on the screen at that place, over the colour of the panel.
func (s *screen) has(tray image.Rectangle, want image.Image, at image.Point) bool {
	ground := s.at(s.last, tray.Min.X, tray.Min.Y)
	b := want.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			red, green, blue, alpha := want.At(b.Min.X+x, b.Min.Y+y).RGBA()
			seen := s.at(s.last, at.X+x, at.Y+y)
			for i, c := range []uint32{blue, green, red} { // as on the screen
				over := (int(c) + int(ground[i])*257*(0xFFFF-int(alpha))/0xFFFF) / 257
				if over-int(seen[i]) > rounding || int(seen[i])-over > rounding {
					return false
				}
			}
		}
	}
	return true
}

// rounding is what two programs that lay one colour over another may differ by.
const rounding = 4
