package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// everyLook looks at steps in every size and theme that people have.
func everyLook(t *testing.T, steps map[string]func(*rig)) {
	light, dark := theme.VariantLight, theme.VariantDark
	for look, th := range map[string]fyne.Theme{"light": kit.Theme{Only: &light}, "dark": kit.Theme{Only: &dark}, "larger": larger{kit.Theme{Only: &light}}} {
		r := newRig(t, someState())
		test.ApplyTheme(t, th)
		for name, open := range steps {
			r.frame.Resize(setupSize)
			open(r)
			for _, size := range []fyne.Size{setupSize, fyne.NewSize(400, 640)} {
				where := fmt.Sprintf("%s, %v wide, %s", name, size.Width, look)
				r.frame.Resize(size)
				r.textFits(where)
				if look != "larger" {
					r.readable(where)
				}
				r.frame.Resize(fyne.NewSize(size.Width, 1400)) // nothing scrolls
				r.buttonsFit(where)
			}
			r.svc.set(func() { r.svc.hold = nil })
			r.win.openKeys(filterAll, "")
		}
	}
}

func TestPasteMessagesFitAndAreReadable(t *testing.T) {
	all := map[string]func(*rig){}
	for name, open := range messages {
		all[name] = func(r *rig) { open(r) }
	}
	everyLook(t, all)
}

func TestTheLastStepsFitAndAreReadable(t *testing.T) { everyLook(t, lastSteps) }

func TestTheLastStepsNeedNoScrolling(t *testing.T) {
	for _, name := range []string{"setup-3", "setup-4", "setup-4-first", "setup-5"} {
		r := newRig(t, someState())
		r.frame.Resize(setupSize)
		lastSteps[name](r)
		s := r.win.page.(*setup)
		scroll := s.pages[s.at].(*container.Scroll)
		if need, is := scroll.Content.MinSize().Height, scroll.Size().Height; need > is {
			t.Errorf("%s needs %v, and has %v", name, need, is)
		}
	}
}

func TestTheLastStepsLookAsTheyDid(t *testing.T) {
	for _, name := range []string{"setup-3", "setup-3-begins", "setup-4", "setup-5"} {
		for variant, v := range variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.frame.Resize(setupSize)
			setupScreens()[name].do(r)
			r.looksLike(name + "-" + variant)
		}
	}
}
