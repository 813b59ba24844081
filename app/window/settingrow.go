package window

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
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
	wrong   *kit.Prose
	changed func() // its height may have
	show    func(value string)
	control fyne.CanvasObject
	box     fyne.CanvasObject
}

func newSettingRow(s api.Setting, set func(r *settingRow, value string), escape func()) *settingRow {
	r := &settingRow{key: s.Key, stored: s.Value, wrong: kit.NewProse("", kit.SizeNameSmall, kit.PhaseColor("overdue", kit.ToneText))}
	r.wrong.Hide()
	change := func(value string) {
		if value != r.stored {
			set(r, value)
		}
	}
	switch options := choices[s.Key]; {
	case s.Default == "true" || s.Default == "false":
		c := &kit.CheckField{Escape: escape}
		c.OnChanged = func(on bool) { change(strconv.FormatBool(on)) }
		c.ExtendBaseWidget(c)
		r.show = func(v string) { c.SetChecked(v == "true") }
		r.control = c
	case options != nil:
		c := &kit.ChoiceField{Escape: escape}
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
		c := kit.NewEntry(s.Default)
		c.OnKey = kit.Escapes(escape)
		c.OnSubmitted = change
		c.OnLeave = func() { change(c.Text) }
		r.show = c.SetText
		r.control = c
	}
	r.show(s.Value)
	name := kit.NewLine(s.Key, kit.SizeCaption, theme.ColorNamePlaceHolder).Cut()
	help := container.New(kit.Column{Gap: 2}, kit.NewProse(s.Help, theme.SizeNameText, theme.ColorNameForeground), name, r.wrong)
	r.box = kit.Inset(container.New(kit.Control{Width: 160}, help, r.control), 10, 10, 0, 0)
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
		r.wrong.Set(sentence(err))
	} else {
		r.stored = s.Value
		r.show(s.Value)
		r.wrong.Set("")
	}
	r.changed()
}
