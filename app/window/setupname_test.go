package window

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestTheNameStepIsFilledIn(t *testing.T) {
	st := someState()
	st.Settings = []api.Setting{{Key: settingDue, Value: "2"}, {Key: settingOverdue, Value: "5"}}
	r := newRig(t, st)
	s, p := r.naming()
	if p.name.Text != "OpenAI" || p.env.Text != "OPENAI_API_KEY" || p.created.Text != "21 Nov 2026" || p.expires.Text != "" {
		t.Errorf("name %q, variable %q, created %q, ends %q", p.name.Text, p.env.Text, p.created.Text, p.expires.Text)
	}
	if p.due.Selected != "2 months" || p.over.Selected != "5 months" {
		t.Errorf("rotate between %q and %q", p.due.Selected, p.over.Selected)
	}
	r.Sees("Today", "21 Jan 2027", "Window opens", "21 Apr 2027", "OpenAI ends it on", "At most 365 days at OpenAI.", "Store key")
	if r.Focused() != fyne.Focusable(p.name) || p.name.SelectedText() != "OpenAI" {
		t.Error("the proposed name is not ready to be replaced")
	}
	r.change(func(st *api.State) { st.Keys[0].Name = "openai" })
	s.back()
	s.forward()
	if p.name.Text != "OpenAI 2" {
		t.Errorf("the name is %q", p.name.Text)
	}
	p.used.entry.SetText("Obsidian")
	p.used.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.name.Text != "OpenAI Obsidian" || s.at != setupName {
		t.Errorf("the name is %q", p.name.Text)
	}
	p.name.SetText("mine")
	p.env.SetText("MINE")
	s.back()
	s.takes(madeUp("openai", "admin"))
	s.forward()
	if p.name.Text != "mine" || p.env.Text != "MINE" {
		t.Errorf("name %q, variable %q", p.name.Text, p.env.Text)
	}
}

func TestTheNameStepTakesOverWhatTheCheckTold(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes("MY_KEY=" + madeUp("openai", "project"))
	a := accepted()
	a.Account, a.Scopes, a.Expires = "acme-labs", "models.read", onDay("2027-04-30")
	r.answers(s, a)
	s.forward()
	p := s.steps[setupName].(*nameStep)
	if p.account.Text != "acme-labs" || p.scopes.Text != "models.read" || p.expires.Text != "30 Apr 2027" || p.env.Text != "MY_KEY" {
		t.Errorf("account %q, scopes %q, ends %q, variable %q", p.account.Text, p.scopes.Text, p.expires.Text, p.env.Text)
	}
	r.Sees("30 Apr 2027", "Ends at OpenAI")
}

func TestTheBarFollowsTheDates(t *testing.T) {
	r := newRig(t, someState())
	_, p := r.naming()
	p.created.SetText("2026-08-19")
	r.Sees("19 Aug", "19 Nov", "94 d", "3 months old")
	p.due.SetSelected("8 months")
	if p.over.Selected != "9 months" {
		t.Errorf("it is overdue after %q", p.over.Selected)
	}
	p.over.SetSelected("1 month")
	if p.due.Selected != "1 month" || p.over.Selected != "2 months" {
		t.Errorf("rotate between %q and %q", p.due.Selected, p.over.Selected)
	}
	p.created.SetText("2026-0")
	r.Sees("19 Aug") // no date yet
	p.expires.SetText("1.6.2027")
	p.created.SetText("21 November 2026")
	r.Sees("1 Jun 2027", "Ends at OpenAI")
}

func TestAProviderMaySuggestARotationWindow(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.draft.provider.Window = provider.Window{DueAfter: 2, OverdueAfter: 3}
	s.takes(madeUp("openai", "project"))
	s.forward()
	p := s.steps[setupName].(*nameStep)
	if p.due.Selected != "2 months" || p.over.Selected != "3 months" {
		t.Errorf("rotate between %q and %q", p.due.Selected, p.over.Selected)
	}
	s.forward()
	r.UntilAsked("add OpenAI")
	r.Until("it is stored", func() bool { return s.at == setupDone })
	if got := r.Service.Added[0]; got.DueAfter != 0 || got.OverdueAfter != 0 {
		t.Errorf("the key has a window of its own: %+v", got)
	}
}

func TestAWindowThatThePersonChoseForTheProviderIsProposed(t *testing.T) {
	st := someState()
	st.Settings = []api.Setting{{Key: settingDue, Value: "3"}, {Key: settingOverdue, Value: "6"}, {Key: settingProvider + "openai", Value: "4-8"}}
	r := newRig(t, st)
	s, p := r.naming()
	if p.due.Selected != "4 months" || p.over.Selected != "8 months" {
		t.Errorf("rotate between %q and %q", p.due.Selected, p.over.Selected)
	}
	p.due.SetSelected("5 months")
	if wrong, _ := p.read(); wrong != "" || s.draft.dueAfter != 5 || s.draft.overdueAfter != 8 {
		t.Errorf("another one is read as %d and %d, %s", s.draft.dueAfter, s.draft.overdueAfter, wrong)
	}
}

func TestStoringSendsWhatWasTyped(t *testing.T) {
	r := newRig(t, someState())
	key := madeUp("openai", "project")
	r.Clip.SetContent("'" + key + "'\n")
	s, p := r.naming()
	p.name.SetText("")
	test.Type(p.name, " meeting notes ")
	p.used.set([]string{"Obsidian"})
	test.Type(p.used.entry, "~/notes/.env") // Enter was not pressed
	p.scopes.SetText("models and chat")
	p.limit.SetText("10 USD")
	p.account.SetText("personal")
	p.tags.SetText("home, notes")
	p.notes.SetText("a note")
	p.created.SetText("19 Aug 2026")
	p.expires.SetText("30 Apr 2027")
	p.due.SetSelected("2 months")
	p.over.SetSelected("4 months")
	p.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.UntilAskedAll("check openai", "add meeting notes")
	r.Until("it is stored", func() bool { return s.at == setupDone })
	r.Clock.Forward(paintTime)

	got := r.Service.Added[0]
	if got.Secret.Len() != 0 || r.Service.Secrets[1] != key {
		t.Error("another value was sent, or its copy is not wiped")
	}
	got.Secret = secret.Value{}
	want := api.AddRequest{Name: "meeting notes", Verified: accepted().Verified, Details: api.Details{
		Provider: "openai", Kind: "project", Env: "OPENAI_API_KEY", Account: "personal", Tags: []string{"home", "notes"},
		UsedBy: []string{"Obsidian", "~/notes/.env"}, Notes: "a note", Scopes: "models and chat", Limit: "10 USD",
		Created: onDay("2026-08-19"), Expires: onDay("2027-04-30"), DueAfter: 2, OverdueAfter: 4,
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if s.hasKey() || r.Clip.Content() != "" {
		t.Error("the value is left in the window or on the clipboard")
	}
	r.hides(key)
	r.Sees("Stored in GNOME Keyring. Clipboard cleared.")
	if r.Key(fyne.KeyEscape); r.win.page != page(r.win.keys) {
		t.Error("Escape does not leave the last step")
	}
}

func TestTheClipboardIsClearedOnlyOfTheKeyItself(t *testing.T) {
	key := madeUp("openai", "project")
	for content, want := range map[string]string{
		key: "", " " + key + "\n": "", "export A=" + key: "", "something else": "something else", key + "x": key + "x", "": "",
	} {
		r := newRig(t, someState())
		s, _ := r.naming()
		r.Clip.SetContent(content)
		s.forward()
		r.Until("it is stored", func() bool { return s.at == setupDone })
		if got := r.Clip.Content(); got != content {
			t.Error("the clipboard is looked at before the page is in sight")
		}
		r.Misses(wordsBoardCleared)
		r.Clock.Forward(paintTime)
		if got := r.Clip.Content(); got != want {
			t.Errorf("%d characters were on it, %d are left, want %d", len(content), len(got), len(want))
		}
		if cleared := want == "" && content != ""; cleared {
			r.Sees(wordsBoardCleared)
		} else {
			r.Misses(wordsBoardCleared)
		}
	}
	r := newRig(t, someState())
	s, _ := r.naming()
	r.Clip.SetContent(key)
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "The keychain refused."})
	s.forward()
	r.Until("it is refused", func() bool { return s.steps[setupName].(*nameStep).stop == nil })
	if r.Clip.Content() != key {
		t.Error("the clipboard is cleared of a key that is not stored")
	}
}

func TestARefusalKeepsEverything(t *testing.T) {
	for name, c := range map[string]struct {
		err  *api.Error
		sees []string
		then string
		page func(r *rig, s *setup) bool
	}{
		"a duplicate name": {err: &api.Error{Kind: api.Refused, Text: `A key named "chat-app" exists. Choose another name.`}, sees: []string{`A key named "chat-app" exists.`}},
		"the same value": {
			err:  &api.Error{Kind: api.Refused, Reason: api.SameValue, Key: "obsidian", Text: `You have this value already, as "Obsidian notes". Use that key.`},
			sees: []string{"You already keep this key as", "Obsidian notes"}, then: "Show it",
			page: func(r *rig, _ *setup) bool { return r.win.keys.list.selected == "obsidian" },
		},
		"a locked file": {
			err: &api.Error{Kind: api.Locked, Text: "The encrypted file is locked."}, sees: []string{"The encrypted file is locked."}, then: "Unlock…",
			page: func(r *rig, s *setup) bool { _, is := r.win.page.(*unlockPage); return is && s.hasKey() },
		},
	} {
		r := newRig(t, someState())
		if c.err.Kind == api.Locked {
			r.change(func(st *api.State) { st.Keychain = inFile(api.KeychainOK) })
		}
		s, p := r.naming()
		p.name.SetText("chat-app")
		r.Service.Fail(c.err)
		s.forward()
		if _, ready := p.next(); ready {
			t.Errorf("%s: it can be stored twice", name)
		}
		r.Sees("Storing…")
		r.Until("it is refused", func() bool { return p.stop == nil })
		r.Sees(append(c.sees, "Store key")...)
		if !s.hasKey() || p.name.Text != "chat-app" || s.at != setupName {
			t.Errorf("%s: what was typed is lost", name)
		}
		if c.then != "" {
			if r.Press(c.then); !c.page(r, s) {
				t.Errorf("%s: %s leads to %T", name, c.then, r.win.page)
			}
		}
	}
}

func TestEscapeStopsStoring(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	s.forward()
	r.UntilAskedAll("check openai", "add OpenAI")
	r.Key(fyne.KeyEscape)
	r.Until("it has stopped", func() bool { return p.stop == nil })
	r.Sees(wordsStopped)
	if !s.hasKey() || s.at != setupName {
		t.Error("the value is lost")
	}
}

func TestTheNameStepRefusesWhatMakesNoSense(t *testing.T) {
	for _, c := range []struct {
		fill func(p *nameStep)
		want string
		at   func(p *nameStep) fyne.Focusable
	}{
		{func(p *nameStep) { p.name.SetText(" ") }, "The key needs a name.", func(p *nameStep) fyne.Focusable { return p.name }},
		{func(p *nameStep) { p.created.SetText("31/12") }, "Created is not a date like 21 Nov 2026.", func(p *nameStep) fyne.Focusable { return p.created }},
		{func(p *nameStep) { p.expires.SetText("30 Feb 2027") }, "The end is not a date like 21 Nov 2026.", func(p *nameStep) fyne.Focusable { return p.expires }},
		{func(p *nameStep) { p.created.SetText("22 Nov 2026") }, "The key cannot be younger than today.", func(p *nameStep) fyne.Focusable { return p.created }},
		{func(p *nameStep) { p.expires.SetText("21 Nov 2026") }, wordsEndsToday, func(p *nameStep) fyne.Focusable { return p.expires }},
		{func(p *nameStep) { p.expires.SetText("20 Nov 2026") }, "The key cannot end before it was made.", func(p *nameStep) fyne.Focusable { return p.expires }},
	} {
		r := newRig(t, someState())
		s, p := r.naming()
		before := len(r.Service.Asked())
		c.fill(p)
		s.forward()
		r.Sees(c.want)
		if slices.Contains(r.Service.Asked()[before:], "add OpenAI") || r.Focused() != c.at(p) || !s.hasKey() {
			t.Errorf("%s: asked %q, focus %T", c.want, r.Service.Asked(), r.Focused())
		}
	}
}

func TestMoreFieldsOpen(t *testing.T) {
	r := newRig(t, someState())
	_, p := r.naming()
	r.Misses("Spending limit")
	r.Press("More")
	r.Sees("What it may do", "Spending limit", "Account", "Tags", "Notes")
	r.Press("Set it")
	r.Until("the page is opened", func() bool { return slices.Contains(r.Service.Asked(), "open "+p.s.draft.provider.Links.Limits) })
	r.Press("Less")
	r.Misses("Spending limit")
}

func TestPlacesAreChips(t *testing.T) {
	r := newRig(t, someState())
	_, p := r.naming()
	enter := func(text string) {
		test.Type(p.used.entry, text)
		p.used.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	enter("Obsidian")
	enter("Obsidian")
	enter("/home/mara/a/very/long/way/to/a/file/.env")
	if want := []string{"Obsidian", "/home/mara/a/very/long/way/to/a/file/.env"}; !slices.Equal(p.used.all, want) {
		t.Errorf("got %q", p.used.all)
	}
	r.Sees("Obsidian", "/home/mara/a/v…", "/file/.env")
	p.used.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	p.used.remove("Obsidian")
	if len(p.used.all) != 0 {
		t.Errorf("got %q", p.used.all)
	}
}

func TestADayCanBeChosen(t *testing.T) {
	r := newRig(t, someState())
	_, p := r.naming()
	test.Tap(p.created.Open)
	if r.over() != 1 {
		t.Fatal("there is no calendar")
	}
	r.Sees("November 2026")
	r.Key(fyne.KeyEscape)
	if r.over() != 0 || r.win.page != page(p.s) {
		t.Error("Escape does not close the calendar alone")
	}
	test.Tap(p.created.Open)
	for _, o := range r.Roots() {
		windowtest.Walk(o, func(o fyne.CanvasObject, visible bool) {
			if b, ok := o.(*kit.DayButton); ok && visible && b.Text == "3" && r.over() == 1 {
				test.Tap(b)
			}
		})
	}
	if p.created.Text != "3 Nov 2026" || r.over() != 0 {
		t.Errorf("the day is %q", p.created.Text)
	}
}

func TestPlaceNames(t *testing.T) {
	for place, want := range map[string]string{
		"Obsidian": "Obsidian", "~/notes/scripts/.env": "scripts", "~/.env": ".env", `C:\work\bot\.env`: "bot", "./x": "x", "n8n on home server": "n8n on home server",
	} {
		if got := placeName(place); got != want {
			t.Errorf("%q: got %q, want %q", place, got, want)
		}
	}
}

func TestTheDayAKeyWasMadeIsExplainedWholeInGerman(t *testing.T) {
	windowtest.InGerman(t)
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.pasting("openai")
	s.draft.already = true
	s.takes(madeUp("openai", "project"))
	r.answers(s, accepted())
	s.forward()
	r.Sees("Today, or when it was made")
}

// Looking through all keys for each number that is taken would take minutes.
func TestANameIsProposedAtOnceWhereManyAreTaken(t *testing.T) {
	st := someState()
	st.Keys = manyKeys(50_000)
	for i := range st.Keys {
		st.Keys[i].Name = "openai"
		if i > 0 {
			st.Keys[i].Name = fmt.Sprint("openai ", i+1)
		}
	}
	r := newRig(t, st)
	s := r.win.openSetup()
	s.draft.provider, _ = r.win.catalogue().ByID("openai")
	began := time.Now()
	s.name.propose()
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	if got := s.name.name.Text; got != "OpenAI 50001" {
		t.Errorf("it proposes %q", got)
	}
}
