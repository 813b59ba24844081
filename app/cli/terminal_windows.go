package cli

import (
	"io"
	"os"
)

// terminal is the person's, also when stdin and stdout are pipes.
func terminal() (in *os.File, out io.Writer, err error) {
	f, err := os.OpenFile("CONIN$", os.O_RDWR, 0)
	return f, os.Stderr, err
}
