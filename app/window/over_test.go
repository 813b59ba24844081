package window

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// over is the number of things that lie over the page.
func (r *rig) over() int { return len(r.Frame.Canvas().Overlays().List()) }

func TestAMenuGoesWithItsView(t *testing.T) {
	r := newRig(t, someState())
	for i, v := range []api.View{{Name: api.ViewKeys, Key: "laptop"}, {Name: api.ViewDoctor}, {Name: api.ViewSettings}} {
		test.Tap(r.settingsPage().byKey[settingLanguage].first.(*kit.Dropdown))
		if r.over() != 1 {
			t.Fatal("there is no menu")
		}
		r.change(func(st *api.State) { st.Show = api.Shown{View: v, Serial: uint64(i + 8)} })
		if r.over() != 0 {
			t.Errorf("the menu is left over %s", v.Name)
		}
	}
	r.Misses("Deutsch")
	test.Tap(r.settingsPage().byKey[settingLanguage].first.(*kit.Dropdown))
	r.Sees("Deutsch") // another one opens
}

func TestAQuestionStaysWhileAValueHasToBeStored(t *testing.T) {
	for name, pasted := range map[string]bool{"a value": true, "nothing": false} {
		r := newRig(t, someState())
		s := r.setup()
		if pasted {
			s = r.pasted()
		}
		r.win.confirm("Is this a question?", "It is.", "Yes", func() {})
		r.lockFile()
		r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewUnlock}, Serial: 8} })
		r.unlocking()
		want := 0
		if pasted {
			want = 1
		}
		if got := r.over(); got != want || s.hasKey() != pasted {
			t.Errorf("with %s pasted %d questions are there, want %d", name, got, want)
		}
	}
}
