package boards

import (
	"keytray/app/clipboard"
	"keytray/app/clipboard/wayland"
	"keytray/app/clipboard/x11"
)

func system(name string) clipboard.Board {
	switch name {
	case Auto:
		return newDesktop()
	case "x11":
		return x11.New("")
	case "wayland":
		return wayland.New()
	case "wl-copy":
		return wayland.NewTool()
	}
	return nil
}
