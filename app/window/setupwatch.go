package window

import (
	"crypto/sha256"
	"slices"
	"time"

	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// watchEvery is how often the clipboard is looked at, where the person wants it.
const watchEvery = 500 * time.Millisecond

// watch takes a key from the clipboard as soon as it is copied. It looks only
// while the person has switched it on and the step that waits for the key is in
// sight with nothing over it, and takes nothing but what is new and looks like a
// key. A key that is there already it does not replace.
type watch struct {
	s        *setup
	take     func(text string)
	seen     [sha256.Size]byte // of what was on the clipboard last; not the text itself
	stop     func()
	switches []*kit.CheckField
}

func newWatch(s *setup, take func(string)) *watch {
	c := &watch{s: s, take: take}
	if c.on() { // since a setup before this one
		c.seen = c.content()
	}
	return c
}

// newSwitch is a switch for it; there may be one on several steps.
func (c *watch) newSwitch() *kit.CheckField {
	f := c.s.watchCheck(&kit.CheckField{})
	f.Text, f.Checked, f.OnChanged = text.T(wordsWatch), c.on(), c.set
	f.ExtendBaseWidget(f)
	c.switches = append(c.switches, f)
	return f
}

func (c *watch) on() bool { return c.s.w.fillsIn }

func (c *watch) set(on bool) {
	if on == c.on() {
		return
	}
	c.s.w.fillsIn = on
	for _, f := range c.switches {
		f.SetChecked(on)
	}
	c.halt()
	if on {
		c.seen = c.content()
		c.follow()
	}
}

// follow begins to look, where that is wanted.
func (c *watch) follow() {
	if c.stop == nil && c.on() && c.inSight() {
		c.stop = c.s.w.after(watchEvery, c.tick)
	}
}

func (c *watch) halt() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

func (c *watch) inSight() bool {
	return c.s.w.ctx.Err() == nil && c.s.w.page == page(c.s) && (c.s.at == setupGet || c.s.at == setupPaste)
}

func (c *watch) tick() {
	c.stop = nil
	if c.inSight() {
		if c.s.w.p.Window.Canvas().Overlays().Top() == nil {
			c.look()
		}
		c.follow()
	}
}

func (c *watch) content() [sha256.Size]byte {
	return sha256.Sum256([]byte(c.s.w.clipboardText()))
}

func (c *watch) look() {
	text := c.s.w.clipboardText()
	now := sha256.Sum256([]byte(text))
	if text == "" || now == c.seen { // some desktops hide it while another window has the focus
		return
	}
	c.seen = now
	// A key that we copied is no new one.
	if c.s.paste.holds() || c.s.w.state.Clipboard.Live() || !c.fits(text) {
		return
	}
	c.take(text)
	if c.s.at == setupGet {
		c.s.turn(setupPaste)
	}
}

// fits tells whether text is a key of the chosen provider, or surely one of
// another.
func (c *watch) fits(text string) bool {
	b := []byte(text)
	defer clear(b)
	f := c.s.paste.recognise(b)
	_, sure := f.Sure()
	ours := slices.ContainsFunc(f.Matches, func(m provider.Match) bool { return m.Provider.ID == c.s.draft.provider.ID })
	return (f.Problem == "" || f.Problem == provider.OddLength) && (sure || ours)
}

// clipboardText is what is on the clipboard, where the window may look.
func (w *Window) clipboardText() string {
	if w.p.Clipboard == nil {
		return ""
	}
	return w.p.Clipboard.Content()
}
