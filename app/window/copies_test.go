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
	r.svc.set(func() { r.svc.hold, r.svc.err = hold, &api.Error{Kind: api.Failed, Text: "The first one went on."} })
	r.press(wordsCopyNew)
	r.untilAsked("copy chat")
	ran := r.ran
	r.svc.set(func() { r.svc.hold, r.svc.err = nil, nil })
	r.win.copyKey("vercel")
	r.untilAsked("copy chat", "copy vercel")
	close(hold)
	r.until("both have ended", func() bool { return r.ran >= ran+2 })
	r.misses("The first one went on.", "You stopped it before it was done.")
}

func TestNoButtonSaysCopiedOnceAKeyIsOnTheClipboard(t *testing.T) {
	r := newRig(t, someState())
	r.rotatingAt(api.StepPlaces)
	r.press(wordsCopyMessage)
	r.sees(wordsNameCopied)
	r.change(func(st *api.State) {
		st.Clipboard = api.Clipboard{ID: "vercel", Key: "vercel deploy", Until: r.clock.now.Add(30 * time.Second)}
	})
	r.misses(wordsNameCopied)
	r.sees(wordsCopyMessage)

	r = newRig(t, someState())
	r.ready("meeting notes")
	r.press("Copy")
	r.sees("Copied")
	r.clock.forward(2 * time.Second)
	r.misses("Copied")
}
