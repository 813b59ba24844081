package window

import (
	"fyne.io/fyne/v2"

	"keytray/app/window/kit"
)

// leakFoot sets what takes the mark back and the way out side by side, and between them
// what the mark means; above them where that is not one line.
type leakFoot struct{ width float32 }

const leakFootGap, leakFootLine = 8, 400 // wide is the line at least

func (l *leakFoot) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+leakFootGap+o[2].MinSize().Width, l.place(o, l.width))
}

func (l *leakFoot) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width)
}

func (l *leakFoot) place(o []fyne.CanvasObject, width float32) (height float32) {
	back, marked, leaves := o[0], o[1], o[2]
	first, last := float32(0), leaves.MinSize()
	if back.Visible() {
		first = back.MinSize().Width
	}
	top, high := float32(0), max(back.MinSize().Height, last.Height)
	if between := width - first - last.Width - 2*leakFootGap; between >= leakFootLine {
		said := kit.HeightIn(marked, between)
		high = max(high, said)
		kit.At(marked, first+leakFootGap, (high-said)/2, between, said)
	} else if marked.Visible() {
		const edge = 12 // of the words of a button
		said := kit.HeightIn(marked, width-2*edge)
		kit.At(marked, edge, 4, width-2*edge, said)
		top = said + 2*leakFootGap
	}
	kit.At(back, 0, top+(high-back.MinSize().Height)/2, first, back.MinSize().Height)
	kit.At(leaves, width-last.Width, top+(high-last.Height)/2, last.Width, last.Height)
	return top + high
}
