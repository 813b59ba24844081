package window

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// overviewOf opens the overview on a state.
func overviewOf(t *testing.T, st api.State) (*rig, *rotationPage) {
	t.Helper()
	r := newRig(t, st)
	r.win.Open(api.View{Name: api.ViewRotation})
	return r, r.overview()
}

// lives are the rows in sight, from top to bottom.
func (r *rig) lives() []*lifeRow {
	var all []*lifeRow
	windowtest.Walk(r.Frame.Content(), func(o fyne.CanvasObject, visible bool) {
		if v, is := o.(*lifeRow); is && visible {
			all = append(all, v)
		}
	})
	slices.SortFunc(all, func(a, b *lifeRow) int { return int(a.Position().Y - b.Position().Y) })
	return all
}

func namesOfLives(rows []*lifeRow) []string {
	var names []string
	for _, v := range rows {
		names = append(names, v.key.Name)
	}
	return names
}

func TestTheOverviewShowsTheMostUrgentFirst(t *testing.T) {
	r, _ := overviewOf(t, manyLives())
	r.Frame.Resize(fyne.NewSize(980, 900))
	want := []string{
		"whisper-cli", "mirror bot", "Home Assistant", "chat-app", // need rotating
		"backup bot",  // is being rotated
		"dotfiles CI", // GitHub ends it soon
		"podcast intro", "laptop", "launcher", "Obsidian notes",
		"Le Chat plug-in", "code review", "browser add-on", "shop, test mode", "Zed editor", "search plug-in", "vercel deploy",
	}
	if got := namesOfLives(r.lives()); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	r.Sees("4 need rotating now", "5 are in their window", "1 ends at its provider within 30 days", "1 is being rotated", "All 17", "Next 30 days 3",
		"Today", "Sep", "2026", "Jan", "2027", "exposed", "expired", "224 d", "18 d left", "27 Nov")
}

func TestAnOldLeakedValueComesFirst(t *testing.T) {
	st := manyLives()
	st.Keys[len(st.Keys)-1].Case.Leaked = &api.Exposure{At: today}
	r, _ := overviewOf(t, st)
	if got := namesOfLives(r.lives()); !slices.Contains(got[:2], "backup bot") {
		t.Errorf("got %q", got)
	}
}

func TestAnOldLeakedValueSaysThatItLeaked(t *testing.T) {
	st := manyLives()
	st.Keys[len(st.Keys)-1].Case.Leaked = &api.Exposure{At: today}
	r, _ := overviewOf(t, st)
	r.Sees("leaked, 3 of 5", "1 leaked, and its old value may still work")
	for _, v := range r.lives() {
		if v.key.ID == "backup" && (v.glyph.Shape != "exposed" || !strings.Contains(v.AccessibilityLabel(), "leaked, 3 of 5")) {
			t.Errorf("its shape is %q: %s", v.glyph.Shape, v.AccessibilityLabel())
		}
	}
	r, _ = overviewOf(t, manyLives())
	r.Misses("leaked")
}

// Enter may still be down when the wizard comes into sight: it is not gone on with.
func TestEnterHeldDownInTheOverviewBeginsNoRotation(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	p.lives.chooseKey("home")
	for range 6 {
		r.Key(fyne.KeyReturn)
		r.Clock.Forward(30 * time.Millisecond)
	}
	if w, is := r.win.page.(*rotateWizard); !is || w.at != rotateCreate {
		t.Fatalf("it leads to %T", r.win.page)
	}
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

func TestARotationUnderWayIsGoneOnWith(t *testing.T) {
	r, _ := overviewOf(t, manyLives())
	r.Sees("step 2 of 5", "step 3 of 5")
	for _, v := range r.lives() {
		want := "Rotate…"
		if v.key.Case != nil {
			want = wordsGoOn
		}
		if v.act.Visible() && v.act.text != want {
			t.Errorf("%s: the button says %q", v.key.Name, v.act.text)
		}
		if fresh := v.key.Phase == "fresh" && v.key.Case == nil; v.act.Visible() == fresh || v.next.Visible() != fresh {
			t.Errorf("%s: the button is in sight: %v", v.key.Name, v.act.Visible())
		}
	}
}

func TestAClickSelectsEnterRotatesAndADoubleClickShows(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	row := r.lives()[2]
	row.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	if p.lives.id != "home" || r.Focused() != fyne.Focusable(p.lives.list) {
		t.Fatalf("%q is selected, and %T has the focus", p.lives.id, r.Focused())
	}
	if r.lives()[2] != row {
		t.Error("the row was replaced: a second click would meet another one")
	}
	r.Key(fyne.KeyReturn)
	if _, still := r.win.page.(*rotationPage); still {
		t.Error("Enter does not rotate")
	}
	r.Sees("Home Assistant")

	r, _ = overviewOf(t, manyLives())
	test.DoubleTap(r.lives()[2])
	if r.win.page != page(r.win.keys) || r.win.keys.list.selected != "home" {
		t.Errorf("a double click shows %T at %q", r.win.page, r.win.keys.list.selected)
	}

	r, p = overviewOf(t, manyLives())
	test.Tap(r.lives()[4].act)
	if r.win.page == page(p) {
		t.Error("the button of a row does nothing")
	}
}

func TestKeysMoveInTheOverview(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyDown, "mirror"},
		{fyne.KeyUp, "whisper"},
		{fyne.KeyUp, "whisper"},
		{fyne.KeyEnd, "vercel"},
		{fyne.KeyDown, "vercel"},
		{fyne.KeyPageUp, "backup"},
		{fyne.KeyHome, "whisper"},
	} {
		r.Key(step.key)
		if p.lives.id != step.want {
			t.Errorf("%s goes to %q, not %q", step.key, p.lives.id, step.want)
		}
	}
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Error("Escape does not lead back")
	}
}

func TestCtrlTOpensTheOverview(t *testing.T) {
	r := newRig(t, manyLives())
	r.Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyT, Modifier: fyne.KeyModifierShortcutDefault})
	p := r.overview()
	r.win.Open(api.View{Name: api.ViewRotation})
	if r.win.page != page(p) {
		t.Error("it is opened a second time")
	}
}

func TestCtrlRRotatesWhatIsSelectedInTheOverview(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	p.lives.choose(8)
	r.win.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierShortcutDefault})
	if r.win.page == page(p) {
		t.Fatal("nothing happens")
	}
	r.Sees("launcher")
}

func TestTheNextThirtyDays(t *testing.T) {
	r, _ := overviewOf(t, manyLives())
	r.Press("Next 30 days 3")
	if got := namesOfLives(r.lives()); !slices.Equal(got, []string{"dotfiles CI", "Le Chat plug-in", "code review"}) {
		t.Errorf("got %q", got)
	}
	r.change(func(st *api.State) { st.Keys = st.Keys[:3] })
	r.Sees(wordsNothingSoon)
	r.Press("All 3")
	r.Sees("whisper-cli")
}

func TestWithoutKeysTheOverviewSaysSo(t *testing.T) {
	st := someState()
	st.Keys = nil
	r, _ := overviewOf(t, st)
	r.Sees(wordsNoLives, wordsLivesHere)
	r.Misses("Today", wordsSaveCalendar)
	r.change(func(st *api.State) { st.Keys = someKeys() })
	r.Sees("whisper-cli", "Today")
	r.Misses(wordsNoLives)
}

func TestASelectionStaysWithItsKey(t *testing.T) {
	r, p := overviewOf(t, manyLives())
	p.lives.choose(3)
	r.change(func(st *api.State) { st.Keys = slices.Delete(slices.Clone(st.Keys), 0, 1) })
	if p.lives.id != "chat" || p.lives.marked != 2 {
		t.Errorf("%q in row %d is selected", p.lives.id, p.lives.marked)
	}
	r.change(func(st *api.State) { st.Keys = nil })
	if p.lives.id != "" {
		t.Errorf("%q is selected", p.lives.id)
	}
}

// Of a thousand keys only those in sight have a row.
func TestAThousandLivesAreDrawnByAFewRows(t *testing.T) {
	st := someState()
	st.Keys = nil
	for i := range 1000 {
		st.Keys = append(st.Keys, keyOf(fmt.Sprint("k", i), fmt.Sprintf("key %d", i), "openai", "personal", i%400))
	}
	r, p := overviewOf(t, st)
	for range 40 {
		r.Key(fyne.KeyPageDown)
		rows := r.lives()
		in := slices.ContainsFunc(rows, func(v *lifeRow) bool { return v.key.ID == p.lives.id })
		if len(rows) > 40 || !in {
			t.Fatalf("at %s there are %d rows, and it is in sight: %v", p.lives.id, len(rows), in)
		}
	}
}

func TestTheOverviewFits(t *testing.T) {
	for name, s := range overviewScreens() {
		if !slices.Contains(full, name) {
			continue
		}
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{}, "larger": windowtest.Larger{}} {
			r := newRig(t, someState())
			test.ApplyTheme(t, look)
			r.Frame.Resize(fyne.NewSize(s.size.Width, 1200)) // nothing scrolls
			s.do(r)
			for _, width := range []float32{400, 720, 980} {
				r.Frame.Resize(fyne.NewSize(width, 1200))
				where := fmt.Sprintf("%s, %v wide, %s text", name, width, text)
				r.ButtonsFit(where)
				r.textFits(where)
			}
		}
	}
}

func TestTheOverviewAndTheLeakPageAreReadable(t *testing.T) {
	for name, s := range overviewScreens() {
		if !slices.Contains(full, name) {
			continue
		}
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(s.size)
			s.do(r)
			r.Readable(name + " " + variant)
		}
	}
}

func TestMonthsKeepTheirOrder(t *testing.T) {
	for _, narrow := range []bool{false, true} {
		m := monthsAround(time.Date(2027, 1, 31, 23, 0, 0, 0, time.Local), narrow)
		last := float32(-1)
		for i := range m.n + 1 {
			if x := m.x(m.start(i), 600); x <= last {
				t.Errorf("month %d is at %v, after %v", i, x, last)
			} else {
				last = x
			}
		}
		if x := m.x(m.today, 600); x <= 0 || x >= 600 || last != 600 {
			t.Errorf("today is at %v of %v", x, last)
		}
	}
}

// barOf are the shapes of a key's life, 840 wide: 60 for a month, nearly.
func barOf(k api.Key) []fyne.CanvasObject {
	b := newLifeBar()
	b.set(kit.ScaleOf(k, today), monthsAround(today, false), kit.ColorSurface)
	b.Resize(fyne.NewSize(840, lifeHeight))
	return test.WidgetRenderer(b).Objects()
}

func TestALifeEndsWhereItsProviderEndsIt(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, kit.Theme{})
	count := func(k api.Key) (gradients, knobs, diamonds int) {
		for _, o := range barOf(k) {
			switch o.(type) {
			case *canvas.LinearGradient:
				gradients++
			case *canvas.Circle:
				knobs++
			case *canvas.ArbitraryPolygon:
				diamonds++
			}
		}
		return gradients, knobs / 2, diamonds / 2 // each has a ring
	}
	keys := manyLives().Keys
	for name, want := range map[string][3]int{
		"whisper": {0, 1, 0}, "mirror": {0, 0, 1}, "home": {0, 1, 0}, "dotfiles": {0, 1, 1},
		"laptop": {1, 1, 0}, "obsidian": {1, 1, 1}, "vercel": {1, 0, 0},
	} {
		k := keys[slices.IndexFunc(keys, func(k api.Key) bool { return k.ID == name })]
		if a, b, c := count(k); [3]int{a, b, c} != want {
			t.Errorf("%s: %d fades, %d knobs, %d diamonds; want %v", name, a, b, c, want)
		}
	}
	long := keyOf("gone", "gone", "openai", "", 900)
	long.Phase, long.Expires = "expired", today.AddDate(-1, 0, 0)
	if _, _, diamonds := count(long); diamonds != 1 {
		t.Error("a key that ended long ago leaves no mark")
	}
}

func TestARowSaysItselfInWords(t *testing.T) {
	r, _ := overviewOf(t, manyLives())
	row := r.lives()[2]
	for _, want := range []string{"Home Assistant", "224 d", "Overdue from"} {
		if got := row.AccessibilityLabel(); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

func BenchmarkPageOfAThousandLives(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(kit.Theme{})
	var keys []api.Key
	for i := range 1000 {
		keys = append(keys, keyOf(fmt.Sprint("k", i), fmt.Sprintf("key %d", i), "openai", "personal", i%400))
	}
	l := newLifeList(func() {})
	w := test.NewTempWindow(b, l.list)
	w.Resize(usual)
	l.render(keys, today, monthsAround(today, false), false)
	for i := 0; b.Loop(); i++ {
		l.choose(i * 12 % len(keys))
	}
}

// The driver keeps for a minute what it has drawn: a page for each visit would add up.
func TestTheOverviewIsMadeOnceAndOpensAsItDidAtFirst(t *testing.T) {
	r, first := overviewOf(t, manyLives())
	atFirst := r.Seen()
	first.filter(true)
	r.Key(fyne.KeyEnd)
	for range 3 {
		r.Key(fyne.KeyEscape)
		r.Sees("Due 5")
		r.Misses("Next 30 days")
		r.win.Open(api.View{Name: api.ViewRotation})
		if r.overview() != first {
			t.Fatal("it was made again")
		}
	}
	if now := r.Seen(); now != atFirst {
		t.Errorf("first it says %q, and later %q", atFirst, now)
	}
	if f := r.Focused(); f != fyne.Focusable(first.lives.list) {
		t.Errorf("%T has the focus", f)
	}
	r.win.help()
	r.win.Open(api.View{Name: api.ViewRotation})
	r.Key(fyne.KeyEscape)
	if r.win.page != page(r.win.keys) {
		t.Errorf("Esc leads to %T", r.win.page)
	}
}
