package pasteboard_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/pasteboard"
	"keytray/app/secret"
)

// otherPrograms are pbcopy and pbpaste, which come with macOS.
func otherPrograms(t *testing.T) clipboardtest.Other {
	t.Helper()
	if os.Getenv("KEYTRAY_TEST_CLIPBOARD") == "" {
		t.Skip("this takes the clipboard over: set KEYTRAY_TEST_CLIPBOARD=1 for that")
	}
	utf8 := append(os.Environ(), "LC_ALL=en_US.UTF-8")
	return clipboardtest.Other{
		Paste: func() string {
			cmd := exec.CommandContext(t.Context(), "pbpaste")
			cmd.Env = utf8
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		},
		Copy: func(text string) {
			cmd := exec.CommandContext(t.Context(), "pbcopy")
			cmd.Env, cmd.Stdin = utf8, strings.NewReader(text)
			if err := cmd.Run(); err != nil {
				t.Fatal(err)
			}
		},
	}
}

func TestTheBoardKeepsItsPromises(t *testing.T) {
	clipboardtest.Run(t, pasteboard.New(), otherPrograms(t))
}

func TestWhatIsNoTextLeavesTheClipboardAsItWas(t *testing.T) {
	o := otherPrograms(t)
	o.Copy("theirs")
	if err := pasteboard.New().Put(t.Context(), clipboard.Offer{Value: secret.FromString("\xff")}); !errors.Is(err, clipboard.ErrTool) {
		t.Errorf("got %v", err)
	}
	if got := o.Paste(); got != "theirs" {
		t.Errorf("it became %q", got)
	}
}

func TestClearIfTakesOnlyWhatIsLookedFor(t *testing.T) {
	o, b := otherPrograms(t), pasteboard.New()
	for there, want := range map[string]clipboard.Outcome{"a key 🔑": clipboard.Cleared, "theirs": clipboard.NotOurs} {
		o.Copy(there)
		got, err := b.ClearIf(t.Context(), "", func(text []byte) bool { return bytes.Equal(text, []byte("a key 🔑")) })
		if got != want || err != nil || (o.Paste() == "") != (want == clipboard.Cleared) {
			t.Errorf("%q: %v, %v", there, got, err)
		}
	}
}
