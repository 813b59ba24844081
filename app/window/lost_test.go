package window

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

var crashed = &api.Error{Kind: api.NoAgent, Text: "Keytray stopped before it answered. Start it with: keytray"}

func TestAnAgentThatCrashedIsStartedAgain(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("laptop")
	r.win.Lost(crashed)
	r.sees("The agent has ended. It is being started again.", "whisper-cli", "No agent")
	r.untilAsked("start agent")
	r.change(func(*api.State) {})
	r.misses("The agent has ended.", "No agent")
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("%q is selected afterwards", got)
	}
}

// One that ends at once is not started for ever.
func TestAnAgentThatCrashesAgainWaitsForThePerson(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(crashed)
	r.untilAsked("start agent")
	r.change(func(*api.State) {})
	r.clock.forward(restartPause / 2)
	r.win.Lost(crashed)
	r.sees("The agent has ended. Keytray cannot copy, clear or remind without it.", "Start again")
	r.press("Start again")
	r.until("it is started by hand", func() bool {
		return len(slices.DeleteFunc(r.svc.asked(), func(s string) bool { return s != "start agent" })) == 2
	})
	r.change(func(*api.State) {})
	r.clock.forward(2 * restartPause)
	r.win.Lost(crashed)
	r.sees("It is being started again.")
}

func TestAnAgentThatCannotBeStartedSaysWhy(t *testing.T) {
	r := newRig(t, someState())
	r.svc.fail(errors.New("The program is gone. Install Keytray again."))
	r.win.Lost(crashed)
	r.untilSees("The program is gone. Install Keytray again.")
	r.sees("Start again")
}

// Whoever quit it does not want it back.
func TestAnAgentThatWasQuitIsNotStarted(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(&api.Error{Kind: api.Ended, Text: "Keytray was quit. Start it with: keytray"})
	r.sees("Keytray was quit. It cannot copy, clear or remind now.", "Start again")
	r.misses("Start it with")
	if asked := r.svc.asked(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

// What a new agent was asked for before this window found it is not lost.
func TestANewAgentIsFollowedFromItsFirstRequestOn(t *testing.T) {
	settings := api.View{Name: api.ViewSettings}
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Agent.PID, st.Show = 10, api.Shown{Serial: 3} })
	r.win.Lost(crashed)
	r.change(func(st *api.State) { st.Agent.PID, st.Show = 11, api.Shown{} })
	r.misses("Changes apply at once.")
	r.win.Lost(crashed)
	r.change(func(st *api.State) { st.Agent.PID, st.Show = 12, api.Shown{View: settings, Serial: 1} })
	r.sees("Changes apply at once.")
}

func TestNothingIsSaidOfAShortWaitForTheFirstState(t *testing.T) {
	r := emptyRig(t)
	r.misses("Waiting")
	r.clock.forward(waitNoticed - 1)
	r.misses("Waiting")
	r.clock.forward(1)
	r.sees("Waiting for the agent.")
	r.win.Render(someState())
	r.misses("Waiting")
	r.sees("whisper-cli")
	if n := r.clock.waiting(); n != 0 {
		t.Errorf("%d timers are left", n)
	}
}

func TestWithoutAStateTheWindowSaysWhyInItsMiddle(t *testing.T) {
	r := emptyRig(t)
	r.svc.fail(errors.New("The program is gone. Install Keytray again."))
	r.win.Lost(crashed)
	r.untilSees("The program is gone. Install Keytray again.")
	r.sees("There is nothing to show")
	r.svc.fail(nil)
	r.win.Broken(api.State{Broken: "The list of keys is damaged."})
	r.sees("The list of keys is damaged.", "Open Doctor")
	r.press("Open Doctor")
	r.until("the doctor is asked", func() bool { return slices.Contains(r.svc.asked(), "doctor") })
}

func TestALockedKeychainCanBeUnlocked(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
	r.sees("GNOME Keyring is locked.", "whisper-cli", "GNOME Keyring · locked")
	r.svc.fail(&api.Error{Kind: api.Dismissed, Text: "The keyring stayed locked."})
	r.press("Unlock")
	r.untilSees("The keyring stayed locked.")
	r.svc.fail(nil)
	before := len(r.svc.asked())
	r.press("Try again")
	r.until("it is asked again", func() bool { return len(r.svc.asked()) > before })
	if secrets := r.svc.secrets; strings.Join(secrets, "") != "" {
		t.Error("a passphrase was sent")
	}
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
	r.misses("is locked", "stayed locked")
}

func TestAMissingCollectionCanBeMade(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Status, st.Keychain.CanMake = api.KeychainNoCollection, true })
	r.sees("Your keyring has no default collection yet.")
	r.press("Create it")
	r.untilAsked("unlock")
	r.change(func(st *api.State) { st.Keychain.CanMake = false })
	r.misses("Create it")
	r.sees("Open Doctor")
}

func TestASettingThatWasChangedElsewhereIsFollowed(t *testing.T) {
	r := newRig(t, someState())
	size := 0
	r.win.p.SetTextSize = func(percent int) { size = percent }
	set := func(key, value string) {
		r.change(func(st *api.State) { st.Settings = []api.Setting{{Key: key, Value: value}} })
	}
	set(settingTheme, "dark")
	if r.theme.Only == nil {
		t.Error("the theme is still the system's")
	}
	r.theme = kit.Theme{}
	r.change(func(st *api.State) { st.Notice = "something else" })
	if r.theme.Only != nil {
		t.Error("the theme is set though nothing changed")
	}
	set(settingTextSize, "150")
	if size != 150 {
		t.Errorf("the text size is %d", size)
	}
	set(settingClearAfter, "45s")
	r.sees("A copy is cleared after 45 s.")
}

// A new language reaches what is in sight; what was looked for and selected stays.
func TestANewLanguageKeepsWhatIsInSight(t *testing.T) {
	r := newRig(t, someState())
	spoken := ""
	r.win.p.Speak = func(language string) { spoken = language }
	before := r.win.keys
	before.list.search.SetText("app")
	r.change(func(st *api.State) { st.Settings = []api.Setting{{Key: settingLanguage, Value: "de"}} })
	if spoken != "de" || r.win.keys == before {
		t.Fatalf("%q is spoken, and the keys are made again: %v", spoken, r.win.keys != before)
	}
	if l := r.win.keys.list; l.search.Text != "app" || l.selected != "chat" {
		t.Errorf("%q is looked for and %q selected", l.search.Text, l.selected)
	}
	r.sees("chat-app")
	s := r.pasted()
	r.change(func(st *api.State) { st.Settings = []api.Setting{{Key: settingLanguage, Value: "en"}} })
	if r.win.page != page(s) || !s.hasKey() {
		t.Error("the pasted key is gone")
	}
	r.key(fyne.KeyEscape)
}

func TestCancelIsOfferedOnceAWaitTires(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.clock.forward(waitTired - time.Millisecond)
	r.sees("Waiting for GNOME Keyring.")
	r.misses("Cancel")
	r.clock.forward(time.Millisecond)
	r.press("Cancel")
	r.untilAsked("cancel")
}
