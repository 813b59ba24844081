package window

import (
	"errors"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// opening shows pages of a provider in the browser, for a step of a wizard or another
// page. Where that fails it shows the address.
type opening struct {
	w    *Window
	on   openingOn
	fail *fyne.Container // the address
	turn int             // counts the pages that were opened, and forgotten
}

// openingOn is what the buttons are on.
type openingOn interface {
	watchButton(*kit.Button) *kit.Button // gives a button its keys
	refresh()                            // makes room for what is shown now
}

func newOpening(w *Window, on openingOn) *opening {
	o := &opening{w: w, on: on, fail: container.NewStack()}
	o.fail.Hide()
	return o
}

// forget is for another page: the address of the one before is of no use.
func (o *opening) forget() {
	o.turn++
	o.fail.Objects = nil
	o.fail.Hide()
}

// opener is a button that opens a page, and what is said below it; softer where
// nobody confirmed that it is the right one.
func (o *opening) opener(u *url.URL, sure bool, opened func()) (*kit.Button, fyne.CanvasObject) {
	l := kit.LookPrimary
	if !sure {
		l = kit.LookPlain
	}
	b := o.on.watchButton(kit.NewButton(wordsOpen(u.Host+strings.TrimSuffix(u.Path, "/"), sure), "ext", l, kit.HeightPlain, func() {
		o.open(u)
		opened()
	}))
	b.Cuts = true
	box := container.New(kit.Column{Gap: 6}, container.New(kit.Snug{}, b))
	if !sure {
		box.Add(kit.NewProse(text.T(wordsMayMove), kit.SizeNameSmall, kit.ColorMuted))
	}
	box.Add(o.fail)
	return b, box
}

// open shows a page of the catalogue in the browser. Where that fails it shows the
// address, if the person still waits for that page.
func (o *opening) open(u *url.URL) {
	o.turn++
	mine := o.turn
	o.w.openURL(u, func(err error) {
		if o.turn != mine {
			return
		}
		o.fail.Objects = nil
		if err != nil {
			o.fail.Objects = []fyne.CanvasObject{o.notOpened(u.String())}
		}
		kit.Show(o.fail, err != nil)
		o.on.refresh()
	})
}

// notOpened says so, with a button that copies the address.
func (o *opening) notOpened(address string) fyne.CanvasObject {
	box := container.New(kit.Column{Gap: 6}, kit.NewProse(wordsNotOpened(address), kit.SizeNameSmall, theme.ColorNameForeground))
	if clip := o.w.p.Clipboard; clip != nil {
		does := text.T("Copy address")
		var b *kit.Button
		b = o.on.watchButton(kit.NewButton(does, "copy", kit.LookPlain, kit.HeightPlain, func() {
			clip.SetContent(address)
			o.w.saysCopied(b, does)
		}))
		b.Width = 140
		box.Add(container.New(kit.Snug{}, b))
	}
	return box
}

// newNameToCopy is a name for a key at its provider, and a button that copies it.
func newNameToCopy(w *Window, z *wizard, name string) fyne.CanvasObject {
	line := kit.NewLine(name, 12.5, theme.ColorNameForeground).Cut()
	line.Style.Monospace = true
	field := container.NewStack(kit.NewPlate(kit.ColorSunken, theme.ColorNameInputBorder, theme.SizeNameInputRadius), kit.RoomOf(200, kit.HeightPlain), kit.Inset(container.New(kit.Middle{}, line), 0, 0, 11, 8))
	row := container.New(&kit.Flow{Gap: 8}, field)
	if clip := w.p.Clipboard; clip != nil {
		var b *kit.Button
		b = z.watchButton(kit.NewButton(text.T(wordsCopyName), "copy", kit.LookPlain, kit.HeightPlain, func() {
			clip.SetContent(name)
			w.saysCopied(b, text.T(wordsCopyName))
		}))
		b.Width = 130
		row.Add(b)
	}
	return row
}

var errNoBrowser = errors.New("no browser")

// openURL shows a page in the browser, off the UI goroutine: finding one may take
// a moment.
func (w *Window) openURL(u *url.URL, done func(error)) {
	go func() {
		err := errNoBrowser
		if w.p.OpenURL != nil {
			err = w.p.OpenURL(u)
		}
		if w.ctx.Err() == nil {
			w.p.Post(func() { done(err) })
		}
	}()
}
