package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// tagField are the tags of a key: a chip for each, whose cross takes it away, and room
// to type another. Each is added and taken away by itself, so that what somebody else
// does to the tags meanwhile stays.
type tagField struct {
	OnChange func(change)
	OnDone   func()
	OnGrow   func()
	OnFocus  func(fyne.Focusable)
	OnLost   func(lostText)

	turn  int // counts how often the editing began or ended
	key   api.Key
	chips *places
	offer *suggestions
	wrong *kit.Prose
	box   *fyne.Container
}

func newTagField() *tagField {
	f := &tagField{chips: newPlaces(text.T("A tag, then Enter")), offer: newSuggestions()}
	f.wrong = newWrong(f.chips.entry)
	f.chips.icon = func(string) string { return "" }
	f.chips.onFocus = func(o fyne.Focusable) { f.OnFocus(o) }
	f.chips.onGrow = func() { f.OnGrow() }
	f.chips.onChanged = f.changed
	f.offer.OnGrow = func() { f.OnGrow() }
	f.offer.OnTake = f.take
	e := f.chips.entry
	e.OnKey = f.typedKey
	e.OnChanged = func(typed string) {
		f.say("")
		f.offer.typed(typed)
	}
	e.OnFocus = func() {
		f.chips.reached()
		f.offer.typed(e.Text)
	}
	e.OnLeave = f.left
	f.box = container.New(kit.Column{Gap: 4}, f.chips.box, f.offer.box, f.wrong)
	return f
}

func (f *tagField) typedKey(name fyne.KeyName) bool {
	if f.offer.key(name) {
		return true
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !f.chips.add() {
			f.OnDone()
		}
		return true
	case fyne.KeyBackspace:
		if n := len(f.chips.all); f.chips.entry.Text == "" && n > 0 {
			f.chips.remove(f.chips.all[n-1])
			return true
		}
	case fyne.KeyEscape:
		if f.chips.entry.Text == "" {
			f.OnDone()
		}
		f.chips.entry.SetText("")
		return true
	}
	return false
}

// take makes a tag of a suggestion.
func (f *tagField) take(tag string) {
	f.chips.entry.SetText(tag)
	f.chips.add()
	f.OnFocus(f.chips.entry)
}

func (f *tagField) left() {
	if f.offer.under() {
		return
	}
	f.settle()
	f.offer.hide()
	f.chips.left()
}

// settle makes a tag of what was typed, unless that was refused.
func (f *tagField) settle() {
	if f.key.ID != "" && !f.refused() {
		f.chips.add()
	}
}

func (f *tagField) refused() bool {
	return f.key.ID != "" && f.wrong.Visible() && f.chips.entry.Text != ""
}

// end settles, and lets go of the key.
func (f *tagField) end() {
	if f.key.ID == "" {
		return
	}
	f.settle()
	if f.refused() {
		f.lose(f.key, f.chips.entry.Text, f.wrong.Seg.Text)
	}
	f.key = api.Key{}
	f.begin()
}

// begin shows no tag that is being typed.
func (f *tagField) begin() {
	f.turn++
	f.chips.entry.SetText("")
	f.say("")
}

// lose keeps a tag that was refused; "" is one that was to be taken away.
func (f *tagField) lose(k api.Key, tag, wrong string) {
	f.OnLost(lostText{k, func() bool {
		if f.key.ID != k.ID || f.chips.entry.Text != "" {
			return false
		}
		f.chips.open()
		f.chips.entry.SetText(tag)
		f.say(wrong)
		return true
	}})
}

// render shows the tags of a key; other keys tell which tags there are.
func (f *tagField) render(k api.Key, others []api.Key) {
	if f.key.ID != k.ID {
		f.begin()
	}
	f.key = k
	if !slices.Equal(f.chips.all, k.Tags) {
		f.chips.all = slices.Clone(k.Tags)
		f.chips.show()
	}
	f.offer.known = func() []string { return mostUsed(others, func(k api.Key) []string { return k.Tags }, k.Tags) }
}

// changed saves the difference between the chips and the key.
func (f *tagField) changed() {
	c := change{id: f.key.ID, edit: api.EditRequest{AddTags: without(f.chips.all, f.key.Tags), RemoveTags: without(f.key.Tags, f.chips.all)}}
	added, removed := c.edit.AddTags, c.edit.RemoveTags
	if len(added)+len(removed) == 0 {
		return
	}
	c.back = api.EditRequest{AddTags: removed, RemoveTags: added}
	c.stands = func(k api.Key) bool {
		return len(without(added, k.Tags)) == 0 && len(without(removed, k.Tags)) == len(removed)
	}
	if len(removed) > 0 {
		c.removed = text.T("Removed the tag “%s”", short(strings.Join(removed, ", ")))
	}
	was, turn := f.key, f.turn
	c.done = func(err error) {
		if err != nil {
			f.failed(c, was, turn == f.turn, err)
		}
	}
	f.key.Tags = slices.Clone(f.chips.all) // what comes next is told from that
	f.OnChange(c)
}

// failed is told of a change that was refused: it can be mended.
func (f *tagField) failed(c change, was api.Key, here bool, err error) {
	tag := strings.Join(c.edit.AddTags, ", ")
	if here {
		f.key.Tags = was.Tags
		f.chips.all = slices.Clone(was.Tags)
		f.chips.show()
	}
	switch {
	case here && f.chips.entry.Text == "":
		f.chips.entry.SetText(tag)
		f.say(client.Sentence(err))
	case here && tag == "":
		f.say(client.Sentence(err))
	default:
		f.lose(was, tag, client.Sentence(err))
	}
}

func (f *tagField) say(wrong string) {
	if f.wrong.Seg.Text != wrong {
		f.wrong.Set(wrong)
		f.OnGrow()
	}
}

// without is what is in all and not in some.
func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}

// mostUsed are the words that keys have, those of the most keys first.
func mostUsed(keys []api.Key, of func(api.Key) []string, except []string) []string {
	count := map[string]int{}
	for _, k := range keys {
		for _, word := range of(k) {
			count[word]++
		}
	}
	for _, word := range except {
		delete(count, word)
	}
	all := make([]string, 0, len(count))
	for word := range count {
		all = append(all, word)
	}
	slices.SortFunc(all, func(a, b string) int {
		if d := count[b] - count[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return all
}
