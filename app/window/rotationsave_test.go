package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	r.clock.forward(heldFor)
	r.key(fyne.KeyReturn)
	r.untilSees("Saved keytray.ics")
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
	r.untilSees("Saved keytray.ics")
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
	r.untilSees(wordsThereIsAFile)
	if got, _ := os.ReadFile(path); string(got) != "mine" {
		t.Fatal("the file was replaced")
	}
	r.press(wordsReplaceFile)
	r.untilSees("Saved keytray.ics")
	if got, _ := os.ReadFile(path); !strings.Contains(string(got), "BEGIN:VCALENDAR") {
		t.Error("the file was not replaced")
	}
	if left, _ := os.ReadDir(home); len(left) != 1 {
		t.Errorf("%d files are there", len(left))
	}
}

// Enter may still be down from the button that led here.
func TestEnterHeldDownReplacesNoFile(t *testing.T) {
	r, home := savingTo(t)
	path := filepath.Join(home, "keytray.ics")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	presses := func(n int) {
		for range n {
			r.key(fyne.KeyReturn)
			r.clock.forward(30 * time.Millisecond)
		}
	}
	presses(10)
	r.misses(wordsThereIsAFile) // nothing is tried yet
	r.clock.forward(heldFor)
	presses(1)
	r.untilSees(wordsThereIsAFile)
	presses(10)
	r.focused().(*entry).SetText("~/other.ics")
	r.until("the other one is saved", func() bool {
		saved := strings.Contains(r.seen(), "Saved other.ics")
		if !saved {
			presses(1) // the answer to one before may still be on its way
		}
		return saved
	})
	if got, _ := os.ReadFile(path); string(got) != "mine" {
		t.Error("the file was replaced")
	}
}

func TestAFileThatCannotBeWrittenSaysWhy(t *testing.T) {
	r, home := savingTo(t)
	e := r.focused().(*entry)
	for text, want := range map[string]string{"": "Type a name for the file.", "~/nowhere/dates.ics": "There is no such folder."} {
		e.SetText(text)
		r.press("Save")
		r.untilSees(want)
	}
	if err := os.Mkdir(filepath.Join(home, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	e.SetText("~/folder")
	r.press("Save")
	r.untilSees(wordsThereIsAFile)
	r.press(wordsReplaceFile)
	r.untilSees("That is a folder.")
	r.key(fyne.KeyEscape)
	r.misses(wordsCalendarHolds)
	r.overview()
}
