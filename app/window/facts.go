package window

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/provider"
)

// facts is a small list under a head; without lines there is no head either.
type facts struct {
	lines *fyne.Container
	box   *fyne.Container
}

// fact is one line of facts; left may be empty.
type fact struct{ left, right string }

func newFacts(head string) *facts {
	f := &facts{lines: container.New(column{6})}
	f.box = container.New(column{6}, newBold(head, sizeSmall, colorMuted), f.lines)
	f.box.Hide()
	return f
}

func (f *facts) set(all []fact) {
	f.lines.Objects = nil
	for _, e := range all {
		right := newLine(e.right, sizeSmall, theme.ColorNameForeground).cut()
		if e.left == "" {
			f.lines.Add(right)
			continue
		}
		left := newLine(e.left, sizeSmall, colorMuted)
		f.lines.Add(container.New(beside{84}, left, right))
	}
	f.lines.Refresh()
	show(f.box, len(all) > 0)
}

// consoleLink leads to the page where a provider makes keys; nil if nobody
// confirmed where that is. The address is the catalogue's, never a person's.
func consoleLink(id string) fyne.CanvasObject {
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
