package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// windowField is the rotation window of one key: two numbers of months, saved as soon
// as one is chosen.
type windowField struct {
	OnChange func(change)
	OnDone   func()
	OnGrow   func()
	OnLost   func(lostText)

	turn      int // counts how often the editing began or ended
	due, over *kit.ChoiceField
	wrong     *kit.Prose
	box       *fyne.Container
	key       api.Key
	months    []int // of the choices; 0 is what the settings say
	shows     bool  // a state is being shown: nobody has chosen anything
}

func newWindowField() *windowField {
	f := &windowField{wrong: newWrong(nil), months: []int{0}}
	for n := 1; n <= mostMonths; n++ {
		f.months = append(f.months, n)
	}
	f.due, f.over = f.choice(), f.choice()
	framed := func(c *kit.ChoiceField) fyne.CanvasObject {
		frame := kit.NewPlate(theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.SizeNameInputRadius)
		return container.New(kit.Wide{Width: 140}, container.NewStack(frame, kit.Inset(c, 1, 1, 1, 1)))
	}
	and := kit.NewLine(text.T("and"), kit.SizeBody, kit.ColorMuted)
	f.box = container.New(kit.Column{Gap: 3}, container.New(&kit.Flow{Gap: 8}, framed(f.due), and, framed(f.over)), f.wrong)
	return f
}

func (f *windowField) choice() *kit.ChoiceField {
	c := &kit.ChoiceField{Escape: func() { f.OnDone() }}
	c.ExtendBaseWidget(c)
	c.OnChanged = func(string) {
		if !f.shows {
			f.choose()
		}
	}
	return c
}

func (f *windowField) render(k api.Key) {
	if f.key.ID == k.ID && f.wrong.Visible() {
		f.key = k
		return // what was chosen stays beside what is wrong with it
	}
	if f.key.ID != k.ID {
		f.turn++
	}
	f.key = k
	f.say("")
	f.show()
}

// end lets go of the key. What was chosen and refused is not lost.
func (f *windowField) end() {
	if f.key.ID != "" && f.wrong.Visible() {
		f.lose(f.key, f.chosen(f.due), f.chosen(f.over), f.wrong.Seg.Text)
	}
	f.turn++
	f.key = api.Key{}
	f.say("")
}

// lose keeps a choice that was refused.
func (f *windowField) lose(k api.Key, due, over int, wrong string) {
	f.OnLost(lostText{k, func() bool {
		if f.key.ID != k.ID || f.wrong.Visible() {
			return false
		}
		f.shows = true
		f.due.SetSelectedIndex(slices.Index(f.months, due))
		f.over.SetSelectedIndex(slices.Index(f.months, over))
		f.shows = false
		f.say(wrong)
		return true
	}})
}

// show shows what the key has. A window longer than the choices is one of them, too.
func (f *windowField) show() {
	f.shows = true
	defer func() { f.shows = false }()
	for _, n := range []int{f.key.DueAfter, f.key.OverdueAfter} {
		if !slices.Contains(f.months, n) {
			f.months = append(f.months, n)
		}
	}
	var words []string
	for _, n := range f.months {
		if n == 0 {
			words = append(words, text.C("rotation window", "As in the settings"))
		} else {
			words = append(words, wordsMonths(n))
		}
	}
	for c, n := range map[*kit.ChoiceField]int{f.due: f.key.DueAfter, f.over: f.key.OverdueAfter} {
		if !slices.Equal(c.Options, words) {
			c.SetOptions(words)
		}
		if i := slices.Index(f.months, n); c.SelectedIndex() != i {
			c.SetSelectedIndex(i)
		}
	}
}

// choose saves what is chosen. After a refusal both numbers may be new: the one makes
// room for the other.
func (f *windowField) choose() {
	k, turn, c := f.key, f.turn, change{id: f.key.ID}
	if k.ID == "" {
		return // it is not edited
	}
	due, over := f.chosen(f.due), f.chosen(f.over)
	if due != k.DueAfter {
		c.edit.DueAfter, c.back.DueAfter = &due, &k.DueAfter
	}
	if over != k.OverdueAfter {
		c.edit.OverdueAfter, c.back.OverdueAfter = &over, &k.OverdueAfter
	}
	if c.edit.DueAfter == nil && c.edit.OverdueAfter == nil {
		f.say("")
		return
	}
	c.stands = func(now api.Key) bool {
		return (due == 0 || now.DueAfter == due) && (over == 0 || now.OverdueAfter == over)
	}
	c.done = func(err error) {
		switch {
		case f.turn != turn && err != nil:
			f.lose(k, due, over, client.Sentence(err))
		case f.turn != turn:
		case err != nil:
			if f.key.ID == k.ID {
				f.key = k
			}
			f.say(client.Sentence(err))
		default:
			f.say("")
			f.show()
		}
	}
	f.key = edited(k, c.edit) // what is chosen next begins at that
	f.OnChange(c)
}

func (f *windowField) chosen(c *kit.ChoiceField) int {
	if i := c.SelectedIndex(); i >= 0 && i < len(f.months) {
		return f.months[i]
	}
	return 0
}

func (f *windowField) say(wrong string) {
	if f.wrong.Seg.Text != wrong {
		f.wrong.Set(wrong)
		f.OnGrow()
	}
}
