//go:build windows

package win32

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"

	"keytray/app/clipboard"
)

// marks ask others to leave a value alone. The first three are Microsoft's: for
// all that watches the clipboard, for its history (Win+V), and for its copy in
// the cloud
// (https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats).
// The last is what clipboard managers agreed on before.
var marks = []string{
	"ExcludeClipboardContentFromMonitorProcessing", // any content
	"CanIncludeInClipboardHistory",                 // a DWORD, 0 for no
	"CanUploadToCloudClipboard",                    // a DWORD, 0 for no
	"Clipboard Viewer Ignore",                      // any content
}

// sizeofDWORD is the size of the zero in each mark.
const sizeofDWORD = 4

// item is one format of what is put on the clipboard.
type item struct {
	format uintptr
	memory memory
}

// items makes all that belongs to a value: the marks first, then the text.
func items(text []byte) (all []item, err error) {
	defer func() {
		if err != nil {
			free(all)
			all = nil
		}
	}()
	for _, name := range marks {
		format, err := register(name)
		if err != nil {
			return all, err
		}
		zero, err := allocate(sizeofDWORD)
		if err != nil {
			return all, err
		}
		all = append(all, item{format, zero})
	}
	n, err := units(text)
	if err != nil {
		return all, fmt.Errorf("%w: %w", clipboard.ErrTool, err)
	}
	m, err := allocate(2 * n)
	if err != nil {
		return all, err
	}
	all = append(all, item{formatUnicodeText, m})
	return all, m.useUnits(func(to []uint16) { encode(to[:n], text) })
}

// free gives back what the clipboard did not take over.
func free(items []item) {
	for _, i := range items {
		i.memory.free()
	}
}

func register(name string) (uintptr, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0, err
	}
	format, _, err := registerFormat.Call(uintptr(unsafe.Pointer(p)))
	if format == 0 {
		return 0, fmt.Errorf("%w: RegisterClipboardFormat: %w", clipboard.ErrTool, err)
	}
	return format, nil
}
