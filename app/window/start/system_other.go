//go:build windows || darwin

package start

import "fyne.io/fyne/v2"

// toolkitKnows: the system tells the toolkit at once.
const toolkitKnows = true

func askDesktop() <-chan fyne.ThemeVariant { return nil }
