package window

import (
	"slices"
	"strings"
	"testing"

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
	r.svc.set(func() { r.svc.found = found })
	r.win.Open(api.View{Name: api.ViewDoctor})
	p := r.win.page.(*doctorPage)
	r.until("there are rows", func() bool { return len(p.rows) > 0 })
	return p
}

func TestTheDoctorShowsWhatFailedFirst(t *testing.T) {
	r := newRig(t, someState())
	r.doctorFinds(
		api.Finding{Check: "keychain", Title: "Keychain", Result: api.FindingOK, Text: "It answers."},
		api.Finding{Check: "tray", Title: "Tray", Result: api.FindingFailed, Text: "No tray.", Cure: "Start a panel."},
		api.Finding{Check: "clipboard", Title: "Clipboard", Result: api.FindingWarning, Text: "Managers keep copies."},
	)
	r.sees("1 thing works. 2 need a hand.", "No tray. Start a panel.", "Tray Failed", "Clipboard Warning", "Keychain OK")
	var order []int
	for _, name := range []string{"Tray", "Clipboard", "Keychain"} {
		order = append(order, strings.Index(r.seen(), name+" "))
	}
	if !slices.IsSorted(order) {
		t.Errorf("the order is %v", order)
	}
	r.key(fyne.KeyEscape)
	r.sees("All 10")
}

// looksAgain waits until the doctor was asked so many times, and has answered.
func (r *rig) looksAgain(times int) {
	r.Helper()
	p := r.win.page.(*doctorPage)
	r.until("the doctor has looked again", func() bool {
		n := 0
		for _, c := range r.svc.asked() {
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
	r.svc.set(func() {
		r.svc.hold, r.svc.fixed = wait, api.Finding{Result: api.FindingOK, Text: "Moved 4 values."}
	})
	r.frame.Canvas().Focus(p.rows[0].act)
	r.key(fyne.KeyReturn)
	if got := p.ways(); !slices.Equal(got, []string{"Cancel"}) {
		t.Errorf("meanwhile %q can be pressed", got)
	}
	r.svc.set(func() { r.svc.found = r.svc.found[:1] })
	close(wait)
	r.until("the findings are new", func() bool { return len(p.rows) == 1 })
	r.sees("Moved 4 values.", "GNOME Keyring is running", "Nothing needs a hand.")
	r.misses("Move them there", "Destroy it")
	if asked := r.svc.asked(); !slices.Equal(asked, []string{"doctor", "fix move", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	if r.focused() != fyne.Focusable(p.recheck) { // the button that had it is gone
		t.Errorf("%T has the focus", r.focused())
	}
	r.key(fyne.KeyEscape)
	r.sees("All 10")
}

// Who has pressed a button finds its opposite in the same place.
func TestTheFocusStaysOnTheLineThatWasMended(t *testing.T) {
	r := newRig(t, someState())
	fine := api.Finding{Check: api.DoctorTray, Title: "Tray", Result: api.FindingOK, Text: "The desktop has a tray."}
	login := api.Finding{Check: api.DoctorLogin, Title: "Start at login", Result: api.FindingOK, Text: "Keytray does not start when you log in.", Fix: "login", Does: "Start it at login"}
	p := r.doctorFinds(fine, login)
	after := login
	after.Text, after.Fix, after.Does = "Keytray starts when you log in.", "no-login", "Do not start it"
	r.svc.set(func() {
		r.svc.found, r.svc.fixed = []api.Finding{fine, after}, api.Finding{Result: api.FindingOK, Text: after.Text}
	})
	r.frame.Canvas().Focus(p.rows[1].act)
	r.key(fyne.KeyReturn)
	r.until("the line is new", func() bool { return p.rows[1].f.Fix == "no-login" })
	if r.focused() != fyne.Focusable(p.rows[1].act) {
		t.Errorf("%T has the focus", r.focused())
	}
}

// The keychain may wait two minutes for somebody at its prompt.
func TestWhatIsMendedCanBeStopped(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	r.press("Move them there")
	r.press("Cancel")
	r.until("it has ended", func() bool { return p.fixing == nil })
	r.sees("You stopped it before it was done.", "Move them there", "Destroy it")
	r.looksAgain(2)

	// It goes on without the page, and is told all the same.
	wait := make(chan struct{})
	r.svc.set(func() { r.svc.hold, r.svc.fixed = wait, api.Finding{Result: api.FindingOK, Text: "Moved 4 values."} })
	r.press("Move them there")
	r.untilAsked("doctor", "fix move", "doctor", "fix move")
	r.frame.Canvas().Focus(p.back)
	r.key(fyne.KeyEscape)
	close(wait)
	r.until("it has ended too", func() bool { return p.fixing == nil })
	r.sees("All 10", "Moved 4 values.")
}

func TestTheDoctorAsksBeforeItDestroys(t *testing.T) {
	r := newRig(t, someState())
	r.doctor()
	r.svc.set(func() { r.svc.fixed = api.Finding{Result: api.FindingOK, Text: "Removed 3 items."} })
	r.press("Destroy it")
	r.sees("old bot: if that cannot be brought back, it can be destroyed. This cannot be taken back.")
	if b, ok := r.focused().(*kit.Button); !ok || b.Text != "Cancel" {
		t.Error("the safe choice does not have the focus")
	}
	r.press("Cancel")
	r.press("Destroy it")
	r.dialogButton("Destroy it").Press()
	r.looksAgain(2)
	if asked := r.svc.asked(); !slices.Equal(asked, []string{"doctor", "fix stray", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	r.sees("Removed 3 items.")
}

func TestAFixThatFailsSaysWhy(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	wait := make(chan struct{})
	r.svc.set(func() { r.svc.hold, r.svc.err = wait, &api.Error{Kind: api.Locked, Text: "The keychain is locked."} })
	r.press("Move them there")
	r.untilAsked("doctor", "fix move")
	r.svc.fail(nil)
	close(wait)
	r.looksAgain(2)
	r.until("it can be tried again", func() bool { return p.rows[0].act.Text == "Move them there" && !p.rows[0].act.Disabled() })
	r.sees("The keychain is locked.", "Move them there")
}

// The way back, the title and what can be done stand in one line, at the top.
func TestTheDoctorsTitleStandsBesideTheWayBack(t *testing.T) {
	r := newRig(t, someState())
	for _, width := range []float32{400, 720, 980} {
		r.frame.Resize(fyne.NewSize(width, 640))
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
	r.press("Copy command")
	if got := r.clip.Content(); got != "sudo apt install dunst" {
		t.Errorf("copied %q", got)
	}
	r.sees("The command is on the clipboard.")
	r.press("Open settings")
	if _, is := r.win.page.(*settingsPage); !is {
		t.Errorf("the page is %T", r.win.page)
	}
}

func TestTheReportIsCopied(t *testing.T) {
	r := newRig(t, someState())
	r.doctor()
	r.sees("The report holds no key, no name and no path.")
	r.press("Copy report")
	r.until("it is said", func() bool { return r.win.toast.box.Visible() })
	r.sees("The report is on the clipboard.")
	if got := r.clip.Content(); got != "keytray        1.2.3\n" {
		t.Errorf("copied %q", got)
	}
}

func TestTheDoctorLooksAgain(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	r.svc.set(func() {
		r.svc.found = []api.Finding{{Check: api.DoctorTray, Title: "Tray", Result: api.FindingOK, Text: "The desktop has a tray."}}
	})
	r.press("Check again")
	p.recheck.Press()
	r.sees("Move them there") // nothing jumps
	r.untilSees("1 thing works. Nothing needs a hand.")
	if asked := r.svc.asked(); !slices.Equal(asked, []string{"doctor", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	r.misses("Move them there")
}

func TestWithoutAnAgentTheDoctorSaysSo(t *testing.T) {
	gone := &api.Error{Kind: api.NoAgent, Text: "Keytray is not running. Start it with: keytray"}
	r := newRig(t, someState())
	r.svc.fail(gone)
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.untilSees("It is not running. It cannot copy, clear or remind.")
	r.misses("Copy report", "Start it with")
	r.svc.fail(nil)
	r.press("Start it")
	r.untilAsked("doctor", "start agent")
}

// The agent may end, and come back, below the page.
func TestTheDoctorFollowsTheAgent(t *testing.T) {
	r := newRig(t, someState())
	r.doctor()
	r.win.Lost(&api.Error{Kind: api.Ended, Text: "It was quit."})
	r.sees("It is not running.", "Start it")
	r.misses("Copy report", "Move them there")
	r.win.Render(someState())
	r.untilSees("Move them there")
	r.misses("It is not running.")
	r.sees("Copy report")
}
