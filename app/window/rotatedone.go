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

func (r *rotateWizard) did(kind int, text string) { r.didAt(kind, text, r.w.p.Now()) }

func (r *rotateWizard) didAt(kind int, text string, at time.Time) {
	r.deeds[kind] = deed{text: text, at: at}
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
		r.paste.say(saying{tone: "due", icon: "info", text: words(wordsRotationEnded(how, issuer(r.key)) + " " + wordsBeginsAnother)})
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
	ask(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Abandon(ctx, id)
	}, func(_ api.Key, err error) {
		r.leaving = false
		w.fail(err)
		if err == nil {
			r.known = false
			w.toasting(message{text: wordsGivenUp(r.key.Name)})
			w.done(r)
		}
	})
}

// refreshed brings the step in sight up to date, after something was answered.
func (r *rotateWizard) refreshed() { r.render(r.w.state) }

// rotatedStep says that the key has a new value, and what was done for it.
type rotatedStep struct {
	r          *rotateWizard
	name, sub  *prose
	until      *prose
	dots, tail *line
	bar        *bigBar
	deeds      *fyne.Container
	then       *spanned
	thenRow    fyne.CanvasObject
	other      api.Key // that is to be rotated next; zero if there is none
	copy, more *button
	box        *fyne.Container
}

func newRotatedStep(r *rotateWizard) *rotatedStep {
	s := &rotatedStep{
		r: r, name: newProse("", theme.SizeNameHeadingText, theme.ColorNameForeground).bold(), sub: newProse("", theme.SizeNameText, colorMuted),
		until: newProse("", theme.SizeNameText, theme.ColorNameForeground).bold(), dots: newLine("", sizeBody, theme.ColorNameForeground), tail: newBold("", sizeBody, theme.ColorNameForeground),
		bar: newBigBar(), deeds: container.New(column{10}), then: newSpanned(theme.SizeNameText),
	}
	s.dots.style.Monospace, s.tail.style.Monospace = true, true
	head := container.New(sided{80}, container.New(square{64}, newReadyDisc()), container.New(middle{}, container.New(column{2}, s.name, s.sub)))
	value := container.New(layout.NewCustomPaddedHBoxLayout(0), s.dots, s.tail)
	card := container.NewStack(newPlate(colorSunken, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		inset(container.New(column{12}, container.New(&withActions{least: 160}, container.New(middle{}, s.until), value), s.bar), 16, 8, 18, 18))
	s.thenRow = container.New(besideMiddle{16, 10}, container.New(square{16}, widget.NewIcon(icon("right", colorMuted))), s.then)
	s.copy = newButton(wordsCopyNew, "copy", look{text: theme.ColorNameHyperlink}, heightPlain, func() { r.w.copyKey(r.key.ID) })
	s.more = newButton("", "", lookPlain, heightPlain, func() { r.w.Open(api.View{Name: api.ViewRotate, Key: s.other.ID}) })
	s.copy.escape, s.more.escape = r.escape, r.escape
	s.box = container.New(column{18}, head, card, s.deeds, s.thenRow)
	return s
}

func (s *rotatedStep) title() string              { return "Done" }
func (s *rotatedStep) content() fyne.CanvasObject { return s.box }
func (s *rotatedStep) focus() fyne.Focusable      { return nil } // the wizard takes its own button: Enter ends it
func (s *rotatedStep) next() (string, bool)       { return "Done", true }
func (s *rotatedStep) slow()                      {}

// buttons stand in the place of Finish later and Back. The next key is named where
// there is room for its name.
func (s *rotatedStep) buttons() (left, beside []*button) {
	left = []*button{s.copy}
	if s.other.ID == "" {
		return left, nil
	}
	room := s.r.footRoom() - s.copy.natural() - s.r.onward.natural() - 3*actionGap
	for _, label := range []string{wordsRotateOther(s.other), wordsRotateNext} {
		if s.more.set(label, "", lookPlain); s.more.natural() <= room {
			return left, []*button{s.more}
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
	s.name.set(wordsHasNew(k.Name))
	s.sub.set(wordsRotationEnded(s.r.ended, issuer(k)))
	s.until.set(wordsFreshUntil(k))
	dots, tail := mask(k.Hint)
	s.dots.set(dots, theme.ColorNameForeground)
	s.tail.set(tail, theme.ColorNameForeground)
	s.bar.set(scaleOf(k, w.p.Now().Local()))
	s.deeds.Objects = nil
	for _, d := range s.r.told() {
		s.deeds.Add(newDeedRow(d))
	}
	show(s.deeds, len(s.deeds.Objects) > 0)
	s.other = nextInLine(w.state.Keys, k.ID)
	show(s.thenRow, s.other.ID != "")
	if o := s.other; o.ID != "" {
		s.then.set(wordsNextInLine(o, w.p.Now()))
	}
	s.box.Refresh()
}

func newDeedRow(d deed) fyne.CanvasObject {
	sign := icon("check", phaseColor("fresh", toneText))
	if d.undone {
		sign = icon("warn", phaseColor("due", toneText))
	}
	mark := container.New(square{16}, widget.NewIcon(sign))
	at := newLine("", sizeCaption, colorMuted)
	if !d.at.IsZero() {
		at.set(d.at.Local().Format("15:04"), colorMuted)
	}
	words := container.New(besideMiddle{16, 10}, mark, newProse(d.text, theme.SizeNameText, theme.ColorNameForeground))
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
