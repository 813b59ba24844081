package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// leakedChoice asks which key leaked.
type leakedChoice struct {
	w        *Window
	keys     []row
	finder   finder
	revision uint64
	ids      []string // of the keys
	chosenKey
	selected int // the row of the chosen key, -1 for none
	back     *kit.Button
	search   *kit.Entry
	list     *kit.Rows
	nothing  *kit.Prose
	note     *kit.Note // whose a pasted value is
	stop     func()    // gives up finding that out
	held     kit.Held
	box      *fyne.Container
}

func newLeakedChoice(w *Window) *leakedChoice {
	p := &leakedChoice{w: w, finder: newFinder(nil, w.p.Now()), held: kit.HeldFrom(w.p.Now), nothing: kit.NewProse("", theme.SizeNameText, kit.ColorMuted)}
	p.back = kit.NewButton("", "left", kit.LookQuiet, kit.HeightPlain, w.back)
	p.back.Escape, p.back.Label = w.back, text.T("Back")
	p.search = kit.NewEntry(text.T(wordsSearch))
	p.search.SetIcon(kit.Icon("search", kit.ColorMuted))
	p.search.OnKey, p.search.Also = p.press, func() string { return chosenRow(p.list) }
	p.search.OnChanged, p.search.OnPaste = p.searched, p.pastesKey
	p.note = kit.NewNote(w.back)
	p.list = kit.NewRows(func() int { return len(p.keys) }, func() fyne.CanvasObject { return newHintedRow() }, p.update)
	p.list.OnKey, p.list.OnRune = p.press, p.typedRune
	head := container.New(kit.Column{Gap: 10},
		container.New(layout.NewCustomPaddedHBoxLayout(12), p.back, container.NewCenter(kit.NewBold(text.T(wordsWhichLeaked), kit.SizeSection, theme.ColorNameForeground))),
		kit.NewProse(text.T(wordsMarksIt), theme.SizeNameText, kit.ColorMuted), p.search, p.note.Box)
	body := container.New(kit.Framed{}, kit.Inset(head, 12, 10, 12, 12),
		container.NewStack(kit.Inset(p.list, 0, 0, 6, 6), kit.Inset(container.New(kit.Column{}, p.nothing), 12, 0, 24, 24)))
	p.box = container.NewStack(kit.NewPlate(theme.ColorNameBackground, "", ""), container.New(kit.Readable{Width: 640}, body))
	return p
}

func (p *leakedChoice) content() fyne.CanvasObject { return p.box }
func (p *leakedChoice) focus() fyne.Focusable      { return p.search }
func (p *leakedChoice) escape()                    { p.w.back() }
func (p *leakedChoice) leave()                     { p.forget() }
func (p *leakedChoice) keyID() string              { return p.id }
func (p *leakedChoice) keeps() string              { return "" }
func (p *leakedChoice) key(name fyne.KeyName)      { p.press(name) }

func (p *leakedChoice) typedRune(r rune) {
	p.w.focusOn(p, p.search)
	p.search.TypedRune(r)
}

func (p *leakedChoice) render(st api.State) {
	if p.revision != st.Revision || !sameKeys(p.finder.keys, st.Keys) {
		p.revision, p.finder = st.Revision, newFinder(st.Keys, p.w.p.Now())
	}
	p.keys = slices.DeleteFunc(p.finder.find(filterAll, p.search.Text).rows, func(r row) bool { return r.head != "" })
	kit.Show(p.list, len(p.keys) > 0)
	p.nothing.Set("")
	if len(p.keys) == 0 {
		p.nothing.Set(p.missed())
	}
	p.ids = p.ids[:0]
	for _, r := range p.keys {
		p.ids = append(p.ids, r.key.ID)
	}
	inSight := p.list.InSight()
	p.selected = p.follow(p.ids)
	p.list.Changed(nil, 0)
	p.list.Mark(p.selected)
	if inSight {
		p.list.Reveal()
	}
	p.box.Refresh()
}

// choose takes row i for the chosen one, in sight.
func (p *leakedChoice) choose(i int) {
	p.selected = min(max(i, 0), len(p.keys)-1)
	p.take(p.ids, p.selected)
	p.list.Choose(p.selected) // and scrolls to it
}

func (p *leakedChoice) update(i int, o fyne.CanvasObject) {
	v := o.(*rowView)
	v.tapped = p.tap
	v.render(p.keys[i], p.finder.now)
}

// tap goes on with a key that is clicked, in the place of the question.
func (p *leakedChoice) tap(id string) {
	if k := p.finder.key(id); k != nil {
		p.w.selects(id)
		p.w.fill(newLeakedPage(p.w, *k))
	}
}

func (p *leakedChoice) press(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		p.choose(p.selected + 1)
	case fyne.KeyUp:
		p.choose(p.selected - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.held.Ignores(name) {
			return true
		}
		p.tap(p.id)
	case fyne.KeyEscape:
		p.w.back()
	default:
		return false
	}
	return true
}
