package files

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// rename tries again for a second: a virus scanner or a reader that holds the
// target open makes the rename fail for a moment.
func rename(from, to string) error {
	end := time.Now().Add(time.Second)
	for {
		err := os.Rename(from, to)
		if err == nil || time.Now().After(end) ||
			!errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// syncDir has nothing to do: NTFS journals its folders.
func syncDir(string) error { return nil }
