package window

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// rotationHead is above the overview: what it lets through, what the shapes mean and
// how many keys need something.
type rotationHead struct {
	back     *kit.Button
	chips    *kit.Chips
	save     *kit.Button
	legend   *fyne.Container
	counts   *fyne.Container
	top, low *fyne.Container
	box      *fyne.Container
}

func newRotationHead(back func(), filter func(soon bool)) *rotationHead {
	h := &rotationHead{counts: container.New(&kit.Flow{Gap: 18, Down: 4}), top: container.NewStack(), low: container.NewStack()}
	h.back = kit.NewButton("", "left", kit.LookQuiet, kit.HeightPlain, back)
	h.back.Label = text.T("Back")
	h.chips = kit.NewChips(kit.ChipName{Name: text.C("filter", "All")}, kit.ChipName{Name: text.T("Next 30 days")})
	h.chips.OnTurn = func(i int) { filter(i == 1) }
	h.chips.OnKey, h.chips.OnRune = kit.Escapes(back), func(r rune) { kit.Asks(h.chips, r) }
	h.save = kit.NewButton(text.T(wordsSaveCalendar), "cal", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, nil)
	h.back.Escape, h.save.Escape = back, back
	h.legend = container.New(layout.NewCustomPaddedHBoxLayout(14),
		legendOf(legendFresh, text.Phase("fresh")), legendOf(legendWindow, text.C("legend", "window")), legendOf(legendOver, text.Phase("overdue")), legendOf(legendEnd, text.T("provider ends it")))
	h.box = kit.Inset(container.New(kit.Column{Gap: 4}, h.top, h.low), 10, 6, 8, 8)
	h.arrange(false)
	return h
}

// arrange leaves the legend out where there is no room for it.
func (h *rotationHead) arrange(narrow bool) {
	title := container.NewCenter(kit.NewBold(text.T(wordsRotation), kit.SizeTitle, theme.ColorNameForeground))
	first := container.New(&kit.Flow{Gap: 12, Fill: true}, container.New(layout.NewCustomPaddedHBoxLayout(8), h.back, title), container.New(atLeastWide(190), h.chips))
	if narrow {
		h.top.Objects = []fyne.CanvasObject{first}
	} else {
		h.top.Objects = []fyne.CanvasObject{container.New(&kit.WithActions{Least: 200}, first, kit.Inset(h.legend, 0, 0, 0, 8))}
	}
	h.low.Objects = []fyne.CanvasObject{container.New(&kit.WithActions{Least: 320}, kit.Inset(container.New(kit.Middle{}, h.counts), 0, 0, 8, 0), h.save)}
	h.box.Refresh()
}

func (h *rotationHead) render(keys []api.Key, soon bool, now time.Time) {
	n := 0
	for _, k := range keys {
		if asksSoon(k, now) {
			n++
		}
	}
	on := 0
	if soon {
		on = 1
	}
	found := []string{number(len(keys)), number(n)}
	h.chips.Set(on, found, found)
	h.counts.Objects = nil
	for _, c := range countsOf(keys) {
		if c.n > 0 {
			h.counts.Add(c.shown())
		}
	}
	if len(h.counts.Objects) == 0 && len(keys) > 0 {
		h.counts.Add(tally{shape: "fresh", n: len(keys), words: wordsAreFresh}.shown())
	}
	kit.Show(h.save, len(keys) > 0)
	h.box.Refresh()
}

// atLeastWide gives its one object so much width, and what there is besides.
type atLeastWide float32

func (l atLeastWide) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(l), o[0].MinSize().Height)
}

func (atLeastWide) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// upTo sets objects side by side; the last one gets no more than what is left.
type upTo struct{ gap float32 }

func (l upTo) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for i, part := range o {
		need := part.MinSize()
		if i > 0 {
			size.Width += l.gap
		}
		size = fyne.NewSize(size.Width+need.Width, max(size.Height, need.Height))
	}
	return size
}

func (l upTo) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := float32(0)
	for _, part := range o {
		need := part.MinSize()
		kit.At(part, left, (size.Height-need.Height)/2, min(need.Width, max(size.Width-left, 0)), need.Height)
		left += need.Width + l.gap
	}
}

// tally is a number of keys, and what they have in common.
type tally struct {
	shape string
	n     int
	words func(n int) string
}

func countsOf(keys []api.Key) []tally {
	all := []tally{{shape: "exposed", words: wordsMayStillWork}, {shape: "overdue", words: wordsNeedNow}, {shape: "due", words: wordsInWindow}, {shape: kit.ShapeEnds, words: wordsEndSoon}, {shape: kit.ShapeCase, words: wordsUnderWay}}
	for _, k := range keys {
		for i, has := range []bool{kit.LeakedBefore(k), k.NeedsRotating(), k.InWindow(), k.EndsSoon && k.Phase != "expired", k.BeingRotated()} {
			if has {
				all[i].n++
			}
		}
	}
	return all
}

func (t tally) shown() fyne.CanvasObject {
	g := kit.NewGlyph()
	g.Set(t.shape)
	row := container.New(kit.AsOne{By: upTo{gap: 8}}, container.NewCenter(g))
	for _, s := range kit.Marked(t.words(t.n)) {
		line := kit.NewLine(strings.TrimSpace(s.Text), kit.SizeSmall, theme.ColorNameForeground)
		line.Style.Bold = s.Bold
		row.Add(line.Snug())
	}
	return row
}
