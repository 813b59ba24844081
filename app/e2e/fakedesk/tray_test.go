//go:build linux

package fakedesk_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
)

func TestTheMenuReadsAsDrawn(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{})
	startTray(t, s)
	if _, err := d.WaitItem(ctx); err != nil {
		t.Fatal(err)
	}
	menu, err := d.Menu(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i := range menu {
		menu[i].ID = 0
	}
	want := []fakedesk.Entry{
		{Label: "All keys are fresh"},
		{Label: "open_ai", Enabled: true},
		{Label: "Find", Enabled: true},
		{Separator: true, Enabled: true},
		{Label: "Paused", Enabled: true, Checked: true},
		{Label: "More", Enabled: true},
		{Label: "below", Enabled: true, Depth: 1},
		{Label: "twin", Enabled: true},
		{Label: "twin", Enabled: true},
		{Label: "Quit", Enabled: true},
	}
	if !slices.Equal(menu, want) {
		t.Errorf("the menu reads\n%+v, want\n%+v", menu, want)
	}
}

func TestAClickReachesTheProgramAndItsChangesAreSeen(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{Eager: true})
	startTray(t, s)
	if _, err := d.WaitItem(ctx); err != nil {
		t.Fatal(err)
	}
	if icon, err := d.Icon(ctx); err != nil || !filled(red)(icon) {
		t.Errorf("the first icon is %v, %v", icon, err)
	}
	updates, icons := d.LayoutUpdates(), d.IconChanges()
	if err := d.Click(ctx, "open_ai"); err != nil {
		t.Fatal(err)
	}
	menu, err := d.WaitMenu(ctx, has("copied"))
	if err != nil {
		t.Fatal(err)
	}
	if has("open_ai")(menu) {
		t.Error("the old label is still there")
	}
	if d.LayoutUpdates() == updates {
		t.Error("no layout update was counted")
	}
	announced := func(icon image.Image) bool { return filled(green)(icon) && d.IconChanges() > icons }
	if _, err := d.WaitIcon(ctx, announced); err != nil {
		t.Error(err)
	}
}

func TestClicksThatAPersonCannotMake(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{})
	if err := d.Click(ctx, "Quit"); err == nil {
		t.Error("clicked without a tray item")
	}
	startTray(t, s)
	if _, err := d.WaitItem(ctx); err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]string{
		"nothing":            `no menu entry "nothing" among "All keys are fresh", "open_ai"`,
		"hidden":             "no menu entry",
		"":                   "no menu entry",
		"twin":               "2 menu entries",
		"All keys are fresh": "disabled",
	} {
		if err := d.Click(ctx, label); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("click on %q: %v, want %q", label, err, want)
		}
	}
	if err := d.ClickID(ctx, 4711); err != nil { // stale: sent all the same, and the program lives on
		t.Error(err)
	}
	if _, err := d.Menu(ctx); err != nil {
		t.Error(err)
	}
}

func TestTitleTooltipAndLeftClick(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{})
	startTray(t, s)
	if _, err := d.WaitItem(ctx); err != nil {
		t.Fatal(err)
	}
	if tip, err := d.Tooltip(ctx); tip != "A tip" || err != nil {
		t.Errorf("the tooltip is %q, %v", tip, err)
	}
	if title, err := d.Title(ctx); title != "Tray" || err != nil {
		t.Errorf("the title is %q, %v", title, err)
	}
	if err := d.Activate(ctx); err != nil {
		t.Fatal(err)
	}
	if title, err := d.Title(ctx); title != "tapped" || err != nil {
		t.Errorf("after a left click the title is %q, %v", title, err)
	}
}

func TestTheItemGoesWithItsProgram(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{})
	ended := startTray(t, s)
	if _, err := d.WaitItem(ctx); err != nil {
		t.Fatal(err)
	}
	if err := d.Click(ctx, "Quit"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-ctx.Done():
		t.Fatal("the program did not quit")
	}
	startTray(t, s)
	if _, err := d.WaitMenu(ctx, func(menu []fakedesk.Entry) bool { return has("open_ai")(menu) && len(d.Items()) == 1 }); err != nil {
		t.Errorf("items are %v: %v", d.Items(), err)
	}
}

func TestAPanelThatDiesAndComesBack(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{NoWatcher: true})
	startTray(t, s)
	if err := d.OwnWatcher(); err != nil {
		t.Fatal(err)
	}
	first, err := d.WaitItem(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.DropWatcher(); err != nil {
		t.Fatal(err)
	}
	if items := d.Items(); len(items) != 0 {
		t.Errorf("a dead panel shows %v", items)
	}
	if again := comesBack(ctx, t, d); again != first {
		t.Errorf("came back as %v, want %v", again, first)
	}
}

func TestWaitsEnd(t *testing.T) {
	_, s, d := setup(t, fakedesk.Options{})
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := d.WaitItem(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("WaitItem: %v", err)
	}
	if _, err := d.WaitMenu(short, has("x")); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "no tray item") {
		t.Errorf("WaitMenu: %v", err)
	}
	if err := s.StopBus(); err != nil {
		t.Fatal(err)
	}
	if _, err := d.WaitItem(t.Context()); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("WaitItem without a bus: %v", err)
	}
}

func TestTheWatcherDescribesItself(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{})
	startTray(t, s)
	item, err := d.WaitItem(ctx)
	if err != nil {
		t.Fatal(err)
	}
	watcher := connect(t, s).Object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
	host, err := watcher.GetProperty("org.kde.StatusNotifierWatcher.IsStatusNotifierHostRegistered")
	if err != nil || host.Value() != true {
		t.Errorf("no host: %v, %v", host, err)
	}
	items, err := watcher.GetProperty("org.kde.StatusNotifierWatcher.RegisteredStatusNotifierItems")
	if list, _ := items.Value().([]string); err != nil || !slices.Equal(list, []string{item.String()}) {
		t.Errorf("items are %v, %v, want %v", items, err, item)
	}
	if _, err := watcher.GetProperty("org.kde.StatusNotifierWatcher.Nothing"); err == nil {
		t.Error("got a property that is not there")
	}
}

func TestOnlyOneDesktopAtATime(t *testing.T) {
	ctx, s, _ := setup(t, fakedesk.Options{})
	if d, err := fakedesk.Start(ctx, s.BusAddress, fakedesk.Options{}); err == nil {
		d.Close()
		t.Error("started a second desktop on the same bus")
	}
	d, err := fakedesk.Start(ctx, s.BusAddress, fakedesk.Options{NoWatcher: true, NoNotifications: true})
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	d.Close() // again: nothing happens
}

func has(label string) func([]fakedesk.Entry) bool {
	return func(menu []fakedesk.Entry) bool {
		return slices.ContainsFunc(menu, func(e fakedesk.Entry) bool { return e.Label == label })
	}
}

func filled(want color.NRGBA) func(image.Image) bool {
	return func(icon image.Image) bool { return icon.At(1, 1) == want }
}

// comesBack restarts the panel until the item is there: systray begins to listen for a panel only after it has
// registered with the first one, and says nothing when it does.
func comesBack(ctx context.Context, t *testing.T, d *fakedesk.Desk) fakedesk.Item {
	t.Helper()
	for ctx.Err() == nil {
		if err := d.OwnWatcher(); err != nil {
			t.Fatal(err)
		}
		moment, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
		item, err := d.WaitItem(moment)
		cancel()
		if err == nil {
			return item
		}
		if err := d.DropWatcher(); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("the item never came back")
	return fakedesk.Item{}
}
