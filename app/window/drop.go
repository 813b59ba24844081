package window

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"keytray/app/provider"
	"keytray/app/text"
)

// mostDropped is how much of a file is read: more than the longest key.
const mostDropped = 1 << 20

// dropped is for files that are dropped anywhere in the window: the key in one is set
// up, or taken by the step that waits for one. A file with several is not searched for
// the one that may be meant.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	switch {
	case len(files) == 0:
	case w.p.Window.Canvas().Overlays().Top() != nil:
		w.toasting(message{text: text.T("Close what lies over the page first, then drop the file again"), bad: true})
	case len(files) > 1 || files[0].Scheme() != "file":
		w.toasting(message{text: text.T("Drop one file with a key in it"), bad: true})
	default:
		path, on := files[0].Path(), w.page
		go func() { // a disk may be slow
			content, err := readDropped(path)
			w.hand(content, func() {
				if w.page != on || w.p.Window.Canvas().Overlays().Top() != nil {
					w.toasting(message{text: text.T("The file came too late for the page it was dropped on. Drop it again."), bad: true})
					return
				}
				w.takeFile(content, err)
			})
		}()
	}
}

// hand lets take have what was read, on the UI goroutine, and wipes it after that. A window
// that is closed takes nothing any more; then it is wiped all the same.
func (w *Window) hand(content []byte, take func()) {
	var claimed atomic.Bool // by one of the two
	taken := make(chan struct{})
	w.p.Post(func() {
		if claimed.CompareAndSwap(false, true) {
			defer close(taken)
			defer clear(content)
			take()
		}
	})
	select {
	case <-taken:
	case <-w.ctx.Done():
		if claimed.CompareAndSwap(false, true) {
			clear(content)
		}
	}
}

var errTooLarge = errors.New("too large for a key")

// readDropped reads a small file, and nothing that would have to be waited for.
func readDropped(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, os.ErrInvalid
	case info.Size() > mostDropped:
		return nil, errTooLarge
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content := make([]byte, info.Size()) // at once: growing would leave copies behind
	n, err := io.ReadFull(f, content)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // it is shorter by now, or empty
	}
	return content[:n], err
}

// takeFile takes the key of a file, or says why it takes none.
func (w *Window) takeFile(content []byte, err error) {
	refuse := func(why string) { w.toasting(message{text: why, bad: true}) }
	switch {
	case w.mends():
		refuse(text.T("Finish this page first, then drop the file again"))
		return
	case errors.Is(err, errTooLarge):
		refuse(text.T("That file is too large for a key"))
		return
	case err != nil:
		refuse(text.T("That file cannot be read"))
		return
	}
	switch key, n := w.keyIn(content); n {
	case 0:
		refuse(text.T("No key was found in that file"))
	case 1:
		w.takeText(string(key))
	default:
		refuse(text.T("There are several keys in that file. Copy one of them and paste it here."))
	}
}

// keyIn is the text of a file with the one key in it, and how many keys there are; the
// text may be a line of settings.
func (w *Window) keyIn(content []byte) (key []byte, n int) {
	switch w.catalogue().Recognise(content).Problem {
	case provider.Empty:
		return nil, 0
	case provider.File, provider.SeveralKeys, provider.Control:
	default:
		return content, 1
	}
	for line := range bytes.Lines(content) {
		if w.catalogue().HasKey(line) {
			key = line
			n++
		}
	}
	return key, n
}

// takeText gives a key that came from outside to the step that waits for one, or sets
// it up.
func (w *Window) takeText(key string) {
	if z, takes := w.page.(interface{ pasteText(string) }); takes {
		z.pasteText(key)
	} else if w.mayGo() {
		w.openSetup().pasted(key)
	}
}
