package window

import (
	"context"
	"slices"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// What leaked is what a person has at hand: it is taken for the search, and never shown.

// missed says that a search finds no key. What may be one itself is not said again.
func (p *leakedChoice) missed() string {
	if p.w.isKey(p.search.Text) {
		return text.T("No key matches that.")
	}
	return filterAll.missed(p.search.Text)
}

// searched shows what is found. A key that was typed, or came some other way than by
// pasting, does not stay in sight.
func (p *leakedChoice) searched(what string) {
	if p.w.catalogue().IsKey(what) {
		p.recognise(what)
		return
	}
	p.forget()
	p.chosenKey = chosenKey{}
	p.render(p.w.state)
	p.list.Reveal()
}

// pastesKey finds the key that holds a pasted value. The name of one is searched for,
// whatever it looks like.
func (p *leakedChoice) pastesKey(pasted string) bool {
	is := p.w.isKey(pasted) && !search.Named(p.w.state.Keys, pasted)
	if is {
		p.recognise(pasted)
	}
	return is
}

// pasteText takes what is pasted beside the search field.
func (p *leakedChoice) pasteText(pasted string) {
	if !p.pastesKey(pasted) {
		p.search.SetText(pasted)
	}
	p.w.focusOn(p, p.search)
}

// recognise chooses the key that holds a value.
func (p *leakedChoice) recognise(leaked string) {
	b := []byte(leaked)
	value := secret.New(p.w.catalogue().Recognise(b).Value)
	clear(b)
	_, tail := kit.Masked(secret.Hint(value, ""))
	p.search.SetText("") // and what could be undone
	p.forget()
	p.stop = ask(p.w, func(ctx context.Context, svc api.Service) (api.Holding, error) {
		defer value.Wipe()
		return svc.Recognise(ctx, value)
	}, func(by api.Holding, err error) {
		if p.stop != nil { // nobody has typed meanwhile
			p.stop = nil
			p.recognised(by, tail, err)
		}
	})
}

// recognised says whose the value is, and chooses that key.
func (p *leakedChoice) recognised(by api.Holding, tail string, err error) {
	alike := p.endingIn(tail)
	switch {
	case err != nil && len(alike) == 1:
		p.saysOf(alike[0].ID, kit.Saying{
			Tone: "due", Icon: "info", More: client.Sentence(err),
			Text: kit.Marked(text.T("It ends as **%s** does. More cannot be told now.", kit.Unmarked(alike[0].Name))),
		})
	case err != nil:
		p.says(kit.Saying{Tone: "due", Icon: "warn", Text: kit.Words(text.T("It cannot be compared with your keys now.")), More: client.Sentence(err)})
	case by.ID == "":
		p.says(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T("None of your keys has this value."))})
	case by.Binned:
		p.says(kit.Saying{
			Tone: "due", Icon: "key", Text: kit.Marked(text.T("This is the value of **%s**, which is in the bin.", kit.Unmarked(by.Name))),
			Acts: []kit.Act{p.w.shows(by, nil)},
		})
	case !by.Current:
		p.saysOf(by.ID, kit.Saying{
			Tone: "due", Icon: "key", Text: kit.Marked(text.T("This is an old value of **%s**, not the one in use.", kit.Unmarked(by.Name))),
			More: text.T("Revoke it: then nobody can use it. The key itself need not be replaced."),
		})
	default:
		p.saysOf(by.ID, kit.Saying{
			Tone: kit.ToneInfo, Icon: "key", Text: kit.Marked(text.T("This is the value of **%s**.", kit.Unmarked(by.Name))),
			Acts: []kit.Act{{Label: text.T("Mark it as exposed"), Do: func() { p.tap(by.ID) }}},
		})
	}
}

// endingIn are the keys whose last characters, as far as they are shown, are these.
func (p *leakedChoice) endingIn(tail string) []api.Key {
	return slices.DeleteFunc(slices.Clone(p.w.state.Keys), func(k api.Key) bool {
		_, its := kit.Masked(k.Hint)
		return tail == "" || its != tail
	})
}

// saysOf is says about a key, which is chosen.
func (p *leakedChoice) saysOf(id string, s kit.Saying) {
	p.says(s)
	if i := slices.Index(p.ids, id); i >= 0 {
		p.choose(i)
	}
}

func (p *leakedChoice) says(s kit.Saying) {
	p.note.Render(s)
	p.box.Refresh()
}

// forget takes away what was said about a value.
func (p *leakedChoice) forget() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	if p.note.Box.Visible() {
		p.says(kit.Saying{})
	}
}
