// Command emptywindow is a window of Fyne with one line of text: the least that a window of ours can cost. It is measured
// beside ours by package bench.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.New().NewWindow("Empty")
	w.SetContent(widget.NewLabel("The quick brown fox jumps over the lazy dog."))
	w.Resize(fyne.NewSize(980, 640)) // as large as ours
	w.ShowAndRun()
}
