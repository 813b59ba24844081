package window

import (
	"net/url"
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

// detail shows one key and what can be done with it; editing, what is said about the key
// gives way to fields.
type detail struct {
	OnCopy     func(id string)
	OnClear    func()
	OnReveal   func(id string, down bool)
	OnRotate   func(id string)
	OnPin      func(id string, pinned bool)
	OnEdit     func(id string) // change its name and the rest
	OnDone     func()          // no more to change
	OnVariable func(id string) // copy its name
	OnLine     func(id string) // copy the line for a shell
	OnDelete   func(id string)
	OnLeaked   func(id string)
	OnPaste    func(id string) // a value that is gone
	OnLink     func(*url.URL)
	OnBack     func()
	OnGrown    func() // something in it has another height now; may be nil

	canvas   func() fyne.Canvas
	key      api.Key
	others   []api.Key
	editing  bool
	narrow   bool
	head     *detailHead
	card     *card
	variable *variableRow
	verified *verification
	facts    *fyne.Container // both
	tags     *fyne.Container
	editor   *editor

	fieldsBox *fyne.Container // the editor, once it was open
	glyph     *kit.Glyph
	standing  *kit.Prose
	rotate    *kit.Button
	bar       *kit.BigBar
	caseMark  *fyne.Container
	underWay  *kit.Line
	alarm     *kit.Note
	reminds   *reminders
	usedBy    *usedByList
	history   *historyList
	notes     *kit.Prose
	note      *fyne.Container
	links     *providerLinks
	leaked    *kit.Button
	body      *fyne.Container
	scroll    *container.Scroll
	foot      *fyne.Container // below it, where there is room
	all       *fyne.Container // both
	box       fyne.CanvasObject
}

// detailParams is what the detail cannot make itself.
type detailParams struct {
	now    func() time.Time
	canvas func() fyne.Canvas
}

func newDetail(p detailParams) *detail {
	d := &detail{
		glyph: kit.NewGlyph(), bar: kit.NewBigBar(), tags: container.New(&kit.Flow{Gap: 6}),
		standing: kit.NewProse("", theme.SizeNameText, kit.ColorMuted),
		usedBy:   newUsedByList(), history: newHistoryList(), links: newProviderLinks(),
		notes:    kit.NewProse("", theme.SizeNameText, kit.ColorMuted),
		verified: newVerification(), reminds: newReminders(), body: container.NewWithoutLayout(),
		underWay: kit.NewLine("", kit.SizeSmall, kit.ColorMuted).Cut(),
		canvas:   p.canvas,
		editor:   newEditor(p.now, p.canvas), fieldsBox: container.NewStack(),
	}
	edit := func() { d.OnEdit(d.key.ID) }
	d.head = newDetailHead(d.editor.name, edit)
	d.card = newCard(func(down bool) { d.OnReveal(d.key.ID, down) }, func() { d.OnCopy(d.key.ID) }, func() { d.OnClear() },
		func() { d.OnPaste(d.key.ID) }, func() { d.OnDelete(d.key.ID) })
	d.variable = newVariableRow(edit, func() { d.OnVariable(d.key.ID) })
	d.rotate = kit.NewButton("", "refresh", kit.LookPlain, kit.HeightPlain, func() { d.OnRotate(d.key.ID) })
	d.leaked = kit.NewButton(text.T("I leaked this key…"), "flag", kit.LookDanger, kit.HeightPlain, func() { d.OnLeaked(d.key.ID) })
	mark := kit.NewGlyph()
	mark.Set(kit.ShapeCase)
	d.caseMark = container.New(kit.Beside{First: kit.GlyphSize + 8}, mark, d.underWay)
	d.alarm = kit.NewNote(func() { d.leaves() }).Lasting()
	noted := container.NewBorder(nil, nil, container.NewVBox(kit.Inset(widget.NewIcon(kit.Icon("note", kit.ColorMuted)), 2, 0, 0, 6)), nil, d.notes)
	d.note = container.NewStack(newEditable(noted, edit))
	d.facts = container.New(&sideBySide{natural: d.verified.natural}, d.variable.box, d.verified.box)
	d.gestures(p.canvas)
	d.scroll, d.foot = container.NewVScroll(kit.Inset(d.body, 20, 12, 24, 24)), container.NewStack()
	d.all = container.New(kit.Framed{}, noTop(), d.scroll, d.foot)
	d.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), d.all)
	d.fieldsBox.Hide()
	d.place(false, false)
	return d
}

// gestures says what the parts do to each other.
func (d *detail) gestures(canvas func() fyne.Canvas) {
	h := d.head
	h.back.OnTapped = func() { d.OnBack() }
	h.pin.OnTapped = func() { d.OnPin(d.key.ID, !d.key.Pinned) }
	h.edit.OnTapped = func() { d.OnEdit(d.key.ID) }
	h.done.OnTapped = func() { d.OnDone() }
	h.more.OnTapped = func() { d.openMenu(canvas()) }
	leaves := func() { d.leaves() }
	for _, b := range []*kit.Button{
		h.back, h.pin, h.edit, h.more, h.done, d.rotate, d.leaked, d.reminds.snooze, d.reminds.mute, d.variable.copy,
		d.card.copy, d.card.clear, d.card.lost.paste, d.card.lost.remove, &d.card.hold.Button, d.verified.again,
	} {
		b.Escape = leaves
	}
	d.usedBy.OnEscape, d.history.OnEscape, d.links.OnEscape = leaves, leaves, leaves
	focus := func(f fyne.Focusable) { canvas().Focus(f) }
	d.editor.OnFocus, d.usedBy.OnFocus = focus, focus
	d.editor.OnGrow, d.usedBy.OnGrow, d.history.OnGrow, d.card.onGrow = d.grow, d.grow, d.grow, d.grow
	d.editor.OnDone = leaves
	d.links.OnOpen = func(u *url.URL) { d.OnLink(u) }
}

// fields calls do for each field in which something is typed, also those to come.
func (d *detail) fields(do func(e *kit.Entry, dirty func() bool)) {
	for _, f := range d.editor.fields() {
		do(f.entry, f.dirty)
	}
	for _, e := range []*kit.Entry{d.editor.tags.chips.entry, d.usedBy.field} {
		do(e, func() bool { return e.Text != "" })
	}
	d.usedBy.OnField = func(f *editField) { do(f.entry, f.dirty) }
}

// leaves is Esc: it ends the editing first.
func (d *detail) leaves() {
	if d.editing {
		d.OnDone()
	} else {
		d.OnBack()
	}
}

// grow makes room for what has another height.
func (d *detail) grow() {
	d.body.Refresh()
	if d.OnGrown != nil {
		d.OnGrown()
	}
}

// arrange puts side by side what has room there, unless it is narrow. Alone in
// the window the detail has a way back to the list.
func (d *detail) arrange(alone, narrow bool) {
	d.place(alone, narrow)
	d.body.Refresh()
}

func (d *detail) place(alone, narrow bool) {
	d.narrow = narrow
	d.head.arrange(alone, narrow)
	word := container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(d.glyph), container.NewCenter(kit.NewBold(text.T("Rotation"), kit.SizeBody, theme.ColorNameForeground)))
	var rotation, columns fyne.CanvasObject
	if narrow {
		rotation = container.New(kit.Column{Gap: 4}, container.New(&sideBySide{natural: func() float32 { return d.rotate.MinSize().Width }}, container.NewStack(room(d.rotate.Height), word), d.rotate), d.standing)
		columns = container.New(kit.Column{Gap: 14}, d.usedBy.Box, d.history.Box)
	} else {
		rotation = container.NewBorder(nil, nil, word, d.rotate, kit.Inset(container.New(kit.Middle{}, d.standing), 0, 0, 4, 8))
		columns = container.New(&twoColumns{first: 1.25, gap: 28}, d.usedBy.Box, d.history.Box)
	}
	d.card.arrange(narrow)
	reminds := kit.Inset(d.reminds.box, -8, -4, 0, 0) // it has room of its own above and below its words
	rows := []fyne.CanvasObject{d.card.box, d.facts, d.tags, d.fieldsBox, d.alarm.Box, rotation, d.caseMark, d.bar, reminds, columns, d.note}
	foot := footer(kit.Inset(d.links.box, 0, 0, -4, 0), d.leaked, narrow)
	d.foot.Objects = nil
	if narrow { // what stays in sight would take too much of what there is
		rows = append(rows, foot)
	} else {
		d.foot.Objects = []fyne.CanvasObject{kit.NewPlate(kit.ColorSurface, "", ""), kit.Inset(foot, 8, 12, 24, 24)}
	}
	d.body.Layout = &detailColumn{Column: kit.Column{Gap: bodyGap}, head: d.head.box, acts: d.head.acts, rows: rows}
	d.order()
	d.all.Refresh()
}

// order sets what Tab goes through: while the key is edited its fields come first, in one
// go from the name on, and then the buttons.
func (d *detail) order() {
	l := d.body.Layout.(*detailColumn)
	d.body.Objects = []fyne.CanvasObject{l.head}
	if d.editing {
		d.body.Objects = append(d.body.Objects, d.fieldsBox)
	}
	d.body.Objects = append(d.body.Objects, l.acts)
	for _, row := range l.rows {
		if !d.editing || row != fyne.CanvasObject(d.fieldsBox) {
			d.body.Objects = append(d.body.Objects, row)
		}
	}
}

// seen is what the detail shows a key with.
type seen struct {
	copy   copied
	gone   bool // the value is not in the keychain
	others []api.Key
	now    time.Time
}

func (d *detail) render(k api.Key, s seen) {
	if d.key.ID != k.ID {
		d.scroll.ScrollToTop()
		d.history.forget()
		d.letGo()
	}
	d.key = k
	d.head.render(k)
	d.card.render(k.Hint, s.copy, s.gone)
	d.variable.render(k.Env)
	d.verified.render(k)
	d.showTags(k.Tags)
	d.others = s.others
	if d.editing {
		d.editor.render(k, s.others)
	}
	kit.Show(d.facts, !d.editing && (k.Env != "" || d.verified.box.Visible()))
	kit.Show(d.tags, !d.editing && len(k.Tags) > 0)

	d.glyph.Set(rotationShape(k))
	d.standing.Set(wordsStandingOf(k))
	d.rotating(k, s.now)
	d.bar.Set(kit.ScaleOf(k, s.now))
	d.reminds.render(k, s.now)
	d.usedBy.render(k, s.others)
	d.notes.Set(k.Notes)
	kit.Show(d.note, k.Notes != "" && !d.editing)
	d.ends(k)
	d.body.Refresh() // what is shown and hidden changes the layout
}

// ends shows the links of the key's provider, and the button for a leak where none is known
// yet. One leaves the other less room.
func (d *detail) ends(k api.Key) {
	if d.links.id == k.Provider && d.leaked.Visible() != leaked(k) {
		return
	}
	d.links.render(k.Provider)
	kit.Show(d.leaked, !leaked(k))
	d.foot.Refresh()
	d.all.Refresh() // it may be higher
}

// change opens the fields, or shows the facts again.
func (d *detail) change(on bool) {
	if d.editing == on {
		return
	}
	d.editing = on
	typing := !on && d.hasFocus()
	if on {
		d.editor.render(d.key, d.others)
	} else {
		d.editor.end()
	}
	d.head.change(on)
	if on && len(d.fieldsBox.Objects) == 0 {
		// Out of the tree they cost nothing, but miss a change of the theme: once they have
		// been drawn they stay.
		d.fieldsBox.Add(d.editor.box)
		d.fieldsBox.Refresh()
	}
	kit.Show(d.fieldsBox, on)
	d.order()
	d.usedBy.edit(on)
	if typing {
		d.canvas().Unfocus()
	}
}

// settle saves what is typed, unless that was refused.
func (d *detail) settle() {
	d.editor.settle()
	d.usedBy.settle()
}

// refused tells whether something stands there that cannot be saved.
func (d *detail) refused() bool { return d.editor.refused() || d.usedBy.refused() }

// typing tells whether something is typed that is not saved yet.
func (d *detail) typing() bool { return d.editor.typing() || d.usedBy.typing() }

// letGo is for another key, or none: what was typed is of the one before. Whoever still
// types does so in no field.
func (d *detail) letGo() {
	d.change(false)
	if d.usedBy.adding {
		typing := d.hasFocus()
		d.usedBy.end()
		if typing {
			d.canvas().Unfocus()
		}
	}
}

// hasFocus tells whether somebody types in one of the fields.
func (d *detail) hasFocus() bool {
	f := d.canvas().Focused()
	return f != nil && (d.editor.has(f) || d.usedBy.has(f))
}

// showTags shows what a key is tagged with.
func (d *detail) showTags(tags []string) {
	d.tags.Objects = nil
	for _, tag := range tags {
		d.tags.Add(newTag(tag))
	}
	d.tags.Refresh()
}

func newTag(tag string) fyne.CanvasObject {
	words := kit.NewLine(middleCut(tag, 30), kit.SizeCaption, kit.ColorMuted)
	return container.NewStack(kit.NewPlate(kit.ColorSunken, theme.ColorNameSeparator, theme.SizeNameCardRadius), kit.Inset(words, 3, 3, 9, 9))
}

// rotating says where a rotation under way is, and warns of a value that leaked.
func (d *detail) rotating(k api.Key, now time.Time) {
	label, l := text.T("Rotate…"), kit.LookSoft
	if k.Case != nil {
		label = text.T(wordsGoOn)
		d.underWay.Set(wordsBegun(k.Case, now), kit.ColorMuted)
	} else if k.Phase == "fresh" {
		l = kit.LookPlain
	}
	d.rotate.Set(label, "refresh", l)
	kit.Show(d.caseMark, k.Case != nil)
	s := kit.Saying{Tone: "exposed", Icon: "flag", Acts: []kit.Act{{Label: text.T(wordsWhatToDo), Do: func() { d.OnLeaked(k.ID) }}}}
	switch {
	case k.Phase == "exposed":
		s.Text = wordsValueLeaked(k.Exposure, now)
	case leaked(k):
		s.Text = wordsOldLeaked(k)
	}
	d.alarm.Render(s)
}

// leaked tells whether somebody else has seen a value of k that may still work.
func leaked(k api.Key) bool { return k.Phase == "exposed" || kit.LeakedBefore(k) }

// told shows what happened to the key.
func (d *detail) told(events []api.Event, now time.Time) {
	d.history.render(d.key, events, now)
	d.body.Refresh()
}
