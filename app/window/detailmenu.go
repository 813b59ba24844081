package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
)

// menu is what else can be done with a key.
func (d *detail) menu(k api.Key) *fyne.Menu {
	item := func(label string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(label, do) }
	items := []*fyne.MenuItem{item(text.T("Rename"), func() { d.OnEdit(k.ID) })}
	if k.Env != "" {
		items = append(items, item(text.T("Copy variable name"), func() { d.OnVariable(k.ID) }),
			item(text.T("Copy line for a shell"), func() { d.OnLine(k.ID) }))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	if !leaked(k) { // that is never silent
		items = append(items, d.silence(k)...)
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, item(text.T("Delete…"), func() { d.OnDelete(k.ID) }))
	return fyne.NewMenu("", items...)
}

// silence are the items about reminders.
func (d *detail) silence(k api.Key) []*fyne.MenuItem {
	r := d.reminds
	switch {
	case k.Muted:
		return []*fyne.MenuItem{fyne.NewMenuItem(text.T(wordsUnmute), func() { r.OnMute(k.ID, false) })}
	case r.snooze.Visible() && r.turn() == 0:
		return []*fyne.MenuItem{fyne.NewMenuItem(r.snooze.Text, func() { r.OnSnooze(k.ID, 0) })}
	}
	var items []*fyne.MenuItem
	if turn := snoozeOf(k); turn > 0 {
		items = append(items, fyne.NewMenuItem(text.Snooze(turn), func() { r.OnSnooze(k.ID, turn) }))
	}
	return append(items, fyne.NewMenuItem(text.T(wordsMute), func() { r.OnMute(k.ID, true) }))
}

// openMenu shows the menu below its button.
func (d *detail) openMenu(canvas fyne.Canvas) {
	b := d.head.more
	m := widget.NewPopUpMenu(d.menu(d.key), canvas)
	m.ShowAtRelativePosition(fyne.NewPos(b.Size().Width-m.MinSize().Width, b.Size().Height+4), b)
}
