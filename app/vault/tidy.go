package vault

import (
	"context"
	"errors"
	"slices"

	"keytray/app/keychain"
)

func (k Key) moving() bool {
	return slices.ContainsFunc(k.Versions, Version.moving)
}

func (v Version) moving() bool { return v.MovingTo != "" || v.Leftover != "" }

// tidyMove deletes the copies that nobody relies on. It must hold the key's lock.
func (v *Vault) tidyMove(ctx context.Context, id string) error {
	k, err := v.entry(ctx, id)
	if errors.As(err, new(*NotFoundError)) {
		return nil
	}
	if err != nil || !k.moving() {
		return err
	}
	home := map[int]Holder{}
	for _, version := range k.Versions {
		if home[version.Number], err = v.tidyVersion(ctx, k, version); err != nil {
			return err
		}
	}
	_, err = v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		for i := range k.Versions {
			version := &k.Versions[i]
			if h, ok := home[version.Number]; ok && version.Held() {
				version.Holder, version.MovingTo, version.Leftover = h.written(), "", ""
			}
		}
		return nil
	})
	return err
}

// tidyVersion leaves one copy and returns where: with the holder, unless the
// index went back and the value is elsewhere. No copy goes before another is seen.
func (v *Vault) tidyVersion(ctx context.Context, k Key, version Version) (Holder, error) {
	homes, item := version.homes(), k.Item(version.Number)
	if len(homes) == 1 {
		return homes[0], nil
	}
	home := homes[0]
	for _, h := range homes {
		value, err := v.at(h).Get(ctx, item)
		value.Wipe()
		if err == nil {
			home = h
			break
		}
		if !errors.Is(err, keychain.ErrNotFound) {
			return "", err
		}
	}
	for _, h := range homes {
		if h == home {
			continue
		}
		if err := eraseItem(ctx, v.at(h), item); err != nil {
			return "", err
		}
	}
	return home, nil
}
