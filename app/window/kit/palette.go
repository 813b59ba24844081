package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colour names of our own, beside Fyne's.
const (
	ColorSurface = fyne.ThemeColorName("surface") // detail pane, cards, dialogs
	ColorSunken  = fyne.ThemeColorName("sunken")  // value card
	ColorBorder2 = fyne.ThemeColorName("border2") // button outline
	ColorMuted   = fyne.ThemeColorName("muted")   // second lines, captions
	ColorSoft    = fyne.ThemeColorName("soft")    // soft button

	ColorToastLink = fyne.ThemeColorName("toastLink") // on the colour of text
)

// Tone is one of the four colours of a phase.
type Tone string

const (
	ToneText Tone = "Text" // words
	ToneFill Tone = "Fill" // knob, glyph, current zone
	ToneMid  Tone = "Mid"  // zone already passed
	ToneTint Tone = "Tint" // zone ahead, banner, pill
)

// PhaseColor names the colour of a phase; one this build does not know looks fresh.
func PhaseColor(phase string, t Tone) fyne.ThemeColorName {
	name := fyne.ThemeColorName(phase + string(t))
	if _, known := palette[name]; known {
		return name
	}
	return fyne.ThemeColorName("fresh" + string(t))
}

type pair struct{ light, dark uint32 }

// palette holds every colour, light and dark, as 0xRRGGBB. The contrasts
// between them are tested.
var palette = map[fyne.ThemeColorName]pair{
	theme.ColorNameBackground:          {0xF5F4F0, 0x17181B},
	theme.ColorNameMenuBackground:      {0xFFFFFF, 0x1F2125},
	theme.ColorNameOverlayBackground:   {0xFFFFFF, 0x1F2125},
	theme.ColorNameInputBackground:     {0xFFFFFF, 0x1F2125},
	theme.ColorNameHeaderBackground:    {0xF5F4F0, 0x17181B},
	theme.ColorNameButton:              {0xFFFFFF, 0x1F2125},
	theme.ColorNameHover:               {0xECEAE4, 0x2A2D33},
	theme.ColorNamePressed:             {0xDEDBD3, 0x34373E},
	theme.ColorNameDisabledButton:      {0xECEAE4, 0x2A2D33},
	theme.ColorNameSelection:           {0xE6EBFB, 0x28314F},
	theme.ColorNameSeparator:           {0xDEDBD3, 0x34373E},
	theme.ColorNameScrollBar:           {0xC6C2B7, 0x4A4E57},
	theme.ColorNameScrollBarBackground: {0xF5F4F0, 0x17181B},
	theme.ColorNameInputBorder:         {0x918D83, 0x737883},
	theme.ColorNameForeground:          {0x1E2024, 0xECEDEF},
	theme.ColorNamePlaceHolder:         {0x63656D, 0x9DA1AA},
	theme.ColorNameDisabled:            {0x63656D, 0x9DA1AA},
	theme.ColorNamePrimary:             {0x2B50C8, 0x4A66E0},
	theme.ColorNameHyperlink:           {0x2B50C8, 0xA3B6FF},
	theme.ColorNameForegroundOnPrimary: {0xFFFFFF, 0xFFFFFF},
	theme.ColorNameError:               {0xB42A1E, 0xB42A1E},
	theme.ColorNameForegroundOnError:   {0xFFFFFF, 0xFFFFFF},

	ColorSurface: {0xFFFFFF, 0x1F2125},
	ColorSunken:  {0xFAF9F6, 0x191B1E},
	ColorBorder2: {0xC6C2B7, 0x4A4E57},
	ColorMuted:   {0x5C5E66, 0xA9ACB4},
	ColorSoft:    {0xE6EBFB, 0x28314F},

	ColorToastLink: {0xA3B6FF, 0x2B50C8},

	"freshText": {0x1F7446, 0x74D19E}, "freshFill": {0x3B9B68, 0x43A873}, "freshMid": {0x9ED0B3, 0x2F6F4E}, "freshTint": {0xDCEFE3, 0x1F3A2C},
	"dueText": {0x855300, 0xF0BE5A}, "dueFill": {0xBA8110, 0xDDA02B}, "dueMid": {0xEAC882, 0x8A6A28}, "dueTint": {0xFBEBC8, 0x43351A},
	"overdueText": {0xAE271B, 0xFF958A}, "overdueFill": {0xD9483B, 0xE25F52}, "overdueMid": {0xEDA39C, 0x94433B}, "overdueTint": {0xF9DEDA, 0x4A2522},
	"expiredText": {0x55525C, 0xB8B5C0}, "expiredFill": {0x77747F, 0x85828E}, "expiredMid": {0xB9B6BF, 0x5A5863}, "expiredTint": {0xE5E3E8, 0x33323A},
	"exposedText": {0x9C1269, 0xFF93CD}, "exposedFill": {0xC42A8A, 0xD6499E}, "exposedMid": {0xE39AC6, 0x8E3A6D}, "exposedTint": {0xF8DCEC, 0x4A2039},
}

// Tiles are the colours behind a monogram, the same in both themes.
var Tiles = []uint32{
	0x0F766E, 0x9A3412, 0x3F4756, 0x1D5FAE, 0x4338CA, 0x8A5A00, 0x6D28D9, 0xB0410E, 0x9F1239, 0x2F4FB5, 0x334155,
	0x4D6B11, 0x9A4A0B, 0x0E6B74, 0x6B4A2F, 0x1B4B7A, 0x44403C, 0xA11D2B, 0x86198F, 0x374151, 0x155E75,
}

func Rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
