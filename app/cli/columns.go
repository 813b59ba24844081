package cli

import (
	"bufio"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// columns is a table whose cells are as wide as a terminal shows them: a Chinese letter
// takes two places, a combining mark none, and an emoji of several characters two.
// text/tabwriter counts characters.
type columns struct {
	gap  int // between two columns
	rows [][]string
}

// add puts a row below the others.
func (c *columns) add(cells ...string) { c.rows = append(c.rows, cells) }

// write writes it. The last cell of a row is followed by nothing.
func (c *columns) write(to io.Writer) error {
	widths := c.widths()
	out := bufio.NewWriter(to)
	for _, row := range c.rows {
		for i, cell := range row {
			_, _ = out.WriteString(cell) // Flush tells
			if i < len(row)-1 {
				_, _ = out.WriteString(strings.Repeat(" ", widths[i]+c.gap-width(cell)))
			}
		}
		_ = out.WriteByte('\n')
	}
	return out.Flush()
}

func (c *columns) widths() (all []int) {
	for _, row := range c.rows {
		for i, cell := range row {
			if i == len(all) {
				all = append(all, 0)
			}
			all[i] = max(all[i], width(cell))
		}
	}
	return all
}

// width is how many places a cell takes. A flag is two letters that take one each, and that
// runewidth takes for one sign.
func width(cell string) int {
	letters := 0
	for _, r := range cell {
		if r >= '🇦' && r <= '🇿' {
			letters++
		}
	}
	return places.StringWidth(cell) + letters/2
}

// places measures texts. Signs that only some terminals draw wide count as narrow.
var places = &runewidth.Condition{StrictEmojiNeutral: true}
