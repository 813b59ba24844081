package windowtest

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// Ear is what a screen reader gets of a window.
type Ear struct {
	*testing.T
	Window fyne.Window
	Voice  *kit.Voice
	// Draws tells of a widget of the page's that its letters are a picture, and Says what
	// of a widget has to be heard instead of its letters. Both may be nil.
	Draws func(fyne.CanvasObject) bool
	Says  func(fyne.CanvasObject) (words string, is bool)
	// Over tells of what lies over the rest: it is heard before or after that, and has no
	// place in the order. It may be nil.
	Over func(fyne.CanvasObject) bool
}

// Told is one thing that Fyne's bridge gives a screen reader.
type Told struct {
	Role  fyne.AccessibleRole
	Label string
}

// Bridged walks as Fyne 2.8.1's bridge for Windows does: into containers alone, and what is
// no container and has a role is told. The one for macOS differs in that it does not look
// into what has no role, which each container has.
func Bridged(c fyne.Canvas) (all []Told) {
	var into func(o fyne.CanvasObject)
	into = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if a, is := o.(fyne.Accessible); is {
			if role := a.AccessibilityRole(); role != fyne.AccessibleRoleContainer {
				all = append(all, Told{role, a.AccessibilityLabel()})
			}
		}
		if box, is := o.(*fyne.Container); is {
			for _, child := range box.Objects {
				into(child)
			}
		}
	}
	into(c.Content())
	for _, over := range c.Overlays().List() {
		into(over)
	}
	return all
}

// Heard is all that a screen reader gets, one line for each thing.
func (e *Ear) Heard() string {
	var lines []string
	for _, s := range Bridged(e.Window.Canvas()) {
		lines = append(lines, fmt.Sprintf("%s: %s", s.Role, s.Label))
	}
	return strings.Join(lines, "\n")
}

// Hears fails the test unless all of labels are heard, word for word.
func (e *Ear) Hears(labels ...string) {
	e.Helper()
	all := Bridged(e.Window.Canvas())
	for _, want := range labels {
		if !slices.ContainsFunc(all, func(s Told) bool { return s.Label == want }) {
			e.Errorf("%q is not heard, but only:\n%s", want, e.Heard())
		}
	}
}

// Focused is what is heard of what has the focus; "" is nothing.
func (e *Ear) Focused() string {
	if all, at := e.Voice.Hear(); at >= 0 {
		return all[at].Label
	}
	return ""
}

// OnTop is what the person can use: the topmost thing that lies over the page, or the page.
func (e *Ear) OnTop() fyne.CanvasObject {
	if top := e.Window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return e.Window.Content()
}

// HeardOnce fails the test unless every text in sight is in what is heard of the thing that
// it is a part of, once.
func (e *Ear) HeardOnce() {
	e.Helper()
	all, _ := e.Voice.Hear()
	if got, want := len(Bridged(e.Window.Canvas())), max(len(all), 1); got != want {
		e.Errorf("the bridge tells %d things of %d", got, want)
	}
	labels := map[fyne.CanvasObject]string{}
	for _, h := range all {
		labels[h.Of] = h.Label
	}
	e.drawn(func(text string, within []fyne.CanvasObject) { e.told(text, within, labels) })
}

// told fails the test unless a text that is a part of some widgets is heard of one of them.
func (e *Ear) told(text string, within []fyne.CanvasObject, labels map[fyne.CanvasObject]string) {
	e.Helper()
	if len(words(text)) == 0 {
		return
	}
	times := 0
	for _, o := range slices.Backward(within) {
		label, is := labels[o]
		if !is {
			continue
		}
		missing := unsaid(text, label)
		if times == 0 && missing != "" {
			e.Errorf("of %q nothing is heard of %q: %q", text, missing, label)
		}
		if times++; times > 1 && missing == "" {
			e.Errorf("%q is heard twice, in %q too", text, label)
		}
	}
	if times == 0 {
		e.Errorf("%q is silent, in %s", text, typesOf(within))
	}
}

// drawn visits the texts in sight, each with all that it is a part of. Monograms, rings and
// a value that is held in sight are not meant for the ear.
func (e *Ear) drawn(visit func(text string, within []fyne.CanvasObject)) {
	var into func(o fyne.CanvasObject, within []fyne.CanvasObject)
	into = func(o fyne.CanvasObject, within []fyne.CanvasObject) {
		if !o.Visible() || e.Draws != nil && e.Draws(o) {
			return
		}
		within = append(within[:len(within):len(within)], o)
		if e.Says != nil {
			if words, is := e.Says(o); is {
				visit(words, within)
				return
			}
		}
		for _, child := range e.parts(o, func(text string) { visit(text, within) }) {
			into(child, within)
		}
	}
	into(e.OnTop(), nil)
}

// parts are what o is made of, unless it is a text, which visit gets.
func (e *Ear) parts(o fyne.CanvasObject, visit func(text string)) []fyne.CanvasObject {
	switch o := o.(type) {
	case *kit.Tile, *kit.ClearText, *kit.Ring:
	case *kit.Highlighted:
		visit(o.Text())
	case *canvas.Text:
		visit(o.Text)
	case *kit.Line:
		e.line(o.Spoken, o.Text, visit)
	case *kit.Prose:
		e.line(o.Spoken, o.Seg.Text, visit)
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	case *fyne.Container:
		if _, drawing := o.Layout.(kit.Told); !drawing {
			return o.Objects
		}
	}
	return nil
}

// line is a text, or what is heard instead. A silent one is told by something else.
func (e *Ear) line(spoken, text string, visit func(text string)) {
	e.Helper()
	visit(cmp.Or(spoken, text))
	if spoken != kit.Silent || len(words(text)) == 0 {
		return
	}
	all, _ := e.Voice.Hear()
	if !slices.ContainsFunc(all, func(h kit.Heard) bool { return unsaid(text, h.Label) == "" }) {
		e.Errorf("%q is silent, and nothing else says it", text)
	}
}

var aWord = regexp.MustCompile(`[\pL\pN]+`)

// words are the words of a text that say something: the d of 94 d does not.
func words(s string) []string {
	return slices.DeleteFunc(aWord.FindAllString(s, -1), func(w string) bool {
		return utf8.RuneCountInString(w) == 1 && !strings.ContainsAny(w, "0123456789")
	})
}

// unsaid is a word of a text that a label lacks; the last of several may be cut.
func unsaid(drawn, label string) string {
	all, cut := words(drawn), strings.HasSuffix(drawn, "…")
	label = strings.ToLower(label)
	for i, w := range all {
		if !strings.Contains(label, strings.ToLower(w)) && (!cut || i == 0 || i+1 < len(all)) {
			return w
		}
	}
	return ""
}

func typesOf(within []fyne.CanvasObject) string {
	var all []string
	for _, o := range within[max(len(within)-5, 0):] {
		all = append(all, fmt.Sprintf("%T", o))
	}
	return strings.Join(all, " > ")
}

// focusables are what the focus can be on, in sight or scrolled out of it.
func (e *Ear) focusables() (all []fyne.Focusable) {
	Walk(e.OnTop(), func(o fyne.CanvasObject, visible bool) {
		f, is := o.(fyne.Focusable)
		d, may := o.(fyne.Disableable)
		if is && visible && (!may || !d.Disabled()) {
			all = append(all, f)
		}
	})
	return all
}

// NamesAll fails the test unless whatever the focus can be on is heard by a name that no
// other has. A list in which nothing is chosen has none, and a menu before an arrow key.
func (e *Ear) NamesAll() {
	e.Helper()
	named := map[string]bool{}
	for _, f := range e.focusables() {
		if l, is := f.(*kit.Rows); is && l.Chosen() == nil {
			continue
		}
		if _, is := f.(*widget.PopUpMenu); is {
			continue
		}
		all, at := e.Voice.HearWith(f)
		switch {
		case at < 0:
			e.Errorf("the focus may be on a %T that nobody hears", f)
		case all[at].Label == "":
			e.Errorf("a %T has no name", f)
		case named[all[at].Label]:
			e.Errorf("two things are called %q", all[at].Label)
		default:
			named[all[at].Label] = true
		}
	}
}

// InOrder fails the test if what is heard next stands above what was heard before, or
// before it in the same line.
func (e *Ear) InOrder() {
	e.Helper()
	all, _ := e.Voice.Hear()
	all = slices.DeleteFunc(all, func(h kit.Heard) bool {
		return h.Size.Width < 1 || h.Size.Height < 1 || e.Over != nil && e.Over(h.Of) // out of sight, or over the rest
	})
	for i := 1; i < len(all); i++ {
		b, h := all[i-1], all[i]
		beside := parted(b.At.X, b.Size.Width, h.At.X, h.Size.Width)
		below := parted(b.At.Y, b.Size.Height, h.At.Y, h.Size.Height)
		if !beside && below && h.At.Y < b.At.Y || beside && !below && h.At.X < b.At.X {
			e.Errorf("%q at %v is heard after %q at %v", h.Label, h.At, b.Label, b.At)
		}
	}
}

// parted tells whether two stretches share nothing worth naming.
func parted(a, aLong, b, bLong float32) bool {
	const little = 2
	return a+aLong <= b+little || b+bLong <= a+little
}

// KeepsSecret fails the test if a part of a value that no hint shows is heard.
func (e *Ear) KeepsSecret(values ...string) {
	e.Helper()
	said := e.Heard()
	const prefix, part, end = 12, 12, 4 // the first and the last of them are public
	for _, s := range values {
		for from := prefix; from+part <= len(s)-end; from++ {
			if strings.Contains(said, s[from:from+part]) {
				e.Error("a part of a value is heard")
				break
			}
		}
	}
}
