package window

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/window/kit"
)

// switchRow is for what is on or off; turned tells that on means false.
func (p *settingsPage) switchRow(tab int, key string, w settingWords, turned bool) *settingRow {
	r := newSettingRow(tab, key, w)
	s := kit.NewSwitch(w.title, func(on bool) { p.set(r, key, strconv.FormatBool(on != turned)) })
	s.OnKey, s.OnFocus = p.key, func() { p.reached(r) }
	r.show = func(v values) { s.Set((v[key] == "true") != turned) }
	r.able = enabling(s)
	return r.put(s, s)
}

// segmentRow is for few values, each with a short name.
func (p *settingsPage) segmentRow(tab int, key string, w settingWords, all []string, names ...string) *settingRow {
	r := newSettingRow(tab, key, w)
	s := kit.NewSegments(func(i int) { p.set(r, key, all[i]) }, names...)
	s.Label = w.title
	s.OnKey, s.OnFocus = p.key, func() { p.reached(r) }
	r.show = func(v values) { s.Set(slices.Index(all, v[key])) }
	r.able = enabling(s)
	return r.put(s, s)
}

// choiceRow is for more values. One that somebody has set elsewhere joins them.
func (p *settingsPage) choiceRow(tab int, key string, w settingWords, all []string, name func(string) string) *settingRow {
	r := newSettingRow(tab, key, w)
	c := p.newChoice(r, name, func(value string) { p.set(r, key, value) })
	r.show = func(v values) { c.show(v[key], all) }
	r.able = enabling(c.field)
	return r.put(c.field, c.field)
}

// typedRow is for any text.
func (p *settingsPage) typedRow(tab int, key string, w settingWords) *settingRow {
	r := newSettingRow(tab, key, w)
	e := p.newTyped(r, func(value string) { p.set(r, key, value) })
	r.show = func(v values) { e.SetText(v[key]) }
	r.able = enabling(e)
	return r.put(container.New(kit.Wide{Width: 160}, e), e)
}

// newTyped is a field whose text counts when it is left, or with Enter.
func (p *settingsPage) newTyped(r *settingRow, set func(string)) *kit.Entry {
	e := kit.NewEntry("")
	e.OnKey, e.OnShortcut, e.OnPaste = p.key, p.shortcut, p.refuses
	e.OnFocus, e.Label = func() { p.reached(r) }, r.title
	e.OnSubmitted = set
	e.OnLeave = func() { set(e.Text) }
	return e
}

// choice is a field with a menu of values that have names.
type choice struct {
	field *kit.Dropdown
	name  func(string) string
	all   []string
}

func (p *settingsPage) newChoice(r *settingRow, name func(string) string, set func(value string)) *choice {
	c := &choice{name: name}
	c.field = kit.NewDropdown(func(i int) { set(c.all[i]) })
	c.field.Label = r.title
	c.field.OnKey, c.field.OnFocus = p.key, func() { p.reached(r) }
	return c
}

func (c *choice) show(value string, all []string) {
	if !slices.Contains(all, value) {
		all = append([]string{value}, all...)
	}
	c.all = all
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = c.name(v)
	}
	c.field.Offer(names, slices.Index(all, value))
}

// numbers are the values of a range.
func numbers(from, to int) (all []string) {
	for n := from; n <= to; n++ {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

// counted names a number; what is none stays as it is.
func counted(name func(int) string) func(string) string {
	return func(value string) string {
		n, err := strconv.Atoi(value)
		if err != nil {
			return value
		}
		return name(n)
	}
}

// enabling switches a control that cannot do anything here off.
func enabling(o fyne.Disableable) func(bool) {
	return func(on bool) {
		switch {
		case on && o.Disabled():
			o.Enable()
		case !on && !o.Disabled():
			o.Disable()
		}
	}
}

// reached has the whole of a row in sight, once something in it has the focus.
func (p *settingsPage) reached(r *settingRow) {
	p.at = r.id
	scrollTo(p.scroll, r.box)
}
