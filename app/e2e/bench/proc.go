//go:build !windows && !darwin

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// machine says where the figures come from: how fast, and how busy.
func machine() string {
	load := "unknown"
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Join(strings.Fields(string(text))[:3], " ")
	}
	return fmt.Sprintf("%s/%s, %d CPUs, load average %s (1, 5, 15 minutes)", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), load)
}

// status reads one number of /proc/PID/status or /proc/PID/task/TID/status, see proc(5).
func status(dir, field string) (float64, error) {
	text, err := os.ReadFile(filepath.Join(dir, "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		name, rest, _ := strings.Cut(line, ":")
		if words := strings.Fields(rest); name == field && len(words) > 0 {
			return strconv.ParseFloat(words[0], 64)
		}
	}
	return 0, fmt.Errorf("%s has no %s", dir, field)
}

// memory reads VmRSS or another amount of memory, in MiB.
func memory(pid int, field string) (float64, error) {
	kib, err := status(fmt.Sprintf("/proc/%d", pid), field)
	return kib / 1024, err
}

// pages are the memory that a process uses, and what of it would be free without it (RSS and USS), in MiB; see
// /proc/PID/smaps_rollup in proc(5).
func pages(pid int) (rss, uss float64, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		kib, err := strconv.ParseFloat(words[1], 64)
		if err != nil {
			continue // the line of addresses
		}
		switch words[0] {
		case "Rss:":
			rss = kib / 1024
		case "Private_Clean:", "Private_Dirty:":
			uss += kib / 1024
		}
	}
	return rss, uss, nil
}

// wakeups counts how often the threads of a process have gone to sleep so far; each time, something had woken them.
func wakeups(pid int) (float64, error) {
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	if err != nil {
		return 0, err
	}
	if len(tasks) == 0 {
		return 0, fmt.Errorf("process %d is gone", pid)
	}
	total := 0.0
	for _, task := range tasks {
		n, err := status(task, "voluntary_ctxt_switches")
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}
