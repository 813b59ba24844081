package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
)

// own is the second step for something else.
func (r *rig) own() *setup {
	r.Helper()
	s := r.search("nobody at all")
	r.Key(fyne.KeyReturn)
	if !s.get.asks() {
		r.Fatalf("step %d does not ask who it is", s.at)
	}
	return s
}

func TestSomethingElseAsksWhoItIsAndTakesNoAnswer(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	r.Sees(wordsOwn, wordsOwnWhy, "Remember this provider")
	if r.Focused() != fyne.Focusable(s.get.own.name) {
		t.Errorf("%T has the focus", r.Focused())
	}
	r.Key(fyne.KeyReturn)
	if s.at != setupPaste || s.draft.provider.ID != provider.Other || len(r.Service.Asked()) > 0 {
		t.Errorf("step %d, provider %q, asked %q", s.at, s.draft.provider.ID, r.Service.Asked())
	}
}

func TestWhatIsSaidOfAnotherProviderGoesWithTheKey(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	r.typed("Acme Cloud")
	s.get.own.env.SetText("ACME_KEY")
	r.Key(fyne.KeyReturn)
	p := s.draft.provider
	if s.at != setupPaste || p.ID != provider.Other || p.Name != "Acme Cloud" || p.Variable("") != "ACME_KEY" {
		t.Errorf("step %d, provider %+v", s.at, p)
	}
	r.altLeft()
	if s.get.own.name.Text != "Acme Cloud" || s.get.own.env.Text != "ACME_KEY" {
		t.Error("what was typed is lost")
	}
}

func TestAProviderToRememberIsAddedFirst(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	f := s.get.own
	f.name.SetText("Acme Cloud")
	f.page.SetText("https://acme.example/keys")
	f.env.SetText("ACME_KEY")
	f.starts.SetText("acme.")
	f.remember.SetChecked(true)
	r.Press("Next")
	r.Sees("Adding…")
	r.Until("it is added", func() bool { return s.at == setupPaste })
	want := api.Provider{Name: "Acme Cloud", Console: "https://acme.example/keys", Env: "ACME_KEY", Pattern: `acme\.[A-Za-z0-9_-]{10,}`}
	if got := r.Service.Providers; len(got) != 1 || got[0] != want {
		t.Errorf("got %+v", got)
	}
	if p := s.draft.provider; p.ID != "own" || p.Name != "Acme Cloud" || !p.Own {
		t.Errorf("the provider is %+v", p)
	}
	if f.typed() {
		t.Error("it could be added twice")
	}
	r.altLeft()
	r.Sees("Create a key at Acme Cloud", "Open acme.example/keys")
}

func TestWhyAProviderIsNotAddedIsSaidInPlace(t *testing.T) {
	for _, c := range []struct {
		name string
		fill func(f *ownForm)
		want string
	}{
		{"no name", func(f *ownForm) { f.name.SetText("") }, "A provider needs a name."},
		{"no https", func(f *ownForm) { f.page.SetText("http://acme.example") }, "https://"},
		{"no variable", func(f *ownForm) { f.env.SetText("acme key") }, "A variable has letters"},
	} {
		r := newRig(t, someState())
		s := r.own()
		f := s.get.own
		f.name.SetText("Acme")
		f.remember.SetChecked(true)
		c.fill(f)
		r.Press("Next")
		r.Sees(c.want)
		if s.at != setupGet || len(r.Service.Asked()) > 0 {
			t.Errorf("%s: step %d, asked %q", c.name, s.at, r.Service.Asked())
		}
	}
}

func TestARefusedProviderLosesNothing(t *testing.T) {
	r := newRig(t, someState())
	s := r.own()
	f := s.get.own
	f.name.SetText("Acme")
	f.remember.SetChecked(true)
	r.Service.Fail(&api.Error{Kind: api.Refused, Text: "There is a provider of this name."})
	r.Press("Next")
	r.Until("it is refused", func() bool { return f.stop == nil })
	r.Sees("There is a provider of this name.", "Next")
	if s.at != setupGet || f.name.Text != "Acme" || !f.remember.Checked {
		t.Error("what was typed is lost")
	}
	r.Service.Fail(nil)
	r.Press("Next")
	r.Until("it is added", func() bool { return s.at == setupPaste })
	if got := r.Service.Asked(); !slices.Equal(got, []string{"add provider Acme", "add provider Acme"}) {
		t.Errorf("asked %q", got)
	}
}
