package keychaintest_test

import (
	"testing"

	"keytray/app/keychain/keychaintest"
)

func TestMemoryKeepsTheContract(t *testing.T) {
	keychaintest.Run(t, keychaintest.New())
}
