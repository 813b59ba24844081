package window

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/window/windowtest"
)

// everything is all text in the window, in sight or not, and all that a screen
// reader could say.
func (r *rig) everything() string {
	var all []string
	for _, o := range r.Roots() {
		windowtest.Walk(o, func(o fyne.CanvasObject, _ bool) {
			switch o := o.(type) {
			case *canvas.Text:
				all = append(all, o.Text)
			case interface{ SelectedText() string }: // any field
				all = append(all, reflect.ValueOf(o).Elem().FieldByName("Text").String())
			}
			if a, ok := o.(interface{ AccessibilityLabel() string }); ok {
				all = append(all, a.AccessibilityLabel())
			}
		})
	}
	return strings.Join(all, "\n")
}

// hides fails the test if more of a value than its last four characters is
// anywhere in the window.
func (r *rig) hides(value string) {
	r.Helper()
	all := r.everything()
	for from := range max(len(value)-4, 0) {
		if piece := value[from : from+5]; strings.Contains(all, piece) {
			r.Fatalf("%q of the value is in the window", piece)
		}
	}
}

func TestAPastedKeyIsMaskedAtOnce(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	if r.Focused() != fyne.Focusable(s.paste.field) {
		t.Error("the field does not have the focus")
	}
	key := madeUp("openai", "project")
	s.takes("  " + key + "\n")
	r.Sees("••••••••••••", key[len(key)-4:], "164 characters")
	r.hides(key)
	if got := s.paste.field.AccessibilityLabel(); got != "The pasted key, hidden, 164 characters, it ends in "+key[len(key)-4:] {
		t.Errorf("a screen reader says %q", got)
	}
	s.paste.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.takes("short one")
	r.Sees("••••••••••••", "9 characters")
	r.Misses(key[len(key)-4:], "short")
}

func TestThePasteFieldTakesKeys(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	f := s.paste.field
	r.typed("abcä")
	is := func(want string) {
		t.Helper()
		if got := string(f.value); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	is("abcä")
	r.Key(fyne.KeyBackspace)
	is("abc")
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.typed("xy")
	is("xy")
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.Key(fyne.KeyBackspace)
	is("")
	r.Key(fyne.KeyBackspace)
	is("")
	r.typed("abc")
	s.takes("another one")
	is("another one") // a paste replaces what is there
	clip := test.NewClipboard()
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	f.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	if is("another one"); clip.Content() != "" {
		t.Error("it can be copied out of the field")
	}
	r.Key(fyne.KeyDelete)
	is("")
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Error("Escape does not lead back")
	}
}

func TestWhatWasTypedBeforeIsOverwritten(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	f := s.paste.field
	for name, do := range map[string]func(){
		"a key":      func() { r.typed("x") },
		"Backspace":  func() { r.Key(fyne.KeyBackspace) },
		"Delete":     func() { f.TypedShortcut(&fyne.ShortcutSelectAll{}); r.Key(fyne.KeyDelete) },
		"a paste":    func() { s.takes(madeUp("openai", "project")) },
		"the wizard": func() { s.wipe() },
	} {
		s.takes(typedSecret)
		before := f.value[:len(f.value)]
		do()
		if strings.Trim(string(before), "\x00") != "" {
			t.Errorf("%s leaves %q in memory", name, before)
		}
	}
}

func TestTheEyeShowsTheKeyWhileItIsHeld(t *testing.T) {
	key := madeUp("openai", "project")
	for name, release := range map[string]func(r *rig, eye *eyeButton){
		"the pointer":  func(_ *rig, eye *eyeButton) { eye.MouseUp(&desktop.MouseEvent{}) },
		"leaving it":   func(_ *rig, eye *eyeButton) { eye.MouseOut() },
		"another view": func(r *rig, _ *eyeButton) { r.Frame.Canvas().Unfocus() },
		"ten seconds":  func(r *rig, _ *eyeButton) { r.Clock.Forward(10 * time.Second) },
		"a new paste":  func(r *rig, _ *eyeButton) { r.win.page.(*setup).takes("something else entirely") },
		"leaving":      func(r *rig, _ *eyeButton) { r.win.page.(*setup).leave() },
	} {
		r := newRig(t, someState())
		s := r.pasting("openai")
		s.takes(key)
		eye := s.paste.field.eye
		height := s.paste.field.MinSize().Height
		r.Frame.Canvas().Focus(eye)
		eye.MouseDown(&desktop.MouseEvent{})
		if seen := strings.ReplaceAll(r.Seen(), " ", ""); !strings.Contains(seen, key) {
			t.Fatalf("%s: the key is not in sight", name)
		}
		release(r, eye)
		r.hides(key)
		if got := s.paste.field.MinSize().Height; got != height {
			t.Errorf("%s: the field is %v high, and was %v", name, got, height)
		}
	}
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(key)
	s.paste.field.eye.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	r.Sees(key[:20])
	s.paste.field.eye.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	r.hides(key)
}

func TestAHugePasteIsRefusedAndShownInPart(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(strings.Repeat("a1B2", 5<<18))
	r.Sees("Keytray keeps values up to 1 MiB.", "This one has 5 MiB.")
	r.Misses(wordsKeepAnyway)
	if s.forward(); s.at != setupPaste {
		t.Error("Next takes it")
	}
	s.paste.field.eye.Set(true)
	if got := strings.Count(r.Seen(), "a1B2"); got > 1100 {
		t.Errorf("%d pieces of it are laid out", got)
	}
}
