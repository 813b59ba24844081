package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
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
	marking  kit.Latest
	stop     func() // gives up what the provider is asked for
	answer   string // to the check
	call     *providerCall
	page     *opening
	held     kit.Held

	icon             *kit.Plate
	title, sub, why  *kit.Prose
	chips            map[string]*kit.Button
	asks             *fyne.Container
	note             *kit.Note
	revoke, check    *leakStep
	usage, replace   *leakStep
	card             *fyne.Container
	steps            *fyne.Container
	takeBack, leaves *kit.Button
	newToo           *kit.Button // the new value leaked as well
	newTooRow        fyne.CanvasObject
	marked           *kit.Prose
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
	p := &leakedPage{w: w, key: k, provider: providerOf(w, k), chips: map[string]*kit.Button{}, held: kit.HeldFrom(w.p.Now)}
	p.page = newOpening(w, p)
	p.call = &providerCall{w: w, page: p, what: api.CallRevoke, done: func(api.Called) {}}
	p.title = kit.NewProse(text.T(wordsStopFirst), theme.SizeNameHeadingText, theme.ColorNameForeground).Bold()
	p.sub, p.why = kit.NewProse("", theme.SizeNameText, kit.ColorMuted), kit.NewProse("", theme.SizeNameText, kit.ColorMuted)
	row := container.New(&kit.Flow{Gap: 8})
	for _, where := range api.Leaks {
		p.chips[where] = p.watchButton(kit.NewButton(text.T(leakPlaces[where]), "", kit.LookChip, kit.HeightChip, func() { p.expose(where) }))
		row.Add(p.chips[where])
	}
	p.asks = container.New(kit.Column{Gap: 8}, kit.NewBold(text.T(wordsWhereSeen), kit.SizeSmall, kit.ColorMuted), row)
	p.note = kit.NewNote(p.escape)
	p.revoke, p.check, p.usage, p.replace = newLeakStep(p), newLeakStep(p).keepsRoom(), newLeakStep(p), newLeakStep(p)
	p.card = container.New(kit.Column{})
	p.steps = container.NewStack(kit.NewPlate(kit.ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius), kit.Inset(p.card, 1, 1, 1, 1))
	p.takeBack = p.watchButton(kit.NewButton(text.T(wordsNotLeaked), "", kit.LookQuiet, kit.HeightPlain, p.unexpose))
	p.leaves = p.watchButton(kit.NewButton(text.T("Close"), "", kit.LookPlain, kit.HeightPlain, p.close))
	p.newToo = p.watchButton(kit.NewButton(text.T(wordsNewToo), "", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, p.again))
	p.newTooRow = kit.Inset(container.NewHBox(p.newToo), -6, 0, -4, 0)
	p.marked = kit.NewProse(text.T(wordsMarked), theme.SizeNameCaptionText, kit.ColorMuted)
	p.arrange()
	if !leaked(k) {
		p.expose("")
	}
	p.render(w.state)
	return p
}

// arrange builds the page: a head, what to do below it, and a foot.
func (p *leakedPage) arrange() {
	p.icon = kit.NewPlate("exposedTint", "", theme.SizeNameCardRadius)
	flag := container.NewStack(p.icon, container.NewCenter(container.New(square{20}, widget.NewIcon(kit.Icon("flag", "exposedText")))))
	head := container.New(sided{60}, container.New(square{48}, flag), container.New(kit.Middle{}, container.New(kit.Column{}, p.title, p.sub)))
	body := container.New(kit.Column{Gap: 14}, head, p.why, p.asks, p.note.Box, p.steps, p.page.fail, p.newTooRow)
	p.scroll = container.NewVScroll(kit.Inset(container.New(kit.Readable{Width: 672}, body), 24, 24, 24, 24))
	foot := container.New(kit.Column{}, widget.NewSeparator(),
		kit.Inset(container.New(&leakFoot{}, p.takeBack, p.marked, p.leaves), 8, 8, 12, 12))
	p.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), container.New(kit.Framed{}, container.New(kit.Column{}), p.scroll,
		container.NewStack(kit.NewPlate(theme.ColorNameBackground, "", ""), foot)))
}

func (p *leakedPage) refresh() { p.box.Refresh() }

// watchButton gives b the keys of the page, and shows it when it gets the focus.
func (p *leakedPage) watchButton(b *kit.Button) *kit.Button {
	b.Escape, b.OnKey = p.escape, p.held.Ignores
	b.OnFocus = func() {
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
		return wordsCalling(p.issuer())
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
