package window

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// card is a key's value: masked, to be held in sight or copied, and what
// became of the copy.
type card struct {
	masked *kit.Line
	tail   *kit.Line
	hold   *kit.HoldButton
	copy   *kit.Button
	ring   *kit.Ring
	idle   *canvas.Image
	said   *kit.Line
	clear  *kit.Button
	clip   *fyne.Container // the line about the clipboard
	value  *kit.ClearText
	scroll *container.Scroll
	top    *fyne.Container
	lost   *goneCard // in place of the value, while that is gone
	narrow bool
	onGrow func() // it needs another height

	idleWords string // while no copy is there

	box fyne.CanvasObject
}

// valueLine is the height of a value that stands above its buttons, and of what stands
// there instead of it.
const valueLine = 22

// cardGap is between the buttons.
const cardGap = 10

// A value in sight has a little of the card's edge, and no more height than the second of
// these: what is below it stays in reach.
const valueOver, mostRevealed = 10, 160

// copied is how a key's copy stands.
type copied struct {
	live        bool
	once        bool
	old         bool // it is of a value before the current one
	left, total time.Duration
	until       time.Time
	said        string // a sentence for a moment, after it
}

func newCard(onHold func(down bool), onCopy, onClear, onPaste, onRemove func()) *card {
	c := &card{
		masked: kit.NewLine("", 16, theme.ColorNameForeground).Snug().OrShort(fewDots), tail: kit.NewBold("", 16, theme.ColorNameForeground),
		hold: kit.NewHoldButton(text.T("Hold to reveal"), "eye", onHold),
		copy: kit.NewButton(text.C("button", "Copy"), "copy", kit.LookPrimary, kit.HeightBig, onCopy),
		ring: kit.NewRing(kit.HeightSmall), said: kit.NewLine("", kit.SizeBody, kit.ColorMuted).Cut(),
		clear: kit.NewButton(text.T("Clear now"), "", kit.LookPlain, kit.HeightSmall, onClear),
		idle:  canvas.NewImageFromResource(kit.Icon("clock", kit.ColorMuted)),
		value: kit.NewClearText(), top: container.NewStack(), idleWords: text.T(wordsIdle), onGrow: func() {},
	}
	c.masked.Style.Monospace, c.tail.Style.Monospace = true, true
	c.clear.Cap = kit.CtrlKey(text.C("key", "Del"))
	c.lost = newGoneCard(onPaste, onRemove)
	c.idle.SetMinSize(fyne.NewSquareSize(16))
	c.scroll = container.NewVScroll(c.value)
	c.scroll.Hide()
	c.clip = kit.Inset(container.NewBorder(nil, nil, container.NewCenter(container.NewStack(room(kit.HeightSmall), c.ring, container.NewCenter(c.idle))), c.clear,
		kit.Inset(c.said, 4, 4, 6, 6)), 4, 4, 0, 0)
	c.box = ground(container.New(kit.Column{Gap: 7}, c.top, c.lost.box, widget.NewSeparator(), container.NewStack(c.clip, kit.Inset(c.scroll, 0, -valueOver, 0, 0))), kit.ColorSunken, 14)
	c.arrange(false)
	return c
}

// copyWidth is what Copy has beside the value: whatever it says, it stays as wide.
const copyWidth = 148

// arrange puts the value above the buttons where there is no room beside them. They fill
// their line there, and are no wider than that in any language.
func (c *card) arrange(narrow bool) {
	c.narrow = narrow
	value := container.NewCenter(container.New(layout.NewCustomPaddedHBoxLayout(0), c.masked, c.tail))
	if narrow {
		c.copy.Width = 0
		buttons := container.New(&kit.Flow{Gap: cardGap, Fill: true}, c.hold, c.copy)
		c.top.Objects = []fyne.CanvasObject{container.New(kit.Column{Gap: 8}, container.NewStack(room(valueLine), container.New(maskedLine{}, c.masked, c.tail)), buttons)}
	} else {
		c.copy.Width = copyWidth
		buttons := container.New(layout.NewCustomPaddedHBoxLayout(cardGap), c.hold, c.copy)
		c.top.Objects = []fyne.CanvasObject{container.NewHBox(value, layout.NewSpacer(), buttons)}
	}
	c.top.Refresh()
	c.lost.arrange(narrow)
}

// fewDots stand for a value where there is no room for as many as usual.
const fewDots = "••••"

// maskedLine sets the dots and the last characters of a value, which are never cut.
type maskedLine struct{}

func (maskedLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	dots, tail := o[0].(*kit.Line), o[1].MinSize()
	return fyne.NewSize(kit.Measure(fewDots, dots.Scaled(), dots.Style).Width+tail.Width, tail.Height)
}

func (maskedLine) Layout(o []fyne.CanvasObject, size fyne.Size) {
	dots, tail := o[0].MinSize(), o[1].MinSize()
	wide := min(dots.Width, size.Width-tail.Width)
	if wide < dots.Width { // all of the short ones, and no gap behind them
		wide = kit.Measure(fewDots, o[0].(*kit.Line).Scaled(), o[0].(*kit.Line).Style).Width
	}
	kit.At(o[0], 0, (size.Height-dots.Height)/2, wide, dots.Height)
	kit.At(o[1], wide, (size.Height-tail.Height)/2, tail.Width, tail.Height)
}

// render shows what may be shown of a value, and how its copy stands; of one that is
// gone, what can be done.
func (c *card) render(hint string, cp copied, gone bool) {
	kit.Show(c.top, !gone)
	kit.Show(c.lost.box, gone)
	dots, tail := kit.Masked(hint)
	c.masked.Set(dots, theme.ColorNameForeground)
	c.tail.Set(tail, theme.ColorNameForeground)
	c.masked.Spoken, c.tail.Spoken = wordsHidden(tail), kit.Silent
	kit.Show(c.ring, cp.live)
	kit.Show(c.clear, cp.live)
	kit.Show(c.idle, !cp.live)
	c.ring.Set(float32(cp.left)/float32(max(cp.total, 1)), number(int((cp.left+time.Second-1)/time.Second)))
	c.said.OrShort("")
	c.said.Spoken = ""
	if cp.live { // a time that runs would be read out each second
		c.said.Spoken = wordsClearsAt(cp)
	}
	switch {
	case cp.live && cp.old:
		c.copy.Set(text.C("button", "Copy"), "copy", kit.LookPrimary)
		c.said.Set(wordsOnClipboard(cp), theme.ColorNameForeground)
	case cp.live:
		c.copy.Set(text.C("button", "Copied"), "check", kit.LookPrimary)
		c.said.OrShort(wordsClearsShort(cp)).Set(wordsClears(cp, c.narrow), theme.ColorNameForeground)
	case cp.said != "":
		c.copy.Set(text.C("button", "Copy"), "copy", kit.LookPrimary)
		c.said.Set(cp.said, theme.ColorNameForeground)
	case gone && c.narrow:
		c.said.Set(wordsWhyGone(), kit.ColorMuted)
	default:
		c.copy.Set(text.C("button", "Copy"), "copy", kit.LookPrimary)
		c.said.Set(c.idleWords, kit.ColorMuted)
	}
}

// reveal shows v until the next call; the zero Value hides it. All of it is in sight, and
// what holds it there stays where it is: the card grows downwards. Of a text as long as a
// certificate the first lines are.
func (c *card) reveal(v secret.Value) {
	if v.Len() == 0 && !c.scroll.Visible() {
		return
	}
	c.value.Set(v)
	high := min(c.value.HeightIn(c.clip.Size().Width), mostRevealed)
	c.scroll.SetMinSize(fyne.NewSize(0, max(high+valueOver, kit.HeightSmall+8)))
	kit.Show(c.scroll, v.Len() > 0)
	kit.Show(c.clip, v.Len() == 0)
	c.scroll.Refresh()
	c.onGrow()
}

// room keeps a line as high while what makes it high is hidden.
func room(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(0, height))
	return r
}

// noTop is nothing at the top of what kit.Framed frames: it takes no room.
func noTop() fyne.CanvasObject {
	o := room(0)
	o.Hide()
	return o
}

// ground puts o on a card of the given colour.
func ground(o fyne.CanvasObject, c fyne.ThemeColorName, pad float32) fyne.CanvasObject {
	return container.NewStack(kit.NewPlate(c, theme.ColorNameSeparator, theme.SizeNameCardRadius), kit.Inset(o, pad, pad, pad, pad))
}
