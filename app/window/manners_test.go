package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
)

// button is the label of the button that has the focus.
func (r *rig) button() string {
	if b, is := r.focused().(*kit.Button); is {
		return b.Text
	}
	return ""
}

func TestEnterOpensThePageAndThenGoesOn(t *testing.T) {
	const opens = "Open platform.openai.com/api-keys"
	r := newRig(t, someState())
	r.frame.Resize(setupSize)
	s := r.getAt("openai")
	if got := r.button(); got != opens {
		t.Fatalf("%q has the focus", got)
	}
	r.key(fyne.KeyReturn)
	r.untilAsked("open https://platform.openai.com/api-keys")
	if got := r.button(); got != "Next" || s.at != setupGet {
		t.Errorf("then %q has the focus, in step %d", got, s.at)
	}
	r.key(fyne.KeyReturn)
	if s.at != setupPaste {
		t.Errorf("step %d", s.at)
	}
	r.altLeft()
	if got := r.button(); got != "Next" {
		t.Errorf("back again %q has the focus", got)
	}
	r.altLeft()
	s.provider.chooseID("anthropic")
	r.press("Next")
	if got := s.get.opens; r.focused() != fyne.Focusable(got) {
		t.Errorf("at another provider %q has the focus", r.button())
	}
	r.getFrom(provider.Provider{ID: "acme", Name: "Acme"})
	if got := r.button(); got != "Next" {
		t.Errorf("without a page %q has the focus", got)
	}
}

func TestWhatGetsTheFocusComesIntoSight(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Resize(fyne.NewSize(400, 480))
	sees := func(s *setup, o fyne.CanvasObject) {
		t.Helper()
		scroll := s.pages[s.at].(*container.Scroll)
		r.frame.Canvas().Focus(o.(fyne.Focusable))
		place, inside := placeIn(scroll.Content, o)
		if top := place.Y - scroll.Offset.Y; !inside || top < 0 || top+o.Size().Height > scroll.Size().Height {
			t.Errorf("%T is at %v of %v", o, top, scroll.Size().Height)
		}
	}
	s := r.getAt("openai")
	sees(s, s.get.fills)
	s, p := r.naming()
	sees(s, p.over)
	sees(s, p.env)
	r.win.done(s)
	s = r.own()
	sees(s, s.get.own.remember)
}

func TestACheckGoesOnWhileTheKeyIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		result string
		sees   string
	}{
		"accepted": {api.CheckAccepted, "Accepted by OpenAI just now"},
		"refused":  {api.CheckRejected, "OpenAI refused this key."},
	} {
		for _, way := range []string{"Next", "Back and Next"} {
			r := newRig(t, someState())
			s := r.pasting("openai")
			s.from = []int{setupGet}
			s.takes(madeUp("openai", "project"))
			hold := make(chan struct{})
			a := accepted()
			a.Result, a.Account, a.Text = c.result, "acme-labs", ""
			r.svc.set(func() { r.svc.hold, r.svc.checked = hold, a })
			r.press("Check")
			r.untilAsked("check openai")
			if way != "Next" {
				s.back()
				s.forward()
			}
			s.forward()
			if s.at != setupName {
				t.Fatalf("step %d", s.at)
			}
			close(hold)
			r.until("there is an answer", func() bool { return s.paste.check.stop == nil })
			r.sees(c.sees)
			if s.draft.checked.Result != c.result || s.name.account.Text != "acme-labs" {
				t.Errorf("%s, %s: the answer is %q", name, way, s.draft.checked.Result)
			}
		}
	}
}

func TestACheckOfAnotherProviderIsDropped(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("openai", "project"))
	hold := make(chan struct{})
	r.svc.set(func() { r.svc.hold, r.svc.checked = hold, accepted() })
	r.press("Check")
	r.untilAsked("check openai")
	other, _ := r.win.catalogue().ByID("anthropic")
	s.choose(other)
	close(hold)
	r.until("the copy that was sent is wiped", func() bool { return r.svc.given[0].Len() == 0 })
	s.turn(setupPaste)
	if s.draft.checked.Result != "" || s.paste.check.stop != nil {
		t.Error("its answer is taken")
	}
}

func TestWhatWentWrongIsTakenAwayWithItsCause(t *testing.T) {
	const wrong = "Created is not a date like 21 Nov 2026."
	r := newRig(t, someState())
	s, p := r.naming()
	p.created.SetText("31/12")
	s.forward()
	r.sees(wrong)
	test.Type(p.name, "x")
	r.sees(wrong) // that is not where it is
	p.created.SetText("31/12/")
	r.misses(wrong)

	r = newRig(t, someState())
	s, p = r.naming()
	r.svc.fail(&api.Error{Kind: api.Refused, Text: "A key of that name exists."})
	s.forward()
	r.until("it is refused", func() bool { return p.stop == nil })
	r.sees("A key of that name exists.")
	r.change(func(*api.State) {})
	r.sees("A key of that name exists.")
	test.Type(p.name, "x")
	r.misses("A key of that name exists.")
}

func TestTheErrorGoesWhenTheAgentComesBack(t *testing.T) {
	gone := &api.Error{Kind: api.NoAgent, Text: "Keytray is not running. Start it with: keytray"}
	r := newRig(t, someState())
	s, p := r.naming()
	r.svc.fail(gone)
	s.forward()
	r.until("it is refused", func() bool { return p.stop == nil })
	r.sees("The agent has ended. Start it again, then try once more.")
	r.misses("Start it with")
	r.win.Lost(gone)
	r.sees("The agent has ended. Start it again, then try once more.")
	r.win.Render(someState())
	r.misses("The agent has ended. Start it again, then try once more.")
}

func TestWhatWasSearchedForIsTheName(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	f := s.get.own
	if f.name.Text != "nobody at all" || f.name.SelectedText() != "nobody at all" {
		t.Errorf("the name is %q", f.name.Text)
	}
	if typed, _ := s.has(); typed {
		t.Error("it counts as typed")
	}
	r.altLeft()
	s.provider.search.SetText("nobody else")
	r.key(fyne.KeyReturn)
	if f.name.Text != "nobody else" {
		t.Errorf("the name is %q", f.name.Text)
	}
	f.name.SetText("Acme")
	r.altLeft()
	r.key(fyne.KeyReturn)
	if f.name.Text != "Acme" {
		t.Errorf("the name is %q", f.name.Text)
	}
	r = newRig(t, someState())
	s = r.setup()
	for _, c := range filler(30) { // typed, not pasted
		s.provider.search.TypedRune(c)
	}
	r.key(fyne.KeyReturn)
	if got := s.get.own.name.Text; s.at != setupGet || got != "" {
		t.Errorf("step %d, the name is %q", s.at, got)
	}
}

func TestEnterOpensAMenu(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	for _, f := range []fyne.Focusable{p.due, p.env.ActionItem.(fyne.Focusable)} {
		r.frame.Canvas().Focus(f)
		if r.key(fyne.KeyReturn); r.over() != 1 || s.at != setupName {
			t.Fatalf("%T: %d menus", f, r.over())
		}
		if _, is := r.focused().(*widget.PopUpMenu); !is {
			t.Errorf("%T has the focus", r.focused())
		}
		r.key(fyne.KeyEscape)
		if r.over() != 0 || r.win.page != page(s) {
			t.Errorf("%T: Esc closes more than the menu", f)
		}
	}
	r.frame.Canvas().Focus(p.env.ActionItem.(fyne.Focusable))
	if r.key(fyne.KeyEscape); r.over() != 1 {
		t.Error("Esc on the arrow does not ask to leave")
	}
}

func TestDatesThatAreRefusedAreNotDrawn(t *testing.T) {
	for _, day := range []string{"22 Nov 2026", "31 Dec 1999", "1 Jan 0001"} {
		r := newRig(t, someState())
		s, p := r.naming()
		r.sees("21 Feb 2027")
		p.created.SetText(day)
		r.sees("21 Feb 2027")
		r.misses("22 Feb 2027", "31 Mar 2000")
		before := len(r.svc.asked())
		s.forward()
		if p.stop != nil || slices.Contains(r.svc.asked()[before:], "add OpenAI") || r.focused() != fyne.Focusable(p.created) {
			t.Errorf("%s is taken", day)
		}
	}
}

func TestAKeyOfAnOddLengthCanBeStored(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	key := madeUp("openai", "project")
	before := s.paste.recognise
	s.paste.recognise = func(b []byte) provider.Finding {
		f := before(b)
		f.Problem, f.Lengths = provider.OddLength, []int{164, 132, 56}
		return f
	}
	s.takes(key)
	r.sees("It has 164 characters; such keys usually have 164, 132 or 56.", "Copy it again if you can.")
	s.takes(key[:len(key)-4] + "wxyz")
	if got := string(s.paste.field.value); got == key {
		t.Error("it does not take the place of another key")
	}
	if _, ready := s.paste.next(); !ready || s.draft.kind.ID != "project" {
		t.Errorf("Next is ready: %v, and the kind is %q", ready, s.draft.kind.ID)
	}
}

// A question is not answered behind its back.
func TestNothingIsFilledInBelowAQuestion(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.paste.watch.set(true)
	r.win.confirm("Is this a question?", "It is.", "Yes", func() {})
	r.copies(madeUp("openai", "project"))
	if s.hasKey() {
		t.Fatal("it takes a key")
	}
	r.key(fyne.KeyReturn)
	r.clock.forward(watchEvery)
	if !s.hasKey() {
		t.Error("afterwards it does not")
	}
}
