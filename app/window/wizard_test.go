package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// send gives a shortcut to what has the focus, or to the window, as the driver does.
func (r *rig) send(s fyne.Shortcut) {
	if f, takes := r.focused().(fyne.Shortcutable); takes {
		f.TypedShortcut(s)
		return
	}
	r.win.pageShortcut(s)
}

// altLeft presses Alt and Left.
func (r *rig) altLeft() {
	r.send(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
}

// pastes presses Ctrl V with a text on the clipboard.
func (r *rig) pastes(text string) {
	clip := test.NewClipboard()
	clip.SetContent(text)
	r.send(&fyne.ShortcutPaste{Clipboard: clip})
}

// tabs goes through all that can have the focus, from where it is.
func (r *rig) tabs() (all []fyne.Focusable) {
	first := r.focused()
	for f := first; len(all) < 50; {
		all = append(all, f)
		r.frame.Canvas().FocusNext()
		if f = r.focused(); f == first {
			break
		}
	}
	return all
}

// labels are the texts of the buttons among what can have the focus.
func labels(all []fyne.Focusable) (texts []string) {
	for _, f := range all {
		if b, is := f.(*kit.Button); is {
			texts = append(texts, b.Text)
		}
	}
	return texts
}

func TestTheRailSaysWhereOneIs(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Resize(setupSize)
	s := r.setup()
	r.sees("Add a key", "Provider", "Get the key", "Paste it", "Name and rotation", "Next", "Cancel")
	r.misses("Step 1", "Back", "Done")
	states := func() (all []string) {
		for _, m := range s.rail.marks {
			all = append(all, m.disc.State)
		}
		return all
	}
	if got := states(); got[0] != kit.DiscCurrent || got[1] != kit.DiscAhead {
		t.Errorf("at first: %q", got)
	}
	r.key(fyne.KeyReturn)
	if got := states(); got[0] != kit.DiscDone || got[1] != kit.DiscCurrent || got[3] != kit.DiscAhead {
		t.Errorf("after Next: %q", got)
	}
	r.sees("Back")
	r.frame.Resize(fyne.NewSize(599, 640))
	r.sees("Step 2 of 4 · Get the key")
	r.misses("Add a key")
	r.frame.Resize(fyne.NewSize(600, 640))
	r.misses("Step 2 of 4")
}

func TestTheSetupIsDoneWithTheKeyboardAlone(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	if r.focused() != fyne.Focusable(s.provider.search) {
		t.Fatalf("%T has the focus first", r.focused())
	}
	r.typed("openai")
	r.key(fyne.KeyReturn)
	r.sees("Create a key at OpenAI")
	r.key(fyne.KeyReturn)
	r.untilAsked("open https://platform.openai.com/api-keys")
	r.key(fyne.KeyReturn)
	r.sees("Paste the key")
	r.altLeft()
	r.sees("Create a key at OpenAI")
	r.altLeft()
	r.sees(wordsWho)
	if s.provider.search.Text != "openai" || r.focused() != fyne.Focusable(s.provider.search) {
		t.Errorf("back in step 1 the search is %q, and %T has the focus", s.provider.search.Text, r.focused())
	}
	r.altLeft()
	r.sees(wordsWho)
	r.key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Error("Esc does not leave a setup with nothing in it")
	}
}

func TestTabGoesThroughAStepAndItsButtons(t *testing.T) {
	r := newRig(t, someState())
	r.getAt("openai")
	all := r.tabs()
	got := labels(all)
	want := []string{"Next", wordsHave, wordsLost, wordsSignUp, "Open platform.openai.com/api-keys", wordsCopyName, "Cancel", "Back"}
	for i, w := range want {
		found := false
		for _, g := range got {
			found = found || g == w
		}
		if !found {
			t.Errorf("%q (%d) cannot be reached: %q", w, i, got)
		}
	}
	for _, f := range all {
		if b, is := f.(*kit.Button); is {
			r.frame.Canvas().Focus(b)
			if !b.Focused {
				t.Errorf("%q does not show its focus", b.Text)
			}
		}
	}
}

func TestEscLeavesFromEverythingThatHasTheFocus(t *testing.T) {
	for name, open := range map[string]func(*rig){
		"step 1": func(r *rig) { r.setup() }, "step 2": func(r *rig) { r.getAt("openai") }, "an own provider": func(r *rig) { r.own() },
	} {
		r := newRig(t, someState())
		open(r)
		n := len(r.tabs())
		r.win.page.(*setup).escape()
		for i := range n {
			open(r)
			for range i {
				r.frame.Canvas().FocusNext()
			}
			what := r.focused()
			r.key(fyne.KeyEscape)
			if r.win.page != page(r.win.keys) {
				t.Errorf("%s: Esc on %T (%d) does not leave", name, what, i)
			}
		}
	}
}

func TestLeavingAsksOnlyIfSomethingIsLost(t *testing.T) {
	const key, typed = "Throw away the pasted key?", "Throw away what you typed?"
	for _, c := range []struct {
		name  string
		open  func(*rig)
		asks  string
		after bool // something is lost
	}{
		{"nothing", func(r *rig) { r.setup() }, "", false},
		{"a search", func(r *rig) { r.search("openai") }, "", false},
		{"a provider", func(r *rig) { r.getAt("openai") }, "", false},
		{"a name", func(r *rig) { r.own().get.own.name.SetText("Acme") }, typed, true},
		{"a key", func(r *rig) { r.pasted() }, key, true},
	} {
		r := newRig(t, someState())
		c.open(r)
		s := r.win.page.(*setup)
		r.press("Cancel")
		if c.asks == "" {
			if r.win.page != page(r.win.keys) || r.over() > 0 {
				t.Errorf("%s: Cancel asks, or stays", c.name)
			}
			continue
		}
		r.sees(c.asks, "Throw away", "Keep going")
		if b, is := r.focused().(*kit.Button); !is || b.Text != "Keep going" {
			t.Errorf("%s: the safe choice does not have the focus", c.name)
		}
		r.key(fyne.KeyReturn)
		if typed, pasted := s.has(); r.win.page != page(s) || !typed && !pasted {
			t.Errorf("%s: Keep going loses it", c.name)
		}
		r.key(fyne.KeyEscape)
		r.press("Throw away")
		if r.win.page != page(r.win.keys) || s.hasKey() || r.holds(typedSecret) {
			t.Errorf("%s: it is not thrown away", c.name)
		}
	}
}

func TestAnotherViewLeavesAndWipesOnlyAnEmptySetup(t *testing.T) {
	r := newRig(t, someState())
	r.getAt("openai")
	r.ctrl(fyne.KeyF)
	if r.win.page != page(r.win.keys) {
		t.Error("a setup without a key keeps the window")
	}
	s := r.pasted()
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys, Key: "chat"}, Serial: 3} })
	r.sees(wordsKeeps)
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewSettings}, Serial: 4} })
	if r.win.page != page(s) || !s.hasKey() {
		t.Error("the pasted key is gone")
	}
}

func TestAddingAKeyGoesOnWithTheOneThatIsSetUp(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasted()
	r.win.Open(api.View{Name: api.ViewSettings}) // lies over it
	r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewAdd}, Serial: 3} })
	if r.win.page != page(s) || !s.hasKey() {
		t.Fatal("the key that is being set up is gone, or not in sight")
	}
	r.misses(wordsKeeps)
	r.ctrl(fyne.KeyN)
	if r.win.page != page(s) || !s.hasKey() {
		t.Error("Ctrl N takes the pasted key away")
	}
}

func TestTheSettingsLeadBackToTheSetup(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	r.typed("Acme")
	for _, v := range []string{api.ViewSettings, api.ViewDoctor} {
		r.win.Open(api.View{Name: v})
	}
	r.key(fyne.KeyEscape)
	if r.win.page != page(s) || s.get.own.name.Text != "Acme" {
		t.Errorf("the page is %T", r.win.page)
	}
}

func TestCtrlNOpensTheSetup(t *testing.T) {
	r := newRig(t, someState())
	r.ctrl(fyne.KeyN)
	r.sees(wordsWho)
}

func TestAWindowForTheSetupAloneIsSmallUntilItEnds(t *testing.T) {
	for name, end := range map[string]func(*rig){
		"cancelled": func(r *rig) { r.key(fyne.KeyEscape) },
		"another":   func(r *rig) { r.win.Open(api.View{Name: api.ViewKeys}) },
	} {
		r := newRig(t, someState())
		view := api.View{Name: api.ViewAdd}
		p := r.win.p
		p.View = view
		r.win = New(t.Context(), p)
		r.win.Render(someState())
		r.win.Open(view)
		if got := r.frame.Canvas().Size(); got != setupSize {
			t.Fatalf("the window is %v", got)
		}
		r.win.Open(api.View{Name: api.ViewDoctor})
		if got := r.frame.Canvas().Size(); got != setupSize {
			t.Errorf("over the setup it is %v", got)
		}
		r.win.Open(view)
		end(r)
		if got := r.frame.Canvas().Size(); got != usual {
			t.Errorf("%s: afterwards it is %v", name, got)
		}
	}
}

// Who made the window larger keeps it so.
func TestASmallWindowThatWasResizedStaysAsItIs(t *testing.T) {
	r := newRig(t, someState())
	r.win.small = true
	r.setup()
	r.frame.Resize(fyne.NewSize(800, 600))
	r.key(fyne.KeyEscape)
	if got := r.frame.Canvas().Size(); got != fyne.NewSize(800, 600) {
		t.Errorf("it is %v", got)
	}
}
