package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
)

// NewKeyCap draws a key of the keyboard.
func NewKeyCap(name string) fyne.CanvasObject {
	label := NewLine(name, SizeAxis, ColorMuted)
	return container.NewStack(NewPlate(ColorSunken, ColorBorder2, theme.SizeNamePadding), Inset(label, 1, 1, 5, 5))
}

// PasteKey is what pastes, as the keyboard says it.
func PasteKey() string { return CtrlKey("V") }

// CtrlKey is a key with Ctrl, or with Cmd on macOS, as the keyboard says it.
func CtrlKey(key string) string {
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		return "⌘ " + key
	}
	return text.T("Ctrl %s", key)
}

// NewKeySentence is a sentence with a key of the keyboard in it, where "%s" is.
func NewKeySentence(text, key string, points float32, centred bool) *fyne.Container {
	box := container.New(&keySentence{gap: points * 0.3, centred: centred})
	for word := range strings.FieldsSeq(text) {
		if word == "%s" {
			box.Add(Inset(NewKeyCap(key), 0, 0, 3, 3))
		} else {
			box.Add(NewLine(word, points, ColorMuted))
		}
	}
	return box
}

// keySentence sets words side by side, and goes on in another line where there is
// no room.
type keySentence struct {
	gap     float32
	centred bool
	width   float32
}

func (l *keySentence) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for _, line := range l.lines(o) {
		_, height := l.measure(line)
		size.Height += height
	}
	for _, word := range o {
		size.Width = max(size.Width, word.MinSize().Width)
	}
	return size
}

func (l *keySentence) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, line := range l.lines(o) {
		width, height := l.measure(line)
		x := float32(0)
		if l.centred {
			x = max((size.Width-width)/2, 0)
		}
		for _, word := range line {
			m := word.MinSize()
			At(word, x, y+(height-m.Height)/2, m.Width, m.Height)
			x += m.Width + l.gap
		}
		y += height
	}
}

// Says is the sentence.
func (l *keySentence) Says(o []fyne.CanvasObject) string {
	var words []string
	for _, word := range o {
		walkLines(word, func(line *Line) { words = append(words, line.Text) })
	}
	return strings.Join(words, " ")
}

// walkLines finds the lines in containers.
func walkLines(o fyne.CanvasObject, do func(*Line)) {
	switch o := o.(type) {
	case *Line:
		do(o)
	case *fyne.Container:
		for _, child := range o.Objects {
			walkLines(child, do)
		}
	}
}

func (l *keySentence) lines(o []fyne.CanvasObject) (all [][]fyne.CanvasObject) {
	x := float32(0)
	for i, word := range o {
		w := word.MinSize().Width
		if i == 0 || l.width > 0 && x+w > l.width {
			all = append(all, nil)
			x = 0
		}
		all[len(all)-1] = append(all[len(all)-1], word)
		x += w + l.gap
	}
	return all
}

func (l *keySentence) measure(line []fyne.CanvasObject) (width, height float32) {
	for _, word := range line {
		m := word.MinSize()
		width += m.Width + l.gap
		height = max(height, m.Height)
	}
	return width - l.gap, height
}

// Snug gives its one object the width it likes, and less where there is less.
type Snug struct{}

func (Snug) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (Snug) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := o[0].MinSize().Width
	if b, is := o[0].(*Button); is {
		width = b.Natural()
	}
	At(o[0], 0, 0, min(width, size.Width), size.Height)
}

// Natural is the size in one line.
func (l *keySentence) Natural(o []fyne.CanvasObject) fyne.Size {
	width, height := l.measure(o)
	return fyne.NewSize(width, height)
}

// NewKeyHint is what keys of the keyboard do: their caps, and the words after them.
func NewKeyHint(words string, keys ...string) *fyne.Container {
	box := container.New(&keySentence{gap: 5})
	for _, k := range keys {
		box.Add(NewKeyCap(k))
	}
	box.Add(NewLine(words, SizeCaption, ColorMuted))
	return box
}
