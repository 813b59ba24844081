package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// strange is a key of a kind that nobody knows.
var strange = filler(47) + "~"

// held is the value that the field holds.
func (s *setup) held() string { return string(s.paste.field.value) }

func TestWhatIsNoKeyReplacesNone(t *testing.T) {
	key := madeUp("openai", "project")
	for _, text := range []string{`""`, "''", ",", "export X=", "hello", "a sentence that somebody copied", strange} {
		r := newRig(t, someState())
		s := r.pasting("openai")
		s.takes(key)
		s.takes(text)
		if s.held() != key {
			t.Errorf("%q replaces the key", text)
		}
		r.Sees("That is no key.", "The one you pasted before is still here.", "This looks like an OpenAI project key.")
		if _, ready := s.paste.next(); !ready {
			t.Errorf("after %q Next is not ready", text)
		}
		s.forward()
		s.back()
		r.Misses("That is no key.")
	}
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(`""`)
	r.Sees("That is no key.")
	r.Misses("is still here")
	s.takes("hunter2!")
	s.takes(filler(40))
	if s.held() != filler(40) {
		t.Error("what is no key either stays")
	}
	s.takes(key)
	s.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.takes(`""`)
	if s.held() != key {
		t.Error("nothing at all replaces what is marked")
	}
	s.takes("hello")
	if s.held() != "hello" {
		t.Error("what is marked is not replaced")
	}
}

// What is pasted beside the search field comes to a key that is there already.
func TestPastingAnywhereSparesTheKeyToo(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	key := madeUp("openai", "project")
	s.takes(key)
	s.pasted(strange)
	if s.held() != key || s.draft.provider.ID != "openai" {
		t.Errorf("%d characters of %q", len(s.held()), s.draft.provider.ID)
	}
	r.Sees("is still here")
}

func TestTheKeyBeforeCanBeBroughtBack(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	first, second := madeUp("openai", "project"), madeUp("openai", "admin")
	s.takes("MY_KEY=" + first)
	r.Misses(wordsBringBack)
	s.takes(first)
	r.Misses(wordsBringBack)
	s.takes("MY_KEY=" + first)
	s.takes(second)
	if s.held() != second {
		t.Fatal("a key does not replace a key")
	}
	r.Press(wordsBringBack)
	if s.held() != first || s.paste.found.Env != "MY_KEY" || s.draft.kind.ID != "project" {
		t.Errorf("variable %q, kind %q", s.paste.found.Env, s.draft.kind.ID)
	}
	r.Press(wordsBringBack)
	if s.held() != second {
		t.Error("there is no way back")
	}
	r.hides(first)
	before := s.paste.before.value
	s.leave()
	if strings.Trim(string(before), "\x00") != "" || s.paste.before.there() {
		t.Error("leaving keeps the one before")
	}
}

func TestStoringForgetsTheKeyBefore(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "admin"))
	s.takes(madeUp("openai", "project"))
	before := s.paste.before.value
	s.forward()
	s.forward()
	r.Until("it is stored", func() bool { return s.at == setupDone })
	if strings.Trim(string(before), "\x00") != "" {
		t.Error("the one before is left in memory")
	}
}

func TestOnePressTakesNoMoreThanItShows(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	key := madeUp("openai", "project")
	s.takes(key)
	if r.Key(fyne.KeyDelete); s.held() != key {
		t.Error("Delete takes everything, and nothing is marked")
	}
	if r.Key(fyne.KeyBackspace); s.held() != key[:len(key)-1] {
		t.Error("Backspace takes something other than the last character")
	}
	s.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	if r.Key(fyne.KeyDelete); s.hasKey() {
		t.Error("Delete leaves what is marked")
	}
	if r.typed(" "); s.hasKey() {
		t.Error("a space is taken for a key")
	}
}

// Who insisted that it is a key did not know that its provider refuses it.
func TestInsistingIsAgainstOneReason(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project")[:97])
	r.Press(wordsKeepAnyway)
	r.answers(s, api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}})
	r.Sees("OpenAI refused this key.", "Part of the key is missing.", wordsKeepAnyway)
	if _, ready := s.paste.next(); ready {
		t.Error("a refused key goes on")
	}
	r.Press(wordsKeepAnyway)
	if _, ready := s.paste.next(); !ready {
		t.Error("a refused key cannot be kept")
	}
}

func TestInsistingLastsWhereNobodyChoseAProvider(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	s.pasted("MY_VAR=hunter2!")
	r.Press(wordsKeepAnyway)
	s.forward()
	s.back()
	if _, ready := s.paste.next(); !ready {
		t.Error("the person has to insist again")
	}
}

func TestTheLengthIsNotDrawnOverTheKey(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	r.Sees("164 characters")
	light := theme.VariantLight
	test.ApplyTheme(t, windowtest.Larger{Theme: kit.Theme{Only: &light}})
	r.Sees("164 characters")
	r.Frame.Resize(fyne.NewSize(400, 640))
	f := test.WidgetRenderer(s.paste.field).(*pasteFieldRenderer)
	if f.length.Visible() && f.tail.Position().X+f.tail.Size().Width > f.length.Position().X {
		t.Errorf("the key ends at %v, and its length begins at %v", f.tail.Position().X+f.tail.Size().Width, f.length.Position().X)
	}
	r.Frame.Resize(setupSize)
	r.Sees("164 characters")
}
