package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

func TestClosingTheWindowAsksBeforeSomethingIsLost(t *testing.T) {
	const key, typed = "Throw away the pasted key?", "Throw away what you typed?"
	settings := func(r *rig) { r.win.Open(api.View{Name: api.ViewSettings}) }
	for name, c := range map[string]struct {
		open func(*rig)
		asks string
	}{
		"the keys":                {func(*rig) {}, ""},
		"an empty setup":          {func(r *rig) { r.setup() }, ""},
		"a search":                {func(r *rig) { r.search("openai") }, ""},
		"a searched name":         {func(r *rig) { r.own() }, ""},
		"a stored key":            {func(r *rig) { r.ready("meeting notes") }, ""},
		"a rotation without one":  {func(r *rig) { r.rotating() }, ""},
		"a key":                   {func(r *rig) { r.pasted() }, key},
		"a key in step 4":         {func(r *rig) { r.naming() }, key},
		"a key below a page":      {func(r *rig) { r.pasted(); settings(r) }, key},
		"a provider":              {func(r *rig) { r.own(); r.typed("Acme") }, typed},
		"a provider below a page": {func(r *rig) { r.own(); r.typed("Acme"); settings(r) }, typed},
		"a new value":             {func(r *rig) { r.pastesNew() }, key},
		"another question":        {func(r *rig) { s := r.pasted(); s.escape() }, key},
		"a key below a question":  {func(r *rig) { r.pasted(); r.win.confirm("A question?", "It is.", "Yes", func() {}) }, key},
	} {
		r := newRig(t, someState())
		c.open(r)
		gone := r.closes()
		if gone != (c.asks == "") {
			t.Errorf("%s: the window is gone: %v", name, gone)
			continue
		}
		if gone {
			continue
		}
		r.sees(c.asks, "Throw away", "Keep going")
		if r.closes() || r.over() != 1 {
			t.Errorf("%s: closing it twice: %d questions", name, r.over())
		}
		r.key(fyne.KeyEscape)
		if r.frame.(*frame).closed || r.over() != 0 {
			t.Errorf("%s: Keep going does not", name)
		}
		r.closes()
		if r.press("Throw away"); !r.frame.(*frame).closed {
			t.Errorf("%s: Throw away does not close it", name)
		}
	}
}

func TestClosingTheWindowWaitsForAKeyThatIsBeingStored(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	r.clip.SetContent(madeUp("openai", "project"))
	hold := make(chan struct{})
	r.svc.set(func() { r.svc.hold = hold })
	s.forward()
	if r.closes() {
		t.Fatal("it does not wait")
	}
	r.sees(wordsClosesStored)
	close(hold)
	r.until("it has ended", func() bool { return p.stop == nil })
	r.clock.forward(paintTime)
	if closed := r.frame.(*frame).closed; !closed || r.clip.Content() != "" {
		t.Errorf("closed: %v, %d characters on the clipboard", closed, len(r.clip.Content()))
	}
}

func TestAWindowStaysIfTheKeyIsNotStored(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	hold := make(chan struct{})
	r.svc.set(func() { r.svc.hold = hold; r.svc.err = &api.Error{Kind: api.Failed, Text: "The keychain refused."} })
	s.forward()
	if r.closes() {
		t.Fatal("it does not wait")
	}
	close(hold)
	r.until("it has ended", func() bool { return p.stop == nil })
	r.clock.forward(paintTime)
	r.sees("The keychain refused.")
	if r.frame.(*frame).closed || !s.hasKey() {
		t.Error("the key is lost with the window")
	}
}

func TestAPersonNeedNotWaitForAKeychainThatHangs(t *testing.T) {
	r := newRig(t, someState())
	s, _ := r.naming()
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	s.forward()
	r.closes()
	r.closes()
	r.sees("Throw away the pasted key?")
	if r.press("Throw away"); !r.frame.(*frame).closed {
		t.Error("it is not closed")
	}
}

func TestClosingTheWindowWaitsForARotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	hold := make(chan struct{})
	r.svc.set(func() { r.svc.hold = hold })
	r.press("Next")
	if r.closes() {
		t.Fatal("it does not wait")
	}
	close(hold)
	r.until("it is stored", func() bool { return w.paste.stop == nil })
	r.clock.forward(paintTime)
	if !r.frame.(*frame).closed {
		t.Error("it is not closed")
	}
}

// Whoever goes at once leaves nothing on the clipboard.
func TestClosingTheWindowRightAfterStoringClearsTheClipboard(t *testing.T) {
	r := newRig(t, someState())
	s, _ := r.naming()
	r.clip.SetContent(madeUp("openai", "project"))
	s.forward()
	r.until("it is stored", func() bool { return s.at == setupDone })
	if !r.closes() || r.clip.Content() != "" {
		t.Errorf("closed: %v, %d characters on the clipboard", r.frame.(*frame).closed, len(r.clip.Content()))
	}
}
