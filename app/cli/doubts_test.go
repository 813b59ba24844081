package cli

import (
	"crypto/rand"
	"testing"
)

func TestAPartOfTheOldValueIsNoticed(t *testing.T) {
	old := []byte(rand.Text())
	other := []byte(rand.Text())
	for what, c := range map[string]struct {
		pasted []byte
		doubt  bool
	}{
		"its beginning":         {old[:20], true},
		"its end":               {old[6:], true},
		"pasted twice":          {append(append([]byte{}, old...), old...), true},
		"another one":           {other, false},
		"the same one":          {old, false}, // that is refused, and told otherwise
		"too short to tell":     {old[:7], false},
		"nothing at all":        {nil, false},
		"another one and a bit": {append(append([]byte{}, other...), old[:10]...), false},
	} {
		if got := len(partOf(old, c.pasted)) > 0; got != c.doubt {
			t.Errorf("%s: doubted is %v", what, got)
		}
	}
}
