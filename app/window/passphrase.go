package window

import (
	"context"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/unlock"
)

// passphrasePage changes the passphrase of the encrypted file.
type passphrasePage struct {
	*form
	OnChange func(api.PassphraseRequest)

	w               *Window
	old, new, again *kit.ValueField
}

func newPassphraseForm() *passphrasePage {
	p := &passphrasePage{}
	p.form = newForm(text.T("Change the passphrase"), text.T(wordsNoReset), text.T("Change passphrase"), p.send)
	p.old, p.new, p.again = unlock.NewField(), unlock.NewField(), unlock.NewField()
	p.passphrase(text.C("passphrase", "Current"), p.old)
	p.passphrase(text.C("passphrase", "New"), p.new)
	p.passphrase(text.C("passphrase", "New, again"), p.again)
	p.first = p.old
	return p
}

func newPassphrasePage(w *Window) *passphrasePage {
	p := newPassphraseForm()
	p.w = w
	p.OnCancel = func() { w.done(p) }
	p.OnChange = func(r api.PassphraseRequest) {
		stop := write(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
			return struct{}{}, svc.ChangePassphrase(ctx, r)
		}, func(_ struct{}, err error) {
			r.Old.Wipe()
			r.New.Wipe()
			p.changed(err)
		})
		p.wait(text.T("Changing…"), stop)
	}
	return p
}

// changed says what became of it, also to who has left the page.
func (p *passphrasePage) changed(err error) {
	w, stopped := p.w, p.waited()
	w.focusOn(p, p.first) // to type it again
	switch {
	case err == nil:
		w.toasting(message{text: text.T("The passphrase is changed."), good: true})
		w.done(p)
	case stopped:
		p.tell(message{text: text.T(wordsUnsure)})
	case !w.inReach(p):
		w.toasting(message{text: text.Sentences(text.T("The passphrase was not changed."), client.Sentence(err)), bad: true})
	default:
		p.fail(client.Sentence(err))
	}
}

func (p *passphrasePage) send() {
	wrong := twice(p.new, p.again)
	if p.old.Text == "" {
		wrong = text.T("Type the passphrase that opens the file now.")
	}
	p.fail(wrong)
	if wrong == "" {
		r := api.PassphraseRequest{Old: p.old.Take(), New: p.new.Take()}
		p.again.Empty()
		p.OnChange(r)
	}
}

func (p *passphrasePage) leave() {
	for _, f := range []*kit.ValueField{p.old, p.new, p.again} {
		f.Empty()
	}
}

func (p *passphrasePage) keeps() string { return "" }

// passphrase puts a field for a passphrase into the form.
func (f *form) passphrase(label string, field *kit.ValueField) *fyne.Container {
	f.watch(&field.Entry)
	return f.add(label, field)
}

// twice is what is wrong with a new passphrase.
func twice(first, again *kit.ValueField) string {
	a, b := first.Secret(), again.Secret()
	defer a.Wipe()
	defer b.Wipe()
	switch {
	case a.Len() == 0:
		return text.T("Type the new passphrase first.")
	case !a.Equal(b):
		return text.T(wordsNotSame)
	}
	return ""
}
