package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// Settings that exist for one provider come after those that everybody has.
func TestAProvidersWindowIsASettingLikeOthers(t *testing.T) {
	r := newRig(t, someState())
	key := settingProvider + "npm"
	r.svc.all = append(someSettings(), api.Setting{Key: key, Value: "2-3", Default: "default", Help: "Keys of npm are rotated between these months, whatever suits the others."})
	r.win.Open(api.View{Name: api.ViewSettings})
	p := r.win.page.(*settingsPage)
	r.until("the settings are there", func() bool { return len(p.byKey) > 0 })
	r.sees("Keys of npm are rotated between these months, whatever suits the others.", key)
	e := p.byKey[key].control.(*kit.Entry)
	if e.Text != "2-3" {
		t.Errorf("it shows %q", e.Text)
	}
	e.SetText("default")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.untilAsked("settings", "set "+key+" default")
	r.svc.fail(&api.Error{Kind: api.Usage, Text: "Use two numbers of months."})
	e.SetText("often")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.until("the error is there", func() bool { return p.byKey[key].wrong.Visible() })
}
