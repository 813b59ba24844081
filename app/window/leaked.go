package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
)

// leakedPage says what to do about a key that somebody else has seen, in the order that
// fits where it was seen. It marks the key as exposed when it is opened.
type leakedPage struct {
	w        *Window
	key      api.Key
	provider provider.Provider
	last     api.Key // as it was last marked
	end      leakEnd
	where    string // as it was said last
	noted    string // as the agent took it
	marking  latest
	stop     func() // gives up what the provider is asked for
	answer   string // to the check
	call     *providerCall
	page     *opening
	held     held

	icon             *plate
	title, sub, why  *prose
	chips            map[string]*button
	asks             *fyne.Container
	note             *note
	revoke, check    *leakStep
	usage, replace   *leakStep
	card             *fyne.Container
	steps            *fyne.Container
	takeBack, leaves *button
	newToo           *button // the new value leaked as well
	newTooRow        fyne.CanvasObject
	marked           *prose
	scroll           *container.Scroll
	box              *fyne.Container
}

// openLeaked shows the page for a key, or asks for one.
func (w *Window) openLeaked(id string) {
	k, known := w.key(id)
	if !known {
		w.aside(newLeakedChoice(w))
		return
	}
	w.selects(id)
	if p, here := w.page.(*leakedPage); here && p.key.ID == id {
		if p.end != leakOpen {
			p.again()
		}
		return
	}
	w.aside(newLeakedPage(w, k))
}

func newLeakedPage(w *Window, k api.Key) *leakedPage {
	p := &leakedPage{w: w, key: k, provider: providerOf(w, k), chips: map[string]*button{}, held: heldFrom(w.p.Now)}
	p.page = newOpening(w, p)
	p.call = &providerCall{w: w, page: p, what: api.CallRevoke, done: func(api.Called) {}}
	p.title = newProse(wordsStopFirst, theme.SizeNameHeadingText, theme.ColorNameForeground).bold()
	p.sub, p.why = newProse("", theme.SizeNameText, colorMuted), newProse("", theme.SizeNameText, colorMuted)
	row := container.New(&flow{gap: 8})
	for _, where := range api.Leaks {
		p.chips[where] = p.watchButton(newButton(leakPlaces[where], "", lookChip, heightChip, func() { p.expose(where) }))
		row.Add(p.chips[where])
	}
	p.asks = container.New(column{8}, newBold(wordsWhereSeen, sizeSmall, colorMuted), row)
	p.note = newNote(p.escape)
	p.revoke, p.check, p.usage, p.replace = newLeakStep(p), newLeakStep(p), newLeakStep(p), newLeakStep(p)
	p.card = container.New(column{})
	p.steps = container.NewStack(newPlate(colorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius), inset(p.card, 1, 1, 1, 1))
	p.takeBack = p.watchButton(newButton(wordsNotLeaked, "", lookQuiet, heightPlain, p.unexpose))
	p.leaves = p.watchButton(newButton("Close", "", lookPlain, heightPlain, p.close))
	p.newToo = p.watchButton(newButton(wordsNewToo, "", look{text: theme.ColorNameHyperlink}, heightSmall, p.again))
	p.newTooRow = inset(container.NewHBox(p.newToo), -6, 0, -12, 0)
	p.marked = newProse(wordsMarked, theme.SizeNameCaptionText, colorMuted)
	p.arrange()
	if !leaked(k) {
		p.expose("")
	}
	p.render(w.state)
	return p
}

// arrange builds the page: a head, what to do below it, and a foot.
func (p *leakedPage) arrange() {
	p.icon = newPlate("exposedTint", "", theme.SizeNameCardRadius)
	flag := container.NewStack(p.icon, container.NewCenter(container.New(square{20}, widget.NewIcon(icon("flag", "exposedText")))))
	head := container.New(sided{60}, container.New(square{48}, flag), container.New(middle{}, container.New(column{}, p.title, p.sub)))
	body := container.New(column{14}, head, p.why, p.asks, p.note.box, p.steps, p.page.fail, p.newTooRow)
	p.scroll = container.NewVScroll(inset(container.New(readable{672}, body), 24, 24, 24, 24))
	foot := container.New(column{}, widget.NewSeparator(),
		inset(container.NewBorder(nil, nil, container.NewCenter(p.takeBack), container.NewCenter(p.leaves), inset(container.New(middle{}, p.marked), 0, 0, 8, 12)), 8, 8, 12, 12))
	p.box = container.NewStack(newPlate(colorSurface, "", ""), container.New(framed{}, container.New(column{}), p.scroll,
		container.NewStack(newPlate(theme.ColorNameBackground, "", ""), foot)))
}

func (p *leakedPage) refresh() { p.box.Refresh() }

// watchButton gives b the keys of the page, and shows it when it gets the focus.
func (p *leakedPage) watchButton(b *button) *button {
	b.escape, b.onKey = p.escape, p.held.ignores
	b.onFocus = func() {
		if p.scroll != nil {
			scrollTo(p.scroll, b)
		}
	}
	return b
}

func (p *leakedPage) content() fyne.CanvasObject { return p.box }
func (p *leakedPage) keyID() string              { return p.key.ID }
func (p *leakedPage) storing() bool              { return p.call.asking }

// escape gives up the question to the provider. The call to it is waited for.
func (p *leakedPage) escape() {
	switch {
	case p.call.asking:
		p.w.toasting(message{text: p.keeps()})
	case p.stop != nil:
		p.stop()
	default:
		p.w.back()
	}
}

func (p *leakedPage) keeps() string {
	if p.call.asking {
		return wordsCalling(p.who())
	}
	return ""
}

func (p *leakedPage) focus() fyne.Focusable {
	if f := p.first(); f != nil && f.act.Visible() {
		return f.act
	}
	return p.leaves
}

// close is the button for it, which waits for a call as Esc does.
func (p *leakedPage) close() {
	if p.call.asking {
		p.escape()
		return
	}
	p.w.back()
}

func (p *leakedPage) leave() {
	if p.stop != nil {
		p.stop()
	}
}

func (p *leakedPage) render(st api.State) {
	i := slices.IndexFunc(st.Keys, func(k api.Key) bool { return k.ID == p.key.ID })
	if i >= 0 {
		p.follow(st.Keys[i], true)
	} else {
		p.follow(p.key, false)
	}
	p.head()
	p.show()
	p.box.Refresh()
}
