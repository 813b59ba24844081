package window

import (
	"testing"
	"time"

	"keytray/app/api"
)

// A copy that waits for the keychain would take the place of a later one.
func TestALaterCopyElsewhereStopsThatOfTheWizard(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	hold := make(chan struct{})
	r.Service.Set(func() {
		r.Service.Hold, r.Service.Err = hold, &api.Error{Kind: api.Failed, Text: "The first one went on."}
	})
	r.Press(wordsCopyNew)
	r.UntilAsked("copy chat")
	ran := r.Ran
	r.Service.Set(func() { r.Service.Hold, r.Service.Err = nil, nil })
	r.win.copyKey("vercel")
	r.UntilAsked("copy chat", "copy vercel")
	close(hold)
	r.Until("both have ended", func() bool { return r.Ran >= ran+2 })
	r.Misses("The first one went on.", "You stopped it before it was done.")
}

func TestNoButtonSaysCopiedOnceAKeyIsOnTheClipboard(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.Press(wordsCopyMessage)
	r.Sees(wordsNameCopied)
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "vercel", Key: "vercel deploy", Until: r.Clock.At.Add(30 * time.Second)}
	})
	r.Misses(wordsNameCopied)
	r.Sees(wordsCopyMessage)

	r = newRig(t, someState())
	r.ready("meeting notes")
	r.Press("Copy")
	r.Sees("Copied")
	r.Clock.Forward(2 * time.Second)
	r.Misses("Copied")
}
