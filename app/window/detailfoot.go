package window

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// providerLinks lead to pages of a key's provider. The addresses are the catalogue's:
// what a person typed is never opened.
type providerLinks struct {
	OnOpen   func(*url.URL)
	OnEscape func()

	id  string // of the provider that they are of
	box *fyne.Container
}

func newProviderLinks() *providerLinks {
	return &providerLinks{box: container.New(&kit.Flow{Gap: 4})}
}

// render shows those of a provider that are known.
func (l *providerLinks) render(id string) {
	if l.id == id {
		return // none loses the focus
	}
	l.id, l.box.Objects = id, nil
	p, known := provider.New().ByID(id)
	if known {
		l.add(text.T("%s console", p.Name), p.Links.Console)
		l.add(text.C("link", "Usage"), p.Links.Usage)
		l.add(text.C("link", "Limits"), p.Links.Limits)
		l.add(text.C("link", "Docs"), p.Links.Docs)
	}
	l.box.Refresh()
}

func (l *providerLinks) add(words, address string) {
	u := webPage(address)
	if u == nil {
		return
	}
	b := kit.NewButton(words, "ext", kit.LookLink, kit.HeightSmall, func() { l.OnOpen(u) })
	b.IconLast, b.Escape = true, func() { l.OnEscape() }
	l.box.Add(b)
}

// footer sets the links left and what is dangerous right; below each other where it is
// narrow.
func footer(links, danger fyne.CanvasObject, narrow bool) fyne.CanvasObject {
	if narrow {
		return container.New(kit.Column{Gap: 8}, links, container.NewHBox(layout.NewSpacer(), danger))
	}
	return container.New(besideEnd{gap: 12}, links, danger)
}

// besideEnd gives the second of two objects its width, at the end, and the first the
// rest.
type besideEnd struct{ gap float32 }

func (b besideEnd) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+b.gap+r.Width, max(l.Height, r.Height))
}

func (b besideEnd) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := float32(0)
	if o[1].Visible() {
		need := o[1].MinSize()
		width = need.Width + b.gap
		kit.At(o[1], size.Width-need.Width, 0, need.Width, need.Height)
	}
	kit.At(o[0], 0, 0, size.Width-width, kit.HeightIn(o[0], size.Width-width))
}
