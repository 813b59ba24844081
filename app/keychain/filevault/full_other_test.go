//go:build !unix

package filevault_test

import (
	"keytray/app/keychain/filevault"
	"keytray/app/secret"
)

func limited(*filevault.Vault, secret.Value) {}
