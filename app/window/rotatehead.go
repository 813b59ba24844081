package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
)

// rotateHead is what stands on top of each step but the last: what it is about, the
// leak if there was one, and the old and the new key.
type rotateHead struct {
	r          *rotateWizard
	title, sub *prose
	leak       *note
	old, fresh *valueChip
	box        *fyne.Container
}

func newRotateHead(r *rotateWizard) *rotateHead {
	h := &rotateHead{
		r: r, title: newProse("", theme.SizeNameSubHeadingText, theme.ColorNameForeground).bold(), sub: newProse("", theme.SizeNameText, colorMuted),
		leak: newNote(r.escape), old: newValueChip(wordsOld), fresh: newValueChip(wordsNew),
	}
	arrow := container.NewCenter(container.New(square{16}, widget.NewIcon(icon("right", colorMuted))))
	chips := container.New(&flow{gap: 14}, h.old.box, arrow, h.fresh.box)
	h.box = container.New(column{14}, container.New(column{3}, h.title, h.sub), h.leak.box, chips)
	return h
}

func (h *rotateHead) set(title, sub string) {
	h.title.set(title)
	h.sub.set(sub)
	h.render()
}

// render shows the two values as they are known now.
func (h *rotateHead) render() {
	h.old.set(tailOf(h.r.old), phaseColor("overdue", toneTint), "", phaseColor("overdue", toneText))
	hint, there := h.r.newHint()
	switch {
	case !there:
		h.fresh.set(wordsNotYet, colorSurface, colorBorder2, colorMuted)
	case h.r.paste.doubtful():
		h.fresh.set(tailOf(hint), phaseColor("due", toneTint), "", phaseColor("due", toneText))
	default:
		h.fresh.set(tailOf(hint), phaseColor("fresh", toneTint), "", phaseColor("fresh", toneText))
	}
	h.leak.render(h.r.warning())
	h.box.Refresh()
}

// tailOf is the short form of a value: four dots, and its last four characters
// where they may be shown.
func tailOf(hint string) string {
	_, tail := mask(hint)
	return strings.Repeat("•", 4) + tail
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
func (r *rotateWizard) warning() saying {
	leak := r.leaked()
	switch {
	case leak == nil:
		return saying{}
	case r.dead && r.hasNew():
		return saying{tone: "exposed", icon: "flag", text: words("", wordsLeakedOld, " "+wordsOldDead)}
	case r.dead:
		return saying{tone: "exposed", icon: "flag", text: words("", wordsKeyLeaked, " "+wordsOldDead)}
	case r.hasNew():
		return saying{tone: "exposed", icon: "flag", text: words("", wordsLeakedOld, " "+wordsUntilDead)}
	}
	return saying{tone: "exposed", icon: "flag", text: words("", wordsKeyLeaked, " "+provider.AfterLeak(leak.Where, len(r.key.UsedBy)).Why)}
}

// valueChip is a word and a few characters of a value, on a plate.
type valueChip struct {
	plate *plate
	word  *line
	value *line
	box   *fyne.Container
}

const chipHeight = 30

func newValueChip(word string) *valueChip {
	c := &valueChip{plate: newPlate(colorSurface, "", theme.SizeNameButtonRadius), word: newLine(word, sizeCaption, colorMuted), value: newLine("", sizeSmall, theme.ColorNameForeground)}
	c.value.style.Monospace = true
	row := container.New(layout.NewCustomPaddedHBoxLayout(6), container.NewCenter(c.word), container.NewCenter(c.value))
	c.box = container.NewStack(c.plate, roomOf(0, chipHeight), inset(row, 4, 4, 10, 10))
	return c
}

func (c *valueChip) set(value string, fill, stroke, ink fyne.ThemeColorName) {
	c.plate.fill, c.plate.stroke = fill, stroke
	c.word.set(c.word.text, ink)
	c.value.set(value, theme.ColorNameForeground)
	c.plate.Refresh()
	c.box.Refresh()
}

// numberedSteps are sentences of the catalogue, numbered from first on. under is
// what belongs below a sentence; it may be nil.
func numberedSteps(first int, steps []string, under func(i int, text string) fyne.CanvasObject) *fyne.Container {
	rows := container.New(column{10})
	for i, text := range steps {
		row := newNumbered(number(first+i), text)
		if o := under(i, text); o != nil {
			row.Add(o)
		}
		rows.Add(row)
	}
	return rows
}
