package window

import (
	"context"
	"slices"
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

// ending is how a rotation ended.
type ending int

const (
	endedElsewhere  ending = iota // by a command, or in another window
	endedChecked                  // the provider refuses the old value
	endedByHand                   // the person says so
	endedByProvider               // the provider revoked it by itself
)

// deed is something that was done for a rotation, and when; a zero time is unknown.
type deed struct {
	text   string
	at     time.Time
	undone bool // it is what was not done
}

// Deeds, in the order in which they are told where their times do not tell another.
const (
	deedNew = iota
	deedPlaces
	deedOld
	deedBoard
	deedKinds
)

func (r *rotateWizard) did(kind int, what string) { r.didAt(kind, what, r.w.p.Now()) }

func (r *rotateWizard) didAt(kind int, what string, at time.Time) {
	r.deeds[kind] = deed{text: what, at: at}
	if r.at == rotateDone {
		r.steps[rotateDone].enter()
	}
}

// told are the deeds in the order of their time, and at the end what was not done. One
// of an unknown time stays behind the one that it follows.
func (r *rotateWizard) told() []deed {
	type dated struct {
		deed
		after time.Time
	}
	var all []dated
	var last time.Time
	for kind, d := range r.deeds {
		if kind == deedPlaces {
			d.text = ""
			if n := len(r.key.Places); n > 0 && r.behind() == 0 {
				d.text = wordsUpdated(n)
			}
		}
		if d.text != "" {
			if !d.at.IsZero() {
				last = d.at
			}
			all = append(all, dated{d, last})
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return a.after.Compare(b.after) })
	var told []deed
	for _, d := range all {
		told = append(told, d.deed)
	}
	if r.behind() > 0 {
		told = append(told, deed{text: wordsStillOld(r.key.Places), undone: true})
	}
	return told
}

// finish shows that it is done. A value that was pasted and is not stored is not
// thrown away for it.
func (r *rotateWizard) finish(how ending) {
	r.unask()
	r.revoke.again.halt()
	if r.paste.holds() {
		r.startOver()
		r.paste.say(kit.Saying{Tone: "due", Icon: "info", Text: kit.Words(text.Sentences(wordsRotationEnded(how, kit.Issuer(r.key)), text.T(wordsBeginsAnother)))})
		return
	}
	r.ended = how
	r.paste.wipe()
	if r.at != rotateDone {
		r.turn(rotateDone)
	}
	r.from = nil // there is no way back
	r.refresh()
}

// givesUp gives the rotation up, after a question if a value would be lost with it.
func (r *rotateWizard) givesUp() { r.w.askThrow(false, r.paste.holds(), r.abandon) }

// abandon gives the rotation up, where no new value is stored yet.
func (r *rotateWizard) abandon() {
	if r.leaving {
		return
	}
	r.leaving = true
	w, id := r.w, r.key.ID
	w.fail(nil)
	write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Abandon(ctx, id)
	}, func(_ api.Key, err error) {
		r.leaving = false
		w.fail(err)
		if err == nil {
			r.known = false
			w.toasting(message{text: wordsGivenUp(r.key.Name), good: true})
			w.done(r)
		}
	})
}

// refreshed brings the step in sight up to date, after something was answered.
func (r *rotateWizard) refreshed() { r.render(r.w.state) }

// rotatedStep says that the key has a new value, and what was done for it.
type rotatedStep struct {
	r          *rotateWizard
	name, sub  *kit.Prose
	until      *kit.Prose
	dots, tail *kit.Line
	bar        *kit.BigBar
	deeds      *fyne.Container
	then       *kit.Spanned
	thenRow    fyne.CanvasObject
	other      api.Key // that is to be rotated next; zero if there is none
	copy, more *kit.Button
	box        *fyne.Container
}

func newRotatedStep(r *rotateWizard) *rotatedStep {
	s := &rotatedStep{
		r: r, name: kit.NewProse("", theme.SizeNameHeadingText, theme.ColorNameForeground).Bold(), sub: kit.NewProse("", theme.SizeNameText, kit.ColorMuted),
		until: kit.NewProse("", theme.SizeNameText, theme.ColorNameForeground).Bold(), dots: kit.NewLine("", kit.SizeBody, theme.ColorNameForeground), tail: kit.NewBold("", kit.SizeBody, theme.ColorNameForeground),
		bar: kit.NewBigBar(), deeds: container.New(kit.Column{Gap: 10}), then: kit.NewSpanned(theme.SizeNameText),
	}
	s.dots.Style.Monospace, s.tail.Style.Monospace = true, true
	head := container.New(sided{80}, container.New(square{64}, kit.NewReadyDisc()), container.New(kit.Middle{}, container.New(kit.Column{Gap: 2}, s.name, s.sub)))
	value := container.New(layout.NewCustomPaddedHBoxLayout(0), s.dots, s.tail)
	card := container.NewStack(kit.NewPlate(kit.ColorSunken, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		kit.Inset(container.New(kit.Column{Gap: 12}, container.New(&kit.WithActions{Least: 160}, container.New(kit.Middle{}, s.until), value), s.bar), 16, 8, 18, 18))
	s.thenRow = container.New(besideMiddle{16, 10}, container.New(square{16}, widget.NewIcon(kit.Icon("right", kit.ColorMuted))), s.then)
	s.copy = kit.NewButton(text.T(wordsCopyNew), "copy", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightPlain, func() { r.w.copyKey(r.key.ID) })
	s.more = kit.NewButton("", "", kit.LookPlain, kit.HeightPlain, func() { r.w.Open(api.View{Name: api.ViewRotate, Key: s.other.ID}) })
	s.copy.Escape, s.more.Escape = r.escape, r.escape
	s.box = container.New(kit.Column{Gap: 18}, head, card, s.deeds, s.thenRow)
	return s
}

func (s *rotatedStep) title() string              { return text.T("Done") }
func (s *rotatedStep) content() fyne.CanvasObject { return s.box }
func (s *rotatedStep) focus() fyne.Focusable      { return nil } // the wizard takes its own button: Enter ends it
func (s *rotatedStep) next() (string, bool)       { return text.T("Done"), true }

// buttons stand in the place of Finish later and Back. The next key is named where
// there is room for its name.
func (s *rotatedStep) buttons() (left, beside []*kit.Button) {
	left = []*kit.Button{s.copy}
	if s.other.ID == "" {
		return left, nil
	}
	room := s.r.footRoom() - s.copy.Natural() - s.r.onward.Natural() - 3*kit.ActionGap
	for _, label := range []string{wordsRotateOther(s.other), text.T(wordsRotateNext)} {
		if s.more.Set(label, "", kit.LookPlain); s.more.Natural() <= room {
			return left, []*kit.Button{s.more}
		}
	}
	return left, nil
}

// done leaves for the keys, at this one.
func (s *rotatedStep) done() bool {
	w, id := s.r.w, s.r.key.ID
	w.openKeys(filterAll, "")
	w.await(id)
	return false
}

func (s *rotatedStep) enter()           { s.show() }
func (s *rotatedStep) render(api.State) { s.show() }

func (s *rotatedStep) show() {
	k, w := s.r.key, s.r.w
	s.name.Set(wordsHasNew(k.Name))
	s.renderCopy()
	s.until.Set(wordsFreshUntil(k))
	dots, tail := kit.Masked(k.Hint)
	s.dots.Set(dots, theme.ColorNameForeground)
	s.tail.Set(tail, theme.ColorNameForeground)
	s.bar.Set(kit.ScaleOf(k, w.p.Now().Local()))
	s.deeds.Objects = nil
	for _, d := range s.r.told() {
		s.deeds.Add(newDeedRow(d))
	}
	kit.Show(s.deeds, len(s.deeds.Objects) > 0)
	s.other = nextInLine(w.state.Keys, k.ID)
	kit.Show(s.thenRow, s.other.ID != "")
	if o := s.other; o.ID != "" {
		s.then.Set(wordsNextInLine(o, w.p.Now()))
	}
	s.box.Refresh()
}

// renderCopy says how the copy of the new value stands, while there is one.
func (s *rotatedStep) renderCopy() {
	words := wordsRotationEnded(s.r.ended, kit.Issuer(s.r.key))
	s.sub.Set(saysLive(s.copy, text.T(wordsCopyNew), s.r.w.copyOf(s.r.key.ID), words))
}

func newDeedRow(d deed) fyne.CanvasObject {
	sign := kit.Icon("check", kit.PhaseColor("fresh", kit.ToneText))
	if d.undone {
		sign = kit.Icon("warn", kit.PhaseColor("due", kit.ToneText))
	}
	mark := container.New(square{16}, widget.NewIcon(sign))
	at := kit.NewLine("", kit.SizeCaption, kit.ColorMuted)
	if !d.at.IsZero() {
		at.Set(text.Time(d.at.Local()), kit.ColorMuted)
	}
	words := container.New(besideMiddle{16, 10}, mark, kit.NewProse(d.text, theme.SizeNameText, theme.ColorNameForeground))
	return container.NewBorder(nil, nil, nil, container.NewCenter(at), words)
}

// nextInLine is the key that should be rotated next: exposed before expired before
// overdue, the oldest first.
func nextInLine(keys []api.Key, but string) api.Key {
	order := []string{"exposed", "expired", "overdue"}
	rank := func(k api.Key) int { return slices.Index(order, k.Phase) }
	var next api.Key
	for _, k := range keys {
		if k.ID == but || rank(k) < 0 {
			continue
		}
		if next.ID == "" || rank(k) < rank(next) || rank(k) == rank(next) && k.OverdueFrom.Before(next.OverdueFrom) {
			next = k
		}
	}
	return next
}
