//go:build !windows && !darwin

package xserver

import (
	"io"
	"log"
	"sync"

	"github.com/jezek/xgb"
)

// Raw is an event or an error of an extension, as it came.
type Raw []byte

func (r Raw) Bytes() []byte      { return r }
func (r Raw) String() string     { return "extension" }
func (r Raw) Error() string      { return "extension" }
func (r Raw) SequenceId() uint16 { return xgb.Get16(r[2:]) }
func (r Raw) BadId() uint32      { return xgb.Get32(r[4:]) }

// Tame sets what xgb keeps for the whole process, before the first
// connection, because its connections read that without a lock.
//
// It logs to stderr. It drops errors whose number it does not know, and the
// caller waits forever. The Init functions of its extensions add to the same
// maps later: a fatal "concurrent map read and map write" if there is another
// connection. So every number that extensions may have is known from the start,
// and nothing here calls an Init.
var Tame = sync.OnceFunc(func() {
	xgb.Logger = log.New(io.Discard, "", 0)
	for n := 64; n < 128; n++ {
		if xgb.NewEventFuncs[n] == nil {
			xgb.NewEventFuncs[n] = func(buf []byte) xgb.Event { return Raw(buf) }
		}
	}
	for n := 1; n < 256; n++ {
		if xgb.NewErrorFuncs[n] == nil {
			xgb.NewErrorFuncs[n] = func(buf []byte) xgb.Error { return Raw(buf) }
		}
	}
})

// Enable does what the Init of an extension does, for one connection.
func Enable(x *xgb.Conn, extension string, opcode byte) {
	x.ExtLock.Lock()
	defer x.ExtLock.Unlock()
	x.Extensions[extension] = opcode
}
