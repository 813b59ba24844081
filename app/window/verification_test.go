package window

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

// wordsOfVerification is what the detail says of the selected key's last check.
func (r *rig) wordsOfVerification() string { return r.win.keys.detail.verified.words.Seg.Text }

func TestTheDetailSaysWhatTheProviderSaidLast(t *testing.T) {
	for _, c := range []struct {
		verified *api.Verified
		says     string
		button   string
	}{
		{nil, "Never checked at OpenAI.", "Check"},
		{&api.Verified{At: today, Result: api.CheckAccepted}, "Accepted by OpenAI on 21 Nov 2026.", "Check again"},
		{&api.Verified{At: today, Result: api.CheckLimited}, "Known to OpenAI, and allowed little, on 21 Nov 2026.", "Check again"},
		{&api.Verified{At: today, Result: api.CheckRejected}, "Refused by OpenAI on 21 Nov 2026.", "Check again"},
	} {
		st := someState()
		st.Keys[3].Verified = c.verified
		r := newRig(t, st)
		r.win.keys.list.open("chat")
		r.sees(c.says, c.button)
	}
}

func TestTheDetailAsksTheProviderAtAClick(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.svc.checked = api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}, Text: "OpenAI refused this key. Revoked or mistyped."}
	r.press("Check")
	r.sees("Asking OpenAI…", "Stop")
	r.until("it is answered", func() bool { return r.wordsOfVerification() == "OpenAI refused this key. Revoked or mistyped." })
	if got := r.svc.checks[0]; got.Name != "chat" || got.Provider != "" || got.Secret.Len() != 0 {
		t.Errorf("asked %+v", got)
	}
	r.win.keys.list.open("laptop")
	r.misses("OpenAI refused this key.")
}

func TestACheckInTheDetailCanBeStopped(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.svc.set(func() { r.svc.hold = make(chan struct{}) })
	r.press("Check")
	r.press("Stop")
	r.until("the call has ended", func() bool { return r.ran > 0 })
	r.sees("Never checked at OpenAI.", "Check")
	r.misses("You stopped it")
}

func TestAnErrorOfACheckIsSaidWhereItWasAsked(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.svc.fail(&api.Error{Kind: api.Failed, Text: "This build of Keytray cannot check keys."})
	r.press("Check")
	r.until("it is said", func() bool { return r.wordsOfVerification() == "This build of Keytray cannot check keys." })
}

func TestWhereNobodyCanBeAskedNothingIsOffered(t *testing.T) {
	st := someState()
	st.Keys = append(st.Keys, keyOf("own", "my own", "other", "", 3))
	r := newRig(t, st)
	r.win.keys.list.open("own")
	r.misses("Never checked", "Check")
}

func TestAKeyThatMayBeOfAnotherServerIsAskedAboutByName(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("mirror") // GitLab
	r.sees("Check at gitlab.com")
	r.frame.Resize(fyne.NewSize(400, 900))
	r.win.openDetail(true)
	r.buttonsFit("narrow")
	r.textFits("narrow")
	r.clock.forward(time.Second)
}
