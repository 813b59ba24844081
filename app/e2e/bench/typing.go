//go:build !windows && !darwin

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// typing measures how long the window takes from a letter, and from a notch of the wheel, to a list of 10,000 keys that
// is ready to be painted. It runs the benchmarks of the window's own tests, on Fyne's test driver, once a round.
func (w *world) typing(ctx context.Context) ([]row, error) {
	dir, err := os.MkdirTemp("", "keytray-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "window.test")
	build := exec.CommandContext(ctx, "go", "test", "-c", "-o", program, "./app/window")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", failed(build, err), bytes.TrimSpace(out))
	}
	all := figures{}
	for round := range w.rounds + 1 {
		run := exec.CommandContext(ctx, program, "-test.run", "^$", "-test.bench", "10000$", "-test.benchtime", "160x")
		run.Dir = dir
		out, err := run.Output()
		if err != nil {
			return nil, failed(run, err)
		}
		if round > 0 { // the first one warms up
			all.read(out)
		}
	}
	const list, peer = "window, 10000 keys: ", "Fyne's own list, two labels a row"
	rows := []row{
		{list + "a letter to the list, ms", all["Keystroke10000/keytray p50-ms"], peer, all["Keystroke10000/peer p50-ms"], goal{atMost, 8}},
		{list + "the slowest letter of 100, ms", all["Keystroke10000/keytray p99-ms"], peer, all["Keystroke10000/peer p99-ms"], goal{}},
		{list + "a notch of the wheel, ms", all["Scroll10000/keytray p50-ms"], peer, all["Scroll10000/peer p50-ms"], goal{}},
		{list + "the slowest notch of 100, ms", all["Scroll10000/keytray p99-ms"], peer, all["Scroll10000/peer p99-ms"], goal{atMost, 16}},
	}
	for _, r := range rows {
		if len(r.ours) != w.rounds || len(r.theirs) != w.rounds {
			return nil, fmt.Errorf("%q was measured %d and %d times in %d rounds", r.what, len(r.ours), len(r.theirs), w.rounds)
		}
	}
	return rows, nil
}

// figures are what benchmarks of Go report, by name and unit.
type figures map[string]sample

// read takes what one run of them has printed.
func (f figures) read(out []byte) {
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(words[0], "Benchmark")
		if i := strings.LastIndexByte(name, '-'); i > 0 { // the number of processors
			name = name[:i]
		}
		for i := 2; i+1 < len(words); i += 2 {
			if figure, err := strconv.ParseFloat(words[i], 64); err == nil {
				key := name + " " + words[i+1]
				f[key] = append(f[key], figure)
			}
		}
	}
}
