package kit

import "fyne.io/fyne/v2"

// Fields that a text before them tells the meaning of: it is a part of their own label, as
// nobody who hears a field sees what stands beside it.
type labelable interface{ label() *string }

func (e *Entry) label() *string       { return &e.Label }
func (c *ChoiceField) label() *string { return &c.Label }
func (c *ComboField) label() *string  { return &c.Label }
func (d *Dropdown) label() *string    { return &d.Label }
func (p *Picks) label() *string       { return &p.Label }

// For makes the line the label of the fields in o, which say it themselves from then on.
func (l *Line) For(o fyne.CanvasObject) *Line {
	if labels(o, l.Text) {
		l.Spoken = Silent
	}
	return l
}

// For makes the text the label of the fields in o, which say it themselves from then on.
func (p *Prose) For(o fyne.CanvasObject) *Prose {
	if labels(o, p.Seg.Text) {
		p.Spoken = Silent
	}
	return p
}

// labels gives the fields in o a label, and tells whether there are any that had none.
func labels(o fyne.CanvasObject, label string) (any bool) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			any = labels(child, label) || any
		}
	case *DateField:
		o.SetLabel(label)
		return true
	case labelable:
		if own := o.label(); *own == "" {
			*own = label
			return true
		}
	}
	return any
}
