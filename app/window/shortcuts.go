package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/api"
	"keytray/app/text"
)

// shortcut is a key that, with Ctrl (Cmd on macOS), works wherever the focus is. All of
// them are in this list, and help shows it.
type shortcut struct {
	keys  []fyne.KeyName
	cap   string // what is printed on the key, or on all of them
	does  string // for the help
	stays bool   // what the person has to finish first stays open
	do    func(w *Window, id string, k fyne.KeyName)
}

// shortcuts are all of them. id is the key that they are about, "" while there is none.
func shortcuts() []shortcut {
	return []shortcut{
		{keys: []fyne.KeyName{fyne.KeyF}, cap: "F", does: text.T("Find a key"), do: func(w *Window, _ string, _ fyne.KeyName) {
			w.Open(api.View{Name: api.ViewKeys})
			w.openDetail(false)
		}},
		{keys: []fyne.KeyName{fyne.KeyN}, cap: "N", does: text.T("Add a key"), do: func(w *Window, _ string, _ fyne.KeyName) {
			w.Open(api.View{Name: api.ViewAdd})
		}},
		{keys: []fyne.KeyName{fyne.KeyR}, cap: "R", does: text.T("Rotate the selected key"), do: func(w *Window, id string, _ fyne.KeyName) {
			if id != "" || w.page == page(w.keys) { // else the page in sight is about none
				w.Open(api.View{Name: api.ViewRotate, Key: id})
			}
		}},
		{keys: []fyne.KeyName{fyne.KeyP}, cap: "P", does: text.T("Pin the selected key, or take the pin off"), do: func(w *Window, id string, _ fyne.KeyName) {
			if k, ok := w.key(id); ok {
				w.pin(id, !k.Pinned)
			}
		}},
		{keys: []fyne.KeyName{fyne.KeyE}, cap: "E", does: text.T("Edit the selected key"), do: func(w *Window, id string, _ fyne.KeyName) {
			w.openKeys(w.keys.list.filter, id)
			w.openEdit(id)
		}},
		{keys: []fyne.KeyName{fyne.KeyDelete}, cap: text.C("key", "Delete"), stays: true, does: text.T("Clear the clipboard now"), do: func(w *Window, _ string, _ fyne.KeyName) {
			w.clearNow()
		}},
		{
			keys: []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5}, cap: "1 … 5",
			does: text.T("Show all, due, overdue, exposed or pinned keys"), do: func(w *Window, _ string, k fyne.KeyName) {
				w.turnTo(w.keys)
				w.keys.list.setFilter(filters[k[0]-'1'])
			},
		},
		{keys: []fyne.KeyName{fyne.KeyT}, cap: "T", does: text.T("Open the rotation overview"), do: func(w *Window, _ string, _ fyne.KeyName) {
			w.Open(api.View{Name: api.ViewRotation})
		}},
		{keys: []fyne.KeyName{fyne.KeyComma}, cap: ",", stays: true, does: text.T("Open the settings"), do: func(w *Window, _ string, _ fyne.KeyName) {
			w.Open(api.View{Name: api.ViewSettings})
		}},
	}
}

// shortcut does what Ctrl and a key ask for, and tells whether that is anything.
func (w *Window) shortcut(s *desktop.CustomShortcut) bool {
	if s.Modifier != fyne.KeyModifierShortcutDefault || w.p.Window.Canvas().Overlays().Top() != nil {
		return false
	}
	for _, known := range shortcuts() {
		if slices.Contains(known.keys, s.KeyName) {
			if known.stays || w.mayGo() {
				known.do(w, w.selectedKey(), s.KeyName)
			}
			return true
		}
	}
	return false
}
