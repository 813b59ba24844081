package window

import (
	"context"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
)

// addPage is the form for a new key.
type addPage struct {
	*form
	OnStore func(api.AddRequest)

	name, env, account, usedBy, tags, notes *entry
	created, expires, due, overdue          *entry
	provider                                *comboField
	value                                   *valueField
	guessed                                 string // the variable we filled in ourselves
}

func newAddForm() *addPage {
	p := &addPage{}
	p.form = newForm("Add a key", "", "Store key", p.send)
	p.name = p.field("Name", "chat-app")
	p.value = newValueField()
	p.watch(&p.value.entry)
	p.value.OnChanged = func(string) { p.recognise() }
	p.add("Key", p.value)
	var names []string
	for _, known := range provider.All() {
		names = append(names, known.Name)
	}
	p.provider = &comboField{escape: p.escape}
	p.provider.ExtendBaseWidget(p.provider)
	p.provider.Wrapping = oneLine
	p.provider.SetOptions(names)
	p.provider.SetPlaceHolder("Choose or type")
	p.provider.OnChanged = func(string) { p.prefill() }
	p.add("Provider", p.provider)
	p.env = p.field("Variable", "")
	p.account = p.field("Account", "personal")
	p.usedBy = p.field("Used by", "Places, with commas")
	p.tags = p.field("Tags", "With commas")
	p.created = p.field("Created", "Today, or a date like 2026-11-21")
	p.expires = p.field("Ends on", "Empty if it has no end")
	p.due = p.field("Rotate after", "3 months")
	p.overdue = p.field("Overdue after", "6 months")
	p.notes = p.field("Notes", "")
	p.first = p.name
	return p
}

// newAddPage is the form that stores into the service.
func newAddPage(w *Window) *addPage {
	p := newAddForm()
	p.OnCancel = w.back
	p.OnStore = func(r api.AddRequest) {
		w.store(p.form, p.value, r.Secret.Wipe, func(ctx context.Context, svc api.Service) (api.Key, error) {
			return svc.Add(ctx, r)
		})
	}
	return p
}

func (p *addPage) leave() { p.value.empty() }

func (p *addPage) keeps() string { return keepsValue(p.value) }

// recognise fills in the provider if the value is of a form that one alone issues.
func (p *addPage) recognise() {
	if p.provider.Text != "" {
		return
	}
	s := p.value.secret()
	defer s.Wipe()
	if known, _, ok := provider.Recognise(s.Reveal()); ok {
		p.provider.SetText(known.Name)
	}
}

// prefill fills in the variable that the provider's own tools read, unless the
// person has typed another.
func (p *addPage) prefill() {
	known, ok := provider.ByID(p.provider.Text)
	if ok && p.env.Text == p.guessed {
		p.guessed = known.Env
		p.env.SetText(known.Env)
	}
}

func (p *addPage) send() {
	var read reader
	r := api.AddRequest{Name: p.name.Text, Details: api.Details{
		Provider: p.providerID(), Env: strings.TrimSpace(p.env.Text), Account: strings.TrimSpace(p.account.Text),
		Tags: list(p.tags), UsedBy: list(p.usedBy), Notes: p.notes.Text,
		Created: read.date("Created", p.created), Expires: read.date("Ends on", p.expires),
		DueAfter: read.months("Rotate after", p.due), OverdueAfter: read.months("Overdue after", p.overdue),
	}}
	switch {
	case strings.TrimSpace(r.Name) == "":
		read.wrong = "The key needs a name."
	case p.value.Text == "":
		read.wrong = "Paste the key first."
	}
	p.fail(read.wrong)
	if read.wrong == "" {
		r.Secret = p.value.secret()
		p.OnStore(r)
	}
}

// providerID is the catalogue's ID for what was chosen, or what was typed.
func (p *addPage) providerID() string {
	typed := strings.TrimSpace(p.provider.Text)
	if known, ok := provider.ByID(typed); ok {
		return known.ID
	}
	return typed
}
