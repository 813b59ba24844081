package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// rotateHead is what stands on top of each step but the last: what it is about, the
// leak if there was one, and the old and the new key.
type rotateHead struct {
	r          *rotateWizard
	title, sub *kit.Prose
	leak       *kit.Note
	old, fresh *valueChip
	box        *fyne.Container
}

func newRotateHead(r *rotateWizard) *rotateHead {
	h := &rotateHead{
		r: r, title: kit.NewProse("", theme.SizeNameSubHeadingText, theme.ColorNameForeground).Bold(), sub: kit.NewProse("", theme.SizeNameText, kit.ColorMuted),
		leak: kit.NewNote(r.escape), old: newValueChip(text.T(wordsOld)), fresh: newValueChip(text.T(wordsNew)),
	}
	arrow := container.NewCenter(container.New(square{16}, widget.NewIcon(kit.Icon("right", kit.ColorMuted))))
	chips := container.New(&kit.Flow{Gap: 14}, h.old.box, arrow, h.fresh.box)
	h.box = container.New(kit.Column{Gap: 14}, container.New(kit.Column{Gap: 3}, h.title, h.sub), h.leak.Box, chips)
	return h
}

func (h *rotateHead) set(title, sub string) {
	h.title.Set(title)
	h.sub.Set(sub)
	h.render()
}

// render shows the two values as they are known now.
func (h *rotateHead) render() {
	h.old.set(kit.Tail(h.r.old), kit.PhaseColor("overdue", kit.ToneTint), "", kit.PhaseColor("overdue", kit.ToneText))
	hint, there := h.r.newHint()
	switch {
	case !there:
		h.fresh.set(text.T(wordsNotYet), kit.ColorSurface, kit.ColorBorder2, kit.ColorMuted)
	case h.r.paste.doubtful():
		h.fresh.set(kit.Tail(hint), kit.PhaseColor("due", kit.ToneTint), "", kit.PhaseColor("due", kit.ToneText))
	default:
		h.fresh.set(kit.Tail(hint), kit.PhaseColor("fresh", kit.ToneTint), "", kit.PhaseColor("fresh", kit.ToneText))
	}
	h.leak.Render(h.r.warning())
	h.box.Refresh()
}

// leaked is how somebody else has seen the value that is to die; nil if nobody has.
func (r *rotateWizard) leaked() *api.Exposure {
	if c := r.key.Case; c != nil && c.Leaked != nil {
		return c.Leaked
	}
	return r.key.Exposure
}

// revokeFirst tells whether the old value is to die before there is a new one.
func (r *rotateWizard) revokeFirst() bool {
	leak := r.leaked()
	return leak != nil && !r.hasNew() && !r.dead && provider.AfterLeak(leak.Where, len(r.key.UsedBy)).RevokeFirst
}

// warning says that the value leaked, and what that means for the step in sight.
func (r *rotateWizard) warning() kit.Saying {
	leak := r.leaked()
	switch {
	case leak == nil:
		return kit.Saying{}
	case r.dead && r.hasNew():
		return kit.Saying{Tone: "exposed", Icon: "flag", Text: kit.Words("", text.T(wordsLeakedOld), " "+text.T(wordsOldDead))}
	case r.dead:
		return kit.Saying{Tone: "exposed", Icon: "flag", Text: kit.Words("", text.T(wordsKeyLeaked), " "+text.T(wordsOldDead))}
	case r.hasNew():
		return kit.Saying{Tone: "exposed", Icon: "flag", Text: kit.Words("", text.T(wordsLeakedOld), " "+text.T(wordsUntilDead))}
	}
	return kit.Saying{Tone: "exposed", Icon: "flag", Text: kit.Words("", text.T(wordsKeyLeaked), " "+provider.AfterLeak(leak.Where, len(r.key.UsedBy)).Why)}
}

// valueChip is a word and a few characters of a value, on a plate.
type valueChip struct {
	plate *kit.Plate
	word  *kit.Line
	value *kit.Line
	box   *fyne.Container
}

const chipHeight = 30

func newValueChip(word string) *valueChip {
	c := &valueChip{plate: kit.NewPlate(kit.ColorSurface, "", theme.SizeNameButtonRadius), word: kit.NewLine(word, kit.SizeCaption, kit.ColorMuted), value: kit.NewLine("", kit.SizeSmall, theme.ColorNameForeground)}
	c.value.Style.Monospace = true
	row := container.New(layout.NewCustomPaddedHBoxLayout(6), container.NewCenter(c.word), container.NewCenter(c.value))
	c.box = container.NewStack(c.plate, kit.RoomOf(0, chipHeight), kit.Inset(row, 4, 4, 10, 10))
	return c
}

func (c *valueChip) set(value string, fill, stroke, ink fyne.ThemeColorName) {
	c.plate.Fill, c.plate.Stroke = fill, stroke
	c.word.Set(c.word.Text, ink)
	c.value.Set(value, theme.ColorNameForeground)
	c.plate.Refresh()
	c.box.Refresh()
}

// numberedSteps are numbered from first on. under is what belongs below one of them.
func numberedSteps(first int, steps []string, under func(i int) fyne.CanvasObject) *fyne.Container {
	rows := container.New(kit.Column{Gap: 10})
	for i, step := range steps {
		row := kit.NewNumbered(number(first+i), step)
		if o := under(i); o != nil {
			row.Add(o)
		}
		rows.Add(row)
	}
	return rows
}

// inWords are sentences of the catalogue in the person's language.
func inWords(all []string) []string {
	said := make([]string, len(all))
	for i, sentence := range all {
		said[i] = text.Of(sentence)
	}
	return said
}
