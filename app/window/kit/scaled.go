package kit

import "fyne.io/fyne/v2/theme"

// Scaled is a measure that grows with the person's text.
func Scaled(v float32) float32 { return v * theme.Size(theme.SizeNameText) / SizeBody }
