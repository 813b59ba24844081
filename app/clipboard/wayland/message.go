//go:build linux

package wayland

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// errGarbage says that the compositor sent what no compositor sends.
var errGarbage = errors.New("the compositor sent something that makes no sense")

// headerSize is the object's id, the opcode and the message's size.
const headerSize = 8

// message is one event from the compositor, or one request to it.
type message struct {
	object uint32
	opcode uint16
	args   []byte
}

// nextMessage takes a message off the front of what was received. Its size is 0
// if it has not arrived as a whole.
func nextMessage(b []byte) (m message, size int, err error) {
	if len(b) < headerSize {
		return message{}, 0, nil
	}
	second := binary.NativeEndian.Uint32(b[4:])
	size = int(second >> 16)
	if size < headerSize || size%4 != 0 {
		return message{}, 0, fmt.Errorf("%w: a message of %d bytes", errGarbage, size)
	}
	if len(b) < size {
		return message{}, 0, nil
	}
	m = message{object: binary.NativeEndian.Uint32(b), opcode: uint16(second), args: b[headerSize:size]}
	return m, size, nil
}

// bytes is the message as it is sent.
func (m message) bytes() []byte {
	size := headerSize + len(m.args)
	b := binary.NativeEndian.AppendUint32(make([]byte, 0, size), m.object)
	b = binary.NativeEndian.AppendUint32(b, uint32(size)<<16|uint32(m.opcode))
	return append(b, m.args...)
}

// request begins a message with numbers: ids of objects, and plain ones.
func request(object uint32, opcode uint16, numbers ...uint32) message {
	m := message{object: object, opcode: opcode}
	for _, n := range numbers {
		m.args = binary.NativeEndian.AppendUint32(m.args, n)
	}
	return m
}

// text appends a string: its length with a zero byte, the bytes, zeros to a
// multiple of four.
func (m message) text(s string) message {
	m.args = binary.NativeEndian.AppendUint32(m.args, uint32(len(s)+1))
	m.args = append(m.args, s...)
	m.args = append(m.args, make([]byte, 4-len(s)%4)...)
	return m
}

// number appends one number.
func (m message) number(n uint32) message {
	m.args = binary.NativeEndian.AppendUint32(m.args, n)
	return m
}

// reader reads a message's arguments. After an error it returns zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) number() uint32 {
	if len(r.rest) < 4 {
		r.err = fmt.Errorf("%w: a message is too short", errGarbage)
		r.rest = nil
		return 0
	}
	n := binary.NativeEndian.Uint32(r.rest)
	r.rest = r.rest[4:]
	return n
}

func (r *reader) text() string {
	size := uint64(r.number())
	padded := (size + 3) &^ 3
	if size == 0 { // no string at all
		return ""
	}
	if padded > uint64(len(r.rest)) || r.rest[size-1] != 0 {
		r.err = fmt.Errorf("%w: a string of %d bytes", errGarbage, size)
		r.rest = nil
		return ""
	}
	s := string(r.rest[:size-1])
	r.rest = r.rest[padded:]
	return s
}
