package picker

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/search"
	"keytray/app/window/kit"
)

// list shows as many rows as there is room for, and scrolls over the others.
// The focus stays in the search field, so it is no list of Fyne's.
type list struct {
	widget.BaseWidget
	OnPick func(i int)

	hits   []search.Hit
	offer  *offer
	chosen int
	first  int // the row at the top
	wheel  float32
	rows   [rowsInSight]*row
	mouse  kit.Pointer
}

func newList() *list {
	l := &list{}
	for i := range l.rows {
		l.rows[i] = newRow(func() { l.OnPick(l.first + i) }, l.mouse.Moved)
	}
	l.ExtendBaseWidget(l)
	return l
}

// render shows the hits, or the offer; chosen is -1 for none. A row under a mouse that
// rests is another one now, and is not marked.
func (l *list) render(hits []search.Hit, offer *offer, chosen int) {
	for _, row := range l.rows {
		row.hovers(false)
	}
	l.hits, l.offer, l.chosen = hits, offer, chosen
	l.scrollTo(l.first)
}

// hides tells whether row i is out of sight.
func (l *list) hides(i int) bool { return i >= 0 && (i < l.first || i >= l.first+rowsInSight) }

// reveal has the next render show row i in sight, and tells whether it was not.
func (l *list) reveal(i int) (was bool) {
	was = l.hides(i)
	if was {
		l.first = min(i, max(l.first, i-rowsInSight+1))
	}
	return was
}

func (l *list) scrollTo(first int) {
	l.first = min(max(first, 0), max(len(l.hits)-rowsInSight, 0))
	for i, row := range l.rows {
		n := l.first + i
		switch {
		case l.offer != nil && i == 0:
			row.offers(l.offer)
		case l.offer == nil && n < len(l.hits):
			row.render(l.hits[n], n == l.chosen)
		default:
			row.Hide()
		}
	}
	l.Refresh()
}

// shown is the number of rows in sight.
func (l *list) shown() int {
	if l.offer != nil {
		return 1
	}
	return min(len(l.hits), rowsInSight)
}

// Scrolled moves the rows by the wheel; what is chosen stays.
func (l *list) Scrolled(e *fyne.ScrollEvent) {
	l.wheel -= e.Scrolled.DY
	row := kit.Scaled(rowHeight)
	if by := int(l.wheel / row); by != 0 {
		l.wheel -= float32(by) * row
		l.scrollTo(l.first + by)
	} else if l.wheel > 8 || l.wheel < -8 { // a notch of a wheel is less than a row
		by = 1
		if l.wheel < 0 {
			by = -1
		}
		l.wheel = 0
		l.scrollTo(l.first + by)
	}
}

// Parts are the rows in sight.
func (l *list) Parts() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, row := range l.rows {
		all = append(all, row)
	}
	return all
}

// says is what is heard of the row that Enter takes: the focus stays in the search.
func (l *list) says() string {
	for _, row := range l.rows {
		if row.Visible() && row.chosen {
			return row.AccessibilityLabel()
		}
	}
	return ""
}

func (l *list) CreateRenderer() fyne.WidgetRenderer {
	r := &listRenderer{l: l, thumb: canvas.NewRectangle(nil)}
	r.thumb.CornerRadius = 2
	for _, row := range l.rows {
		r.objects = append(r.objects, row)
	}
	r.objects = append(r.objects, r.thumb)
	r.Refresh()
	return r
}

type listRenderer struct {
	l       *list
	thumb   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *listRenderer) MinSize() fyne.Size { return fyne.NewSize(0, kit.Scaled(rowHeight)) }

func (r *listRenderer) Layout(size fyne.Size) {
	height := kit.Scaled(rowHeight)
	for i, row := range r.l.rows {
		kit.At(row, 0, float32(i)*height, size.Width-9+scrollEdge, height-1) // as far from either edge
	}
	all := len(r.l.hits)
	kit.Show(r.thumb, r.l.offer == nil && all > rowsInSight)
	if r.thumb.Visible() {
		track := height * rowsInSight
		long := max(track*rowsInSight/float32(all), 24)
		at := (track - long) * float32(r.l.first) / float32(all-rowsInSight)
		kit.At(r.thumb, size.Width-4, at, 4, long)
	}
}

func (r *listRenderer) Refresh() {
	r.thumb.FillColor = theme.ColorForWidget(theme.ColorNameScrollBar, r.l)
	r.Layout(r.l.Size())
	r.thumb.Refresh()
}

func (r *listRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *listRenderer) Destroy()                     {}
