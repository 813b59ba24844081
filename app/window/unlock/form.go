// Package unlock asks for the passphrase of the encrypted file: a form that stands in
// the window and in the picker.
package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// Form asks for the passphrase.
type Form struct {
	OnUnlock func(passphrase secret.Value) (stop func())
	OnLeave  func()
	OnOpen   func() // the file is open, or somebody else has opened it

	Content fyne.CanvasObject
	Field   *kit.ValueField

	unlock *kit.Button
	wrong  *kit.Prose
	locked bool   // the state said so
	stop   func() // gives up the call that was sent
}

// New is a form below a picture; nil for none.
func New(picture fyne.Resource) *Form {
	f := &Form{Field: NewField(), wrong: kit.NewProse("", theme.SizeNameText, kit.PhaseColor("overdue", kit.ToneText)).Centred()}
	leave := func() { f.OnLeave() }
	f.wrong.Live = true
	f.Field.OnKey = kit.Escapes(leave)
	f.Field.OnSubmitted = func(string) { f.unlock.Press() }
	f.unlock = kit.NewButton(text.T("Unlock"), "", kit.LookPrimary, kit.HeightBig, f.send)
	cancel := kit.NewButton(text.T("Cancel"), "", kit.LookQuiet, kit.HeightPlain, leave)
	f.unlock.Escape, cancel.Escape = leave, leave

	image := canvas.NewImageFromResource(picture)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(64))
	kit.Show(image, picture != nil)
	title := kit.NewProse(text.T("Your keys are locked"), theme.SizeNameHeadingText, theme.ColorNameForeground).Bold().Centred()
	words := kit.NewProse(text.T("Your keys are in an encrypted file. Enter its passphrase to open it."), theme.SizeNameText, kit.ColorMuted).Centred()
	controls := container.New(kit.Readable{Width: 320}, container.New(kit.Column{Gap: 10}, f.Field, f.unlock, cancel))
	wrong := container.NewStack(kit.RoomOf(0, 44), container.New(kit.Column{}, f.wrong)) // what is above does not jump
	f.Content = container.NewVScroll(container.New(kit.Middle{}, kit.Inset(container.New(kit.Column{Gap: 12}, image,
		container.New(kit.Column{Gap: 6}, title, container.New(kit.Readable{Width: 480}, words)), kit.Inset(controls, 8, 0, 0, 0),
		container.New(kit.Readable{Width: 480}, wrong)), 24, 8, 24, 24)))
	return f
}

// NewField is an empty field for a passphrase.
func NewField() *kit.ValueField {
	f := kit.NewValueField()
	f.SetPlaceHolder(text.T("Passphrase"))
	return f
}

func (f *Form) send() {
	if f.Field.Text == "" {
		f.wrong.Set(text.T("Type the passphrase first."))
		return
	}
	f.wrong.Set("")
	f.unlock.Set(text.T("Unlocking…"), "", kit.LookPrimary)
	f.unlock.Disable()
	f.stop = f.OnUnlock(f.Field.Take())
}

// Answered takes the answer to what was sent.
func (f *Form) Answered(err error) {
	f.stop = nil
	f.unlock.Set(text.T("Unlock"), "", kit.LookPrimary)
	f.unlock.Enable()
	if err == nil {
		f.OnOpen()
		return
	}
	f.wrong.Set(client.Sentence(err))
	f.Content.Refresh()
}

// Asking tells whether an answer is waited for.
func (f *Form) Asking() bool { return f.stop != nil }

// Render follows what a state says of the keychain.
func (f *Form) Render(k api.Keychain) {
	was := f.locked
	f.locked = Needed(k)
	if was && !f.locked {
		f.OnOpen()
	}
}

// Leave empties the field, and gives up the call that was sent.
func (f *Form) Leave() {
	f.Field.Empty()
	if f.stop != nil {
		f.stop()
	}
}
