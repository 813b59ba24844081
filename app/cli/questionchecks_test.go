//go:build linux

package cli_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"keytray/app/e2e/session"
)

func TestAFlagThatWillNotDoIsRefusedBeforeTheFirstQuestion(t *testing.T) {
	d := newDesk(t)
	for flags, says := range map[string]string{
		"--kind nonsense":                               "No provider has such a kind of key",
		"--provider openai --kind nonsense":             "OpenAI has no such kind of key",
		"--tag ":                                        "A tag is empty",
		"--account a\u202eb":                            "The account is too long or has characters that cannot be shown",
		"--note " + strings.Repeat("n", 4001):           "The note is too long",
		"--env 1KEY":                                    "no name for an environment variable",
		"--created 2026-12-24":                          "after today",
		"--created 2026-05-01 --expires 2026-04-01":     "on or before the day it was created",
		"--due-after 12":                                "must close later",
		"--due-after 3 --overdue-after 99999":           "at the latest",
		"--provider nobody":                             `No provider is called “nobody”`,
		"--provider openai --used-by " + "x --used-by ": "A place that uses the key is empty",
	} {
		k := d.talk(nil, append([]string{"add"}, strings.Split(flags, " ")...)...)
		status, _ := k.end()
		if shown := k.shown.String(); status != 2 || !strings.Contains(shown, says) || strings.Contains(shown, "Who issues") || strings.Contains(shown, "Paste") {
			t.Errorf("%.40s: status %d:\n%s", flags, status, shown)
		}
	}
}

func TestAKindThatTheChosenProviderDoesNotHaveIsLeftOut(t *testing.T) {
	d := newDesk(t)
	k := d.talk(nil, "add", "--kind", "service-account")
	k.until("something else: ", "anthropic\r")
	k.until("Anthropic has no such kind of key.", "")
	k.until("It is left out.", "")
	k.until("(not shown): ", exampleOf(t, "anthropic", "key")+"\r")
	k.until("[y/N] ", "\r")
	k.until("[anthropic]: ", "\r")
	for _, words := range []string{"[ANTHROPIC_API_KEY]: ", "commas: ", "project: ", "may do: ", "Spending limit", "[2026-11-20]: ", "YYYY-MM-DD", "[3 6]: "} {
		k.until(words, "\r")
	}
	if status, _ := k.end(); status != 0 {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
}

func TestAnOwnProviderIsCheckedWhereItIsAskedFor(t *testing.T) {
	d := newDesk(t)
	value := "acme" + strings.ToLower(exampleOf(t, "openai", "legacy")[3:20])
	k := d.talk(nil, "add")
	k.until("something else: ", "\r")
	for _, answer := range [][2]string{
		{strings.Repeat("a", 61), "at most 60 characters"},
		{"A\u202ecme", "one line of letters"},
		{"A\x16\x1b[31mcme", "one line of letters"}, // ^V, so that the terminal hands the escape over
		{"Open AI", "is, or looks like, another name of OpenAI"},
		{"\u041epenAI", "letters of different scripts"},
	} {
		k.until("What is the provider called?", answer[0]+"\r")
		k.until(answer[1], "")
	}
	k.until("What is the provider called?", "Acme\r")
	for _, link := range []string{"http://acme.example", "acme", "javascript:alert(1)"} {
		k.until("if you know it: ", link+"\r")
		k.until("must be a whole one that starts with https://", "")
	}
	k.until("if you know it: ", "\r")
	k.until("(not shown): ", value+"\r")
	k.until("Name of the key [Acme]: ", "a\u202eb\r")
	k.until("cannot be shown", "")
	k.until("Name of the key [Acme]: ", "robot\r")
	for _, words := range []string{"variable: ", "commas: ", "project: ", "may do: ", "you set one: ", "[2026-11-20]: ", "YYYY-MM-DD: ", "[3 6]: "} {
		k.until(words, "\r")
	}
	if status, _ := k.end(); status != 0 {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
	// The terminal shows what is typed, an escape as ^[; the program repeats neither.
	if shown := k.shown.Bytes(); bytes.Contains(shown, []byte("\x1b")) || bytes.Count(shown, []byte("\u202e")) != 2 {
		t.Errorf("what would turn the terminal around is written:\n%q", shown)
	}
}

func TestWithoutAPlaceForKeysNothingIsAsked(t *testing.T) {
	for name, c := range map[string]struct {
		keyring session.Keyring
		says    string
	}{
		"no keychain":   {session.NoService, "No keychain is running"},
		"no collection": {session.NoCollection, "has no default collection yet"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := session.Start(t.Context(), session.Options{Keyring: c.keyring})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(s.Close)
			k := desk{t, s}.talk(nil, "add")
			status, _ := k.end()
			if shown := k.shown.String(); status != 4 || !strings.Contains(shown, c.says) || strings.Contains(shown, "Who issues") {
				t.Errorf("status %d:\n%s", status, shown)
			}
		})
	}
}

func TestALockedFileIsOpenedBeforeTheFirstQuestion(t *testing.T) {
	d := newDesk(t)
	cmd := d.command(nil, "config", "keychain", "file")
	const passphrase = "correct horse"
	cmd.Stdin, cmd.Stderr = strings.NewReader(passphrase+"\n"+passphrase+"\n"), os.Stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	k := d.talk(nil, "add")
	k.until("Passphrase of the encrypted file (not shown): ", "wrong\r")
	status, _ := k.end()
	if shown := k.shown.String(); status != 5 || !strings.Contains(shown, "not the passphrase") || strings.Contains(shown, "Who issues") {
		t.Errorf("status %d:\n%s", status, shown)
	}
	k = d.talk(nil, "add")
	k.until("(not shown): ", passphrase+"\r")
	k.until("Who issues the key?", "\x03")
	if status, _ := k.end(); status == 0 {
		t.Error(k.shown.String())
	}
}
