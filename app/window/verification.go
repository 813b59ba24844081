package window

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// verification says whether the provider accepts a key, as it was asked last,
// and asks it again.
type verification struct {
	OnCheck func(id string)

	id     string
	asking string // the key that the provider is being asked about
	asked  string // the key of the answer below
	answer string
	failed bool // it tells nothing of the key: nobody answered
	mark   *widget.Icon
	words  *kit.Prose
	again  *kit.Button
	box    *fyne.Container
}

func newVerification() *verification {
	v := &verification{mark: widget.NewIcon(nil), words: kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted)}
	v.again = kit.NewButton(text.C("button", "Check"), "", kit.LookLink, kit.HeightSmall, func() { v.OnCheck(v.id) })
	v.box = container.New(&kit.WithActions{Least: leastVerified}, container.New(kit.BesideTop{First: 18, Gap: 6}, kit.Inset(v.mark, 4, 0, 0, 0), container.New(kit.Middle{}, v.words)), kit.Inset(v.again, 0, 0, 0, -4))
	return v
}

// leastVerified is the room its words keep beside the button.
const leastVerified = 180

// natural is the width at which all of it is on one line.
func (v *verification) natural() float32 {
	words := kit.NewLine(v.words.Seg.Text, kit.SizeSmall, kit.ColorMuted)
	said := 18 + 6 + kit.Measure(v.words.Seg.Text, words.Scaled(), fyne.TextStyle{}).Width + 2
	return max(said, leastVerified) + kit.ActionGap + v.again.MinSize().Width
}

// render shows it for a key; there is nothing to show where nobody can be asked.
func (v *verification) render(k api.Key) {
	v.id = k.ID
	p, _ := provider.New().ByID(k.Provider)
	request := p.Check(k.Kind)
	kit.Show(v.box, request != nil)
	if request == nil {
		return
	}
	shape, phase, words := "info", "expired", text.T("Never checked at %s.", p.Name)
	if k.Verified != nil {
		shape, phase, words = wordsVerified(*k.Verified, p.Name)
	}
	if v.asked == k.ID && v.answer != "" {
		words = v.answer
		if v.failed {
			shape, phase = "warn", "due"
		}
	}
	label := text.C("button", "Check")
	switch {
	case v.asking == k.ID:
		shape, phase, words, label = "globe", "expired", text.T("Asking %s…", p.Name), text.C("button", "Stop")
	case request.SelfHosted:
		label = text.T("Check at %s", hostOf(request.URL)) // it might be of another server
	case k.Verified != nil:
		label = text.T("Check again")
	}
	v.words.Set(words)
	v.mark.SetResource(kit.Icon(shape, kit.PhaseColor(phase, kit.ToneText)))
	v.again.Set(label, "", kit.LookLink)
	v.box.Refresh()
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// wordsVerified says what the provider answered last, with a shape of its own for
// each answer.
func wordsVerified(v api.Verified, provider string) (shape, phase, words string) {
	on := text.Date(v.At.Local())
	switch v.Result {
	case api.CheckAccepted:
		return "check", "fresh", text.T("Accepted by %s on %s.", provider, on)
	case api.CheckLimited:
		return "info", "due", text.T("Known to %s, and allowed little, on %s.", provider, on)
	}
	return "x", "overdue", text.T("Refused by %s on %s.", provider, on)
}
