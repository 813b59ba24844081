package window

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// pickRig is a picker on the test driver.
type pickRig struct {
	*rig
	pick *Picker
}

// newPickRig opens a picker on a state.
func newPickRig(t *testing.T, st api.State) *pickRig {
	t.Helper()
	r := openPickRig(t, st, 0)
	r.pick.Render(st)
	return r
}

// openPickRig opens one that has no state yet.
func openPickRig(t *testing.T, st api.State, nameStays time.Duration) *pickRig {
	t.Helper()
	r := shutPickRig(t, st, nameStays)
	r.pick.Entered()
	r.until("it hears keys", func() bool { return !r.pick.typed.waits })
	return r
}

// shutPickRig makes one that has no focus yet.
func shutPickRig(t *testing.T, st api.State, nameStays time.Duration) *pickRig {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, kit.Theme{})
	test.NewWindow(nil).Canvas().Capture() // as newRig does
	r := &rig{T: t, svc: &fakeService{state: st, heard: make(chan struct{}, 1)}, clock: &fakeClock{now: today}, queue: make(chan func(), 100), clip: test.NewClipboard()}
	r.frame = &frame{Window: test.NewWindow(nil)}
	k := NewPicker(t.Context(), Params{
		Window: r.frame, Service: r.svc, Post: func(f func()) { r.queue <- f },
		Now: func() time.Time { return r.clock.now }, After: r.clock.After,
		StartAgent: func() error { return r.svc.call("start agent") }, Clipboard: r.clip,
	}, nameStays)
	r.frame.Resize(pickerSize)
	return &pickRig{r, k}
}

// types types letters into what has the focus.
func (r *pickRig) types(s string) {
	r.Helper()
	if r.focused() == nil {
		test.TypeOnCanvas(r.frame.Canvas(), s)
		return
	}
	test.Type(r.focused(), s)
}

// gone tells whether the picker has closed.
func (r *pickRig) gone() bool { return r.frame.(*frame).closed }

// with presses a key with Ctrl or Alt, as the driver does.
func (r *pickRig) with(s *desktop.CustomShortcut) {
	if f, ok := r.focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else {
		r.pick.shortcut(s)
	}
}

// changes renders a state that is like the last one but for what do changes.
func (r *pickRig) changes(do func(*api.State)) {
	st := r.pick.state
	st.Revision++
	do(&st)
	r.pick.Render(st)
}

// names are those of the rows in sight, from above.
func (r *pickRig) names() (all []string) {
	for _, row := range r.pick.view.list.rows {
		if row.Visible() {
			all = append(all, row.name.Text())
		}
	}
	return all
}

// pickable is a state in which all were copied, the last ones of the list first.
func pickable() api.State {
	st := someState()
	st.Settings = []api.Setting{{Key: settingClearAfter, Value: "30s"}}
	for i := range st.Keys {
		st.Keys[i].CopiedAt = today.Add(time.Duration(i-20) * time.Hour)
	}
	return st
}

func TestThreeLettersAndEnterCopyFromThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	r.svc.copied = api.Clipboard{ID: "whisper", Key: "whisper-cli", Until: today.Add(30 * time.Second)}
	r.types("whi")
	r.key(fyne.KeyReturn)
	r.untilAsked("copy whisper")
	r.untilSees("whisper-cli copied")
	r.sees("Paste it now. It clears in 30 s.", "Clear now")
	r.clock.forward(copiedStays - time.Millisecond)
	if r.gone() {
		t.Error("it is gone before anybody could read it")
	}
	r.clock.forward(time.Millisecond)
	if !r.gone() {
		t.Error("it stays")
	}
}

func TestThePickerBeginsWithPinnedAndRecentKeys(t *testing.T) {
	st := pickable()
	st.Keys[5].CopiedAt = today
	r := newPickRig(t, st)
	r.lists("Obsidian notes", "chat-app", "podcast intro", "vercel deploy", "launcher")
	r.sees("10 keys")
}

func (r *pickRig) lists(want ...string) {
	r.Helper()
	if got := r.names(); !slices.Equal(got, want) {
		r.Errorf("it lists %q, want %q", got, want)
	}
}

func TestArrowsMoveInThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	moves := []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyUp, "obsidian"},
		{fyne.KeyDown, "chat"},
		{fyne.KeyPageDown, "dotfiles"},
		{fyne.KeyPageDown, "whisper"},
		{fyne.KeyDown, "whisper"},
		{fyne.KeyPageUp, "laptop"},
		{fyne.KeyUp, "launcher"},
	}
	for _, m := range moves {
		r.key(m.key)
		if got := r.pick.chosenKey().ID; got != m.want {
			t.Errorf("after %s %s is chosen, want %s", m.key, got, m.want)
		}
		if !slices.Contains(r.names(), r.pick.chosenKey().Name) {
			t.Errorf("after %s what is chosen is not in sight", m.key)
		}
	}
	r.types("o")
	if got := r.names(); got[0] != "Obsidian notes" || r.pick.chosenKey().ID != "obsidian" {
		t.Errorf("a letter chooses %s of %q, want the best match", r.pick.chosenKey().ID, got)
	}
}

func TestTheWheelScrollsThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	for range 30 {
		r.pick.view.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	}
	r.lists("podcast intro", "dotfiles CI", "Home Assistant", "mirror bot", "whisper-cli")
	if got := r.pick.chosenKey().ID; got != "obsidian" {
		t.Errorf("the wheel chose %s", got)
	}
}

func TestAClickCopiesFromThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	test.Tap(r.pick.view.list.rows[2])
	r.untilAsked("copy vercel")
}

func TestCtrlCCopiesFromThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("whi")
	r.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: r.clip})
	r.untilAsked("copy whisper")
}

func TestDelClearsWhileTheRingShows(t *testing.T) {
	r := newPickRig(t, pickable())
	r.svc.cleared = api.Cleared{Result: api.ClearedOurs}
	r.copies("obsidian")
	r.key(fyne.KeyDelete)
	r.untilAsked("clear")
	r.untilSees("Clipboard cleared")
	r.clock.forward(saidStays)
	if !r.gone() {
		t.Error("it stays")
	}
}

func TestTheButtonClearsToo(t *testing.T) {
	r := newPickRig(t, pickable())
	r.copies("obsidian")
	r.frame.Canvas().FocusNext()
	if r.focused() != fyne.Focusable(r.pick.view.said.clear) {
		t.Fatalf("Tab leads to %T", r.focused())
	}
	r.key(fyne.KeySpace)
	r.untilAsked("clear")
}

func TestDelInTheSearchIsNoCommand(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("ab")
	r.key(fyne.KeyHome)
	r.key(fyne.KeyDelete)
	if got := r.pick.view.search.Text; got != "b" || len(r.svc.asked()) > 0 {
		t.Errorf("the search holds %q, asked %q", got, r.svc.asked())
	}
}

func TestBackspaceLeadsToAnotherKey(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("obs")
	r.copies("obsidian")
	r.key(fyne.KeyBackspace)
	r.clock.forward(time.Minute)
	if r.gone() {
		t.Fatal("it is gone while the person looks for another key")
	}
	r.types("w") // the letters before are marked
	if got := r.pick.view.search.Text; got != "w" {
		t.Errorf("the search holds %q", got)
	}
}

func TestCtrlEnterOpensTheKeyInTheWindow(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("whi")
	r.with(showInWindow)
	r.untilAsked("show keys whisper")
	r.until("it is gone", r.gone)
}

func TestAltEnterCopiesTheVariable(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("obs")
	r.with(nameOfIt)
	if got := r.clip.Content(); got != "OPENAI_API_KEY" {
		t.Errorf("the clipboard holds %q", got)
	}
	r.sees("OPENAI_API_KEY copied")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Errorf("the service was asked %q", asked)
	}
	r.clock.forward(copiedStays)
	if !r.gone() {
		t.Error("it stays")
	}
}

func TestAKeyWithoutAVariableSaysSo(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("whi")
	r.misses("Copy name")
	r.with(nameOfIt)
	r.sees("whisper-cli has no variable.")
	if r.gone() || r.clip.Content() != "" {
		t.Errorf("gone: %v, the clipboard holds %q", r.gone(), r.clip.Content())
	}
}

// On X11 what a program has copied ends with it.
func TestACopiedNameOutlivesThePicker(t *testing.T) {
	st := pickable()
	r := openPickRig(t, st, time.Minute)
	r.pick.Render(st)
	r.types("obs")
	r.with(nameOfIt)
	r.clock.forward(copiedStays)
	if r.gone() {
		t.Fatal("the process ends, and the name with it")
	}
	r.changes(func(st *api.State) { st.Picks++ })
	r.lists("Obsidian notes", "chat-app", "vercel deploy", "launcher", "laptop")
	r.key(fyne.KeyEscape)
	r.clock.forward(time.Minute)
	if !r.gone() {
		t.Error("it stays for ever")
	}
}

func TestEscapeAndLosingTheFocusClose(t *testing.T) {
	for what, do := range map[string]func(*pickRig){
		"Escape":                        func(r *pickRig) { r.key(fyne.KeyEscape) },
		"Escape at the ring":            func(r *pickRig) { r.copies("obsidian"); r.key(fyne.KeyEscape) },
		"losing the focus":              func(r *pickRig) { r.pick.Left() },
		"losing the focus, at the ring": func(r *pickRig) { r.copies("obsidian"); r.pick.Left() },
		"the shortcut again":            func(r *pickRig) { r.changes(func(st *api.State) { st.Picks++ }) },
	} {
		r := newPickRig(t, pickable())
		r.types("o")
		if do(r); !r.gone() {
			t.Errorf("%s does not close it", what)
		}
	}
}

func TestTheShortcutBringsAPickerThatLiesBehind(t *testing.T) {
	r := newPickRig(t, pickable())
	r.pick.front = false // the desktop gave the focus to another window
	r.changes(func(st *api.State) { st.Picks++ })
	if r.gone() {
		t.Error("it closes before the person has seen it")
	}
}

// The keychain's own prompt takes the focus.
func TestThePickerStaysWhileTheKeychainAsks(t *testing.T) {
	st := pickable()
	keyringLocked(&st)
	r := newPickRig(t, st)
	r.holds()
	r.types("whi")
	r.misses("whisper-cli")
	r.key(fyne.KeyReturn)
	r.untilAsked("unlock")
	r.clock.forward(waitNoticed)
	r.sees("Waiting for GNOME Keyring. It may be asking for your password.")
	r.pick.Left()
	if r.gone() {
		t.Fatal("it is gone while the keychain asks")
	}
	r.changes(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
	close(r.svc.hold)
	r.until("it is unlocked", func() bool { return r.pick.stage == stagePick })
	r.lists("whisper-cli") // what was typed meanwhile counts
	r.pick.Entered()
	r.key(fyne.KeyReturn)
	r.untilAsked("unlock", "copy whisper")
}

func TestEscapeGivesTheWaitUp(t *testing.T) {
	st := pickable()
	r := newPickRig(t, st)
	r.holds()
	r.key(fyne.KeyReturn)
	r.clock.forward(waitNoticed)
	r.untilSees("Waiting for GNOME Keyring")
	r.key(fyne.KeyEscape)
	r.untilAskedAll("copy obsidian", "cancel")
	r.sees("10 keys")
	if r.gone() {
		t.Error("it is gone, too")
	}
}

func TestAKeyringThatStaysLockedCanBeTriedAgain(t *testing.T) {
	st := pickable()
	keyringLocked(&st)
	r := newPickRig(t, st)
	r.svc.fail(&api.Error{Kind: api.Dismissed, Text: "You closed the keyring's prompt."})
	r.key(fyne.KeyReturn)
	r.untilSees("GNOME Keyring stayed locked")
	r.sees("You closed the keyring's prompt.", "Try again")
	r.key(fyne.KeyReturn) // still held down
	r.sees("Try again")
	r.clock.forward(heldFor)
	r.key(fyne.KeyReturn)
	r.untilAsked("unlock", "unlock")
}

func TestAFileThatIsLockedAsksForItsPassphrase(t *testing.T) {
	st := pickable()
	fileIsLocked(&st)
	r := newPickRig(t, st)
	r.key(fyne.KeyReturn)
	r.types("a passphrase")
	r.misses("a passphrase")
	r.key(fyne.KeyReturn)
	r.untilAsked("unlock")
	r.until("the passphrase is there", func() bool { return len(r.svc.secrets) > 0 })
	if r.svc.secrets[0] != "a passphrase" {
		t.Errorf("it was opened with %d characters", len(r.svc.secrets[0]))
	}
	r.changes(func(st *api.State) {
		st.Keychain = api.Keychain{Name: "the encrypted file", Status: api.KeychainOK, Store: api.StoreFile, File: true}
	})
	r.untilSees("10 keys")
	if r.svc.given[0].Len() > 0 && !wiped(r.svc.given[0].Reveal()) {
		t.Error("the passphrase is not wiped")
	}
}

func wiped(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

func TestARefusedCopySaysWhy(t *testing.T) {
	r := newPickRig(t, pickable())
	r.refuses()
	r.key(fyne.KeyReturn)
	r.untilSees("Obsidian notes was not copied")
	r.sees("No keychain is running. Keytray has nowhere safe to keep keys.")
	r.clock.forward(time.Minute)
	if r.gone() {
		t.Error("it is gone before anybody has read it")
	}
	r.svc.fail(nil)
	r.key(fyne.KeyReturn)
	r.untilAsked("copy obsidian", "copy obsidian")
}

func TestThePickerOffersWhatWasMeant(t *testing.T) {
	r := newPickRig(t, pickable())
	r.types("oepnia")
	r.sees("No key matches “oepnia”. Did you mean OpenAI?")
	r.key(fyne.KeyReturn)
	r.sees("2 of 10")
	r.lists("Obsidian notes", "chat-app")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Errorf("the service was asked %q", asked)
	}
}

func TestThePickerSaysWhereElseAKeyWasFound(t *testing.T) {
	st := pickable()
	st.Keys[0].Tags = []string{"conference"}
	r := newPickRig(t, st)
	r.types("confer")
	r.sees("Groq · personal · ", "confer", "ence")
	r.lists("whisper-cli")
}

func TestWithoutAKeyThePickerOffersToAddOne(t *testing.T) {
	st := pickable()
	st.Keys = nil
	r := newPickRig(t, st)
	r.key(fyne.KeyReturn)
	r.untilAsked("show add ")
	r.until("it is gone", r.gone)
}

func TestWithoutAnAgentThePickerStartsOne(t *testing.T) {
	st := pickable()
	r := newPickRig(t, st)
	r.pick.Lost(&api.Error{Kind: api.NoAgent})
	r.misses("chat-app")
	r.key(fyne.KeyReturn)
	r.untilAsked("start agent")
	r.pick.Render(st)
	r.sees("chat-app")
	if r.gone() {
		t.Error("a new agent counts from the beginning, and closes it")
	}
}

func TestASlowAgentIsWaitedFor(t *testing.T) {
	r := openPickRig(t, pickable(), 0)
	r.misses("Waiting for Keytray.")
	r.clock.forward(waitNoticed)
	r.sees("Waiting for Keytray.")
	r.types("whi")
	r.pick.Render(pickable())
	r.lists("whisper-cli")
}

// What the ring says must be true.
func TestTheRingTellsAnEarlyEnd(t *testing.T) {
	live := api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Until: today.Add(30 * time.Second)}
	for ended, want := range map[string]string{
		api.ClearedOnPaste: "Pasted, cleared.", api.ClearedNotOurs: "Something else is on the clipboard now.",
		api.ClearedOurs: "Clipboard cleared", api.ClearedFailed: "The clipboard could not be cleared.",
	} {
		r := newPickRig(t, pickable())
		r.pick.copied(live)
		r.changes(func(*api.State) {}) // of before the copy
		r.sees("Obsidian notes copied")
		r.changes(func(st *api.State) { st.Clipboard = live })
		r.sees("Obsidian notes copied")
		r.changes(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: ended} })
		r.sees(want)
	}
}

func TestAChangeOfTheKeysKeepsTheChoice(t *testing.T) {
	r := newPickRig(t, pickable())
	for range 3 {
		r.key(fyne.KeyDown)
	}
	before := r.pick.chosenKey().ID
	r.changes(func(st *api.State) {
		st.Keys = append([]api.Key{keyOf("new", "aaa", "openai", "", 1)}, st.Keys...)
		st.Keys[0].Pinned = true
	})
	if got := r.pick.chosenKey().ID; got != before {
		t.Errorf("%s is chosen, before it was %s", got, before)
	}
}

func TestThePickerFitsWithLargerText(t *testing.T) {
	for name, s := range pickerScreens {
		r := newPickRig(t, pickable())
		test.ApplyTheme(t, larger{})
		r.frame.Resize(r.pick.size())
		s.open(r)
		r.textFits(name)
		r.buttonsFit(name)
	}
}

// Nothing of the picker is in what other programs read of a window.
func TestThePickersTitleNamesNoKey(t *testing.T) {
	r := newPickRig(t, pickable())
	r.copies("obsidian")
	if got := r.frame.Title(); got != "Keytray: find a key" {
		t.Errorf("the title is %q", got)
	}
}

func BenchmarkPickerKeystroke10000(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(kit.Theme{})
	st := pickable()
	for i := range 10_000 {
		k := st.Keys[i%10]
		k.ID, k.Name = fmt.Sprint("key", i), fmt.Sprintf("%s %d", k.Name, i)
		st.Keys = append(st.Keys, k)
	}
	w := test.NewWindow(nil)
	k := NewPicker(b.Context(), Params{Window: w, Now: func() time.Time { return today }, After: func(time.Duration, func()) func() { return func() {} }}, 0)
	k.Render(st)
	for b.Loop() {
		test.Type(k.view.search, "o")
		k.view.search.SetText("")
	}
}

func TestThePickerFollowsTheTheme(t *testing.T) {
	r := newPickRig(t, pickable())
	var set []kit.Theme
	r.pick.p.SetTheme = func(t kit.Theme) { set = append(set, t) }
	r.changes(func(st *api.State) { st.Settings = []api.Setting{{Key: settingTheme, Value: "light"}} })
	r.changes(func(st *api.State) { st.Settings = []api.Setting{{Key: settingTheme, Value: "dark"}} })
	r.changes(func(st *api.State) { st.Notice = "something else" })
	if len(set) != 2 || set[1].Only == nil || *set[1].Only != theme.VariantDark {
		t.Errorf("it was given %+v", set)
	}
}
