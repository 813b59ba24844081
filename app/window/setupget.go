package window

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// getStep says how to get a key of the provider, or where to look for one; of a
// provider that is not in the catalogue it asks who that is.
type getStep struct {
	s      *setup
	own    *ownForm
	lost   bool            // it shows where to look
	toggle *kit.Button     // shows the steps, or where to look
	opens  *kit.Button     // the page where keys are made; nil where there is none
	opened string          // the provider whose page the person has opened
	fills  *kit.CheckField // switches on that a copied key is taken
	page   *opening        // shows pages in the browser
	box    *fyne.Container
}

func newGetStep(s *setup) *getStep {
	return &getStep{s: s, own: newOwnForm(s), page: newOpening(s.w, &s.wizard), box: container.New(kit.Column{Gap: 16})}
}

func (g *getStep) title() string              { return text.T("Get the key") }
func (g *getStep) content() fyne.CanvasObject { return g.box }
func (g *getStep) has() (typed, pasted bool)  { return g.own.typed(), false }
func (g *getStep) giveUp() bool               { return g.own.giveUp() }

// pasteText takes a key that was made meanwhile.
func (g *getStep) pasteText(pasted string) {
	if g.s.w.isKey(pasted) && !g.asks() {
		g.s.paste.take(pasted)
		g.s.turn(setupPaste)
	}
}

// asks tells whether the provider is not in the catalogue.
func (g *getStep) asks() bool { return g.s.draft.provider.ID == provider.Other }

func (g *getStep) focus() fyne.Focusable {
	switch {
	case g.asks():
		return g.own.name
	case g.opens != nil && g.opened != g.s.draft.provider.ID:
		return g.opens
	}
	return nil // the wizard takes its own button: Enter goes on
}

func (g *getStep) next() (string, bool) {
	if g.asks() {
		return g.own.next()
	}
	return text.T("Next"), true
}

func (g *getStep) done() bool {
	if g.asks() {
		return g.own.done()
	}
	g.s.draft.already = false
	return true
}

func (g *getStep) enter() {
	g.lost = false
	if g.fills == nil {
		g.fills = g.s.paste.watch.newSwitch()
	}
	if g.asks() {
		g.own.propose(g.s.provider.search.Text)
	}
	g.show()
	g.s.paste.watch.follow()
}

// show builds the page of the provider.
func (g *getStep) show() {
	p := g.s.draft.provider
	g.opens = nil
	g.page.forget()
	switch {
	case g.asks():
		g.box.Objects = []fyne.CanvasObject{g.own.box}
	case g.lost:
		g.box.Objects = []fyne.CanvasObject{g.head(p, wordsLostAt(p.Name), ""), g.links(p), g.places(p)}
	default:
		g.box.Objects = []fyne.CanvasObject{g.head(p, wordsCreateAt(p.Name), text.T(wordsComeBack)), g.links(p), g.steps(p), g.notes(p), g.fills}
	}
	g.box.Refresh()
}

func (g *getStep) head(p provider.Provider, title, sub string) fyne.CanvasObject {
	t := kit.NewTile(40)
	t.Set(p.ID, p.Name)
	words := container.New(kit.Column{Gap: 2}, kit.NewProse(title, theme.SizeNameSubHeadingText, theme.ColorNameForeground).Bold())
	if sub != "" {
		words.Add(kit.NewProse(sub, kit.SizeNameSmall, kit.ColorMuted))
	}
	return container.New(kit.BesideTop{First: 40, Gap: 12}, t, container.New(kit.Middle{}, words))
}

// links are the other ways: a key there is already, one that is lost, no account.
func (g *getStep) links(p provider.Provider) fyne.CanvasObject {
	row := container.New(&kit.Flow{Gap: 8})
	add := func(label string, tapped func()) *kit.Button {
		b := g.s.watchButton(kit.NewButton(label, "", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, tapped))
		row.Add(b)
		return b
	}
	add(text.T(wordsHave), func() {
		g.s.draft.already = true
		g.s.turn(setupPaste)
	})
	label := text.T(wordsLost)
	if g.lost {
		label = text.T(wordsSteps)
	}
	g.toggle = add(label, func() {
		g.lost = !g.lost
		g.show()
		g.s.refresh()
		g.s.OnFocus(g.toggle)
	})
	if u := webPage(p.Links.SignUp); u != nil && !g.lost {
		add(text.T(wordsSignUp), func() { g.page.open(u) })
	}
	return kit.Inset(row, -6, -4, -4, 0)
}

// steps are the provider's own, or general ones.
func (g *getStep) steps(p provider.Provider) fyne.CanvasObject {
	steps, known := p.Steps.Create, true
	if len(steps) == 0 {
		steps, known = generalSteps(p), false
	}
	rows := container.New(kit.Column{Gap: 12})
	named := false
	for i, step := range steps {
		row := kit.NewNumbered(strconv.Itoa(i+1), text.Of(step))
		if u := webPage(p.Links.Console); i == 0 && u != nil {
			row.Add(g.opener(p, u))
		}
		if !named && asksForName(step) {
			named = true
			row.Add(newNameToCopy(g.s.w, &g.s.wizard, keyName(g.s.w.p.Now())))
		}
		rows.Add(row)
	}
	if known && !confirmed(p, "steps.create") {
		rows.Add(kit.NewProse(text.T(wordsUnconfirmed), kit.SizeNameSmall, kit.ColorMuted))
	}
	return rows
}

// opener is the button that opens the page where keys are made.
func (g *getStep) opener(p provider.Provider, u *url.URL) fyne.CanvasObject {
	b, box := g.page.opener(u, p.Confirmed("links.console"), func() {
		g.opened = p.ID
		g.s.OnFocus(g.s.onward)
	})
	g.opens = b
	return box
}

// notes are what one should know first.
func (g *getStep) notes(p provider.Provider) fyne.CanvasObject {
	box := container.New(kit.Column{Gap: 8})
	add := func(s kit.Saying) {
		n := kit.NewNote(func() { g.s.OnCancel() })
		n.Render(s)
		box.Add(n.Box)
	}
	if p.ShownOnce != nil && *p.ShownOnce {
		add(kit.Saying{Tone: "due", Icon: "eye", Text: kit.Marked(wordsShownOnce(p.Name, p.Confirmed("shown_once")))})
	}
	for i, fact := range p.Facts {
		if p.Confirmed("facts." + strconv.Itoa(i+1)) {
			add(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Marked(text.Of(fact))})
			break
		}
	}
	kept := 0
	for _, k := range g.s.w.state.Keys {
		if k.Provider == p.ID {
			kept++
		}
	}
	if kept > 0 {
		box.Add(kit.Inset(kit.NewProse(wordsKept(kept, p.Name), kit.SizeNameSmall, kit.ColorMuted), 4, 0, 0, 0))
	}
	return box
}

// places are where to look for a key that cannot be found.
func (g *getStep) places(p provider.Provider) fyne.CanvasObject {
	rows := container.New(kit.Column{Gap: 12})
	places := p.Lost
	if len(places) == 0 {
		places = generalLost(p.Name)
	}
	for i, place := range places {
		row := kit.NewNumbered(strconv.Itoa(i+1), text.Of(place))
		if u := webPage(p.Links.Console); i == len(places)-1 && u != nil {
			row.Add(g.opener(p, u))
		}
		rows.Add(row)
	}
	if !confirmed(p, "lost") {
		rows.Add(kit.NewProse(text.T(wordsUnconfirmedPlaces), kit.SizeNameSmall, kit.ColorMuted))
	}
	return rows
}

// webPage is an address of the catalogue, nil unless it is https.
func webPage(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

// confirmed tells whether somebody confirmed all of a field.
func confirmed(p provider.Provider, field string) bool {
	return p.Confirmed(field) && !slices.ContainsFunc(p.Unverified, func(part string) bool {
		return strings.HasPrefix(part, field+".")
	})
}
