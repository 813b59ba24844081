package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// settingsPage shows every setting; a change applies at once.
type settingsPage struct {
	*listing
	OnSet        func(r *settingRow, value string)
	OnMove       func(store string) // where values are kept does not change at once
	OnPassphrase func()
	OnBin        func()

	byKey      map[string]*settingRow
	passphrase *kit.Button // to change it
	below      fyne.CanvasObject
	bin        *binRow
}

func newSettingsForm(onBack func()) *settingsPage {
	p := &settingsPage{listing: newListing("Settings", onBack), byKey: map[string]*settingRow{}}
	p.passphrase = kit.NewButton("Change passphrase…", "", kit.LookPlain, kit.HeightSmall, func() { p.OnPassphrase() })
	p.passphrase.Escape = onBack
	p.below = kit.Inset(container.NewHBox(p.passphrase), 0, 10, 0, 0)
	p.bin = newBinRow(func() { p.OnBin() }, onBack)
	return p
}

func newSettingsPage(w *Window) *settingsPage {
	p := newSettingsForm(w.back)
	p.OnMove = w.openMove
	p.OnPassphrase = func() { w.over(newPassphrasePage(w)) }
	p.OnBin = func() { w.over(newBinPage(w)) }
	p.OnSet = func(r *settingRow, value string) {
		ask(w, func(ctx context.Context, svc api.Service) (api.Setting, error) {
			return svc.SetSetting(ctx, r.key, value)
		}, func(s api.Setting, err error) {
			r.applied(s, err)
			if err == nil {
				w.changed(s)
			}
		})
	}
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Setting, error) {
		return svc.Settings(ctx)
	}, func(all []api.Setting, err error) {
		if err != nil {
			p.say(sentence(err))
			return
		}
		p.list(all)
		p.render(w.state)
	})
	return p
}

func (p *settingsPage) list(all []api.Setting) {
	var rows []fyne.CanvasObject
	for _, s := range all {
		r := newSettingRow(s, p.set, p.back.Escape)
		r.changed = p.rows.Refresh
		p.byKey[s.Key] = r
		rows = append(rows, r.box)
		if s.Key == settingKeychain {
			rows = append(rows, p.below)
		}
		rows = append(rows, widget.NewSeparator())
	}
	p.fill(append(rows, p.bin.box))
}

func (p *settingsPage) set(r *settingRow, value string) {
	if r.key == settingKeychain { // shown again as it is when the page is back
		p.OnMove(value)
		return
	}
	p.OnSet(r, value)
}

func (p *settingsPage) render(st api.State) {
	if r := p.byKey[settingKeychain]; r != nil {
		r.keep(st.Keychain.Store)
	}
	kit.Show(p.below, st.Keychain.Store == api.StoreFile)
	p.bin.render(len(st.Deleted))
	p.rows.Refresh()
}
