package kit

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Rows is a list that has widgets for the rows in sight alone, however long it is. All
// rows are as high as the first, but for those that are heads.
//
// Fyne's own list walks all rows to find one where heights differ, builds a row on every
// refresh, and takes the focus from the search field.
type Rows struct {
	widget.BaseWidget
	Count  func() int
	Make   func() fyne.CanvasObject
	Update func(i int, o fyne.CanvasObject)
	OnKey  func(fyne.KeyName) bool
	OnRune func(rune)
	Edge   float32 // beside the rows: the ring of the chosen one has room there, and the scroll bar

	heads   []int // in their order
	low     float32
	chosen  int
	focused bool
	serial  int // of what the rows show

	mouse  Pointer
	scroll *container.Scroll
	field  *rowsField
	items  []*rowsItem
	wanted bool // the chosen row is to be in sight, once there is a size
}

// rowsGap is between two rows.
const rowsGap = 4

// NewRows is a list without heads in which nothing is chosen.
func NewRows(count func() int, make func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *Rows {
	l := &Rows{Count: count, Make: make, Update: update, chosen: -1}
	l.field = &rowsField{of: l}
	l.field.ExtendBaseWidget(l.field)
	l.scroll = container.NewVScroll(l.field)
	l.scroll.OnScrolled = func(fyne.Position) {
		l.unmark()
		l.place()
	}
	l.ExtendBaseWidget(l)
	return l
}

// Changed shows rows that may all be others.
func (l *Rows) Changed(heads []int, low float32) {
	l.serial++
	l.heads, l.low = heads, low
	l.unmark()
	l.scroll.Refresh() // it may be scrolled too far now
	l.place()
}

// unmark takes the mark from the row under a mouse that rests.
func (l *Rows) unmark() {
	for _, it := range l.items {
		it.hovers(false)
	}
}

// Choose shows row i as the chosen one, in sight; -1 is none.
func (l *Rows) Choose(i int) {
	l.Mark(i)
	l.Reveal()
}

// Mark shows row i as the chosen one, and scrolls nowhere.
func (l *Rows) Mark(i int) {
	if l.chosen != i {
		l.unmark()
	}
	l.chosen = i
	l.place()
}

// Reveal scrolls to the chosen row.
func (l *Rows) Reveal() {
	l.wanted = true
	l.reveal()
	l.place()
}

// InSight tells whether all of the chosen row is.
func (l *Rows) InSight() bool {
	if l.chosen < 0 || l.chosen >= l.Count() {
		return false
	}
	top, at := l.top(l.chosen), l.scroll.Offset.Y
	return top >= at && top+l.height() <= at+l.scroll.Size().Height
}

// ToTop scrolls to the first row.
func (l *Rows) ToTop() {
	l.scroll.ScrollToOffset(fyne.Position{})
	l.place()
}

// PageRows is how many rows are in sight at a time.
func (l *Rows) PageRows() int {
	return max(int(l.scroll.Size().Height/(l.height()+rowsGap)), 1)
}

// Place is where row i lies in the list, as far as it is scrolled.
func (l *Rows) Place(i int) fyne.Position {
	return fyne.NewPos(l.Edge, l.top(i)-l.scroll.Offset.Y)
}

// Shown calls do for each row in sight.
func (l *Rows) Shown(do func(i int, o fyne.CanvasObject)) {
	for _, it := range l.items {
		if it.Visible() {
			do(it.row, it.child)
		}
	}
}

// reveal scrolls as far as needed to have the chosen row in sight, with the head that it
// stands under.
func (l *Rows) reveal() {
	height := l.scroll.Size().Height
	if !l.wanted || height <= 0 {
		return
	}
	l.wanted = false
	if l.chosen < 0 || l.chosen >= l.Count() {
		return
	}
	first := l.chosen
	for first > 0 && slices.Contains(l.heads, first-1) {
		first--
	}
	top, bottom, at := l.top(first), l.top(l.chosen)+l.height(), l.scroll.Offset.Y
	switch {
	case top < at:
		at = top
	case bottom > at+height:
		at = bottom - height
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, at))
}

// height is that of a row, width what it needs at least.
func (l *Rows) height() float32 { return l.least().Height }
func (l *Rows) width() float32  { return l.least().Width }

func (l *Rows) least() fyne.Size {
	if len(l.items) == 0 {
		l.add()
	}
	return l.items[0].child.MinSize()
}

func (l *Rows) add() *rowsItem {
	it := newRowsItem(l.Make(), &l.mouse)
	l.items = append(l.items, it)
	return it
}

// top is where row i begins.
func (l *Rows) top(i int) float32 {
	before := sort.SearchInts(l.heads, i)
	return float32(i)*(l.height()+rowsGap) - float32(before)*(l.height()-l.low)
}

// place gives each row in sight its widget and its place. A row that was in sight keeps
// the one it has.
func (l *Rows) place() {
	size, at, n := l.scroll.Size(), l.scroll.Offset.Y, l.Count()
	if size.Height <= 0 {
		return
	}
	first := sort.Search(n, func(i int) bool { return l.top(i+1) > at })
	last := first
	for last < n && l.top(last) < at+size.Height {
		last++
	}
	var free []*rowsItem
	for _, it := range l.items {
		if it.row < first || it.row >= last {
			free = append(free, it)
		}
	}
	for i := first; i < last; i++ {
		it := l.item(i)
		if it == nil {
			if len(free) == 0 {
				free = append(free, l.add())
			}
			it, free = free[0], free[1:]
			it.left() // the pointer was on another row
		}
		l.show(it, i, size.Width-2*l.Edge)
	}
	for _, it := range free {
		it.row = -1
		it.Hide()
	}
	l.field.show(l.items)
}

func (l *Rows) item(row int) *rowsItem {
	for _, it := range l.items {
		if it.row == row {
			return it
		}
	}
	return nil
}

func (l *Rows) show(it *rowsItem, i int, width float32) {
	height := l.height()
	if slices.Contains(l.heads, i) {
		height = l.low
	}
	At(it, l.Edge, l.top(i), width, height)
	if it.row != i || it.serial != l.serial {
		it.row, it.serial = i, l.serial
		l.Update(i, it.child)
	}
	it.looks(i == l.chosen, l.focused)
	Show(it, true)
}

// FocusGained shows where the focus is.
func (l *Rows) FocusGained() {
	l.focused = true
	l.place()
}

// FocusLost takes that away.
func (l *Rows) FocusLost() {
	l.focused = false
	l.place()
}

// TypedKey gives a key to the view.
func (l *Rows) TypedKey(e *fyne.KeyEvent) {
	if !Helps(l, e) && l.OnKey != nil {
		l.OnKey(e.Name)
	}
}

// TypedRune gives it what is typed.
func (l *Rows) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// Parts are the rows in sight.
func (l *Rows) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.scroll} }

// Chosen is the row that has the focus with the list; nil while none has.
func (l *Rows) Chosen() fyne.CanvasObject {
	if it := l.item(l.chosen); it != nil && l.chosen >= 0 {
		return it
	}
	return nil
}

func (l *Rows) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{l} }

type rowsRenderer struct{ l *Rows }

func (r *rowsRenderer) MinSize() fyne.Size           { return r.l.scroll.MinSize() }
func (r *rowsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.scroll} }
func (r *rowsRenderer) Destroy()                     {}

// Layout keeps the chosen row in sight where that was: something may have taken the room
// below.
func (r *rowsRenderer) Layout(size fyne.Size) {
	was := r.l.InSight()
	r.l.scroll.Resize(size)
	r.l.wanted = r.l.wanted || was && !r.l.InSight()
	r.l.reveal()
	r.l.place()
}

// Refresh is for another theme: the rows may be of another height now.
func (r *rowsRenderer) Refresh() { r.l.Changed(r.l.heads, r.l.low) }
