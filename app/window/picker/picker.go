// Package picker is the quick picker: a small window of its own in which a few letters
// and Enter copy a key. It runs on any Fyne driver; package start opens the real one.
//
// No value of a key is ever here: the agent copies. State comes in through Render, and
// only copy.go and typed.go ask the service for something.
package picker

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/unlock"
)

// Params is what a picker is made of.
type Params struct {
	client.Link
	Window fyne.Window

	// SetTheme changes how everything looks; it may be nil.
	SetTheme func(kit.Theme)
	// Theme is what SetTheme has been given so far, as the setting names it.
	Theme string
	// StartAgent starts an agent when there is none any more; it may be nil.
	StartAgent func() error
	// Clipboard is where a variable's name is copied to. It may be nil.
	Clipboard fyne.Clipboard
	// Heard is told when a screen reader gets something else, and which part of it has the
	// focus; -1 is none. It may be nil.
	Heard func(focus int)
	// NameStays is how long a name that was copied needs this process, which the
	// clipboard of X11 and Wayland ends with; 0 where the system keeps it.
	NameStays time.Duration
}

// Picker is the quick picker. It is gone by itself when it has copied, and when it loses
// the focus. Its methods are called on the UI goroutine, Follow excepted.
type Picker struct {
	p   Params
	ctx context.Context

	state  api.State
	ready  bool  // there is one
	lost   error // why there is none
	late   bool  // the first one keeps the person waiting
	picks  uint64
	front  bool // it has the focus
	typed  typedAhead
	closed bool
	hidden bool // closed, and kept for the sake of the clipboard

	index  *search.Index // of the state's keys; made at the first letter
	recent []search.Hit  // all of them before it
	hits   []search.Hit
	offer  *offer   // stands in place of keys
	note   string   // a sentence below the rows
	chosen int      // the row that Enter copies; -1 for none
	missed string   // the key that was chosen until a state took it away
	held   kit.Held // Enter, from before something has failed

	stage stage
	call  *underWay // nil for none
	timer func()    // stops what comes next by itself
	copy  copiedPick
	again func() // tries again what has failed
	form  *unlock.Form
	view  *view
	voice *kit.Voice
}

// stage is what the picker shows.
type stage int

const (
	stagePick   stage = iota // the search and the rows
	stageWait                // the keychain keeps us waiting
	stageCopied              // the ring of a copy
	stageSaid                // what became of something, for a moment
	stageFailed              // why nothing was copied
	stageUnlock              // asks for the passphrase of the encrypted file
)

// offer is what can be done where there is no key to pick.
type offer struct {
	icon, title, info string
	verb              string // what Enter does, in a word or two
	do                func()
}

// Times of the picker.
const (
	copiedStays = 1500 * time.Millisecond
	saidStays   = time.Second
)

// usual is the size of the picker with text of the usual size.
var usual = fyne.NewSize(560, 360)

// New fills p.Window. What it asks of the service ends with ctx.
func New(ctx context.Context, p Params) *Picker {
	k := &Picker{p: p, ctx: ctx}
	k.view = newView()
	k.wire()
	p.Window.SetTitle(text.T("Keytray: find a key"))
	p.Window.SetPadded(false)
	k.voice = kit.NewVoice(layout.NewStackLayout(), k.view.box, p.Window.Canvas)
	k.voice.Moved, k.voice.Live = p.Heard, k.view.happened
	p.Window.SetContent(k.voice.Box)
	p.Window.Resize(k.size())
	p.Window.SetCloseIntercept(k.close)
	p.Window.Canvas().Focus(k.view.search)
	k.refilter()
	k.p.Later(client.WaitNoticed, func() { k.late = true; k.refilter() })
	return k
}

// size grows with the person's text.
func (k *Picker) size() fyne.Size {
	by := theme.Size(theme.SizeNameText) / kit.SizeBody
	return fyne.NewSize(usual.Width*by, usual.Height*by)
}

// Render shows a state.
func (k *Picker) Render(st api.State) {
	before, first := k.state, !k.ready
	k.state, k.ready, k.lost, k.index, k.recent = st, true, nil, nil, nil
	k.view.clears(st.Settings)
	k.followTheme()
	k.followCopy(before.Clipboard)
	if k.form != nil {
		k.form.Render(st.Keychain)
	}
	k.keepChoice(k.refilter)
	if k.typed.early != nil {
		k.catchUp()
	}
	if first {
		k.picks = st.Picks
	} else if st.Picks != k.picks {
		k.picks = st.Picks
		k.called()
	}
}

// followTheme changes the theme, where the settings ask for another one than before.
func (k *Picker) followTheme() {
	name, known := client.Setting(k.state.Settings, client.SettingTheme)
	if !known || name == k.p.Theme || k.p.SetTheme == nil {
		return
	}
	k.p.Theme = name
	k.p.SetTheme(kit.ThemeNamed(name))
}

// Lost says that there is no state to follow.
func (k *Picker) Lost(err error) {
	k.state, k.ready, k.lost, k.index, k.recent = api.State{}, false, err, nil, nil
	k.keepChoice(k.refilter)
	if k.typed.early != nil {
		k.catchUp()
	}
}

// Follow keeps the picker up to date until ctx ends. It runs on a goroutine of its own.
func (k *Picker) Follow(ctx context.Context) {
	k.p.Follow(ctx, func(st api.State) {
		if st.Broken != "" {
			k.Lost(&api.Error{Kind: api.Failed, Text: st.Broken})
		} else {
			k.Render(st)
		}
	}, k.Lost)
}

// called is what the person does with the shortcut while the picker is there: one that
// they look at is in the way, one that lies behind another window is wanted.
func (k *Picker) called() {
	k.typed.asked = k.typed.waits // the agent wants to hear that it came, or takes it for one that hangs
	switch {
	case k.hidden:
		k.comeBack()
	case k.front:
		k.close()
	default:
		k.p.Window.Show()
		k.p.Window.RequestFocus()
	}
}

// Entered says that the picker has the focus.
func (k *Picker) Entered() {
	k.front = true
	k.hears()
}

// Left says that it has lost it. While a call is under way the keychain may be asking
// for its password, and then the picker is needed afterwards.
func (k *Picker) Left() {
	had := k.front
	k.front = false
	if had && k.call == nil && !k.hidden {
		k.close()
	}
}

// close ends the picker, or hides it where the clipboard needs its process.
func (k *Picker) close() {
	if k.closed {
		return
	}
	k.stopTimer()
	k.giveUp()
	if k.form != nil {
		k.form.Leave()
	}
	if k.p.NameStays > 0 && k.copy.name != "" && !k.hidden {
		k.hidden = true
		k.p.Window.Hide()
		k.timer = k.p.Later(k.p.NameStays, k.close)
		return
	}
	k.closed = true
	k.p.Window.Close()
}

// comeBack shows a hidden picker as if it were new.
func (k *Picker) comeBack() {
	k.hidden = false
	k.stopTimer()
	k.copy = copiedPick{name: k.copy.name} // it may still be on the clipboard
	k.view.search.SetText("")
	k.pick()
	k.choose(0)
	k.p.Window.Show()
	k.p.Window.RequestFocus()
}

func (k *Picker) stopTimer() {
	if k.timer != nil {
		k.timer()
		k.timer = nil
	}
}

// show turns to a stage.
func (k *Picker) show(s stage) {
	k.stage = s
	k.view.turnTo(s)
	switch s {
	case stagePick:
		k.p.Window.Canvas().Focus(k.view.search)
	case stageUnlock:
		k.p.Window.Canvas().Focus(k.form.Field)
	default:
		k.p.Window.Canvas().Unfocus()
	}
}

// pick goes back to the search, with all that was typed marked: the next letter
// begins anew.
func (k *Picker) pick() {
	k.stopTimer()
	k.form, k.again = nil, nil
	k.show(stagePick)
	k.refilter()
	if k.view.search.Text != "" {
		k.view.search.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}
