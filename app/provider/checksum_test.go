package provider_test

import (
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

func TestAMistypedKeyIsFoundByItsChecksum(t *testing.T) {
	r := random()
	kinds(func(p provider.Provider, k provider.Kind) {
		if k.Checksum == "" {
			return
		}
		summed := strings.IndexByte(k.Example, '.') >= 0 || len(providertest.Example(k.Example, r)) == len(k.Prefix)+36
		for range 50 {
			key := []byte(providertest.Key(k, r))
			if m, sure := provider.New().Recognise(key).Sure(); !sure || m.Mistyped {
				t.Fatalf("%s %s: a right key is mistyped, or not sure", p.ID, k.ID)
			}
			at := len(k.Prefix) + r.IntN(20)
			if key[at]++; !strings.ContainsRune("BCDEFGHIJbcdefghij12345678", rune(key[at])) {
				continue // out of its alphabet, perhaps
			}
			if m, sure := provider.New().Recognise(key).Sure(); !sure || m.Mistyped != summed {
				t.Fatalf("%s %s: a mistyped key is sure: %v, mistyped: %v", p.ID, k.ID, sure, m.Mistyped)
			}
		}
	})
}

// The CRC32 of 123456789 is the check value that every list of CRCs gives:
// cbf43926, https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat-bits.32.
func TestTheSumIsTheUsualCRC32(t *testing.T) {
	if got := providertest.Sum("123456789", "0123456789abcdef", 8); got != "cbf43926" {
		t.Errorf("it is %s", got)
	}
	if got := providertest.Sum("", "0123456789", 6); got != "000000" {
		t.Errorf("no sum is %s", got)
	}
}
