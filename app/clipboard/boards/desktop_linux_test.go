package boards

import (
	"context"
	"errors"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/secret"
)

// fakeWay is a board of a desktop that may not have it.
type fakeWay struct {
	clipboardtest.Board
	name   string
	refuse error
}

func (w *fakeWay) Put(ctx context.Context, o clipboard.Offer) error {
	if w.refuse != nil {
		return w.refuse
	}
	return w.Board.Put(ctx, o)
}

func (w *fakeWay) Traits() clipboard.Traits { return clipboard.Traits{Name: w.name} }

func (w *fakeWay) Close() error { return w.Clear(context.Background()) }

func (w *fakeWay) Usable(context.Context) (clipboard.Traits, error) { return w.Traits(), w.refuse }

type ways struct {
	*desktop
	x11, wayland, tool fakeWay
}

func newWays(t *testing.T, display, compositor string) *ways {
	t.Setenv("DISPLAY", display)
	t.Setenv("WAYLAND_DISPLAY", compositor)
	w := &ways{x11: fakeWay{name: "X11"}, wayland: fakeWay{name: "Wayland"}, tool: fakeWay{name: "wl-copy"}}
	w.desktop = &desktop{x11: &w.x11, wayland: &w.wayland, tool: &w.tool}
	return w
}

func (w *ways) put() error {
	return w.Put(context.Background(), clipboard.Offer{Value: secret.FromString("v"), Told: func(clipboard.Event) {}})
}

func (w *ways) assertUsed(t *testing.T, used *fakeWay) {
	t.Helper()
	for _, each := range []*fakeWay{&w.x11, &w.wayland, &w.tool} {
		if has := each.Content() != ""; has != (each == used) {
			t.Errorf("%s has the value: %v", each.name, has)
		}
	}
	if ours, err := w.Ours(t.Context()); !ours || err != nil || w.Traits().Name != used.name {
		t.Errorf("ours is %v (%v), traits %v", ours, err, w.Traits())
	}
	if err := w.Clear(t.Context()); err != nil || used.Content() != "" {
		t.Errorf("it was not cleared: %v", err)
	}
}

func TestTheBestWayOntoTheClipboardIsTaken(t *testing.T) {
	unfit := clipboard.ErrUnfit
	for name, c := range map[string]struct {
		display, compositor string
		wayland             error
		want                string
	}{
		"X11":                            {":1", "", nil, "X11"},
		"Wayland":                        {":1", "wayland-1", nil, "Wayland"},
		"Wayland without X11":            {"", "wayland-1", nil, "Wayland"},
		"a compositor without the way":   {":1", "wayland-1", unfit, "X11"},
		"... and without X11":            {"", "wayland-1", unfit, "wl-copy"},
		"a compositor that does not let": {":1", "wayland-1", clipboard.ErrRefused, "wl-copy"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWays(t, c.display, c.compositor)
			w.wayland.refuse = c.wayland
			if err := w.put(); err != nil {
				t.Fatal(err)
			}
			w.assertUsed(t, map[string]*fakeWay{"X11": &w.x11, "Wayland": &w.wayland, "wl-copy": &w.tool}[c.want])
		})
	}
}

func TestAfterATimeoutNoOtherWayIsTried(t *testing.T) {
	w := newWays(t, ":1", "wayland-1")
	w.wayland.Late(true)
	if err := w.put(); !errors.Is(err, clipboard.ErrTimeout) {
		t.Errorf("got %v", err)
	}
	w.wayland.Late(false)
	w.assertUsed(t, &w.wayland)
}

func TestAChangeOfTheWayLeavesNoValueOnTheOther(t *testing.T) {
	w := newWays(t, ":1", "wayland-1")
	if err := w.put(); err != nil {
		t.Fatal(err)
	}
	w.wayland.refuse = clipboard.ErrUnfit
	if err := w.put(); err != nil {
		t.Fatal(err)
	}
	w.assertUsed(t, &w.x11)
}

func TestWithoutAnyWayTheErrorIsTheOneThatHelps(t *testing.T) {
	w := newWays(t, "", "wayland-1")
	w.wayland.refuse, w.tool.refuse = clipboard.ErrUnfit, clipboard.ErrNoTool
	if err := w.put(); !errors.Is(err, clipboard.ErrNoTool) {
		t.Errorf("got %v", err)
	}
	if _, err := w.Usable(t.Context()); !errors.Is(err, clipboard.ErrNoTool) {
		t.Errorf("usable: %v", err)
	}
	if ours, err := w.Ours(t.Context()); ours || err != nil || w.Clear(t.Context()) != nil {
		t.Errorf("something is ours: %v, %v", ours, err)
	}
}

func TestBoardsAreMadeOnceAndKnownByName(t *testing.T) {
	var b Boards
	for _, name := range []string{"auto", "x11", "wayland", "wl-copy", "atotto"} {
		first, err := b.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := b.Find(name); again != first {
			t.Errorf("%s: another board", name)
		}
	}
	if _, err := b.Find("other"); !errors.Is(err, clipboard.ErrUnfit) {
		t.Errorf("got %v", err)
	}
	if l, err := Lasting("atotto"); err != nil || l.Traits().Name != "atotto" {
		t.Errorf("%v", err)
	}
	if _, err := Lasting("X11"); !errors.Is(err, clipboard.ErrUnfit) {
		t.Errorf("got %v", err)
	}
}
