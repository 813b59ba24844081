package agent

import "keytray/app/vault"

// behind are the places that do not have the current value, as far as is known.
func behind(k vault.Key) (all []string) {
	current, _ := k.Current()
	for _, p := range k.UsedBy {
		if p.Has != current.Number {
			all = append(all, p.Location)
		}
	}
	return all
}
