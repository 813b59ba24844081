package window

import (
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// ages are those that are offered, in months.
var ages = append(numbers(1, 12), "18", "24", "36")

// span is a rotation window to choose: from one age to another.
type span struct {
	due, overdue *choice
	box          *fyne.Container
}

func (p *settingsPage) newSpan(r *settingRow, due, overdue func(months string)) *span {
	s := &span{due: p.newChoice(r, counted(wordsMonths), due), overdue: p.newChoice(r, counted(wordsMonths), overdue)}
	s.due.field.Label, s.overdue.field.Label = text.T("%s, from", r.title), text.T("%s, to", r.title)
	s.box = container.New(layout.NewCustomPaddedHBoxLayout(8), s.due.field,
		container.NewCenter(kit.NewLine(text.C("from … to", "to"), kit.SizeBody, kit.ColorMuted)), s.overdue.field)
	return s
}

// show offers what can be: a key is overdue after it is due.
func (s *span) show(due, overdue string) {
	from, _ := strconv.Atoi(due)
	until, _ := strconv.Atoi(overdue)
	within := func(ok func(n int) bool) []string {
		return slices.DeleteFunc(slices.Clone(ages), func(v string) bool {
			n, _ := strconv.Atoi(v)
			return !ok(n)
		})
	}
	s.due.show(due, within(func(n int) bool { return n < until }))
	s.overdue.show(overdue, within(func(n int) bool { return n > from }))
}

// windowRow is the rotation window of all keys that have none of their own.
func (p *settingsPage) windowRow() *settingRow {
	r := newSettingRow(tabReminders, settingDue, settingWords{text.T("Rotation window"), text.T("Each key and each provider can have its own.")})
	r.of = []string{settingDue, settingOverdue}
	s := p.newSpan(r, func(v string) { p.set(r, settingDue, v) }, func(v string) { p.set(r, settingOverdue, v) })
	r.show = func(v values) { s.show(v[settingDue], v[settingOverdue]) }
	return r.put(s.box, s.due.field, kit.Inset(windowZones(), 2, 10, 0, 0))
}

// windowZones says what happens before, in and after the window.
func windowZones() fyne.CanvasObject {
	box := container.New(thirds{})
	for _, z := range []struct{ phase, words string }{
		{"fresh", text.T("Quiet")},
		{"due", text.T("One reminder, then every 4 weeks")},
		{"overdue", text.T("A reminder every week")},
	} {
		bar := container.New(tall{12}, kit.NewPlate(kit.PhaseColor(z.phase, kit.ToneTint), "", theme.SizeNamePadding))
		box.Add(container.New(kit.Column{Gap: 5}, bar, kit.NewProse(z.words, theme.SizeNameCaptionText, kit.ColorMuted)))
	}
	return box
}

// thirds sets three objects side by side, of the same width.
type thirds struct{}

const thirdsGap = 3

func (thirds) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for _, one := range o {
		size = size.Max(one.MinSize())
	}
	return fyne.NewSize(size.Width*3+2*thirdsGap, size.Height)
}

func (thirds) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - 2*thirdsGap) / 3
	for i, one := range o {
		kit.At(one, float32(i)*(width+thirdsGap), 0, width, kit.HeightIn(one, width))
	}
}

// providerRow is the window of one provider's keys.
func (p *settingsPage) providerRow(key, id string) *settingRow {
	r := newSettingRow(tabReminders, key, settingWords{text.T("Rotation window for %s", p.provider(id)), text.T("Of its keys that have none of their own.")})
	from, until := "", ""
	s := p.newSpan(r, func(v string) { p.set(r, key, v+"-"+until) }, func(v string) { p.set(r, key, from+"-"+v) })
	remove := kit.NewButton("", "x", kit.LookQuiet, kit.HeightPlain, func() { p.set(r, key, "default") })
	remove.Label, remove.OnKey, remove.OnFocus = text.T("Take this window back"), p.key, func() { p.reached(r) }
	s.box.Add(remove)
	r.show = func(v values) {
		var w [2]int
		if _, err := fmt.Sscanf(v[key], "%d-%d", &w[0], &w[1]); err == nil {
			from, until = strconv.Itoa(w[0]), strconv.Itoa(w[1])
			s.show(from, until)
		}
	}
	return r.put(s.box, s.due.field)
}

// addProviderRow gives another provider a window of its own.
func (p *settingsPage) addProviderRow() *settingRow {
	r := newSettingRow(tabReminders, "rotation.provider", settingWords{text.T("Another window for one provider"), text.T("Whatever suits the keys of the others.")})
	r.of = nil
	c := p.newChoice(r, p.providerName, func(id string) {
		if id != "" {
			p.at = settingProvider + id // where the focus goes
			p.set(r, p.at, p.stored[settingDue]+"-"+p.stored[settingOverdue])
		}
	})
	r.follow = func(st api.State) {
		all := p.withoutWindow(st)
		c.show("", all)
		r.gone = len(all) == 0
	}
	r.show = func(values) { r.follow(p.state) }
	return r.put(c.field, c.field)
}

// providerName is what the field for a provider says.
func (p *settingsPage) providerName(id string) string {
	if id == "" {
		return text.T("Choose a provider")
	}
	return p.provider(id)
}

// withoutWindow are the providers of the keys that follow the usual window.
func (p *settingsPage) withoutWindow(st api.State) (all []string) {
	for _, k := range st.Keys {
		if _, has := p.stored[settingProvider+k.Provider]; !has && kit.Issuer(k) != "" && !slices.Contains(all, k.Provider) {
			all = append(all, k.Provider)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return compareFold(p.provider(a), p.provider(b)) })
	return all
}
