package pasteboard

import (
	"fmt"
	"runtime"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"keytray/app/clipboard"
)

// appKit is what is needed of the system's libraries.
type appKit struct {
	pasteboard, data, string objc.ID // classes

	pushPool func() uintptr
	popPool  func(uintptr)
}

var load = sync.OnceValues(func() (*appKit, error) {
	k := &appKit{}
	if _, err := purego.Dlopen("/System/Library/Frameworks/AppKit.framework/AppKit", purego.RTLD_LAZY|purego.RTLD_GLOBAL); err != nil {
		return nil, fmt.Errorf("%w: %w", clipboard.ErrTool, err)
	}
	runtimeLibrary, err := purego.Dlopen("/usr/lib/libobjc.A.dylib", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", clipboard.ErrTool, err)
	}
	for name, f := range map[string]any{"objc_autoreleasePoolPush": &k.pushPool, "objc_autoreleasePoolPop": &k.popPool} {
		address, err := purego.Dlsym(runtimeLibrary, name)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", clipboard.ErrTool, err)
		}
		purego.RegisterFunc(f, address)
	}
	for name, class := range map[string]*objc.ID{"NSPasteboard": &k.pasteboard, "NSData": &k.data, "NSString": &k.string} {
		if *class = objc.ID(objc.GetClass(name)); *class == 0 {
			return nil, fmt.Errorf("%w: there is no class %s", clipboard.ErrTool, name)
		}
	}
	return k, nil
})

// inPool calls f where Objective-C can leave its temporary objects. A pool
// belongs to a thread.
func (k *appKit) inPool(f func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	pool := k.pushPool()
	defer k.popPool(pool)
	return f()
}

var (
	generalPasteboard   = objc.RegisterName("generalPasteboard")
	changeCount         = objc.RegisterName("changeCount")
	clearContents       = objc.RegisterName("clearContents")
	prepareForNew       = objc.RegisterName("prepareForNewContentsWithOptions:")
	setDataForType      = objc.RegisterName("setData:forType:")
	dataForType         = objc.RegisterName("dataForType:")
	types               = objc.RegisterName("types")
	count               = objc.RegisterName("count")
	stringWithUTF8      = objc.RegisterName("stringWithUTF8String:")
	dataWithBytesLength = objc.RegisterName("dataWithBytes:length:")
	getBytesLength      = objc.RegisterName("getBytes:length:")
	length              = objc.RegisterName("length")
)

// general is the pasteboard that people copy to. It and all below are used
// within a pool.
type general struct {
	*appKit
	id objc.ID
}

func (k *appKit) general() (general, error) {
	id := k.pasteboard.Send(generalPasteboard)
	if id == 0 {
		return general{}, clipboard.ErrNoDisplay
	}
	return general{k, id}, nil
}

// changes grows with each change of owner: whenever somebody clears or copies.
func (g general) changes() int { return objc.Send[int](g.id, changeCount) }

// prepare empties the pasteboard for contents that stay on this computer.
func (g general) prepare() int { return objc.Send[int](g.id, prepareForNew, currentHostOnly) }

// clear empties the pasteboard and looks whether that helped.
func (g general) clear() error {
	now := objc.Send[int](g.id, clearContents)
	if left := objc.Send[uint](g.id.Send(types), count); left > 0 && g.changes() == now {
		return clipboard.ErrNotCleared
	}
	return nil
}

// set adds to what was prepared; false says that somebody else copied since.
func (g general) set(kind string, content []byte) bool {
	data := g.data.Send(dataWithBytesLength, unsafe.Pointer(unsafe.SliceData(content)), uint(len(content)))
	runtime.KeepAlive(content)
	return data != 0 && objc.Send[bool](g.id, setDataForType, data, g.name(kind))
}

// text gives the text on the pasteboard to f, if there is one; f does not keep it.
func (g general) text(f func([]byte)) (found bool) {
	data := g.id.Send(dataForType, g.name(text))
	if data == 0 {
		return false
	}
	b := make([]byte, objc.Send[uint](data, length))
	defer clear(b)
	if len(b) > 0 {
		data.Send(getBytesLength, unsafe.Pointer(unsafe.SliceData(b)), uint(len(b)))
	}
	f(b)
	return true
}

func (k *appKit) name(kind string) objc.ID { return k.string.Send(stringWithUTF8, kind) }
