package window

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
)

// goes makes a state one without a key.
func goes(st *api.State, id string) {
	st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == id })
}

// The keychain may ask about the first key meanwhile, and be answered after the second.
func TestACopyTakesThePlaceOfTheOneBefore(t *testing.T) {
	r := newRig(t, someState())
	r.svc.hold = make(chan struct{})
	r.win.keys.list.open("chat")
	r.key(fyne.KeyReturn)
	r.untilAsked("copy chat")
	first := r.ran
	r.win.keys.list.open("vercel")
	r.key(fyne.KeyReturn)
	r.untilAsked("copy chat", "copy vercel")
	r.until("the first is given up", func() bool { return r.ran > first+1 }) // its answer and a history
	r.misses("You stopped it before it was done.")
	close(r.svc.hold)
}

func TestAStateScrollsNoListAway(t *testing.T) {
	st := someState()
	st.Keys = manyKeys(100)
	r := newRig(t, st)
	l := r.win.keys.list
	test.Scroll(r.frame.Canvas(), fyne.NewPos(150, 400), 0, -1500)
	before := l.list.Place(0).Y
	if before > -1000 {
		t.Fatalf("it is scrolled by %v", before)
	}
	r.change(func(st *api.State) { st.NextReminder = today.AddDate(0, 0, 9) })
	if got := l.list.Place(0).Y; got != before {
		t.Errorf("a state scrolls from %v to %v", before, got)
	}
	r.key(fyne.KeyDown)
	if r.shownRows()[l.selected] == nil {
		t.Error("an arrow selects what is out of sight")
	}
}

func TestAClickIsAboutTheKeyThatWasPressed(t *testing.T) {
	r := newRig(t, someState())
	rows := r.shownRows()
	v := rows["home"]
	v.MouseDown(nil)
	r.change(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		st.Keys[9].Phase = "exposed" // moves to the top
	})
	if v.key.ID == "home" {
		t.Fatal("the row shows the same key")
	}
	v.MouseUp(nil)
	v.Tapped(nil)
	if got := r.win.keys.list.selected; got != "home" {
		t.Errorf("%q is selected", got)
	}
}

func TestAKeyThatComesBackIsSelectedAgain(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("laptop")
	all := r.win.state.Keys
	r.change(func(st *api.State) { goes(st, "laptop") })
	r.change(func(st *api.State) { st.Keys = all })
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("%q is selected", got)
	}
}

func TestANarrowWindowGoesBackWhenItsKeyIsGone(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Resize(fyne.NewSize(400, 640))
	r.win.keys.list.tap("laptop")
	r.change(func(st *api.State) { goes(st, "laptop") })
	r.sees("Needs rotating")
}

func TestTheSecondClickOfTwoPressesNothingElse(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Resize(fyne.NewSize(400, 640))
	for i, row := range slices.Clone(r.win.keys.list.rows) {
		if row.key == nil || r.shownRows()[row.key.ID] == nil {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.win.keys.list.list).Add(r.win.keys.list.list.Place(i)).AddXY(150, 24)
		if at.Y > 560 {
			break
		}
		r.svc.set(func() { r.svc.calls = nil })
		test.TapCanvas(r.frame.Canvas(), at)
		test.TapCanvas(r.frame.Canvas(), at)
		r.untilAsked("copy " + row.key.ID)
		r.until("it is copied", func() bool { return !r.win.copy.under })
		if r.win.page != page(r.win.keys) || r.over() > 0 || r.win.keys.detail.editing {
			t.Fatalf("row %d: two clicks lead to %T", i, r.win.page)
		}
		r.clock.forward(time.Second)
		if r.win.keys.shield.Visible() {
			t.Fatal("clicks do nothing any more")
		}
		r.win.openDetail(false)
	}
}

func TestASearchIsNoDisguiseForAKey(t *testing.T) {
	for _, lead := range []string{"-pinned:", "-due:now ", "-tag:"} {
		r := newRig(t, someState())
		key := madeUp("openai", "project")
		r.pastes(lead + key)
		r.hides(key)
		if r.win.keys.list.search.Text != "" {
			t.Errorf("%s: the search shows it", lead)
		}
	}
}

// setting is a service that stores the first value when it is told to.
type setting struct {
	*fakeService
	mu     sync.Mutex
	first  chan struct{}
	stored []string
}

func (s *setting) SetSetting(_ context.Context, key, value string) (api.Setting, error) {
	_ = s.call("set " + value)
	<-s.first
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stored = append(s.stored, value)
	return api.Setting{Key: key, Value: value}, nil
}

func TestTheLastValueOfASettingStays(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	s := &setting{fakeService: r.svc, first: make(chan struct{})}
	r.win.p.Service = s
	row := p.byKey[settingTheme]
	p.set(row, settingTheme, "light")
	r.untilAsked("set light")
	p.set(row, settingTheme, "dark")
	p.set(row, settingTheme, "system") // as it was
	if asked := r.svc.asked(); len(asked) != 1 {
		t.Errorf("two at once: %q", asked)
	}
	close(s.first)
	r.untilAsked("set light", "set system")
	r.until("it is stored", func() bool { return len(p.asked) == 0 })
	if got := s.stored; !slices.Equal(got, []string{"light", "system"}) || p.stored[settingTheme] != "system" {
		t.Errorf("stored %q, shown %q", got, p.stored[settingTheme])
	}
}

// failing is an agent whose Wait fails at once.
type failing struct {
	*fakeService
	states int
}

func (f *failing) State(context.Context) (api.State, error) { f.states++; return api.State{}, nil }

func (f *failing) Wait(context.Context, uint64) (api.State, error) {
	return api.State{}, &api.Error{Kind: api.Failed}
}

func TestFollowPausesWhereWaitFailsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		svc := &failing{fakeService: &fakeService{}}
		follow(ctx, svc, func(api.State) {}, func(error) {})
		if svc.states > 15 {
			t.Errorf("%d states in a second", svc.states)
		}
	})
}

func TestADroppedFileIsForThePageItWasDroppedOn(t *testing.T) {
	r := newRig(t, someState())
	r.drops(openAIKey(t))
	r.win.Open(api.View{Name: api.ViewSettings})
	r.untilSees("The file came too late for the page it was dropped on. Drop it again.")

	r = newRig(t, someState())
	test.TapSecondary(r.shownRows()["chat"])
	r.drops(openAIKey(t))
	r.sees("Close what lies over the page first, then drop the file again")
	if r.win.setupOpen() != nil {
		t.Error("it is taken all the same")
	}
}

func TestTheHelpNamesUndoAndRename(t *testing.T) {
	r := newRig(t, someState())
	r.win.help()
	r.sees("F2", "Change the name of the selected key", "Ctrl Z", "Take the last change back")
}

func TestTheHelpIsGermanThroughout(t *testing.T) {
	inGerman(t)
	r := newRig(t, someState())
	r.win.help()
	r.misses("Edit the selected key", "Take the last change back")
}

func TestAPickerRowThatBecameAnotherIsNotCopied(t *testing.T) {
	r := newPickRig(t, pickable())
	row := r.pick.view.list.rows[2]
	row.MouseDown(nil)
	r.changes(func(st *api.State) {
		st.Keys = slices.Clone(st.Keys)
		st.Keys[5].CopiedAt = today
	})
	row.MouseUp(nil)
	row.Tapped(nil)
	if r.pick.call != nil {
		t.Errorf("a click copies %s, which was not there when the button went down", row.name.Text())
	}
	row.MouseDown(nil)
	row.Tapped(nil)
	r.untilAsked("copy " + row.of)
}

func TestTheCopyFollowsThePassphraseThoughTheStateIsFirst(t *testing.T) {
	st := pickable()
	st.Keychain = api.Keychain{Store: api.StoreFile, Status: api.KeychainOK}
	r := newPickRig(t, st)
	r.svc.fail(&api.Error{Kind: api.Locked, Text: "It is locked."})
	r.types("whi")
	r.key(fyne.KeyReturn)
	r.until("it asks", func() bool { return r.pick.form != nil })
	r.changes(func(st *api.State) { st.Keychain.Status, st.Keychain.NeedsPassphrase = api.KeychainLocked, true })
	r.svc.fail(nil)
	r.types("a passphrase")
	r.key(fyne.KeyReturn)
	r.untilAsked("copy whisper", "unlock")
	r.changes(func(st *api.State) { st.Keychain.Status, st.Keychain.NeedsPassphrase = api.KeychainOK, false })
	r.untilAsked("copy whisper", "unlock", "copy whisper")
}

func TestEnterCopiesNoOtherKeyThanTheChosenOneInThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	r.key(fyne.KeyDown)
	r.key(fyne.KeyDown)
	was := r.pick.chosenKey().ID
	r.changes(func(st *api.State) { goes(st, was) })
	r.changes(func(*api.State) {})
	r.key(fyne.KeyReturn)
	if got := r.pick.chosenKey().ID; got != "" || r.pick.call != nil {
		t.Errorf("%s is gone, and %q is chosen", was, got)
	}
	r.key(fyne.KeyDown)
	r.key(fyne.KeyReturn)
	r.untilAsked("copy obsidian")
}

func TestAChoiceOutOfSightComesIntoSightFirst(t *testing.T) {
	r := newPickRig(t, pickable())
	l := r.pick.view.list
	for range 5 {
		l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -100)})
	}
	r.misses("Obsidian notes")
	r.changes(func(*api.State) {})
	r.misses("Obsidian notes")
	r.key(fyne.KeyReturn)
	r.sees("Obsidian notes")
	if r.pick.call != nil {
		t.Error("what nobody has seen is copied")
	}
	r.key(fyne.KeyReturn)
	r.untilAsked("copy obsidian")
}

func TestAKeyIsNotShownInThePicker(t *testing.T) {
	r := newPickRig(t, pickable())
	key := madeUp("openai", "project")
	r.pastes(key)
	if strings.Contains(r.seen(), key) || r.pick.view.search.Text != "" {
		t.Error("it is in sight")
	}
	r.sees("That looks like a key. Paste it in the window to set it up.")
	r.textFits("the note")
	r.pastes("whi")
	r.lists("whisper-cli")
}

func TestACopiedNameOutlivesASecondLook(t *testing.T) {
	r := openPickRig(t, pickable(), time.Minute)
	r.pick.Render(pickable())
	r.types("obs")
	r.with(nameOfIt)
	r.clock.forward(copiedStays)
	r.changes(func(st *api.State) { st.Picks++ })
	r.key(fyne.KeyEscape)
	if r.gone() {
		t.Error(fmt.Sprint("the process ends, and with it ", r.clip.Content()))
	}
}
