package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

const gridTop = 4 // the outline of the first row is not cut

// providerStep asks who the key is for.
type providerStep struct {
	s      *setup
	search *kit.Entry
	before string // in the search field, to tell pasting from typing
	grid   *tileGrid
	scroll *container.Scroll
	box    fyne.CanvasObject
}

func newProviderStep(s *setup) *providerStep {
	p := &providerStep{s: s, grid: newTileGrid()}
	p.search = kit.NewEntry(wordsSearchProviders(len(s.w.catalogue().All()) - 1))
	p.search.SetIcon(kit.Icon("search", kit.ColorMuted))
	s.watch(p.search)
	p.search.OnKey = func(k fyne.KeyName) bool { return p.key(k) || s.fieldKey(k) }
	p.search.OnPaste = p.pastesKey
	p.search.Also = p.grid.says
	p.search.OnChanged = p.searched
	p.grid.OnTap = p.take
	head := container.New(kit.Column{Gap: 14}, container.New(kit.Column{Gap: 2}, kit.NewBold(text.T(wordsWho), kit.SizeSection, theme.ColorNameForeground).Cut(),
		kit.NewKeySentence(text.T(wordsCopied), kit.PasteKey(), kit.SizeBody, false)), p.search)
	p.scroll = container.NewVScroll(kit.Inset(p.grid.box, gridTop, 24, 28, 28))
	p.scroll.OnScrolled = func(fyne.Position) { p.scrolled() }
	p.grid.view = func() (top, height float32) { return p.scroll.Offset.Y - gridTop, p.scroll.Size().Height }
	p.box = container.New(kit.Framed{}, kit.Inset(head, 24, 10, 28, 28), p.scroll)
	p.groups()
	return p
}

func (p *providerStep) title() string              { return text.T("Provider") }
func (p *providerStep) content() fyne.CanvasObject { return p.box }
func (p *providerStep) scrolls()                   {}
func (p *providerStep) focus() fyne.Focusable      { return p.search }
func (p *providerStep) next() (string, bool)       { return text.T("Next"), true }

// enter chooses the provider that was taken before.
func (p *providerStep) enter() {
	id := p.s.draft.provider.ID
	if id == "" || p.grid.provider().ID == id {
		return
	}
	if p.search.Text != "" {
		p.search.SetText("")
	}
	p.chooseID(id)
}

func (p *providerStep) chooseID(id string) {
	if i := slices.IndexFunc(p.grid.all, func(known provider.Provider) bool { return known.ID == id }); i >= 0 {
		p.grid.choose(i)
		p.reveal()
	}
}

// render shows what the person has added to the catalogue meanwhile.
func (p *providerStep) render(api.State) {
	if p.search.Text == "" {
		chosen := p.grid.provider().ID
		if p.groups() {
			p.chooseID(chosen)
		}
	}
}

// groups shows all providers, and tells whether that is another list than before.
func (p *providerStep) groups() (changed bool) {
	groups := groupsOf(p.s.w.catalogue(), p.s.w.state.Keys)
	if slices.EqualFunc(groups, p.grid.groups, sameGroup) {
		return false
	}
	p.grid.set(groups, 0)
	return true
}

func sameGroup(a, b group) bool {
	return a.head == b.head && slices.EqualFunc(a.tiles, b.tiles, func(a, b provider.Provider) bool { return a.ID == b.ID && a.Name == b.Name })
}

// groupsOf are the providers that the person has used, those that many use, and
// all of them.
func groupsOf(c *provider.Catalogue, keys []api.Key) []group {
	const mostUsed, mostPopular = 3, 9
	recent := slices.Clone(keys)
	slices.SortStableFunc(recent, func(a, b api.Key) int { return b.AddedAt.Compare(a.AddedAt) })
	var used, popular []provider.Provider
	is := func(id string) func(provider.Provider) bool {
		return func(p provider.Provider) bool { return p.ID == id }
	}
	for _, k := range recent {
		known, ok := c.ByID(k.Provider)
		if ok && known.ID != provider.Other && len(used) < mostUsed && !slices.ContainsFunc(used, is(known.ID)) {
			used = append(used, known)
		}
	}
	all := c.All()
	all, other := all[:len(all)-1], all[len(all)-1]
	for _, known := range all {
		if known.Popular > 0 && !slices.ContainsFunc(used, is(known.ID)) {
			popular = append(popular, known)
		}
	}
	slices.SortStableFunc(popular, func(a, b provider.Provider) int { return a.Popular - b.Popular })
	popular = popular[:min(len(popular), mostPopular)]
	groups := []group{{text.T("Popular"), append(popular, other)}, {text.T("All, A to Z"), all}}
	if len(used) > 0 {
		groups = slices.Insert(groups, 0, group{text.T("Used before"), used})
	}
	return groups
}

// searched shows what is found, the best first, and chooses that.
func (p *providerStep) searched(what string) {
	pasted := len(what) > len(p.before)+1
	if pasted && p.s.w.isKey(what) {
		p.before = ""
		p.search.SetText("") // and what could be undone
		p.s.pasted(what)
		return
	}
	p.before = what
	if strings.TrimSpace(what) == "" {
		p.groups()
		p.grid.set(p.grid.groups, 0)
	} else {
		other, _ := p.s.w.catalogue().ByID(provider.Other)
		found := slices.DeleteFunc(p.found(what), func(known provider.Provider) bool { return known.ID == provider.Other })
		p.grid.set([]group{{tiles: append(found, other)}}, 0)
	}
	p.scroll.ScrollToTop()
	p.scroll.Refresh()
	p.scrolled()
}

func (p *providerStep) found(what string) []provider.Provider {
	return slices.Clone(p.s.w.catalogue().Search(what))
}

// key moves the choice. In the search field Left and Right move in the text first.
func (p *providerStep) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft:
		if p.search.Text != "" && p.grid.chosen == 0 {
			return false
		}
	case fyne.KeyRight:
		if p.search.CursorColumn < len([]rune(p.search.Text)) {
			return false
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
	default:
		return false
	}
	p.grid.choose(p.grid.next(k))
	p.reveal()
	return true
}

// reveal scrolls to the chosen tile.
func (p *providerStep) reveal() {
	place := p.grid.places[p.grid.chosen]
	kit.ScrollTo(p.scroll, place.y+gridTop, place.y+gridTop+place.h)
	p.scrolled()
}

// scrolled draws what is in sight now.
func (p *providerStep) scrolled() {
	if p.grid.fill() {
		p.grid.box.Refresh()
	}
}

// typedRune goes on with the search from wherever the focus was.
func (p *providerStep) typedRune(r rune) {
	p.s.OnFocus(p.search)
	p.search.TypedRune(r)
}

// take takes a tile and goes on.
func (p *providerStep) take(n int) {
	p.grid.choose(n)
	p.s.forward()
}

func (p *providerStep) done() bool {
	p.s.choose(p.grid.provider())
	p.s.draft.already = false
	return true
}

// pasteText takes what is pasted beside the search field.
func (p *providerStep) pasteText(what string) {
	if !p.pastesKey(what) {
		p.search.SetText(strings.TrimSpace(what))
		p.s.OnFocus(p.search)
	}
}

// pastesKey goes on with a pasted key. It tells whether it was one.
func (p *providerStep) pastesKey(what string) bool {
	is := p.s.w.isKey(what)
	if is {
		p.s.pasted(what)
	}
	return is
}
