package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/search"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// nothing is what stands in place of the list where there is no key to show: why, and
// what Enter or a click does about it.
type nothing struct {
	words *kit.Prose
	act   *kit.Button
	do    func() // nil where there is nothing to do
	box   *fyne.Container
}

// missing says why there is no row.
type missing struct {
	words string
	icon  string
	does  string
	do    func()
}

func newNothing() *nothing {
	n := &nothing{words: kit.NewProse("", theme.SizeNameText, kit.ColorMuted).Centred()}
	n.act = kit.NewButton("", "search", kit.LookSoft, kit.HeightPlain, func() { n.do() })
	n.act.Cap = text.C("key", "Enter")
	n.box = kit.Inset(container.New(kit.Column{Gap: 14}, n.words, container.NewCenter(n.act)), 48, 0, 24, 24)
	n.box.Hide()
	return n
}

// render shows it, or nothing where there are rows.
func (n *nothing) render(m missing) {
	n.do = m.do
	n.words.Set(m.words)
	n.act.Set(m.does, m.icon, kit.LookSoft)
	kit.Show(n.act, m.do != nil)
	kit.Show(n.box, m.words != "")
	if m.words != "" {
		n.box.Refresh() // the words may take another line
	}
}

// longestSaid is how much of what was typed is said again: it fits into a line.
const longestSaid = 24

// missing is what to say where there is no row.
func (p *listPane) missing() missing {
	query := strings.TrimSpace(p.query)
	switch {
	case len(p.rows) > 0:
		return missing{}
	case p.problem != "":
		return missing{words: p.problem}
	case query == "":
		return missing{words: text.Sentences(p.filter.nothing(), p.comfort())}
	case p.counts[filterAll] > 0:
		return missing{
			words: text.Sentences(p.filter.missed(query), text.N(p.counts[filterAll], "1 other key does.", "%d other keys do.", p.counts[filterAll])),
			icon:  "search", does: text.T("Search all keys"), do: func() { p.setFilter(filterAll) },
		}
	}
	meant, ok := p.finder.index().Suggest(query)
	if !ok {
		return missing{words: p.filter.missed(query)}
	}
	return missing{
		words: text.Sentences(p.filter.missed(query), search.DidYouMean(meant)),
		icon:  "search", does: text.Cut(meant.Shows, longestSaid), do: func() { p.take(meant.Query) },
	}
}

// comfort is what else to know where a filter keeps no key.
func (p *listPane) comfort() string {
	switch p.filter {
	case filterDue, filterOverdue:
		if next := p.finder.nextWindow(); !next.IsZero() {
			return text.T("The next window opens on %s.", dayOf(next, p.finder.now))
		}
	case filterPinned:
		return text.T("Pin the keys you use most: they come first in the tray, too.")
	}
	return ""
}
