package window

import "cmp"

// chosenKey is the key that is chosen in a list whose rows change by themselves. It stays with
// its key wherever that goes, and takes no other in the place of one that is gone: nobody
// would expect Enter to be about that.
type chosenKey struct {
	id     string // "" for none
	missed string // the key that was chosen until a state took it away
}

// follow is the row of the chosen key among the keys that there are now, -1 for none. Where
// none was chosen yet it is the first.
func (c *chosenKey) follow(ids []string) int {
	had := cmp.Or(c.id, c.missed)
	for i, id := range ids {
		if had == "" || id == had {
			*c = chosenKey{id: id}
			return i
		}
	}
	*c = chosenKey{missed: had}
	return -1
}

// take chooses row i; -1 chooses none.
func (c *chosenKey) take(ids []string, i int) {
	*c = chosenKey{}
	if i >= 0 && i < len(ids) {
		c.id = ids[i]
	}
}
