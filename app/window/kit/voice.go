package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

// Voice is the content of a window, and what a screen reader hears of it. Fyne's bridge to
// screen readers looks into containers alone: rows, cards and all that scrolls would be
// silent, and what a question lies over would not. So everything drawn is behind a curtain
// for it, and beside that is a list of all that is to be heard, in the order it is read.
//
// The list is made when the bridge asks, which it does after each frame, in builds that
// have it. Elsewhere it costs nothing.
type Voice struct {
	Box *fyne.Container // the content
	// Moved tells that what is heard has changed, and which part of it has the focus; -1 is
	// none. It may be nil.
	Moved func(focus int)
	// Live is what has just happened, besides what texts say that are Live; "" is nothing.
	// Whatever has the focus says it first: the bridge has no other way to tell of something
	// that nobody went to. It may be nil.
	Live func() string

	curtain *Curtain
	canvas  func() fyne.Canvas
	first   *said
	rest    *fyne.Container
	focus   int
	live    string
	liveAt  fyne.CanvasObject // what had the focus when that happened
}

// NewVoice makes drawn heard; l gives it its size.
func NewVoice(l fyne.Layout, drawn fyne.CanvasObject, canvas func() fyne.Canvas) *Voice {
	v := &Voice{curtain: newCurtain(drawn), canvas: canvas, rest: container.NewWithoutLayout()}
	v.first = &said{ask: v.update}
	v.Box = container.New(l, v.curtain, v.first, v.rest)
	return v
}

// Hear lists all that is heard now, and which of it has the focus; -1 is none. Of several
// things that lie over each other it is the topmost: the others cannot be used.
func (v *Voice) Hear() ([]Heard, int) { return v.HearWith(v.canvas().Focused()) }

// HearWith is Hear while something has the focus.
func (v *Voice) HearWith(focused fyne.Focusable) ([]Heard, int) {
	if top := v.canvas().Overlays().Top(); top != nil && top.Visible() {
		return Hear(top, focused)
	}
	return Hear(v.curtain.Drawn, focused)
}

// update is called while the bridge walks, before it comes to the rest.
func (v *Voice) update() {
	all, focus := v.Hear()
	focus = v.enliven(all, focus)
	if len(all) == 0 {
		all = []Heard{{Role: fyne.AccessibleRoleText}}
	}
	same := slices.EqualFunc(all, v.heard(), func(a, b Heard) bool { return a.Label == b.Label && a.Role == b.Role })
	v.first.Heard = all[0]
	v.rest.Objects = make([]fyne.CanvasObject, len(all)-1)
	for i := range v.rest.Objects {
		v.rest.Objects[i] = &said{Heard: all[i+1]}
	}
	if (!same || focus != v.focus) && v.Moved != nil {
		v.Moved(focus)
	}
	v.focus = focus
}

// enliven puts what has just happened before what has the focus, until that moves on: who
// goes through the window does not hear it with each step. Where nothing has the focus, what
// says so itself gets it.
func (v *Voice) enliven(all []Heard, focus int) int {
	live, at := v.happened(all), fyne.CanvasObject(nil)
	switch {
	case focus >= 0:
		at = all[focus].Of
	case live != "": // nothing else has the focus
		focus = slices.IndexFunc(all, func(h Heard) bool { return h.Label != "" && strings.HasPrefix(live, h.Label) })
		return focus
	}
	if live != v.live {
		v.live, v.liveAt = live, at
	}
	if live != "" && at != nil && at == v.liveAt {
		all[focus].Label = text.Sentences(live, all[focus].Label)
	}
	return focus
}

// happened is what has just happened, and what says so.
func (v *Voice) happened(all []Heard) string {
	var news []string
	if v.Live != nil {
		news = append(news, v.Live())
	}
	for _, h := range all {
		if h.Live {
			news = append(news, h.Label)
		}
	}
	return text.Sentences(news...)
}

// heard is what was heard last.
func (v *Voice) heard() []Heard {
	all := []Heard{v.first.Heard}
	for _, o := range v.rest.Objects {
		all = append(all, o.(*said).Heard)
	}
	return all
}

// said is one thing that is heard. It draws nothing, and no click is on it.
type said struct {
	Heard
	ask func() // brings it and all others up to date; nil for all but the first
}

func (s *said) AccessibilityLabel() string {
	s.asked()
	return s.Label
}

func (s *said) AccessibilityRole() fyne.AccessibleRole {
	s.asked()
	return s.Role
}

func (s *said) asked() {
	if s.ask != nil {
		s.ask()
	}
}

func (s *said) MinSize() fyne.Size      { return fyne.Size{} }
func (s *said) Size() fyne.Size         { return s.Heard.Size }
func (s *said) Position() fyne.Position { return s.At }
func (s *said) Visible() bool           { return true }
func (s *said) Move(fyne.Position)      {}
func (s *said) Resize(fyne.Size)        {}
func (s *said) Show()                   {}
func (s *said) Hide()                   {}
func (s *said) Refresh()                {}

// Curtain is what is drawn, without a word for a screen reader.
type Curtain struct {
	widget.BaseWidget
	Drawn fyne.CanvasObject
}

func newCurtain(drawn fyne.CanvasObject) *Curtain {
	c := &Curtain{Drawn: drawn}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Curtain) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.Drawn) }
