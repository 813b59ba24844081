package window

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// rotatePage is the form for a key's new value.
type rotatePage struct {
	*form
	OnStore func(api.RotateRequest)

	id               string
	value            *valueField
	created, expires *entry
}

func newRotateForm(k api.Key) *rotatePage {
	p := &rotatePage{id: k.ID}
	p.form = newForm("Rotate "+k.Name, origin(k)+". "+wordsOldKept, "Store new key", p.send)
	if link := consoleLink(k.Provider); link != nil {
		p.add("Make it at", container.NewHBox(link))
	}
	dots, tail := mask(k.Hint)
	old := newLine(dots+tail, sizeBody, theme.ColorNameForeground)
	old.style.Monospace = true
	p.add("Old key", old)
	p.value = newValueField()
	p.watch(&p.value.entry)
	p.add("New key", p.value)
	p.created = p.field("Created", "Today, or a date like 2026-11-21")
	p.expires = p.field(wordsEndsIt(issuer(k)), "Empty if it has no end")
	p.first = p.value
	return p
}

// newRotatePage is the form that stores into the service.
func newRotatePage(w *Window, k api.Key) *rotatePage {
	p := newRotateForm(k)
	p.OnCancel = w.back
	p.OnStore = func(r api.RotateRequest) {
		w.store(p.form, p.value, r.Secret.Wipe, func(ctx context.Context, svc api.Service) (api.Key, error) {
			return svc.Rotate(ctx, r)
		})
	}
	return p
}

func (p *rotatePage) leave() { p.value.empty() }

func (p *rotatePage) keeps() string { return keepsValue(p.value) }

func (p *rotatePage) loses() (typed, pasted bool) { return false, p.value.Text != "" }

func (p *rotatePage) storing() bool { return p.stop != nil }

func (p *rotatePage) send() {
	var read reader
	r := api.RotateRequest{Name: p.id, Created: read.date("Created", p.created), Expires: read.date("The end", p.expires)}
	if p.value.Text == "" {
		read.wrong = "Paste the new key first."
	}
	p.fail(read.wrong)
	if read.wrong == "" {
		r.Secret = p.value.secret()
		p.OnStore(r)
	}
}
