package window

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
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
	// endings have buttons of their own instead of Cancel and Back.
	endings interface {
		buttons() (left, beside []*kit.Button)
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

	steps  []step
	at     int
	from   []int    // the steps that led here
	slow   []int    // the steps that ignore Enter while it is held down from the step before
	held   kit.Held // an Enter from the step before
	turned kit.Held // the same of a click
	box    *fyne.Container
	width  float32 // of box

	rail     *rail
	pages    []fyne.CanvasObject
	footer   *fyne.Container
	notice   *fyne.Container // above it: what the window has to say
	left     *fyne.Container // Cancel, or what an ending has there
	right    *fyne.Container
	cancel   *kit.Button
	previous *kit.Button
	onward   *kit.Button
}

// build puts the frame around the steps, and shows the first.
func (z *wizard) build(heading string, steps ...step) {
	z.steps = steps
	z.rail = newRail(heading, steps)
	z.cancel = kit.NewButton(text.T("Cancel"), "", kit.LookQuiet, kit.HeightPlain, func() { z.OnCancel() })
	z.previous = kit.NewButton(text.T("Back"), "", kit.LookPlain, kit.HeightPlain, z.tapped(z.back))
	z.onward = kit.NewButton(text.T("Next"), "", kit.LookPrimary, kit.HeightPlain, z.tapped(z.forward))
	for _, b := range []*kit.Button{z.cancel, z.previous, z.onward} {
		b.Escape = func() { z.OnCancel() }
	}
	z.onward.OnKey = z.ignores
	z.left, z.right = kit.Actions(), kit.Actions()
	z.footer = container.NewStack(kit.NewPlate(theme.ColorNameBackground, "", ""),
		container.NewBorder(kit.NewPlate(theme.ColorNameSeparator, "", ""), nil, nil, nil,
			kit.Inset(container.New(kit.Middle{}, container.NewBorder(nil, nil, z.left, z.right)), 0, 0, footPad, footPad)))
	body := container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""))
	for _, s := range steps {
		page := fyne.CanvasObject(s.content())
		if _, scrolls := s.(scrollers); !scrolls {
			page = container.NewVScroll(kit.Inset(container.New(kit.Column{}, page), 24, 24, 28, 28))
		}
		z.pages = append(z.pages, page)
		body.Add(page)
	}
	z.settle()
	z.notice = container.New(kit.Column{})
	z.box = container.New(&wizardLayout{z: z}, z.rail.box, kit.NewPlate(theme.ColorNameSeparator, "", ""), body, z.footer, z.notice)
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
	z.settle()
	z.turned = z.held
	z.show()
	if scroll, is := z.pages[to].(*container.Scroll); is {
		scroll.ScrollToTop()
	}
	if z.OnFocus != nil {
		z.OnFocus(z.focus())
	}
}

// settle is for another page, or another button that Enter would press next.
func (z *wizard) settle() {
	if z.Now != nil {
		z.held = kit.HeldFrom(z.Now)
	}
}

// tapped is what a button of the foot does, but for the second of two clicks: that was
// meant for the step before.
func (z *wizard) tapped(do func()) func() {
	return func() {
		if !slices.Contains(z.slow, z.at) || !z.turned.IgnoresTap() {
			do()
		}
	}
}

func (z *wizard) show() {
	z.steps[z.at].enter()
	for i, p := range z.pages {
		kit.Show(p, i == z.at)
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
	z.onward.Set(label, "", kit.LookPrimary)
	if ready == z.onward.Disabled() {
		if ready {
			z.onward.Enable()
		} else {
			z.onward.Disable()
		}
	}
	kit.Show(z.previous, len(z.from) > 0)
	if b, may := s.(busy); may && b.busy() {
		z.previous.Disable()
	} else {
		z.previous.Enable()
	}
	at := z.at
	if z.arrange() {
		at++ // it is done: there is nothing to do in it
	}
	z.rail.render(at)
	if !z.box.Size().IsZero() { // it is laid out once it has a size
		z.box.Refresh()
	}
}

// arrange puts the buttons of the step in sight into the foot, and tells whether it
// is an ending.
func (z *wizard) arrange() bool {
	e, own := z.steps[z.at].(endings)
	if !own {
		z.left.Objects, z.right.Objects = []fyne.CanvasObject{z.cancel}, []fyne.CanvasObject{z.previous, z.onward}
		return false
	}
	left, beside := e.buttons()
	z.left.Objects, z.right.Objects = objects(left), append(objects(beside), z.onward)
	return true
}

// footRoom is how wide all buttons together may be.
func (z *wizard) footRoom() float32 { return z.width - 2*footPad }

func (z *wizard) aboveFoot() *fyne.Container { return z.notice }
func (z *wizard) footHeight() float32        { return z.box.Size().Height - z.notice.Position().Y }

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
	footPad      = 16
	railBreak    = 600 // below it the rail is one line on top
)

// wizardLayout sets the rail beside the step, or above it where it is narrow. The footer
// stays where it is, whatever else comes and goes.
type wizardLayout struct{ z *wizard }

func (wizardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(minimum.Width, 240) }

func (l *wizardLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	rail, hairline, body, footer, notice := o[0], o[1], o[2], o[3], o[4]
	if l.z.width != size.Width {
		l.z.width = size.Width
		l.z.arrange()
	}
	foot := max(footerHeight, footer.MinSize().Height)
	kit.At(footer, 0, size.Height-foot, size.Width, foot)
	said := kit.HeightIn(notice, size.Width)
	height := size.Height - foot - said
	kit.At(notice, 0, height, size.Width, said)
	l.z.rail.narrow(size.Width < railBreak)
	if size.Width < railBreak {
		top := rail.MinSize().Height
		kit.At(rail, 0, 0, size.Width, top)
		kit.At(hairline, 0, top, size.Width, 1)
		kit.At(body, 0, top+1, size.Width, height-top-1)
		return
	}
	kit.At(rail, 0, 0, railWidth, height)
	kit.At(hairline, railWidth, 0, 1, height)
	kit.At(body, railWidth+1, 0, size.Width-railWidth-1, height)
}
