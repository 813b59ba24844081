package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// savingTo opens the question for a file in a home of the test's own.
func savingTo(t *testing.T) (r *rig, home string) {
	t.Helper()
	home = t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	r, _ = overviewOf(t, manyLives())
	r.press(wordsSaveCalendar)
	return r, home
}

func TestTheDatesAreSavedAsACalendarFile(t *testing.T) {
	r, home := savingTo(t)
	r.sees(wordsCalendarHolds)
	r.key(fyne.KeyReturn)
	r.sees("Saved keytray.ics")
	got, err := os.ReadFile(filepath.Join(home, "keytray.ics"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"BEGIN:VCALENDAR", "chat-app"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%q is not in the file", want)
		}
	}
	if strings.Contains(string(got), "kT4Q") {
		t.Error("a hint is in the file")
	}
}

func TestTheFileNeedsNoNames(t *testing.T) {
	r, home := savingTo(t)
	for _, o := range r.roots()[1:] {
		walk(o, func(o fyne.CanvasObject, _ bool) {
			if c, is := o.(*checkField); is {
				c.SetChecked(false)
			}
		})
	}
	r.press("Save")
	got, _ := os.ReadFile(filepath.Join(home, "keytray.ics"))
	if len(got) == 0 || strings.Contains(string(got), "chat-app") {
		t.Error("the file has names, or nothing")
	}
}

func TestAFileIsReplacedOnlyWhenThePersonSaysSo(t *testing.T) {
	r, home := savingTo(t)
	path := filepath.Join(home, "keytray.ics")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.press("Save")
	r.sees(wordsThereIsAFile)
	if got, _ := os.ReadFile(path); string(got) != "mine" {
		t.Fatal("the file was replaced")
	}
	r.press("Save")
	if got, _ := os.ReadFile(path); !strings.Contains(string(got), "BEGIN:VCALENDAR") {
		t.Error("the file was not replaced")
	}
}

func TestAFileThatCannotBeWrittenSaysWhy(t *testing.T) {
	r, _ := savingTo(t)
	e := r.focused().(*entry)
	for text, want := range map[string]string{"": "Type a name for the file.", "~/nowhere/dates.ics": "There is no such folder."} {
		e.SetText(text)
		r.press("Save")
		r.sees(want)
	}
	r.key(fyne.KeyEscape)
	r.misses(wordsCalendarHolds)
	r.overview()
}
