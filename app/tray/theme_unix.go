//go:build !windows && !darwin

package tray

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"keytray/assets"
)

// theme is a folder with the icons as panels look for them: an icon theme called hicolor, the one that all others fall
// back to (freedesktop.org, Icon Theme Specification). Its last part must be "icons": KDE reads no other. "" is none.
type theme struct{ dir string }

// open begins an empty theme. Where it cannot be written, panels have the pictures in the messages.
func (t *theme) open() {
	if t.dir == "" {
		return
	}
	t.remove() // of a run that was killed
	var folders []string
	var index strings.Builder
	for _, size := range assets.TraySizes {
		folders = append(folders, folder(size))
		fmt.Fprintf(&index, "\n[%s]\nSize=%d\nType=Fixed\nContext=Applications\n", folder(size), size)
	}
	head := "[Icon Theme]\nName=Keytray\nComment=Icons of Keytray\nDirectories=" + strings.Join(folders, ",") + "\n"
	if t.write("index.theme", []byte(head+index.String())) != nil {
		t.dir = ""
	}
}

func folder(size int) string { return fmt.Sprintf("%dx%[1]d/apps", size) }

// icon is the name by which a panel finds the icon, which is written when it is first shown; "" where there is no theme.
func (t *theme) icon(state, panel string) string {
	if t.dir == "" {
		return ""
	}
	name := "keytray-" + state + "-" + panel
	for _, size := range assets.TraySizes {
		file := filepath.Join(folder(size), name+".png")
		if _, err := os.Lstat(filepath.Join(t.dir, "hicolor", file)); err == nil {
			continue
		}
		if t.write(file, assets.TrayIcon(state, panel, size)) != nil {
			return ""
		}
	}
	return name
}

func (t *theme) write(file string, content []byte) error {
	path := filepath.Join(t.dir, "hicolor", file)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o600)
}

func (t *theme) remove() {
	if t.dir != "" {
		_ = os.RemoveAll(t.dir) // in a folder that the log-out empties
	}
}

// pixmap is a picture as it travels in a message: lines of pixels, each alpha, red, green and blue.
type pixmap struct {
	Width, Height int32
	Pixels        []byte
}

// pixmaps are an icon in the sizes of common panels.
func pixmaps(state, panel string) (all []pixmap) {
	for _, size := range []int{16, 22, 24, 32, 48} {
		m, err := png.Decode(bytes.NewReader(assets.TrayIcon(state, panel, size)))
		if picture, is := m.(*image.NRGBA); is && err == nil { // as all of ours are: tested where they are drawn
			all = append(all, pixmap{int32(size), int32(size), alphaFirst(picture.Pix)})
		}
	}
	return all
}

// alphaFirst moves alpha from behind the colours to their front.
func alphaFirst(pixels []byte) []byte {
	for i := 0; i < len(pixels); i += 4 {
		p := pixels[i : i+4]
		p[0], p[1], p[2], p[3] = p[3], p[0], p[1], p[2]
	}
	return pixels
}
