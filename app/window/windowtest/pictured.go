package windowtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Pictured fails the test unless testdata has a picture, light and dark, of all in a table
// of views: a head, then a row for each view with its name and the picture of each state.
// A dash is where there is no such state.
func Pictured(t *testing.T, table string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		if len(cells) != states {
			t.Errorf("%d cells: %s", len(cells), line)
		}
		for _, name := range cells[1:] {
			for variant := range Variants {
				if _, err := os.Stat(filepath.Join("testdata", name+"-"+variant+".png")); err != nil && name != "-" {
					t.Errorf("%s: %v", cells[0], err)
				}
			}
		}
	}
}

// states are the cells of a row: the view, and its picture as usual, in a narrow window,
// empty, loading, locked, after an error, without an agent and in German.
const states = 9
