package window

import (
	"context"
	"crypto/sha256"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// keptCheck finds out whether a pasted value is kept already, while nobody waits for it:
// a keychain that would have to ask the person is not asked.
type keptCheck struct {
	w     *Window
	field *pasteField
	found func() // what is known has changed

	of   [sha256.Size]byte // the value that by is about
	by   api.Holding
	stop func()
}

// typingPause is how long no character is typed before a value is looked for.
const typingPause = 400 * time.Millisecond

// ask asks about what is in the field now.
func (c *keptCheck) ask() {
	c.halt()
	const shortest = 8 // a shorter value is hardly a key
	if len(c.field.part) < shortest {
		return
	}
	value, of := c.field.secret(), sha256.Sum256(c.field.part)
	c.stop = ask(c.w, func(ctx context.Context, svc api.Service) (api.Holding, error) {
		defer value.Wipe()
		return svc.Recognise(ctx, value)
	}, func(by api.Holding, err error) {
		if err != nil || !c.isThere(of) {
			return
		}
		before := c.holder()
		if c.of, c.by = of, by; before != by {
			c.found()
		}
	})
}

// askSoon is ask for a value that is being typed.
func (c *keptCheck) askSoon() {
	c.halt()
	c.stop = c.w.after(typingPause, c.ask)
}

func (c *keptCheck) halt() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

func (c *keptCheck) isThere(of [sha256.Size]byte) bool { return sha256.Sum256(c.field.part) == of }

// holder is the key that holds the value in the field; the zero Holding if none does, or
// nobody knows.
func (c *keptCheck) holder() api.Holding {
	if c.by.ID == "" || !c.isThere(c.of) {
		return api.Holding{}
	}
	return c.by
}

// safe tells whether the value in the field is kept: nothing is lost with it.
func (c *keptCheck) safe() bool { return c.holder().ID != "" }

// wipe forgets what is known.
func (c *keptCheck) wipe() {
	c.halt()
	c.of, c.by = [sha256.Size]byte{}, api.Holding{}
}

// keptAlready says whose value it is. There is nothing to store.
func keptAlready(by api.Holding) verdict {
	name := kit.Unmarked(by.Name)
	said := kit.Marked(text.T("You already keep this key as **%s**.", name))
	if by.Binned {
		said = kit.Marked(text.T("You already keep this key as **%s**, in the bin.", name))
	}
	v := warning("due", "key", said)
	v.never = true
	return v
}

// shows leads to the key that holds a value.
func (w *Window) shows(by api.Holding, askFirst func(leave func())) kit.Act {
	if by.Binned {
		return kit.Act{Label: text.T("Open the bin"), Do: func() { w.over(newBinPage(w)) }}
	}
	return kit.Act{Label: text.T("Show it"), Do: func() { askFirst(func() { w.openKeys(filterAll, by.ID) }) }}
}

// unwrapped is a value without the line breaks inside, as a terminal puts them into a long
// line, and how many there are; nil unless the rest surely is a key.
func unwrapped(value []byte, recognise func([]byte) provider.Finding) (key []byte, breaks int) {
	key = make([]byte, 0, len(value))
	for i := 0; i < len(value); {
		end, broken := i, false
		for end < len(value) && isBlank(value[end]) {
			broken = broken || value[end] == '\n' || value[end] == '\r'
			end++
		}
		switch {
		case end == i:
			key = append(key, value[i])
			i++
			continue
		case !broken:
			clear(key)
			return nil, 0
		}
		breaks++
		i = end
	}
	if f := recognise(key); breaks > 0 && f.Problem == "" && len(f.Value) == len(key) && len(f.Matches) > 0 {
		if m := f.Matches[0]; m.Confidence >= provider.Likely && !m.Mistyped {
			return key, breaks
		}
	}
	clear(key)
	return nil, 0
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// unwrapping offers to take the line breaks out of a value.
func unwrapping(found provider.Finding, f *pasteField, recognise func([]byte) provider.Finding, done func()) []kit.Act {
	if found.Problem != provider.Spaces || len(found.Matches) == 0 {
		return nil
	}
	key, breaks := unwrapped(f.part, recognise)
	if key == nil {
		return nil
	}
	clear(key)
	return []kit.Act{{Label: text.N(breaks, "Remove the line break", "Remove the %d line breaks", breaks), Do: func() {
		if key, _ := unwrapped(f.part, recognise); key != nil {
			f.set(key, key)
			done()
		}
	}}}
}
