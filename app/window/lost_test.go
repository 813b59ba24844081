package window

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

var crashed = &api.Error{Kind: api.NoAgent, Text: "Keytray stopped before it answered. Start it with: keytray"}

func TestAnAgentThatCrashedIsStartedAgain(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("laptop")
	r.win.Lost(crashed)
	r.Sees("The agent has ended. It is being started again.", "whisper-cli", "No agent")
	r.UntilAsked("start agent")
	r.change(func(*api.State) {})
	r.Misses("The agent has ended.", "No agent")
	if got := r.win.keys.list.selected; got != "laptop" {
		t.Errorf("%q is selected afterwards", got)
	}
}

// One that ends at once is not started for ever.
func TestAnAgentThatCrashesAgainWaitsForThePerson(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(crashed)
	r.UntilAsked("start agent")
	r.change(func(*api.State) {})
	r.Clock.Forward(restartPause / 2)
	r.win.Lost(crashed)
	r.Sees("The agent has ended. Keytray cannot copy, clear or remind without it.", "Start again")
	r.Press("Start again")
	r.Until("it is started by hand", func() bool {
		return len(slices.DeleteFunc(r.Service.Asked(), func(s string) bool { return s != "start agent" })) == 2
	})
	r.change(func(*api.State) {})
	r.Clock.Forward(2 * restartPause)
	r.win.Lost(crashed)
	r.Sees("It is being started again.")
}

func TestAnAgentThatCannotBeStartedSaysWhy(t *testing.T) {
	r := newRig(t, someState())
	r.Service.Fail(errors.New("The program is gone. Install Keytray again."))
	r.win.Lost(crashed)
	r.UntilSees("The program is gone. Install Keytray again.")
	r.Sees("Start again")
}

// Whoever quit it does not want it back.
func TestAnAgentThatWasQuitIsNotStarted(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(&api.Error{Kind: api.Ended, Text: "Keytray was quit. Start it with: keytray"})
	r.Sees("Keytray was quit. It cannot copy, clear or remind now.", "Start again")
	r.Misses("Start it with")
	if asked := r.Service.Asked(); len(asked) > 0 {
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
	r.Misses("Changes apply at once.")
	r.win.Lost(crashed)
	r.change(func(st *api.State) { st.Agent.PID, st.Show = 12, api.Shown{View: settings, Serial: 1} })
	r.Sees("Changes apply at once.")
}

func TestNothingIsSaidOfAShortWaitForTheFirstState(t *testing.T) {
	r := emptyRig(t)
	r.Misses("Waiting")
	r.Clock.Forward(client.WaitNoticed - 1)
	r.Misses("Waiting")
	r.Clock.Forward(1)
	r.Sees("Waiting for the agent.")
	r.win.Render(someState())
	r.Misses("Waiting")
	r.Sees("whisper-cli")
	if n := r.Clock.Waiting(); n != 0 {
		t.Errorf("%d timers are left", n)
	}
}

func TestWithoutAStateTheWindowSaysWhyInItsMiddle(t *testing.T) {
	r := emptyRig(t)
	r.Service.Fail(errors.New("The program is gone. Install Keytray again."))
	r.win.Lost(crashed)
	r.UntilSees("The program is gone. Install Keytray again.")
	r.Sees("There is nothing to show")
	r.Service.Fail(nil)
	r.win.Broken(api.State{Broken: "The list of keys is damaged."})
	r.Sees("The list of keys is damaged.", "Open Doctor")
	r.Press("Open Doctor")
	r.Until("the doctor is asked", func() bool { return slices.Contains(r.Service.Asked(), "doctor") })
}

func TestALockedKeychainCanBeUnlocked(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainLocked })
	r.Sees("GNOME Keyring is locked.", "whisper-cli", "GNOME Keyring · locked")
	r.Service.Fail(&api.Error{Kind: api.Dismissed, Text: "The keyring stayed locked."})
	r.Press("Unlock")
	r.UntilSees("The keyring stayed locked.")
	r.Service.Fail(nil)
	before := len(r.Service.Asked())
	r.Press("Try again")
	r.Until("it is asked again", func() bool { return len(r.Service.Asked()) > before })
	if secrets := r.Service.Secrets; strings.Join(secrets, "") != "" {
		t.Error("a passphrase was sent")
	}
	r.change(func(st *api.State) { st.Keychain.Status = api.KeychainOK })
	r.Misses("is locked", "stayed locked")
}

func TestAMissingCollectionCanBeMade(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Status, st.Keychain.CanMake = api.KeychainNoCollection, true })
	r.Sees("Your keyring has no default collection yet.")
	r.Press("Create it")
	r.UntilAsked("unlock")
	r.change(func(st *api.State) { st.Keychain.CanMake = false })
	r.Misses("Create it")
	r.Sees("Open Doctor")
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
	r.Sees("A copy is cleared after 45 s.")
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
	r.Sees("chat-app")
	s := r.pasted()
	r.change(func(st *api.State) { st.Settings = []api.Setting{{Key: settingLanguage, Value: "en"}} })
	if r.win.page != page(s) || !s.hasKey() {
		t.Error("the pasted key is gone")
	}
	r.Key(fyne.KeyEscape)
}

func TestCancelIsOfferedOnceAWaitTires(t *testing.T) {
	r := newRig(t, someState())
	r.change(func(st *api.State) { st.Keychain.Waiting = true })
	r.Clock.Forward(waitTired - time.Millisecond)
	r.Sees("Waiting for GNOME Keyring.")
	r.Misses("Cancel")
	r.Clock.Forward(time.Millisecond)
	r.Press("Cancel")
	r.UntilAsked("cancel")
}

// One that answers and ends before it tells a state leaves nobody waiting.
func TestAnAgentThatEndsAtItsStartCanBeStartedByHand(t *testing.T) {
	r := newRig(t, someState())
	r.win.Lost(crashed)
	r.UntilAsked("start agent")
	r.Until("it has answered once", func() bool { return r.win.stopStart != nil })
	r.Sees("It is being started again.")
	r.Clock.Forward(answerLimit)
	r.Misses("It is being started again.")
	r.Press("Start again")
	r.UntilAsked("start agent", "start agent")
	r.change(func(*api.State) {})
	r.Clock.Forward(answerLimit)
	r.Misses("The agent has ended.")
}
