package shortcut

import (
	"context"
	"sync"
)

// Stroke is one press of a key: a character, or else Key, which is one of Enter, Up,
// Down and the two below.
type Stroke struct {
	Rune rune
	Key  Key
}

// Keys of strokes that no combination has.
const (
	Backspace Key = "Backspace"
	Escape    Key = "Escape"
)

// mostStrokes is more than anybody types before a window is there.
const mostStrokes = 64

// Typed is what a person types after a combination and before what it opens hears
// them. A listener that can keeps these keys from the program in front: it begins,
// adds strokes until nobody wants more, and says when the keyboard is free again.
// What was typed may be anything, so it is handed out once, and wiped.
type Typed struct {
	mu      sync.Mutex
	strokes []Stroke
	begun   bool
	over    bool
	enough  chan struct{}
	free    chan struct{}
	freed   sync.Once
}

// NewTyped is for one press.
func NewTyped() *Typed {
	return &Typed{strokes: make([]Stroke, 0, mostStrokes), enough: make(chan struct{}), free: make(chan struct{})}
}

// Begin says that a listener is about to take the keyboard. It is false where nobody
// wants that any more.
func (t *Typed) Begin() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.begun = !t.over
	return t.begun
}

// Add adds a stroke, and tells whether there is room for more.
func (t *Typed) Add(s Stroke) (more bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.strokes == nil || len(t.strokes) == mostStrokes {
		return false
	}
	t.strokes = append(t.strokes, s)
	return true
}

// Enough is closed when the keyboard is to be let go.
func (t *Typed) Enough() <-chan struct{} { return t.enough }

// Free says that the keyboard is free, and that no stroke comes any more.
func (t *Typed) Free() { t.freed.Do(func() { close(t.free) }) }

// Take has the keyboard let go, and hands out what was typed. The caller wipes it.
// There is nothing where that is not certain to be all when ctx ends.
func (t *Typed) Take(ctx context.Context) []Stroke {
	if t.end() {
		select {
		case <-t.free:
		case <-ctx.Done():
			t.wipe()
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	all := t.strokes
	t.strokes = nil
	return all
}

// Drop has the keyboard let go, and forgets what was typed.
func (t *Typed) Drop() {
	t.end()
	t.wipe()
}

// end tells whether a listener has begun.
func (t *Typed) end() (begun bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.over {
		t.over = true
		close(t.enough)
	}
	return t.begun
}

func (t *Typed) wipe() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.strokes)
	t.strokes = nil
}
