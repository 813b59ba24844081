package window

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// newKeyStep takes the new value, says what it looks like, lets the provider say
// whether it works, and stores it. It is the one place that holds the value.
type newKeyStep struct {
	r       *rotateWizard
	head    *rotateHead
	field   *pasteField
	note    *kit.Note
	from    fyne.CanvasObject // pastes what is on the clipboard
	check   *newKeyCheck
	label   *kit.Prose
	most    *kit.Prose
	expires *kit.DateField
	ends    fyne.CanvasObject
	clears  fyne.CanvasObject
	back    fyne.CanvasObject // to the old key
	box     *fyne.Container

	found   provider.Finding // of the value; without it
	bytes   int              // of all that was pasted
	checked api.Checked      // what the provider said of it
	kept    bool             // the person insists
	filled  string           // the end date that we put in
	verdict verdict
	before  replaced // by the last paste
	same    keptCheck
	told    kit.Saying // about what was sent, until the value changes
	stop    func()     // gives up storing
	stopped bool       // the person did
}

func newNewKeyStep(r *rotateWizard) *newKeyStep {
	p := &newKeyStep{r: r, head: newRotateHead(r), field: newPasteField(r.w.after), note: kit.NewNote(r.escape)}
	p.field.onPaste, p.field.onChanged = p.take, p.changed
	p.field.onKey, p.field.onShortcut = func(k fyne.KeyName) bool { return r.fieldKey(k) }, r.shortcut
	p.field.onTap, p.field.onGrow = func() { r.OnFocus(p.field) }, r.refresh
	p.field.eye.Escape, p.field.onRemove = r.escape, p.remove
	r.watchButton(p.field.remove)
	p.same = keptCheck{w: r.w, field: p.field, found: p.judge}
	p.from = container.NewHBox(r.watchButton(kit.NewButton(text.T("Paste from clipboard"), "", kit.LookPlain, kit.HeightPlain, p.fromClipboard)))
	p.check = newNewKeyCheck(r)
	p.expires = kit.NewDateField(r.w.p.Now, r.w.p.Window.Canvas)
	p.expires.SetPlaceHolder(text.T(wordsNoEndDate))
	r.watch(&p.expires.Entry, p.expires)
	r.watchButton(p.expires.Open)
	p.expires.OnChanged = func(string) { p.told = kit.Saying{}; p.show() }
	p.label, p.most = kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground), kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted)
	p.ends = container.New(&labelled{first: 140, least: 240}, p.label, container.New(sided{162}, kit.Inset(p.expires, 0, 0, 0, 12), container.New(kit.Middle{}, p.most)))
	p.clears = kit.NewProse(text.T(wordsWillClear), kit.SizeNameSmall, kit.ColorMuted)
	p.back = kit.Inset(container.NewHBox(r.watchButton(kit.NewButton(text.T(wordsGoBack), "", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, p.asksBack))), -8, 0, -4, 0)
	p.box = container.New(kit.Column{Gap: 14}, p.head.box, container.New(kit.Column{Gap: 10}, p.field, p.note.Box), p.from, p.back, p.check.box, p.ends, p.clears)
	return p
}

func (p *newKeyStep) title() string              { return text.T("Paste it") }
func (p *newKeyStep) content() fyne.CanvasObject { return p.box }
func (p *newKeyStep) focus() fyne.Focusable      { return p.field }
func (p *newKeyStep) holds() bool                { return len(p.field.value) > 0 }
func (p *newKeyStep) pasteText(pasted string)    { p.take(pasted) }
func (p *newKeyStep) busy() bool                 { return p.stop != nil }
func (p *newKeyStep) render(api.State)           { p.show() }

func (p *newKeyStep) enter() {
	p.r.turns.to(api.StepPaste)
	p.judge()
}

func (p *newKeyStep) next() (string, bool) {
	v := p.verdict
	switch {
	case p.stop != nil:
		return text.T("Storing…"), false
	case !p.holds():
		return text.T("Next"), p.r.hasNew()
	}
	return text.T("Next"), len(p.field.part) > 0 && !v.never && (!v.stops || p.kept)
}

// giveUp takes the calendar away, or gives up a call.
func (p *newKeyStep) giveUp() bool {
	switch {
	case p.expires.Close():
		return true
	case p.stop != nil:
		p.stopped = true
		p.stop()
		return true
	}
	return p.check.giveUp()
}

// done stores the value; the next step comes once it is stored. One that is stored
// already needs no other.
func (p *newKeyStep) done() bool {
	if !p.holds() {
		return p.r.hasNew()
	}
	ends, ok := p.expires.Day()
	switch {
	case !ok:
		p.wrong(kit.WordsNoDay(text.C("date", "The end")))
	case !ends.IsZero() && !ends.After(rotation.Day(p.r.w.p.Now(), time.Local)):
		p.wrong(text.T(wordsEndsTooSoon))
	default:
		p.r.store(ends)
	}
	return false
}

// wrong says what is wrong with the end date.
func (p *newKeyStep) wrong(why string) {
	p.say(kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words(why)})
	p.r.OnFocus(p.expires)
}

// wipe forgets the value.
func (p *newKeyStep) wipe() {
	p.check.giveUp()
	p.field.empty()
	p.before.wipe()
	p.same.wipe()
	p.found, p.bytes = provider.Finding{}, 0
	p.expires.SetText("") // it was the end of that value
	p.filled = ""
	p.check.reset()
	p.forget()
	p.judge()
}

// hint is what may be shown of the value, and whether there is one.
func (p *newKeyStep) hint() (string, bool) {
	if p == nil || len(p.field.part) == 0 {
		return "", false
	}
	v := p.field.secret()
	defer v.Wipe()
	return secret.Hint(v, ""), true
}

// doubtful tells whether something speaks against storing the value as it is.
func (p *newKeyStep) doubtful() bool {
	warns := func(tone string) bool { return tone != "" && tone != "fresh" && tone != kit.ToneInfo }
	return p != nil && p.holds() && (p.verdict.never || p.verdict.stops || warns(p.verdict.Tone) || warns(p.told.Tone))
}

func (p *newKeyStep) recognise(b []byte) provider.Finding {
	return p.r.w.catalogue().RecogniseFor(b, p.r.provider.ID)
}

// take takes what was pasted, without what stands around the key.
func (p *newKeyStep) take(pasted string) {
	if p.stop != nil {
		return
	}
	b := []byte(pasted)
	defer clear(b)
	found := p.recognise(b)
	switch {
	case strings.TrimSpace(pasted) == "" && p.holds():
	case spares(p.field, p.found, found):
		p.field.conceal()
		p.say(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.Sentences(text.T(wordsNoKey), text.T(wordsStillHere))), More: plain(p.verdict.Text)})
	case strings.TrimSpace(pasted) == "":
		p.say(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsNoClipboard))})
	case len(found.Value) == 0:
		p.say(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsNoKey))})
	default:
		key := bytes.Clone(found.Value)
		p.keepBefore(key)
		p.found, p.bytes = found, len(b)
		p.found.Value = nil
		p.field.set(key, key)
		p.forget()
		p.judge()
		p.same.ask()
	}
}

// keepBefore keeps what is in the field, unless it is kept as a key anyway.
func (p *newKeyStep) keepBefore(next []byte) {
	if !p.same.safe() {
		p.before.keep(p.field, next, "")
	}
}

// remove empties the field, with a way to bring back what was there.
func (p *newKeyStep) remove() {
	if p.stop == nil {
		p.keepBefore(nil)
		p.field.drop()
		p.r.OnFocus(p.field)
	}
}

// bringBack changes places with what was pasted over.
func (p *newKeyStep) bringBack() {
	if p.stop == nil {
		p.before.swap(p.field, "")
		p.changed()
		p.r.OnFocus(p.field)
	}
}

func (p *newKeyStep) fromClipboard() {
	p.take(p.r.w.clipboardText())
	p.r.OnFocus(p.field)
}

// changed is for a value that was typed.
func (p *newKeyStep) changed() {
	p.found = p.recognise(p.field.value)
	p.field.part, p.found.Value = p.found.Value, nil
	p.bytes = len(p.field.value)
	p.field.Refresh()
	p.forget()
	p.judge()
	p.same.askSoon()
}

// forget is for another value. An end that the provider told was that of the one
// before.
func (p *newKeyStep) forget() {
	if p.expires.Text == p.filled && p.filled != "" {
		p.filled = ""
		p.expires.SetText("")
	}
	p.kept, p.told = false, kit.Saying{}
	p.check.forget()
	p.checked = api.Checked{}
}

// judge says the one worst thing about the value.
func (p *newKeyStep) judge() {
	p.verdict = verdict{}
	if p.holds() {
		what := pasted{found: p.found, chars: utf8.RuneCount(p.field.part), bytes: p.bytes, checked: p.checked}
		if p.r.provider.ID != provider.Other { // else the value itself says whose it is
			what.chosen = p.r.provider
		}
		p.verdict = judgeNew(p.r, what, p.likeOld())
	}
	if by := p.same.holder(); by.ID != "" {
		p.verdict = keptNew(p.r, by).of(p.verdict)
	}
	p.show()
}

// likeOld tells whether the value ends as the old one does, as far as that is known.
func (p *newKeyStep) likeOld() likeness {
	hint, _ := p.hint()
	_, fresh := kit.Masked(hint)
	_, old := kit.Masked(p.r.current())
	switch {
	case fresh == "" || old == "":
		return unlikeUnknown
	case fresh == old:
		return likeOld
	}
	return unlikeOld
}

// say shows something about what was done, until the value changes.
func (p *newKeyStep) say(s kit.Saying) {
	p.told = s
	p.show()
	p.r.refresh()
	p.r.reveal(p.note.Box)
}

func (p *newKeyStep) show() {
	title, sub := text.T(wordsPasteNew), text.T(wordsOldKept)
	switch {
	case p.r.hasNew() && !p.holds():
		sub = text.T(wordsPasteAnother)
	case p.r.dead:
		sub = text.T(wordsOldDead)
	}
	p.head.set(title, sub)
	p.label.Set(wordsEndsOn(kit.Issuer(p.r.key)))
	p.label.For(p.expires)
	most := ""
	if p.r.provider.Expiry.MaxDays > 0 {
		most = wordsNoEnd(p.r.provider)
	}
	p.most.Set(most)
	v := p.verdict
	p.field.bad = v.bad
	p.field.Refresh()
	said := v.Saying
	switch {
	case len(p.told.Text) > 0:
		said = p.told
	case p.same.safe():
		said.Acts = p.keptActs(p.same.holder())
	case v.stops && !v.never && !p.kept:
		said.Acts = append(p.unwrapping(), kit.Act{Label: text.T(wordsKeepAnyway), Do: func() { p.kept = true; p.show(); p.r.refresh(); p.r.OnFocus(p.field) }})
		if len(said.Acts) > 1 { // one line may have no room for them
			said.Acts, said.Choices = nil, said.Acts
		}
	case v.again:
		said.Acts = []kit.Act{{Label: text.T("Try again"), Do: p.check.again}}
	}
	p.note.Render(p.before.offer(said, p.bringBack))
	reads := p.r.w.p.Clipboard != nil
	kit.Show(p.from, !p.holds() && reads)
	kit.Show(p.back, !p.holds() && p.r.canGoBack() && p.stop == nil)
	kit.Show(p.clears, p.holds() && !v.never && reads)
	kit.Show(p.ends, p.holds() && !v.never)
	settled := p.holds() && p.found.Problem != provider.Spaces && !v.never && (!v.stops || p.kept || p.checked.Result != "")
	p.check.render(settled)
	p.r.refresh()
}

// keptActs are what can be done about a value that is kept already.
func (p *newKeyStep) keptActs(by api.Holding) []kit.Act {
	r := p.r
	switch {
	case by.ID != r.key.ID:
		return []kit.Act{r.w.shows(by, func(leave func()) {
			_, pasted := r.loses()
			r.w.askThrow(false, pasted, leave)
		})}
	case !by.Current && r.canGoBack():
		return []kit.Act{{Label: text.T(wordsGoBack), Do: p.asksBack}}
	}
	return nil
}

// unwrapping offers to take the line breaks out.
func (p *newKeyStep) unwrapping() []kit.Act {
	return unwrapping(p.found, p.field, p.recognise, func() {
		p.changed()
		p.same.ask()
		p.r.OnFocus(p.field)
	})
}

// answered takes over what the provider said of the value.
func (p *newKeyStep) answered(a api.Checked) {
	p.checked = a
	if a.Result == api.CheckRejected {
		p.kept = false // who insisted did not know of that
	}
	if p.expires.Text == p.filled {
		p.filled = ""
		if !a.Expires.IsZero() {
			p.filled = dayWords(a.Expires)
		}
		p.expires.SetText(p.filled)
	}
	p.judge()
}
