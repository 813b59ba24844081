package window

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/windowtest"
)

// goes makes a state one without a key.
func goes(st *api.State, id string) {
	st.Keys = slices.DeleteFunc(slices.Clone(st.Keys), func(k api.Key) bool { return k.ID == id })
}

// The keychain may ask about the first key meanwhile, and be answered after the second.
func TestACopyTakesThePlaceOfTheOneBefore(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Hold = make(chan struct{})
	r.win.keys.list.open("chat")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy chat")
	first := r.Ran
	r.win.keys.list.open("vercel")
	r.Key(fyne.KeyReturn)
	r.UntilAsked("copy chat", "copy vercel")
	r.Until("the first is given up", func() bool { return r.Ran > first+1 }) // its answer and a history
	r.Misses("You stopped it before it was done.")
	close(r.Service.Hold)
}

func TestAStateScrollsNoListAway(t *testing.T) {
	st := someState()
	st.Keys = manyKeys(100)
	r := newRig(t, st)
	l := r.win.keys.list
	test.Scroll(r.Frame.Canvas(), fyne.NewPos(150, 400), 0, -1500)
	before := l.list.Place(0).Y
	if before > -1000 {
		t.Fatalf("it is scrolled by %v", before)
	}
	r.change(func(st *api.State) { st.NextReminder = today.AddDate(0, 0, 9) })
	if got := l.list.Place(0).Y; got != before {
		t.Errorf("a state scrolls from %v to %v", before, got)
	}
	r.Key(fyne.KeyDown)
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
	r.Frame.Resize(fyne.NewSize(400, 640))
	r.win.keys.list.tap("laptop")
	r.change(func(st *api.State) { goes(st, "laptop") })
	r.Sees("Needs rotating")
}

func TestTheSecondClickOfTwoPressesNothingElse(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Resize(fyne.NewSize(400, 640))
	for i, row := range slices.Clone(r.win.keys.list.rows) {
		if row.key == nil || r.shownRows()[row.key.ID] == nil {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.win.keys.list.list).Add(r.win.keys.list.list.Place(i)).AddXY(150, 24)
		if at.Y > 560 {
			break
		}
		r.Service.Set(func() { r.Service.Calls = nil })
		test.TapCanvas(r.Frame.Canvas(), at)
		test.TapCanvas(r.Frame.Canvas(), at)
		r.UntilAsked("copy " + row.key.ID)
		r.Until("it is copied", func() bool { return !r.win.copy.under })
		if r.win.page != page(r.win.keys) || r.over() > 0 || r.win.keys.detail.editing {
			t.Fatalf("row %d: two clicks lead to %T", i, r.win.page)
		}
		r.Clock.Forward(time.Second)
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
	*windowtest.Service
	mu     sync.Mutex
	first  chan struct{}
	stored []string
}

func (s *setting) SetSetting(_ context.Context, key, value string) (api.Setting, error) {
	_ = s.Note("set " + value)
	<-s.first
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stored = append(s.stored, value)
	return api.Setting{Key: key, Value: value}, nil
}

func TestTheLastValueOfASettingStays(t *testing.T) {
	r := newRig(t, someState())
	p := r.settingsPage()
	s := &setting{Service: r.Service, first: make(chan struct{})}
	r.win.p.Service = s
	row := p.byKey[settingTheme]
	p.set(row, settingTheme, "light")
	r.UntilAsked("set light")
	p.set(row, settingTheme, "dark")
	p.set(row, settingTheme, "system") // as it was
	if asked := r.Service.Asked(); len(asked) != 1 {
		t.Errorf("two at once: %q", asked)
	}
	close(s.first)
	r.UntilAsked("set light", "set system")
	r.Until("it is stored", func() bool { return len(p.asked) == 0 })
	if got := s.stored; !slices.Equal(got, []string{"light", "system"}) || p.stored[settingTheme] != "system" {
		t.Errorf("stored %q, shown %q", got, p.stored[settingTheme])
	}
}

func TestADroppedFileIsForThePageItWasDroppedOn(t *testing.T) {
	r := newRig(t, someState())
	r.drops(openAIKey(t))
	r.win.Open(api.View{Name: api.ViewSettings})
	r.UntilSees("The file came too late for the page it was dropped on. Drop it again.")

	r = newRig(t, someState())
	test.TapSecondary(r.shownRows()["chat"])
	r.drops(openAIKey(t))
	r.Sees("Close what lies over the page first, then drop the file again")
	if r.win.setupOpen() != nil {
		t.Error("it is taken all the same")
	}
}

func TestTheHelpNamesUndoAndRename(t *testing.T) {
	r := newRig(t, someState())
	r.win.help()
	r.Sees("F2", "Change the name of the selected key", "Ctrl Z", "Take the last change back")
}

func TestTheHelpIsGermanThroughout(t *testing.T) {
	windowtest.InGerman(t)
	r := newRig(t, someState())
	r.win.help()
	r.Misses("Edit the selected key", "Take the last change back")
}
