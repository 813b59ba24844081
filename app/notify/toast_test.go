package notify_test

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"keytray/app/notify"
)

// hostile are names that a person, or a file that was imported, may give a key.
var hostile = []string{
	`"/><action content="x" arguments="y"/>`, `]]></text><text>`, "<b>&amp;</b>",
	"a&action=rotate&tag=x", "%00%", "a;b=c",
	"-e", "--", `" & (do shell script "true") & "`,
	"two\nlines", "\x00\x1b[31m", "\xff\xfe", "Schlüssel…",
}

// toast is what Windows reads.
type toast struct {
	Launch  string   `xml:"launch,attr"`
	Lines   []string `xml:"visual>binding>text"`
	Buttons []struct {
		Label     string `xml:"content,attr"`
		Arguments string `xml:"arguments,attr"`
	} `xml:"actions>action"`
}

func toastOf(t *testing.T, n notify.Note) (read toast, text string) {
	t.Helper()
	text, err := notify.ToastXML(n)
	if err == nil {
		err = xml.Unmarshal([]byte(text), &read)
	}
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return read, text
}

func TestAToastSaysWhatTheNoteSays(t *testing.T) {
	n := notify.Note{
		Tag: "rotation", Serial: 7, Title: "chat-app is overdue", Body: "OpenAI key", NoClick: "Open Keytray.", Urgent: true,
		Buttons: []notify.Button{{Action: "rotate", Label: "Rotate…"}, {Action: "snooze", Label: "Snooze 1 week"}, {Action: "third", Label: "Third"}},
	}
	_, got := toastOf(t, n)
	const want = `<toast launch="action=default&amp;serial=7&amp;tag=rotation" duration="long">` +
		`<visual><binding template="ToastGeneric"><text>chat-app is overdue</text><text>OpenAI key</text></binding></visual>` +
		`<actions><action content="Rotate…" arguments="action=rotate&amp;serial=7&amp;tag=rotation"></action>` +
		`<action content="Snooze 1 week" arguments="action=snooze&amp;serial=7&amp;tag=rotation"></action></actions></toast>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	_, got = toastOf(t, notify.Note{Tag: "clipboard", Title: "Pasted, cleared", Brief: true})
	const brief = `<toast launch="action=default&amp;serial=0&amp;tag=clipboard" duration="short">` +
		`<visual><binding template="ToastGeneric"><text>Pasted, cleared</text></binding></visual><audio silent="true"></audio></toast>`
	if got != brief {
		t.Errorf("got  %s\nwant %s", got, brief)
	}
}

func TestNoNameBreaksOutOfAToast(t *testing.T) {
	for _, name := range hostile {
		read, text := toastOf(t, notify.Note{
			Tag: name, Serial: 7, Title: name, Body: name,
			Buttons: []notify.Button{{Action: name, Label: name}, {Action: "snooze", Label: "Snooze"}},
		})
		if len(read.Lines) != 2 || len(read.Buttons) != 2 {
			t.Fatalf("%q makes %s", name, text)
		}
		shown := strings.ToValidUTF8(strings.Map(printable, name), "�")
		if read.Lines[0] != shown || read.Lines[1] != shown || read.Buttons[0].Label != shown {
			t.Errorf("%q is shown as %q", name, read.Lines)
		}
		for i, want := range []string{name, "snooze"} {
			if p, ok := notify.Chosen(read.Buttons[i].Arguments); !ok || p != (notify.Press{Tag: name, Serial: 7, Action: want}) {
				t.Errorf("button %d of %q comes back as %+v", i, name, p)
			}
		}
		if p, ok := notify.Chosen(read.Launch); !ok || p != (notify.Press{Tag: name, Serial: 7, Action: notify.Default}) {
			t.Errorf("a click on %q comes back as %+v", name, p)
		}
	}
}

// printable is what XML can hold of a text.
func printable(r rune) rune {
	if r < ' ' && r != '\n' {
		return '�'
	}
	return r
}

func TestStrangeArgumentsOfAToastAreNothing(t *testing.T) {
	for _, arguments := range []string{"", "tag=a", "action=a", "tag=a&tag=b&action=c", "tag=%zz&action=a", "tag=a;action=b", "rotation"} {
		if p, ok := notify.Chosen(arguments); ok {
			t.Errorf("%q is %+v", arguments, p)
		}
	}
}

// One of an earlier version, which may be days old, and what somebody else sends.
func TestAToastWithoutASerialHasNone(t *testing.T) {
	for _, arguments := range []string{"tag=a&action=b", "tag=a&action=b&serial=", "tag=a&action=b&serial=-1", "tag=a&action=b&serial=99999999999999999999"} {
		if p, ok := notify.Chosen(arguments); !ok || p != (notify.Press{Tag: "a", Action: "b"}) {
			t.Errorf("%q is %+v", arguments, p)
		}
	}
}

func FuzzToastArguments(f *testing.F) {
	for _, name := range hostile {
		f.Add(name, uint64(7), "rotate")
	}
	f.Fuzz(func(t *testing.T, tag string, serial uint64, action string) {
		press := notify.Press{Tag: tag, Serial: serial, Action: action}
		if got, ok := notify.Chosen(notify.ToastArguments(press)); !ok || got != press {
			t.Errorf("%+v comes back as %+v", press, got)
		}
	})
}

// Only the script is read as a script: it is the same for each note, and what the
// note says comes after a word that ends osascript's options.
func TestNoNameBecomesPartOfAScript(t *testing.T) {
	plain := notify.Osascript(notify.Note{})
	script := plain[:len(plain)-2]
	if script[len(script)-1] != "note" || slices.Contains(script, "") {
		t.Fatalf("the script is %q", script)
	}
	for _, name := range hostile {
		args := notify.Osascript(notify.Note{Title: name, Body: name, NoClick: "Open Keytray.", Buttons: []notify.Button{{Action: "a", Label: "b"}}})
		if want := append(slices.Clone(script), name, name+" Open Keytray."); !slices.Equal(args, want) {
			t.Errorf("%q makes %q", name, args)
		}
	}
}
