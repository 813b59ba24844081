package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

var findingPhases = map[string]string{api.FindingFailed: "overdue", api.FindingWarning: "due", api.FindingOK: "fresh"}

// row is one finding, with a button if something can be done about it.
func (p *doctorPage) row(f api.Finding) fyne.CanvasObject {
	mark := newGlyph()
	mark.set(findingPhases[f.Result])
	cure := newProse(f.Cure, sizeNameSmall, colorMuted)
	show(cure, f.Cure != "")
	words := container.New(column{2}, newBold(f.Check, sizeBody, theme.ColorNameForeground).cut(),
		newProse(f.Text, theme.SizeNameText, theme.ColorNameForeground), cure)
	buttons := actions()
	if f.Fix != "" {
		l := lookPlain
		if destroys(f) {
			l = lookDanger
		}
		buttons.Add(p.act(f.Does, l, func() { p.OnFix(f) }))
	}
	return inset(container.NewBorder(nil, nil, inset(container.NewCenter(mark), 0, 0, 0, 12), nil,
		container.New(&withActions{least: 240}, words, buttons)), 10, 10, 0, 0)
}

// destroys tells whether what a finding offers cannot be taken back. Its words
// say so: they are verbs.
func destroys(f api.Finding) bool {
	return strings.HasPrefix(f.Does, "Remove") || strings.HasPrefix(f.Does, "Forget")
}

// confirmFix asks before something is destroyed.
func (w *Window) confirmFix(f api.Finding, do func()) {
	if !destroys(f) {
		do()
		return
	}
	does := strings.TrimSuffix(f.Does, "…")
	w.confirm(does+"?", f.Text+" This cannot be taken back.", does, do)
}
