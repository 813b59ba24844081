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
	if b, is := r.Focused().(*kit.Button); is {
		return b.Text
	}
	return ""
}

func TestEnterOpensThePageAndThenGoesOn(t *testing.T) {
	const opens = "Open platform.openai.com/api-keys"
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.getAt("openai")
	if got := r.button(); got != opens {
		t.Fatalf("%q has the focus", got)
	}
	r.Key(fyne.KeyReturn)
	r.UntilAsked("open https://platform.openai.com/api-keys")
	if got := r.button(); got != "Next" || s.at != setupGet {
		t.Errorf("then %q has the focus, in step %d", got, s.at)
	}
	r.Key(fyne.KeyReturn)
	if s.at != setupPaste {
		t.Errorf("step %d", s.at)
	}
	r.altLeft()
	if got := r.button(); got != "Next" {
		t.Errorf("back again %q has the focus", got)
	}
	r.altLeft()
	s.provider.chooseID("anthropic")
	r.Press("Next")
	if got := s.get.opens; r.Focused() != fyne.Focusable(got) {
		t.Errorf("at another provider %q has the focus", r.button())
	}
	r.getFrom(provider.Provider{ID: "acme", Name: "Acme"})
	if got := r.button(); got != "Next" {
		t.Errorf("without a page %q has the focus", got)
	}
}

func TestWhatGetsTheFocusComesIntoSight(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 480))
	sees := func(s *setup, o fyne.CanvasObject) {
		t.Helper()
		scroll := s.pages[s.at].(*container.Scroll)
		r.Frame.Canvas().Focus(o.(fyne.Focusable))
		place, inside := placeIn(scroll.Content, o)
		if top := place.Y - scroll.Offset.Y; !inside || top < 0 || top+o.Size().Height > scroll.Size().Height {
			t.Errorf("%T is at %v of %v", o, top, scroll.Size().Height)
		}
	}
	s := r.getAt("openai")
	sees(s, s.get.fills)
	s, p := r.naming()
	sees(s, p.over.ChoiceField)
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
			r.Service.Set(func() { r.Service.Hold, r.Service.Checked = hold, a })
			r.Press("Check")
			r.UntilAsked("check openai")
			if way != "Next" {
				s.back()
				s.forward()
			}
			s.forward()
			if s.at != setupName {
				t.Fatalf("step %d", s.at)
			}
			close(hold)
			r.Until("there is an answer", func() bool { return s.paste.check.stop == nil })
			r.Sees(c.sees)
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
	r.Service.Set(func() { r.Service.Hold, r.Service.Checked = hold, accepted() })
	r.Press("Check")
	r.UntilAsked("check openai")
	other, _ := r.win.catalogue().ByID("anthropic")
	s.choose(other)
	close(hold)
	r.Until("the copy that was sent is wiped", func() bool { return r.Service.Given[0].Len() == 0 })
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
	r.Sees(wrong)
	test.Type(p.name, "x")
	r.Sees(wrong) // that is not where it is
	p.created.SetText("31/12/")
	r.Misses(wrong)

	r = newRig(t, someState())
	s, p = r.naming()
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "A key of that name exists."})
	s.forward()
	r.Until("it is refused", func() bool { return p.stop == nil })
	r.Sees("A key of that name exists.")
	r.change(func(*api.State) {})
	r.Sees("A key of that name exists.")
	test.Type(p.name, "x")
	r.Misses("A key of that name exists.")
}

func TestTheErrorGoesWhenTheAgentComesBack(t *testing.T) {
	gone := &api.Error{Kind: api.NoAgent, Text: "Keytray is not running. Start it with: keytray"}
	r := newRig(t, someState())
	s, p := r.naming()
	r.Service.Fail(gone)
	s.forward()
	r.Until("it is refused", func() bool { return p.stop == nil })
	r.Sees("The agent has ended. Start it again, then try once more.")
	r.Misses("Start it with")
	r.win.Lost(gone)
	r.Sees("The agent has ended. Start it again, then try once more.")
	r.win.Render(someState())
	r.Misses("The agent has ended. Start it again, then try once more.")
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
	r.Key(fyne.KeyReturn)
	if f.name.Text != "nobody else" {
		t.Errorf("the name is %q", f.name.Text)
	}
	f.name.SetText("Acme")
	r.altLeft()
	r.Key(fyne.KeyReturn)
	if f.name.Text != "Acme" {
		t.Errorf("the name is %q", f.name.Text)
	}
	r = newRig(t, someState())
	s = r.setup()
	for _, c := range filler(30) { // typed, not pasted
		s.provider.search.TypedRune(c)
	}
	r.Key(fyne.KeyReturn)
	if got := s.get.own.name.Text; s.at != setupGet || got != "" {
		t.Errorf("step %d, the name is %q", s.at, got)
	}
}

func TestEnterOpensAMenu(t *testing.T) {
	r := newRig(t, someState())
	s, p := r.naming()
	for _, f := range []fyne.Focusable{p.due.ChoiceField, p.env.ActionItem.(fyne.Focusable)} {
		r.Frame.Canvas().Focus(f)
		if r.Key(fyne.KeyReturn); r.over() != 1 || s.at != setupName {
			t.Fatalf("%T: %d menus", f, r.over())
		}
		if _, is := r.Focused().(*widget.PopUpMenu); !is {
			t.Errorf("%T has the focus", r.Focused())
		}
		r.Key(fyne.KeyEscape)
		if r.over() != 0 || r.win.page != page(s) {
			t.Errorf("%T: Esc closes more than the menu", f)
		}
	}
	r.Frame.Canvas().Focus(p.env.ActionItem.(fyne.Focusable))
	if r.Key(fyne.KeyEscape); r.over() != 1 {
		t.Error("Esc on the arrow does not ask to leave")
	}
}

func TestDatesThatAreRefusedAreNotDrawn(t *testing.T) {
	for _, day := range []string{"22 Nov 2026", "31 Dec 1999", "1 Jan 0001"} {
		r := newRig(t, someState())
		s, p := r.naming()
		r.Sees("21 Feb 2027")
		p.created.SetText(day)
		r.Sees("21 Feb 2027")
		r.Misses("22 Feb 2027", "31 Mar 2000")
		before := len(r.Service.Asked())
		s.forward()
		if p.stop != nil || slices.Contains(r.Service.Asked()[before:], "add OpenAI") || r.Focused() != fyne.Focusable(p.created) {
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
	r.Sees("It has 164 characters; such keys usually have 164, 132 or 56.", "Copy it again if you can.")
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
	r.Key(fyne.KeyReturn)
	r.Clock.Forward(watchEvery)
	if !s.hasKey() {
		t.Error("afterwards it does not")
	}
}
