package window

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// listPane is the search field, the chips and the list of keys.
type listPane struct {
	OnSelect func(id string) // another key is selected, or none
	OnChoose func()          // one is selected, and not by a state
	OnCopy   func(id string)
	OnOpen   func(id string) // show it, where there is room for one pane only
	OnTap    func()          // a click wants that
	OnAdd    func()
	OnEscape func() // nothing left to clear
	OnSearch func() // the search field is to have the focus
	OnMenu   func(id string, at fyne.Position)
	Edited   func() string // the key that is changed now, "" for none

	clock    func() time.Time
	revision uint64
	finder   finder
	rows     []row
	counts   map[filter]int
	problem  string // of the query
	filter   filter
	query    string // of what is typed, what the list shows
	kept     string // a key that was changed: it stays until the person looks for something else
	selected string // a key's ID
	missed   string // the key that was selected until a state took it away
	told     string // the last that OnSelect was called with
	tapped   string // the ID of the key that was clicked last, and when
	tappedAt time.Time

	search  *kit.Entry
	older   bool // what is in it was typed before the last deed that can be undone
	tail    *searchTail
	offers  *completions
	chips   *kit.Chips
	list    *kit.Rows
	nothing *nothing
	head    *fyne.Container
	box     *fyne.Container
}

func newListPane() *listPane {
	p := &listPane{filter: filterAll, finder: newFinder(nil, time.Time{}), Edited: func() string { return "" }}
	p.tail = newSearchTail(func() {
		p.clear()
		p.OnSearch()
	})
	p.search = kit.NewTailed(text.T(wordsSearch), p.tail)
	p.search.SetIcon(kit.Icon("search", kit.ColorMuted))
	p.search.OnChanged = func(string) {
		p.older = false
		p.typed()
	}
	p.search.OnKey = p.searchKey
	p.search.OnCopy = p.copy
	p.search.Also = func() string { return chosenRow(p.list) }
	p.search.OnLeave = func() {
		if !p.offers.under() {
			p.offers.hide()
		}
	}
	p.offers = newCompletions(p.take)
	p.search.WantsTab = p.offers.wantsTab
	add := kit.NewButton("", "plus", kit.LookPrimary, kit.HeightEntry, func() { p.OnAdd() })
	add.Label = text.T("Add a key")

	p.chips = kit.NewChips(filterNames()...)
	p.chips.OnTurn = func(i int) { p.setFilter(filters[i]) }
	p.chips.OnKey = p.key
	p.list = kit.NewRows(func() int { return len(p.rows) }, func() fyne.CanvasObject { return newRowView() }, p.update)
	p.list.OnKey, p.list.Edge = p.key, rowInset
	p.nothing = newNothing()
	for _, b := range []*kit.Button{add, p.nothing.act} {
		b.Escape = func() { p.key(fyne.KeyEscape) }
	}

	field := container.NewBorder(nil, nil, nil, kit.Inset(add, 0, 0, 4, 0), p.search)
	p.head = kit.Inset(container.New(kit.Column{Gap: 8}, field, p.chips), 12, 6, 12, 12)
	p.box = container.New(&listLayout{p}, p.head, p.list, p.nothing.box, p.offers)
	return p
}

// render shows a state. One that is shown already costs nothing.
func (p *listPane) render(st api.State, now time.Time) {
	f := &p.finder
	if p.counts != nil && p.revision == st.Revision && sameKeys(f.keys, st.Keys) && sameDay(f.now, now) {
		return
	}
	p.revision, p.finder = st.Revision, newFinder(st.Keys, now)
	p.query = p.settled()
	p.kept = cmp.Or(p.Edited(), p.kept)
	p.follow()
}

// follow is refill for a state. It scrolls for a selected key alone that was in sight, and
// selects no other key in place of one that is gone: nobody would expect Enter to copy it.
func (p *listPane) follow() {
	id, inSight := cmp.Or(p.selected, p.missed), p.list.InSight()
	p.fill()
	i := p.index(id)
	switch {
	case i >= 0:
	case id != "":
		p.mark(-1)
		p.missed = id
		return
	default:
		i = p.next(-1, 1)
	}
	p.mark(i)
	if inSight {
		p.list.Reveal()
	}
}

// sameKeys tells whether two lists are one.
func sameKeys(a, b []api.Key) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// refill shows what the person looks for now.
func (p *listPane) refill() {
	p.fill()
	p.keepSelection()
}

// fill shows what the filter and the search find in the keys there are.
func (p *listPane) fill() {
	all := p.finder.find(p.filter, p.query)
	p.rows, p.counts, p.problem = p.withKept(all.rows), all.counts, all.problem
	p.countChips()
	kit.Show(p.list, len(p.rows) > 0)
	p.list.Changed(p.heads(), kit.Scaled(headHeight))
	p.nothing.render(p.missing())
}

// withKept are the rows that were found, and the key that was changed since: where it was
// if it would not be found any more.
func (p *listPane) withKept(found []row) []row {
	k := p.finder.key(p.kept)
	was := p.index(p.kept)
	if k == nil || was < 0 || slices.ContainsFunc(found, func(r row) bool { return r.key != nil && r.key.ID == p.kept }) {
		return found
	}
	return slices.Insert(found, min(was, len(found)), row{key: k})
}

// countChips counts what the search finds for each filter. Without a search that is all
// keys, and for that the chips are wide enough.
func (p *listPane) countChips() {
	on := 0
	found, all := make([]string, len(filters)), make([]string, len(filters))
	whole := p.finder.counts()
	for i, f := range filters {
		found[i], all[i] = number(p.counts[f]), number(whole[f])
		if f == p.filter {
			on = i
		}
	}
	height := p.chips.MinSize().Height
	p.chips.Set(on, found, all)
	if p.chips.MinSize().Height != height {
		p.box.Layout.Layout(p.box.Objects, p.box.Size()) // they take another line
	}
}

// heads are the rows that are one.
func (p *listPane) heads() (all []int) {
	for i := 0; i < len(p.rows) && p.rows[i].head != ""; i += 1 + p.rows[i].count {
		all = append(all, i)
	}
	return all
}

func (p *listPane) setFilter(f filter) {
	p.filter, p.kept = f, ""
	p.refill()
}

// typed shows what matches now, selects the best, and offers ends for the last word. The
// list stays as it is while that word finds nothing yet.
func (p *listPane) typed() {
	p.tail.set(p.search.Text != "")
	if query := p.settled(); query != p.query {
		p.look(query)
	}
	p.offer()
	p.box.Layout.Layout(p.box.Objects, p.box.Size()) // the offers have another height
}

// settled is what of the search can be looked for.
func (p *listPane) settled() string {
	if strings.TrimSpace(p.search.Text) == "" {
		return ""
	}
	return p.finder.index().Settled(p.search.Text)
}

// look shows what a query finds, the best selected.
func (p *listPane) look(query string) {
	p.query, p.kept = query, ""
	if query != "" {
		p.selected = ""
		p.list.ToTop()
	}
	p.refill()
}

// offer shows ends for the last word: of a value Enter takes the first, and of what finds
// nothing yet; else Enter is for the key that was found, and that one is not covered.
func (p *listPane) offer() {
	text := p.search.Text
	if text == "" {
		p.offers.hide()
		return
	}
	all := p.finder.index().Complete(text)
	p.offers.show(all)
	whole := len(all) > 0 && strings.TrimSpace(all[0].Query) == strings.TrimSpace(text)
	p.offers.enter = p.query != text || p.offers.values() && !whole
}

// take puts another search into the field.
func (p *listPane) take(query string) {
	p.search.SetText(query)
	p.search.CursorColumn = len([]rune(query))
	p.search.Refresh()
	p.OnSearch()
}

// clear empties the search field.
func (p *listPane) clear() { p.search.SetText("") }

// keepSelection selects the same key where it is now, or the first.
func (p *listPane) keepSelection() {
	i := p.index(p.selected)
	if i < 0 {
		i = p.next(-1, 1)
	}
	p.choose(i)
}

func (p *listPane) index(id string) int {
	for i := range p.rows {
		if id != "" && p.rows[i].key != nil && p.rows[i].key.ID == id {
			return i
		}
	}
	return -1
}

// next is the nearest key from i in a direction, i itself if there is none.
func (p *listPane) next(i, step int) int {
	for j := i + step; j >= 0 && j < len(p.rows); j += step {
		if p.rows[j].key != nil {
			return j
		}
	}
	return i
}

// choose selects row i, in sight; -1 selects none.
func (p *listPane) choose(i int) {
	if p.OnChoose != nil {
		p.OnChoose()
	}
	p.mark(i)
	p.list.Reveal()
}

// mark selects row i where it is.
func (p *listPane) mark(i int) {
	id := ""
	if i >= 0 {
		id = p.rows[i].key.ID
	}
	p.selected, p.missed = id, ""
	p.list.Mark(i)
	if id != p.told && p.OnSelect != nil {
		p.told = id
		p.OnSelect(id)
	}
}

// open selects a key, wherever the filter hides it.
func (p *listPane) open(id string) {
	p.selected = ""
	if p.index(id) < 0 {
		p.filter = filterAll
		p.search.SetText("")
		p.refill()
	}
	p.kept = id
	if i := p.index(id); i >= 0 {
		p.choose(i)
	}
}

// beside is the key below another one, or above it where that is the last; "" for none.
func (p *listPane) beside(id string) string {
	i := p.index(id)
	for _, j := range []int{p.next(i, 1), p.next(i, -1)} {
		if i >= 0 && j != i {
			return p.rows[j].key.ID
		}
	}
	return ""
}

// leave selects another key in place of one that the person has deleted, unless they have
// selected one themselves since, and tells whether it did.
func (p *listPane) leave(id, next string) bool {
	i := p.index(next)
	left := i >= 0 && (p.selected == id || p.missed == id)
	if left {
		p.choose(i)
	}
	return left
}

func (p *listPane) update(i int, o fyne.CanvasObject) {
	v := o.(*rowView)
	v.tapped, v.menu = p.tap, p.tapMenu
	v.render(p.rows[i], p.finder.now)
}

// tap selects a key. The second click of two does what Enter does.
func (p *listPane) tap(id string) {
	i, now := p.index(id), p.clock()
	if i < 0 {
		return
	}
	twice := p.tapped == id && now.Sub(p.tappedAt) < fyne.CurrentApp().Driver().DoubleTapDelay()
	p.tapped, p.tappedAt = id, now
	p.choose(i)
	if twice {
		p.tapped = ""
		p.copy()
		return
	}
	p.OnTap()
}

// tapAgain is for the second click of two that does not meet the row any more.
func (p *listPane) tapAgain() { p.tap(p.tapped) }

// tapMenu selects a key and shows what can be done with it.
func (p *listPane) tapMenu(id string, at fyne.Position) {
	if i := p.index(id); i >= 0 {
		p.choose(i)
		p.OnMenu(p.selected, at)
	}
}

func (p *listPane) copy() {
	if p.selected != "" {
		p.OnCopy(p.selected)
	}
}

// listLayout sets the search field and the chips above the list, or above what is said in
// its place. What is offered to complete the search covers rows, but for the one that
// Enter copies.
type listLayout struct{ p *listPane }

// Read is the order in which it is read: the completions lie over the list.
func (*listLayout) Read(o []fyne.CanvasObject) []fyne.CanvasObject {
	return []fyne.CanvasObject{o[0], o[3], o[1], o[2]}
}

func (*listLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }

func (l *listLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, list, nothing, offers := o[0], o[1], o[2], o[3].(*completions)
	top := kit.HeightIn(head, size.Width)
	kit.At(head, 0, 0, size.Width, top)
	l.p.tail.makeRoom(l.p.search, l.p.search.Size().Width)
	kit.At(list, 0, top, size.Width, max(size.Height-top, 0))
	kit.At(nothing, 0, top, size.Width, max(size.Height-top, 0))
	const edge = 12
	if !offers.enter {
		top += kit.Scaled(rowHeight)
	}
	kit.At(offers, edge, top, size.Width-2*edge, offers.natural(size.Height-top-edge))
}
