package cli

import (
	"os"
	"strconv"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// pty is a terminal and its other side.
func pty(t *testing.T) (terminal, person *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = person.Close() })
	n, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	terminal, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = terminal.Close() })
	return terminal, person
}

func TestWhoReadsLateLeavesTheTerminalAsItIs(t *testing.T) {
	terminal, person := pty(t)
	fd := int(terminal.Fd())
	modes := func() uint32 {
		t.Helper()
		m, err := unix.IoctlGetTermios(fd, unix.TCGETS)
		if err != nil {
			t.Fatal(err)
		}
		return m.Lflag & (unix.ECHO | unix.ICANON)
	}
	before := modes()
	h := hide(fd)
	if modes()&unix.ECHO != 0 {
		t.Error("what is typed is shown")
	}
	h.restore() // as after Ctrl-C, when nobody has begun to read
	if _, err := person.WriteString("one\ntwo\n"); err != nil {
		t.Fatal(err)
	}
	if line, err := h.paste(); err != nil || string(line) != "one" || modes() != before {
		t.Errorf("modes %x, before %x (%v)", modes(), before, err)
	}
}
