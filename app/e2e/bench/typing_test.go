//go:build !windows && !darwin

package main

import "testing"

func TestFiguresOfBenchmarksAreRead(t *testing.T) {
	f := figures{}
	const out = `goos: linux
cpu: some processor
BenchmarkScroll10000/keytray-2   	     160	    103944 ns/op	         0.07200 p50-ms	         0.5210 p99-ms
BenchmarkScroll10000/peer        	     160	     52875 ns/op	         0.05600 p50-ms
PASS
`
	f.read([]byte(out))
	f.read([]byte(out))
	for key, want := range map[string]float64{
		"Scroll10000/keytray p50-ms": 0.072, "Scroll10000/keytray p99-ms": 0.521, "Scroll10000/peer p50-ms": 0.056,
	} {
		if got := f[key]; len(got) != 2 || got[0] != want || got[1] != want {
			t.Errorf("%s is %v, not %v twice", key, got, want)
		}
	}
}
