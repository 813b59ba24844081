package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"keytray/app/seal"
)

// unsealed finds those whose sealed file cannot be right, without its key.
func (v *Vault) unsealed(ctx context.Context, sealed []Missing) ([]Missing, error) {
	var all []Missing
	for _, m := range sealed {
		item := Key{ID: m.ID}.Item(m.Number)
		if m.File = v.sealedPath(item); !v.whole(item) {
			all = append(all, m)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	x, err := v.Index(ctx) // it says so before a file is deleted
	if err != nil {
		return nil, err
	}
	return stillThere(newEntries(x), all), nil
}

func stillThere(now entries, all []Missing) (left []Missing) {
	for _, m := range all {
		k := now[m.ID]
		if k == nil || k.Destroying {
			continue
		}
		if version := k.version(m.Number); version != nil && settled(*version) {
			left = append(left, m)
		}
	}
	return left
}

// whole tells whether a value's sealed file can be one, as far as its length tells.
func (v *Vault) whole(item string) bool {
	info, err := os.Stat(v.sealedPath(item))
	if errors.Is(err, fs.ErrNotExist) {
		info, err = os.Stat(v.forgottenPath(item)) // it is taken back when it is read
	}
	return err == nil && info.Mode().IsRegular() && info.Size() >= int64(seal.Overhead+len(dekPrefix))
}
