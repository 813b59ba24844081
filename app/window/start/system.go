package start

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// system is the look of the desktop, for who has not chosen light or dark. The toolkit
// takes dark for what nobody has told it yet, and for ever where nobody does.
type system struct {
	settings fyne.Settings
	told     fyne.ThemeVariant  // by the toolkit
	shown    *fyne.ThemeVariant // until the toolkit knows better; nil from then on
	wanted   kit.Theme
}

func newSystem(s fyne.Settings) *system {
	y := &system{settings: s, told: s.ThemeVariant()}
	if !toolkitKnows {
		light := theme.VariantLight
		y.shown = &light
	}
	s.AddListener(y.follow)
	return y
}

// saysSoon is how long the first theme waits for what the desktop says, which is less than
// the toolkit needs for its own start.
const saysSoon = 25 * time.Millisecond

// begin takes what the desktop says in time, and later what it says late.
func (y *system) begin(said <-chan fyne.ThemeVariant, post func(func())) {
	if said == nil {
		return
	}
	select {
	case v, known := <-said:
		if known {
			y.shown = &v
		}
	case <-time.After(saysSoon):
		go func() {
			if v, known := <-said; known {
				post(func() { y.hear(v) })
			}
		}()
	}
}

// wear shows a theme.
func (y *system) wear(t kit.Theme) {
	y.wanted = t
	if t.Only == nil {
		t.Only = y.shown
	}
	y.settings.SetTheme(t)
}

// hear shows what the desktop says late, unless the toolkit knows more by then.
func (y *system) hear(v fyne.ThemeVariant) {
	if y.shown != nil {
		y.shown = &v
		y.wear(y.wanted)
	}
}

// follow goes by the toolkit as soon as it has heard of the desktop.
func (y *system) follow(s fyne.Settings) {
	if now := s.ThemeVariant(); now != y.told {
		y.told, y.shown = now, nil
		y.wear(y.wanted)
	}
}
