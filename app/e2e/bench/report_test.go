//go:build !windows && !darwin

package main

import (
	"strings"
	"testing"
)

func TestARowSaysWhetherItsGoalIsMet(t *testing.T) {
	for _, c := range []struct {
		name string
		row  row
		want string
	}{
		{"an amount, exactly", row{ours: sample{10}, goal: goal{atMost, 10}}, "met"},
		{"nothing at all", row{ours: sample{0}, goal: goal{atMost, 0}}, "met"},
		{"an amount, missed", row{ours: sample{10.1}, goal: goal{atMost, 10}}, "not met"},
		{"a share of the peer", row{ours: sample{5}, peer: "peer", theirs: sample{10}, goal: goal{ofPeer, 0.6}}, "met"},
		{"a share, missed", row{ours: sample{7}, peer: "peer", theirs: sample{10}, goal: goal{ofPeer, 0.6}}, "not met"},
		{"as much more than the peer", row{ours: sample{25}, peer: "peer", theirs: sample{10}, goal: goal{overPeer, 15}}, "met"},
		{"more over the peer", row{ours: sample{26}, peer: "peer", theirs: sample{10}, goal: goal{overPeer, 15}}, "not met"},
		{"for information", row{ours: sample{7}}, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			if err := report(&out, []row{c.row}); err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(out.String(), "  "+c.want+"\n") {
				t.Errorf("the report ends in %q", out.String())
			}
		})
	}
}
