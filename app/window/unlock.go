package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/secret"
)

// unlockPage asks for the passphrase of the encrypted file.
type unlockPage struct {
	OnUnlock func(passphrase secret.Value) (stop func())
	OnLeave  func()
	OnOpen   func() // somebody else has opened the file

	key    string // to show then
	field  *valueField
	unlock *button
	wrong  *prose
	locked bool   // the state said so
	stop   func() // gives up the call that was sent
	box    fyne.CanvasObject
}

func newUnlockForm(picture fyne.Resource, key string) *unlockPage {
	p := &unlockPage{key: key, field: newPassphrase(), wrong: newProse("", theme.SizeNameText, phaseColor("overdue", toneText)).centred()}
	p.field.onKey = escapes(p.escape)
	p.field.OnSubmitted = func(string) { p.unlock.press() }
	p.unlock = newButton("Unlock", "", lookPrimary, heightBig, p.send)
	cancel := newButton("Cancel", "", lookQuiet, heightPlain, p.escape)
	p.unlock.escape, cancel.escape = p.escape, p.escape

	image := canvas.NewImageFromResource(picture)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(64))
	show(image, picture != nil)
	title := newProse("Your keys are locked", theme.SizeNameHeadingText, theme.ColorNameForeground).bold().centred()
	words := newProse(wordsUnlock, theme.SizeNameText, colorMuted).centred()
	controls := container.New(readable{320}, container.New(column{10}, p.field, p.unlock, cancel))
	wrong := container.NewStack(room(44), container.New(column{}, p.wrong)) // what is above does not jump
	p.box = container.NewVScroll(container.New(middle{}, inset(container.New(column{12}, image,
		container.New(column{6}, title, container.New(readable{480}, words)), inset(controls, 8, 0, 0, 0),
		container.New(readable{480}, wrong)), 24, 8, 24, 24)))
	return p
}

// newUnlockPage is the page that opens the service's file.
func newUnlockPage(w *Window, key string) *unlockPage {
	p := newUnlockForm(w.p.Icon, key)
	p.OnLeave = func() { w.done(p) }
	p.OnOpen = func() { w.unlocked(p) }
	p.OnUnlock = func(passphrase secret.Value) func() {
		return ask(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
			return struct{}{}, svc.Unlock(ctx, passphrase)
		}, func(_ struct{}, err error) {
			passphrase.Wipe()
			w.focusOn(p, p.field) // to type it again
			p.answered(err)
		})
	}
	return p
}

func (p *unlockPage) send() {
	if p.field.Text == "" {
		p.wrong.set(wordsNoPassphrase)
		return
	}
	p.wrong.set("")
	p.unlock.set("Unlocking…", "", lookPrimary)
	p.unlock.Disable()
	p.stop = p.OnUnlock(p.field.take())
}

func (p *unlockPage) answered(err error) {
	p.stop = nil
	p.unlock.set("Unlock", "", lookPrimary)
	p.unlock.Enable()
	if err == nil {
		p.OnOpen()
		return
	}
	p.wrong.set(sentence(err))
	p.box.Refresh()
}

func (p *unlockPage) content() fyne.CanvasObject { return p.box }
func (p *unlockPage) focus() fyne.Focusable      { return p.field }
func (p *unlockPage) escape()                    { p.OnLeave() }
func (p *unlockPage) keeps() string              { return "" }

func (p *unlockPage) leave() {
	p.field.empty()
	if p.stop != nil {
		p.stop()
	}
}

func (p *unlockPage) render(st api.State) {
	was := p.locked
	p.locked = fileLocked(st.Keychain)
	if was && !p.locked {
		p.OnOpen()
	}
}
