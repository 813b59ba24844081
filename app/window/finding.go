package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
)

var findingPhases = map[string]string{api.FindingFailed: "overdue", api.FindingWarning: "due", api.FindingOK: "fresh"}

// row is one finding, with a button if something can be done about it.
func (p *doctorPage) row(f api.Finding) fyne.CanvasObject {
	mark := kit.NewGlyph()
	mark.Set(findingPhases[f.Result])
	cure := kit.NewProse(f.Cure, kit.SizeNameSmall, kit.ColorMuted)
	kit.Show(cure, f.Cure != "")
	words := container.New(kit.Column{Gap: 2}, kit.NewBold(f.Check, kit.SizeBody, theme.ColorNameForeground).Cut(),
		kit.NewProse(f.Text, theme.SizeNameText, theme.ColorNameForeground), cure)
	buttons := kit.Actions()
	if f.Fix != "" {
		l := kit.LookPlain
		if destroys(f) {
			l = kit.LookDanger
		}
		buttons.Add(p.act(f.Does, l, func() { p.OnFix(f) }))
	}
	return kit.Inset(container.NewBorder(nil, nil, kit.Inset(container.NewCenter(mark), 0, 0, 0, 12), nil,
		container.New(&kit.WithActions{Least: 240}, words, buttons)), 10, 10, 0, 0)
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
