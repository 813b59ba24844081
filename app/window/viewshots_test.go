package window

import (
	"maps"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// view is a picture of a view or a state that no other test compares, with words that
// have to be in sight there.
type view struct {
	screen
	says []string
}

var narrowWindow = fyne.NewSize(400, 640)

// liveCopy is a window with a key on the clipboard.
func liveCopy(r *rig) {
	r.Service.Set(func() {
		r.Service.Events = []api.Event{{At: today.AddDate(0, -3, 0), What: "added"}, {At: today, What: "copied"}}
	})
	r.win.keys.list.open("obsidian")
	r.Until("there is a history", func() bool { return r.win.keys.detail.history.Box.Visible() })
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "obsidian", Key: "Obsidian notes", Until: today.Add(30 * time.Second)}
	})
	r.Clock.Forward(12 * time.Second)
}

// mainViews are the main window, and what can lie over it.
func mainViews() map[string]view {
	return map[string]view{
		"main":     {screen{usual, liveCopy}, []string{"Needs rotating", "On the clipboard. Clears in 18 s.", "Clipboard clears in 18 s", "GNOME Keyring · unlocked"}},
		"main-760": {screen{fyne.NewSize(760, 640), liveCopy}, []string{"Needs rotating", "Hold to reveal"}},
		"main-400": {screen{narrowWindow, liveCopy}, []string{"Needs rotating", "Clipboard clears in 18 s"}},
		"main-reveal": {screen{usual, func(r *rig) {
			r.Service.Value = madeUp("openai", "project")
			r.win.revealKey("chat", true)
			r.Until("it shows", func() bool { return r.win.keys.detail.card.scroll.Visible() })
		}}, []string{"sk-proj-"}},
		"main-waits": {screen{usual, func(r *rig) {
			r.Service.Hold = make(chan struct{})
			r.win.keys.list.open("chat")
			r.win.copyKey("chat")
			r.Clock.Forward(waitTired)
		}}, []string{"Waiting for the value of “chat-app”.", "Cancel"}},
		"toast-undone": {screen{narrowWindow, func(r *rig) {
			was := "chat-app"
			r.win.toasting(message{text: wordsUndid("", api.EditRequest{NewName: &was}), good: true})
		}}, []string{"Undone: the name is “chat-app” again."}},
		"main-history": {screen{tallWindow, func(r *rig) {
			r.wellKnown()
			r.Press("Show all 5")
		}}, []string{"Copied, 12 times in all", "Rotation window opened", "Added", "Show less"}},
		"welcome-400": {screen{narrowWindow, func(r *rig) { r.change(func(st *api.State) { st.Keys = nil }) }}, []string{"Add your first key"}},
		"welcome-no-keychain": {screen{usual, func(r *rig) {
			r.missKeychain()
			r.change(func(st *api.State) { st.Keys = nil })
		}}, []string{"No keychain is running.", "Use an encrypted file…"}},
		"menu-row":      {listScreens()["list-menu"], []string{"Unpin", "I leaked this key…", "Delete…"}},
		"menu-detail":   {screen{usual, func(r *rig) { r.win.keys.list.open("obsidian"); test.Tap(r.win.keys.detail.head.more) }}, []string{"Copy variable name", "Mute", "Delete…"}},
		"dialog-delete": {screen{usual, func(r *rig) { r.win.confirmDelete("launcher") }}, []string{"Delete launcher?", "It stays in the bin for 30 days.", "Revoke first…"}},
		"dialog-400":    {screen{narrowWindow, func(r *rig) { r.win.confirmDelete("launcher") }}, []string{"Delete launcher?", "It stays in the bin for 30 days."}},
		"toast-undo":    {screen{narrowWindow, func(r *rig) { r.win.mayRestore(someKeys()[7]) }}, []string{"Deleted “launcher”", "Undo"}},
		"toast-drop":    {screen{narrowWindow, func(r *rig) { r.win.takeFile([]byte("nothing"), errTooLarge) }}, []string{"That file is too large for a key"}},
		"help-400":      {screen{narrowWindow, func(r *rig) { r.win.help() }}, []string{"Keyboard shortcuts", "On this page"}},
		"help-setup":    {screen{setupSize, func(r *rig) { r.setup(); r.win.help() }}, []string{"Go on with the next step"}},
		"help-overview": {screen{usual, func(r *rig) { r.win.openRotation(); r.win.help() }}, []string{"Rotate the selected key"}},
	}
}

// pageViews are pages whose tests compare no picture: usual, and narrow where that differs.
func pageViews() map[string]view {
	all := map[string]view{}
	for _, name := range []string{"unlock", "unlock-wrong", "move", "move-wrong", "moving", "move-stopped", "move-back", "move-go-keyring", "passphrase", "bin", "bin-empty", "bin-confirm"} {
		all[name] = view{screen{setupSize, newPages[name].open}, []string{newPages[name].says}}
	}
	for _, name := range []string{"unlock", "move", "passphrase", "bin", "bin-confirm"} {
		all[name+"-400"] = view{screen{narrowWindow, newPages[name].open}, []string{newPages[name].says}}
	}
	for name, size := range map[string]fyne.Size{"settings-file": setupSize, "doctor-confirm": setupSize} {
		all[name] = view{screen{size, newPages[name].open}, []string{newPages[name].says}}
	}
	for _, name := range []string{
		"settings-provider", "settings-refused", "settings-press", "settings-unavailable", "settings-nothing", "settings-menu",
		"doctor-fine", "doctor-fixing", "doctor-fixed", "doctor-looking",
	} {
		all[name] = view{screen{setupSize, settingsPages[name].open}, []string{settingsPages[name].says}}
	}
	for _, name := range []string{"settings-general", "settings-clipboard", "settings-reminders", "settings-security", "settings-appearance", "doctor"} {
		all[name+"-400"] = view{screen{narrowWindow, settingsPages[name].open}, []string{settingsPages[name].says}}
	}
	for _, name := range []string{"overview-few", "overview-soon", "leaked-choice", "leaked-choice-400", "case-400"} {
		all[name] = view{overviewScreens()[name], nil}
	}
	return all
}

// wizardViews are the steps of both wizards in a narrow window, and what they say of a key.
func wizardViews() map[string]view {
	all := map[string]view{
		"setup-calendar": {screen{setupSize, func(r *rig) {
			_, p := r.naming()
			p.expires.SetText("21 Nov 2027")
			p.expires.Open.Press()
		}}, []string{"November 2027"}},
	}
	for _, name := range []string{"setup-1", "setup-2"} {
		all[name+"-400"] = view{screen{narrowWindow, setupPages[name]}, nil}
	}
	for _, name := range []string{"setup-3", "setup-4", "setup-5"} {
		all[name+"-400"] = view{screen{narrowWindow, lastSteps[name]}, nil}
	}
	for _, name := range []string{"setup-4-more", "setup-4-wrong"} {
		all[name] = view{screen{setupSize, lastSteps[name]}, nil}
	}
	for _, name := range []string{"setup-1-found", "setup-1-none"} {
		all[name] = view{screen{setupSize, setupPages[name]}, nil}
	}
	for name, says := range map[string]string{
		"empty": "Paste the key", "cut": "Part of the key is missing.", "refused": "OpenAI refused this key.", "silent": "No answer from OpenAI.",
		"other": "Switch to Anthropic", "admin": "This is an admin key.", "unknown": "We do not know this kind of key.", "quotes": "Removed",
		"limited": "OpenAI knows this key but allows it little.", "checking": "Asking OpenAI", "held": "Paste the key",
		"kept": "You already keep this key as", "wrapped": "Remove the line break",
	} {
		all["setup-3-"+name] = view{screen{setupSize, func(r *rig) { messages[name](r) }}, []string{says}}
	}
	for _, name := range []string{"rotate-1", "rotate-2", "rotate-3", "rotate-4", "rotate-5"} {
		all[name+"-400"] = view{screen{narrowWindow, rotatePages[name]}, nil}
	}
	for _, name := range []string{"rotate-2-empty", "rotate-2-other", "rotate-3-none", "rotate-4-nocheck", "rotate-4-leaked"} {
		all[name] = view{screen{setupSize, rotatePages[name]}, nil}
	}
	return all
}

// hurtViews are all pages while something is wrong with the agent or with the keychain.
func hurtViews() map[string]view {
	all := map[string]view{}
	for name, open := range map[string]func(*rig){
		"settings": func(r *rig) { r.settingsPage() },
		"overview": func(r *rig) { r.win.openRotation() },
		"bin":      func(r *rig) { r.openBin() },
		"setup":    func(r *rig) { r.setup() },
		"rotate":   func(r *rig) { r.rotating() },
		"leaked":   func(r *rig) { r.win.Open(api.View{Name: api.ViewLeaked, Key: "whisper"}) },
	} {
		all[name+"-no-agent"] = view{screen{setupSize, func(r *rig) {
			open(r)
			r.win.Lost(&api.Error{Kind: api.Ended, Text: "Keytray was quit."})
		}}, []string{"Keytray was quit. It cannot copy, clear or remind now.", "Start again"}}
		all[name+"-locked"] = view{screen{setupSize, func(r *rig) {
			open(r)
			keychainIs(api.KeychainLocked)(r)
		}}, []string{"GNOME Keyring is locked.", "Unlock"}}
		all[name+"-waiting"] = view{screen{setupSize, func(r *rig) {
			open(r)
			r.change(func(st *api.State) { st.Keychain.Waiting = true })
			r.Clock.Forward(waitTired)
		}}, []string{"Waiting for GNOME Keyring.", "Cancel"}}
	}
	return all
}

// largeViews are drawn with text of twice the size.
func largeViews() map[string]view {
	large := func(size fyne.Size, open func(*rig)) screen {
		return screen{size, func(r *rig) {
			r.win.p.SetTextSize = func(percent int) {
				r.Frame.Canvas().(interface{ SetScale(float32) }).SetScale(float32(percent) / usualTextSize)
			}
			r.win.look.TextSize = usualTextSize
			open(r)
			r.win.appear(r.win.look.with([]api.Setting{{Key: settingTextSize, Value: "200"}}))
			r.Clock.Forward(time.Second)
		}}
	}
	return map[string]view{
		"main-200": {large(usual, func(*rig) {}), []string{"Needs rotating", "whisper-cli"}},
		"settings-200": {large(usual, func(r *rig) {
			r.settingsTab("Appearance")
			r.change(func(st *api.State) { setTo(st, settingTextSize, "200") })
		}), []string{"Text size", "200 %"}},
		"overview-200": {large(usual, func(r *rig) { r.win.openRotation() }), []string{"Rotation", "By urgency"}},
		"setup-200":    {large(usual, func(r *rig) { r.setup() }), []string{"Which service is it from?"}},
	}
}

// germanViews are read in German.
func germanViews() map[string]view {
	return map[string]view{
		"main":              {screen{usual, liveCopy}, []string{"Auszutauschen", "In der Zwischenablage."}},
		"settings-general":  {screen{setupSize, settingsPages["settings-general"].open}, []string{"Sprache"}},
		"settings-security": {screen{setupSize, func(r *rig) { r.settingsTab("Sicherheit") }}, []string{"Schlüsselbund", "Papierkorb"}},
		"doctor":            {screen{setupSize, settingsPages["doctor"].open}, nil},
		"bin":               {screen{setupSize, newPages["bin"].open}, []string{"Papierkorb"}},
		"unlock":            {screen{setupSize, newPages["unlock"].open}, nil},
		"help-400":          {screen{narrowWindow, func(r *rig) { r.win.help() }}, []string{"Tastenkürzel"}},
		"main-locked":       {screen{usual, keychainIs(api.KeychainLocked)}, []string{"GNOME Keyring ist gesperrt."}},
		"main-no-keychain":  {screen{narrowWindow, keychainIs(api.KeychainMissing)}, nil},
		"main-no-agent":     {screen{usual, func(r *rig) { r.win.Lost(&api.Error{Kind: api.Ended}) }}, []string{"Wieder starten"}},
		"dialog-delete":     {screen{usual, func(r *rig) { r.win.confirmDelete("launcher") }}, []string{"launcher löschen?"}},
		"welcome":           {screen{usual, func(r *rig) { r.change(func(st *api.State) { st.Keys = nil }) }}, nil},
		"detail-400":        {detailScreens()["detail-400"], nil},
		"leaked-choice-400": {overviewScreens()["leaked-choice-400"], nil},
	}
}

// lookAt compares pictures pixel by pixel, and asserts beside each what it says and that all
// of it can be read.
func lookAt(t *testing.T, views map[string]view, suffix string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(views)) {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			s := views[name]
			r.Frame.Resize(s.size)
			s.do(r)
			r.Sees(s.says...)
			picture := name + suffix + "-" + variant
			r.Readable(picture)
			r.ButtonsFit(picture)
			r.textFits(picture)
			r.LooksLike(picture)
		}
	}
}

func TestTheMainViewLooksAsItDid(t *testing.T)    { lookAt(t, mainViews(), "") }
func TestTheOtherPagesLookAsTheyDid(t *testing.T) { lookAt(t, pageViews(), "") }
func TestPagesInNeedLookAsTheyDid(t *testing.T)   { lookAt(t, hurtViews(), "") }
func TestLargeTextLooksAsItDid(t *testing.T)      { lookAt(t, largeViews(), "") }
func TestTheOtherStepsLookAsTheyDid(t *testing.T) {
	t.Setenv("LC_ALL", "en_GB.UTF-8") // the week of the calendar begins where the system says
	lookAt(t, wizardViews(), "")
}

func TestMoreOfTheGermanLooksAsItDid(t *testing.T) {
	windowtest.InGerman(t)
	lookAt(t, germanViews(), "-de")
}
