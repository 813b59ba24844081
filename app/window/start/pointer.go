package start

import (
	"github.com/go-gl/glfw/v3.4/glfw"
)

// screen is a screen's place among the others, in the units of the system.
type screen struct{ x, y, width, height int }

func (s screen) has(x, y int) bool {
	return x >= s.x && y >= s.y && x < s.x+s.width && y < s.y+s.height
}

// at is the screen with a point on it.
func at(all []screen, x, y int) (screen, bool) {
	for _, s := range all {
		if s.has(x, y) {
			return s, true
		}
	}
	return screen{}, false
}

// pointerScreen is the screen on which the pointer is. There is none where the system
// does not tell, and no need where there is one screen only. It must run on the main
// goroutine, after the driver has opened the display.
func pointerScreen() (screen, bool) {
	monitors := glfw.GetMonitors()
	if len(monitors) < 2 || glfw.GetPlatform() == glfw.PlatformWayland {
		return screen{}, false
	}
	var all []screen
	for _, m := range monitors {
		x, y := m.GetPos()
		if mode := m.GetVideoMode(); mode != nil {
			all = append(all, screen{x, y, mode.Width, mode.Height})
		}
	}
	x, y, ok := pointer()
	if !ok {
		return screen{}, false
	}
	return at(all, x, y)
}

// pointer is where the pointer is. GLFW tells it of a window only, so a hidden one is
// made for the question.
func pointer() (x, y int, ok bool) {
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ClientAPI, glfw.NoAPI)
	defer glfw.DefaultWindowHints()
	w, err := glfw.CreateWindow(1, 1, "", nil, nil)
	if err != nil {
		return 0, 0, false
	}
	defer w.Destroy()
	left, top := w.GetPos()
	dx, dy := w.GetCursorPos()
	return left + int(dx), top + int(dy), true
}
