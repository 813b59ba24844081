package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// hint is one line of the help: keys, any of which does it, and what that is.
type hint struct {
	caps []string
	does string
}

// hinted is a page with keys of its own.
type hinted interface{ hints() []hint }

// helpPage shows all keys that do something: on the page it lies over, and everywhere.
type helpPage struct {
	*listing
	w *Window
}

// help shows the keys, or leaves that page.
func (w *Window) help() {
	if p, open := w.page.(*helpPage); open {
		p.escape()
		return
	}
	if w.p.Window.Canvas().Overlays().Top() == nil {
		w.over(newHelpPage(w, w.page))
	}
}

func newHelpPage(w *Window, over page) *helpPage {
	p := &helpPage{newListing(text.T("Keyboard shortcuts"), w.back), w}
	p.back.OnKey = p.scrolls
	var rows []fyne.CanvasObject
	if below, has := over.(hinted); has {
		rows = append(rows, helpSection(text.T("On this page"), below.hints())...)
	}
	p.fill(append(rows, helpSection(text.T("Everywhere"), everywhere())...))
	return p
}

func (p *helpPage) key(name fyne.KeyName) {
	if !p.scrolls(name) && name == fyne.KeyEscape {
		p.escape()
	}
}

// scrolls moves the rows: nothing but the way back can have the focus here.
func (p *helpPage) scrolls(name fyne.KeyName) bool {
	const line = 30
	by := float32(0)
	switch name {
	case fyne.KeyDown:
		by = line
	case fyne.KeyUp:
		by = -line
	case fyne.KeyPageDown:
		by = p.scroll.Size().Height - line
	case fyne.KeyPageUp:
		by = line - p.scroll.Size().Height
	default:
		return false
	}
	last := max(p.scroll.Content.MinSize().Height-p.scroll.Size().Height, 0)
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(max(p.scroll.Offset.Y+by, 0), last)))
	return true
}

// helpSection is hints under a heading.
func helpSection(heading string, all []hint) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.Inset(kit.NewBold(heading, kit.SizeBody, theme.ColorNameForeground), 14, 4, 0, 0)}
	for _, h := range all {
		rows = append(rows, hintRow(h))
	}
	return rows
}

func hintRow(h hint) fyne.CanvasObject {
	caps := container.New(&kit.Flow{Gap: 4})
	for _, c := range h.caps {
		caps.Add(kit.NewKeyCap(c))
	}
	words := kit.NewProse(h.does, theme.SizeNameText, theme.ColorNameForeground)
	return kit.Inset(container.New(hintLayout{}, container.New(layout.NewCustomPaddedLayout(2, 0, 0, 0), caps), words), 4, 4, 0, 0)
}

// hintLayout sets keys beside what they do, in one line where the window is wide enough.
type hintLayout struct{}

func (hintLayout) in(width float32) kit.BesideTop {
	const narrow, wide, room = 132, 220, 560
	if width < room {
		return kit.BesideTop{First: narrow, Gap: 12}
	}
	return kit.BesideTop{First: wide, Gap: 12}
}

func (l hintLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return l.in(0).MinSize(o) }

func (l hintLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { l.in(size.Width).Layout(o, size) }

// everywhere are the keys that every page knows.
func everywhere() []hint {
	var all []hint
	for _, s := range shortcuts() {
		all = append(all, hint{[]string{kit.CtrlKey(s.cap)}, s.does})
	}
	return append(
		all,
		hint{[]string{text.C("key", "Tab")}, text.T("Go to the next field or button; with Shift to the one before")},
		hint{[]string{text.C("key", "Space"), text.C("key", "Enter")}, text.T("Press the button that has the focus")},
		hint{[]string{text.C("key", "Esc")}, text.T("Leave the page")},
		hint{[]string{"F1", "?"}, text.T("Show these keys")},
	)
}

func (v *keysView) hints() []hint {
	return []hint{
		{[]string{text.C("key", "A … Z")}, text.T("Search")},
		{[]string{"↑", "↓", text.C("key", "Page Up"), text.C("key", "Page Down")}, text.T("Select another key, also from the search field")},
		{[]string{text.C("key", "Tab")}, text.T("Complete a word like due: or provider:, while one is offered")},
		{[]string{text.C("key", "Enter"), kit.CtrlKey("C")}, text.T("Copy the selected key")},
		{[]string{text.C("key", "Menu"), text.C("key", "Shift F10")}, text.T("Show what can be done with the selected key")},
		{[]string{"F2"}, text.T("Change the name of the selected key")},
		{[]string{kit.CtrlKey("Z")}, text.T("Take the last change back")},
		{[]string{kit.CtrlKey("Y"), kit.CtrlKey(text.C("key", "Shift Z"))}, text.T("Make a change again that was taken back")},
		{[]string{kit.PasteKey()}, text.T("Set up a key that you have copied")},
		{[]string{"→", "←"}, text.T("Open the selected key and go back, in a narrow window")},
		{[]string{text.C("key", "Esc")}, text.T("Clear the search, then close the window; the tray goes on")},
	}
}

func (z *wizard) hints() []hint {
	return []hint{
		{[]string{text.C("key", "Enter")}, text.T("Go on with the next step")},
		{[]string{text.C("key", "Alt ←")}, text.T("Go back to the step before")},
		{[]string{kit.PasteKey()}, text.T("Paste the key")},
		{[]string{text.C("key", "Esc")}, text.T("Leave; you are asked first if something would be lost")},
	}
}

func (p *rotationPage) hints() []hint {
	return []hint{
		{[]string{"↑", "↓", text.C("key", "Page Up"), text.C("key", "Page Down"), text.C("key", "Home"), text.C("key", "End")}, text.T("Select another key")},
		{[]string{text.C("key", "Enter")}, text.T("Rotate the selected key")},
		{[]string{"→"}, text.T("Open the selected key")},
		{[]string{text.C("key", "Esc")}, text.T("Go back to the keys")},
	}
}
