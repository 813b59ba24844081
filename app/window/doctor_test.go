package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// doctor opens the page with findings of all kinds, in the words of the agent.
func (r *rig) doctor() *doctorPage {
	r.Helper()
	return r.doctorFinds(
		api.Finding{Check: api.DoctorKeychain, Title: text.T("Keychain"), Result: api.FindingOK, Text: text.T("%s is running and unlocked.", "GNOME Keyring")},
		api.Finding{
			Check: api.DoctorIndex, Title: text.T("List of keys"), Result: api.FindingWarning,
			Text: text.T("%s: if that cannot be brought back, it can be destroyed.", "old bot"),
			Fix:  "stray", Does: text.T("Destroy it"), Destroys: true,
		},
		api.Finding{
			Check: api.DoctorIndex, Title: text.T("List of keys"), Result: api.FindingFailed, Fix: "move", Does: text.T("Move them there"),
			Text: text.N(4, "1 value is not in the system keychain yet.", "%d values are not in the system keychain yet.", 4),
		},
		api.Finding{Check: api.DoctorLogin, Title: text.T("Start at login"), Result: api.FindingOK, Text: text.T("Keytray starts when you log in.")},
		api.Finding{Check: api.DoctorTray, Title: text.T("Tray"), Result: api.FindingOK, Text: text.T("The desktop has a tray.")},
	)
}

func (r *rig) doctorFinds(found ...api.Finding) *doctorPage {
	r.Helper()
	r.Service.Set(func() { r.Service.Found = found })
	r.win.Open(api.View{Name: api.ViewDoctor})
	p := r.win.page.(*doctorPage)
	r.Until("there are rows", func() bool { return len(p.rows) > 0 })
	return p
}

func TestTheDoctorShowsWhatFailedFirst(t *testing.T) {
	r := newRig(t, someState())
	r.doctorFinds(
		api.Finding{Check: "keychain", Title: "Keychain", Result: api.FindingOK, Text: "It answers."},
		api.Finding{Check: "tray", Title: "Tray", Result: api.FindingFailed, Text: "No tray.", Cure: "Start a panel."},
		api.Finding{Check: "clipboard", Title: "Clipboard", Result: api.FindingWarning, Text: "Managers keep copies."},
	)
	r.Sees("1 thing works. 2 need a hand.", "No tray. Start a panel.", "Tray Failed", "Clipboard Warning", "Keychain OK")
	var order []int
	for _, name := range []string{"Tray", "Clipboard", "Keychain"} {
		order = append(order, strings.Index(r.Seen(), name+" "))
	}
	if !slices.IsSorted(order) {
		t.Errorf("the order is %v", order)
	}
	r.Key(fyne.KeyEscape)
	r.Sees("All 10")
}

// looksAgain waits until the doctor was asked so many times, and has answered.
func (r *rig) looksAgain(times int) {
	r.Helper()
	p := r.win.page.(*doctorPage)
	r.Until("the doctor has looked again", func() bool {
		n := 0
		for _, c := range r.Service.Asked() {
			if c == "doctor" {
				n++
			}
		}
		return n == times && !p.looking
	})
}

// ways are what the rows offer.
func (p *doctorPage) ways() (all []string) {
	for _, r := range p.rows {
		if r.act.Visible() && !r.act.Disabled() {
			all = append(all, r.act.Text)
		}
	}
	return all
}

func TestAFindingIsMendedAtOnceWhereNothingIsLost(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	wait := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold, r.Service.Fixed = wait, api.Finding{Result: api.FindingOK, Text: "Moved 4 values."}
	})
	r.Frame.Canvas().Focus(p.rows[0].act)
	r.Key(fyne.KeyReturn)
	if got := p.ways(); !slices.Equal(got, []string{"Cancel"}) {
		t.Errorf("meanwhile %q can be pressed", got)
	}
	r.Service.Set(func() { r.Service.Found = r.Service.Found[:1] })
	close(wait)
	r.Until("the findings are new", func() bool { return len(p.rows) == 1 })
	r.Sees("Moved 4 values.", "GNOME Keyring is running", "Nothing needs a hand.")
	r.Misses("Move them there", "Destroy it")
	if asked := r.Service.Asked(); !slices.Equal(asked, []string{"doctor", "fix move", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	if r.Focused() != fyne.Focusable(p.recheck) { // the button that had it is gone
		t.Errorf("%T has the focus", r.Focused())
	}
	r.Key(fyne.KeyEscape)
	r.Sees("All 10")
}

// Who has pressed a button finds its opposite in the same place.
func TestTheFocusStaysOnTheLineThatWasMended(t *testing.T) {
	r := newRig(t, someState())
	fine := api.Finding{Check: api.DoctorTray, Title: "Tray", Result: api.FindingOK, Text: "The desktop has a tray."}
	login := api.Finding{Check: api.DoctorLogin, Title: "Start at login", Result: api.FindingOK, Text: "Keytray does not start when you log in.", Fix: "login", Does: "Start it at login"}
	p := r.doctorFinds(fine, login)
	after := login
	after.Text, after.Fix, after.Does = "Keytray starts when you log in.", "no-login", "Do not start it"
	r.Service.Set(func() {
		r.Service.Found, r.Service.Fixed = []api.Finding{fine, after}, api.Finding{Result: api.FindingOK, Text: after.Text}
	})
	r.Frame.Canvas().Focus(p.rows[1].act)
	r.Key(fyne.KeyReturn)
	r.Until("the line is new", func() bool { return p.rows[1].f.Fix == "no-login" })
	if r.Focused() != fyne.Focusable(p.rows[1].act) {
		t.Errorf("%T has the focus", r.Focused())
	}
}

// The keychain may wait two minutes for somebody at its prompt.
func TestWhatIsMendedCanBeStopped(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Press("Move them there")
	r.Press("Cancel")
	r.Until("it has ended", func() bool { return p.fixing.Fix == "" })
	r.Sees("You stopped it before it was done.", "Move them there", "Destroy it")
	r.looksAgain(2)

	// It goes on without the page, and is told all the same.
	wait := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold, r.Service.Fixed = wait, api.Finding{Result: api.FindingOK, Text: "Moved 4 values."}
	})
	r.Press("Move them there")
	r.UntilAsked("doctor", "fix move", "doctor", "fix move")
	r.Frame.Canvas().Focus(p.back)
	r.Key(fyne.KeyEscape)
	close(wait)
	r.Until("it has ended too", func() bool { return p.fixing.Fix == "" })
	r.Sees("All 10", "Moved 4 values.")
}

func TestTheDoctorAsksBeforeItDestroys(t *testing.T) {
	r := newRig(t, someState())
	r.doctor()
	r.Service.Set(func() { r.Service.Fixed = api.Finding{Result: api.FindingOK, Text: "Removed 3 items."} })
	r.Press("Destroy it")
	r.Sees("old bot: if that cannot be brought back, it can be destroyed. This cannot be taken back.")
	if b, ok := r.Focused().(*kit.Button); !ok || b.Text != "Cancel" {
		t.Error("the safe choice does not have the focus")
	}
	r.Press("Cancel")
	r.Press("Destroy it")
	r.dialogButton("Destroy it").Press()
	r.looksAgain(2)
	if asked := r.Service.Asked(); !slices.Equal(asked, []string{"doctor", "fix stray", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	r.Sees("Removed 3 items.")
}

func TestAFixThatFailsSaysWhy(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	wait := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold, r.Service.Err = wait, &api.Error{Kind: api.Locked, Text: "The keychain is locked."}
	})
	r.Press("Move them there")
	r.UntilAsked("doctor", "fix move")
	r.Service.Fail(nil)
	close(wait)
	r.looksAgain(2)
	r.Until("it can be tried again", func() bool { return p.rows[0].act.Text == "Move them there" && !p.rows[0].act.Disabled() })
	r.Sees("The keychain is locked.", "Move them there")
}

// The way back, the title and what can be done stand in one line, at the top.
func TestTheDoctorsTitleStandsBesideTheWayBack(t *testing.T) {
	r := newRig(t, someState())
	for _, width := range []float32{400, 720, 980} {
		r.Frame.Resize(fyne.NewSize(width, 640))
		p := r.doctor()
		back := r.standsAt(p.back)
		if back.Y > 24 || r.standsAt(p.summary).X < back.X+p.back.Size().Width || r.standsAt(p.summary).Y > back.Y+44 {
			t.Errorf("%v wide: the way back is at %v, the summary at %v", width, back, r.standsAt(p.summary))
		}
		if beside := r.standsAt(p.recheck).Y < r.standsAt(p.summary).Y; beside != (width > 400) {
			t.Errorf("%v wide: the button is at %v", width, r.standsAt(p.recheck))
		}
		r.win.back()
	}
}

func TestAFindingLeadsToWhereItIsMended(t *testing.T) {
	r := newRig(t, someState())
	r.doctorFinds(
		api.Finding{Check: api.DoctorNotifications, Result: api.FindingFailed, Text: "Nothing shows them.", Does: "Copy command", Command: "sudo apt install dunst"},
		api.Finding{Check: api.DoctorReminders, Result: api.FindingOK, Text: "You have switched them off.", Does: "Open settings", View: api.ViewSettings},
	)
	r.Press("Copy command")
	if got := r.Clip.Content(); got != "sudo apt install dunst" {
		t.Errorf("copied %q", got)
	}
	r.Sees("The command is on the clipboard.")
	r.Press("Open settings")
	if _, is := r.win.page.(*settingsPage); !is {
		t.Errorf("the page is %T", r.win.page)
	}
}

func TestTheReportIsCopied(t *testing.T) {
	r := newRig(t, someState())
	r.doctor()
	r.Sees("The report holds no key, no name and no path.")
	r.Press("Copy report")
	r.Until("it is said", func() bool { return r.win.toast.box.Visible() })
	r.Sees("The report is on the clipboard.")
	if got := r.Clip.Content(); got != "keytray        1.2.3\n" {
		t.Errorf("copied %q", got)
	}
}

func TestTheDoctorLooksAgain(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	r.Service.Set(func() {
		r.Service.Found = []api.Finding{{Check: api.DoctorTray, Title: "Tray", Result: api.FindingOK, Text: "The desktop has a tray."}}
	})
	r.Press("Check again")
	p.recheck.Press()
	r.Sees("Move them there") // nothing jumps
	r.UntilSees("1 thing works. Nothing needs a hand.")
	if asked := r.Service.Asked(); !slices.Equal(asked, []string{"doctor", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	r.Misses("Move them there")
}

func TestWithoutAnAgentTheDoctorSaysSo(t *testing.T) {
	gone := &api.Error{Kind: api.NoAgent, Text: "Keytray is not running. Start it with: keytray"}
	r := newRig(t, someState())
	r.Service.Fail(gone)
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.UntilSees("It is not running. It cannot copy, clear or remind.")
	r.Misses("Copy report", "Start it with")
	r.Service.Fail(nil)
	r.Press("Start it")
	r.UntilAsked("doctor", "start agent")
}

// The agent may end, and come back, below the page.
func TestTheDoctorFollowsTheAgent(t *testing.T) {
	r := newRig(t, someState())
	r.doctor()
	r.win.Lost(&api.Error{Kind: api.Ended, Text: "It was quit."})
	r.Sees("It is not running.", "Start it")
	r.Misses("Copy report", "Move them there")
	r.win.Render(someState())
	r.UntilSees("Move them there")
	r.Misses("It is not running.")
	r.Sees("Copy report")
}

// The keychain may hang: whatever brings new rows, what is being mended can be stopped.
func TestWhatIsMendedCanBeStoppedAfterAnotherLook(t *testing.T) {
	for name, again := range map[string]func(*rig, *doctorPage){
		"looked again": func(r *rig, p *doctorPage) { r.Press("Check again") },
		"an agent that was away": func(r *rig, p *doctorPage) {
			p.reconnected()
		},
		"it is not found any more": func(r *rig, p *doctorPage) {
			r.Service.Set(func() { r.Service.Found = r.Service.Found[:1] })
			r.Press("Check again")
		},
	} {
		r := newRig(t, someState())
		p := r.doctor()
		r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
		r.Press("Move them there")
		r.UntilAsked("doctor", "fix move")
		again(r, p)
		r.looksAgain(2)
		if got := p.ways(); !slices.Equal(got, []string{"Cancel"}) {
			t.Errorf("%s: %q can be pressed", name, got)
			continue
		}
		r.Press("Cancel")
		r.UntilSees("You stopped it before it was done.")
	}
}

func TestAnotherLanguageWaitsForWhatIsBeingMended(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Press("Move them there")
	r.win.p.Speak = func(string) {}
	r.win.changeLanguage()
	if !r.win.inSight(p) {
		t.Error("the page is another, on which nothing can be stopped")
	}
}

func TestALateReportDoesNotTakeTheClipboard(t *testing.T) {
	for name, meanwhile := range map[string]func(*rig){
		"the page was left": func(r *rig) { r.Key(fyne.KeyEscape) },
		"a key was copied": func(r *rig) {
			r.change(func(st *api.State) { st.Clipboard = api.Clipboard{ID: "chat", Until: today.Add(30 * time.Second)} })
		},
	} {
		r := newRig(t, someState())
		r.doctor()
		r.Clip.SetContent("what is there")
		r.Press("Copy report")
		meanwhile(r)
		r.UntilSees("The report came too late and was not copied.")
		if got := r.Clip.Content(); got != "what is there" {
			t.Errorf("%s: the clipboard holds %q", name, got)
		}
	}
}
