package windowtest

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

func TestAPaleTextIsFound(t *testing.T) {
	n := &inks{}
	white := canvas.NewRectangle(color.White)
	white.Resize(fyne.NewSize(100, 20))
	pale := canvas.NewText("pale", color.NRGBA{R: 0xAA, G: 0xAA, B: 0xAA, A: 0xFF})
	pale.Resize(pale.MinSize())
	n.walk(container.NewWithoutLayout(white, pale), fyne.Position{}, painted{size: fyne.NewPos(100, 20)})
	if len(n.texts) != 1 || Contrast(n.texts[0].color, n.texts[0].lieOn) > 2.4 {
		t.Errorf("got %+v", n.texts)
	}
}
