package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// helped are pages with the help over them, and how to come to each.
var helped = map[string]func(*rig){
	"the keys":     func(*rig) {},
	"the setup":    func(r *rig) { r.win.Open(api.View{Name: api.ViewAdd}) },
	"a rotation":   func(r *rig) { r.win.Open(api.View{Name: api.ViewRotate, Key: "chat"}) },
	"the overview": func(r *rig) { r.win.Open(api.View{Name: api.ViewRotation}) },
	"the settings": func(r *rig) { r.win.Open(api.View{Name: api.ViewSettings}) },
	"the doctor":   func(r *rig) { r.win.Open(api.View{Name: api.ViewDoctor}) },
	"a leak":       func(r *rig) { r.win.Open(api.View{Name: api.ViewLeaked, Key: "chat"}) },
	"unlocking":    func(r *rig) { r.lockFile(); r.win.openUnlock("") },
}

func (r *rig) helpOpen() bool {
	_, open := r.win.page.(*helpPage)
	return open
}

// A key goes to what has the focus alone: whatever that is, F1 reaches the window.
func TestF1ShowsTheKeysFromEverywhere(t *testing.T) {
	for name, open := range helped {
		r := newRig(t, someState())
		open(r)
		below, had := r.win.page, r.Focused()
		for range 30 {
			r.Key(fyne.KeyF1)
			if !r.helpOpen() {
				t.Errorf("%s: F1 does nothing on %T", name, had)
				break
			}
			r.Key(fyne.KeyEscape)
			if r.win.page != below {
				t.Fatalf("%s: Escape leads to %T", name, r.win.page)
			}
			if had != nil {
				r.Frame.Canvas().Focus(had)
			}
			r.Frame.Canvas().FocusNext()
			had = r.Focused()
		}
	}
}

// Below 760 the detail hides the search, which cannot take the keys back then.
func TestKeysGoOnBehindTheHelpOfANarrowDetail(t *testing.T) {
	for name, press := range map[string]struct {
		do   func(*rig)
		does func(*rig) bool
	}{
		"Esc":      {func(r *rig) { r.Key(fyne.KeyEscape) }, func(r *rig) bool { return !r.win.keys.panes.detail }},
		"a letter": {func(r *rig) { test.TypeOnCanvas(r.Frame.Canvas(), "g") }, func(r *rig) bool { return r.win.keys.list.search.Text == "g" }},
	} {
		r := newRig(t, someState())
		r.Frame.Resize(narrowWindow)
		r.win.openKeys(filterAll, "chat")
		r.Frame.Canvas().FocusNext()
		r.Key(fyne.KeyF1)
		r.Key(fyne.KeyEscape)
		if f, hidden := r.Focused().(*kit.Entry); hidden {
			t.Errorf("%q has the focus, out of sight", f.PlaceHolder)
		}
		press.do(r)
		if !press.does(r) {
			t.Errorf("behind the help %s does nothing", name)
		}
	}
}

func TestAQuestionMarkAsksWhereNobodyTypes(t *testing.T) {
	r := newRig(t, someState())
	r.Frame.Canvas().Focus(r.win.keys.list.search)
	r.Frame.Canvas().Focused().TypedRune('?')
	if r.helpOpen() || r.win.keys.list.search.Text != "?" {
		t.Error("a question mark cannot be looked for")
	}
	r.win.keys.list.search.SetText("")
	r.Frame.Canvas().Unfocus()
	r.Frame.Canvas().OnTypedRune()('?')
	if !r.helpOpen() {
		t.Fatal("a question mark shows nothing")
	}
	r.Frame.Canvas().Focused().TypedRune('?')
	if r.helpOpen() {
		t.Error("the second one does not close it")
	}
}

// What is listened to is told, and the other way round: both come from one list.
func TestTheHelpHasEveryShortcut(t *testing.T) {
	r := newRig(t, someState())
	listening := map[string]bool{}
	spy := &spyCanvas{Canvas: r.Frame.Canvas(), heard: listening}
	(&Window{p: Params{Window: &spied{r.Frame, spy}}, keys: r.win.keys}).listen()
	r.Key(fyne.KeyF1)
	for _, s := range shortcuts() {
		r.Sees(s.does)
		for _, k := range s.keys {
			delete(listening, (&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}).ShortcutName())
		}
	}
	for _, known := range []fyne.Shortcut{&fyne.ShortcutCopy{}, &fyne.ShortcutPaste{}, &fyne.ShortcutUndo{}, redoKeys[0], redoKeys[1], wizardBack} { // hints of pages
		delete(listening, known.ShortcutName())
	}
	for _, known := range tabKeys { // a hint of the settings
		delete(listening, known.ShortcutName())
	}
	for _, known := range tabKeys { // of the settings
		delete(listening, known.ShortcutName())
	}
	if len(listening) > 0 {
		t.Errorf("the help does not name %v", listening)
	}
}

// spied is a window whose canvas tells what is listened to.
type spied struct {
	fyne.Window
	canvas fyne.Canvas
}

func (s *spied) Canvas() fyne.Canvas { return s.canvas }

type spyCanvas struct {
	fyne.Canvas
	heard map[string]bool
}

func (s *spyCanvas) AddShortcut(c fyne.Shortcut, _ func(fyne.Shortcut)) {
	s.heard[c.ShortcutName()] = true
}
func (s *spyCanvas) SetOnTypedKey(func(*fyne.KeyEvent)) {}
func (s *spyCanvas) SetOnTypedRune(func(rune))          {}

// Each shortcut that the help names does something from the keys.
func TestEveryShortcutDoesSomething(t *testing.T) {
	for _, s := range shortcuts() {
		for _, k := range s.keys {
			r := newRig(t, someState())
			r.win.keys.list.open("chat")
			if k == fyne.Key1 {
				r.win.keys.list.setFilter(filterPinned)
			}
			if k == fyne.KeyF {
				r.win.Open(api.View{Name: api.ViewRotation})
			}
			before := r.look()
			r.ctrl(k)
			r.Until("Ctrl "+string(k)+" does something", func() bool { return r.look() != before })
		}
	}
}

// look is what a person or the service notices.
func (r *rig) look() string {
	return r.Seen() + strings.Join(r.Service.Asked(), "\n")
}

func TestTheHelpFits(t *testing.T) {
	for _, look := range []fyne.Theme{kit.Theme{}, windowtest.Larger{}} {
		for name, open := range helped {
			r := newRig(t, someState())
			test.ApplyTheme(t, look)
			open(r)
			r.win.help()
			for _, width := range []float32{400, 980} {
				r.Frame.Resize(fyne.NewSize(width, 1200))
				r.Sees("Everywhere", "Find a key")
				r.ButtonsFit(name)
				r.textFits(name)
			}
		}
	}
}

// The keys of a page are seen before those of all pages.
func TestThePageComesFirstInTheHelp(t *testing.T) {
	r := newRig(t, someState())
	r.win.help()
	seen := r.Seen()
	if here, all := strings.Index(seen, "On this page"), strings.Index(seen, "Everywhere"); here < 0 || all < here {
		t.Errorf("the help says %q", seen)
	}
}
