//go:build linux

package x11

import (
	"bytes"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/e2e/session"
	"keytray/app/secret"
)

func TestTheBytesAreWiped(t *testing.T) {
	t.Parallel()
	s := session.New(t, session.Options{Keyring: session.NoService, NoBus: true, Display: true})
	b := New(s.Display)
	defer b.Close()
	put := func() []byte {
		if err := b.Put(t.Context(), clipboard.Offer{Value: secret.FromString("value")}); err != nil {
			t.Fatal(err)
		}
		return b.current.value // nobody asks for it: only Put has touched it
	}
	for after, end := range map[string]func(){
		"Clear":       func() { _ = b.Clear(t.Context()) },
		"another Put": func() { put() },
		"Close":       func() { _ = b.Close() },
		"the connection's end": func() {
			o := b.current
			o.abort()
			<-o.done
		},
	} {
		held := put()
		end()
		if !bytes.Equal(held, make([]byte, 5)) {
			t.Errorf("after %s they are %q", after, held)
		}
	}
}
