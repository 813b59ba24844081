package window

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// settingsPage shows every setting, in tabs; a change applies at once.
type settingsPage struct {
	OnSet        func(key, value string, done func(api.Setting, error))
	OnMove       func(store string) // where values are kept does not change at once
	OnPassphrase func()
	OnBin        func()
	OnPause      func(days int, done func()) // reminders of all keys; 0 ends it
	OnDoctor     func()
	OnAgain      func() page
	OnKey        func() // a key was put where it would be in sight
	canvas       func() fyne.Canvas
	now          func() time.Time
	provider     func(id string) string // its name
	refused      func(why string)       // says it to who does not see the row
	inSight      func() bool
	catalogue    func() *provider.Catalogue

	state  api.State
	stored values
	asked  values // those that are being stored
	rows   []*settingRow
	byKey  map[string]*settingRow
	at     string // the row that had the focus last

	back   *kit.Button
	tabs   *kit.Picks
	search *kit.Entry
	heads  []*fyne.Container // of the tabs, while something is searched for
	none   *kit.Prose        // why there is no row
	list   *fyne.Container
	scroll *container.Scroll
	doctor *kit.Button
	foot   *fyne.Container
	below  *fyne.Container // where it stays in sight
	last   *fyne.Container // where it scrolls with the rows
	box    *fyne.Container
}

// values are settings, by their key.
type values map[string]string

func newSettingsForm(onBack func()) *settingsPage {
	p := &settingsPage{asked: values{}}
	p.back = kit.NewButton("", "left", kit.LookQuiet, kit.HeightPlain, onBack)
	p.back.Label = text.T("Back")
	p.tabs = kit.NewTabs(func(int) { p.turned() }, settingTabs()...)
	p.search = kit.NewEntry(text.T("Find a setting"))
	p.search.SetIcon(kit.Icon("search", kit.ColorMuted))
	p.doctor = kit.NewButton(text.T("Doctor…"), "shield", kit.LookLink, kit.HeightSmall, func() { p.OnDoctor() })
	p.back.Escape, p.doctor.Escape = p.escape, p.escape
	p.back.OnKey, p.tabs.OnKey, p.doctor.OnKey = p.key, p.key, p.key
	p.search.OnKey, p.search.OnShortcut = p.searchKey, p.shortcut
	p.search.OnChanged, p.search.OnPaste = p.searched, p.keepsOut
	p.none = kit.NewProse("", theme.SizeNameText, kit.ColorMuted)
	p.list = container.New(kit.Column{})
	p.last = container.NewStack()
	p.last.Hide()
	column := container.New(kit.Column{}, p.list, p.last)
	p.scroll = container.NewVScroll(kit.Inset(container.New(kit.Readable{Width: settingsWidth}, column), 6, 16, settingsEdge, settingsEdge))
	strip := container.NewStack(kit.NewPlate(theme.ColorNameBackground, "", ""), container.New(&settingsStrip{}, p.back, p.tabs, p.search))
	said := container.New(kit.Middle{}, kit.NewProse(text.T("Changes apply at once."), kit.SizeNameSmall, kit.ColorMuted))
	p.foot = container.NewBorder(nil, nil, nil, kit.Inset(p.doctor, 0, 0, 0, -4), said)
	p.below = container.NewStack(p.foot)
	below := kit.Inset(container.New(kit.Readable{Width: settingsWidth}, p.below), 6, 8, settingsEdge, settingsEdge)
	lowered := func(low bool) { kit.Show(below, !low); p.lowered(low) }
	p.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""),
		container.New(&settingsFrame{changed: lowered}, container.New(kit.Column{}, strip, widget.NewSeparator()), p.scroll, below))
	p.tabs.Set(tabGeneral)
	p.arrange()
	p.filter()
	return p
}

func newSettingsPage(w *Window) *settingsPage {
	p := newSettingsForm(w.back)
	p.OnMove = w.openMove
	p.OnPassphrase = func() { w.over(newPassphrasePage(w)) }
	p.OnBin = func() { w.over(newBinPage(w)) }
	p.OnDoctor = func() { w.over(newDoctorPage(w)) }
	p.OnPause = w.pause
	p.canvas, p.now = w.p.Window.Canvas, w.p.Now
	p.OnAgain = func() page { return newSettingsPage(w).resume(p) }
	p.provider = func(id string) string { return w.catalogue().Name(id) }
	p.catalogue, p.OnKey = w.catalogue, w.saysMisplaced
	p.OnSet = w.set
	p.refused = func(why string) { w.toasting(message{text: why, bad: true}) }
	p.inSight = func() bool { return w.inSight(p) }
	p.render(w.state)
	return p
}

// set changes a setting. Of several values one after the other the last one stays.
func (w *Window) set(key, value string, done func(api.Setting, error)) {
	calls := w.settings[key]
	if calls == nil {
		calls = &kit.Latest{}
		w.settings[key] = calls
	}
	calls.Do(func() {
		write(w, func(ctx context.Context, svc api.Service) (api.Setting, error) {
			return svc.SetSetting(ctx, key, value)
		}, func(s api.Setting, err error) {
			if calls.Ended() {
				return // another value takes its place
			}
			done(s, err)
			if err == nil {
				w.changed(s)
			}
		})
	})
}

func (p *settingsPage) content() fyne.CanvasObject { return p.box }
func (p *settingsPage) leave()                     {}
func (p *settingsPage) keeps() string              { return "" }

// focus is the row that had it before the page was left, else the tabs.
func (p *settingsPage) focus() fyne.Focusable {
	if r := p.row(p.at); r != nil && r.box.Visible() && r.first != nil {
		return r.first
	}
	return p.tabs
}

func (p *settingsPage) row(id string) *settingRow {
	if i := slices.IndexFunc(p.rows, func(r *settingRow) bool { return r.id == id }); i >= 0 {
		return p.rows[i]
	}
	return nil
}

// anew makes the page again, in another language.
func (p *settingsPage) anew() page { return p.OnAgain() }

// resume shows what another page has shown.
func (p *settingsPage) resume(before *settingsPage) page {
	p.at = before.at
	p.tabs.Set(before.tabs.On())
	p.search.SetText(before.search.Text)
	p.filter()
	return p
}

// render follows the state: whoever changes a setting, it shows here.
func (p *settingsPage) render(st api.State) {
	before, had := p.state, p.stored
	p.state = st
	if had != nil && sameSettings(before, st) {
		return
	}
	now, notes := values{}, map[string]api.Setting{}
	for _, s := range st.Settings {
		now[s.Key], notes[s.Key] = s.Value, s
	}
	p.stored = now
	if had == nil || !slices.Equal(slices.Sorted(maps.Keys(had)), slices.Sorted(maps.Keys(now))) {
		defer p.refocus(p.focusInside())
		p.build()
		had = nil // the new rows show nothing yet
	}
	for _, r := range p.rows {
		r.render(p, had, notes)
	}
	p.filter()
}

// refocus gives the focus back to a row that was made anew.
func (p *settingsPage) refocus(had bool) {
	if had {
		p.canvas().Focus(p.focus())
	}
}

// set changes a setting; a value that is refused goes back.
func (p *settingsPage) set(r *settingRow, key, value string) {
	asked, under := p.asked[key]
	switch {
	case under && asked == value:
		return
	case !under && p.stored[key] == value:
		r.show(p.stored)
		return
	}
	r.wrong.Set("")
	p.asked[key] = value
	p.OnSet(key, value, func(s api.Setting, err error) {
		delete(p.asked, key)
		if err != nil {
			p.refuse(r, client.Sentence(err))
		} else if _, there := p.stored[key]; there {
			p.stored[key] = s.Value
		}
		r.show(p.stored)
		p.list.Refresh()
	})
}

// refuse says why a setting is as it was: in its row, if that is in sight.
func (p *settingsPage) refuse(r *settingRow, why string) {
	r.wrong.Set(why)
	if !p.inSight() || !r.box.Visible() || !slices.Contains(p.rows, r) {
		p.refused(text.Sentences(text.T("“%s” stays as it was.", r.title), why))
	}
}

// key takes the keys that a control does not.
func (p *settingsPage) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp, fyne.KeyDown:
		p.step(name == fyne.KeyUp)
	case fyne.KeyEscape:
		p.escape()
	default:
		return false
	}
	return true
}

// step goes to the next control, or the one before. The search stands between the tabs
// and the rows, but not in the way.
func (p *settingsPage) step(back bool) {
	c, top := p.canvas(), p.top()
	switch {
	case !back && c.Focused() == fyne.Focusable(p.tabs) && top != nil:
		c.Focus(top)
	case back && c.Focused() == top && top != nil:
		c.Focus(p.tabs)
	case back:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

// top is the first control in sight; nil if there is none.
func (p *settingsPage) top() fyne.Focusable {
	for _, r := range p.rows {
		if d, can := r.first.(fyne.Disableable); r.box.Visible() && !(can && d.Disabled()) {
			return r.first
		}
	}
	return nil
}

// escape ends the search, and then leaves.
func (p *settingsPage) escape() {
	if p.search.Text != "" {
		p.search.SetText("")
		return
	}
	p.back.Press()
}

// shortcut turns to the next tab, or the one before.
func (p *settingsPage) shortcut(s *desktop.CustomShortcut) bool {
	by, ok := tabsOn(s)
	if !ok {
		return false
	}
	if p.focusInside() { // it will be out of sight
		p.canvas().Focus(p.tabs)
	}
	n := len(p.tabs.Names())
	if p.tabs.On() < 0 { // a search shows all of them
		p.search.SetText("")
		return true
	}
	p.tabs.Set((p.tabs.On() + by + n) % n)
	p.turned()
	return true
}

func (p *settingsPage) hints() []hint {
	return []hint{
		{[]string{text.C("key", "Ctrl Tab"), text.C("key", "Ctrl Page Down")}, text.T("Turn to the next tab; with Shift, or Page Up, to the one before")},
		{[]string{"↑", "↓"}, text.T("Go to another setting")},
		{[]string{"←", "→"}, text.T("Choose another value, or turn to another tab")},
		{[]string{text.C("key", "A … Z")}, text.T("Find a setting")},
		{[]string{text.C("key", "Esc")}, text.T("Clear the search, then go back")},
	}
}

// sameSettings tells whether the page shows two states alike.
func sameSettings(a, b api.State) bool {
	issuers := func(st api.State) (all []string) {
		for _, k := range st.Keys {
			all = append(all, k.Provider)
		}
		return all
	}
	return reflect.DeepEqual(a.Settings, b.Settings) && a.Keychain == b.Keychain && len(a.Deleted) == len(b.Deleted) &&
		a.PausedUntil.Equal(b.PausedUntil) && slices.Equal(issuers(a), issuers(b))
}
