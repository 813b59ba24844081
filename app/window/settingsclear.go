package window

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// clearRow is how long a copy stays: a few times to press, and any other to type.
func (p *settingsPage) clearRow() *settingRow {
	r := newSettingRow(tabClipboard, settingClearAfter, settingWords{text.T("Clear a copied key after"), text.T("Only if the clipboard still holds that key.")})
	all := []string{"15s", "30s", "1m", "2m"}
	var names []string
	for _, v := range all {
		names = append(names, durationName(v))
	}
	other := text.C("time", "Other…")
	typed := p.newTyped(r, nil)
	field := container.New(kit.Wide{Width: 110}, typed)
	s := kit.NewSegments(nil, append(names, other)...)
	s.Label = r.title
	open := func(on bool) {
		kit.Show(field, on)
		kit.Show(s, !on)
		r.box.Refresh()
	}
	take := func(value string) {
		if field.Visible() {
			open(false)
			p.set(r, settingClearAfter, inSeconds(value))
		}
	}
	s.OnTurn = func(i int) {
		if i < len(all) {
			p.set(r, settingClearAfter, all[i])
			return
		}
		typed.SetText(p.stored[settingClearAfter])
		open(true)
		p.canvas().Focus(typed)
		typed.DoubleTapped(&fyne.PointEvent{}) // all of it is marked
	}
	typed.OnSubmitted = func(value string) { take(value); p.canvas().Focus(s) }
	typed.OnLeave = func() { take(typed.Text) }
	typed.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			open(false)
			r.show(p.stored)
			p.canvas().Focus(s)
		}
		return k == fyne.KeyEscape
	}
	s.OnKey, s.OnFocus = p.key, func() { p.reached(r) }
	r.show = func(v values) {
		now := v[settingClearAfter]
		i, name := slices.Index(all, now), other
		if i < 0 {
			i, name = len(all), durationName(now)
		}
		s.Rename(len(all), name)
		s.Set(i)
	}
	r.able = enabling(s)
	open(false)
	return r.put(container.NewHBox(s, field), s)
}

// durationName is a time as people read it: 30s is 30 s.
func durationName(value string) string {
	d, err := time.ParseDuration(value)
	if err != nil {
		return value
	}
	return text.Seconds(d)
}

// inSeconds takes a number alone for seconds, and spaces for nothing.
func inSeconds(value string) string {
	value = strings.Join(strings.Fields(value), "")
	if value != "" && strings.Trim(value, "0123456789") == "" {
		return value + "s"
	}
	return value
}
