package window

import (
	"context"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/window/unlock"
)

// unlockPage asks for the passphrase of the encrypted file.
type unlockPage struct {
	*unlock.Form

	w   *Window
	key string // to show then
}

// newUnlockPage is the page that opens the service's file.
func newUnlockPage(w *Window, key string) *unlockPage {
	p := &unlockPage{Form: unlock.New(w.p.Icon), w: w, key: key}
	p.OnLeave = func() { w.done(p) }
	p.OnOpen = func() { w.unlocked(p) }
	p.OnUnlock = func(passphrase secret.Value) func() {
		return ask(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
			return struct{}{}, svc.Unlock(ctx, passphrase)
		}, func(_ struct{}, err error) {
			passphrase.Wipe()
			w.focusOn(p, p.Field) // to type it again
			p.Answered(err)
		})
	}
	return p
}

func (p *unlockPage) content() fyne.CanvasObject { return p.Content }
func (p *unlockPage) focus() fyne.Focusable      { return p.Field }
func (p *unlockPage) escape()                    { p.OnLeave() }
func (p *unlockPage) keeps() string              { return "" }
func (p *unlockPage) leave()                     { p.Leave() }
func (p *unlockPage) render(st api.State)        { p.Render(st.Keychain) }
