package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/provider"
)

// tileNames are the providers of a group, as they stand.
func tileNames(g group) (names []string) {
	for _, p := range g.tiles {
		names = append(names, p.Name)
	}
	return names
}

func TestProvidersStandInGroups(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	groups := s.provider.grid.groups
	if len(groups) != 3 || groups[0].head != "Used before" || groups[1].head != "Popular" || groups[2].head != "All, A to Z" {
		t.Fatalf("groups %v", groups)
	}
	if got := tileNames(groups[0]); !slices.Equal(got, []string{"Vercel", "Groq", "OpenAI"}) {
		t.Errorf("used before: %q", got) // the last that were added, each once
	}
	popular := tileNames(groups[1])
	if len(popular) != 10 || slices.Contains(popular, "OpenAI") || popular[9] != r.win.catalogue().Name(provider.Other) {
		t.Errorf("popular: %q", popular)
	}
	all := tileNames(groups[2])
	if !slices.IsSortedFunc(all, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }) || !slices.Contains(all, "OpenAI") {
		t.Errorf("all: %q", all)
	}
	r.Sees("Search more than 100 providers", wordsElse, wordsElseWhat)
	if got := s.provider.grid.provider().Name; got != "Vercel" {
		t.Errorf("%q is chosen first", got)
	}
}

func TestWithoutKeysThePopularOnesComeFirst(t *testing.T) {
	st := someState()
	st.Keys = nil
	r := newRig(t, st)
	s := r.setup()
	r.Misses("Used before")
	if got := s.provider.grid.provider().ID; got != "openai" {
		t.Errorf("%q is chosen", got)
	}
}

func TestTypingFindsAProviderAndEnterTakesIt(t *testing.T) {
	r := newRig(t, someState())
	s := r.search("hugg")
	if got := s.provider.grid.provider().ID; got != "huggingface" {
		t.Errorf("%q is chosen", got)
	}
	r.Misses("Used before", "Popular")
	r.Key(fyne.KeyReturn)
	r.Sees("Create a key at Hugging Face")
	if s.draft.provider.ID != "huggingface" {
		t.Errorf("%q was taken", s.draft.provider.ID)
	}
}

func TestWhereNothingIsFoundThereIsSomethingElse(t *testing.T) {
	r := newRig(t, someState())
	s := r.search("nobody at all")
	if got := s.provider.grid.all; len(got) != 1 || got[0].ID != provider.Other {
		t.Errorf("%d tiles", len(got))
	}
	r.Sees(wordsElse)
	r.Key(fyne.KeyReturn)
	r.Sees(wordsOwn)
}

func TestArrowsMoveInTheGrid(t *testing.T) {
	for _, c := range []struct {
		width float32
		keys  []fyne.KeyName
		want  int
	}{
		{720, []fyne.KeyName{fyne.KeyRight}, 1},
		{720, []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft}, 0},
		{720, []fyne.KeyName{fyne.KeyLeft}, 0},
		{720, []fyne.KeyName{fyne.KeyUp}, 0},
		{720, []fyne.KeyName{fyne.KeyDown}, 3},
		{720, []fyne.KeyName{fyne.KeyRight, fyne.KeyDown}, 4},
		{720, []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp}, 1},
		{720, []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown}, 12},               // something else
		{720, []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown}, 13}, // the first of all
		{720, []fyne.KeyName{fyne.KeyPageDown}, 12},
		{400, []fyne.KeyName{fyne.KeyDown}, 2},
		{400, []fyne.KeyName{fyne.KeyRight, fyne.KeyDown}, 2}, // the row below has one
	} {
		r := newRig(t, someState())
		r.Frame.Resize(fyne.NewSize(c.width, 560))
		s := r.setup()
		for _, k := range c.keys {
			r.Key(k)
		}
		if got := s.provider.grid.chosen; got != c.want {
			t.Errorf("%v wide, %v: tile %d, want %d", c.width, c.keys, got, c.want)
		}
	}
}

func TestTheChosenTileStaysInSight(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.setup()
	for range 20 {
		r.Key(fyne.KeyDown)
		tile, drawn := s.provider.grid.shown[s.provider.grid.chosen]
		if !drawn {
			t.Fatalf("tile %d is not drawn", s.provider.grid.chosen)
		}
		place, _ := placeIn(s.provider.scroll.Content, tile)
		top := place.Y - s.provider.scroll.Offset.Y
		if top < 0 || top+tile.Size().Height > s.provider.scroll.Size().Height {
			t.Fatalf("tile %d is at %v of %v", s.provider.grid.chosen, top, s.provider.scroll.Size().Height)
		}
	}
	if r.Focused() != fyne.Focusable(s.provider.search) {
		t.Error("the search lost the focus")
	}
}

func TestOnlyTilesInSightAreMade(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.setup()
	g := s.provider.grid
	if n := len(g.shown) + len(g.spare); n > 60 || n >= len(g.all) {
		t.Errorf("%d tiles for %d providers", n, len(g.all))
	}
	for range 200 {
		r.Key(fyne.KeyRight)
	}
	last := g.all[len(g.all)-1].Name
	r.Sees(last)
	if n := len(g.shown) + len(g.spare); n > 60 {
		t.Errorf("at the end there are %d tiles", n)
	}
	for range 200 {
		r.Key(fyne.KeyLeft)
	}
	r.Sees("Used before", "Vercel")
	r.Misses(last)
}

func TestAChosenNameIsNotCut(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(setupSize)
	s := r.setup()
	r.Sees("Google AI Studio")
	s.provider.chooseID("google-gemini")
	r.Sees("Google AI Studio")
}

func TestLeftAndRightMoveInTheSearchFirst(t *testing.T) {
	r := newRig(t, someState())
	s := r.search("go")
	r.Key(fyne.KeyLeft)
	if s.provider.search.CursorColumn != 1 || s.provider.grid.chosen != 0 {
		t.Errorf("column %d, tile %d", s.provider.search.CursorColumn, s.provider.grid.chosen)
	}
	r.Key(fyne.KeyRight)
	r.Key(fyne.KeyRight)
	if s.provider.search.CursorColumn != 2 || s.provider.grid.chosen != 1 {
		t.Errorf("column %d, tile %d", s.provider.search.CursorColumn, s.provider.grid.chosen)
	}
	r.Key(fyne.KeyLeft)
	if s.provider.grid.chosen != 0 {
		t.Errorf("tile %d", s.provider.grid.chosen)
	}
}

func TestAClickTakesATile(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	test.Tap(s.provider.grid.shown[2])
	r.Sees("Create a key at OpenAI")
	r.altLeft()
	if got := s.provider.grid.provider().ID; got != "openai" {
		t.Errorf("back in step 1 %q is chosen", got)
	}
}

func TestTypingWithoutAFocusSearches(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	r.Frame.Canvas().Unfocus()
	r.Frame.Canvas().OnTypedRune()('g')
	if s.provider.search.Text != "g" || r.Focused() != fyne.Focusable(s.provider.search) {
		t.Errorf("the search is %q", s.provider.search.Text)
	}
}

func TestAKeyThatIsPastedSkipsToStepThree(t *testing.T) {
	key := madeUp("openai", "project")
	for name, paste := range map[string]func(*rig, *setup){
		"Ctrl V in the search": func(r *rig, _ *setup) { r.pastes(key) },
		"Ctrl V beside it":     func(r *rig, _ *setup) { r.Frame.Canvas().Unfocus(); r.pastes(key) },
		"Ctrl V on a button":   func(r *rig, s *setup) { r.Frame.Canvas().Focus(s.onward); r.pastes(key) },
		"the menu's Paste":     func(_ *rig, s *setup) { s.provider.search.SetText(key) },
	} {
		r := newRig(t, someState())
		s := r.setup()
		paste(r, s)
		if s.at != setupPaste || !s.hasKey() || !s.draft.already || s.draft.provider.ID != "openai" {
			t.Errorf("%s: step %d, provider %q", name, s.at, s.draft.provider.ID)
		}
		r.Misses(key)
		if s.provider.search.Undo(); s.provider.search.Text != "" || r.Holds(key) {
			t.Errorf("%s: the search field still has the key", name)
		}
		r.altLeft()
		r.Sees(wordsWho)
	}
}

func TestWhatIsPastedIsAKeyOrAName(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	for text, want := range map[string]bool{
		madeUp("anthropic", ""):                         true,
		"OPENAI_API_KEY=" + madeUp("openai", "project"): true,
		strings.Repeat("9af3c0d1", 4):                   true, // nobody's form, and no name either
		typedSecret:                                     false,
		"  ":                                            false,
		"OpenAI":                                        false,
		"Google AI Studio":                              false,
		"1Password":                                     false,
		"ghp_" + "short":                                r.win.isKey("ghp_" + "short"), // as the catalogue says
	} {
		if got := r.win.isKey(text); got != want {
			t.Errorf("%d characters: got %v", len(text), got)
		}
	}
	r.pastes("Hugging")
	if s.at != setupProvider || s.provider.search.Text != "Hugging" || s.provider.grid.provider().ID != "huggingface" {
		t.Errorf("step %d, search %q", s.at, s.provider.search.Text)
	}
}

func TestTheWelcomeAndTheKeysTakeAPastedKey(t *testing.T) {
	for name, keys := range map[string][]api.Key{"the welcome": nil, "the keys": someKeys()} {
		st := someState()
		st.Keys = keys
		r := newRig(t, st)
		if keys != nil {
			r.Frame.Canvas().Unfocus() // in the search field it is a text to look for
		}
		r.pastes(madeUp("openai", "project"))
		s, is := r.win.page.(*setup)
		if !is || s.at != setupPaste || !s.hasKey() {
			t.Errorf("%s: the page is %T", name, r.win.page)
		}
	}
}

func TestAddedProvidersAreTilesToo(t *testing.T) {
	st := someState()
	st.Providers = []api.Provider{{ID: "acme", Name: "Acme Cloud", Env: "ACME_KEY", Console: "https://acme.example/keys", Pattern: `acme_[A-Za-z0-9_-]{10,}`}}
	k := keyOf("mine", "my acme", "acme", "", 1)
	k.ProviderName = "Acme Cloud"
	st.Keys = append(st.Keys, k)
	r := newRig(t, st)
	s := r.setup()
	if got := tileNames(s.provider.grid.groups[0]); got[0] != "Acme Cloud" {
		t.Errorf("used before: %q", got)
	}
	r.typed("acme")
	r.Key(fyne.KeyReturn)
	r.Sees("Create a key at Acme Cloud", "Open acme.example/keys")
	r.Key(fyne.KeyEscape)
	s = r.setup()
	r.pastes("acme_" + "9af3c0d1k2Lm4x7Q")
	if s.at != setupPaste || s.draft.provider.ID != "acme" {
		t.Errorf("step %d, provider %q", s.at, s.draft.provider.ID)
	}
}

func TestAProviderAddedMeanwhileAppears(t *testing.T) {
	r := newRig(t, someState())
	s := r.setup()
	r.Key(fyne.KeyRight)
	r.change(func(st *api.State) { st.Providers = []api.Provider{{ID: "acme", Name: "Acme Cloud"}} })
	r.Sees("Acme Cloud")
	if got := s.provider.grid.provider().Name; got != "Groq" {
		t.Errorf("%q is chosen now", got)
	}
}
