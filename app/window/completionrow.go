package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// completionRow is one way to end a word: the word, what it means, and how many keys it
// finds.
type completionRow struct {
	widget.BaseWidget
	tapped          func()
	ground          *kit.Plate
	box             *fyne.Container
	word            *kit.Line
	means           *kit.Line
	count           *kit.Line
	tab             fyne.CanvasObject // the key that takes it
	marked, hovered bool
}

func newCompletionRow(tapped func()) *completionRow {
	v := &completionRow{
		tapped: tapped, ground: kit.NewPlate("", "", theme.SizeNameSelectionRadius),
		word:  kit.NewLine("", kit.SizeSmall, theme.ColorNameForeground).Cut(),
		means: kit.NewLine("", kit.SizeCaption, kit.ColorMuted).Cut(),
		count: kit.NewLine("", kit.SizeCaption, theme.ColorNamePlaceHolder),
		tab:   kit.NewKeyCap(text.C("key", "Tab")),
	}
	v.box = container.New(completionLayout{}, v.ground, v.word, v.means, v.count, v.tab)
	v.ExtendBaseWidget(v)
	return v
}

func (v *completionRow) set(c search.Completion) {
	v.word.Set(c.Word, theme.ColorNameForeground)
	v.means.Set(c.Shows, kit.ColorMuted)
	count := ""
	if c.Count > 0 {
		count = number(c.Count)
	}
	v.count.Set(count, theme.ColorNamePlaceHolder)
	kit.Show(v.count, count != "")
}

// mark shows whether the arrow keys are on it, and whether Tab takes it.
func (v *completionRow) mark(on, tab bool) {
	v.marked = on
	kit.Show(v.tab, tab)
	v.box.Layout.Layout(v.box.Objects, v.box.Size())
	v.paint()
}

func (v *completionRow) paint() { v.ground.Lie(v.marked, v.hovered) }

func (v *completionRow) Tapped(*fyne.PointEvent)        { v.tapped() }
func (v *completionRow) MouseIn(*desktop.MouseEvent)    { v.hovered = true; v.paint() }
func (v *completionRow) MouseMoved(*desktop.MouseEvent) {}
func (v *completionRow) MouseOut()                      { v.hovered = false; v.paint() }

// AccessibilityLabel says the row in words.
func (v *completionRow) AccessibilityLabel() string {
	said := []string{v.word.Text}
	if v.means.Text != "" {
		said = []string{text.T("%[1]s: %[2]s", v.word.Text, v.means.Text)}
	}
	if v.count.Visible() {
		said = append(said, v.count.Text)
	}
	if v.tab.Visible() {
		said = append(said, text.C("key", "Tab"))
	}
	return kit.Chosen(strings.Join(said, ", "), v.marked)
}

// AccessibilityRole tells a screen reader that it can be pressed.
func (v *completionRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (v *completionRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(v.box)
}

// completionLayout sets the word, and what it means after it.
type completionLayout struct{}

func (completionLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (completionLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const edge, gap = 8, 10
	kit.At(o[0], 0, 0, size.Width, size.Height)
	word, means, count := o[1].(*kit.Line), o[2].(*kit.Line), o[3].MinSize()
	middle := func(o fyne.CanvasObject, x, width float32) {
		h := o.MinSize().Height
		kit.At(o, x, (size.Height-h)/2, max(width, 0), h)
	}
	right := size.Width - edge
	if tab := o[4]; tab.Visible() {
		need := tab.MinSize()
		kit.At(tab, right-need.Width, (size.Height-need.Height)/2, need.Width, need.Height)
		right -= need.Width + gap
	}
	if o[3].Visible() {
		middle(o[3], right-count.Width, count.Width)
		right -= count.Width + gap
	}
	room := right - edge
	wordWidth := min(kit.Measure(word.Text, word.Scaled(), word.Style).Width+1, room*0.7)
	middle(word, edge, wordWidth)
	middle(means, edge+wordWidth+gap, room-wordWidth-gap)
}
