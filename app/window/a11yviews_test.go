package window

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// everyView are all pages and states that there are pictures of.
func everyView() map[string]screen {
	all := map[string]screen{}
	for _, table := range []map[string]view{mainViews(), pageViews(), wizardViews(), hurtViews()} {
		for name, v := range table {
			all[name] = v.screen
		}
	}
	for _, table := range []map[string]screen{overviewScreens(), listScreens(), detailScreens()} {
		maps.Copy(all, table)
	}
	for name, p := range settingsPages {
		all[name] = screen{setupSize, p.open}
	}
	maps.DeleteFunc(all, func(name string, _ screen) bool { return strings.HasSuffix(name, "-720") }) // as usual, but for the width
	for _, table := range []map[string]func(*rig){setupPages, rotatePages, lastSteps} {
		for name, open := range table {
			all[name] = screen{setupSize, open}
		}
	}
	for name, p := range newPages {
		all[name] = screen{setupSize, p.open}
	}
	for name, s := range windowStates {
		if !s.before {
			all["state-"+name] = screen{usual, s.do}
		}
	}
	return all
}

// ear is what a screen reader gets of the window.
func (r *rig) ear(t *testing.T) *windowtest.Ear {
	return &windowtest.Ear{
		T: t, Window: r.Frame, Voice: r.win.voice,
		Draws: func(o fyne.CanvasObject) bool {
			_, months := o.(*axis)
			return months || fmt.Sprintf("%T", o) == "*kit.lifeLine" // the example of the welcome
		},
		Says: func(o fyne.CanvasObject) (string, bool) {
			t, is := o.(*providerTile)
			if !is {
				return "", false
			}
			return t.says(), true
		},
		Over: func(o fyne.CanvasObject) bool {
			_, completes := o.(*completionRow)
			return completes || o == r.win.toast.words || o == r.win.toast.act
		},
	}
}

// values are all that is pasted, typed where it is hidden, or kept.
func (r *rig) values() []string {
	all := []string{r.Service.Value}
	for _, o := range r.Roots() {
		windowtest.Walk(o, func(o fyne.CanvasObject, _ bool) {
			switch o := o.(type) {
			case *pasteField:
				all = append(all, string(o.value))
			case *kit.ValueField:
				all = append(all, o.Text)
			}
		})
	}
	return all
}

// inView opens a view.
func inView(t *testing.T, s screen) *rig {
	t.Helper()
	r := newRig(t, someState())
	v := fyne.ThemeVariant(0)
	test.ApplyTheme(t, kit.Theme{Only: &v})
	r.Frame.Resize(s.size)
	s.do(r)
	return r
}

// What is heard of a view is logged with -v, for people to read.
func TestAllThatIsSeenIsHeard(t *testing.T) {
	views := everyView()
	for _, name := range slices.Sorted(maps.Keys(views)) {
		if only := os.Getenv("KEYTRAY_HEARD"); !strings.HasPrefix(name, only) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			r := inView(t, views[name])
			e := r.ear(t)
			if os.Getenv("KEYTRAY_HEARD") != "" {
				t.Log("\n" + e.Heard())
			}
			e.HeardOnce()
			e.NamesAll()
			e.InOrder()
			e.KeepsSecret(r.values()...)
		})
	}
}
