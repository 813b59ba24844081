package window

import (
	"bytes"
	"cmp"

	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// replaced is a value that another one was pasted over, with the name of the
// variable that it was pasted with. It is there to be brought back, and overwritten
// when the wizard is left or the key is stored.
type replaced struct {
	value []byte
	env   string
}

func (r *replaced) there() bool { return len(r.value) > 0 }

// counts tells whether it may be a key: who leaves would lose it.
func (r *replaced) counts() bool {
	const shortest = 8
	return len(r.value) >= shortest
}

func (r *replaced) wipe() {
	clear(r.value)
	*r = replaced{}
}

// keep keeps what a field holds, if it is another value than the one that comes.
func (r *replaced) keep(f *pasteField, next []byte, env string) {
	if len(f.value) > 0 && !bytes.Equal(f.value, next) {
		r.wipe()
		*r = replaced{bytes.Clone(f.value), env}
	}
}

// swap changes places with what a field holds, and tells the variable of what is
// there then.
func (r *replaced) swap(f *pasteField, env string) string {
	old := *r
	*r = replaced{bytes.Clone(f.value), env}
	f.set(old.value, old.value)
	return old.env
}

// offer adds the way back to what is said.
func (r *replaced) offer(said kit.Saying, back func()) kit.Saying {
	if !r.there() {
		return said
	}
	if len(said.Text) == 0 { // the field was emptied
		said = kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsStillHere))}
	}
	said.Acts = append(said.Acts, kit.Act{Label: text.T(wordsBringBack), Do: back})
	return said
}

// spares tells whether what a field holds stays although something else was pasted:
// what is no key takes the place of none, unless the person has marked what to replace.
func spares(f *pasteField, held, comes provider.Finding) bool {
	odd := func(found provider.Finding) bool { return found.Problem != "" && found.Problem != provider.OddLength }
	switch {
	case len(f.value) == 0:
		return false
	case len(comes.Value) == 0:
		return true
	case f.marked, odd(held): // what is there is none either
		return false
	}
	return odd(comes) || len(comes.Matches) == 0 && len(held.Matches) > 0
}

// bringBack changes places with what was pasted over.
func (p *pasteStep) bringBack() {
	env := p.before.swap(p.field, p.found.Env)
	p.changed()
	p.found.Env = cmp.Or(p.found.Env, env)
	p.s.OnFocus(p.field)
}

func (p *pasteStep) sparesText(pasted string) bool {
	b := []byte(pasted)
	defer clear(b)
	return spares(p.field, p.found, p.recognise(b))
}

// spare says that nothing was replaced.
func (p *pasteStep) spare() {
	p.field.conceal()
	p.spared = true
	p.show()
}
