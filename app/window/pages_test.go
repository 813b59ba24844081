package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestTheListTakesKeysLikeTheSearchField(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Canvas().Focus(r.win.keys.list.list)
	r.Key(fyne.KeyDown)
	if got := r.win.keys.list.selected; got != "mirror" {
		t.Errorf("down went to %q", got)
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy mirror")
	test.TypeOnCanvas(r.Frame.Canvas(), "obs")
	if got := r.win.keys.list.search.Text; got != "obs" {
		t.Errorf("the search holds %q", got)
	}
}

func TestAChangeOfTheThemeReachesWhatIsOutOfSight(t *testing.T) {
	r := newRig(t, someState())
	r.settingsPage()
	for name, variant := range windowtest.Variants {
		test.ApplyTheme(t, kit.Theme{Only: &variant})
		r.win.back()
		want := kit.Theme{}.Color(theme.ColorNameForeground, variant)
		windowtest.Walk(r.Frame.Content(), func(o fyne.CanvasObject, _ bool) {
			if c, ok := o.(*canvas.Text); ok && c.Text == "whisper-cli" && c.Color != want {
				t.Errorf("%s: a name is drawn in %v", name, c.Color)
			}
		})
		r.settingsPage()
	}
}

func TestTabReachesEveryButtonOfTheMainView(t *testing.T) {
	r := newRig(t, someState())
	var reached []string
	r.win.keys.list.open("chat")
	for range 40 {
		r.Frame.Canvas().FocusNext()
		if b, ok := r.Focused().(*kit.Button); ok {
			reached = append(reached, b.AccessibilityLabel())
		}
	}
	for _, want := range []string{"Unpin", "Edit", "More", "Copy", "Rotate…", "Add a place", "I leaked this key…"} {
		if !slices.Contains(reached, want) {
			t.Errorf("Tab does not reach %q, only %q", want, reached)
		}
	}
}
