package window

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// choices are the settings with few values; the others are typed.
var choices = map[string][]string{
	settingTheme:    {"system", "light", "dark"},
	settingBoard:    {"auto", "x11", "wayland", "wl-copy", "atotto"},
	settingKeychain: {api.StoreSystem, api.StoreGoKeyring, api.StoreFile},
}

// choiceNames say in words what values mean that do not speak for themselves.
var choiceNames = map[string]map[string]string{
	settingKeychain: storeNames,
	settingBoard:    {"auto": "Automatic", "x11": "X11", "wayland": "Wayland", "atotto": "Other programs"},
}

// settingRow is one setting: what it does, its name, and a control for it.
type settingRow struct {
	key     string
	stored  string
	wrong   *prose
	changed func() // its height may have
	show    func(value string)
	control fyne.CanvasObject
	box     fyne.CanvasObject
}

func newSettingRow(s api.Setting, set func(r *settingRow, value string), escape func()) *settingRow {
	r := &settingRow{key: s.Key, stored: s.Value, wrong: newProse("", sizeNameSmall, phaseColor("overdue", toneText))}
	r.wrong.Hide()
	change := func(value string) {
		if value != r.stored {
			set(r, value)
		}
	}
	switch options := choices[s.Key]; {
	case s.Default == "true" || s.Default == "false":
		c := &checkField{escape: escape}
		c.OnChanged = func(on bool) { change(strconv.FormatBool(on)) }
		c.ExtendBaseWidget(c)
		r.show = func(v string) { c.SetChecked(v == "true") }
		r.control = c
	case options != nil:
		c := &choiceField{escape: escape}
		names := choiceNames[s.Key]
		byName := map[string]string{}
		for _, value := range options {
			name := cmp.Or(names[value], value)
			c.Options, byName[name] = append(c.Options, name), value
		}
		c.OnChanged = func(name string) { change(byName[name]) }
		c.ExtendBaseWidget(c)
		r.show = func(v string) { c.SetSelected(cmp.Or(names[v], v)) }
		r.control = c
	default:
		c := newEntry(s.Default)
		c.onKey = escapes(escape)
		c.OnSubmitted = change
		c.onLeave = func() { change(c.Text) }
		r.show = c.SetText
		r.control = c
	}
	r.show(s.Value)
	name := newLine(s.Key, sizeCaption, theme.ColorNamePlaceHolder).cut()
	help := container.New(column{2}, newProse(s.Help, theme.SizeNameText, theme.ColorNameForeground), name, r.wrong)
	r.box = inset(container.New(control{160}, help, r.control), 10, 10, 0, 0)
	return r
}

// keep shows what is stored, whoever stored it.
func (r *settingRow) keep(value string) {
	if value != "" {
		r.stored = value
	}
	r.show(r.stored)
}

// applied shows how a change ended: what is stored now, or why it is not.
func (r *settingRow) applied(s api.Setting, err error) {
	if err != nil {
		r.wrong.set(sentence(err))
	} else {
		r.stored = s.Value
		r.show(s.Value)
		r.wrong.set("")
	}
	r.changed()
}
