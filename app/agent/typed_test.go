package agent

import (
	"os"
	"slices"
	"testing"

	"keytray/app/api"
	"keytray/app/shortcut"
)

// typesAfter plays a listener: a press of the keys, and what is typed after it.
func (k *keyboard) typesAfter(strokes ...shortcut.Stroke) *shortcut.Typed {
	typed := k.heard().Typed()
	if typed != nil && typed.Begin() {
		for _, each := range strokes {
			typed.Add(each)
		}
	}
	k.heard().Pressed()
	return typed
}

func letsGo(typed *shortcut.Typed) bool {
	select {
	case <-typed.Enough():
		return true
	default:
		return false
	}
}

func TestThePickerIsToldOnceWhatWasTypedForIt(t *testing.T) {
	s, k, _ := typing(t)
	within(t, "the default is listened for", func() bool { return k.now() != "" })
	typed := k.typesAfter(shortcut.Stroke{Rune: 'o'}, shortcut.Stroke{Key: shortcut.Backspace}, shortcut.Stroke{Key: shortcut.Enter})
	if letsGo(typed) {
		t.Fatal("the keyboard is free before the picker has the focus")
	}
	if again := k.heard().Typed(); again != nil {
		t.Error("a second press takes the keyboard from a picker that is there")
	}
	go func() { <-typed.Enough(); typed.Free() }()
	want := []api.Stroke{{Rune: 'o'}, {Key: api.StrokeBackspace}, {Key: api.StrokeEnter}}
	if got, err := s.Focused(t.Context()); err != nil || !slices.Equal(got, want) {
		t.Errorf("the picker is told %v, %v, want %v", got, err, want)
	}
	if got, err := s.Focused(t.Context()); err != nil || len(got) > 0 {
		t.Errorf("it is told again: %v, %v", got, err)
	}
}

// A listener that does not say that the keyboard is free may have more to tell: what it
// told could mean something else without that.
func TestWhatMayBeCutOffIsNotTold(t *testing.T) {
	s, k, _ := typing(t)
	within(t, "the default is listened for", func() bool { return k.now() != "" })
	k.typesAfter(shortcut.Stroke{Rune: 'o'})
	if got, err := s.Focused(t.Context()); err != nil || len(got) > 0 {
		t.Errorf("the picker is told %v, %v", got, err)
	}
}

func TestTheKeyboardIsFreeWhereNoPickerComes(t *testing.T) {
	t.Run("its process ends", func(t *testing.T) {
		_, k, started := typing(t)
		within(t, "the default is listened for", func() bool { return k.now() != "" })
		typed := k.typesAfter()
		within(t, "the picker starts", func() bool { raw, _ := os.ReadFile(started); return len(raw) > 0 })
		if letsGo(typed) {
			t.Error("the keyboard is free while the picker opens")
		}
		_ = os.Remove(started)
		within(t, "the keyboard is free", func() bool { return letsGo(typed) })
	})
	t.Run("there is no window", func(t *testing.T) {
		s, k, _ := typing(t)
		s.p.Window = nil
		within(t, "the default is listened for", func() bool { return k.now() != "" })
		if typed := k.typesAfter(); !letsGo(typed) {
			t.Error("the keyboard is not free")
		}
	})
	t.Run("the press does not count", func(t *testing.T) {
		s, k, _ := typing(t)
		s.p.Window = nil
		within(t, "the default is listened for", func() bool { return k.now() != "" })
		k.heard().Pressed()
		if typed := k.typesAfter(); !letsGo(typed) {
			t.Error("the keyboard is not free")
		}
	})
}
