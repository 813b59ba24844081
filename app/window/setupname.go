package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/rotation"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// nameStep asks what to call the key, where it is used and how long it may
// live, and stores it.
type nameStep struct {
	s *setup

	note             *kit.Note
	name             *kit.Entry
	env              *kit.ComboField
	used             *places
	created, expires *kit.DateField
	due, over        *monthsField
	today            *kit.Prose
	endsLabel, ends  *kit.Prose
	bar              *kit.BigBar
	more             *kit.Button
	moreRows         *fyne.Container

	scopes, limit, account, tags, notes *kit.Entry
	limits                              *kit.Button // opens the page with the spending limits
	box                                 *fyne.Container

	filledFor string                     // the provider and kind that the fields were filled in for
	proposed  map[string]bool            // texts of ours, which are not the person's
	filled    map[*widget.Entry]string   // what we put into a field last: another text is the person's
	usual     rotation.Policy            // the person's setting, once it is known
	chosen    map[string]rotation.Policy // those for single providers, by their IDs
	known     bool
	chose     bool   // the person chose a rotation window for this key
	choosing  bool   // we do
	stop      func() // gives up storing
	stopped   bool   // the person did

	about fyne.Focusable // the field that the note is about; nil for all of them
	past  func() bool    // tells whether its cause is gone; nil where nobody can know
}

func newNameStep(s *setup) *nameStep {
	p := &nameStep{s: s, note: kit.NewNote(s.escape), usual: rotation.Default, proposed: map[string]bool{}, filled: map[*widget.Entry]string{}, bar: kit.NewBigBar()}
	p.name = p.field("")
	p.env = s.watchCombo(&kit.ComboField{})
	p.env.ExtendBaseWidget(p.env)
	p.env.Arrow()
	p.env.Wrapping, p.env.TextStyle.Monospace = kit.OneLine, true
	p.env.SetPlaceHolder(text.T("NAME_OF_A_VARIABLE"))
	p.env.OnSubmitted = func(string) { s.fieldKey(fyne.KeyReturn) }
	p.used = newPlaces(text.T("App or file, then Enter"))
	p.used.watch(&s.wizard)
	p.used.onChanged = func() { p.typed(p.used.entry); p.propose() }
	p.used.onGrow, p.used.onFocus = s.refresh, func(f fyne.Focusable) { s.OnFocus(f) }
	p.used.entry.OnChanged = func(string) { p.typed(p.used.entry) }
	p.env.OnChanged = func(string) { p.typed(p.env) }
	p.created, p.expires = p.dateField(), p.dateField()
	p.due, p.over = p.newMonths(), p.newMonths()
	p.today = kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted)
	p.endsLabel = kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground)
	p.ends = kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted)
	p.build()
	return p
}

func (p *nameStep) field(placeholder string) *kit.Entry {
	e := kit.NewEntry(placeholder)
	p.s.watch(e)
	e.OnChanged = func(string) { p.typed(e) }
	return e
}

func (p *nameStep) dateField() *kit.DateField {
	d := kit.NewDateField(p.s.w.p.Now, p.s.w.p.Window.Canvas)
	p.s.watch(&d.Entry, d)
	p.s.watchButton(d.Open)
	d.OnChanged = func(string) { p.typed(d); p.preview() }
	return d
}

// mostMonths is how long a rotation window can be chosen; a provider may
// suggest a longer one.
const mostMonths = 24

// monthsField chooses a number of months.
type monthsField struct {
	*kit.ChoiceField
	months []int // of each option
}

func (p *nameStep) newMonths() *monthsField {
	f := &monthsField{ChoiceField: p.s.watchChoice(&kit.ChoiceField{})}
	for n := 1; n <= mostMonths; n++ {
		f.offer(n)
	}
	f.ExtendBaseWidget(f.ChoiceField)
	f.OnChanged = func(string) { p.windowChanged(f) }
	return f
}

func (f *monthsField) offer(n int) {
	f.months, f.Options = append(f.months, n), append(f.Options, wordsMonths(n))
}

// chosen is the number; 0 before there is one.
func (f *monthsField) chosen() int {
	if i := slices.Index(f.Options, f.Selected); i >= 0 {
		return f.months[i]
	}
	return 0
}

func (f *monthsField) choose(n int) {
	if f.chosen() == n {
		return
	}
	if !slices.Contains(f.months, n) {
		f.offer(n)
	}
	f.SetSelected(wordsMonths(n))
}

func (p *nameStep) build() {
	date := func(d *kit.DateField, beside fyne.CanvasObject) fyne.CanvasObject {
		return container.New(sided{162}, kit.Inset(d, 0, 0, 0, 12), container.New(kit.Middle{}, beside))
	}
	months := func(c *kit.ChoiceField) fyne.CanvasObject {
		frame := kit.NewPlate(theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.SizeNameInputRadius)
		return container.New(kit.Wide{Width: 118}, container.NewStack(frame, kit.Inset(c, 1, 1, 1, 1)))
	}
	p.more = kit.NewButton(text.T("More"), "plus", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, p.openMore)
	p.s.watchButton(p.more)
	p.scopes, p.limit, p.account = p.field(text.T("Models and chat only")), p.field(text.T("10 USD a month")), p.field(text.C("example of an account", "personal"))
	p.tags, p.notes = p.field(text.T("With commas")), p.field("")
	p.limits = kit.NewButton(text.T("Set it"), "ext", kit.LookPlain, kit.HeightEntry, p.openLimits)
	p.s.watchButton(p.limits)
	p.moreRows = container.New(kit.Column{Gap: 8},
		p.row(text.T("What it may do"), p.scopes), p.row(text.T("Spending limit"), container.NewBorder(nil, nil, nil, p.limits, p.limit)),
		p.row(text.T("Account"), p.account), p.row(text.T("Tags"), p.tags), p.row(text.T("Notes"), p.notes))
	p.moreRows.Hide()
	title := container.NewBorder(nil, nil, nil, kit.Inset(p.more, 0, 0, 0, -4), container.New(kit.Middle{}, kit.NewBold(text.T("Name it and set its clock"), kit.SizeSection, theme.ColorNameForeground).Cut().OrShort(text.T("Name and clock"))))
	and := kit.NewLine(text.C("between two periods", "and"), kit.SizeBody, kit.ColorMuted)
	p.due.Label, p.over.Label, p.used.entry.Label = text.T(wordsBetweenFrom), text.T(wordsBetweenTo), text.T("Where it is used")
	p.box = container.New(kit.Column{Gap: 8}, title, p.note.Box,
		p.row(text.T("Name"), p.name), p.row(text.T("Variable"), p.env),
		p.row(text.T("Where it is used"), container.New(kit.Column{Gap: 3}, p.used.box, kit.NewProse(text.T(wordsWhereUsed), kit.SizeNameSmall, kit.ColorMuted))),
		p.row(text.T("Created"), date(p.created, p.today)),
		p.row(text.T("Rotate between"), container.New(&kit.Flow{Gap: 8}, months(p.due.ChoiceField), and, months(p.over.ChoiceField))),
		container.New(&labelled{first: 140, least: 240}, p.endsLabel, date(p.expires, p.ends)),
		p.moreRows,
		container.NewStack(kit.NewPlate(kit.ColorSunken, theme.ColorNameSeparator, theme.SizeNameCardRadius), kit.Inset(p.bar, 12, 4, 14, 14)))
}

func (p *nameStep) row(label string, o fyne.CanvasObject) *fyne.Container {
	return container.New(&labelled{first: 140, least: 240}, kit.NewProse(label, theme.SizeNameText, theme.ColorNameForeground).For(o), o)
}

func (p *nameStep) title() string              { return text.T("Name and rotation") }
func (p *nameStep) content() fyne.CanvasObject { return p.box }
func (p *nameStep) focus() fyne.Focusable      { return p.name }

func (p *nameStep) next() (string, bool) {
	if p.stop != nil {
		return text.T("Storing…"), false
	}
	return text.T("Store key"), true
}

// giveUp takes a calendar away, or stops storing.
func (p *nameStep) giveUp() bool {
	if p.created.Close() || p.expires.Close() {
		return true
	}
	if p.stop == nil {
		return false
	}
	p.stopped = true
	p.stop()
	return true
}

// done sends it; the next step comes when it is stored.
func (p *nameStep) done() bool {
	if wrong, at := p.read(); wrong != "" {
		if e, is := at.(*kit.Entry); is && !p.moreRows.Visible() && slices.Contains([]*kit.Entry{p.scopes, p.limit, p.account, p.tags, p.notes}, e) {
			p.openMore()
		}
		p.fail(wrong)
		p.about = at
		p.s.OnFocus(at)
		return false
	}
	p.unsay()
	p.s.store(p)
	return false
}

func (p *nameStep) fail(why string) {
	p.say(kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words(why)})
}

// say shows what went wrong, above the fields.
func (p *nameStep) say(s kit.Saying) {
	p.note.Render(s)
	p.about, p.past = nil, nil
	p.s.refresh()
	p.s.reveal(p.note.Box)
}

// unsay takes away what was said.
func (p *nameStep) unsay() {
	p.note.Render(kit.Saying{})
	p.about, p.past = nil, nil
	p.s.refresh()
}

// typed takes away what was said about a field, or about what was sent.
func (p *nameStep) typed(at fyne.Focusable) {
	if p.note.Box.Visible() && (p.about == nil || p.about == at) {
		p.unsay()
	}
}

func (p *nameStep) render(api.State) {
	if p.past != nil && p.past() {
		p.unsay()
	}
}

// passes tells, when it is asked again and again, whether something was so and is
// not any more.
func passes(is func() bool) func() bool {
	was := false
	return func() bool {
		now := is()
		was = was || now
		return was && !now
	}
}

func (p *nameStep) openMore() {
	kit.Show(p.moreRows, !p.moreRows.Visible())
	if p.moreRows.Visible() {
		p.more.Set(text.T("Less"), "x", p.more.Look)
		p.s.OnFocus(p.scopes)
	} else {
		p.more.Set(text.T("More"), "plus", p.more.Look)
	}
	p.s.refresh()
}

func (p *nameStep) openLimits() {
	u := webPage(p.s.draft.provider.Links.Limits)
	if u == nil {
		return
	}
	p.s.w.openURL(u, func(err error) {
		if err != nil {
			p.fail(wordsNotOpened(u.String()))
		}
	})
}
