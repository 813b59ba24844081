package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// arrange puts the rows below the headings of their tabs, which only a search shows.
func (p *settingsPage) arrange() {
	p.heads = nil
	p.list.Objects = []fyne.CanvasObject{container.New(tall{64}, container.New(kit.Middle{}, p.none))}
	for tab, name := range settingTabs() {
		head := kit.Inset(kit.NewBold(name, kit.SizeBody, theme.ColorNameForeground), 16, 4, 0, 0)
		p.heads = append(p.heads, head)
		p.list.Add(head)
		for _, r := range p.rows {
			if r.tab == tab {
				p.list.Add(r.box)
			}
		}
	}
}

// filter shows the rows of the tab, or what is searched for in all of them.
func (p *settingsPage) filter() {
	words := searchWords(p.search.Text)
	searches := len(words) > 0
	switch {
	case searches:
		p.tabs.Set(-1)
	case p.tabs.On() < 0:
		p.tabs.Set(tabGeneral)
	}
	found := make([]bool, len(p.heads))
	for _, r := range p.rows {
		in := !r.gone && (searches && r.found(words) || r.tab == p.tabs.On())
		kit.Show(r.box, in)
		found[r.tab] = found[r.tab] || in
	}
	for tab, head := range p.heads {
		kit.Show(head, searches && found[tab])
	}
	none := p.noneWords(slices.Contains(found, true))
	p.none.Set(none)
	kit.Show(p.list.Objects[0], none != "")
	p.list.Refresh()
	p.scroll.Refresh()
}

func (p *settingsPage) noneWords(found bool) string {
	switch {
	case found:
		return ""
	case len(p.rows) == 0:
		return text.T("The settings show as soon as Keytray answers.")
	case p.catalogue().MayBeKey(p.search.Text): // it is not said again
		return text.T("No setting matches that.")
	}
	return text.T("No setting matches “%s”.", p.search.Text)
}

func searchWords(typed string) []string { return strings.Fields(strings.ToLower(typed)) }

// searched shows what is found. A key that was typed, or came some other way than by
// pasting, does not stay in sight.
func (p *settingsPage) searched(what string) {
	if p.refuses(what) {
		p.search.SetText("") // and what could be undone
		return
	}
	p.filter()
}

// keepsOut keeps out of the search what may be a key. What a setting is called is looked
// for, whatever it looks like.
func (p *settingsPage) keepsOut(pasted string) bool {
	words := searchWords(pasted)
	found := slices.ContainsFunc(p.rows, func(r *settingRow) bool { return !r.gone && r.found(words) })
	is := !found && p.catalogue().MayBeKey(pasted)
	if is {
		p.OnKey()
	}
	return is
}

// refuses keeps a key out of a field that shows what is in it.
func (p *settingsPage) refuses(typed string) bool {
	is := p.catalogue().IsKey(typed)
	if is {
		p.OnKey()
	}
	return is
}

// turned shows another tab.
func (p *settingsPage) turned() {
	if on := p.tabs.On(); p.search.Text != "" { // the person has chosen a tab instead
		p.search.Text = ""
		p.search.Refresh()
		p.tabs.Set(on)
	}
	p.at = ""
	p.filter()
	p.scroll.ScrollToTop()
}

// searchKey takes the keys of the search field.
func (p *settingsPage) searchKey(name fyne.KeyName) bool {
	if name == fyne.KeyReturn || name == fyne.KeyEnter {
		p.canvas().FocusNext()
		return true
	}
	return p.key(name)
}

// typedRune starts a search, while nothing has the focus.
func (p *settingsPage) typedRune(c rune) {
	p.canvas().Focus(p.search)
	p.search.TypedRune(c)
}
