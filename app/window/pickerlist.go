package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/search"
	"keytray/app/window/kit"
)

// pickerList shows as many rows as there is room for, and scrolls over the others.
// The focus stays in the search field, so it is no list of Fyne's.
type pickerList struct {
	widget.BaseWidget
	OnPick func(i int)

	hits   []search.Hit
	offer  *pickerOffer
	chosen int
	first  int // the row at the top
	wheel  float32
	rows   [pickerRows]*pickerRowView
	mouse  kit.Pointer
}

func newPickerList() *pickerList {
	l := &pickerList{}
	for i := range l.rows {
		l.rows[i] = newPickerRow(func() { l.OnPick(l.first + i) }, l.mouse.Moved)
	}
	l.ExtendBaseWidget(l)
	return l
}

// render shows the hits, or the offer; chosen is -1 for none. A row under a mouse that
// rests is another one now, and is not marked.
func (l *pickerList) render(hits []search.Hit, offer *pickerOffer, chosen int) {
	for _, row := range l.rows {
		row.hovers(false)
	}
	l.hits, l.offer, l.chosen = hits, offer, chosen
	l.scrollTo(l.first)
}

// hides tells whether row i is out of sight.
func (l *pickerList) hides(i int) bool { return i >= 0 && (i < l.first || i >= l.first+pickerRows) }

// reveal has the next render show row i in sight, and tells whether it was not.
func (l *pickerList) reveal(i int) (was bool) {
	was = l.hides(i)
	if was {
		l.first = min(i, max(l.first, i-pickerRows+1))
	}
	return was
}

func (l *pickerList) scrollTo(first int) {
	l.first = min(max(first, 0), max(len(l.hits)-pickerRows, 0))
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
func (l *pickerList) shown() int {
	if l.offer != nil {
		return 1
	}
	return min(len(l.hits), pickerRows)
}

// Scrolled moves the rows by the wheel; what is chosen stays.
func (l *pickerList) Scrolled(e *fyne.ScrollEvent) {
	l.wheel -= e.Scrolled.DY
	row := scaled(pickerRow)
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

func (l *pickerList) CreateRenderer() fyne.WidgetRenderer {
	r := &pickerListRenderer{l: l, thumb: canvas.NewRectangle(nil)}
	r.thumb.CornerRadius = 2
	for _, row := range l.rows {
		r.objects = append(r.objects, row)
	}
	r.objects = append(r.objects, r.thumb)
	r.Refresh()
	return r
}

type pickerListRenderer struct {
	l       *pickerList
	thumb   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *pickerListRenderer) MinSize() fyne.Size { return fyne.NewSize(0, scaled(pickerRow)) }

func (r *pickerListRenderer) Layout(size fyne.Size) {
	height := scaled(pickerRow)
	for i, row := range r.l.rows {
		kit.At(row, 0, float32(i)*height, size.Width-9+scrollEdge, height-1) // as far from either edge
	}
	all := len(r.l.hits)
	kit.Show(r.thumb, r.l.offer == nil && all > pickerRows)
	if r.thumb.Visible() {
		track := height * pickerRows
		long := max(track*pickerRows/float32(all), 24)
		at := (track - long) * float32(r.l.first) / float32(all-pickerRows)
		kit.At(r.thumb, size.Width-4, at, 4, long)
	}
}

func (r *pickerListRenderer) Refresh() {
	r.thumb.FillColor = theme.ColorForWidget(theme.ColorNameScrollBar, r.l)
	r.Layout(r.l.Size())
	r.thumb.Refresh()
}

func (r *pickerListRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *pickerListRenderer) Destroy()                     {}
