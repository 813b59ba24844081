package session

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	sweepLimit = 2 * time.Second      // for what is left to end by itself, once bus and display are gone
	killLimit  = 10 * time.Second     // for what is killed to be gone
	lookPause  = 5 * time.Millisecond // between two looks
)

// endPrograms kills the programs that live in the session's home and are none of its own: those of the caller, and what
// they started on their own account (an agent that outlives its command, a window, xclip). Bus and display are still
// there then: the number of a display that has ended is the next session's, and an agent goes back to a display that
// comes back, and takes the keys there.
func (s *Session) endPrograms(own []*process) {
	s.killLeft(func(pid int) bool {
		is := func(id int) bool {
			return slices.ContainsFunc(own, func(p *process) bool { return p.pid == id })
		}
		return is(pid) || is(parent(pid)) // a compositor's X server, what the bus starts
	})
}

// sweep waits until the rest has ended that the session's own programs started, and kills what has not: it would go on
// without a desktop, and write into a folder that is being removed.
func (s *Session) sweep() {
	for end := time.Now().Add(sweepLimit); time.Now().Before(end); time.Sleep(lookPause) {
		if pids, sure := s.left(); sure && len(pids) == 0 {
			break
		}
	}
	s.killLeft(func(int) bool { return false })
}

// killLeft kills the session's programs but those to spare, until two looks find none: one may start another while it
// is looked for.
func (s *Session) killLeft(spare func(pid int) bool) {
	end := time.Now().Add(killLimit)
	for none := 0; none < 2 && time.Now().Before(end); time.Sleep(lookPause) {
		pids, sure := s.left()
		pids = slices.DeleteFunc(pids, spare)
		for _, pid := range pids {
			if p, err := os.FindProcess(pid); err == nil {
				_ = p.Kill() // it may have ended by itself
			}
		}
		none++
		if !sure || len(pids) > 0 {
			none = 0
		}
	}
}

// left lists the processes that live in the session's home. It is not sure while one is there that says nothing yet: a
// program that is just being loaded has no environment for a moment.
func (s *Session) left() (pids []int, sure bool) {
	sure = true
	ours := []byte("HOME=" + s.Home + "\x00")
	folders, _ := filepath.Glob("/proc/[0-9]*") // the pattern is well-formed
	for _, dir := range folders {
		environ, err := os.ReadFile(filepath.Join(dir, "environ"))
		switch {
		case err != nil: // it has ended, or is somebody else's
		case len(environ) == 0:
			sure = sure && !loading(dir)
		case bytes.Contains(environ, ours):
			if pid, err := strconv.Atoi(filepath.Base(dir)); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids, sure
}

// loading tells whether a process without an environment has a program, but no arguments yet. Threads of the kernel and
// processes that have ended have no program.
func loading(dir string) bool {
	if _, err := os.Readlink(filepath.Join(dir, "exe")); err != nil {
		return false
	}
	arguments, err := os.ReadFile(filepath.Join(dir, "cmdline"))
	return err == nil && len(arguments) == 0
}

// parent is the process that started this one; 0 if it is gone.
func parent(pid int) int {
	stat, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // a name may have any sign in it
	if len(fields) < 2 {
		return 0
	}
	id, _ := strconv.Atoi(fields[1]) // after the state
	return id
}
