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
	if f, takes := r.Focused().(fyne.Shortcutable); takes {
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
	first := r.Focused()
	for f := first; len(all) < 50; {
		all = append(all, f)
		r.Frame.Canvas().FocusNext()
		if f = r.Focused(); f == first {
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
	r.Frame.Resize(setupSize)
	s := r.setup()
	r.Sees("Add a key", "Provider", "Get the key", "Paste it", "Name and rotation", "Next", "Cancel")
	r.Misses("Step 1", "Back", "Done")
	states := func() (all []string) {
		for _, m := range s.rail.marks {
			all = append(all, m.disc.State)
		}
		return all
	}
	if got := states(); got[0] != kit.DiscCurrent || got[1] != kit.DiscAhead {
		t.Errorf("at first: %q", got)
	}
	r.Key(fyne.KeyReturn)
	if got := states(); got[0] != kit.DiscDone || got[1] != kit.DiscCurrent || got[3] != kit.DiscAhead {
		t.Errorf("after Next: %q", got)
	}
	r.Sees("Back")
	r.Frame.Resize(fyne.NewSize(599, 640))
	r.Sees("Step 2 of 4 · Get the key")
	r.Misses("Add a key")
	r.Frame.Resize(fyne.NewSize(600, 640))
	r.Misses("Step 2 of 4")
}

func TestTheSetupIsDoneWithTheKeyboardAlone(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	if r.Focused() != fyne.Focusable(s.provider.search) {
		t.Fatalf("%T has the focus first", r.Focused())
	}
	r.typed("openai")
	r.Key(fyne.KeyReturn)
	r.Sees("Create a key at OpenAI")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("open https://platform.openai.com/api-keys")
	r.Key(fyne.KeyReturn)
	r.Sees("Paste the key")
	r.altLeft()
	r.Sees("Create a key at OpenAI")
	r.altLeft()
	r.Sees(wordsWho)
	if s.provider.search.Text != "openai" || r.Focused() != fyne.Focusable(s.provider.search) {
		t.Errorf("back in step 1 the search is %q, and %T has the focus", s.provider.search.Text, r.Focused())
	}
	r.altLeft()
	r.Sees(wordsWho)
	r.Key(fyne.KeyEscape)
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
			r.Frame.Canvas().Focus(b)
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
				r.Frame.Canvas().FocusNext()
			}
			what := r.Focused()
			r.Key(fyne.KeyEscape)
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
		r.Press("Cancel")
		if c.asks == "" {
			if r.win.page != page(r.win.keys) || r.over() > 0 {
				t.Errorf("%s: Cancel asks, or stays", c.name)
			}
			continue
		}
		r.Sees(c.asks, "Throw away", "Keep going")
		if b, is := r.Focused().(*kit.Button); !is || b.Text != "Keep going" {
			t.Errorf("%s: the safe choice does not have the focus", c.name)
		}
		r.Key(fyne.KeyReturn)
		if typed, pasted := s.has(); r.win.page != page(s) || !typed && !pasted {
			t.Errorf("%s: Keep going loses it", c.name)
		}
		r.Key(fyne.KeyEscape)
		r.Press("Throw away")
		if r.win.page != page(r.win.keys) || s.hasKey() || r.Holds(typedSecret) {
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
	r.Sees(wordsKeeps)
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
	r.Misses(wordsKeeps)
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
	r.Key(fyne.KeyEscape)
	if r.win.page != page(s) || s.get.own.name.Text != "Acme" {
		t.Errorf("the page is %T", r.win.page)
	}
}

func TestCtrlNOpensTheSetup(t *testing.T) {
	r := newRig(t, someState())
	r.ctrl(fyne.KeyN)
	r.Sees(wordsWho)
}

func TestAWindowForTheSetupAloneIsSmallUntilItEnds(t *testing.T) {
	for name, end := range map[string]func(*rig){
		"cancelled": func(r *rig) { r.Key(fyne.KeyEscape) },
		"another":   func(r *rig) { r.win.Open(api.View{Name: api.ViewKeys}) },
	} {
		r := newRig(t, someState())
		view := api.View{Name: api.ViewAdd}
		p := r.win.p
		p.View = view
		r.win = opened(t.Context(), p)
		r.win.Render(someState())
		r.win.Open(view)
		if got := r.Frame.Canvas().Size(); got != setupSize {
			t.Fatalf("the window is %v", got)
		}
		r.win.Open(api.View{Name: api.ViewDoctor})
		if got := r.Frame.Canvas().Size(); got != setupSize {
			t.Errorf("over the setup it is %v", got)
		}
		r.win.Open(view)
		end(r)
		if got := r.Frame.Canvas().Size(); got != usual {
			t.Errorf("%s: afterwards it is %v", name, got)
		}
	}
}

// Who made the window larger keeps it so.
func TestASmallWindowThatWasResizedStaysAsItIs(t *testing.T) {
	r := newRig(t, someState())
	r.win.small = true
	r.setup()
	r.Frame.Resize(fyne.NewSize(800, 600))
	r.Key(fyne.KeyEscape)
	if got := r.Frame.Canvas().Size(); got != fyne.NewSize(800, 600) {
		t.Errorf("it is %v", got)
	}
}

// The buttons of a wizard stay under the mouse, whatever else comes and goes: a click on
// Next, and on Next again, must not hit anything else.
func TestTheFootOfAWizardNeverMoves(t *testing.T) {
	for name, open := range map[string]func(*rig) (z *wizard, last int){
		"setup": func(r *rig) (*wizard, int) {
			s, _ := r.naming()
			return &s.wizard, setupDone
		},
		"rotation": func(r *rig) (*wizard, int) { return &r.rotating().wizard, rotateDone },
	} {
		for _, width := range []float32{400, 720, 980} {
			r := newRig(t, someState())
			r.Frame.Resize(fyne.NewSize(width, 640))
			z, last := open(r)
			corner := func() fyne.Position {
				return r.standsAt(z.onward).AddXY(z.onward.Size().Width, z.onward.Size().Height)
			}
			was := corner()
			stays := func(when string) {
				t.Helper()
				if at := corner(); at != was {
					t.Errorf("%s, %v wide: %s the button that goes on went from %v to %v", name, width, when, was, at)
				}
			}
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
			r.Sees("GNOME Keyring is locked.")
			stays("with the banner")
			if low := r.standsAt(r.win.banner.box).Y + r.win.banner.box.Size().Height; low > r.standsAt(z.footer).Y || low < r.standsAt(z.footer).Y-1 {
				t.Errorf("%s, %v wide: the banner ends at %v, the foot begins at %v", name, width, low, r.standsAt(z.footer).Y)
			}
			r.ButtonsFit(name)
			r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
			stays("without it")
			z.turn(last)
			stays("at the end")
		}
	}
}

// A page that comes after a wizard has the banner where it always is.
func TestTheBannerGoesOnToTheNextPage(t *testing.T) {
	r := newRig(t, someState())
	r.setup()
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
	r.Key(fyne.KeyEscape)
	r.Sees("GNOME Keyring is locked.")
	box := r.win.banner.box
	if low := r.standsAt(box).Y + box.Size().Height; low > r.standsAt(r.win.status.box).Y+1 || low < r.standsAt(r.win.status.box).Y-1 {
		t.Errorf("it ends at %v", low)
	}
	r.setup()
	r.Sees("GNOME Keyring is locked.")
}
