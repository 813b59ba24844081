package window

import (
	"bytes"
	"cmp"

	"keytray/app/provider"
)

// replaced is a value that another one was pasted over, with the name of the
// variable that it was pasted with. It is there to be brought back, and overwritten
// when the setup is left or the key is stored.
type replaced struct {
	value []byte
	env   string
}

func (r *replaced) there() bool { return len(r.value) > 0 }

func (r *replaced) wipe() {
	clear(r.value)
	*r = replaced{}
}

// keepBefore keeps what is there, if it is another value than the one that comes.
func (p *pasteStep) keepBefore(next []byte) {
	if p.holds() && !bytes.Equal(p.field.value, next) {
		p.before.wipe()
		p.before = replaced{bytes.Clone(p.field.value), p.found.Env}
	}
}

// bringBack changes places with what was pasted over.
func (p *pasteStep) bringBack() {
	old := p.before
	p.before = replaced{bytes.Clone(p.field.value), p.found.Env}
	p.field.set(old.value, old.value)
	p.changed()
	p.found.Env = cmp.Or(p.found.Env, old.env)
	p.s.OnFocus(p.field)
}

// spares tells whether what is there stays although something else was pasted: what
// is no key takes the place of none, unless the person has marked what to replace.
func (p *pasteStep) spares(found provider.Finding) bool {
	switch {
	case !p.holds():
		return false
	case len(found.Value) == 0:
		return true
	case p.field.marked, p.found.Problem != "" && p.found.Problem != provider.OddLength: // what is there is none either
		return false
	}
	return found.Problem != "" && found.Problem != provider.OddLength || len(found.Matches) == 0 && len(p.found.Matches) > 0
}

func (p *pasteStep) sparesText(text string) bool {
	b := []byte(text)
	defer clear(b)
	return p.spares(p.recognise(b))
}

// spare says that nothing was replaced.
func (p *pasteStep) spare() {
	p.field.conceal()
	p.spared = true
	p.show()
}
