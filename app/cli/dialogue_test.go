//go:build linux

package cli_test

import (
	"strings"
	"testing"
)

func TestRotateLeadsThroughTheStepsAtATerminal(t *testing.T) {
	d := newDesk(t)
	old, value := exampleOf(t, "openai", "project"), exampleOf(t, "openai", "project")
	d.stdin(old, "add", "chat-app", "--used-by", "Obsidian", "--used-by", "@ada")
	k := d.talk([]string{"ANSWER=accepted"}, "rotate", "chat-app")
	k.until("To make a new key at OpenAI", "")
	k.until("1. Sign in", "")
	k.until("Page: https://platform.openai.com/api-keys", "")
	k.until("The old key is kept", "")
	k.until("New value of chat-app (not shown): ", old[:60]+"\r")
	k.until("is cut off", "")
	k.until("Store it all the same? [y/N] ", "\r")
	k.until("(not shown): ", old+"\r")
	k.until("This is the value that the key has already", "")
	k.until("(not shown): ", value+"\r")
	k.until("Rotated chat-app.", "")
	k.until("Ask api.openai.com whether it works?", "")
	k.until("[y/N] ", "y\r")
	k.until("Asking api.openai.com (OpenAI) …", "")
	k.until("Accepted by openai", "")
	k.until("Update: Obsidian", "")
	k.until("keytray rotate chat-app --tell @ada", "")
	k.until("keytray check chat-app --previous", "")
	status, echo := k.end()
	if shown := k.shown.String(); status != 0 || !echo || strings.Contains(shown, value) || strings.Contains(shown, old[:60]) {
		t.Fatalf("status %d, echo %v, a value seen %v", status, echo, strings.Contains(shown, value))
	}
	if d.run("get", "chat-app") != value || d.run("get", "chat-app", "--previous") != old {
		t.Error("the values are others")
	}
	if shown := d.run("show", "chat-app"); !strings.Contains(shown, "accepted on 20 Nov 2026") {
		t.Errorf("what the provider said is not kept:\n%s", shown)
	}
}

func TestARotationThatIsStoppedGoesOnLater(t *testing.T) {
	d := newDesk(t)
	old, value := exampleOf(t, "openai", "project"), exampleOf(t, "openai", "project")
	d.stdin(old, "add", "chat-app")
	for _, stop := range []string{"\x03", "\x04", "\r"} {
		k := d.talk(nil, "rotate", "chat-app")
		k.until("(not shown): ", stop)
		k.until("Go on with: keytray rotate chat-app. Or give it up: keytray rotate chat-app --abandon", "")
		if status, echo := k.end(); status != 1 || !echo || !strings.Contains(k.shown.String(), "Nothing was stored") {
			t.Errorf("status %d, echo %v:\n%s", status, echo, k.shown.String())
		}
		if shown := d.run("list"); !strings.Contains(shown, "rotating, step 1 of 5") {
			t.Error(shown)
		}
	}
	if said := d.run("rotate", "chat-app", "--status"); !strings.Contains(said, "Next: make a new key at OpenAI, then give it to Keytray: keytray rotate chat-app") {
		t.Error(said)
	}
	k := d.talk(nil, "rotate", "chat-app")
	k.until("(not shown): ", value+"\r")
	k.until("[y/N] ", "\x03") // at the offer of a check: the value is stored
	k.until("keytray check chat-app --previous", "")
	if status, _ := k.end(); status != 0 || d.run("get", "chat-app") != value {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}

	// With a new value it asks before it takes another one.
	k = d.talk(nil, "rotate", "chat-app")
	k.until("step 3 of 5", "")
	k.until("Give it another one all the same? [y/N] ", "\r")
	if status, _ := k.end(); status != 0 || d.run("get", "chat-app", "--previous") != old {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}

	// Ctrl-C there, or at the second value, is no reason to give up what is stored.
	for _, answers := range [][]string{{"\x03"}, {"y\r", "\x03"}} {
		k = d.talk(nil, "rotate", "chat-app")
		k.until("Give it another one all the same? [y/N] ", answers[0])
		if len(answers) > 1 {
			k.until("(not shown): ", answers[1])
			k.until("The new value that was stored before stays. What is left to do: keytray rotate chat-app --status", "")
		}
		if status, _ := k.end(); status != 1 || strings.Contains(k.shown.String(), "--abandon") || !strings.Contains(k.shown.String(), "You stopped it. Nothing was stored.") {
			t.Errorf("status %d:\n%s", status, k.shown.String())
		}
	}
	if d.run("get", "chat-app") != value || d.run("get", "chat-app", "--previous") != old {
		t.Error("the values are others")
	}
}

func TestADoubtfulValueIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	old, other := exampleOf(t, "openai", "project"), exampleOf(t, "gitlab", "personal")
	d.stdin(old, "add", "chat-app")
	k := d.talk(nil, "rotate", "chat-app")
	k.until("(not shown): ", other+"\r")
	k.until("It looks like a key of GitLab, not of OpenAI.", "")
	k.until("Store it all the same? [y/N] ", "\r")
	k.until("It was not stored. Paste the new one.", "")
	k.until("(not shown): ", other+"\r")
	k.until("Store it all the same? [y/N] ", "y\r")
	k.until("Rotated chat-app.", "")
	k.until("[y/N] ", "\r")
	if status, _ := k.end(); status != 0 || d.run("get", "chat-app") != other || strings.Contains(k.shown.String(), "Warning: It looks like") {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}
}

func TestANewValueThatDoesNotWorkIsNoReasonToRevokeTheOldOne(t *testing.T) {
	d := newDesk(t)
	d.stdin(exampleOf(t, "openai", "project"), "add", "chat-app", "--used-by", "Obsidian")
	k := d.talk([]string{"ANSWER=rejected"}, "rotate", "chat-app")
	k.until("(not shown): ", exampleOf(t, "openai", "project")+"\r")
	k.until("Ask api.openai.com whether it works?", "y\r")
	k.until("OpenAI refuses the new key. Give it another value first: keytray rotate chat-app. Or go back to the old one: keytray rotate chat-app --back", "")
	if status, _ := k.end(); status != 0 || strings.Contains(k.shown.String(), "revoke the old key") {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}
}

func TestTheAccountOfTheNewKeyIsAskedFor(t *testing.T) {
	d := newDesk(t)
	d.stdin(exampleOf(t, "langfuse", "secret"), "add", "traces", "--account", "first")
	k := d.talk(nil, "rotate", "traces")
	k.until("(not shown): ", exampleOf(t, "langfuse", "secret")+"\r")
	k.until("Public key of the new key [first]: ", "second\r")
	k.until("Rotated traces.", "")
	k.until("[y/N] ", "\x03")
	if status, _ := k.end(); status != 0 || !strings.Contains(d.run("show", "traces"), "Account   second") {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}
}

func TestRotateSaysThatAnOlderValueIsKept(t *testing.T) {
	d := newDesk(t)
	d.stdin(exampleOf(t, "openai", "project"), "add", "chat-app")
	d.stdin(exampleOf(t, "openai", "project"), "rotate", "chat-app")
	d.run("rotate", "chat-app", "--abandon")
	k := d.talk(nil, "rotate", "chat-app")
	k.until("1 earlier value is kept. When it is revoked at OpenAI: keytray check chat-app --previous", "")
	k.until("To make a new key at OpenAI", "")
	k.until("(not shown): ", "\x03")
	if status, _ := k.end(); status != 1 {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}
}

func TestDatesThatCannotBeAreRefusedBeforeTheValueIsAskedFor(t *testing.T) {
	d := newDesk(t)
	d.stdin(exampleOf(t, "openai", "project"), "add", "chat-app")
	k := d.talk(nil, "rotate", "chat-app", "--created", "2027-01-01")
	status, _ := k.end()
	if said := k.shown.String(); status != 2 || strings.Contains(said, "not shown") || !strings.Contains(said, "created after today") {
		t.Errorf("status %d:\n%s", status, said)
	}
	if shown := d.run("list"); strings.Contains(shown, "rotating") {
		t.Error("a rotation was begun")
	}
}

func TestExposedAsksWhereTheKeyWasSeen(t *testing.T) {
	d := newDesk(t)
	d.stdin(exampleOf(t, "openai", "project"), "add", "chat-app", "--used-by", "Obsidian")
	k := d.talk(nil, "exposed", "chat-app")
	k.until("Where was it seen?", "")
	k.until("0  I am not sure", "")
	k.until("Number: ", "\x03")
	if status, _ := k.end(); status != 1 || !strings.Contains(k.shown.String(), "Nothing was marked") {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}
	if shown := d.run("list"); strings.Contains(shown, "exposed") {
		t.Error("it was marked")
	}
	k = d.talk(nil, "exposed", "chat-app")
	k.until("3  on a shared screen", "")
	k.until("Number: ", "3\r")
	k.until("Replace it first", "")
	k.until("keytray exposed chat-app --undo", "")
	if status, _ := k.end(); status != 0 {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}

	k = d.talk(nil, "rotate", "chat-app")
	k.until("chat-app is marked as exposed. What to do in which order: keytray exposed chat-app", "")
	k.until("Replace it first", "")
	k.until("(not shown): ", "\x03")
	k.end()

	// Once it has a new value, the old one is meant, unless the person says more.
	d.stdin(exampleOf(t, "openai", "project"), "rotate", "chat-app")
	k = d.talk(nil, "exposed", "chat-app")
	k.until("The old value of chat-app has leaked", "")
	k.until("Has the new value leaked, too? [y/N] ", "\r")
	k.until("Give the new value to: Obsidian.", "")
	k.until("Revoke the old value at OpenAI", "")
	k.until("keytray check chat-app --previous", "")
	if status, _ := k.end(); status != 0 || strings.Contains(d.run("list"), "exposed") || strings.Count(k.shown.String(), "The old value of chat-app has leaked") != 1 {
		t.Errorf("status %d:\n%s", status, k.shown.String())
	}
}

func TestAtATerminalACallNeedsTheKeysNameTyped(t *testing.T) {
	d := newDesk(t)
	value := exampleOf(t, "gitlab", "personal")
	d.stdin(value, "add", "repo", "--used-by", "robot")
	for answer, want := range map[string]string{"y\r": "That is not its name. Nothing was done.", "\x03": "You stopped it. Nothing was done"} {
		k := d.talk([]string{"ANSWER=accepted"}, "rotate", "repo", "--by-provider")
		k.until("cannot be undone", "")
		k.until("robot", "")
		k.until("type the key's name (repo): ", answer)
		if status, _ := k.end(); status == 0 || !strings.Contains(k.shown.String(), want) {
			t.Errorf("status %d:\n%s", status, k.shown.String())
		}
	}
	if d.run("get", "repo") != value || strings.Contains(d.run("list"), "rotating") {
		t.Error("something was done")
	}
}
