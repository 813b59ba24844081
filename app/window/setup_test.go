package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// setupPages are the first steps of the setup, as a person meets them.
var setupPages = map[string]func(*rig){
	"setup-1":        func(r *rig) { r.setup() },
	"setup-1-found":  func(r *rig) { r.search("go") },
	"setup-1-none":   func(r *rig) { r.search("nobody at all") },
	"setup-2":        func(r *rig) { r.getAt("openai") },
	"setup-2-lost":   func(r *rig) { r.getAt("openai"); r.Press(wordsLost) },
	"setup-2-github": func(r *rig) { r.getAt("github") },
	"setup-own": func(r *rig) {
		r.search("nobody at all")
		r.Key(fyne.KeyReturn)
	},
	"setup-own-wrong": func(r *rig) {
		r.search("nobody at all")
		r.Key(fyne.KeyReturn)
		f := r.win.page.(*setup).get.own
		f.name.SetText("")
		f.remember.SetChecked(true)
		r.Press("Next")
	},
	"setup-welcome": func(r *rig) { r.change(func(st *api.State) { st.Keys = nil }) },
}

// search types into the search field of the setup.
func (r *rig) search(text string) *setup {
	r.Helper()
	s := r.setup()
	r.typed(text)
	return s
}

// typed types into what has the focus.
func (r *rig) typed(text string) {
	for _, c := range text {
		r.Focused().TypedRune(c)
	}
}

// getAt is the setup at the step that says how to get a key of a provider.
func (r *rig) getAt(id string) *setup {
	r.Helper()
	s := r.setup()
	s.provider.chooseID(id)
	r.Key(fyne.KeyReturn)
	if s.at != setupGet || s.draft.provider.ID != id {
		r.Fatalf("step %d, provider %q", s.at, s.draft.provider.ID)
	}
	return s
}

// The first steps fit and can be read, wide and narrow, light and dark, and with
// larger text.
func TestTheFirstStepsFitAndAreReadable(t *testing.T) {
	light, dark := windowtest.Variants["light"], windowtest.Variants["dark"]
	for name, open := range setupPages {
		for look, th := range map[string]fyne.Theme{"light": kit.Theme{Only: &light}, "dark": kit.Theme{Only: &dark}, "larger": windowtest.Larger{}} {
			r := newRig(t, someState())
			test.ApplyTheme(t, th)
			r.Frame.Resize(setupSize)
			open(r)
			for _, size := range []fyne.Size{setupSize, fyne.NewSize(400, 640)} {
				r.Frame.Resize(size)
				where := fmt.Sprintf("%s, %s, %v", name, look, size)
				r.ButtonsFit(where)
				r.textFits(where)
				r.Readable(where)
			}
		}
	}
}
