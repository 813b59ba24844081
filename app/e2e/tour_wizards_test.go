//go:build linux

package e2e_test

import (
	"testing"

	"keytray/app/api"
)

func TestTourAdd(t *testing.T) {
	v, _ := onTour(t, "add")
	v.playsBrowser()
	value := madeUpKey(t, "mistral", "key")
	v.press("ctrl+n")
	v.sees("providers")
	v.types("mistral")
	v.sees("found")
	v.press("Return")
	v.sees("get the key")
	v.press("alt+Left")
	v.sees("back")
	v.press("Return")
	v.sees("get the key again")
	if err := v.session.SetClipboard(v.ctx(), value); err != nil {
		t.Fatal(err)
	}
	v.press("ctrl+v")
	v.sees("pasted")
	v.press("Escape")
	v.sees("asks") // a key was pasted
	v.press("Escape")
	v.sees("goes on")
	v.press("Return")
	v.sees("name")
	v.replaces("paper search")
	v.pressUntilStored("paper search", func() { v.press("Return") })
	v.waitClipboardCleared()
	v.sees("stored")
	if v.do("", "get", "paper search") != value {
		t.Error("another value was stored")
	}
	v.assertNowhere(value)
}

func TestTourRotate(t *testing.T) {
	v, values := onTour(t, "rotate")
	value := madeUpKey(t, "openai", "project")
	if err := v.session.SetClipboard(v.ctx(), value); err != nil {
		t.Fatal(err)
	}
	v.press("Home", "ctrl+r") // chat-app
	v.sees("new key")
	v.press("ctrl+v")
	v.untilStep("chat-app", api.StepPaste)
	v.sees("pasted")
	v.press("Return")
	v.untilStep("chat-app", api.StepPlaces)
	v.waitClipboardCleared()
	v.assertBoth("after storing", value, values["chat-app"])
	v.sees("places")
	v.press("Return")
	v.waitClipboard("Enter on Copy new key", value)
	v.press("Tab", "space") // ticks Vercel
	v.sees("ticked")
	v.press("ctrl+Delete")
	v.waitClipboard("Ctrl Del", "")
	v.toNext()
	v.untilStep("chat-app", api.StepRevoke)
	v.sees("revoke")
	v.press("Tab", "Tab") // I revoked it, skip the check
	v.sees("skip")
	v.press("Return")
	v.sees("asks")
	v.press("Tab", "Return")
	v.until("the old value is kept", "chat-app", func(k listed) bool { return k.Previous == 0 && k.Phase == "fresh" })
	v.sees("done")
	v.press("Escape")
	v.sees("keys")
	if v.do("", "get", "chat-app") != value {
		t.Error("it holds another value than the new one")
	}
}

// toNext presses the last button of the step, which goes on.
func (v *tour) toNext() {
	v.t.Helper()
	v.press("Tab", "Tab", "Tab", "Tab", "Tab")
	v.sees("next")
	v.press("Return")
}

func TestTourLeaked(t *testing.T) {
	v, _ := onTour(t, "leaked")
	v.press("Home", "Menu", "Up", "Up", "Return")
	v.until("the key is not marked as exposed", "chat-app", func(k listed) bool { return k.Phase == "exposed" })
	v.sees("leaked")
	v.press("shift+Tab") // where it was seen
	v.sees("where")
	v.press("Home", "Escape")
	v.sees("keys")
	v.press("ctrl+4", "Home", "ctrl+c")
	v.sees("exposed ones")
}

func TestTourOverview(t *testing.T) {
	v, values := onTour(t, "overview")
	v.press("ctrl+t")
	v.sees("overview")
	v.press("Down")
	v.sees("second")
	v.press("Right")
	v.sees("its detail")
	v.press("ctrl+c")
	v.waitClipboard("Ctrl C on the key of the second row", values["Home Assistant"])
	v.press("ctrl+t")
	v.sees("overview again")
	v.press("Home", "Return")
	v.sees("rotation")
	v.press("Escape")
	v.sees("out of it")
	v.press("Escape")
	v.closes()
}
