package window

import (
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// confirm asks before something that is hard to take back. The safe choice has
// the focus, and Esc takes it.
func (w *Window) confirm(title, words, yes string, do func()) {
	w.confirmOr(title, words, yes, text.T("Cancel"), do)
}

// confirmOr is confirm with other words for the safe choice.
func (w *Window) confirmOr(title, said, yes, no string, do func()) {
	w.confirmAmong(title, said, yes, no, do, kit.Act{})
}

// confirmAmong is confirmOr with a third choice between the two, or none.
func (w *Window) confirmAmong(title, said, yes, no string, do func(), third kit.Act) {
	if w.asks() {
		return // one question at a time
	}
	cancel := kit.NewButton(no, "", kit.LookPlain, kit.HeightPlain, nil)
	other := kit.NewButton(third.Label, "", kit.LookPlain, kit.HeightPlain, nil)
	kit.Show(other, third.Do != nil)
	act := kit.NewButton(yes, "", kit.LookAlarm, kit.HeightPlain, nil)
	words := container.New(kit.Wide{Width: 340}, container.New(kit.Column{Gap: 8},
		kit.NewProse(title, theme.SizeNameSubHeadingText, theme.ColorNameForeground).Bold(),
		kit.NewProse(said, theme.SizeNameText, kit.ColorMuted)))
	canvas := w.p.Window.Canvas()
	d := widget.NewModalPopUp(kit.Inset(container.New(kit.Column{Gap: 16},
		words, container.New(layout.NewCustomPaddedHBoxLayout(12), layout.NewSpacer(), cancel, other, act)), 16, 14, 16, 14), canvas)
	last := cancel // that had the focus
	for _, b := range []*kit.Button{cancel, other, act} {
		b.OnLeave = func() {
			last = b
			w.after(0, func() { w.keepAsking(last) })
		}
	}
	cancel.OnTapped, cancel.Escape, other.Escape, act.Escape = d.Hide, d.Hide, d.Hide, d.Hide
	act.OnTapped = func() {
		d.Hide()
		do()
	}
	other.OnTapped = func() {
		d.Hide()
		third.Do()
	}
	d.Show()
	w.question, w.holds = canvas.Overlays().Top(), nil
	canvas.Focus(cancel)
}

// confirmWhile is confirm for a question that a newer state can make pointless: it goes
// by itself then, and stale says why.
func (w *Window) confirmWhile(holds func(api.State) bool, stale, title, text, yes string, do func()) {
	if w.asks() {
		return
	}
	w.confirm(title, text, yes, do)
	w.askWhile(holds, stale)
}

// askWhile lets the question in sight go by itself once a newer state makes it pointless;
// stale says why then.
func (w *Window) askWhile(holds func(api.State) bool, stale string) {
	w.holds = func(st api.State) bool {
		if holds(st) {
			return true
		}
		w.toasting(message{text: stale})
		return false
	}
}

// followQuestion takes a question away that a state has made pointless.
func (w *Window) followQuestion(st api.State) {
	if w.asks() && w.holds != nil && !w.holds(st) {
		w.dropQuestion()
	}
}

// aboutSame tells whether st still has the key k with the same values, so that what the
// person has read of it is true.
func aboutSame(k api.Key) func(api.State) bool {
	return func(st api.State) bool {
		i := slices.IndexFunc(st.Keys, func(now api.Key) bool { return now.ID == k.ID })
		if i < 0 {
			return false
		}
		now := st.Keys[i]
		return now.Name == k.Name && now.Provider == k.Provider && now.Kind == k.Kind &&
			now.CurrentItem() == k.CurrentItem() && now.CallItem(api.CallRevoke) == k.CallItem(api.CallRevoke) &&
			now.Previous == k.Previous && (now.Case == nil) == (k.Case == nil)
	}
}

// asks tells whether a question lies over everything else.
func (w *Window) asks() bool {
	return w.question != nil && w.p.Window.Canvas().Overlays().Top() == w.question
}

// keepAsking gives a button of a question its focus back: a click beside the question takes
// it away, and then Enter would do nothing.
func (w *Window) keepAsking(b *kit.Button) {
	if canvas := w.p.Window.Canvas(); w.asks() && canvas.Focused() == nil {
		canvas.Focus(b)
	}
}

// dropQuestion is what the safe choice does, for keys that no button got.
func (w *Window) dropQuestion() {
	w.holds = nil
	over := w.p.Window.Canvas().Overlays()
	w.question.Hide()
	over.Remove(w.question)
}
