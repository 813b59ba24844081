package provider

import "math"

// set is a set of bytes.
type set [4]uint64

var full = set{math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxUint64}

func (s *set) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *set) has(b byte) bool { return s[b>>6]&(1<<(b&63)) != 0 }

// within tells whether all of s is in t.
func (s *set) within(t *set) bool {
	return s[0]&^t[0]|s[1]&^t[1]|s[2]&^t[2]|s[3]&^t[3] == 0
}

// bytesOf are the bytes of a text.
func bytesOf(text []byte) set {
	var s set
	for _, b := range text {
		s.add(b)
	}
	return s
}
