package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is how Keytray looks: its palette and sizes, Fyne's fonts and icons.
type Theme struct {
	Only *fyne.ThemeVariant // light or dark always; nil follows the system
}

// ThemeNamed is the theme that a setting names: light, dark, or what the system says.
func ThemeNamed(name string) Theme {
	light, dark := theme.VariantLight, theme.VariantDark
	switch name {
	case "light":
		return Theme{Only: &light}
	case "dark":
		return Theme{Only: &dark}
	}
	return Theme{}
}

// Color looks a name up in the palette; what is not in it is Fyne's own.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.Only != nil {
		variant = *t.Only
	}
	dark := variant != theme.VariantLight
	switch name {
	case theme.ColorNameFocus:
		// Stock widgets fill themselves with it under their text, so it lets
		// the ground through. Our own draw a ring in the primary colour.
		c := t.Color(theme.ColorNamePrimary, variant).(color.NRGBA)
		c.A = 0x66
		return c
	case theme.ColorNameShadow:
		if dark {
			return color.NRGBA{A: 0x80}
		}
		return color.NRGBA{R: 0x1E, G: 0x1C, B: 0x14, A: 0x24}
	}
	p, ours := palette[name]
	switch {
	case !ours:
		return theme.DefaultTheme().Color(name, variant)
	case dark:
		return Rgb(p.dark)
	}
	return Rgb(p.light)
}

// Size returns the sizes that differ from Fyne's.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNamePadding, theme.SizeNameLineSpacing, theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameInnerPadding:
		return 7
	case theme.SizeNameInlineIcon:
		return 18
	case theme.SizeNameScrollBar, theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 8
	case theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return 9
	case theme.SizeNameDialogRadius:
		return 14
	case theme.SizeNameCardRadius:
		return 12
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameText:
		return SizeBody
	case theme.SizeNameHeadingText:
		return SizeTitle
	case theme.SizeNameSubHeadingText:
		return SizeSection
	case theme.SizeNameCaptionText:
		return SizeCaption
	case SizeNameWelcome:
		return sizeWelcome
	case SizeNameSmall:
		return SizeSmall
	}
	return theme.DefaultTheme().Size(name)
}

// Font is Fyne's own.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(s) }

// Icon is Fyne's own, but for what its widgets show beside icons of ours.
func (t Theme) Icon(n fyne.ThemeIconName) fyne.Resource {
	switch n {
	case theme.IconNameVisibility:
		return Icon("eye", ColorMuted)
	case theme.IconNameVisibilityOff:
		return Icon("eye-off", ColorMuted)
	case theme.IconNameArrowDropDown:
		return Icon("down", theme.ColorNameForeground)
	case theme.IconNameCheckButton:
		return Icon("box", theme.ColorNameInputBorder)
	case theme.IconNameCheckButtonChecked:
		return Icon("box-checked", theme.ColorNamePrimary)
	case theme.IconNameCheckButtonFill:
		return Icon("box-fill", theme.ColorNameInputBackground)
	}
	return theme.DefaultTheme().Icon(n)
}
