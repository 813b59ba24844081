package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// buttonsFit fails the test unless every button in sight is inside the window
// and on no other.
func (r *rig) buttonsFit(where string) {
	r.Helper()
	top := r.roots()[len(r.roots())-1] // what a dialog covers does not count
	var buttons []fyne.CanvasObject
	scrolled := map[fyne.CanvasObject]fyne.CanvasObject{}
	walk(top, func(o fyne.CanvasObject, visible bool) {
		if _, scrolls := o.(*container.Scroll); scrolls {
			walk(o, func(inside fyne.CanvasObject, _ bool) { scrolled[inside] = o })
		}
		_, plain := o.(*kit.Button)
		_, holds := o.(*kit.HoldButton)
		if visible && (plain || holds) && !scrolledOut(o, scrolled[o]) {
			buttons = append(buttons, o)
		}
	})
	width := r.frame.Canvas().Size().Width
	for i, b := range buttons {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		if right := at.X + b.Size().Width; at.X < 0 || right > width {
			r.Errorf("%s: a button goes from %v to %v", where, at.X, right)
		}
		for _, other := range buttons[:i] {
			pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(other)
			if at.X < pos.X+other.Size().Width && pos.X < at.X+b.Size().Width && at.Y < pos.Y+other.Size().Height && pos.Y < at.Y+b.Size().Height {
				r.Errorf("%s: two buttons overlap at %v", where, at)
			}
		}
	}
}

// scrolledOut tells whether a part of o is out of the view of the scroll it is in.
func scrolledOut(o, scroll fyne.CanvasObject) bool {
	if scroll == nil {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	return top < 0 || top+o.Size().Height > scroll.Size().Height
}

// textFits fails the test if a text in sight reaches out of the window or has
// no room. The list gives its rows their place itself, and fields scroll.
func (r *rig) textFits(where string) {
	r.Helper()
	width := r.frame.Canvas().Size().Width
	placed := map[fyne.CanvasObject]bool{}
	for _, root := range r.roots() {
		walk(root, func(o fyne.CanvasObject, visible bool) {
			switch o.(type) {
			case *rowView, *kit.Entry, *kit.ValueField, *kit.ComboField:
				walk(o, func(inside fyne.CanvasObject, _ bool) { placed[inside] = true })
			}
			if l, ok := o.(*kit.Line); ok && visible && !placed[o] && (l.Size().Width < l.MinSize().Width-1 || l.Size().Height < l.MinSize().Height-1) {
				r.Errorf("%s: %q has %v, and needs %v", where, l.Text, l.Size(), l.MinSize())
			}
			t, ok := o.(*canvas.Text)
			if !ok || !visible || placed[o] || t.Text == "" {
				return
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
			if right := at.X + t.MinSize().Width; at.X < 0 || right > width+1 {
				r.Errorf("%s: %q goes from %v to %v", where, t.Text, at.X, right)
			}
		})
	}
}

// larger is our theme with larger text.
type larger struct{ kit.Theme }

func (l larger) Size(name fyne.ThemeSizeName) float32 {
	size := l.Theme.Size(name)
	switch name {
	case theme.SizeNameText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameCaptionText, kit.SizeNameSmall, kit.SizeNameWelcome:
		size *= 1.25
	}
	return size
}

func TestTheNewPagesFit(t *testing.T) {
	for name, p := range newPages {
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{}, "larger": larger{}} {
			r := newRig(t, someState())
			test.ApplyTheme(t, look)
			r.frame.Resize(fyne.NewSize(400, 1000)) // nothing scrolls
			p.open(r)
			for _, width := range []float32{400, 980} {
				r.frame.Resize(fyne.NewSize(width, 1000))
				where := fmt.Sprintf("%s, %v wide, %s text", name, width, text)
				r.sees(p.says)
				r.buttonsFit(where)
				r.textFits(where)
			}
		}
	}
}

func TestEscapeLeavesTheNewPages(t *testing.T) {
	for name, p := range newPages {
		r := newRig(t, someState())
		p.open(r)
		for range 4 { // a dialog, a call that waits, the page, the one below
			if r.win.page != page(r.win.keys) || len(r.frame.Canvas().Overlays().List()) > 0 {
				r.key(fyne.KeyEscape)
				r.until("what waited has ended", func() bool { return r.idle() })
			}
		}
		if r.win.page != page(r.win.keys) {
			t.Errorf("%s: Escape does not lead back", name)
		}
	}
}

// idle tells whether the page in sight waits for no answer.
func (r *rig) idle() bool {
	switch p := r.win.page.(type) {
	case *rotateWizard:
		return !p.storing()
	case *movePage:
		return p.stop == nil
	}
	return true
}
