package picker

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/client"
	"keytray/app/window/windowtest"
)

// rig is a picker on the test driver.
type rig struct {
	*windowtest.Rig
	pick *Picker
}

// newRig opens a picker on a state.
func newRig(t *testing.T, st api.State) *rig {
	t.Helper()
	r := openRig(t, st, 0)
	r.pick.Render(st)
	return r
}

// openRig opens one that has no state yet.
func openRig(t *testing.T, st api.State, nameStays time.Duration) *rig {
	t.Helper()
	r := shutRig(t, st, nameStays)
	r.pick.Entered()
	r.Until("it hears keys", func() bool { return !r.pick.typed.waits })
	return r
}

// shutRig makes one that has no focus yet.
func shutRig(t *testing.T, st api.State, nameStays time.Duration) *rig {
	t.Helper()
	r := windowtest.NewRig(t)
	r.Service.Current = st
	k := New(t.Context(), Params{
		Link: r.Link(), Window: r.Frame, StartAgent: func() error { return r.Service.Note("start agent") }, Clipboard: r.Clip, NameStays: nameStays,
	})
	r.Frame.Resize(usual)
	return &rig{r, k}
}

// types types letters into what has the focus.
func (r *rig) types(s string) {
	r.Helper()
	if r.Focused() == nil {
		test.TypeOnCanvas(r.Frame.Canvas(), s)
		return
	}
	test.Type(r.Focused(), s)
}

// gone tells whether the picker has closed.
func (r *rig) gone() bool { return r.Frame.Closed }

// with presses a key with Ctrl or Alt, as the driver does.
func (r *rig) with(s *desktop.CustomShortcut) {
	if f, ok := r.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else {
		r.pick.shortcut(s)
	}
}

// changes renders a state that is like the last one but for what do changes.
func (r *rig) changes(do func(*api.State)) {
	st := r.pick.state
	st.Revision++
	do(&st)
	r.pick.Render(st)
}

// names are those of the rows in sight, from above.
func (r *rig) names() (all []string) {
	for _, row := range r.pick.view.list.rows {
		if row.Visible() {
			all = append(all, row.name.Text())
		}
	}
	return all
}

// pickable is a state in which all were copied, the last ones of the list first.
func pickable() api.State {
	st := windowtest.State()
	st.Settings = []api.Setting{{Key: client.SettingClearAfter, Value: "30s"}}
	for i := range st.Keys {
		st.Keys[i].CopiedAt = windowtest.Today.Add(time.Duration(i-20) * time.Hour)
	}
	return st
}

// pastes pastes a text into the search.
func (r *rig) pastes(text string) {
	clip := test.NewClipboard()
	clip.SetContent(text)
	r.pick.view.search.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}
