//go:build unix

package desktop

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// tzif is the file of a zone that is always so many hours from UTC (RFC 9636).
func tzif(hours int32) []byte {
	b := append([]byte("TZif"), make([]byte, 16)...)
	for _, n := range []uint32{0, 0, 0, 0, 1, 4} { // one type, with a name of four bytes
		b = binary.BigEndian.AppendUint32(b, n)
	}
	b = binary.BigEndian.AppendUint32(b, uint32(hours*60*60))
	return append(b, 0, 0, 'X', 'Y', 'Z', 0)
}

func TestTheTimeFollowsAMoveToAnotherZone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "localtime")
	put := func(content []byte) { // the way systems do it: a new file in its place
		t.Helper()
		if err := os.WriteFile(path+".new", content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	z := zoneFile{path: path}
	offset := func() int {
		t.Helper()
		now := z.now()
		if d := time.Since(now); d < -time.Minute || d > time.Minute {
			t.Errorf("%v is another instant", now)
		}
		_, seconds := now.Zone()
		return seconds / 60 / 60
	}
	_, atStart := time.Now().Zone()
	for _, c := range []struct {
		what string
		file []byte
		want int
	}{
		{"at the start", tzif(1), atStart / 60 / 60},
		{"after a flight to Tokyo", tzif(9), 9},
		{"while the file is damaged", []byte("TZif"), 9},
		{"after the flight home", tzif(1), 1},
	} {
		put(c.file)
		for range 2 {
			if got := offset(); got != c.want {
				t.Errorf("%s it is %d h from UTC, want %d", c.what, got, c.want)
			}
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if got := offset(); got != 1 {
		t.Errorf("without the file it is %d h from UTC, want 1", got)
	}
}
