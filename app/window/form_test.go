package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
)

const typedSecret = "made-up value, 1234567890"

// setup opens the setup of a new key.
func (r *rig) setup() *setup {
	r.Helper()
	r.win.Open(api.View{Name: api.ViewAdd})
	s, ok := r.win.page.(*setup)
	if !ok {
		r.Fatalf("the page is %T", r.win.page)
	}
	return s
}

// pasted opens the setup with a key in it.
func (r *rig) pasted() *setup {
	r.Helper()
	s := r.setup()
	s.pasted(typedSecret)
	if !s.hasKey() {
		r.Fatal("nothing was pasted")
	}
	return s
}

// hasKey tells whether a key is pasted.
func (s *setup) hasKey() bool {
	_, pasted := s.has()
	return pasted
}

// rotating opens the form for a new value.
func (r *rig) rotating() *rotatePage {
	r.win.Open(api.View{Name: api.ViewRotate, Key: "chat"})
	return r.win.page.(*rotatePage)
}

func TestAValueOfSeveralLinesIsKept(t *testing.T) {
	r := newRig(t, someState())
	p := r.rotating()
	clip := test.NewClipboard()
	clip.SetContent("-----BEGIN\nabc\n-----END\n")
	p.value.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	r.misses("BEGIN")
	r.press("Store new key")
	r.untilAsked("rotate chat")
	if got := r.svc.secrets[0]; got != "-----BEGIN\nabc\n-----END" {
		t.Errorf("got %q", got)
	}
}

func TestTheRotateFormSendsTheNewValue(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewRotate, Key: "chat"})
	r.sees("Rotate chat-app", "OpenAI · acme-labs", "••••••••••••kT4Q", wordsOldKept, "OpenAI console")
	p := r.win.page.(*rotatePage)
	if r.focused() != fyne.Focusable(p.value) {
		t.Error("the new value does not have the focus")
	}
	test.Type(p.value, typedSecret)
	p.expires.SetText("2027-11-21")
	p.value.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.untilAsked("rotate chat")
	r.until("the form is left", func() bool { return r.win.page == page(r.win.keys) })
	if got := r.svc.rotated[0]; r.svc.secrets[0] != typedSecret || !got.Expires.Equal(onDay("2027-11-21")) || !got.Created.Equal(time.Time{}) {
		t.Errorf("got %+v", got)
	}
	if p.value.Text != "" || r.holds(typedSecret) {
		t.Error("the value is left in the window")
	}
}
