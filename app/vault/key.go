// Package vault is keys and their lives: what is known about each key, its
// versions, the index file, the journal that keeps index and keychain in step,
// the bin and the history. Values are only passed through to the keychain.
package vault

import (
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"time"

	"keytray/app/rotation"
)

// BinDays is how long a deleted key stays in the bin.
const BinDays = 30

// Key is what is known about one key. Its values are in the keychain.
type Key struct {
	ID           string            `json:"id"` // random, never used again
	Name         string            `json:"name"`
	Provider     string            `json:"provider"`
	Kind         string            `json:"kind,omitempty"` // of the provider's catalogue entry
	Env          string            `json:"env,omitempty"`
	Account      string            `json:"account,omitempty"`
	Tags         []string          `json:"tags,omitempty"`
	UsedBy       []Place           `json:"used_by,omitempty"`
	Notes        string            `json:"notes,omitempty"`
	Scopes       string            `json:"scopes,omitempty"`
	Limit        string            `json:"limit,omitempty"` // spending limit, as the person noted it
	Verified     Verified          `json:"verified,omitzero"`
	Pinned       bool              `json:"pinned,omitempty"`
	Muted        bool              `json:"muted,omitempty"`
	Policy       rotation.Policy   `json:"policy,omitzero"` // its own; zero fields: that of its provider, or of all keys
	Added        time.Time         `json:"added"`
	Versions     []Version         `json:"versions"`          // newest first
	Dropped      int               `json:"dropped,omitempty"` // highest number of a version that never came to be
	Exposed      Exposure          `json:"exposed,omitzero"`
	SnoozedUntil time.Time         `json:"snoozed_until,omitzero"`
	Reminded     rotation.Reminded `json:"reminded,omitzero"`
	Copied       Copies            `json:"copied,omitzero"`
	Case         Case              `json:"case,omitzero"`
	Deleted      time.Time         `json:"deleted,omitzero"`     // in the bin since
	Destroying   bool              `json:"destroying,omitempty"` // its items are being deleted: journal
}

// Version is one value of a key. Versions are separate keychain items: nothing
// is ever overwritten.
type Version struct {
	Number  int       `json:"number"`
	State   State     `json:"state"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"`
	Hint    string    `json:"hint,omitempty"`

	Holder      Holder `json:"holder,omitempty"`      // see HeldBy
	Sealed      bool   `json:"sealed,omitempty"`      // the item holds the key of a sealed file
	Fingerprint string `json:"fingerprint,omitempty"` // keyed: see printer
	Provider    string `json:"provider,omitempty"`    // of a previous one, if the key's is another since
	Kind        string `json:"kind,omitempty"`        // of the others than the current one, whose kind the key has
	Account     string `json:"account,omitempty"`     // likewise
	Wrong       bool   `json:"wrong,omitempty"`       // the person went back from it: see Back
	Back        int    `json:"back,omitempty"`        // journal: number of the version whose value this one brings back
	MovingTo    Holder `json:"moving_to,omitempty"`   // journal: a copy may be there that nobody relies on yet
	Leftover    Holder `json:"leftover,omitempty"`    // journal: an old copy may still be there
}

// State of a version.
type State string

// A version is pending from before its value goes to the keychain until it has
// been read back, then current, and previous after the next rotation. Revoked
// means that our copy is being deleted, destroyed that it is gone.
const (
	Pending   State = "pending"
	Current   State = "current"
	Previous  State = "previous"
	Revoked   State = "revoked"
	Destroyed State = "destroyed"
)

// Exposure is when and how somebody else may have seen the value.
type Exposure struct {
	At    time.Time `json:"at"`
	Where string    `json:"where,omitempty"` // repository, chat, screen, ai, computer or unsure
	Note  string    `json:"note,omitempty"`
}

// Verified is what the provider said of the current version last.
type Verified struct {
	At     time.Time `json:"at"`
	Result string    `json:"result"`
}

// Copies counts copies to the clipboard.
type Copies struct {
	Last  time.Time `json:"last"`
	Count int       `json:"count"`
}

// Item is the account name of a version's keychain item.
func (k Key) Item(number int) string { return fmt.Sprintf("%s.%d", k.ID, number) }

// Label is what keychain programs show for the key's items.
func (k Key) Label() string { return labelPrefix + k.Name }

const labelPrefix = "Keytray: "

// Current is the version to use; ok is false while the first one is pending.
func (k Key) Current() (v Version, ok bool) {
	for _, v := range k.Versions {
		if v.State == Current {
			return v, true
		}
	}
	return Version{}, false
}

// Previous counts the earlier values still held.
func (k Key) Previous() int {
	n := 0
	for _, v := range k.Versions {
		if v.State == Previous {
			n++
		}
	}
	return n
}

// Life is what rotation needs to know, with a policy for zero fields.
func (k Key) Life(fallback rotation.Policy) rotation.Life {
	v, _ := k.Current()
	return rotation.Life{
		Created: v.Created, Expires: v.Expires, Exposed: k.Exposed.At,
		SnoozedUntil: k.SnoozedUntil, Muted: k.Muted, Policy: k.Policy.Or(fallback),
		Begun: k.Case.Touched, Leaked: k.Case.Leaked.At,
	}
}

// BinEnds is when a deleted key is destroyed; zero if it is not in the bin.
func (k Key) BinEnds() time.Time {
	if k.Deleted.IsZero() {
		return time.Time{}
	}
	return k.Deleted.Add(BinDays * 24 * time.Hour)
}

// version finds a version to change.
func (k *Key) version(number int) *Version {
	for i := range k.Versions {
		if k.Versions[i].Number == number {
			return &k.Versions[i]
		}
	}
	return nil
}

// highest is the highest number that a version has or had. None is used twice: a
// call to the keychain that was given up may take effect at any time.
func (k Key) highest() int {
	n := k.Dropped
	for _, v := range k.Versions {
		n = max(n, v.Number)
	}
	return n
}

// settle sorts the versions and makes the newest value the current one; the
// values before it are previous, as rotation leaves them.
func (k *Key) settle() {
	slices.SortFunc(k.Versions, func(a, b Version) int { return b.Number - a.Number })
	state := Current
	for i := range k.Versions {
		if settled(k.Versions[i]) {
			k.Versions[i].State = state
			state = Previous
		}
	}
}

func settled(v Version) bool { return v.State == Current || v.State == Previous }

func (k Key) clone() Key {
	k.Tags, k.UsedBy, k.Versions = slices.Clone(k.Tags), slices.Clone(k.UsedBy), slices.Clone(k.Versions)
	return k
}

const idLength = 16

// newID has 80 random bits: no two keys of a person ever share one, and no
// command line takes it for an option.
func newID() string {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program instead
	return strings.ToLower(base32.StdEncoding.EncodeToString(b))
}
