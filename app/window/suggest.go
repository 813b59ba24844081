package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/window/kit"
)

// suggestions are words that other keys have, below the field in which one is typed:
// Down and Enter, or a click, take one.
type suggestions struct {
	OnTake func(string)
	OnGrow func()

	known func() []string // that may be suggested, what comes first is offered first
	at    int             // the one that the arrow keys are on; -1 is none
	shown []string
	box   *fyne.Container
}

const mostSuggestions = 5

func newSuggestions() *suggestions {
	s := &suggestions{at: -1, box: container.New(&kit.Flow{Gap: 6})}
	s.box.Hide()
	return s
}

// typed offers what goes on from what was typed.
func (s *suggestions) typed(text string) {
	typed := strings.ToLower(strings.TrimSpace(text))
	var fits []string
	for _, word := range s.known() {
		if w := strings.ToLower(word); w != typed && strings.Contains(w, typed) && len(fits) < mostSuggestions {
			fits = append(fits, word)
		}
	}
	s.show(fits)
}

// hide takes them away.
func (s *suggestions) hide() { s.show(nil) }

func (s *suggestions) show(words []string) {
	if slices.Equal(words, s.shown) {
		return
	}
	s.shown, s.at = words, -1
	s.box.Objects = nil
	for _, word := range words {
		s.box.Add(newSuggestion(word, func() { s.OnTake(word) }))
	}
	kit.Show(s.box, len(words) > 0)
	s.OnGrow()
}

// key moves among them, and takes the one that the arrow keys are on.
func (s *suggestions) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown, fyne.KeyUp:
		if len(s.shown) == 0 {
			return false
		}
		step := 1
		if name == fyne.KeyUp {
			step = -1
		}
		s.at = min(max(s.at+step, -1), len(s.shown)-1)
		s.mark()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.at >= 0 {
			s.OnTake(s.shown[s.at])
			return true
		}
	case fyne.KeyEscape:
		if s.at >= 0 {
			s.at = -1
			s.mark()
			return true
		}
	}
	return false
}

func (s *suggestions) mark() {
	for i, o := range s.box.Objects {
		o.(*suggestion).mark(i == s.at)
	}
}

// under tells whether the pointer is on one of them: who presses it leaves the field.
func (s *suggestions) under() bool {
	return slices.ContainsFunc(s.box.Objects, func(o fyne.CanvasObject) bool { return o.(*suggestion).hovered })
}
