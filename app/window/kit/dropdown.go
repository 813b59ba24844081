package kit

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

// Dropdown is a field with a menu of what can be chosen. Unlike a stock one, arrow keys
// do not change what is chosen before the menu is open.
type Dropdown struct {
	Button
	OnPick func(i int)

	options []string
	on      int
}

const dropdownLeast, dropdownMost = 96, 210 // wide

// NewDropdown has nothing to choose from yet.
func NewDropdown(picked func(i int)) *Dropdown {
	d := &Dropdown{OnPick: picked}
	d.Look = Look{Fill: theme.ColorNameInputBackground, Stroke: theme.ColorNameInputBorder, Text: theme.ColorNameForeground}
	d.Icon, d.Height, d.Cuts, d.IconLast, d.on = "down", HeightEntry, true, true, -1
	d.OnTapped = d.open
	d.ExtendBaseWidget(d)
	return d
}

// Offer shows options of which one is chosen, and tells nobody.
func (d *Dropdown) Offer(options []string, on int) {
	if slices.Equal(d.options, options) && d.on == on {
		return
	}
	d.options, d.on, d.Text, d.Width = options, on, "", dropdownLeast
	if on >= 0 {
		d.Text = options[on]
	}
	points := theme.SizeForWidget(theme.SizeNameText, d)
	for _, o := range options {
		d.Width = max(d.Width, Measure(o, points, fyne.TextStyle{}).Width+24+buttonGap+ButtonIcon)
	}
	d.Width = min(d.Width, dropdownMost)
	d.Refresh()
}

// AccessibilityLabel is what a screen reader says.
func (d *Dropdown) AccessibilityLabel() string {
	return able(text.T("%s, menu", labelled(d.Label, d.Text)), d.Disabled())
}

// labelled is a value with what it is of.
func labelled(label, value string) string {
	if label == "" || value == "" {
		return cmp.Or(label, value)
	}
	return label + ": " + value
}

// Options are what can be chosen.
func (d *Dropdown) Options() []string { return d.options }

// Pick chooses by name, as a person does.
func (d *Dropdown) Pick(name string) { d.pick(slices.Index(d.options, name)) }

func (d *Dropdown) pick(i int) {
	d.Offer(d.options, i)
	d.OnPick(i)
}

// open shows the menu below the field.
func (d *Dropdown) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(d)
	if c == nil {
		return
	}
	c.Focus(d)
	var items []*fyne.MenuItem
	for i, o := range d.options {
		item := fyne.NewMenuItem(o, func() { d.pick(i) })
		item.Checked = i == d.on
		items = append(items, item)
	}
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	m.ShowAtRelativePosition(fyne.NewPos(0, d.Size().Height+theme.Padding()), d)
	m.Resize(fyne.NewSize(max(m.Size().Width, d.Size().Width), m.Size().Height))
}
