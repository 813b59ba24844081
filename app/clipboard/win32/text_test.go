package win32

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestATextComesBackAsItWas(t *testing.T) {
	for _, text := range []string{"", "key", "a\r\nb\n", "schlüssel-🔑", "\uFFFD is a rune too", strings.Repeat("x🔑", 1000)} {
		n, err := units([]byte(text))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		memory := make([]uint16, n+3) // the clipboard may give more than was asked for
		for i := range memory {
			memory[i] = 'x'
		}
		encode(memory[:n], []byte(text))
		if want := append(utf16.Encode([]rune(text)), 0); string(utf16.Decode(memory[:n])) != string(utf16.Decode(want)) {
			t.Errorf("%q is not UTF-16 with a NUL", text)
		}
		if got := decode(memory); !bytes.Equal(got, []byte(text)) {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestWhatTheClipboardCannotHoldIsRefused(t *testing.T) {
	for name, text := range map[string]string{"a NUL": "a\x00b", "no UTF-8": "a\xff", "half a rune": "\xe2\x82"} {
		if _, err := units([]byte(text)); !errors.Is(err, errNoText) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHalfASurrogateFromAnotherProgramIsNoEnd(t *testing.T) {
	if got := decode([]uint16{'a', 0xD83D, 'b', 0xD83D}); string(got) != "a\uFFFDb\uFFFD" {
		t.Errorf("got %q", got)
	}
}

func FuzzTextsComeBack(f *testing.F) {
	f.Add("key")
	f.Fuzz(func(t *testing.T, text string) {
		n, err := units([]byte(text))
		if err != nil {
			return
		}
		memory := make([]uint16, n)
		encode(memory, []byte(text))
		if got := decode(memory); string(got) != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
