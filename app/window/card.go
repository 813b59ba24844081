package window

import (
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/secret"
)

// card is a key's value: masked, to be held in sight or copied, and what
// became of the copy.
type card struct {
	masked *line
	tail   *line
	hold   *holdButton
	copy   *button
	ring   *ring
	idle   *canvas.Image
	said   *line
	clear  *button
	clip   *fyne.Container // the line about the clipboard
	value  *clearText
	scroll *container.Scroll
	top    *fyne.Container
	narrow bool

	idleWords string // while no copy is there

	box fyne.CanvasObject
}

// copied is how a key's copy stands.
type copied struct {
	live        bool
	once        bool
	old         bool // it is of a value before the current one
	left, total time.Duration
	said        string // a sentence for a moment, after it
}

func newCard(onHold func(down bool), onCopy, onClear func()) *card {
	c := &card{
		masked: newLine("", 16, theme.ColorNameForeground), tail: newBold("", 16, theme.ColorNameForeground),
		hold: newHoldButton("Hold to reveal", "eye", onHold),
		copy: newButton("Copy", "copy", lookPrimary, heightBig, onCopy),
		ring: newRing(heightSmall), said: newLine("", sizeBody, colorMuted).cut(),
		clear: newButton("Clear now", "", lookPlain, heightSmall, onClear),
		idle:  canvas.NewImageFromResource(icon("clock", colorMuted)),
		value: newClearText(), top: container.NewStack(), idleWords: wordsIdle,
	}
	c.masked.style.Monospace, c.tail.style.Monospace = true, true
	c.copy.width = 148
	c.idle.SetMinSize(fyne.NewSquareSize(16))
	c.scroll = container.NewVScroll(c.value)
	c.scroll.SetMinSize(fyne.NewSize(0, heightSmall+8))
	c.scroll.Hide()
	c.clip = inset(container.NewBorder(nil, nil, container.NewCenter(container.NewStack(room(heightSmall), c.ring, container.NewCenter(c.idle))), c.clear,
		inset(c.said, 4, 4, 6, 6)), 4, 4, 0, 0)
	c.box = ground(container.New(column{7}, c.top, widget.NewSeparator(), container.NewStack(c.clip, inset(c.scroll, 0, -10, 0, 0))), colorSunken, 14)
	c.arrange(false)
	return c
}

// arrange puts the value above the buttons where there is no room beside them.
func (c *card) arrange(narrow bool) {
	c.narrow = narrow
	value := container.NewCenter(container.New(layout.NewCustomPaddedHBoxLayout(0), c.masked, c.tail))
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(10), c.hold, c.copy)
	if narrow {
		c.top.Objects = []fyne.CanvasObject{container.New(column{8}, container.NewHBox(value), buttons)}
	} else {
		c.top.Objects = []fyne.CanvasObject{container.NewHBox(value, layout.NewSpacer(), buttons)}
	}
	c.top.Refresh()
}

func (c *card) render(hint string, cp copied) {
	dots, tail := mask(hint)
	c.masked.set(dots, theme.ColorNameForeground)
	c.tail.set(tail, theme.ColorNameForeground)
	show(c.ring, cp.live)
	show(c.clear, cp.live)
	show(c.idle, !cp.live)
	c.ring.set(float32(cp.left)/float32(max(cp.total, 1)), number(int((cp.left+time.Second-1)/time.Second)))
	switch {
	case cp.live && cp.old:
		c.copy.set("Copy", "copy", lookPrimary)
		c.said.set(wordsOnClipboard(cp), theme.ColorNameForeground)
	case cp.live:
		c.copy.set("Copied", "check", lookPrimary)
		c.said.set(wordsClears(cp, c.narrow), theme.ColorNameForeground)
	case cp.said != "":
		c.copy.set("Copy", "copy", lookPrimary)
		c.said.set(cp.said, theme.ColorNameForeground)
	default:
		c.copy.set("Copy", "copy", lookPrimary)
		c.said.set(c.idleWords, colorMuted)
	}
}

// reveal shows v until the next call; the zero Value hides it.
func (c *card) reveal(v secret.Value) {
	c.value.set(v)
	show(c.scroll, v.Len() > 0)
	show(c.clip, v.Len() == 0)
	c.scroll.Refresh()
}

// mask is always twelve dots, which tell no length, and the last four
// characters where the hint has them.
func mask(hint string) (dots, tail string) {
	if _, after, ok := strings.Cut(hint, "…"); ok {
		tail = after
	}
	return strings.Repeat("•", 12), tail
}

// room keeps a line as high while what makes it high is hidden.
func room(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(0, height))
	return r
}

// ground puts o on a card of the given colour.
func ground(o fyne.CanvasObject, c fyne.ThemeColorName, pad float32) fyne.CanvasObject {
	return container.NewStack(newPlate(c, theme.ColorNameSeparator, theme.SizeNameCardRadius), inset(o, pad, pad, pad, pad))
}
