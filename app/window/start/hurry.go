package start

import (
	"context"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/window/kit"
)

// Until the first frame is drawn nothing is collected: all that is made for it stays,
// and the collector would take the time of the one core that draws. The limit is for a
// start that needs more than anybody has seen.
const (
	hurryFor   = 500 * time.Millisecond
	hurryLimit = 256 << 20 // bytes
)

// hurry saves that time, and gives the memory back afterwards.
func hurry() {
	usual := debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(hurryLimit)
	time.AfterFunc(hurryFor, func() {
		debug.SetGCPercent(usual)
		debug.SetMemoryLimit(limit)
		debug.FreeOSMemory()
	})
}

// firstFrame is how long nothing newer is asked for than what the first frame shows: it
// would be laid out in its time.
const firstFrame = 200 * time.Millisecond

func drawFirst(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(firstFrame):
	}
}

// parseFonts reads the fonts while the main thread waits for the display. Each face
// takes as long as drawing a window.
func parseFonts() (done <-chan struct{}) {
	parsed := make(chan struct{})
	go func() {
		defer close(parsed)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
			kit.Measure("x", theme.DefaultTheme().Size(theme.SizeNameText), style)
		}
	}()
	return parsed
}
