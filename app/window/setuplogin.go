package window

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// loginQuestion asks once whether Keytray starts when the person logs in: it can remind of
// a key only while it runs.
type loginQuestion struct {
	s        *setup
	asked    bool // it was in sight, and stays there
	answered bool
	turning  bool // the answer is on its way
	on       *kit.Switch
	why      *kit.Prose
	wrong    *kit.Prose
	box      *fyne.Container
}

func newLoginQuestion(s *setup) *loginQuestion {
	q := &loginQuestion{s: s}
	title := text.T("Start Keytray when I log in")
	q.on = kit.NewSwitch(title, q.turned)
	q.on.OnKey = kit.Escapes(s.escape)
	q.on.OnFocus = func() { s.reveal(q.box) }
	q.why = kit.NewProse(text.T("It reminds you only while it runs."), theme.SizeNameCaptionText, kit.ColorMuted)
	q.wrong = kit.NewProse("", theme.SizeNameCaptionText, kit.PhaseColor("overdue", kit.ToneText))
	q.wrong.Hide()
	words := container.New(kit.Middle{}, container.New(kit.Column{Gap: 2}, kit.NewProse(title, theme.SizeNameText, theme.ColorNameForeground), q.why, q.wrong))
	q.box = kit.Inset(container.New(&kit.WithActions{Least: settingLeast}, words, kit.Actions(q.on)), 0, 0, 14, 8)
	q.box.Hide()
	return q
}

// render shows it until it is answered, and then as long as the page is in sight.
func (q *loginQuestion) render(st api.State) {
	for _, set := range st.Settings {
		if set.Key == settingLogin {
			q.asked = q.asked || !set.Chosen && !set.Unavailable
			if !q.turning {
				q.on.Set(set.Value == "true")
			}
		}
	}
	kit.Show(q.box, q.asked)
}

// turned takes the answer over at once.
func (q *loginQuestion) turned(on bool) {
	q.turning, q.answered = true, true
	q.wrong.Set("")
	q.s.w.set(settingLogin, strconv.FormatBool(on), func(set api.Setting, err error) {
		q.turning = false
		if err != nil {
			q.on.Set(!on)
			q.wrong.Set(client.Sentence(err))
		}
		q.s.refresh()
	})
}

// passed is for who leaves it as it is: that is an answer, too.
func (q *loginQuestion) passed() {
	if q.asked && !q.answered {
		q.answered = true
		q.s.w.set(settingLogin, strconv.FormatBool(q.on.On), func(api.Setting, error) {})
	}
}
