package picker

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

func TestThreeLettersAndEnterCopyFromThePicker(t *testing.T) {
	r := newRig(t, pickable())
	r.Service.Copied = api.Clipboard{ID: "whisper", Key: "whisper-cli", Until: windowtest.Today.Add(30 * time.Second)}
	r.types("whi")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy whisper")
	r.UntilSees("whisper-cli copied")
	r.Sees("Paste it now. It clears in 30 s.", "Clear now")
	r.Clock.Forward(copiedStays - time.Millisecond)
	if r.gone() {
		t.Error("it is gone before anybody could read it")
	}
	r.Clock.Forward(time.Millisecond)
	if !r.gone() {
		t.Error("it stays")
	}
}

func TestThePickerBeginsWithPinnedAndRecentKeys(t *testing.T) {
	st := pickable()
	st.Keys[5].CopiedAt = windowtest.Today
	r := newRig(t, st)
	r.lists("Obsidian notes", "chat-app", "podcast intro", "vercel deploy", "launcher")
	r.Sees("10 keys")
}

func (r *rig) lists(want ...string) {
	r.Helper()
	if got := r.names(); !slices.Equal(got, want) {
		r.Errorf("it lists %q, want %q", got, want)
	}
}

func TestArrowsMoveInThePicker(t *testing.T) {
	r := newRig(t, pickable())
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
		r.Key(m.key)
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
	r := newRig(t, pickable())
	for range 30 {
		r.pick.view.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)})
	}
	r.lists("podcast intro", "dotfiles CI", "Home Assistant", "mirror bot", "whisper-cli")
	if got := r.pick.chosenKey().ID; got != "obsidian" {
		t.Errorf("the wheel chose %s", got)
	}
}

func TestAClickCopiesFromThePicker(t *testing.T) {
	r := newRig(t, pickable())
	test.Tap(r.pick.view.list.rows[2])
	r.UntilAsked("copy vercel")
}

func TestCtrlCCopiesFromThePicker(t *testing.T) {
	r := newRig(t, pickable())
	r.types("whi")
	r.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: r.Clip})
	r.UntilAsked("copy whisper")
}

func TestDelClearsWhileTheRingShows(t *testing.T) {
	r := newRig(t, pickable())
	r.Service.Cleared = api.Cleared{Result: api.ClearedOurs}
	r.copies("obsidian")
	r.Key(fyne.KeyDelete)
	r.UntilAsked("clear")
	r.UntilSees("Clipboard cleared")
	r.Clock.Forward(saidStays)
	if !r.gone() {
		t.Error("it stays")
	}
}

func TestTheButtonClearsToo(t *testing.T) {
	r := newRig(t, pickable())
	r.copies("obsidian")
	r.Frame.Canvas().FocusNext()
	if r.Focused() != fyne.Focusable(r.pick.view.said.clear) {
		t.Fatalf("Tab leads to %T", r.Focused())
	}
	r.Key(fyne.KeySpace)
	r.UntilAsked("clear")
}

func TestDelInTheSearchIsNoCommand(t *testing.T) {
	r := newRig(t, pickable())
	r.types("ab")
	r.Key(fyne.KeyHome)
	r.Key(fyne.KeyDelete)
	if got := r.pick.view.search.Text; got != "b" || len(r.Service.Asked()) > 0 {
		t.Errorf("the search holds %q, asked %q", got, r.Service.Asked())
	}
}

func TestBackspaceLeadsToAnotherKey(t *testing.T) {
	r := newRig(t, pickable())
	r.types("obs")
	r.copies("obsidian")
	r.Key(fyne.KeyBackspace)
	r.Clock.Forward(time.Minute)
	if r.gone() {
		t.Fatal("it is gone while the person looks for another key")
	}
	r.types("w") // the letters before are marked
	if got := r.pick.view.search.Text; got != "w" {
		t.Errorf("the search holds %q", got)
	}
}

func TestCtrlEnterOpensTheKeyInTheWindow(t *testing.T) {
	r := newRig(t, pickable())
	r.types("whi")
	r.with(showInWindow)
	r.UntilAsked("show keys whisper")
	r.Until("it is gone", r.gone)
}

func TestAltEnterCopiesTheVariable(t *testing.T) {
	r := newRig(t, pickable())
	r.types("obs")
	r.with(nameOfIt)
	if got := r.Clip.Content(); got != "OPENAI_API_KEY" {
		t.Errorf("the clipboard holds %q", got)
	}
	r.Sees("OPENAI_API_KEY copied")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("the service was asked %q", asked)
	}
	r.Clock.Forward(copiedStays)
	if !r.gone() {
		t.Error("it stays")
	}
}

func TestAKeyWithoutAVariableSaysSo(t *testing.T) {
	r := newRig(t, pickable())
	r.types("whi")
	r.Misses("Copy name")
	r.with(nameOfIt)
	r.Sees("whisper-cli has no variable.")
	if r.gone() || r.Clip.Content() != "" {
		t.Errorf("gone: %v, the clipboard holds %q", r.gone(), r.Clip.Content())
	}
}

// On X11 what a program has copied ends with it.
func TestACopiedNameOutlivesThePicker(t *testing.T) {
	st := pickable()
	r := openRig(t, st, time.Minute)
	r.pick.Render(st)
	r.types("obs")
	r.with(nameOfIt)
	r.Clock.Forward(copiedStays)
	if r.gone() {
		t.Fatal("the process ends, and the name with it")
	}
	r.changes(func(st *api.State) { st.Picks++ })
	r.lists("Obsidian notes", "chat-app", "vercel deploy", "launcher", "laptop")
	r.Key(fyne.KeyEscape)
	r.Clock.Forward(time.Minute)
	if !r.gone() {
		t.Error("it stays for ever")
	}
}

func TestEscapeAndLosingTheFocusClose(t *testing.T) {
	for what, do := range map[string]func(*rig){
		"Escape":                        func(r *rig) { r.Key(fyne.KeyEscape) },
		"Escape at the ring":            func(r *rig) { r.copies("obsidian"); r.Key(fyne.KeyEscape) },
		"losing the focus":              func(r *rig) { r.pick.Left() },
		"losing the focus, at the ring": func(r *rig) { r.copies("obsidian"); r.pick.Left() },
		"the shortcut again":            func(r *rig) { r.changes(func(st *api.State) { st.Picks++ }) },
	} {
		r := newRig(t, pickable())
		r.types("o")
		if do(r); !r.gone() {
			t.Errorf("%s does not close it", what)
		}
	}
}

func TestTheShortcutBringsAPickerThatLiesBehind(t *testing.T) {
	r := newRig(t, pickable())
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
	r := newRig(t, st)
	r.holds()
	r.types("whi")
	r.Misses("whisper-cli")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("unlock")
	r.Clock.Forward(client.WaitNoticed)
	r.Sees("Waiting for GNOME Keyring. It may be asking for your password.")
	r.pick.Left()
	if r.gone() {
		t.Fatal("it is gone while the keychain asks")
	}
	r.changes(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
	close(r.Service.Hold)
	r.Until("it is unlocked", func() bool { return r.pick.stage == stagePick })
	r.lists("whisper-cli") // what was typed meanwhile counts
	r.pick.Entered()
	r.Key(fyne.KeyReturn)
	r.UntilAsked("unlock", "copy whisper")
}

func TestEscapeGivesTheWaitUp(t *testing.T) {
	st := pickable()
	r := newRig(t, st)
	r.holds()
	r.Key(fyne.KeyReturn)
	r.Clock.Forward(client.WaitNoticed)
	r.UntilSees("Waiting for GNOME Keyring")
	r.Key(fyne.KeyEscape)
	r.UntilAskedAll("copy obsidian", "cancel")
	r.Sees("10 keys")
	if r.gone() {
		t.Error("it is gone, too")
	}
}

func TestAKeyringThatStaysLockedCanBeTriedAgain(t *testing.T) {
	st := pickable()
	keyringLocked(&st)
	r := newRig(t, st)
	r.Service.Fail(&api.Error{Kind: api.Dismissed, Text: "You closed the keyring's prompt."})
	r.Key(fyne.KeyReturn)
	r.UntilSees("GNOME Keyring stayed locked")
	r.Sees("You closed the keyring's prompt.", "Try again")
	r.Key(fyne.KeyReturn) // still held down
	r.Sees("Try again")
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("unlock", "unlock")
}

func TestAFileThatIsLockedAsksForItsPassphrase(t *testing.T) {
	st := pickable()
	fileIsLocked(&st)
	r := newRig(t, st)
	r.Key(fyne.KeyReturn)
	r.types("a passphrase")
	r.Misses("a passphrase")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("unlock")
	r.Until("the passphrase is there", func() bool { return len(r.Service.Secrets) > 0 })
	if r.Service.Secrets[0] != "a passphrase" {
		t.Errorf("it was opened with %d characters", len(r.Service.Secrets[0]))
	}
	r.changes(func(st *api.State) {
		st.Keychain = api.Keychain{Name: "the encrypted file", Status: api.KeychainOK, Store: api.StoreFile, File: true}
	})
	r.UntilSees("10 keys")
	if r.Service.Given[0].Len() > 0 && !wiped(r.Service.Given[0].Reveal()) {
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
	r := newRig(t, pickable())
	r.refuses()
	r.Key(fyne.KeyReturn)
	r.UntilSees("Obsidian notes was not copied")
	r.Sees("No keychain is running. Keytray has nowhere safe to keep keys.")
	r.Clock.Forward(time.Minute)
	if r.gone() {
		t.Error("it is gone before anybody has read it")
	}
	r.Service.Fail(nil)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy obsidian", "copy obsidian")
}

func TestThePickerOffersWhatWasMeant(t *testing.T) {
	r := newRig(t, pickable())
	r.types("oepnia")
	r.Sees("No key matches “oepnia”. Did you mean OpenAI?")
	r.Key(fyne.KeyReturn)
	r.Sees("2 of 10")
	r.lists("Obsidian notes", "chat-app")
	if asked := r.Service.Asked(); len(asked) > 0 {
		t.Errorf("the service was asked %q", asked)
	}
}

func TestThePickerSaysWhereElseAKeyWasFound(t *testing.T) {
	st := pickable()
	st.Keys[0].Tags = []string{"conference"}
	r := newRig(t, st)
	r.types("confer")
	r.Sees("Groq · personal · ", "confer", "ence")
	r.lists("whisper-cli")
}

func TestWithoutAKeyThePickerOffersToAddOne(t *testing.T) {
	st := pickable()
	st.Keys = nil
	r := newRig(t, st)
	r.Key(fyne.KeyReturn)
	r.UntilAsked("show add ")
	r.Until("it is gone", r.gone)
}

func TestWithoutAnAgentThePickerStartsOne(t *testing.T) {
	st := pickable()
	r := newRig(t, st)
	r.pick.Lost(&api.Error{Kind: api.NoAgent})
	r.Misses("chat-app")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("start agent")
	r.pick.Render(st)
	r.Sees("chat-app")
	if r.gone() {
		t.Error("a new agent counts from the beginning, and closes it")
	}
}

func TestASlowAgentIsWaitedFor(t *testing.T) {
	r := openRig(t, pickable(), 0)
	r.Misses("Waiting for Keytray.")
	r.Clock.Forward(client.WaitNoticed)
	r.Sees("Waiting for Keytray.")
	r.types("whi")
	r.pick.Render(pickable())
	r.lists("whisper-cli")
}

// What the ring says must be true.
func TestTheRingTellsAnEarlyEnd(t *testing.T) {
	live := api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Until: windowtest.Today.Add(30 * time.Second)}
	for ended, want := range map[string]string{
		api.ClearedOnPaste: "Pasted, cleared.", api.ClearedNotOurs: "Something else is on the clipboard now.",
		api.ClearedOurs: "Clipboard cleared", api.ClearedFailed: "The clipboard could not be cleared.",
	} {
		r := newRig(t, pickable())
		r.pick.copied(live)
		r.changes(func(*api.State) {}) // of before the copy
		r.Sees("Obsidian notes copied")
		r.changes(func(st *api.State) { st.Clipboard = live })
		r.Sees("Obsidian notes copied")
		r.changes(func(st *api.State) { st.Clipboard = api.Clipboard{Ended: ended} })
		r.Sees(want)
	}
}

func TestAChangeOfTheKeysKeepsTheChoice(t *testing.T) {
	r := newRig(t, pickable())
	for range 3 {
		r.Key(fyne.KeyDown)
	}
	before := r.pick.chosenKey().ID
	r.changes(func(st *api.State) {
		st.Keys = append([]api.Key{windowtest.Key("new", "aaa", "openai", "", 1)}, st.Keys...)
		st.Keys[0].Pinned = true
	})
	if got := r.pick.chosenKey().ID; got != before {
		t.Errorf("%s is chosen, before it was %s", got, before)
	}
}

func TestThePickerFitsWithLargerText(t *testing.T) {
	for name, s := range screens {
		r := newRig(t, pickable())
		test.ApplyTheme(t, windowtest.Larger{})
		r.Frame.Resize(r.pick.size())
		s.open(r)
		r.TextFits(name, nil)
		r.ButtonsFit(name)
	}
}

// Nothing of the picker is in what other programs read of a window.
func TestThePickersTitleNamesNoKey(t *testing.T) {
	r := newRig(t, pickable())
	r.copies("obsidian")
	if got := r.Frame.Title(); got != "Keytray: find a key" {
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
	now, after := func() time.Time { return windowtest.Today }, func(time.Duration, func()) func() { return func() {} }
	k := New(b.Context(), Params{Link: client.Link{Now: now, After: after}, Window: w})
	k.Render(st)
	for b.Loop() {
		test.Type(k.view.search, "o")
		k.view.search.SetText("")
	}
}

func TestThePickerFollowsTheTheme(t *testing.T) {
	r := newRig(t, pickable())
	var set []kit.Theme
	r.pick.p.SetTheme = func(t kit.Theme) { set = append(set, t) }
	r.changes(func(st *api.State) { st.Settings = []api.Setting{{Key: client.SettingTheme, Value: "light"}} })
	r.changes(func(st *api.State) { st.Settings = []api.Setting{{Key: client.SettingTheme, Value: "dark"}} })
	r.changes(func(st *api.State) { st.Notice = "something else" })
	if len(set) != 2 || set[1].Only == nil || *set[1].Only != theme.VariantDark {
		t.Errorf("it was given %+v", set)
	}
}
