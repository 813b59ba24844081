package window

import (
	"context"

	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// settingsPage shows every setting; a change applies at once.
type settingsPage struct {
	*listing
	OnSet func(r *settingRow, value string)
	byKey map[string]*settingRow
}

func newSettingsPage(w *Window) *settingsPage {
	p := &settingsPage{listing: newListing("Settings", w.back), byKey: map[string]*settingRow{}}
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
	})
	return p
}

func (p *settingsPage) list(all []api.Setting) {
	p.rows.Objects = nil
	for _, s := range all {
		r := newSettingRow(s, func(r *settingRow, value string) { p.OnSet(r, value) }, p.back.escape)
		r.changed = p.rows.Refresh
		p.byKey[s.Key] = r
		p.rows.Add(r.box)
		p.rows.Add(widget.NewSeparator())
	}
	p.rows.Refresh()
}
