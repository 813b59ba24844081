package window

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// detailHead is the top of the detail: whose key it is, its name, and what can be done
// with the entry.
type detailHead struct {
	back  *kit.Button
	tile  *kit.Tile
	name  *kit.Highlighted
	from  *kit.Line
	names *fyne.Container // both, or the field for the name
	field *editField      // the name, while it is changed
	pin   *kit.Button
	edit  *kit.Button
	more  *kit.Button
	done  *kit.Button
	box   *fyne.Container
	acts  *fyne.Container // what can be done, at the end of the line

	alone, changes bool
}

func newDetailHead(name *editField, onEdit func()) *detailHead {
	h := &detailHead{
		tile: kit.NewTile(48), field: name, names: container.NewStack(), box: container.NewStack(),
		name: kit.NewHighlighted(kit.SizeTitle, theme.ColorNameForeground, fyne.TextStyle{Bold: true}),
		from: kit.NewLine("", kit.SizeBody, kit.ColorMuted).Cut(),
	}
	icon := func(icon, label string) *kit.Button {
		b := kit.NewButton("", icon, kit.LookQuiet, kit.HeightPlain, nil)
		b.Label = label
		return b
	}
	h.back, h.pin = icon("left", text.T("Back to the list")), icon("pin", text.C("button", "Pin"))
	h.edit, h.more = icon("edit", text.C("button", "Edit")), icon("dots", text.T("More"))
	h.done = kit.NewButton(text.C("button", "Done"), "check", kit.LookSoft, kit.HeightPlain, nil)
	h.done.Hide()
	h.names.Objects = []fyne.CanvasObject{
		newEditable(container.New(kit.Column{}, container.New(&wholeName{}, h.name), h.from), onEdit),
		container.New(kit.Middle{}, h.field.box),
	}
	h.field.box.Hide()
	h.acts = container.New(layout.NewCustomPaddedHBoxLayout(4), h.pin, h.edit, h.done, h.more)
	return h
}

// arrange puts a way back to the list before the name where the detail is alone. Where it
// is narrow all is smaller, so that the name has room.
func (h *detailHead) arrange(alone, narrow bool) {
	h.alone = alone
	side, points := float32(48), float32(kit.SizeTitle)
	if narrow {
		side, points = 36, kit.SizeSection
	}
	h.tile.Side(side)
	h.name.Points(points)
	left := container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(h.tile))
	if alone {
		left = container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(h.back), container.NewCenter(h.tile))
	}
	h.box.Objects = []fyne.CanvasObject{container.New(&headLine{h}, left, kit.Inset(h.names, 0, 0, 8, 8))} // Tab meets the way back first
	h.makeRoom()
}

// headLine sets the name beside the tile, which goes where there is no room for both.
type headLine struct{ h *detailHead }

const leastName = 60

func (l *headLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, names := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(names.Width, max(left.Height, names.Height))
}

func (l *headLine) Layout(o []fyne.CanvasObject, size fyne.Size) {
	kit.Show(l.h.tile, !l.h.tight())
	if size.Width-o[0].MinSize().Width < leastName && l.h.alone {
		l.h.tile.Hide()
	}
	left := o[0].MinSize().Width
	kit.At(o[0], 0, 0, left, size.Height)
	left += theme.Padding()
	kit.At(o[1], left, 0, max(size.Width-left, 0), size.Height)
}

func (h *detailHead) tight() bool { return h.alone && h.changes }

// makeRoom leaves what little room there is to the field.
func (h *detailHead) makeRoom() {
	tight := h.tight()
	kit.Show(h.tile, !tight)
	kit.Show(h.pin, !tight)
	kit.Show(h.more, !tight)
	h.box.Refresh()
	h.acts.Refresh()
}

// change shows the field for the name in its place.
func (h *detailHead) change(on bool) {
	kit.Show(h.names.Objects[0], !on)
	kit.Show(h.field.box, on)
	kit.Show(h.edit, !on)
	kit.Show(h.done, on)
	h.changes = on
	h.makeRoom()
}

func (h *detailHead) render(k api.Key) {
	h.tile.Set(k.Provider, cmp.Or(kit.Issuer(k), k.Name))
	h.name.Set(k.Name, nil)
	h.from.Set(origin(k), kit.ColorMuted)
	look, label := kit.LookQuiet, text.C("button", "Pin")
	if k.Pinned {
		look, label = kit.LookSoft, text.C("button", "Unpin")
	}
	h.pin.Label = label
	h.pin.Set("", "pin", look)
}
