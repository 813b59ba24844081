package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fyne's own controls keep Esc to themselves, and those with a menu do not know
// Enter: these let the one leave the page, and the other open the menu.

// ChoiceField is a choice from a menu. The stock one fills itself with the focus colour;
// this one has the ring that all fields have.
type ChoiceField struct {
	widget.Select
	Label   string // what is chosen, for screen readers
	Escape  func()
	OnFocus func() // it got the focus
	lit     bool   // it has it
}

func (c *ChoiceField) FocusGained() {
	c.lit = true
	c.Refresh()
	intoSight()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

func (c *ChoiceField) FocusLost() {
	c.lit = false
	c.Select.FocusLost()
}

func (c *ChoiceField) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{WidgetRenderer: c.Select.CreateRenderer(), c: c, ring: canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth = 2
	r.paint()
	return r
}

// choiceRenderer draws the ring where the frame around the field is.
type choiceRenderer struct {
	fyne.WidgetRenderer
	c    *ChoiceField
	ring *canvas.Rectangle
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	At(r.ring, -1, -1, size.Width+2, size.Height+2)
}

func (r *choiceRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
	r.ring.Refresh()
}

func (r *choiceRenderer) paint() {
	r.ring.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, r.c)
	r.ring.StrokeColor = Named("", r.c)
	if r.c.lit {
		r.ring.StrokeColor = Named(theme.ColorNamePrimary, r.c)
	}
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.ring)
}

func (c *ChoiceField) TypedKey(k *fyne.KeyEvent) {
	switch {
	case Helps(c, k):
	case k.Name == fyne.KeyEscape:
		c.Escape()
	case k.Name == fyne.KeyReturn, k.Name == fyne.KeyEnter: // opens the menu, as Space does
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		c.Select.TypedKey(k)
	}
}

type CheckField struct {
	widget.Check
	Label   string // what is checked, for screen readers, where no text of its own says it
	Escape  func()
	OnFocus func()                  // it got the focus
	OnKey   func(fyne.KeyName) bool // true takes the key: Enter goes on, as in other fields
}

func (c *CheckField) FocusGained() {
	c.Check.FocusGained()
	intoSight()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

func (c *CheckField) TypedKey(k *fyne.KeyEvent) {
	if Helps(c, k) || c.OnKey != nil && c.OnKey(k.Name) {
		return
	}
	if k.Name == fyne.KeyEscape {
		c.Escape()
		return
	}
	c.Check.TypedKey(k)
}

type ComboField struct {
	widget.SelectEntry
	Label   string // what it is for, for screen readers
	Escape  func()
	OnFocus func()                 // it got the focus
	OnPaste func(text string) bool // true takes what is pasted
	lit     bool                   // it has the focus
}

// CreateRenderer makes it as high as other fields, and shows the focus as they do.
func (c *ComboField) CreateRenderer() fyne.WidgetRenderer {
	r := c.SelectEntry.CreateRenderer()
	return &litRenderer{WidgetRenderer: r, e: &c.Entry, lit: func() bool { return c.lit }, outline: outlineOf(r)}
}

func (c *ComboField) FocusLost() {
	c.lit = false
	c.SelectEntry.FocusLost()
}

func (c *ComboField) FocusGained() {
	c.lit = true
	c.SelectEntry.FocusGained()
	intoSight()
	if c.OnFocus != nil {
		c.OnFocus()
	}
}

func (c *ComboField) TypedKey(k *fyne.KeyEvent) {
	if Helps(c, k) {
		return
	}
	if k.Name == fyne.KeyEscape {
		c.Escape()
		return
	}
	c.SelectEntry.TypedKey(k)
}

func (c *ComboField) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && c.OnPaste != nil && c.OnPaste(p.Clipboard.Content()) {
		return
	}
	c.SelectEntry.TypedShortcut(s)
}

// Arrow lets Enter open the menu too. It takes the place of Fyne's own arrow.
func (c *ComboField) Arrow() {
	c.SetOptions(nil)
	own, a := c.ActionItem.(*widget.Button), &arrowButton{escape: c.Escape}
	a.OnTapped, a.Icon, a.Importance = own.OnTapped, own.Icon, own.Importance
	a.ExtendBaseWidget(a)
	c.ActionItem = a
}

type arrowButton struct {
	widget.Button
	escape func()
}

func (a *arrowButton) TypedKey(k *fyne.KeyEvent) {
	switch {
	case Helps(a, k):
	case k.Name == fyne.KeyEscape:
		a.escape()
	case k.Name == fyne.KeyReturn, k.Name == fyne.KeyEnter:
		a.OnTapped()
	default:
		a.Button.TypedKey(k)
	}
}
