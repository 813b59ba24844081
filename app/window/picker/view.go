package picker

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// view is all that the picker shows: the search with its rows, or what became
// of the choice, in the same place.
type view struct {
	search *kit.Entry
	count  *kit.Line
	list   *list
	note   *kit.Spanned
	foot   *foot
	said   *said
	form   *fyne.Container // asks for the passphrase
	picks  *fyne.Container
	box    fyne.CanvasObject
}

func newView() *view {
	v := &view{
		search: kit.NewEntry(text.T("Type to find a key")), count: kit.NewLine("", kit.SizeCaption, kit.ColorMuted),
		list: newList(), note: kit.NewSpanned(kit.SizeNameSmall).Muted(), foot: newFoot(),
		said: newSaid(), form: container.NewStack(),
	}
	v.search.Bare, v.search.Also = true, v.list.says
	large := container.NewThemeOverride(v.search, largeText{})
	v.picks = container.New(pickLayout{}, large, widget.NewIcon(kit.Icon("search", kit.ColorMuted)), v.count,
		kit.NewPlate(theme.ColorNameSeparator, "", ""), v.list, v.note, v.foot.box)
	v.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), v.picks, v.said.box, v.form, newOutline())
	v.turnTo(stagePick)
	return v
}

// happened is what a screen reader is to say of itself.
func (v *view) happened() string {
	if !v.said.box.Visible() {
		return ""
	}
	return text.Sentences(v.said.title.Seg.Text, v.said.words.AccessibilityLabel())
}

// render shows the rows, or what is offered in place of them.
func (v *view) render(hits []search.Hit, offer *offer, chosen int, count string, note []kit.Span) {
	v.count.Set(count, kit.ColorMuted)
	v.list.render(hits, offer, chosen)
	v.note.Set(note)
	kit.Show(v.note, len(note) > 0)
	switch {
	case offer != nil:
		v.foot.offers(offer.verb)
	case chosen >= 0 && chosen < len(hits):
		v.foot.picks(hits[chosen].Key.Env != "")
	default:
		v.foot.closes()
	}
	v.picks.Refresh()
}

// clears says how long a copy stays, as the settings have it.
func (v *view) clears(all []api.Setting) {
	if d, known := client.ClearAfter(all); known {
		v.foot.after = text.T("Clears after %s", text.Seconds(d))
	}
}

// asks shows a form in place of all else.
func (v *view) asks(form fyne.CanvasObject) {
	v.form.Objects = []fyne.CanvasObject{form}
	v.form.Refresh()
}

func (v *view) turnTo(s stage) {
	kit.Show(v.picks, s == stagePick)
	kit.Show(v.form, s == stageUnlock)
	kit.Show(v.said.box, s != stagePick && s != stageUnlock)
	v.box.Refresh()
}

// largeText is our theme for the search field.
type largeText struct{ kit.Theme }

func (l largeText) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return fyne.CurrentApp().Settings().Theme().Color(name, v)
}

func (l largeText) Size(name fyne.ThemeSizeName) float32 {
	size := fyne.CurrentApp().Settings().Theme().Size(name)
	switch name {
	case theme.SizeNameText:
		return size * 20 / kit.SizeBody
	case theme.SizeNameInputBorder:
		return caretWidth // the field draws its caret as wide as its outline
	}
	return size
}

const caretWidth = 2

// outline is the edge of the picker, which has no frame of its own.
type outline struct{ widget.BaseWidget }

func newOutline() *outline {
	o := &outline{}
	o.ExtendBaseWidget(o)
	return o
}

func (o *outline) CreateRenderer() fyne.WidgetRenderer {
	r := &outlineRenderer{o: o, rect: canvas.NewRectangle(color.Transparent)}
	r.rect.StrokeWidth = 1
	r.Refresh()
	return r
}

type outlineRenderer struct {
	o    *outline
	rect *canvas.Rectangle
}

func (r *outlineRenderer) Layout(size fyne.Size) {
	const inset = 0.5 // of the middle of the stroke
	kit.At(r.rect, inset, inset, size.Width-2*inset, size.Height-2*inset)
}

func (r *outlineRenderer) Refresh() {
	r.rect.StrokeColor = theme.ColorForWidget(kit.ColorBorder2, r.o)
	r.rect.Refresh()
}

func (r *outlineRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *outlineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *outlineRenderer) Destroy()                     {}

// Measures of the picker, with text of the usual size.
const (
	headHeight  = 58
	rowHeight   = 46
	rowsInSight = 5
	footHeight  = 39
	rowEdge     = 19 // from the edge to what stands in a row
	scrollEdge  = 2  // from the edge to the bar that shows where the rows are
)

// pickLayout places the field, its icon, the count, a hairline, the rows, the note
// below the last one, and the foot.
type pickLayout struct{}

func (pickLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (pickLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	field, icon, count, line, found, note, foot := o[0], o[1], o[2], o[3], o[4], o[5], o[6]
	head, row, tail, edge := kit.Scaled(headHeight), kit.Scaled(rowHeight), kit.Scaled(footHeight), kit.Scaled(rowEdge)
	mark, many := kit.Scaled(18), count.MinSize()
	kit.At(icon, edge+2, (head-mark)/2, mark, mark)
	kit.At(count, size.Width-edge-many.Width, (head-many.Height)/2, many.Width, many.Height)
	left := edge + 2 + mark + 6
	height := field.MinSize().Height
	kit.At(field, left, (head-height)/2, size.Width-left-edge-many.Width-12, height)
	kit.At(line, 0, head, size.Width, 1)
	top := head + 9
	rows := found.(*list).shown()
	kit.At(found, 9, top, size.Width-9-scrollEdge, row*float32(max(rows, 1)))
	gap := float32(11)
	if rows == rowsInSight {
		gap = 1
	}
	at := top + row*float32(rows) + gap
	kit.At(note, edge, at, size.Width-2*edge, min(kit.HeightIn(note, size.Width-2*edge), size.Height-tail-at))
	kit.At(foot, 0, size.Height-tail, size.Width, tail)
}
