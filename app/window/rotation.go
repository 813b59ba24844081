package window

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// rotationPage is the overview: the lives of all keys on the same twelve months, what
// is most urgent first.
type rotationPage struct {
	w       *Window
	head    *rotationHead
	axis    *axis
	lives   *lifeList
	sitting *sittingLine
	nothing *kit.Blank
	box     *fyne.Container

	soon   bool // only what asks for something in the next days
	narrow bool
}

// openRotation shows the overview. What is set up below it stays.
func (w *Window) openRotation() {
	if _, here := w.page.(*rotationPage); here {
		return
	}
	if w.lives == nil {
		w.lives = newRotationPage(w)
	}
	if slices.Contains(w.under, page(w.lives)) {
		w.uncover(w.lives)
		return
	}
	w.lives.reopen()
	w.aside(w.lives)
}

// reopen makes it what it is at first. The driver keeps all that it has ever drawn for a
// minute at least: a page for each visit would be much of it.
func (p *rotationPage) reopen() {
	p.soon = false
	p.lives.chosenKey = chosenKey{}
	p.render(p.w.state)
	p.lives.list.ToTop()
}

func newRotationPage(w *Window) *rotationPage {
	p := &rotationPage{w: w, axis: newAxis(), nothing: kit.NewBlank()}
	p.head = newRotationHead(w.back, p.filter)
	p.head.save.OnTapped = p.saveCalendar
	p.lives = newLifeList(w.back)
	p.lives.onRotate = func(id string) { w.Open(api.View{Name: api.ViewRotate, Key: id}) }
	p.lives.onOpen = func(id string) { w.Open(api.View{Name: api.ViewKeys, Key: id}) }
	p.lives.focus = func() { w.focusOn(p, p.lives.list) }
	p.sitting = newSittingLine(w.back)
	p.sitting.OnRemind = p.remindThen
	body := container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), container.New(kit.Framed{}, p.axis,
		container.NewStack(p.lives.list, p.nothing.Box)))
	top := container.New(kit.Column{}, p.head.box, widget.NewSeparator())
	p.box = container.New(&noticing{below: onePane, changed: p.narrowed, lowBelow: noHintBelow, flattened: p.sitting.flatten}, container.New(kit.Framed{}, top, body, p.sitting.box))
	return p
}

func (p *rotationPage) content() fyne.CanvasObject { return p.box }
func (p *rotationPage) escape()                    { p.w.back() }
func (p *rotationPage) leave()                     {}
func (p *rotationPage) keeps() string              { return "" }
func (p *rotationPage) keyID() string              { return p.lives.id }

func (p *rotationPage) focus() fyne.Focusable {
	if len(p.lives.keys) == 0 {
		return p.head.back
	}
	return p.lives.list
}

// key takes the keys that nothing with the focus takes.
func (p *rotationPage) key(name fyne.KeyName) { p.lives.key(name) }

func (p *rotationPage) render(st api.State) {
	now := p.w.p.Now()
	keys := slices.SortedStableFunc(slices.Values(st.Keys), byNeed)
	p.head.render(keys, p.soon, now)
	if p.soon {
		keys = slices.DeleteFunc(slices.Clone(keys), func(k api.Key) bool { return !asksSoon(k, now) })
	}
	m := monthsAround(now, p.narrow)
	p.axis.set(m)
	p.lives.render(keys, now, m, p.narrow)
	p.sitting.follow(st, now)
	kit.Show(p.axis, len(keys) > 0)
	kit.Show(p.lives.list, len(keys) > 0)
	kit.Show(p.nothing.Box, len(keys) == 0)
	if p.soon && len(st.Keys) > 0 {
		p.nothing.Set("clock", kit.ColorMuted, text.T(wordsNothingSoon), "", "", nil)
	} else {
		p.nothing.Set("cal", kit.ColorMuted, text.T(wordsNoLives), text.T(wordsLivesHere), "", nil)
	}
	p.box.Refresh()
}

func (p *rotationPage) filter(soon bool) {
	p.soon = soon
	p.render(p.w.state)
	if p.lives.id == "" && len(p.lives.keys) > 0 {
		p.lives.choose(0) // the person has chosen to see other keys
	}
}

// narrowed follows the width of the window.
func (p *rotationPage) narrowed(yes bool) {
	p.narrow = yes
	p.head.arrange(yes)
	p.render(p.w.state)
}

// need ranks what is to be done first. A rotation that was begun comes before those
// that may wait.
func need(k api.Key) int {
	switch {
	case leaked(k):
		return 0
	case k.Case != nil && section(k) != 0:
		return 3
	}
	return urgency[k.Phase]
}

var urgency = map[string]int{"exposed": 0, "expired": 1, "overdue": 2, "due": 4, "fresh": 5}

// byNeed is the order of both lists of keys.
func byNeed(a, b api.Key) int {
	return cmp.Or(
		cmp.Compare(need(a), need(b)),
		firstDate(a).Compare(firstDate(b)),
		cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)),
	)
}

// soonDays are the days that count as soon.
const soonDays = 30

// asksSoon tells whether k has a date in the next days.
func asksSoon(k api.Key, now time.Time) bool {
	next := firstDate(k)
	return next.After(now) && !next.After(now.AddDate(0, 0, soonDays))
}

// noHintBelow is how high the overview has to be for a line that proposes something: in a
// window of 560, less the line at its end.
const noHintBelow = 530

// noticing gives its one object all the room, and tells when it is narrow, and when low.
type noticing struct {
	below     float32
	changed   func(narrow bool)
	narrow    bool
	lowBelow  float32
	flattened func(low bool)
	low       bool
}

func (*noticing) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(minimum.Width, 200) }

func (n *noticing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if narrow := size.Width < n.below; narrow != n.narrow {
		n.narrow = narrow
		n.changed(narrow)
	}
	if low := size.Height < n.lowBelow; low != n.low {
		n.low = low
		n.flattened(low)
	}
	kit.At(o[0], 0, 0, size.Width, size.Height)
}
