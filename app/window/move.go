package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
	"keytray/app/window/unlock"
)

// movePage says what it means to keep values somewhere else, and moves them.
type movePage struct {
	*form
	OnMove func(api.MoveRequest)

	to          string
	w           *Window
	pass, again *kit.ValueField
	passRow     *fyne.Container
	againRow    *fyne.Container
	doing       *kit.Prose
}

func newMoveForm(from, to string, k api.Keychain) *movePage {
	p := &movePage{to: to}
	p.form = newForm(text.T("Move your keys"), wordsMove(from, to), text.C("button", "Move"), p.send)
	p.pass, p.again = unlock.NewField(), unlock.NewField()
	p.passRow, p.againRow = p.passphrase(text.T("Passphrase"), p.pass), p.passphrase(text.T("Again"), p.again)
	p.doing = kit.NewProse(text.T(wordsMoving), theme.SizeNameText, kit.ColorMuted)
	p.doing.Hide()
	p.rows.Add(p.doing)
	p.fields(k)
	return p
}

// newMovePage is the page that moves the service's values.
func newMovePage(w *Window, to string) *movePage {
	k := w.state.Keychain
	from := k.Store
	if k.NeedsPassphrase || w.unfinished() && to != api.StoreFile {
		from = api.StoreFile // that is where a move that was cut off has left some
	}
	p := newMoveForm(from, to, k)
	p.w = w
	p.OnCancel = func() { w.done(p) }
	p.OnMove = func(r api.MoveRequest) {
		stop := writeUnlimited(w, func(ctx context.Context, svc api.Service) (api.Moved, error) {
			return svc.Move(ctx, r)
		}, func(m api.Moved, err error) {
			r.Passphrase.Wipe()
			p.moved(w, m, err)
		})
		p.wait(text.T("Moving…"), stop)
		p.moving(true)
	}
	return p
}

// openMove asks before values move to another store.
func (w *Window) openMove(to string) { w.over(newMovePage(w, to)) }

func (p *movePage) moved(w *Window, m api.Moved, err error) {
	stopped := p.waited()
	p.moving(false)
	p.render(w.state)
	w.focusOn(p, p.first) // to type it again
	switch {
	case err == nil:
		w.toasting(message{text: wordsMoved(p.to, m.Values), good: true})
		w.done(p)
	case stopped:
		p.tell(message{text: text.T(wordsMoveStopped)})
	default:
		p.fail(client.Sentence(err))
	}
}

func (p *movePage) moving(on bool) {
	kit.Show(p.doing, on)
	for _, f := range []*kit.ValueField{p.pass, p.again} {
		if on {
			f.Disable()
		} else {
			f.Enable()
		}
	}
	p.box.Refresh()
}

func (p *movePage) render(st api.State) {
	if p.stop == nil { // nothing jumps while values move
		p.fields(st.Keychain)
	}
}

// fields shows as many fields as this move needs: the file that values come
// from has to be open, and a new file gets a passphrase that is typed twice.
func (p *movePage) fields(k api.Keychain) {
	into := p.to == api.StoreFile
	kit.Show(p.againRow, into && !k.File)
	kit.Show(p.passRow, into && (!k.File || k.FileLocked) || unlock.Needed(k))
	p.first = p.submit
	if p.passRow.Visible() {
		p.first = p.pass
	}
	p.rows.Refresh()
}

func (p *movePage) send() {
	wrong := ""
	switch {
	case p.againRow.Visible():
		wrong = twice(p.pass, p.again)
	case p.passRow.Visible() && p.pass.Text == "":
		wrong = text.T(wordsNoPassphrase)
	}
	p.fail(wrong)
	if wrong != "" {
		return
	}
	r := api.MoveRequest{To: p.to}
	if p.passRow.Visible() {
		r.Passphrase = p.pass.Take()
	}
	p.again.Empty()
	p.OnMove(r)
}

func (p *movePage) leave() {
	p.pass.Empty()
	p.again.Empty()
}

func (p *movePage) keeps() string {
	if p.stop != nil {
		return text.T("Your values are being moved. Wait or cancel.")
	}
	return ""
}
