//go:build windows

package win32

import (
	"fmt"
	"unsafe"

	"keytray/app/clipboard"
)

// memory is a moveable block of the global heap, the only kind that the
// clipboard takes.
type memory uintptr

// allocate returns a block of zeros. It is given to the clipboard or freed.
func allocate(size int) (memory, error) {
	const zeroed = 0x40 // GMEM_ZEROINIT
	h, _, err := globalAlloc.Call(memoryMoveable|zeroed, uintptr(size))
	if h == 0 {
		return 0, fmt.Errorf("%w: GlobalAlloc: %w", clipboard.ErrTool, err)
	}
	return memory(h), nil
}

// use gives the bytes of a block to f, while they do not move.
func (m memory) use(f func([]byte)) error {
	p, _, err := globalLock.Call(uintptr(m))
	if p == 0 {
		return fmt.Errorf("%w: GlobalLock: %w", clipboard.ErrTool, err)
	}
	defer globalUnlock.Call(uintptr(m))
	size, _, _ := globalSize.Call(uintptr(m))
	// The address is no Go memory: the detour tells vet that it is meant.
	f(unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), int(size)))
	return nil
}

// useUnits is use for UTF-16.
func (m memory) useUnits(f func([]uint16)) error {
	return m.use(func(b []byte) {
		f(unsafe.Slice((*uint16)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/2))
	})
}

// free wipes a block and gives it back.
func (m memory) free() {
	_ = m.use(func(b []byte) { clear(b) })
	_, _, _ = globalFree.Call(uintptr(m))
}
