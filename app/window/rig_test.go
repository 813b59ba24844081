package window

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// rig is a window on the test driver.
type rig struct {
	*windowtest.Rig
	win   *Window
	theme kit.Theme
}

func newRig(t *testing.T, st api.State) *rig {
	t.Helper()
	r := emptyRig(t)
	r.Service.Current = st
	r.win.Render(st)
	return r
}

// emptyRig is a window before its first state.
func emptyRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{Rig: windowtest.NewRig(t)}
	r.Service.Back = func(k *api.Key) { inCase(k, api.StepCreate); k.Previous = 1 }
	r.win = opened(t.Context(), Params{
		Link: r.Link(), Window: r.Frame,
		SetTheme: func(th kit.Theme) { r.theme = th }, StartAgent: func() error { return r.Service.Note("start agent") },
		OpenURL: func(u *url.URL) error { return r.Service.Note("open " + u.String()) }, Clipboard: r.Clip, Icon: appIcon(t),
	})
	return r
}

// opened is a window with all that is in it.
func opened(ctx context.Context, p Params) *Window {
	w := Make(ctx, p)
	w.Fill(p.Window.SetContent)
	return w
}

// appIcon is the picture that the program gives its window.
func appIcon(t *testing.T) fyne.Resource {
	t.Helper()
	picture, err := os.ReadFile(filepath.Join("..", "..", "assets", "icons", "app.png"))
	if err != nil {
		t.Fatal(err)
	}
	return fyne.NewStaticResource("keytray.png", picture)
}

// change renders a state that is like the last one but for what do changes.
func (r *rig) change(do func(*api.State)) {
	st := r.win.state
	st.Revision++
	do(&st)
	r.win.Render(st)
}

// What nearly every test here needs, in a word.
var (
	today     = windowtest.Today
	keyOf     = windowtest.Key
	someKeys  = windowtest.Keys
	someState = windowtest.State
	madeUp    = windowtest.MadeUp
)

func onDay(s string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, time.Local)
	if err != nil {
		panic(err)
	}
	return t
}
