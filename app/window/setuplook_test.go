package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// everyLook looks at steps in every size and theme that people have.
func everyLook(t *testing.T, steps map[string]func(*rig)) {
	light, dark := theme.VariantLight, theme.VariantDark
	for look, th := range map[string]fyne.Theme{"light": kit.Theme{Only: &light}, "dark": kit.Theme{Only: &dark}, "larger": windowtest.Larger{Theme: kit.Theme{Only: &light}}} {
		r := newRig(t, someState())
		test.ApplyTheme(t, th)
		for name, open := range steps {
			r.Frame.Resize(setupSize)
			open(r)
			for _, size := range []fyne.Size{setupSize, fyne.NewSize(400, 640)} {
				where := fmt.Sprintf("%s, %v wide, %s", name, size.Width, look)
				r.Frame.Resize(size)
				r.textFits(where)
				if look != "larger" {
					r.Readable(where)
				}
				r.Frame.Resize(fyne.NewSize(size.Width, 1400)) // nothing scrolls
				r.ButtonsFit(where)
			}
			r.Service.Set(func() { r.Service.Hold = nil })
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
	for _, name := range []string{"setup-3", "setup-4", "setup-4-first", "setup-5", "setup-5-login"} {
		r := newRig(t, someState())
		r.Frame.Resize(setupSize)
		lastSteps[name](r)
		s := r.win.page.(*setup)
		scroll := s.pages[s.at].(*container.Scroll)
		if need, is := scroll.Content.MinSize().Height, scroll.Size().Height; need > is {
			t.Errorf("%s needs %v, and has %v", name, need, is)
		}
	}
}

func TestTheLastStepsLookAsTheyDid(t *testing.T) {
	for _, name := range []string{"setup-3", "setup-3-begins", "setup-4", "setup-5", "setup-5-login"} {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(setupSize)
			setupScreens()[name].do(r)
			r.LooksLike(name + "-" + variant)
		}
	}
}
