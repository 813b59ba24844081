package text

import "testing"

// Speak says everything with a compiled catalogue until the test ends.
func Speak(t *testing.T, compiled []byte) {
	before := current.Load()
	t.Cleanup(func() { current.Store(before) })
	current.Store(&language{tag: "xx", words: words(compiled), plural: oneOrMany, form: british})
}

// SpeakTag is Use until the test ends.
func SpeakTag(t *testing.T, tag string) {
	before := current.Load()
	t.Cleanup(func() { current.Store(before) })
	Use(tag)
}
