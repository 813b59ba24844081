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
		r.Sees(c.says, c.button)
	}
}

func TestTheDetailAsksTheProviderAtAClick(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Service.Checked = api.Checked{Verified: api.Verified{At: today, Result: api.CheckRejected}, Text: "OpenAI refused this key. Revoked or mistyped."}
	r.Press("Check")
	r.Sees("Asking OpenAI…", "Stop")
	r.Until("it is answered", func() bool { return r.wordsOfVerification() == "OpenAI refused this key. Revoked or mistyped." })
	if got := r.Service.Checks[0]; got.Name != "chat" || got.Provider != "" || got.Secret.Len() != 0 {
		t.Errorf("asked %+v", got)
	}
	r.win.keys.list.open("laptop")
	r.Misses("OpenAI refused this key.")
}

func TestACheckInTheDetailCanBeStopped(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
	r.Press("Check")
	r.Press("Stop")
	r.Until("the call has ended", func() bool { return r.Ran > 0 })
	r.Sees("Never checked at OpenAI.", "Check")
	r.Misses("You stopped it")
}

func TestAnErrorOfACheckIsSaidWhereItWasAsked(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("chat")
	r.Service.Fail(&api.Error{Kind: api.Failed, Text: "This build of Keytray cannot check keys."})
	r.Press("Check")
	r.Until("it is said", func() bool { return r.wordsOfVerification() == "This build of Keytray cannot check keys." })
}

func TestWhereNobodyCanBeAskedNothingIsOffered(t *testing.T) {
	st := someState()
	st.Keys = append(st.Keys, keyOf("own", "my own", "other", "", 3))
	r := newRig(t, st)
	r.win.keys.list.open("own")
	r.Misses("Never checked", "Check")
}

func TestAKeyThatMayBeOfAnotherServerIsAskedAboutByName(t *testing.T) {
	r := newRig(t, someState())
	r.win.keys.list.open("mirror") // GitLab
	r.Sees("Check at gitlab.com")
	r.Frame.Resize(fyne.NewSize(400, 900))
	r.win.openDetail(true)
	r.ButtonsFit("narrow")
	r.textFits("narrow")
	r.Clock.Forward(time.Second)
}
