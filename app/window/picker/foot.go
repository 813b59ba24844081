package picker

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// foot says which keys do what.
type foot struct {
	after string // how long a copy stays; empty while nobody knows

	shown string // which hints
	hints *fyne.Container
	icon  *widget.Icon
	right *kit.Line
	keys  *fyne.Container // on the right
	box   *fyne.Container
}

func newFoot() *foot {
	f := &foot{
		hints: container.New(footHints{}), icon: widget.NewIcon(kit.Icon("clock", kit.ColorMuted)),
		right: kit.NewLine("", kit.SizeCaption, kit.ColorMuted), keys: container.New(footHints{}),
	}
	f.box = container.New(footLayout{}, kit.NewPlate(theme.ColorNameBackground, "", ""), kit.NewPlate(theme.ColorNameSeparator, "", ""),
		f.hints, f.icon, f.right, f.keys)
	f.fill("", nil, nil)
	return f
}

// Names of keys, as keyboards have them.
func keyEnter() string { return text.C("key", "Enter") }
func keyEsc() string   { return text.C("key", "Esc") }
func keyBack() string  { return text.C("key", "Backspace") }

// keyCtrl is the key of shortcuts: Cmd on macOS.
func keyCtrl() string {
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		return "⌘"
	}
	return text.C("key", "Ctrl")
}

func keyAlt() string {
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		return "⌥"
	}
	return text.C("key", "Alt")
}

// picks is for a key that can be copied; one with a variable has a name to copy, too.
func (f *foot) picks(name bool) {
	hints := []fyne.CanvasObject{kit.NewKeyHint(text.T("Copy"), keyEnter())}
	which := "picks"
	if name {
		which = "picks with a name"
		hints = append(hints, kit.NewKeyHint(text.T("Copy name"), keyAlt(), keyEnter()))
	}
	hints = append(hints, kit.NewKeyHint(text.C("key", "Show"), keyCtrl(), keyEnter()))
	f.says(f.after)
	f.fill(which, hints, nil)
}

// offers is for what stands in place of keys.
func (f *foot) offers(verb string) {
	f.says("")
	f.fill("offers "+verb, []fyne.CanvasObject{kit.NewKeyHint(verb, keyEnter())}, []fyne.CanvasObject{escapes(text.T("Close"))})
}

// closes is for nothing to pick.
func (f *foot) closes() {
	f.says("")
	f.fill("closes", nil, []fyne.CanvasObject{escapes(text.T("Close"))})
}

func escapes(verb string) fyne.CanvasObject { return kit.NewKeyHint(verb, keyEsc()) }

func (f *foot) says(words string) {
	f.right.Set(words, kit.ColorMuted)
	kit.Show(f.icon, words != "")
}

func (f *foot) fill(which string, left, right []fyne.CanvasObject) {
	if which != f.shown || which == "" {
		f.shown = which
		f.hints.Objects, f.keys.Objects = left, right
		f.hints.Refresh()
		f.keys.Refresh()
	}
	f.box.Refresh()
}

// footHints sets hints side by side.
type footHints struct{}

const hintGap = 14

func (footHints) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for i, hint := range o {
		if i > 0 {
			size.Width += hintGap
		}
		m := hint.(*fyne.Container).Layout.(interface {
			Natural([]fyne.CanvasObject) fyne.Size
		}).Natural(hint.(*fyne.Container).Objects)
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	return size
}

func (footHints) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, hint := range o {
		m := footHints{}.MinSize([]fyne.CanvasObject{hint})
		kit.At(hint, x, (size.Height-m.Height)/2, m.Width+1, m.Height)
		x += m.Width + hintGap
	}
}

// footLayout places a ground, a hairline, hints on the left, and an icon with words or
// hints on the right.
type footLayout struct{}

func (footLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, kit.Scaled(footHeight))
}

func (footLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	ground, line, hints, icon, words, keys := o[0], o[1], o[2], o[3], o[4], o[5]
	kit.At(ground, 0, 0, size.Width, size.Height)
	kit.At(line, 0, 0, size.Width, 1)
	const edge = 17
	left, right, said := hints.MinSize(), keys.MinSize(), words.MinSize()
	kit.At(hints, edge, 0, left.Width, size.Height)
	kit.At(keys, size.Width-edge-right.Width, 0, right.Width, size.Height)
	at := size.Width - edge - said.Width
	kit.At(words, at, (size.Height-said.Height)/2, said.Width, said.Height)
	kit.At(icon, at-20, (size.Height-14)/2, 14, 14)
	fits := at-24 >= edge+left.Width // else the keys are worth more
	kit.Show(words, fits)
	kit.Show(icon, fits && said.Width > 0)
}
