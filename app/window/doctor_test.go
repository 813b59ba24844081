package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestTheDoctorShowsWhatFailedFirst(t *testing.T) {
	r := newRig(t, someState())
	r.svc.found = []api.Finding{
		{Check: "keychain", Result: api.FindingOK, Text: "It answers."},
		{Check: "tray", Result: api.FindingFailed, Text: "No tray.", Cure: "Start a panel."},
		{Check: "clipboard", Result: api.FindingWarning, Text: "Managers keep copies."},
	}
	r.win.Open(api.View{Name: api.ViewDoctor})
	r.until("the findings are there", func() bool { return strings.Contains(r.seen(), "It answers.") })
	r.sees("Start a panel.")
	var order []int
	for _, name := range []string{"tray", "clipboard", "keychain"} {
		order = append(order, strings.Index(r.seen(), name))
	}
	if !slices.IsSorted(order) {
		t.Errorf("the order is %v", order)
	}
	r.key(fyne.KeyEscape)
	r.sees("All 10")
}

// looksAgain waits until the doctor was asked so many times.
func (r *rig) looksAgain(times int) {
	r.Helper()
	r.until("the doctor has looked again", func() bool {
		n := 0
		for _, c := range r.svc.asked() {
			if c == "doctor" {
				n++
			}
		}
		return n == times
	})
}

func TestAFindingIsMendedAtOnceWhereNothingIsLost(t *testing.T) {
	r := newRig(t, someState())
	p := r.doctor()
	wait := make(chan struct{})
	r.svc.set(func() {
		r.svc.hold, r.svc.fixed = wait, api.Finding{Result: api.FindingOK, Text: "Moved 4 values."}
	})
	r.press("Go on")
	for _, b := range p.acts {
		if !b.Disabled() {
			t.Errorf("%q can be pressed meanwhile", b.Text)
		}
	}
	r.svc.set(func() { r.svc.found = r.svc.found[:1] })
	close(wait)
	r.until("the findings are new", func() bool { return len(p.acts) == 0 })
	r.sees("Moved 4 values.", "GNOME Keyring answers")
	r.misses("Go on", "Remove 3 stray items")
	if asked := r.svc.asked(); !slices.Equal(asked, []string{"doctor", "fix move", "doctor"}) {
		t.Errorf("asked %q", asked)
	}
	r.key(fyne.KeyEscape)
	r.sees("All 10")
}

func TestTheDoctorAsksBeforeItDestroys(t *testing.T) {
	for does, want := range map[string]bool{"Remove 3 stray items": true, "Forget them": true, "Go on": false, "Move them back": false} {
		if got := destroys(api.Finding{Does: does}); got != want {
			t.Errorf("%q destroys: %v", does, got)
		}
	}
	r := newRig(t, someState())
	r.doctor()
	r.svc.set(func() { r.svc.fixed = api.Finding{Result: api.FindingOK, Text: "Removed 3 items."} })
	r.press("Remove 3 stray items")
	r.sees("Remove 3 stray items?", "3 items in the keychain belong to no key.", "This cannot be taken back.")
	if b, ok := r.focused().(*kit.Button); !ok || b.Text != "Cancel" {
		t.Error("the safe choice does not have the focus")
	}
	r.press("Cancel")
	r.press("Remove 3 stray items")
	r.dialogButton("Remove 3 stray items").Press()
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
	r.press("Go on")
	r.untilAsked("doctor", "fix move")
	r.svc.fail(nil)
	close(wait)
	r.looksAgain(2)
	r.until("it can be tried again", func() bool { return !p.acts[0].Disabled() })
	r.sees("The keychain is locked.", "Go on")
}
