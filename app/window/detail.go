package window

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// detail shows one key and what can be done with it.
type detail struct {
	OnCopy   func(id string)
	OnClear  func()
	OnReveal func(id string, down bool)
	OnRotate func(id string)
	OnPin    func(id string, pinned bool)
	OnDelete func(id string)
	OnLeaked func(id string)
	OnBack   func()

	key      api.Key
	back     *kit.Button
	tile     *kit.Tile
	name     *kit.Line
	origin   *kit.Line
	pin      *kit.Button
	card     *card
	variable *kit.Line
	verified *verification
	glyph    *kit.Glyph
	standing *kit.Prose
	rotate   *kit.Button
	bar      *kit.BigBar
	caseMark *fyne.Container
	underWay *kit.Line
	alarm    *kit.Note
	reminds  *reminders
	usedBy   *kit.Facts
	history  *kit.Facts
	notes    *kit.Prose
	note     *fyne.Container
	console  *fyne.Container
	remove   *kit.Button
	leaked   *kit.Button
	body     *fyne.Container
	scroll   *container.Scroll
	box      fyne.CanvasObject
}

func newDetail() *detail {
	d := &detail{
		tile: kit.NewTile(48), glyph: kit.NewGlyph(), bar: kit.NewBigBar(),
		name:     kit.NewBold("", kit.SizeTitle, theme.ColorNameForeground).Cut(),
		origin:   kit.NewLine("", kit.SizeBody, kit.ColorMuted).Cut(),
		variable: kit.NewLine("", 12.5, theme.ColorNameForeground).Cut(),
		standing: kit.NewProse("", theme.SizeNameText, kit.ColorMuted),
		usedBy:   kit.NewFacts("Used by"), history: kit.NewFacts("History"),
		notes:    kit.NewProse("", theme.SizeNameText, kit.ColorMuted),
		verified: newVerification(), reminds: newReminders(), body: container.New(kit.Column{Gap: 14}),
		underWay: kit.NewLine("", kit.SizeSmall, kit.ColorMuted).Cut(),
	}
	d.variable.Style.Monospace = true
	d.card = newCard(func(down bool) { d.OnReveal(d.key.ID, down) }, func() { d.OnCopy(d.key.ID) }, func() { d.OnClear() })
	d.back = kit.NewButton("", "left", kit.LookQuiet, kit.HeightPlain, func() { d.OnBack() })
	d.pin = kit.NewButton("", "pin", kit.LookQuiet, kit.HeightPlain, func() { d.OnPin(d.key.ID, !d.key.Pinned) })
	d.rotate = kit.NewButton("Rotate…", "refresh", kit.LookPlain, kit.HeightPlain, func() { d.OnRotate(d.key.ID) })
	d.remove = kit.NewButton("Delete…", "trash", kit.LookQuiet, kit.HeightSmall, func() { d.OnDelete(d.key.ID) })
	d.leaked = kit.NewButton("I leaked this key…", "flag", kit.LookDanger, kit.HeightSmall, func() { d.OnLeaked(d.key.ID) })
	mark := kit.NewGlyph()
	mark.Set(kit.ShapeCase)
	d.caseMark = container.New(kit.Beside{First: kit.GlyphSize + 8}, mark, d.underWay)
	leaves := func() { d.OnBack() }
	d.alarm = kit.NewNote(leaves)
	for _, b := range []*kit.Button{d.back, d.pin, d.rotate, d.remove, d.leaked, d.reminds.snooze, d.reminds.mute} {
		b.Escape = leaves
	}
	d.note = container.NewBorder(nil, nil, container.NewVBox(kit.Inset(widget.NewIcon(kit.Icon("note", kit.ColorMuted)), 2, 0, 0, 6)), nil, d.notes)
	d.console = container.NewStack()
	d.scroll = container.NewVScroll(kit.Inset(d.body, 20, 20, 24, 24))
	d.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), d.scroll)
	d.arrange(false, false)
	return d
}

// arrange puts side by side what has room there, unless it is narrow. Alone in
// the window the detail has a way back to the list.
func (d *detail) arrange(alone, narrow bool) {
	names := container.New(kit.Column{}, d.name, d.origin)
	left := container.New(layout.NewCustomPaddedHBoxLayout(8), d.tile)
	if alone {
		left = container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(d.back), d.tile)
	}
	header := container.NewBorder(nil, nil, left, container.NewCenter(d.pin), kit.Inset(names, 0, 0, 8, 8))

	word := container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(d.glyph), container.NewCenter(kit.NewBold("Rotation", kit.SizeBody, theme.ColorNameForeground)))
	var rotation, columns, footer fyne.CanvasObject
	if narrow {
		rotation = container.New(kit.Column{Gap: 4}, container.NewBorder(nil, nil, word, d.rotate), d.standing)
		columns = container.New(kit.Column{Gap: 14}, d.usedBy.Box, d.history.Box)
		footer = container.New(kit.Column{Gap: 8}, container.NewHBox(d.console), container.NewHBox(d.leaked, layout.NewSpacer(), d.remove))
	} else {
		rotation = container.NewBorder(nil, nil, word, d.rotate, kit.Inset(container.New(kit.Middle{}, d.standing), 0, 0, 4, 8))
		columns = container.NewGridWithColumns(2, d.usedBy.Box, d.history.Box)
		footer = container.NewHBox(d.console, layout.NewSpacer(), d.remove, d.leaked)
	}
	d.card.arrange(narrow)
	d.body.Objects = []fyne.CanvasObject{header, d.card.box, d.variable, d.verified.box, d.alarm.Box, rotation, d.caseMark, d.bar, d.reminds.box, columns, d.note, footer}
	d.body.Refresh()
}

func (d *detail) render(k api.Key, cp copied, now time.Time) {
	if d.key.ID != k.ID {
		d.scroll.ScrollToTop()
		d.history.Set(nil)
	}
	d.key = k
	d.tile.Set(k.Provider, cmp.Or(kit.Issuer(k), k.Name))
	d.name.Set(k.Name, theme.ColorNameForeground)
	d.origin.Set(origin(k), kit.ColorMuted)
	pinLook := kit.LookQuiet
	if k.Pinned {
		pinLook = kit.LookSoft
	}
	d.pin.Set("", "pin", pinLook)
	d.card.render(k.Hint, cp)
	d.variable.Set(k.Env, theme.ColorNameForeground)
	kit.Show(d.variable, k.Env != "")
	d.verified.render(k)

	d.glyph.Set(k.Phase)
	d.standing.Set(text.Standing(k.Phase, k.DueFrom, k.OverdueFrom, k.Expires))
	d.rotating(k, now)
	d.bar.Set(kit.ScaleOf(k, now))
	d.reminds.render(k, now)
	setPlaces(d.usedBy, placesOf(k))
	d.notes.Set(k.Notes)
	kit.Show(d.note, k.Notes != "")
	d.links(k)
	kit.Show(d.leaked, !leaked(k))
	d.body.Refresh() // what is shown and hidden changes the layout
}

// rotating says where a rotation under way is, and warns of a value that leaked.
func (d *detail) rotating(k api.Key, now time.Time) {
	label, l := "Rotate…", kit.LookSoft
	if k.Case != nil {
		label = wordsGoOn
		d.underWay.Set(wordsBegun(k.Case, now), kit.ColorMuted)
	} else if k.Phase == "fresh" {
		l = kit.LookPlain
	}
	d.rotate.Set(label, "refresh", l)
	kit.Show(d.caseMark, k.Case != nil)
	s := kit.Saying{Tone: "exposed", Icon: "flag", Acts: []kit.Act{{Label: wordsWhatToDo, Do: func() { d.OnLeaked(k.ID) }}}}
	switch {
	case k.Phase == "exposed":
		s.Text = wordsValueLeaked(k.Exposure, now)
	case leaked(k):
		s.Text = wordsOldLeaked(k)
	}
	d.alarm.Render(s)
}

// leaked tells whether somebody else has seen a value of k that may still work.
func leaked(k api.Key) bool { return k.Phase == "exposed" || leakedBefore(k) }

// leakedBefore tells whether that is the value before the current one.
func leakedBefore(k api.Key) bool {
	return k.Phase != "exposed" && k.Case != nil && k.Case.Leaked != nil
}

// links leads to the page where the provider makes keys, where that is known.
func (d *detail) links(k api.Key) {
	d.console.Objects = nil
	if link := kit.ConsoleLink(k.Provider); link != nil {
		d.console.Objects = []fyne.CanvasObject{link}
	}
	d.console.Refresh()
}

// told shows the last events of the key, newest first.
func (d *detail) told(events []api.Event, now time.Time) {
	const most = 4
	var lines []kit.Fact
	for i := len(events) - 1; i >= 0 && len(lines) < most; i-- {
		lines = append(lines, kit.Fact{Left: dayOf(events[i].At, now), Right: happened(events[i])})
	}
	d.history.Set(lines)
	d.body.Refresh()
}
