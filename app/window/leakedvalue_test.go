package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// leaks opens the question which key leaked, and pastes a value.
func (r *rig) leaks(value string) *leakedChoice {
	r.Helper()
	r.win.Open(api.View{Name: api.ViewLeaked})
	p, is := r.win.page.(*leakedChoice)
	if !is {
		r.Fatalf("the page is %T", r.win.page)
	}
	clip := test.NewClipboard()
	clip.SetContent(value)
	p.search.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	return p
}

func TestALeakedValueFindsItsKey(t *testing.T) {
	key := madeUp("openai", "project")
	r := newRig(t, someState())
	r.holding(map[string]api.Holding{key: {ID: "obsidian", Name: "Obsidian notes", Current: true}})
	p := r.leaks("export OPENAI_API_KEY='" + key + "'\n")
	r.UntilSees("This is the value of")
	r.Sees("Mark it as exposed")
	r.hides(key)
	if p.id != "obsidian" {
		t.Errorf("%q is chosen", p.id)
	}
	if len(r.Service.Asked()) > 0 {
		t.Errorf("it was asked %q before anybody said so", r.Service.Asked())
	}
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("expose obsidian")
	if l, is := r.win.page.(*leakedPage); !is || l.key.ID != "obsidian" {
		t.Errorf("the page is %T", r.win.page)
	}
}

func TestALeakedValueThatIsNotTheOneInUseSaysWhatItIs(t *testing.T) {
	key := madeUp("openai", "project")
	for name, c := range map[string]struct {
		by   api.Holding
		err  error
		says string
	}{
		"nobody's": {says: "None of your keys has this value."},
		"an old":   {by: api.Holding{ID: "obsidian", Name: "Obsidian notes"}, says: ", not the one in use."},
		"binned":   {by: api.Holding{ID: "gone", Name: "old launcher", Binned: true}, says: ", which is in the bin."},
		"locked":   {err: &api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."}, says: "GNOME Keyring is locked."},
	} {
		r := newRig(t, someState())
		r.Service.Set(func() { r.Service.Holds = func(string) (api.Holding, error) { return c.by, c.err } })
		p := r.leaks(key)
		r.UntilSees(c.says)
		r.hides(key)
		if p.search.Text != "" {
			t.Errorf("%s: %d characters are in the search", name, len(p.search.Text))
		}
		r.typed("cha")
		r.Misses(c.says) // it was about another thing
	}
}

// Without a keychain that can be asked, the end of the value still tells.
func TestALeakedValueFindsItsKeyByItsEnd(t *testing.T) {
	key := madeUp("openai", "project")
	r := newRig(t, someState())
	r.change(func(st *api.State) {
		st.Keys = append([]api.Key{}, st.Keys...)
		st.Keys[2].Hint = "sk-proj-…" + key[len(key)-4:]
	})
	r.Service.Set(func() {
		r.Service.Holds = func(string) (api.Holding, error) {
			return api.Holding{}, &api.Error{Kind: api.Locked, Text: "GNOME Keyring is locked."}
		}
	})
	p := r.leaks(key)
	r.UntilSees("GNOME Keyring is locked.")
	if want := r.win.state.Keys[2]; p.id != want.ID {
		t.Errorf("%q is chosen, want %q", p.id, want.ID)
	}
}

func TestTheRowsOfTheQuestionShowHowAValueEnds(t *testing.T) {
	r := newRig(t, someState())
	r.win.Open(api.View{Name: api.ViewLeaked})
	n := 0
	for _, k := range r.win.state.Keys {
		if _, tail := kit.Masked(k.Hint); tail != "" && r.Holds(kit.Tail(k.Hint)) {
			n++
		}
	}
	if n < 3 {
		t.Errorf("%d rows do, in: %s", n, r.Seen())
	}
}

// An answer of two lines does not move what is below it under the pointer.
func TestAnAnswerDoesNotMoveTheNextSteps(t *testing.T) {
	r := leakOf(t, "chat", exposes(""))
	r.Frame.Resize(usual)
	p := r.win.page.(*leakedPage)
	top := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(p.usage.box).Y }
	before := top()
	p.answer = "No answer from OpenAI. The connection to api.openai.com failed: no network can be reached from this computer."
	p.render(r.win.state)
	if lines := p.check.text.MinSize().Height / kit.NewLine("x", kit.SizeSmall, kit.ColorMuted).MinSize().Height; lines < 1.5 {
		t.Fatal("the answer takes one line: there is nothing to test")
	}
	if after := top(); after != before {
		t.Errorf("the next step moves from %v to %v", before, after)
	}
}
