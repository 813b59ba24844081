package vault

import (
	"context"

	"keytray/app/secret"
)

// Fetch reads any version's value.
func (v *Vault) Fetch(ctx context.Context, k Key, version Version) (secret.Value, error) {
	return v.fetch(ctx, k, version)
}
