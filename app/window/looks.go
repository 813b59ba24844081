package window

import (
	"reflect"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// Look is how everything looks and speaks, as the settings say. A change made
// anywhere, by a command or in another program, reaches an open window.
type Look struct {
	Theme    string
	TextSize int // percent
	Language string
}

// Settings that make the look.
const (
	settingTextSize = "appearance.text_size"
	settingLanguage = "appearance.language"
)

// LookOf is the look that the settings ask for.
func LookOf(all []api.Setting) Look { return Look{TextSize: usualTextSize}.with(all) }

const usualTextSize = 100

// rescaled is when the driver is done with a new scale. It makes the window larger with
// all that is in it, and loses another size that it is given before.
const rescaled = 100 * time.Millisecond

// resizeText follows a new text size. The window stays as large on the screen as it was.
func (w *Window) resizeText(before int) {
	size := inUnits(w.p.Window.Canvas().Size(), before, w.look.TextSize).Max(w.look.least())
	w.p.SetTextSize(w.look.TextSize)
	w.root.Layout = kit.AtLeast{Min: w.look.least()}
	w.after(rescaled, func() {
		w.p.Window.Resize(size)
		w.after(rescaled, w.root.Refresh) // the last frame may be one of the other size
	})
}

// with is the look after a change of some settings.
func (l Look) with(all []api.Setting) Look {
	for _, s := range all {
		switch s.Key {
		case settingTheme:
			l.Theme = s.Value
		case settingLanguage:
			l.Language = s.Value
		case settingTextSize:
			if percent, err := strconv.Atoi(s.Value); err == nil {
				l.TextSize = percent
			}
		}
	}
	return l
}

// followSettings follows those that somebody has changed since the last state.
func (w *Window) followSettings(before []api.Setting) {
	now := w.state.Settings
	if len(now) == 0 || reflect.DeepEqual(now, before) {
		return
	}
	w.take(now)
	w.appear(w.look.with(now))
}

// appear changes the look, where it is another one.
func (w *Window) appear(l Look) {
	before := w.look
	w.look = l
	if l.Theme != before.Theme {
		w.p.SetTheme(kit.ThemeNamed(l.Theme))
	}
	if l.TextSize != before.TextSize && w.p.SetTextSize != nil {
		w.resizeText(before.TextSize)
	}
	if l.Language != before.Language && w.p.Speak != nil {
		w.changeLanguage()
	}
}

// sized is a size of the window in units that are larger with the text: on the screen it
// stays as large as it was, as far as there is room for what is in it.
func (l Look) sized(usual fyne.Size) fyne.Size {
	return inUnits(usual, usualTextSize, l.TextSize).Max(l.least())
}

// least is how small the window can be made. With large text it becomes lower: all
// pages scroll, and a screen has no more room than before.
func (l Look) least() fyne.Size {
	const lowest = 300
	return fyne.NewSize(minimum.Width, max(inUnits(minimum, usualTextSize, l.TextSize).Height, lowest))
}

// inUnits is a size in the units of another text size.
func inUnits(size fyne.Size, from, to int) fyne.Size {
	if from <= 0 || to <= 0 {
		return size
	}
	part := float32(from) / float32(to)
	return fyne.NewSize(size.Width*part, size.Height*part)
}
