package session

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// sweepLimit is how long programs have to end by themselves once bus and display are gone.
const sweepLimit = 2 * time.Second

// sweep waits until the programs have ended that the session's programs started on their own account (an agent that
// outlives its command, a window, xclip), and kills those that have not: they would go on without a desktop, and write
// into a folder that is being removed. They are known by the session's home.
func (s *Session) sweep() {
	for end := time.Now().Add(sweepLimit); len(s.left()) > 0 && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
	for _, pid := range s.left() {
		if p, err := os.FindProcess(pid); err == nil {
			_ = p.Kill() // it may have ended by itself
		}
	}
}

// left lists the processes that live in the session's home.
func (s *Session) left() (pids []int) {
	ours := []byte("HOME=" + s.Home + "\x00")
	files, _ := filepath.Glob("/proc/[0-9]*/environ") // the pattern is well-formed
	for _, file := range files {
		environ, err := os.ReadFile(file) // empty for one that has ended
		if err != nil || !bytes.Contains(environ, ours) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
