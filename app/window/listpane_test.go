package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// shownRows are the rows of the list in sight, by the key they show.
func (r *rig) shownRows() map[string]*rowView {
	all := map[string]*rowView{}
	r.win.keys.list.list.Shown(func(_ int, o fyne.CanvasObject) {
		if v := o.(*rowView); v.keyBox.Visible() {
			all[v.key.ID] = v
		}
	})
	return all
}

// letters are typed, wherever the focus is.
func (r *rig) letters(text string) { test.TypeOnCanvas(r.Frame.Canvas(), text) }

func TestAMistypedWordIsMended(t *testing.T) {
	for name, takes := range map[string]func(*rig){
		"Enter": func(r *rig) { r.Key(fyne.KeyReturn) },
		"click": func(r *rig) { r.Press("OpenAI") },
	} {
		r := newRig(t, someState())
		r.letters("oepnia")
		r.Sees("No key matches “oepnia”. Did you mean OpenAI?")
		takes(r)
		if got := r.win.keys.list.search.Text; got != "OpenAI" {
			t.Errorf("%s: the search holds %q", name, got)
		}
		r.Sees("chat-app", "Obsidian notes")
		r.Key(fyne.KeyReturn)
		r.UntilAsked("copy chat")
	}
}

func TestASearchThatTheFilterHidesSaysSo(t *testing.T) {
	r := newRig(t, someState())
	r.Press("Due 5")
	r.letters("whisper")
	r.Sees("No key in its rotation window matches “whisper”. 1 other key does.", "Search all keys", "All 1", "Due 0")
	r.Key(fyne.KeyReturn)
	r.Sees("whisper-cli")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy whisper")
}

func TestAnEmptyFilterSaysWhatComesNext(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) {
		st.Keys = []api.Key{keyOf("le", "Le Chat plug-in", "mistral", "", 86), keyOf("code", "code review", "deepseek", "", 71)}
	})
	for chip, want := range map[string]string{
		"Due 0": "No key is in its rotation window. The next window opens on 27 Nov.", "Overdue 0": "Nothing is overdue. The next window opens on 27 Nov.",
		"Exposed 0": "No key is exposed.", "Pinned 0": "No key is pinned. Pin the keys you use most: they come first in the tray, too.",
	} {
		r.Press(chip)
		r.Sees(want)
	}
}

func TestAWrongValueOfAWordIsExplained(t *testing.T) {
	r := newRig(t, someState())
	r.letters("due:soonish")
	r.Sees("After due: comes now, overdue, never, a time like 30d")
	r.Misses("whisper-cli")
}

func TestWhereAKeyWasFoundStandsInItsRow(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		st.Keys[6].Tags, st.Keys[7].Env = []string{"kitchen"}, "PPLX_TOKEN"
	})
	for query, want := range map[string]struct{ id, line string }{
		"limit":   {"obsidian", "Notes: Spending limit 10 USD a month."},
		"models":  {"obsidian", "Notes: …key: models and chat only. · OpenAI · personal"},
		"kitch":   {"laptop", "Tag kitchen · Hugging Face · mara-k"},
		"pplx":    {"launcher", "Variable PPLX_TOKEN · Perplexity · personal"},
		"n8n":     {"obsidian", "Used by n8n on home server · OpenAI · personal"},
		"acme":    {"chat", "OpenAI · acme-labs"},
		"gemini":  {"home", "google-gemini · Google AI Studio · home"},
		"mara ci": {"dotfiles", "GitHub · mara-k"},
	} {
		r.win.keys.list.search.SetText(query)
		v := r.shownRows()[want.id]
		if v == nil {
			t.Errorf("%q does not find %s", query, want.id)
			continue
		}
		if !strings.HasPrefix(v.info.Text(), want.line) {
			t.Errorf("%q: the row says %q", query, v.info.Text())
		}
		if len(v.info.Marked()) == 0 {
			t.Errorf("%q is not marked in %q", query, v.info.Text())
		}
	}
}

func TestMarksStandUnderTheLettersThatWereTyped(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.search.SetText("kitch")
	r.change(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		st.Keys[6].Tags = []string{"kitchen"}
	})
	v := r.shownRows()["laptop"]
	if got := v.info.Marked(); !slices.Equal(got, []string{"kitch"}) {
		t.Errorf("%q is marked in %q", got, v.info.Text())
	}
	r.win.keys.list.search.SetText("bot mir")
	if got := r.shownRows()["mirror"].name.Marked(); !slices.Equal(got, []string{"mir", "bot"}) {
		t.Errorf("%q is marked in the name", got)
	}
}

func TestCompletionsAreTaken(t *testing.T) {
	for name, c := range map[string]struct {
		typed string
		keys  []fyne.KeyName
		want  string
	}{
		"Tab takes a word":            {"prov", []fyne.KeyName{fyne.KeyTab}, "provider:"},
		"Tab takes the first value":   {"due:o", []fyne.KeyName{fyne.KeyTab}, "due:overdue "},
		"Down and Enter":              {"is:", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, "is:expired "},
		"Down and up again and Enter": {"is:e", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn}, "is:exposed "},
		"a provider":                  {"provider:open", []fyne.KeyName{fyne.KeyTab}, "provider:openai "},
		"Esc leaves what was typed":   {"due:o", []fyne.KeyName{fyne.KeyEscape}, "due:o"},
	} {
		r := newRig(t, someState())
		p := r.win.keys.list
		r.letters(c.typed)
		if !p.offers.Visible() || !p.search.AcceptsTab() {
			t.Fatalf("%s: nothing is offered", name)
		}
		for _, k := range c.keys {
			r.Key(k)
		}
		if p.search.Text != c.want || p.search.CursorColumn != len(c.want) {
			t.Errorf("%s: the search holds %q, the cursor is at %d", name, p.search.Text, p.search.CursorColumn)
		}
		if asked := r.Service.Asked(); slices.Contains(asked, "copy whisper") {
			t.Errorf("%s: %q", name, asked)
		}
	}
}

func TestCompletionsLeaveTheKeysOfTheListAlone(t *testing.T) {
	r := newRig(t, someState())
	p := r.win.keys.list
	r.letters("pr") // the beginning of a word, or of a name
	r.Key(fyne.KeyEscape)
	if p.search.Text != "pr" || p.offers.Visible() {
		t.Errorf("Esc: %q, offered: %v", p.search.Text, p.offers.Visible())
	}
	r.Key(fyne.KeyEscape)
	if p.search.Text != "" {
		t.Errorf("the search still holds %q", p.search.Text)
	}
	if p.search.AcceptsTab() {
		t.Error("Tab does not lead on")
	}
	r.letters("due:now")
	if p.offers.Visible() {
		t.Error("a whole word is completed")
	}
	r.Key(fyne.KeyDown)
	if p.selected != "home" && p.selected == "" {
		t.Errorf("down went to %q", p.selected)
	}
}

func TestAClickTakesACompletion(t *testing.T) {
	r := newRig(t, someState())
	p := r.win.keys.list
	r.letters("tag:")
	if p.offers.Visible() {
		t.Error("tags are offered where there are none")
	}
	p.search.SetText("is:pin")
	p.offers.rows[0].MouseIn(nil)
	r.Frame.Canvas().Unfocus() // as a press does
	test.Tap(p.offers.rows[0])
	if p.search.Text != "is:pinned " || r.Focused() != fyne.Focusable(p.search) {
		t.Errorf("the search holds %q, and %T has the focus", p.search.Text, r.Focused())
	}
	r.Sees("chat-app", "Obsidian notes")
	r.Misses("mirror bot")
}

func TestChipsAreOneStopAndTurnWithTheArrows(t *testing.T) {
	r := newRig(t, someState())
	p := r.win.keys.list
	r.Frame.Canvas().Focus(p.chips)
	for _, step := range []struct {
		key  fyne.KeyName
		want filter
	}{
		{fyne.KeyRight, filterDue},
		{fyne.KeyRight, filterOverdue},
		{fyne.KeyLeft, filterDue},
		{fyne.KeyEnd, filterPinned},
		{fyne.KeyRight, filterPinned},
		{fyne.KeyHome, filterAll},
		{fyne.KeyLeft, filterAll},
		{fyne.KeySpace, filterAll},
	} {
		r.Key(step.key)
		if p.filter != step.want {
			t.Errorf("%s leads to %s", step.key, p.filter)
		}
	}
	r.letters("chat")
	if p.search.Text != "chat" {
		t.Error("what is typed on a chip is not looked for")
	}
}

func TestChipsKeepTheirPlaceWhileCountsChange(t *testing.T) {
	r := newRig(t, someState())
	places := func() (all []fyne.Position) {
		for _, c := range r.win.keys.list.chips.All() {
			all = append(all, c.Position())
		}
		return all
	}
	before := places()
	r.letters("whisper")
	r.Sees("All 1", "Exposed 1", "Pinned 0")
	if got := places(); !slices.Equal(got, before) {
		t.Errorf("they moved from %v to %v", before, got)
	}
}

func TestTheSelectionStaysThroughFiltersAndNewOrder(t *testing.T) {
	r := newRig(t, someState())
	p := r.win.keys.list
	p.open("obsidian")
	for _, chip := range []string{"Pinned 2", "Due 5", "All 10"} {
		r.Press(chip)
		if p.selected != "obsidian" {
			t.Errorf("after %s: %q", chip, p.selected)
		}
	}
	r.change(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		slices.Reverse(st.Keys)
		st.Keys[1].Phase = "exposed" // moves to the top
	})
	if p.selected != "obsidian" {
		t.Errorf("after another order: %q", p.selected)
	}
	if r.shownRows()["obsidian"] == nil {
		t.Error("the selected key is out of sight")
	}
}

func TestPagesAndEnds(t *testing.T) {
	st := someState()
	st.Keys = manyKeys(500)
	r := newRig(t, st)
	p := r.win.keys.list
	first, page := p.selected, p.list.PageRows()
	at := func() int { return p.index(p.selected) }
	r.Key(fyne.KeyPageDown)
	if got := at(); got < page || got > page+1 {
		t.Errorf("a page down went to row %d of %d a page", got, page)
	}
	r.Key(fyne.KeyPageUp)
	if p.selected != first {
		t.Errorf("and up again to row %d", at())
	}
	r.Key(fyne.KeyEnd)
	if at() != len(p.rows)-1 || r.shownRows()[p.selected] == nil {
		t.Errorf("End went to row %d of %d, in sight: %v", at(), len(p.rows), r.shownRows()[p.selected] != nil)
	}
	r.Key(fyne.KeyHome)
	if p.selected != first || scrollIn(p.list).Offset.Y != 0 {
		t.Errorf("Home went to row %d, scrolled by %v", at(), scrollIn(p.list).Offset.Y)
	}
	r.letters("chat")
	p.search.CursorColumn = 2
	r.Key(fyne.KeyHome)
	if p.search.CursorColumn != 0 {
		t.Error("Home does not move in what was typed")
	}
}

func TestOnlyRowsInSightAreBuilt(t *testing.T) {
	st := someState()
	st.Keys = manyKeys(500)
	r := newRig(t, st)
	p := r.win.keys.list
	for range 40 {
		scrollIn(p.list).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -333)})
	}
	r.Key(fyne.KeyEnd)
	built := 0
	windowtest.Walk(p.list, func(o fyne.CanvasObject, _ bool) {
		if _, is := o.(*rowView); is {
			built++
		}
	})
	if most := p.list.PageRows() + 4; built > most {
		t.Errorf("%d rows for %d in sight", built, p.list.PageRows())
	}
}

func TestRowsShowWhatTheyAreUnderTheirOwnName(t *testing.T) {
	st := someState()
	st.Keys = manyKeys(500)
	r := newRig(t, st)
	p := r.win.keys.list
	for _, by := range []float32{-40, -333, -12000, 700, 5, 12000, -6} {
		scrollIn(p.list).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
		p.list.Shown(func(i int, o fyne.CanvasObject) {
			v := o.(*rowView)
			if k := p.rows[i].key; k != nil && (v.key.ID != k.ID || v.name.Text() != k.Name || !v.keyBox.Visible()) {
				t.Errorf("row %d shows %q, not %q", i, v.name.Text(), k.Name)
			} else if k == nil && v.head.Text != p.rows[i].head {
				t.Errorf("row %d shows %q, not the head %q", i, v.head.Text, p.rows[i].head)
			}
		})
	}
}

func TestADoubleClickCopiesAndOneDoesNot(t *testing.T) {
	r := newRig(t, someState())
	v := r.shownRows()["mirror"]
	test.Tap(v)
	if got := r.win.keys.list.selected; got != "mirror" || len(r.Service.Asked()) > 0 {
		t.Errorf("a click selects %q and asks %q", got, r.Service.Asked())
	}
	r.Clock.At = r.Clock.At.Add(fyne.CurrentApp().Driver().DoubleTapDelay() * 2)
	test.Tap(v)
	if len(r.Service.Asked()) > 0 {
		t.Errorf("two slow clicks ask %q", r.Service.Asked())
	}
	test.Tap(r.shownRows()["home"])
	test.Tap(r.shownRows()["home"])
	r.UntilAsked("copy home")
}

func TestTheMenuOfARow(t *testing.T) {
	for name, opens := range map[string]func(*rig){
		"right click": func(r *rig) { test.TapSecondary(r.shownRows()["chat"]) },
		"Menu":        func(r *rig) { r.win.keys.list.open("chat"); r.Key(desktop.KeyMenu) },
		"Shift F10":   func(r *rig) { r.win.keys.list.open("chat"); r.Key(fyne.KeyF10) },
	} {
		r := newRig(t, someState())
		opens(r)
		r.Sees("Copy", "Rotate…", "Unpin", "Edit", "I leaked this key…", "Delete…")
		if r.win.keys.list.selected != "chat" {
			t.Errorf("%s: %q is selected", name, r.win.keys.list.selected)
		}
		over := r.Frame.Canvas().Overlays().Top()
		size := r.Frame.Canvas().Size()
		windowtest.Walk(over, func(o fyne.CanvasObject, visible bool) {
			if l, is := o.(fyne.Widget); is && visible && l.Size().Height < size.Height {
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
				if at.Y+l.Size().Height > size.Height || at.X+l.Size().Width > size.Width {
					t.Errorf("%s: the menu leaves the window", name)
				}
			}
		})
		r.Key(fyne.KeyDown)
		r.Key(fyne.KeyReturn)
		r.UntilAsked("copy chat")
	}
}

func TestARowIsSaidInOneSentence(t *testing.T) {
	r := newRig(t, someState())
	rows := r.shownRows()
	for id, want := range map[string]string{
		"chat":     "chat-app, OpenAI, acme-labs, overdue, 203 days old, pinned",
		"dotfiles": "dotfiles CI, GitHub, mara-k, due, 150 days old, its provider ends it, 18 days left",
		"whisper":  "whisper-cli, Groq, personal, exposed, 30 days old",
	} {
		if got := rows[id].AccessibilityLabel(); got != want {
			t.Errorf("%s: %q", id, got)
		}
	}
}

func TestTheBarGivesWayWhereItIsNarrow(t *testing.T) {
	for list, want := range map[float32]float32{460: kit.SmallWidth, 340: kit.SmallWidth, 339: shortBar, 300: shortBar, 299: 0} {
		if got := barWidth(list - 2*rowInset); got != want {
			t.Errorf("%v wide: %v", list, got)
		}
	}
	r := newRig(t, someState())
	for _, width := range []float32{980, 800, 760, 400} {
		r.Frame.Resize(fyne.NewSize(width, 640))
		for id, v := range r.shownRows() {
			if right := v.age.Position().X + v.age.Size().Width; right > v.Size().Width {
				t.Errorf("%v wide: the age of %s ends at %v of %v", width, id, right, v.Size().Width)
			}
			if v.name.Position().X+v.name.Size().Width > v.glyph.Position().X {
				t.Errorf("%v wide: the name of %s runs into its age", width, id)
			}
		}
	}
}

func TestTheCrossEmptiesTheSearch(t *testing.T) {
	r := newRig(t, someState())
	p := r.win.keys.list
	r.Sees("Ctrl F")
	r.letters("chat")
	r.Misses("Ctrl F")
	r.Frame.Canvas().Unfocus()
	test.Tap(p.tail)
	if p.search.Text != "" || r.Focused() != fyne.Focusable(p.search) {
		t.Errorf("the search holds %q, and %T has the focus", p.search.Text, r.Focused())
	}
	if p.selected != "chat" {
		t.Errorf("%q is selected", p.selected)
	}
}

func TestTheListIsReadableInEveryState(t *testing.T) {
	for name, screen := range listScreens() {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(screen.size)
			screen.do(r)
			r.Readable(name + ", " + variant)
			r.ButtonsFit(name)
			r.textFits(name)
		}
	}
}

// goldenLists are the states that are compared with pictures, in a window that shows the
// list alone.
var goldenLists = []string{"list-found", "list-values-chosen", "list-word", "list-mistyped", "list-hidden", "list-empty", "list-focus", "list-chips", "list-values"}

func TestTheListLooksAsItDid(t *testing.T) {
	screens := listScreens()
	for _, name := range goldenLists {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(fyne.NewSize(400, 640))
			screens[name].do(r)
			r.LooksLike(name + "-" + variant)
		}
	}
}

func TestRowsGrowWithTheText(t *testing.T) {
	r := newRig(t, someState())
	test.ApplyTheme(t, doubled{})
	r.Frame.Resize(fyne.NewSize(980, 640))
	for id, v := range r.shownRows() {
		if v.Size().Height < 2*rowHeight-1 {
			t.Errorf("%s is %v high", id, v.Size().Height)
		}
		if v.name.Position().Y+v.name.MinSize().Height > v.info.Position().Y+2 {
			t.Errorf("%s: two lines overlap", id)
		}
	}
}

// doubled is our theme with text of twice the size.
type doubled struct{ kit.Theme }

func (l doubled) Size(name fyne.ThemeSizeName) float32 {
	if name == theme.SizeNameText {
		return 2 * kit.SizeBody
	}
	return l.Theme.Size(name)
}

// listScreens are the states of the list.
func listScreens() map[string]screen {
	search := func(query string) func(*rig) {
		return func(r *rig) {
			r.win.keys.list.search.SetText(query)
			r.win.keys.list.search.CursorColumn = len([]rune(query))
		}
	}
	tagged := func(then func(*rig)) func(*rig) {
		return func(r *rig) {
			r.change(func(st *api.State) {
				st.Keys = slices.Clone(st.Keys)
				st.Keys[6].Tags, st.Keys[7].Tags = []string{"kitchen", "home"}, []string{"home server"}
				st.Keys[5].Notes = "Asked for at the conference; opens the door to the hackathon account."
			})
			then(r)
		}
	}
	narrow := fyne.NewSize(400, 640)
	return map[string]screen{
		"list-search":        {usual, tagged(search("op"))},
		"list-found":         {usual, tagged(search("ho"))},
		"list-found-400":     {narrow, tagged(search("ho"))},
		"list-values":        {usual, search("due:")},
		"list-values-chosen": {usual, func(r *rig) { search("is:")(r); r.Key(fyne.KeyDown) }},
		"list-providers-400": {narrow, search("provider:g")},
		"list-word":          {usual, search("pro")},
		"list-wrong":         {usual, search("due:soonish")},
		"list-mistyped":      {usual, search("oepnia")},
		"list-mistyped-400":  {narrow, search("oepnia")},
		"list-hidden":        {usual, func(r *rig) { r.win.keys.list.setFilter(filterDue); search("whisper")(r) }},
		"list-empty": {usual, func(r *rig) {
			r.change(func(st *api.State) { st.Keys = []api.Key{keyOf("le", "Le Chat plug-in", "mistral", "", 86)} })
			r.win.keys.list.setFilter(filterOverdue)
		}},
		"list-one":   {usual, func(r *rig) { r.change(func(st *api.State) { st.Keys = st.Keys[:1] }) }},
		"list-500":   {usual, func(r *rig) { r.change(func(st *api.State) { st.Keys = manyKeys(500) }); r.Key(fyne.KeyEnd) }},
		"list-760":   {fyne.NewSize(760, 640), func(*rig) {}},
		"list-focus": {usual, func(r *rig) { r.Frame.Canvas().Focus(r.win.keys.list.list); r.Key(fyne.KeyDown) }},
		"list-chips": {usual, func(r *rig) { r.Frame.Canvas().Focus(r.win.keys.list.chips); r.Key(fyne.KeyRight) }},
		"list-menu":  {usual, func(r *rig) { r.win.keys.list.open("chat"); r.Key(desktop.KeyMenu) }},
		"list-names": {usual, func(r *rig) {
			r.change(func(st *api.State) {
				st.Keys = slices.Clone(st.Keys)
				st.Keys[3].Name = strings.Repeat("sixty wide ", 6)[:60]
				st.Keys[2].Name, st.Keys[2].Account = "مفتاح المنزل", "בית"
				st.Keys[4].Name, st.Keys[5].Name = "מפתח (ישן) [2]", "API (مفتاح) key"
			})
		}},
		"list-busy-760": {fyne.NewSize(760, 640), func(r *rig) {
			r.change(func(st *api.State) { st.Keys = busyKeys() })
			r.win.keys.list.setFilter(filterOverdue)
		}},
	}
}
