package kit

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/provider"
)

// Facts is a small list under a head; without lines there is no head either.
type Facts struct {
	Lines *fyne.Container
	Box   *fyne.Container
}

// Fact is one line of facts; left may be empty.
type Fact struct{ Left, Right string }

func NewFacts(head string) *Facts {
	f := &Facts{Lines: container.New(Column{6})}
	f.Box = container.New(Column{6}, NewBold(head, SizeSmall, ColorMuted), f.Lines)
	f.Box.Hide()
	return f
}

func (f *Facts) Set(all []Fact) {
	f.Lines.Objects = nil
	for _, e := range all {
		right := NewLine(e.Right, SizeSmall, theme.ColorNameForeground).Cut()
		if e.Left == "" {
			f.Lines.Add(right)
			continue
		}
		left := NewLine(e.Left, SizeSmall, ColorMuted)
		f.Lines.Add(container.New(Beside{84}, left, right))
	}
	f.Lines.Refresh()
	Show(f.Box, len(all) > 0)
}

// ConsoleLink leads to the page where a provider makes keys; nil if nobody
// confirmed where that is. The address is the catalogue's, never a person's.
func ConsoleLink(id string) fyne.CanvasObject {
	p, ok := provider.New().ByID(id)
	if !ok || p.Links.Console == "" {
		return nil
	}
	u, err := url.Parse(p.Links.Console)
	if err != nil {
		return nil
	}
	return widget.NewHyperlink(p.Name+" console", u)
}
