package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// listPane is the search field, the chips and the list of keys.
type listPane struct {
	OnSelect func(id string) // another key is selected, or none
	OnCopy   func(id string)
	OnOpen   func(id string) // show it, where there is room for one pane only
	OnAdd    func()
	OnEscape func() // nothing left to clear

	keys     []api.Key
	now      time.Time
	rows     []row
	filter   filter
	selected string // a key's ID
	told     string // the last that OnSelect was called with
	marked   int    // the row that the list shows as selected
	heads    map[int]bool

	search  *kit.Entry
	chips   map[filter]*kit.Button
	list    *keyList
	nothing *kit.Prose
	chipRow *fyne.Container
	box     fyne.CanvasObject
}

func newListPane() *listPane {
	p := &listPane{filter: filterAll, chips: map[filter]*kit.Button{}, heads: map[int]bool{}, marked: -1}
	p.search = kit.NewEntry(wordsSearch)
	p.search.SetIcon(kit.Icon("search", kit.ColorMuted))
	p.search.OnChanged = func(string) { p.refilter() }
	p.search.OnKey = p.key
	p.search.OnCopy = p.copy
	add := kit.NewButton("", "plus", kit.LookPrimary, kit.HeightEntry, func() { p.OnAdd() })

	p.chipRow = container.New(layout.NewRowWrapLayoutWithCustomPadding(5, 5))
	for _, f := range filters {
		p.chips[f] = kit.NewButton(string(f), "", kit.LookChip, kit.HeightChip, func() { p.setFilter(f) })
		p.chipRow.Add(p.chips[f])
	}
	p.list = newKeyList(func() int { return len(p.rows) }, p.update)
	p.list.onKey = p.key
	p.list.onFocus = func() { p.list.Highlight(max(p.marked, 0)) }
	p.nothing = kit.NewProse("", theme.SizeNameText, kit.ColorMuted).Centred()

	head := container.New(kit.Column{Gap: 8},
		container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 4, 0), add), p.search),
		p.chipRow)
	p.box = container.New(kit.Framed{}, kit.Inset(head, 12, 6, 12, 12),
		container.NewStack(kit.Inset(p.list, 0, 0, 6, 6), kit.Inset(container.New(kit.Column{}, p.nothing), 48, 0, 24, 24)))
	return p
}

func (p *listPane) render(keys []api.Key, now time.Time) {
	p.keys, p.now = keys, now
	for f, chip := range p.chips {
		l := kit.LookChip
		if f == p.filter {
			l = kit.LookChipOn
		}
		chip.Set(string(f)+" "+number(count(keys, f)), "", l)
	}
	p.rows = rowsOf(keys, p.filter, p.search.Text)
	p.heights()
	p.keepSelection()
	empty := len(p.rows) == 0
	kit.Show(p.list, !empty)
	if empty {
		p.nothing.Set(wordsNothing(p.search.Text, p.filter))
	} else {
		p.nothing.Set("")
	}
	p.chipRow.Refresh() // the chips may take another row
	p.box.Refresh()
}

// heights makes heads lower than keys. The list remembers heights by index and
// redraws for each change, so only those that are or were a head are set.
func (p *listPane) heights() {
	for i, r := range p.rows {
		switch {
		case r.head != "":
			p.heads[i] = true
			p.list.SetItemHeight(i, headHeight)
		case p.heads[i]:
			p.list.SetItemHeight(i, rowHeight)
		}
	}
}

func (p *listPane) setFilter(f filter) {
	p.filter = f
	p.refilter()
}

// refilter shows what now matches, and selects the best match.
func (p *listPane) refilter() {
	if p.search.Text != "" {
		p.selected = ""
	}
	p.render(p.keys, p.now)
	if p.search.Text != "" {
		p.list.ScrollToTop()
	}
}

// keepSelection selects the same key where it is now, or the first.
func (p *listPane) keepSelection() {
	i := p.index(p.selected)
	if i < 0 {
		i = p.next(-1, 1)
	}
	p.choose(i)
}

func (p *listPane) index(id string) int {
	for i, r := range p.rows {
		if id != "" && r.key.ID == id {
			return i
		}
	}
	return -1
}

// next is the nearest key from i in a direction, i itself if there is none.
func (p *listPane) next(i, step int) int {
	for j := i + step; j >= 0 && j < len(p.rows); j += step {
		if p.rows[j].head == "" {
			return j
		}
	}
	return i
}

// choose selects row i; -1 selects none.
func (p *listPane) choose(i int) {
	id := ""
	if i >= 0 {
		id = p.rows[i].key.ID
	}
	if i != p.marked {
		p.list.UnselectAll()
		p.list.Select(i) // and scrolls to it
		p.marked = i
	}
	p.selected = id
	if id != p.told && p.OnSelect != nil {
		p.told = id
		p.OnSelect(id)
	}
}

// open selects a key, wherever the filter hides it.
func (p *listPane) open(id string) {
	if p.index(id) < 0 {
		p.filter = filterAll
		p.search.SetText("")
	}
	p.selected = ""
	p.render(p.keys, p.now)
	if i := p.index(id); i >= 0 {
		p.choose(i)
	}
}

func (p *listPane) update(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(p.rows) {
		return
	}
	r, v := p.rows[i], o.(*rowView)
	ground := theme.ColorNameBackground
	if r.key.ID == p.selected {
		ground = theme.ColorNameSelection
	}
	v.tapped = func() { p.tap(i) }
	v.render(r, kit.ScaleOf(r.key, p.now), ground)
}

func (p *listPane) tap(i int) {
	if i < len(p.rows) && p.rows[i].head == "" {
		p.choose(i)
		p.OnOpen(p.selected)
	}
}

func (p *listPane) copy() {
	if p.selected != "" {
		p.OnCopy(p.selected)
	}
}

// key handles the keys that work from the search field and everywhere else in
// the view.
func (p *listPane) key(name fyne.KeyName) bool {
	const pageRows = 8
	i := p.index(p.selected)
	switch name {
	case fyne.KeyDown:
		p.choose(p.next(i, 1))
	case fyne.KeyUp:
		p.choose(p.next(i, -1))
	case fyne.KeyPageDown, fyne.KeyPageUp:
		step := 1
		if name == fyne.KeyPageUp {
			step = -1
		}
		for range pageRows {
			i = p.next(i, step)
		}
		p.choose(i)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.copy()
	case fyne.KeyRight:
		if p.search.Text != "" && p.search.CursorColumn < len([]rune(p.search.Text)) {
			return false // moves in the text
		}
		p.OnOpen(p.selected)
	case fyne.KeyEscape:
		if p.search.Text == "" {
			p.OnEscape()
			return true
		}
		p.search.SetText("")
	default:
		return false
	}
	return true
}
