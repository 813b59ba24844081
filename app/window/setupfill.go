package window

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// enter fills in what the steps before tell, but nothing that the person has
// filled in.
func (p *nameStep) enter() {
	d := &p.s.draft
	p.unsay() // what was said is about the value that was there before
	p.learnWindows()
	if filled := d.provider.ID + " " + d.kind.ID; p.filledFor != filled {
		if p.filledFor == "" {
			p.created.SetDay(p.s.w.p.Now())
		}
		p.filledFor = filled
		p.variables()
	}
	p.window()
	p.told()
	p.endsLabel.Set(wordsEndsOn(issuerOf(d.provider)))
	p.endsLabel.For(p.expires)
	p.ends.Set(wordsNoEnd(d.provider))
	kit.Show(p.limits, webPage(d.provider.Links.Limits) != nil && p.s.w.p.OpenURL != nil)
	p.propose()
	p.preview()
	if p.proposed[p.name.Text] {
		p.name.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces it
	}
}

// told fills in what the provider told when it was asked.
func (p *nameStep) told() {
	d := &p.s.draft
	p.fill(&p.scopes.Entry, d.checked.Scopes)
	p.fill(&p.account.Entry, cmp.Or(d.account, d.checked.Account))
	if d.checked.Expires.IsZero() {
		p.fill(&p.expires.Entry.Entry, "")
	} else {
		p.fill(&p.expires.Entry.Entry, dayWords(d.checked.Expires))
	}
}

// checked takes over what a check answers that was still under way when the person
// went on.
func (p *nameStep) checked(c *checkCard) {
	if p.s.at != setupName || p.stop != nil {
		return
	}
	p.told()
	p.preview()
	if v := p.s.paste.verdict; v.stops {
		p.say(kit.Saying{Tone: v.Tone, Icon: v.Icon, Text: v.Text, Acts: []kit.Act{{Label: text.T("Back"), Do: p.s.back}}})
	} else if said := c.result.Seg.Text; v.again {
		p.s.w.toasting(message{text: plain(v.Text)})
	} else if said != "" {
		p.s.w.toasting(message{text: said})
	}
}

// fill puts a text of ours into a field, unless the person has typed there, or has
// emptied it.
func (p *nameStep) fill(e *widget.Entry, ours string) {
	if e.Text != p.filled[e] {
		return
	}
	p.filled[e], p.proposed[ours] = ours, true
	if e.Text != ours {
		e.SetText(ours)
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // and nothing is marked
	}
}

// variables offers those that the provider's own tools read.
func (p *nameStep) variables() {
	d := &p.s.draft
	usual := cmp.Or(p.s.paste.found.Env, d.provider.Variable(d.kind.ID))
	options := slices.Clone(d.provider.Env)
	if usual != "" && !slices.Contains(options, usual) {
		options = slices.Insert(options, 0, usual)
	}
	p.env.SetOptions(options)
	p.fill(&p.env.Entry, usual)
}

// windowChanged keeps the end of the window after its beginning.
func (p *nameStep) windowChanged(by *monthsField) {
	p.chose = p.chose || !p.choosing
	due, over := p.due.chosen(), p.over.chosen()
	if due > 0 && over > 0 && over <= due {
		if by == p.due {
			p.over.choose(due + 1)
		} else {
			p.due.choose(max(over-1, 1))
			p.over.choose(max(over, 2))
		}
	}
	p.preview()
}

// propose makes a name from the provider and the first place, that no key has.
func (p *nameStep) propose() {
	d := &p.s.draft
	base := d.provider.Name
	if d.provider.ID == provider.Other {
		base = text.T("Key")
	}
	if len(p.used.all) > 0 {
		base += " " + placeName(p.used.all[0])
	}
	if p.name.Text == "" {
		delete(p.filled, &p.name.Entry) // without one it cannot be stored
	}
	name, taken := base, p.s.w.names()
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s %d", base, n)
	}
	p.fill(&p.name.Entry, name)
}

// names are those of all keys, in lower case: two that differ in case alone are one.
func (w *Window) names() map[string]bool {
	all := make(map[string]bool, len(w.state.Keys)+len(w.state.Deleted))
	for _, k := range slices.Concat(w.state.Keys, w.state.Deleted) {
		all[strings.ToLower(k.Name)] = true
	}
	return all
}

// placeName is an app, or the folder that a file is in.
func placeName(place string) string {
	if !strings.ContainsAny(place, `/\`) {
		return place
	}
	p := path.Clean(strings.ReplaceAll(place, `\`, "/"))
	if dir := path.Base(path.Dir(p)); dir != "." && dir != "/" && dir != "~" {
		return dir
	}
	return path.Base(p)
}

// preview shows the life of the key as it would be.
func (p *nameStep) preview() {
	d, now := &p.s.draft, p.s.w.p.Now()
	created, ok := p.created.Day()
	expires, good := p.expires.Day()
	if !ok || !good || created.IsZero() || p.due.chosen() == 0 || p.over.chosen() == 0 || p.refuses(created, expires) {
		return // it stays as it was until the key can have these dates
	}
	life := rotation.Life{Created: created, Expires: expires, Policy: rotation.Policy{DueAfter: p.due.chosen(), OverdueAfter: p.over.chosen()}}
	st := life.At(now.Local())
	p.bar.Set(kit.ScaleOf(api.Key{
		Provider: d.provider.ID, ProviderName: d.provider.Name, Created: created, Expires: expires, DueFrom: st.DueFrom, OverdueFrom: st.OverdueFrom,
		Phase: string(st.Phase), Age: st.Age,
	}, now.Local()))
	p.today.Set(wordsMade(created, now, st.Age, d.already))
	p.s.refresh()
}
