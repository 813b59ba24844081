package window

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keytray/app/files"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// savingTo opens the question for a file in a home of the test's own.
func savingTo(t *testing.T) (r *rig, home string) {
	t.Helper()
	home = t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	r, _ = overviewOf(t, manyLives())
	r.Press(wordsSaveCalendar)
	return r, home
}

func TestTheDatesAreSavedAsACalendarFile(t *testing.T) {
	r, home := savingTo(t)
	r.Sees(wordsCalendarHolds)
	r.Clock.Forward(kit.HeldFor)
	r.Key(fyne.KeyReturn)
	r.UntilSees("Saved ~/keytray.ics")
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
	for _, o := range r.Roots()[1:] {
		windowtest.Walk(o, func(o fyne.CanvasObject, _ bool) {
			if c, is := o.(*kit.CheckField); is {
				c.SetChecked(false)
			}
		})
	}
	r.Press("Save")
	r.UntilSees("Saved ~/keytray.ics")
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
	r.Press("Save")
	r.UntilSees(wordsThereIsAFile)
	if got, _ := os.ReadFile(path); string(got) != "mine" {
		t.Fatal("the file was replaced")
	}
	r.Press(wordsReplaceFile)
	r.UntilSees("Saved ~/keytray.ics")
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
			r.Key(fyne.KeyReturn)
			r.Clock.Forward(30 * time.Millisecond)
		}
	}
	presses(10)
	r.Misses(wordsThereIsAFile) // nothing is tried yet
	r.Clock.Forward(kit.HeldFor)
	presses(1)
	r.UntilSees(wordsThereIsAFile)
	presses(10)
	r.Focused().(*kit.Entry).SetText("~/other.ics")
	r.Until("the other one is saved", func() bool {
		saved := strings.Contains(r.Seen(), "Saved ~/other.ics")
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
	e := r.Focused().(*kit.Entry)
	for text, want := range map[string]string{"": "Type a name for the file.", "~/nowhere/dates.ics": "There is no such folder."} {
		e.SetText(text)
		r.Press("Save")
		r.UntilSees(want)
	}
	if err := os.Mkdir(filepath.Join(home, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"~/folder", "That is a folder."},
		{"~", "That is a folder."},
		{"~/new/", "That is a folder."},
		{"~/file/dates.ics", "There is no such folder."},
		{madeUp("openai", "project"), wordsKeyIsNoFile},
	} {
		e.SetText(c[0])
		r.Press("Save")
		r.UntilSees(c[1])
		r.Misses(wordsThereIsAFile, wordsReplaceFile)
	}
	r.Key(fyne.KeyEscape)
	r.Misses(wordsCalendarHolds)
	r.overview()
}

// Who replaces the list of keys with a calendar has lost all keys.
func TestNothingIsSavedAmongOurOwnFiles(t *testing.T) {
	r, home := savingTo(t)
	for _, variable := range []string{"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		t.Setenv(variable, filepath.Join(home, variable))
	}
	t.Setenv("LOCALAPPDATA", filepath.Join(home, "local"))
	t.Setenv("APPDATA", filepath.Join(home, "roaming"))
	own, err := files.Default()
	if err != nil {
		t.Fatal(err)
	}
	index := filepath.Join(own.Data, "index.json")
	if err := os.MkdirAll(own.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(index, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	e := r.Focused().(*kit.Entry)
	for _, path := range []string{index, filepath.Join(own.Data, "dates.ics")} {
		e.SetText(path)
		r.Press("Save")
		r.UntilSees("Keytray keeps its own files there.")
		r.Misses(wordsReplaceFile)
		if err := writeFile(path, nil, true); !errors.Is(err, errOwnFolder) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if got, _ := os.ReadFile(index); string(got) != "mine" {
		t.Error("the list of keys was replaced")
	}
	if in, _ := os.ReadDir(own.Data); len(in) != 1 {
		t.Errorf("%d files are there", len(in))
	}
}

func TestANameAloneIsAFileInTheHomeFolder(t *testing.T) {
	r, home := savingTo(t)
	t.Chdir(t.TempDir())
	if err := os.Mkdir(filepath.Join(home, "dates"), 0o700); err != nil {
		t.Fatal(err)
	}
	r.Focused().(*kit.Entry).SetText(filepath.Join("dates", "my.ics"))
	r.Press("Save")
	r.UntilSees("Saved " + filepath.Join("~", "dates", "my.ics"))
	if _, err := os.Stat(filepath.Join(home, "dates", "my.ics")); err != nil {
		t.Error(err)
	}
}

// Some folders of the system take no files, and say that they do not exist.
func TestAFolderThatTakesNoFilesIsNotCalledMissing(t *testing.T) {
	dir := t.TempDir()
	if err := whyNot(filepath.Join(dir, "a.ics"), fs.ErrNotExist); !strings.HasPrefix(wordsNotSaved(err), "You may not write there.") {
		t.Errorf("it says %q", wordsNotSaved(err))
	}
	if err := whyNot(filepath.Join(dir, "none", "a.ics"), fs.ErrNotExist); wordsNotSaved(err) != "There is no such folder." {
		t.Errorf("it says %q", wordsNotSaved(err))
	}
}

func TestEnterOnTheNamesSaves(t *testing.T) {
	r, home := savingTo(t)
	box := r.checkBox(wordsWithNames)
	r.Frame.Canvas().Focus(box)
	r.Clock.Forward(kit.HeldFor)
	box.TypedRune(' ')
	if box.Checked {
		t.Fatal("Space does not switch it")
	}
	r.Key(fyne.KeyReturn)
	r.UntilSees("Saved ~/keytray.ics")
	if got, _ := os.ReadFile(filepath.Join(home, "keytray.ics")); strings.Contains(string(got), "chat-app") {
		t.Error("the file has names")
	}
}

// checkBox is the box in sight that says text.
func (r *rig) checkBox(text string) *kit.CheckField {
	r.Helper()
	var found *kit.CheckField
	for _, root := range r.Roots() {
		windowtest.Walk(root, func(o fyne.CanvasObject, visible bool) {
			if c, is := o.(*kit.CheckField); is && visible && c.Text == text {
				found = c
			}
		})
	}
	if found == nil {
		r.Fatalf("no box says %q", text)
	}
	return found
}
