package filevault_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"keytray/app/keychain/filevault"
	"keytray/app/keychain/keychaintest"
)

func BenchmarkUnlock(b *testing.B) {
	path, p := filepath.Join(b.TempDir(), "vault.bin"), passphrase()
	v := filevault.New(path)
	if err := v.Create(context.Background(), p); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := v.Unlock(context.Background(), p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCalls(b *testing.B) {
	for _, n := range []int{10, 1000} {
		_, v, _ := create(b)
		var account string
		for range n {
			account, _ = add(b, v)
		}
		b.Run(fmt.Sprintf("Get of %d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := v.Get(context.Background(), account); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("Set of %d", n), func(b *testing.B) {
			for b.Loop() {
				if err := v.Set(context.Background(), account, "l", keychaintest.Random()); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("List of %d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := v.List(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
