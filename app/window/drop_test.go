package window

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/window/client"
)

// drops drops files with these contents on the window.
func (r *rig) drops(contents ...string) {
	r.Helper()
	var files []fyne.URI
	for i, content := range contents {
		path := filepath.Join(r.TempDir(), "dropped"+string(rune('0'+i))+".txt")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			r.Fatal(err)
		}
		files = append(files, storage.NewFileURI(path))
	}
	r.win.dropped(fyne.Position{}, files)
}

func (r *rig) untilPasted() *setup {
	r.Helper()
	var s *setup
	r.Until("the key is in the setup", func() bool { s = r.win.setupOpen(); return s != nil && s.hasKey() })
	return s
}

func TestADroppedFileStartsTheSetupWithItsKey(t *testing.T) {
	for name, around := range map[string][2]string{
		"alone":          {"", ""},
		"with a newline": {"", "\n"},
		"a setting":      {"OPENAI_API_KEY=", "\n"},
		"among others":   {"# made for the demo\nPORT=3000\nexport OPENAI_API_KEY=\"", "\"\nHOST=localhost\n"},
	} {
		for _, view := range []string{api.ViewKeys, api.ViewRotation, api.ViewSettings, api.ViewAdd} {
			r := newRig(t, someState())
			r.win.Open(api.View{Name: view})
			key := openAIKey(t)
			r.drops(around[0] + key + around[1])
			s := r.untilPasted()
			if got := string(s.paste.field.value); got != key {
				t.Errorf("%s, dropped on %s: %d characters arrive, want %d", name, view, len(got), len(key))
			}
			r.Sees("OpenAI")
		}
	}
}

func TestAFileWithoutOneKeyIsRefused(t *testing.T) {
	one, other := openAIKey(t), openAIKey(t)
	for want, content := range map[string][]string{
		"There are several keys in that file.": {"A=" + one + "\nB=" + other + "\n"},
		"No key was found in that file":        {"PORT=3000\nHOST=localhost\n"},
		"That file is too large for a key":     {strings.Repeat("a", mostDropped+1)},
		"Drop one file with a key in it":       {one, other},
	} {
		r := newRig(t, someState())
		r.drops(content...)
		r.UntilSees(want)
		if r.win.setupOpen() != nil {
			t.Errorf("%s: the setup is open", want)
		}
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	r := newRig(t, someState())
	r.win.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(t.TempDir())})
	r.UntilSees("That file cannot be read")
	link, err := storage.ParseURI("https://example.org/key.txt")
	if err != nil {
		t.Fatal(err)
	}
	r.win.dropped(fyne.Position{}, []fyne.URI{link})
	r.Sees("Drop one file with a key in it")
}

// A file that is dropped while a key is being set up does not take its place unasked.
func TestADroppedFileTakesNoPastedKeyAway(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasted()
	before := string(s.paste.field.value)
	r.win.aside(newDoctorPage(r.win))
	r.drops(openAIKey(t))
	r.UntilSees(wordsKeeps)
	if got := string(s.paste.field.value); got != before {
		t.Error("the pasted key is another one now")
	}
}

// A key that was copied is set up from every page on which nothing takes text.
func TestAKeyIsPastedFromEveryPage(t *testing.T) {
	for _, view := range []string{api.ViewKeys, api.ViewRotation, api.ViewSettings, api.ViewDoctor, api.ViewAdd} {
		r := newRig(t, someState())
		r.win.Open(api.View{Name: view})
		r.Frame.Canvas().Unfocus()
		r.Clip.SetContent(openAIKey(t))
		r.win.pageShortcut(&fyne.ShortcutPaste{Clipboard: r.Clip})
		r.untilPasted()
	}
}

// openAIKey is a key of that form that nobody has.
func openAIKey(t *testing.T) string {
	t.Helper()
	p, _ := provider.New().ByID("openai")
	for _, k := range p.Kinds {
		if k.ID == "project" {
			return providertest.Example(k.Example, rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())))
		}
	}
	t.Fatal("OpenAI has no project keys any more")
	return ""
}

// A passphrase that is being typed is not thrown away for a file.
func TestAFileDroppedOnAPassphraseIsRefused(t *testing.T) {
	r := newRig(t, someState())
	p := newMovePage(r.win, api.StoreFile)
	r.win.over(p)
	p.pass.SetText(typedPassphrase)
	r.drops(openAIKey(t))
	r.UntilSees("Finish this page first, then drop the file again")
	if !r.win.inSight(p) || p.pass.Text != typedPassphrase {
		t.Error("the page is gone, or what was typed on it")
	}
}

// A window that is closed runs nothing any more: nobody else would wipe what was read.
func TestAFileThatNobodyTakesIsWiped(t *testing.T) {
	ctx, closes := context.WithCancel(t.Context())
	w := &Window{ctx: ctx, p: Params{Link: client.Link{Post: func(func()) {}}}}
	content := []byte(openAIKey(t))
	closes()
	w.hand(content, func() { t.Error("it is taken") })
	if len(bytes.Trim(content, "\x00")) != 0 {
		t.Error("the file is still in memory")
	}
}
