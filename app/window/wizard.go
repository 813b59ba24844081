package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// step is one step of a wizard.
type step interface {
	title() string // on the rail; "" for one that is not on it
	content() fyne.CanvasObject
	focus() fyne.Focusable // what has the focus first
	enter()                // it comes into sight: show what the steps before it know
	// next is the label of the button that goes on, and whether it may be pressed.
	next() (label string, ready bool)
	// done takes over what was typed; false stays here, and the step says why.
	done() bool
}

// What a step may do besides.
type (
	// keySteps take keys that nothing with the focus takes.
	keySteps interface {
		key(fyne.KeyName) bool // true takes it
	}
	// runeSteps take what is typed while nothing has the focus.
	runeSteps interface{ typedRune(r rune) }
	// pasteSteps take what is pasted where no field has the focus.
	pasteSteps interface{ pasteText(text string) }
	// keepers have something to lose.
	keepers interface{ has() (typed, pasted bool) }
	// wipers forget what was pasted when the wizard is left.
	wipers interface{ wipe() }
	// scrollers scroll themselves.
	scrollers interface{ scrolls() }
	// waiters give up the call they wait for on Esc, and tell whether there was one.
	waiters interface{ giveUp() bool }
	// busy steps must not be left before their call has ended.
	busy interface{ busy() bool }
	// slowSteps ignore Enter while it is held down from the step before.
	slowSteps interface{ slow() }
	// endings have buttons of their own instead of Cancel and Back.
	endings interface {
		buttons() (left, beside []*button)
	}
)

// wizard leads through steps: a rail, the step in sight, Cancel, Back and Next.
type wizard struct {
	OnCancel func()
	// OnPaste takes what is pasted into a field, or leaves it to the field.
	OnPaste func(text string) bool
	// OnFocus puts the focus on something, while the wizard is in sight.
	OnFocus func(fyne.Focusable)
	// OnShortcut takes the shortcuts that work wherever the focus is.
	OnShortcut func(*desktop.CustomShortcut) bool
	// Now tells how long a step has been in sight.
	Now func() time.Time

	steps []step
	at    int
	from  []int     // the steps that led here
	came  time.Time // when this one came into sight, or Enter was last ignored
	box   *fyne.Container

	rail     *rail
	pages    []fyne.CanvasObject
	footer   *fyne.Container
	left     *fyne.Container // Cancel, or what an ending has there
	right    *fyne.Container
	cancel   *button
	previous *button
	onward   *button
}

// build puts the frame around the steps, and shows the first.
func (z *wizard) build(heading string, steps ...step) {
	z.steps = steps
	z.rail = newRail(heading, steps)
	z.cancel = newButton("Cancel", "", lookQuiet, heightPlain, func() { z.OnCancel() })
	z.previous = newButton("Back", "", lookPlain, heightPlain, z.back)
	z.onward = newButton("Next", "", lookPrimary, heightPlain, z.forward)
	for _, b := range []*button{z.cancel, z.previous, z.onward} {
		b.escape = func() { z.OnCancel() }
	}
	z.onward.onKey = z.ignores
	z.left, z.right = actions(), actions()
	z.footer = container.NewStack(newPlate(theme.ColorNameBackground, "", ""),
		container.NewBorder(newPlate(theme.ColorNameSeparator, "", ""), nil, nil, nil,
			inset(container.New(middle{}, container.NewBorder(nil, nil, z.left, z.right)), 0, 0, 16, 16)))
	body := container.NewStack(newPlate(colorSurface, "", ""))
	for _, s := range steps {
		page := fyne.CanvasObject(s.content())
		if _, scrolls := s.(scrollers); !scrolls {
			page = container.NewVScroll(inset(container.New(column{}, page), 24, 24, 28, 28))
		}
		z.pages = append(z.pages, page)
		body.Add(page)
	}
	z.box = container.New(&wizardLayout{z: z}, z.rail.box, newPlate(theme.ColorNameSeparator, "", ""), body, z.footer)
	z.show()
}

func (z *wizard) content() fyne.CanvasObject { return z.box }

func (z *wizard) focus() fyne.Focusable {
	if f := z.steps[z.at].focus(); f != nil {
		return f
	}
	return z.onward
}

func (z *wizard) render(api.State) {}

// forward is what Next does: the step takes over what was typed, and the next one
// comes into sight.
func (z *wizard) forward() {
	if _, ready := z.steps[z.at].next(); !ready {
		return
	}
	if z.steps[z.at].done() && z.at+1 < len(z.steps) {
		z.turn(z.at + 1)
	}
}

// back shows the step that led here, as it was left.
func (z *wizard) back() {
	if n := len(z.from); n > 0 && z.previous.Visible() && !z.previous.Disabled() {
		to := z.from[n-1]
		z.from = z.from[:n-1]
		z.goTo(to)
	}
}

// turn shows a step.
func (z *wizard) turn(to int) {
	if to != z.at {
		z.from = append(z.from, z.at)
	}
	z.goTo(to)
}

func (z *wizard) goTo(to int) {
	z.at = to
	if z.Now != nil {
		z.came = z.Now()
	}
	z.show()
	if scroll, is := z.pages[to].(*container.Scroll); is {
		scroll.ScrollToTop()
	}
	if z.OnFocus != nil {
		z.OnFocus(z.focus())
	}
}

func (z *wizard) show() {
	z.steps[z.at].enter()
	for i, p := range z.pages {
		show(p, i == z.at)
	}
	z.refresh()
}

// refresh brings the rail and the buttons up to date: a step calls it when what
// next answers changes, or when its content has grown.
func (z *wizard) refresh() {
	if z.box == nil {
		return // it is being built
	}
	s := z.steps[z.at]
	label, ready := s.next()
	z.onward.set(label, "", lookPrimary)
	if ready == z.onward.Disabled() {
		if ready {
			z.onward.Enable()
		} else {
			z.onward.Disable()
		}
	}
	show(z.previous, len(z.from) > 0)
	if b, may := s.(busy); may && b.busy() {
		z.previous.Disable()
	} else {
		z.previous.Enable()
	}
	z.left.Objects, z.right.Objects = []fyne.CanvasObject{z.cancel}, []fyne.CanvasObject{z.previous, z.onward}
	if e, own := s.(endings); own {
		left, beside := e.buttons()
		z.left.Objects, z.right.Objects = objects(left), append(objects(beside), z.onward)
	}
	z.rail.render(z.at)
	if !z.box.Size().IsZero() { // it is laid out once it has a size
		z.box.Refresh()
	}
}

// reveal scrolls to o, which is in the step in sight.
func (z *wizard) reveal(o fyne.CanvasObject) {
	if scroll, is := z.pages[z.at].(*container.Scroll); is {
		scrollTo(scroll, o)
	}
}

// scrollTo scrolls no further than needed to have all of o in sight.
func scrollTo(scroll *container.Scroll, o fyne.CanvasObject) {
	if place, inside := placeIn(scroll.Content, o); inside {
		scrollToSpan(scroll, place.Y, place.Y+o.Size().Height)
	}
}

// scrollToSpan does so for a part of the content.
func scrollToSpan(scroll *container.Scroll, top, bottom float32) {
	const margin = 12
	to, height := scroll.Offset, scroll.Size().Height
	switch {
	case height == 0: // it has no place yet
		return
	case top-margin < to.Y:
		to.Y = max(top-margin, 0)
	case bottom+margin > to.Y+height:
		to.Y = bottom + margin - height
	default:
		return
	}
	scroll.ScrollToOffset(to)
}

// placeIn is where o lies in root, which holds it in its containers.
func placeIn(root, o fyne.CanvasObject) (fyne.Position, bool) {
	if root == o {
		return fyne.Position{}, true
	}
	if box, is := root.(*fyne.Container); is {
		for _, child := range box.Objects {
			if at, inside := placeIn(child, o); inside {
				return at.Add(child.Position()), true
			}
		}
	}
	return fyne.Position{}, false
}

func objects(buttons []*button) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, b := range buttons {
		all = append(all, b)
	}
	return all
}

// watch gives a field of a step the keys of the wizard: Enter, Esc, Alt Left. It
// scrolls into sight when it gets the focus; field is what is in the tree, where
// that is not e itself.
func (z *wizard) watch(e *entry, field ...fyne.CanvasObject) {
	e.onKey = z.fieldKey
	e.onShortcut = z.shortcut
	e.onPaste = z.OnPaste
	e.onFocus = func() { z.reveal(append(field, e)[0]) }
}

// watchButton does the same for a button.
func (z *wizard) watchButton(b *button) *button {
	b.escape = func() { z.OnCancel() }
	b.onFocus = func() { z.reveal(b) }
	return b
}

// watchCheck does the same for a switch.
func (z *wizard) watchCheck(c *checkField) *checkField {
	c.escape = func() { z.OnCancel() }
	c.onFocus = func() { z.reveal(c) }
	return c
}

// watchChoice does the same for a choice.
func (z *wizard) watchChoice(c *choiceField) *choiceField {
	c.escape = func() { z.OnCancel() }
	c.onFocus = func() { z.reveal(c) }
	return c
}

// watchCombo does the same for a field with a menu.
func (z *wizard) watchCombo(c *comboField) *comboField {
	c.escape = func() { z.OnCancel() }
	c.onFocus = func() { z.reveal(c) }
	c.onPaste = z.OnPaste
	return c
}

// heldFor is how long a step ignores Enter, from when it comes into sight, and from
// each Enter until then: a key that is held down repeats faster.
const heldFor = 300 * time.Millisecond

// ignores tells whether Enter is still down from the step before. Who holds it would
// store the key and leave without having read a word.
func (z *wizard) ignores(k fyne.KeyName) bool {
	_, slow := z.steps[z.at].(slowSteps)
	if !slow || z.Now == nil || k != fyne.KeyReturn && k != fyne.KeyEnter || z.Now().Sub(z.came) >= heldFor {
		return false
	}
	z.came = z.Now()
	return true
}

func (z *wizard) fieldKey(k fyne.KeyName) bool {
	if z.ignores(k) {
		return true
	}
	switch k {
	case fyne.KeyEscape:
		z.OnCancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		z.forward()
	default:
		return false
	}
	return true
}

// key takes the keys that nothing with the focus takes.
func (z *wizard) key(k fyne.KeyName) {
	if s, takes := z.steps[z.at].(keySteps); !takes || !s.key(k) {
		z.fieldKey(k)
	}
}

func (z *wizard) typedRune(r rune) {
	if s, takes := z.steps[z.at].(runeSteps); takes {
		s.typedRune(r)
	}
}

// shortcut takes Alt Left; the rest is the window's.
func (z *wizard) shortcut(s *desktop.CustomShortcut) bool {
	if s.KeyName == fyne.KeyLeft && s.Modifier == fyne.KeyModifierAlt {
		z.back()
		return true
	}
	return z.OnShortcut != nil && z.OnShortcut(s)
}

// pasteText takes what is pasted where no field has the focus.
func (z *wizard) pasteText(text string) {
	if s, takes := z.steps[z.at].(pasteSteps); takes {
		s.pasteText(text)
	}
}

// has tells what would be lost.
func (z *wizard) has() (typed, pasted bool) {
	for _, s := range z.steps {
		if k, keeps := s.(keepers); keeps {
			t, p := k.has()
			typed, pasted = typed || t, pasted || p
		}
	}
	return typed, pasted
}

// wipe forgets what was pasted.
func (z *wizard) wipe() {
	for _, s := range z.steps {
		if w, wipes := s.(wipers); wipes {
			w.wipe()
		}
	}
}

// giveUp gives up the call that the step in sight waits for.
func (z *wizard) giveUp() bool {
	s, waits := z.steps[z.at].(waiters)
	return waits && s.giveUp()
}

// Sizes of the frame.
const (
	railWidth    = 184
	footerHeight = 56
	railBreak    = 600 // below it the rail is one line on top
)

// wizardLayout sets the rail beside the step, or above it where it is narrow.
type wizardLayout struct{ z *wizard }

func (wizardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(minimum.Width, 240) }

func (l *wizardLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	rail, hairline, body, footer := o[0], o[1], o[2], o[3]
	foot := max(footerHeight, footer.MinSize().Height)
	at(footer, 0, size.Height-foot, size.Width, foot)
	height := size.Height - foot
	l.z.rail.narrow(size.Width < railBreak)
	if size.Width < railBreak {
		top := rail.MinSize().Height
		at(rail, 0, 0, size.Width, top)
		at(hairline, 0, top, size.Width, 1)
		at(body, 0, top+1, size.Width, height-top-1)
		return
	}
	at(rail, 0, 0, railWidth, height)
	at(hairline, railWidth, 0, 1, height)
	at(body, railWidth+1, 0, size.Width-railWidth-1, height)
}
