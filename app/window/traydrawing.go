package window

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// trayShows is how many keys the drawing of the tray has room for.
const trayShows = 3

// trayKeys are the first keys of the tray's menu: those that are pinned, then
// the last added. The new one is among them: it is what the drawing is about.
func trayKeys(st api.State, k api.Key) []api.Key {
	keys := slices.DeleteFunc(slices.Clone(st.Keys), func(other api.Key) bool { return other.ID == k.ID })
	if k.AddedAt.IsZero() {
		k.AddedAt = k.Created
	}
	keys = append([]api.Key{k}, keys...)
	slices.SortStableFunc(keys, func(a, b api.Key) int {
		if a.Pinned != b.Pinned {
			if a.Pinned {
				return -1
			}
			return 1
		}
		return b.AddedAt.Compare(a.AddedAt)
	})
	first := keys[:min(len(keys), trayShows)]
	if !slices.ContainsFunc(first, func(other api.Key) bool { return other.ID == k.ID }) {
		first[len(first)-1] = k
	}
	return first
}

// drawTray draws a panel with our icon, and the menu below it.
func drawTray(st api.State, k api.Key, clock string) fyne.CanvasObject {
	panel := container.NewStack(newSolid(panelColor, 8), kit.Inset(container.NewHBox(layout.NewSpacer(),
		container.New(kit.Middle{}, container.New(square{16}, canvas.NewImageFromResource(kit.Icon("tray", theme.ColorNameForegroundOnPrimary)))),
		room(1), container.NewCenter(kit.NewLine(clock, kit.SizeCaption, theme.ColorNameForegroundOnPrimary))), 6, 6, 0, 12))
	item := func(words string, ink, ground fyne.ThemeColorName) fyne.CanvasObject {
		return container.NewStack(kit.NewPlate(ground, "", ""), kit.Inset(kit.NewLine(words, kit.SizeCaption, ink).Cut(), 3, 3, 13, 13))
	}
	needing := 0
	for _, other := range st.Keys {
		if other.NeedsRotating() {
			needing++
		}
	}
	rows := container.New(kit.Column{}, kit.Inset(item(text.NeedRotating(needing), kit.ColorMuted, ""), 6, 6, 0, 0), widget.NewSeparator(), room(4))
	for _, other := range trayKeys(st, k) {
		words := other.Name
		if section(other) == 0 {
			words += "   (" + text.Phase(other.Phase) + ")"
		}
		ink, ground := theme.ColorNameForeground, fyne.ThemeColorName("")
		if other.ID == k.ID {
			words, ink, ground = other.Name, theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary
		}
		rows.Add(item(words, ink, ground))
	}
	rows.Add(room(4))
	rows.Add(widget.NewSeparator())
	rows.Add(kit.Inset(item(text.T("Find a key…"), theme.ColorNameForeground, ""), 4, 4, 0, 0))
	menu := container.NewStack(kit.NewPlate(kit.ColorSurface, kit.ColorBorder2, theme.SizeNameInputRadius), kit.Inset(rows, 2, 2, 1, 1))
	return container.New(kit.Told{By: kit.Column{Gap: 6}, Words: text.T("A drawing: the tray's menu with %s in it.", k.Name)}, panel, menu)
}

// panelColor is a desktop's panel, dark in both themes.
var panelColor = kit.Rgb(0x26272B)

// newSolid is a filled rectangle in a colour of its own.
func newSolid(c color.Color, radius float32) fyne.CanvasObject {
	r := canvas.NewRectangle(c)
	r.CornerRadius = radius
	return r
}
