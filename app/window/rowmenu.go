package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
)

// rowMenu shows what can be done with a key of the list. An ellipsis says that a page or
// a question comes first.
func (w *Window) rowMenu(id string, at fyne.Position) {
	k, there := w.key(id)
	if !there {
		return
	}
	canvas := w.p.Window.Canvas()
	m := widget.NewPopUpMenu(fyne.NewMenu("", w.rowItems(k)...), canvas)
	size, room := m.MinSize(), canvas.Size()
	m.ShowAtPosition(fyne.NewPos(max(min(at.X, room.Width-size.Width), 0), max(min(at.Y, room.Height-size.Height), 0)))
}

func (w *Window) rowItems(k api.Key) []*fyne.MenuItem {
	pin := text.C("button", "Pin")
	if k.Pinned {
		pin = text.C("button", "Unpin")
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(text.C("button", "Copy"), func() { w.copyKey(k.ID) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(text.T("Rotate…"), func() { w.Open(api.View{Name: api.ViewRotate, Key: k.ID}) }),
		fyne.NewMenuItem(pin, func() { w.pin(k.ID, !k.Pinned) }),
		fyne.NewMenuItem(text.C("button", "Edit"), func() { w.openEdit(k.ID) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(text.T("I leaked this key…"), func() { w.Open(api.View{Name: api.ViewLeaked, Key: k.ID}) }),
		fyne.NewMenuItem(text.T("Delete…"), func() { w.confirmDelete(k.ID) }),
	}
}
