package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Picker is the quick picker: a small window of its own in which a few letters and
// Enter copy a key. It is gone by itself then, and when it loses the focus. Its
// methods are called on the UI goroutine, Follow excepted.
type Picker struct {
	p   Params
	ctx context.Context
	// nameStays is how long a name that was copied needs this process, which the
	// clipboard of X11 and Wayland ends with; 0 where the system keeps it.
	nameStays time.Duration

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
	offer  *pickerOffer // stands in place of keys
	note   string       // a sentence below the rows
	chosen int          // the row that Enter copies; -1 for none
	missed string       // the key that was chosen until a state took it away
	held   held         // Enter, from before something has failed

	stage pickerStage
	call  *pickerCall // under way; nil for none
	timer func()      // stops what comes next by itself
	copy  copiedPick
	again func() // tries again what has failed
	form  *unlockPage
	view  *pickerView
}

// pickerStage is what the picker shows.
type pickerStage int

const (
	stagePick   pickerStage = iota // the search and the rows
	stageWait                      // the keychain keeps us waiting
	stageCopied                    // the ring of a copy
	stageSaid                      // what became of something, for a moment
	stageFailed                    // why nothing was copied
	stageUnlock                    // asks for the passphrase of the encrypted file
)

// pickerOffer is what can be done where there is no key to pick.
type pickerOffer struct {
	icon, title, info string
	verb              string // what Enter does, in a word or two
	do                func()
}

// Times of the picker.
const (
	copiedStays = 1500 * time.Millisecond
	saidStays   = time.Second
)

// pickerSize is the size of the picker with text of the usual size.
var pickerSize = fyne.NewSize(560, 360)

// NewPicker fills p.Window. What it asks of the service ends with ctx. A name that was
// copied needs the process for nameStays.
func NewPicker(ctx context.Context, p Params, nameStays time.Duration) *Picker {
	k := &Picker{p: p, ctx: ctx, nameStays: nameStays}
	k.view = newPickerView()
	k.wire()
	p.Window.SetTitle(text.T("Keytray: find a key"))
	p.Window.SetPadded(false)
	p.Window.SetContent(k.view.box)
	p.Window.Resize(k.size())
	p.Window.SetCloseIntercept(k.close)
	p.Window.Canvas().Focus(k.view.search)
	k.refilter()
	k.after(waitNoticed, func() { k.late = true; k.refilter() })
	return k
}

// size grows with the person's text.
func (k *Picker) size() fyne.Size {
	by := theme.Size(theme.SizeNameText) / kit.SizeBody
	return fyne.NewSize(pickerSize.Width*by, pickerSize.Height*by)
}

// Render shows a state.
func (k *Picker) Render(st api.State) {
	before, first := k.state, !k.ready
	k.state, k.ready, k.lost, k.index, k.recent = st, true, nil, nil, nil
	k.view.clears(st.Settings)
	k.followTheme()
	k.followCopy(before.Clipboard)
	if k.form != nil {
		k.form.render(st)
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
	before := k.p.Look
	k.p.Look = before.with(k.state.Settings)
	if k.p.Look.Theme != before.Theme && k.p.SetTheme != nil {
		k.p.SetTheme(ThemeOf(k.state.Settings))
	}
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
	follow(ctx, k.p.Service,
		func(st api.State) {
			k.p.Post(func() {
				if st.Broken != "" {
					k.Lost(&api.Error{Kind: api.Failed, Text: st.Broken})
				} else {
					k.Render(st)
				}
			})
		},
		func(err error) { k.p.Post(func() { k.Lost(err) }) })
}

// called is what the person does with the shortcut while the picker is there: one that
// they look at is in the way, one that lies behind another window is wanted.
func (k *Picker) called() {
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
		k.form.leave()
	}
	if k.nameStays > 0 && k.copy.name != "" && !k.hidden {
		k.hidden = true
		k.p.Window.Hide()
		k.timer = k.after(k.nameStays, k.close)
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

// after is Params.After that never fires once it was stopped.
func (k *Picker) after(d time.Duration, f func()) (stop func()) {
	stopped := false
	cancel := k.p.After(d, func() {
		if !stopped {
			f()
		}
	})
	return func() { stopped = true; cancel() }
}

// show turns to a stage.
func (k *Picker) show(s pickerStage) {
	k.stage = s
	k.view.turnTo(s)
	switch s {
	case stagePick:
		k.p.Window.Canvas().Focus(k.view.search)
	case stageUnlock:
		k.p.Window.Canvas().Focus(k.form.focus())
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
