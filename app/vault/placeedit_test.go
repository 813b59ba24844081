package vault_test

import (
	"errors"
	"testing"

	"keytray/app/vault"
)

func TestARenamedPlaceKeepsWhatIsKnownOfIt(t *testing.T) {
	k := vault.Key{UsedBy: []vault.Place{{Location: "a", Has: 3}, {Location: "b"}}}
	if err := k.RenamePlace("a", " c "); err != nil || k.UsedBy[0] != (vault.Place{Location: "c", Has: 3}) {
		t.Errorf("%v: %+v", err, k.UsedBy)
	}
	if err := k.RenamePlace("c", "b"); !errors.Is(err, vault.ErrPlaceTaken) {
		t.Errorf("a name that is taken: %v", err)
	}
	if err := k.RenamePlace("gone", "d"); !errors.Is(err, vault.ErrNoPlace) {
		t.Errorf("a place that is gone: %v", err)
	}
	if err := k.RenamePlace("b", "b"); err != nil {
		t.Errorf("its own name: %v", err)
	}
}
