package desktop

import (
	"github.com/ebitengine/purego"
)

// leavingSources: a lock may be told twice, and once more for unlocking. Sleep
// waits until it was told, for 30 seconds at most
// (https://developer.apple.com/library/archive/qa/qa1340/_index.html).
func leavingSources() []source { return []source{watchLockPosts, watchLockBroadcasts, watchSleep} }

const coreFoundation = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"

// bind points Go functions at those of a library, and says what is missing.
func bind(library string, functions map[string]any) (handle uintptr, err error) {
	handle, err = purego.Dlopen(library, purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return 0, err
	}
	for name, f := range functions {
		address, err := purego.Dlsym(handle, name)
		if err != nil {
			return 0, err
		}
		purego.RegisterFunc(f, address)
	}
	return handle, nil
}
