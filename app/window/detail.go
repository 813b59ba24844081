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
	back     *button
	tile     *tile
	name     *line
	origin   *line
	pin      *button
	card     *card
	variable *line
	verified *verification
	glyph    *glyph
	standing *prose
	rotate   *button
	bar      *bigBar
	caseMark *fyne.Container
	underWay *line
	alarm    *note
	reminds  *reminders
	usedBy   *facts
	history  *facts
	notes    *prose
	note     *fyne.Container
	console  *fyne.Container
	remove   *button
	leaked   *button
	body     *fyne.Container
	scroll   *container.Scroll
	box      fyne.CanvasObject
}

func newDetail() *detail {
	d := &detail{
		tile: newTile(48), glyph: newGlyph(), bar: newBigBar(),
		name:     newBold("", sizeTitle, theme.ColorNameForeground).cut(),
		origin:   newLine("", sizeBody, colorMuted).cut(),
		variable: newLine("", 12.5, theme.ColorNameForeground).cut(),
		standing: newProse("", theme.SizeNameText, colorMuted),
		usedBy:   newFacts("Used by"), history: newFacts("History"),
		notes:    newProse("", theme.SizeNameText, colorMuted),
		verified: newVerification(), reminds: newReminders(), body: container.New(column{14}),
		underWay: newLine("", sizeSmall, colorMuted).cut(),
	}
	d.variable.style.Monospace = true
	d.card = newCard(func(down bool) { d.OnReveal(d.key.ID, down) }, func() { d.OnCopy(d.key.ID) }, func() { d.OnClear() })
	d.back = newButton("", "left", lookQuiet, heightPlain, func() { d.OnBack() })
	d.pin = newButton("", "pin", lookQuiet, heightPlain, func() { d.OnPin(d.key.ID, !d.key.Pinned) })
	d.rotate = newButton("Rotate…", "refresh", lookPlain, heightPlain, func() { d.OnRotate(d.key.ID) })
	d.remove = newButton("Delete…", "trash", lookQuiet, heightSmall, func() { d.OnDelete(d.key.ID) })
	d.leaked = newButton("I leaked this key…", "flag", lookDanger, heightSmall, func() { d.OnLeaked(d.key.ID) })
	mark := newGlyph()
	mark.set(shapeCase)
	d.caseMark = container.New(beside{glyphSize + 8}, mark, d.underWay)
	leaves := func() { d.OnBack() }
	d.alarm = newNote(leaves)
	for _, b := range []*button{d.back, d.pin, d.rotate, d.remove, d.leaked, d.reminds.snooze, d.reminds.mute} {
		b.escape = leaves
	}
	d.note = container.NewBorder(nil, nil, container.NewVBox(inset(widget.NewIcon(icon("note", colorMuted)), 2, 0, 0, 6)), nil, d.notes)
	d.console = container.NewStack()
	d.scroll = container.NewVScroll(inset(d.body, 20, 20, 24, 24))
	d.box = container.NewStack(newPlate(colorSurface, "", ""), d.scroll)
	d.arrange(false, false)
	return d
}

// arrange puts side by side what has room there, unless it is narrow. Alone in
// the window the detail has a way back to the list.
func (d *detail) arrange(alone, narrow bool) {
	names := container.New(column{}, d.name, d.origin)
	left := container.New(layout.NewCustomPaddedHBoxLayout(8), d.tile)
	if alone {
		left = container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(d.back), d.tile)
	}
	header := container.NewBorder(nil, nil, left, container.NewCenter(d.pin), inset(names, 0, 0, 8, 8))

	word := container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(d.glyph), container.NewCenter(newBold("Rotation", sizeBody, theme.ColorNameForeground)))
	var rotation, columns, footer fyne.CanvasObject
	if narrow {
		rotation = container.New(column{4}, container.NewBorder(nil, nil, word, d.rotate), d.standing)
		columns = container.New(column{14}, d.usedBy.box, d.history.box)
		footer = container.New(column{8}, container.NewHBox(d.console), container.NewHBox(d.leaked, layout.NewSpacer(), d.remove))
	} else {
		rotation = container.NewBorder(nil, nil, word, d.rotate, inset(container.New(middle{}, d.standing), 0, 0, 4, 8))
		columns = container.NewGridWithColumns(2, d.usedBy.box, d.history.box)
		footer = container.NewHBox(d.console, layout.NewSpacer(), d.remove, d.leaked)
	}
	d.card.arrange(narrow)
	d.body.Objects = []fyne.CanvasObject{header, d.card.box, d.variable, d.verified.box, d.alarm.box, rotation, d.caseMark, d.bar, d.reminds.box, columns, d.note, footer}
	d.body.Refresh()
}

func (d *detail) render(k api.Key, cp copied, now time.Time) {
	if d.key.ID != k.ID {
		d.scroll.ScrollToTop()
		d.history.set(nil)
	}
	d.key = k
	d.tile.set(k.Provider, cmp.Or(issuer(k), k.Name))
	d.name.set(k.Name, theme.ColorNameForeground)
	d.origin.set(origin(k), colorMuted)
	pinLook := lookQuiet
	if k.Pinned {
		pinLook = lookSoft
	}
	d.pin.set("", "pin", pinLook)
	d.card.render(k.Hint, cp)
	d.variable.set(k.Env, theme.ColorNameForeground)
	show(d.variable, k.Env != "")
	d.verified.render(k)

	d.glyph.set(k.Phase)
	d.standing.set(text.Standing(k.Phase, k.DueFrom, k.OverdueFrom, k.Expires))
	d.rotating(k, now)
	d.bar.set(scaleOf(k, now))
	d.reminds.render(k, now)
	d.usedBy.setPlaces(placesOf(k))
	d.notes.set(k.Notes)
	show(d.note, k.Notes != "")
	d.links(k)
	show(d.leaked, !leaked(k))
	d.body.Refresh() // what is shown and hidden changes the layout
}

// rotating says where a rotation under way is, and warns of a value that leaked.
func (d *detail) rotating(k api.Key, now time.Time) {
	label, l := "Rotate…", lookSoft
	if k.Case != nil {
		label = wordsGoOn
		d.underWay.set(wordsBegun(k.Case, now), colorMuted)
	} else if k.Phase == "fresh" {
		l = lookPlain
	}
	d.rotate.set(label, "refresh", l)
	show(d.caseMark, k.Case != nil)
	s := saying{tone: "exposed", icon: "flag", acts: []act{{wordsWhatToDo, func() { d.OnLeaked(k.ID) }}}}
	switch {
	case k.Phase == "exposed":
		s.text = wordsValueLeaked(k.Exposure, now)
	case leaked(k):
		s.text = wordsOldLeaked(k)
	}
	d.alarm.render(s)
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
	if link := consoleLink(k.Provider); link != nil {
		d.console.Objects = []fyne.CanvasObject{link}
	}
	d.console.Refresh()
}

// told shows the last events of the key, newest first.
func (d *detail) told(events []api.Event, now time.Time) {
	const most = 4
	var lines []fact
	for i := len(events) - 1; i >= 0 && len(lines) < most; i-- {
		lines = append(lines, fact{left: dayOf(events[i].At, now), right: happened(events[i])})
	}
	d.history.set(lines)
	d.body.Refresh()
}
