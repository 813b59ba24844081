//go:build windows

package win32

import "golang.org/x/sys/windows"

// The procedures of Windows; all of them exist since Vista.
var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	kernel32 = windows.NewLazySystemDLL("kernel32.dll")

	openClipboard     = user32.NewProc("OpenClipboard")
	closeClipboard    = user32.NewProc("CloseClipboard")
	emptyClipboard    = user32.NewProc("EmptyClipboard")
	setClipboardData  = user32.NewProc("SetClipboardData")
	getClipboardData  = user32.NewProc("GetClipboardData")
	getClipboardOwner = user32.NewProc("GetClipboardOwner")
	getSequenceNumber = user32.NewProc("GetClipboardSequenceNumber")
	isFormatAvailable = user32.NewProc("IsClipboardFormatAvailable")
	registerFormat    = user32.NewProc("RegisterClipboardFormatW")
	addFormatListener = user32.NewProc("AddClipboardFormatListener")
	createWindow      = user32.NewProc("CreateWindowExW")
	destroyWindow     = user32.NewProc("DestroyWindow")
	getMessage        = user32.NewProc("GetMessageW")
	peekMessage       = user32.NewProc("PeekMessageW")
	postMessage       = user32.NewProc("PostMessageW")
	dispatchMessage   = user32.NewProc("DispatchMessageW")
	globalAlloc       = kernel32.NewProc("GlobalAlloc")
	globalFree        = kernel32.NewProc("GlobalFree")
	globalLock        = kernel32.NewProc("GlobalLock")
	globalUnlock      = kernel32.NewProc("GlobalUnlock")
	globalSize        = kernel32.NewProc("GlobalSize")
)

const (
	formatUnicodeText = 13 // CF_UNICODETEXT
	memoryMoveable    = 2  // GMEM_MOVEABLE

	messageClipboardUpdate = 0x031D // WM_CLIPBOARDUPDATE
	messageWork            = 0x8000 // WM_APP: there is work on the channel

	peekSent = 0x40 << 16 // PM_NOREMOVE | PM_QS_SENDMESSAGE

	messageOnly = ^uintptr(2) // HWND_MESSAGE, which is -3
)

// message is MSG.
type message struct {
	window  uintptr
	number  uint32
	wParam  uintptr
	lParam  uintptr
	time    uint32
	point   struct{ x, y int32 }
	private uint32
}
