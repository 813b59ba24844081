package window

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

var haveAlready = &api.Error{Kind: api.Refused, Reason: api.SameValue, Key: "obsidian", Text: `You have this value already, as "Obsidian notes". Use that key.`}

func TestARefusalIsOfOneValue(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	r.Service.Fail(haveAlready)
	s.forward()
	r.Until("it is refused", func() bool { return p.stop == nil })
	r.Sees("You already keep this key as")
	show := p.note.Said.Acts[0].Do
	s.back()
	s.forward()
	r.Misses("You already keep this key as")
	s.back()
	s.takes(madeUp("openai", "admin"))
	s.forward()
	if show(); r.win.page != page(s) || !s.hasKey() {
		t.Fatal("another value is thrown away without asking")
	}
	r.Sees("Throw away the pasted key?")
	r.Press("Throw away")
	if r.win.page != page(r.win.keys) || r.win.keys.list.selected != "obsidian" {
		t.Errorf("the page is %T, %q is selected", r.win.page, r.win.keys.list.selected)
	}
}

func TestNothingLeadsAwayFromStoring(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	s.forward()
	if r.altLeft(); s.at != setupName || !s.previous.Disabled() {
		t.Error("Back leads away while it is being stored")
	}
	s.at = setupPaste // whichever step is in sight
	s.escape()
	s.at = setupName
	if r.over() != 0 || r.win.page != page(s) {
		t.Error("Esc asks, or leaves, and it is stored all the same")
	}
	r.Until("it has stopped", func() bool { return p.stop == nil })
	if s.previous.Disabled() {
		t.Error("there is no way back after it has stopped")
	}
	if r.altLeft(); s.at != setupPaste {
		t.Error("Alt Left does not lead back")
	}
}

func TestWhoHasLeftHearsThatItIsNotStored(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold = hold })
	r.Service.Fail(errors.New("The keychain is gone."))
	s.forward()
	r.win.openKeys(filterAll, "")
	close(hold)
	r.Until("it has ended", func() bool { return p.stop == nil })
	r.Sees("The new key is not stored. The keychain is gone.")
}

// Whatever was put there while another value was being stored is not wiped with it.
func TestAnotherValueOutlivesTheOneThatIsStored(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	hold := make(chan struct{})
	r.Service.Set(func() { r.Service.Hold = hold })
	s.forward()
	another := madeUp("openai", "admin")
	s.paste.take(another)
	close(hold)
	r.Until("it has ended", func() bool { return p.stop == nil })
	if s.held() != another || s.at == setupDone {
		t.Error("another value is taken for the one that was stored")
	}
	r.Sees("Stored in GNOME Keyring.")
}

func TestAnAccountIsSentToItsProviderAlone(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("twilio")
	s.paste.check.account.SetText("AC0123456789")
	openai, _ := r.win.catalogue().ByID("openai")
	s.choose(openai)
	s.turn(setupPaste)
	s.takes(madeUp("openai", "project"))
	if s.draft.account != "" {
		t.Errorf("the account is %q", s.draft.account)
	}
	s.draft.account = "personal"
	r.answers(s, accepted())
	if got := r.Service.Checks[0].Account; got != "" {
		t.Errorf("%q is sent to who has no use for it", got)
	}
	for name, do := range map[string]func(){
		"switching":  func() { s.paste.switchTo(provider.Provider{ID: "anthropic"}) },
		"an answer":  func() { s.paste.answer(nil, openai) },
		"a new tile": func() { s.choose(provider.Provider{ID: "groq"}) },
	} {
		s.draft.provider, s.draft.account = provider.Provider{ID: "twilio"}, "AC0123456789"
		if do(); s.draft.account != "" {
			t.Errorf("%s keeps the account", name)
		}
	}
}

func TestLosingTheForegroundConcealsTheNewKey(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	key := madeUp("openai", "project")
	s.takes(key)
	s.paste.field.eye.Set(true)
	r.Sees(key[:20])
	r.win.Conceal()
	r.hides(key)
}

func TestTheUsualWindowIsLeftToTheSettingsOnceTheyAreKnown(t *testing.T) {
	for name, known := range map[string]bool{"answered": true, "no answer": false} {
		st := someState()
		st.Settings = []api.Setting{{Key: settingDue, Value: "3"}, {Key: settingOverdue, Value: "6"}}
		r := newRig(t, st)
		s, p := r.naming()
		p.known = known
		if wrong, _ := p.read(); wrong != "" {
			t.Fatal(wrong)
		}
		if got := s.draft.dueAfter == 0 && s.draft.overdueAfter == 0; got != known {
			t.Errorf("%s: rotate between %d and %d", name, s.draft.dueAfter, s.draft.overdueAfter)
		}
	}
}

func TestAChosenWindowStays(t *testing.T) {
	st := someState()
	st.Settings = []api.Setting{{Key: settingDue, Value: "2"}, {Key: settingOverdue, Value: "5"}}
	r := newRig(t, st)
	s, p := r.naming()
	p.due.SetSelected("3 months")
	if p.due.Selected != "3 months" {
		t.Errorf("the settings make it %q", p.due.Selected)
	}
	p.over.SetSelected("2 months")
	s.back()
	s.takes(madeUp("openai", "admin"))
	s.forward()
	if p.due.Selected != "1 month" || p.over.Selected != "2 months" {
		t.Errorf("rotate between %q and %q", p.due.Selected, p.over.Selected)
	}
}

func TestWhatWasEmptiedStaysEmpty(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	a := accepted()
	a.Scopes, a.Expires = "models.read", onDay("2027-04-30")
	r.answers(s, a)
	s.forward()
	p := s.steps[setupName].(*nameStep)
	p.expires.SetText("")
	p.scopes.SetText("")
	s.back()
	s.forward()
	if p.expires.Text != "" || p.scopes.Text != "" {
		t.Errorf("ends %q, scopes %q", p.expires.Text, p.scopes.Text)
	}
}

func TestStoringRenamesNothing(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	p.used.entry.SetText("Obsidian") // Enter was not pressed
	s.forward()
	r.Until("it is stored", func() bool { return s.at == setupDone })
	if got := r.Service.Added[0]; got.Name != "OpenAI" || !slices.Equal(got.UsedBy, []string{"Obsidian"}) {
		t.Errorf("stored as %q, used by %q", got.Name, got.UsedBy)
	}
}

func TestEnterThatIsHeldDownNeitherStoresNorLeaves(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	held := func() {
		t.Helper()
		at := s.at
		for range 50 {
			r.Clock.Forward(33 * time.Millisecond)
			r.Key(fyne.KeyReturn)
		}
		if s.at != at || r.win.page != page(s) || s.steps[setupName].(*nameStep).stop != nil {
			t.Fatalf("it goes on from step %d to %d", at, s.at)
		}
		r.Clock.Forward(kit.HeldFor)
	}
	r.Key(fyne.KeyReturn)
	held()
	p := s.steps[setupName].(*nameStep)
	r.Frame.Canvas().Focus(p.env)
	s.settle()
	held()
	r.Key(fyne.KeyReturn)
	r.Until("it is stored", func() bool { return s.at == setupDone })
	held()
	if r.Key(fyne.KeyReturn); r.win.page != page(r.win.keys) {
		t.Error("Enter does not end it any more")
	}
}

func TestOneQuestionAtATime(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	s.escape()
	s.escape()
	if r.over() != 1 {
		t.Fatalf("%d questions", r.over())
	}
	r.Frame.Canvas().Unfocus()
	r.Key(fyne.KeyEscape)
	if r.over() != 0 || !s.hasKey() || r.win.page != page(s) {
		t.Errorf("Esc without a focus leaves %d questions", r.over())
	}
	s.escape()
	r.Sees("Throw away the pasted key?")
}

func TestOnlyWebPagesAreOpened(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	r.Press("More")
	opens := func(address string) {
		s.draft.provider.Links.Limits = address
		p.openLimits()
		p.enter()
	}
	for _, address := range []string{"", "http://example.com/limits", "file:///etc/passwd"} {
		opens(address)
		if p.limits.Visible() {
			t.Errorf("%q can be opened", address)
		}
	}
	const page = "https://example.com/limits"
	opens(page) // last: what was opened before it is known by then
	opened := func() []string {
		return slices.DeleteFunc(r.Service.Asked(), func(c string) bool { return !strings.HasPrefix(c, "open ") })
	}
	r.Until("a page is opened", func() bool { return len(opened()) > 0 })
	if got := opened(); !slices.Equal(got, []string{"open " + page}) || !p.limits.Visible() {
		t.Errorf("it did %q", got)
	}
}

// What was typed is no more thrown away by another view than a value is.
func TestAnotherViewLeavesWhatWasTyped(t *testing.T) {
	for name, open := range map[string]func(*rig) *setup{
		"an own provider": func(r *rig) *setup { s := r.own(); r.typed("Acme"); return s },
		"a name":          func(r *rig) *setup { s, p := r.naming(); p.notes.SetText("a note"); return s },
	} {
		for what, ask := range map[string]func(*rig){
			"Ctrl F": func(r *rig) {
				r.send(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault})
			},
			"Ctrl 2": func(r *rig) {
				r.send(&desktop.CustomShortcut{KeyName: fyne.Key2, Modifier: fyne.KeyModifierShortcutDefault})
			},
			"the agent": func(r *rig) {
				r.change(func(st *api.State) { st.Show = api.Shown{View: api.View{Name: api.ViewKeys, Key: "chat"}, Serial: 9} })
			},
		} {
			r := newRig(t, someState())
			s := open(r)
			ask(r)
			if typed, _ := s.has(); r.win.page != page(s) || !typed {
				t.Errorf("%s, %s: it is gone", name, what)
			}
			r.Sees(wordsKeeps)
		}
	}
}

// A look that was due when another page came is not taken any more.
func TestALookThatIsDueIsNotTakenOutOfSight(t *testing.T) {
	for name, away := range map[string]func(r *rig, s *setup){
		"settings":      func(r *rig, _ *setup) { r.win.Open(api.View{Name: api.ViewSettings}) },
		"another step":  func(_ *rig, s *setup) { s.back() },
		"the next step": func(_ *rig, s *setup) { s.turn(setupName) },
	} {
		r := newRig(t, someState())
		s := r.pasting("openai")
		s.paste.watch.set(true)
		if r.Clock.Waiting() == 0 {
			t.Fatal("nobody looks")
		}
		away(r, s)
		r.copies(madeUp("openai", "project"))
		if s.hasKey() {
			t.Errorf("%s: it looks", name)
		}
	}
}

func TestTheHeadingOfTheNameStepIsNotCut(t *testing.T) {
	light := theme.VariantLight
	r := newRig(t, someState())
	test.ApplyTheme(t, windowtest.Larger{Theme: kit.Theme{Only: &light}})
	r.Frame.Resize(fyne.NewSize(400, 640))
	r.naming()
	if got := r.Seen(); strings.Contains(got, "…") || !strings.Contains(got, "Name it and set its clock") && !strings.Contains(got, "Name and clock") {
		t.Errorf("seen: %s", got)
	}
}
