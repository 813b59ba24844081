package window

import (
	"cmp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/provider"
)

// filler is text that looks like nothing in particular.
func filler(n int) string { return strings.Repeat("qV3xZk9w", n/8+1)[:n] }

func TestWhatThePasteStepSays(t *testing.T) {
	openai, _ := provider.New().ByID("openai")
	match := func(change func(*provider.Match)) []provider.Match {
		m := provider.Match{Provider: openai, Kind: openai.Kinds[0], Confidence: provider.Sure}
		change(&m)
		return []provider.Match{m}
	}
	problem := func(p provider.Problem) provider.Finding { return provider.Finding{Problem: p} }
	plain := match(func(*provider.Match) {})
	for name, c := range map[string]struct {
		found   provider.Finding
		checked string
		chars   int // 164 if none
		want    string
		more    string
		stops   bool
		never   bool
		bad     bool
	}{
		"recognised":       {found: provider.Finding{Matches: plain}, want: "This looks like an OpenAI project key.", more: "Right prefix, right length, no stray spaces."},
		"peeled":           {found: provider.Finding{Matches: plain, Peeled: []string{"quotes around the key"}}, want: "This looks like an OpenAI project key.", more: "Removed quotes around the key."},
		"unknown":          {want: wordsUnknownKind},
		"cut off":          {found: provider.Finding{Problem: provider.CutOff, Lengths: []int{164}}, chars: 100, want: "Part of the key is missing. It should have 164 characters.", stops: true, bad: true},
		"cut off, two":     {found: provider.Finding{Problem: provider.CutOff, Lengths: []int{164, 132, 56}}, chars: 100, want: "Part of the key is missing. It should have 164 or 132 characters.", stops: true, bad: true},
		"cut off, longest": {found: provider.Finding{Problem: provider.CutOff, Lengths: []int{164, 132}}, chars: 164, want: "Part of the key is missing. Copy it again.", stops: true, bad: true},
		"cut off, length":  {found: problem(provider.CutOff), want: "Part of the key is missing. Copy it again.", stops: true, bad: true},
		"placeholder":      {found: problem(provider.Placeholder), want: "This is an example, not a real key. Copy the key itself.", stops: true, bad: true},
		"private key":      {found: problem(provider.PrivateKey), want: "This is a private key, not an API key. Paste only the key itself.", stops: true, bad: true},
		"file":             {found: problem(provider.File), want: "This does not look like a key. Paste only the key itself.", stops: true, bad: true},
		"several":          {found: problem(provider.SeveralKeys), want: "There is more than one key here. Paste one, and add the others after it.", stops: true, bad: true},
		"password":         {found: problem(provider.Password), want: "This looks like a password. Paste the key itself.", stops: true, bad: true},
		"control":          {found: problem(provider.Control), want: "There are control characters in it. Copy it again.", stops: true, bad: true},
		"too short":        {found: problem(provider.TooShort), want: "This is too short for a key. Copy it again.", stops: true, bad: true},
		"too long":         {found: problem(provider.TooLong), want: "Keytray keeps values up to 1 MiB. This one has 5 MiB.", never: true, bad: true},
		"one of later":     {found: problem("another"), want: "This does not look like a key. Copy it again.", stops: true, bad: true},
		"spaces":           {found: provider.Finding{Matches: plain, Problem: provider.Spaces}, want: "There is a space or line break inside the key. Copy it again.", stops: true},
		"malformed":        {found: provider.Finding{Matches: plain, Problem: provider.Malformed}, want: "Something in it is not as in other keys of this kind. Copy it again, or store it as it is."},
		"odd length":       {found: provider.Finding{Matches: plain, Problem: provider.OddLength, Lengths: []int{164, 132, 56}}, want: "It has 164 characters; such keys usually have 164, 132 or 56. Copy it again if you can."},
		"mistyped":         {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Mistyped = true })}, want: "Its checksum does not fit: a character may be mistyped or missing."},
		"admin":            {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Kind.Admin = true })}, want: "This is an admin key. It can change your whole organisation. Keep it only if you need it."},
		"short-lived":      {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Kind.Short, m.Kind.Note = true, "It ends after an hour." })}, want: "This key ends within hours. Store one that lasts.", more: "It ends after an hour."},
		"test":             {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Kind.Test = true })}, want: "This looks like an OpenAI project key. It reaches test data only."},
		"public":           {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Kind.Role, m.Kind.Note = provider.Public, "For web pages." })}, want: "This key is made to be public. It is no secret.", more: "For web pages."},
		"identifier":       {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Kind.Role = provider.Identifier })}, want: "This is only the name of a key. Paste the secret that belongs to it."},
		"possible":         {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Confidence = provider.Possible })}, want: "This may be an OpenAI project key.", more: "Length and letters fit; nothing else in it tells."},
		"by its variable":  {found: provider.Finding{Matches: match(func(m *provider.Match) { m.Kind, m.Confidence = provider.Kind{}, provider.Possible })}, want: "This may be an OpenAI key.", more: "The name of its variable says so."},
		"refused":          {found: provider.Finding{Matches: plain}, checked: api.CheckRejected, want: "OpenAI refused this key. Revoked or mistyped.", stops: true, bad: true},
		"no answer":        {found: provider.Finding{Matches: plain}, checked: api.CheckUnknown, want: "No answer from OpenAI. Store it now, check later."},
		"refused, cut":     {found: problem(provider.CutOff), checked: api.CheckRejected, want: "OpenAI refused this key. Revoked or mistyped.", more: "Part of the key is missing. Copy it again.", stops: true, bad: true},
		"silent, spaces":   {found: provider.Finding{Matches: plain, Problem: provider.Spaces}, checked: api.CheckUnknown, want: "There is a space or line break inside the key. Copy it again.", stops: true},
	} {
		v := judge(pasted{found: c.found, chars: cmp.Or(c.chars, 164), bytes: 5 << 20, chosen: openai, checked: api.Checked{Verified: api.Verified{Result: c.checked}}})
		got := ""
		for _, s := range v.Text {
			got += s.Text
		}
		if got != c.want || v.More != c.more || v.stops != c.stops || v.never != c.never || v.bad != c.bad {
			t.Errorf("%s: got %q, %q, stops %v, never %v, bad %v", name, got, v.More, v.stops, v.never, v.bad)
		}
	}
}

func TestNextWaitsForAKeyOrForThePersonToInsist(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	next := func(want bool) {
		t.Helper()
		if _, ready := s.paste.next(); ready != want || s.onward.Disabled() == want {
			t.Errorf("Next is ready: %v, want %v", ready, want)
		}
	}
	next(false)
	r.Sees("Paste from clipboard", wordsWatch, wordsWillClear, "It goes to GNOME Keyring and nowhere else.")
	s.takes(madeUp("openai", "project")[:97])
	r.Sees("Part of the key is missing.")
	next(false)
	if r.Key(fyne.KeyReturn); s.at != setupPaste {
		t.Error("Enter goes on")
	}
	r.Press(wordsKeepAnyway)
	next(true)
	r.Sees("Part of the key is missing.")
	r.Misses(wordsKeepAnyway)
	s.takes("sk-" + filler(3))
	next(false) // who insisted on one value did not on another
	s.takes(filler(40))
	r.Sees("We do not know this kind of key.")
	next(true)
	if r.Key(fyne.KeyReturn); s.at != setupName {
		t.Error("Enter does not go on")
	}
	s.back()
	if string(s.paste.field.value) != filler(40) {
		t.Error("Back loses the value")
	}
	s.leave()
	if s.hasKey() {
		t.Error("leaving keeps the value")
	}
}

func TestTheClipboardIsPastedWithAButton(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	r.Press("Paste from clipboard")
	r.Sees(wordsNoClipboard)
	key := madeUp("openai", "project")
	r.Clip.SetContent("export OPENAI_API_KEY='" + key + "'\n")
	r.Press("Paste from clipboard")
	if string(s.paste.field.value) != key {
		t.Errorf("%d characters were taken", len(s.paste.field.value))
	}
	r.Sees("This looks like an OpenAI project key.", "Removed")
	r.Misses("Paste from clipboard")
	r.hides(key)
	if r.Focused() != fyne.Focusable(s.paste.field) {
		t.Error("the field does not have the focus")
	}
}

func TestAKeyOfAnotherProviderOffersToSwitch(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("openai")
	s.takes(madeUp("anthropic", ""))
	r.Sees("This looks like an", "Anthropic", "Switch to Anthropic")
	r.Misses("Does OpenAI accept it?") // it is not sent to the wrong one
	r.Press("Switch to Anthropic")
	r.Sees("This looks like an Anthropic", "Does Anthropic accept it?")
	if s.draft.provider.ID != "anthropic" || s.draft.kind.ID == "" {
		t.Errorf("the key is of %q, %q", s.draft.provider.ID, s.draft.kind.ID)
	}
	s.back()
	openai, _ := r.win.catalogue().ByID("openai")
	s.choose(openai)
	s.turn(setupPaste)
	r.Sees("Switch to Anthropic")
}

func TestAFormOfManyAsksWhichItIs(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting(provider.Other)
	s.takes(strings.Repeat("9af3c0d1", 4))
	r.Sees(wordsWhichKind, wordsSomethingNew)
	choices := s.paste.choices()
	if len(choices) < 2 || len(choices) > 5 {
		t.Fatalf("%d choices", len(choices))
	}
	r.Press(choices[0].Label)
	r.Misses(wordsWhichKind)
	if s.draft.provider.ID == provider.Other || s.draft.kind.ID == "" {
		t.Errorf("the key is of %q, %q", s.draft.provider.ID, s.draft.kind.ID)
	}
	s = r.pasting(provider.Other)
	s.takes(strings.Repeat("9af3c0d1", 4))
	r.Press(wordsSomethingNew)
	r.Misses(wordsWhichKind)
	r.Sees("You can store it as it is.")
	if s.draft.provider.ID != provider.Other || s.draft.kind.ID != "" {
		t.Errorf("the key is of %q, %q", s.draft.provider.ID, s.draft.kind.ID)
	}
}

func TestAKeyNamesItsProviderWhereNobodyDid(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	s.pasted(madeUp("anthropic", ""))
	if s.at != setupPaste || s.draft.provider.ID != "anthropic" || !s.draft.already {
		t.Errorf("step %d, provider %q", s.at, s.draft.provider.ID)
	}
	r.Sees("This looks like an Anthropic")
	s.paste.wipe()
	s.pasted(filler(47) + "~")
	r.Sees("We do not know this kind of key.")
	if s.forward(); s.draft.provider.ID != provider.Other {
		t.Errorf("provider %q", s.draft.provider.ID)
	}
}
