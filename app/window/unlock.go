package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// unlockPage asks for the passphrase of the encrypted file.
type unlockPage struct {
	OnUnlock func(passphrase secret.Value) (stop func())
	OnLeave  func()
	OnOpen   func() // somebody else has opened the file

	w      *Window
	key    string // to show then
	field  *kit.ValueField
	unlock *kit.Button
	wrong  *kit.Prose
	locked bool   // the state said so
	stop   func() // gives up the call that was sent
	box    fyne.CanvasObject
}

func newUnlockForm(picture fyne.Resource, key string) *unlockPage {
	p := &unlockPage{key: key, field: newPassphrase(), wrong: kit.NewProse("", theme.SizeNameText, kit.PhaseColor("overdue", kit.ToneText)).Centred()}
	p.field.OnKey = kit.Escapes(p.escape)
	p.field.OnSubmitted = func(string) { p.unlock.Press() }
	p.unlock = kit.NewButton(text.T("Unlock"), "", kit.LookPrimary, kit.HeightBig, p.send)
	cancel := kit.NewButton(text.T("Cancel"), "", kit.LookQuiet, kit.HeightPlain, p.escape)
	p.unlock.Escape, cancel.Escape = p.escape, p.escape

	image := canvas.NewImageFromResource(picture)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(64))
	kit.Show(image, picture != nil)
	title := kit.NewProse(text.T("Your keys are locked"), theme.SizeNameHeadingText, theme.ColorNameForeground).Bold().Centred()
	words := kit.NewProse(text.T("Your keys are in an encrypted file. Enter its passphrase to open it."), theme.SizeNameText, kit.ColorMuted).Centred()
	controls := container.New(kit.Readable{Width: 320}, container.New(kit.Column{Gap: 10}, p.field, p.unlock, cancel))
	wrong := container.NewStack(room(44), container.New(kit.Column{}, p.wrong)) // what is above does not jump
	p.box = container.NewVScroll(container.New(kit.Middle{}, kit.Inset(container.New(kit.Column{Gap: 12}, image,
		container.New(kit.Column{Gap: 6}, title, container.New(kit.Readable{Width: 480}, words)), kit.Inset(controls, 8, 0, 0, 0),
		container.New(kit.Readable{Width: 480}, wrong)), 24, 8, 24, 24)))
	return p
}

// newUnlockPage is the page that opens the service's file.
func newUnlockPage(w *Window, key string) *unlockPage {
	p := newUnlockForm(w.p.Icon, key)
	p.w = w
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
		p.wrong.Set(text.T("Type the passphrase first."))
		return
	}
	p.wrong.Set("")
	p.unlock.Set(text.T("Unlocking…"), "", kit.LookPrimary)
	p.unlock.Disable()
	p.stop = p.OnUnlock(p.field.Take())
}

func (p *unlockPage) answered(err error) {
	p.stop = nil
	p.unlock.Set(text.T("Unlock"), "", kit.LookPrimary)
	p.unlock.Enable()
	if err == nil {
		p.OnOpen()
		return
	}
	p.wrong.Set(sentence(err))
	p.box.Refresh()
}

func (p *unlockPage) content() fyne.CanvasObject { return p.box }
func (p *unlockPage) focus() fyne.Focusable      { return p.field }
func (p *unlockPage) escape()                    { p.OnLeave() }
func (p *unlockPage) keeps() string              { return "" }

func (p *unlockPage) leave() {
	p.field.Empty()
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
