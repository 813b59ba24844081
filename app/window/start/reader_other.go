//go:build !windows || !accessibility

package start

import "fyne.io/fyne/v2"

// tellReader has nobody to tell: there is no bridge, or it has no focus of its own.
func tellReader(fyne.Window, func(func())) func(focus int) { return nil }
