package window

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keytray/app/api"
	"keytray/app/window/kit"
	"keytray/app/window/windowtest"
)

// settingsPages are the settings and the doctor as a person meets them.
var settingsPages = map[string]struct {
	open func(*rig)
	says string
}{
	"settings-general":    {func(r *rig) { r.settingsPage() }, "Start Keytray when I log in"},
	"settings-clipboard":  {func(r *rig) { r.settingsTab("Clipboard") }, "Clear a copied key after"},
	"settings-reminders":  {func(r *rig) { r.settingsTab("Reminders") }, "A reminder every week"},
	"settings-security":   {func(r *rig) { r.settingsTab("Security") }, "Keychain"},
	"settings-appearance": {func(r *rig) { r.settingsTab("Appearance") }, "Text size"},
	"settings-provider": {func(r *rig) {
		r.settingsTab("Reminders")
		r.change(func(st *api.State) {
			setTo(st, settingProvider+"openai", "2-4")
			setTo(st, settingNotBefore, "09:30")
			st.PausedUntil = today.AddDate(0, 0, 7)
		})
	}, "Rotation window for OpenAI"},
	"settings-refused": {func(r *rig) {
		p := r.settingsTab("Clipboard")
		r.Service.Fail(&api.Error{Kind: api.Usage, Text: "Use a time from 3 s to 10 min."})
		p.byKey[settingClearAfter].first.(*kit.Picks).Pick("Other…")
		r.Focused().(*kit.Entry).SetText("1s")
		r.Key(fyne.KeyReturn)
		r.UntilSees("Use a time")
	}, "Use a time from 3 s to 10 min."},
	"settings-press": {func(r *rig) { r.settingsPage(); r.Press("Change…") }, "Press the keys"},
	"settings-unavailable": {func(r *rig) {
		r.settingsPage()
		r.change(func(st *api.State) {
			unavailable(st, settingShortcut, "Not available on this desktop. Bind this command yourself: keytray pick")
		})
	}, "Not available on this desktop."},
	"settings-search":  {func(r *rig) { r.searches("clear") }, "Clear when I lock the screen"},
	"settings-nothing": {func(r *rig) { r.searches("opnai") }, "No setting matches “opnai”."},
	"settings-menu": {func(r *rig) {
		p := r.settingsPage()
		r.Frame.Canvas().Focus(p.byKey[settingTrayKeys].first)
		r.Key(fyne.KeyReturn)
	}, "20 keys"},
	"doctor": {func(r *rig) { r.doctor() }, "2 need a hand."},
	"doctor-fine": {func(r *rig) {
		r.doctorFinds(api.Finding{Check: api.DoctorKeychain, Title: "Keychain", Result: api.FindingOK, Text: "GNOME Keyring is running and unlocked."})
	}, "Nothing needs a hand."},
	"doctor-fixing": {func(r *rig) {
		r.doctor()
		r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
		r.Press("Move them there")
	}, "Cancel"},
	"doctor-fixed": {func(r *rig) {
		r.doctor().tell(message{text: "Moved 4 values.", good: true})
	}, "Moved 4 values."},
	"doctor-alone": {func(r *rig) {
		r.doctor()
		r.win.Lost(&api.Error{Kind: api.NoAgent, Text: "no agent"})
	}, "Start it"},
	"doctor-looking": {func(r *rig) {
		r.Service.Set(func() { r.Service.Hold = make(chan struct{}) })
		r.win.Open(api.View{Name: api.ViewDoctor})
	}, "Looking at the keychain"},
}

// searches opens the settings and looks for something in them.
func (r *rig) searches(words string) {
	p := r.settingsPage()
	r.Frame.Canvas().Focus(p.search)
	p.search.SetText(words)
	r.Frame.Canvas().Unfocus() // a caret blinks
}

// settingsScreens are their pictures.
func settingsScreens() map[string]screen {
	all := map[string]screen{}
	for name, p := range settingsPages {
		for suffix, size := range map[string]fyne.Size{"": setupSize, "-400": fyne.NewSize(400, 640), "-980": usual} {
			all[name+suffix] = screen{size, func(r *rig) { r.Frame.Resize(size); p.open(r) }}
		}
	}
	return all
}

func TestTheSettingsAndTheDoctorFit(t *testing.T) {
	for name, p := range settingsPages {
		for text, look := range map[string]fyne.Theme{"usual": kit.Theme{}, "larger": windowtest.Larger{}} {
			r := newRig(t, someState())
			test.ApplyTheme(t, look)
			r.Frame.Resize(fyne.NewSize(400, 1200)) // nothing scrolls
			p.open(r)
			for _, width := range []float32{400, 720, 980} {
				r.Frame.Resize(fyne.NewSize(width, 1200))
				where := fmt.Sprintf("%s, %v wide, %s text", name, width, text)
				r.Sees(p.says)
				r.ButtonsFit(where)
				r.textFits(where)
			}
		}
	}
}

func TestTheSettingsAndTheDoctorAreReadable(t *testing.T) {
	for name, p := range settingsPages {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			p.open(r)
			r.Readable(name + ", " + variant)
		}
	}
}

func TestTheSettingsLookAsTheyDid(t *testing.T) {
	for _, name := range []string{
		"settings-general", "settings-clipboard", "settings-reminders", "settings-security", "settings-appearance", "settings-search", "doctor", "doctor-alone",
	} {
		for variant, v := range windowtest.Variants {
			r := newRig(t, someState())
			test.ApplyTheme(t, kit.Theme{Only: &v})
			r.Frame.Resize(setupSize)
			settingsPages[name].open(r)
			r.LooksLike(name + "-" + variant)
		}
	}
}
