package window

import (
	"testing"
	"time"

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
		gone := r.Closes()
		if gone != (c.asks == "") {
			t.Errorf("%s: the window is gone: %v", name, gone)
			continue
		}
		if gone {
			continue
		}
		r.Sees(c.asks, "Throw away", "Keep going")
		if r.Closes() || r.over() != 1 {
			t.Errorf("%s: closing it twice: %d questions", name, r.over())
		}
		r.Key(fyne.KeyEscape)
		if r.Frame.Closed || r.over() != 0 {
			t.Errorf("%s: Keep going does not", name)
		}
		r.Closes()
		if r.Press("Throw away"); !r.Frame.Closed {
			t.Errorf("%s: Throw away does not close it", name)
		}
	}
}

func TestClosingTheWindowWaitsForAKeyThatIsBeingStored(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	r.Clip.SetContent(madeUp("openai", "project"))
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold = hold })
	s.forward()
	if r.Closes() {
		t.Fatal("it does not wait")
	}
	r.Sees(wordsClosesStored)
	close(hold)
	r.Until("it has ended", func() bool { return p.stop == nil })
	r.Clock.Forward(paintTime)
	if closed := r.Frame.Closed; !closed || r.Clip.Content() != "" {
		t.Errorf("closed: %v, %d characters on the clipboard", closed, len(r.Clip.Content()))
	}
}

func TestAWindowStaysIfTheKeyIsNotStored(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	hold := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold = hold
		r.Service.Err = &api.Error{Kind: api.Failed, Text: "The keychain refused."}
	})
	s.forward()
	if r.Closes() {
		t.Fatal("it does not wait")
	}
	close(hold)
	r.Until("it has ended", func() bool { return p.stop == nil })
	r.Clock.Forward(paintTime)
	r.Sees("The keychain refused.")
	if r.Frame.Closed || !s.hasKey() {
		t.Error("the key is lost with the window")
	}
}

func TestAPersonNeedNotWaitForAKeychainThatHangs(t *testing.T) {
	r := newRig(t, someState())
	s, _ := r.naming()
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	s.forward()
	r.Closes()
	r.Closes()
	r.Sees("Throw away the pasted key?")
	if r.Press("Throw away"); !r.Frame.Closed {
		t.Error("it is not closed")
	}
}

func TestClosingTheWindowWaitsForARotation(t *testing.T) {
	r := newRig(t, someState())
	w := r.pastesNew()
	r.Clock.Forward(time.Second) // the click is not the second of two
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold = hold })
	r.Press("Next")
	if r.Closes() {
		t.Fatal("it does not wait")
	}
	close(hold)
	r.Until("it is stored, and the window closed", func() bool { return w.paste.stop == nil && r.Frame.Closed })
}

// Whoever goes at once leaves nothing on the clipboard.
func TestClosingTheWindowRightAfterStoringClearsTheClipboard(t *testing.T) {
	r := newRig(t, someState())
	s, _ := r.naming()
	r.Clip.SetContent(madeUp("openai", "project"))
	s.forward()
	r.Until("it is stored", func() bool { return s.at == setupDone })
	if !r.Closes() || r.Clip.Content() != "" {
		t.Errorf("closed: %v, %d characters on the clipboard", r.Frame.Closed, len(r.Clip.Content()))
	}
}

// What changes something is not cut off half-way, wherever it was begun.
func TestClosingTheWindowWaitsForWhatWasBegun(t *testing.T) {
	for name, begin := range map[string]func(r *rig){
		"a passphrase": func(r *rig) { r.changesPassphrase() },
		"a move": func(r *rig) {
			r.win.openMove(api.StoreSystem)
			r.Press("Move")
		},
		"a fix": func(r *rig) { r.doctor(); r.Press("Move them there") },
		"a rotation": func(r *rig) {
			r.rotatingAt(api.StepRevoke)
			r.win.page.(*rotateWizard).revoke.revoke(endedByHand, r.win.state.Keys[0])
		},
	} {
		r := newRig(t, someState())
		hold := make(chan struct{})
		r.Service.Set(func() { r.Service.Hold = hold })
		begin(r)
		if r.Closes() {
			t.Errorf("%s: the window does not wait", name)
			continue
		}
		r.Sees("The window closes as soon as what you began is done.")
		close(hold)
		r.Until("it is closed", func() bool { return r.Frame.Closed })
	}
}

// Each call here is told to the service, and its answer waits in the queue.
func TestClosingTheWindowWaitsForAnAnswer(t *testing.T) {
	for name, begin := range map[string]func(r *rig){
		"a deletion": func(r *rig) { k, _ := r.win.key("chat"); r.win.delete(k) },
		"a restored key": func(r *rig) {
			r.win.restore("old", func(error) {})
		},
		"a tick": func(r *rig) { r.rotatingAt(api.StepPlaces).places.tick("~/app/.env", true) },
		"a place": func(r *rig) {
			w := r.rotatingAt(api.StepPlaces)
			w.places.field.SetText("raycast")
			w.places.addPlace()
		},
		"a setting": func(r *rig) { r.win.set(settingClearAfter, "45s", func(api.Setting, error) {}) },
		"a silence": func(r *rig) { r.win.snooze("chat", 24*60*60e9) },
		"a leak": func(r *rig) {
			r.win.Open(api.View{Name: api.ViewLeaked, Key: "chat"})
			r.win.page.(*leakedPage).expose("chat")
		},
		"a provider": func(r *rig) { r.own(); r.typed("Acme"); r.Press("Next") },
	} {
		r := newRig(t, someState())
		begin(r)
		if r.Closes() {
			t.Errorf("%s: the window does not wait", name)
		}
	}
}

// Who closed the window sees why it stays.
func TestAWindowStaysIfWhatWasBegunFails(t *testing.T) {
	r := newRig(t, someState())
	k, _ := r.win.key("chat")
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The disk is full."})
	r.win.delete(k)
	r.Closes()
	r.UntilSees("The disk is full.")
	if r.Frame.Closed {
		t.Error("the window is gone")
	}
}
