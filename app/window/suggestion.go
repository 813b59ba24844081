package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// suggestion is one word that can be taken. It cannot have the focus: the field keeps it,
// and Tab leads past, since suggestions go as soon as the field is left.
type suggestion struct {
	widget.BaseWidget
	word            string // in full
	ground          *kit.Plate
	line            *kit.Line
	tapped          func()
	marked, hovered bool
}

func newSuggestion(word string, tapped func()) *suggestion {
	s := &suggestion{
		word: word, tapped: tapped, ground: kit.NewPlate("", theme.ColorNameSeparator, theme.SizeNameSelectionRadius),
		line: kit.NewLine(middleCut(word, 34), kit.SizeCaption, kit.ColorMuted),
	}
	s.ExtendBaseWidget(s)
	s.paint()
	return s
}

func (s *suggestion) mark(on bool) {
	s.marked = on
	s.paint()
}

func (s *suggestion) paint() {
	ground, ink := kit.ColorSurface, kit.ColorMuted
	switch {
	case s.marked:
		ground, ink = theme.ColorNameForeground, kit.ColorSurface
	case s.hovered:
		ground = theme.ColorNameHover
	}
	s.ground.Fill = ground
	s.ground.Refresh()
	s.line.Set(s.line.Text, ink)
}

func (s *suggestion) Tapped(*fyne.PointEvent)        { s.tapped() }
func (s *suggestion) MouseIn(*desktop.MouseEvent)    { s.hovered = true; s.paint() }
func (s *suggestion) MouseMoved(*desktop.MouseEvent) {}
func (s *suggestion) MouseOut()                      { s.hovered = false; s.paint() }

// AccessibilityLabel says the whole word.
func (s *suggestion) AccessibilityLabel() string { return kit.Chosen(s.word, s.marked) }

// AccessibilityRole tells a screen reader that it can be pressed.
func (s *suggestion) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (s *suggestion) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.ground, room(kit.HeightChip), kit.Inset(s.line, 4, 4, 9, 9)))
}
