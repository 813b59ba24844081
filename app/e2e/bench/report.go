//go:build !windows && !darwin

package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// row is one line of the report.
type row struct {
	what   string // with its unit
	ours   sample
	peer   string // what stands beside it; "" for nothing comparable
	theirs sample
	goal   goal
}

// goal says what a row should reach.
type goal struct {
	kind kind
	most float64
}

type kind int

const (
	forInformation kind = iota
	atMost              // most is in the unit of the row
	ofPeer              // most is a share of the peer's median
	overPeer            // most is how much more than the peer's median it may be
)

func (r row) ratio() float64 { return r.ours.median() / r.theirs.median() }

// wanted and verdict are the last two columns.
func (r row) wanted() string {
	switch r.goal.kind {
	case atMost:
		return fmt.Sprintf("≤ %g", r.goal.most)
	case ofPeer:
		return fmt.Sprintf("≤ %g ×", r.goal.most)
	case overPeer:
		return fmt.Sprintf("≤ + %g", r.goal.most)
	}
	return "-"
}

func (r row) verdict() string {
	got := r.ours.median()
	switch r.goal.kind {
	case forInformation:
		return "-"
	case ofPeer:
		got = r.ratio()
	case overPeer:
		got -= r.theirs.median()
	}
	if got <= r.goal.most {
		return "met"
	}
	return "not met"
}

// report prints the table.
func report(out io.Writer, rows []row) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "WHAT\tMEDIAN\tMIN\tP90\tPEER\tITS MEDIAN\tRATIO\tGOAL\tMET") // Flush reports what fails
	for _, r := range rows {
		peer, median, ratio := "-", "-", "-"
		if r.peer != "" {
			peer, median = r.peer, figure(r.theirs.median())
			if r.theirs.median() > 0 {
				ratio = fmt.Sprintf("%.2f", r.ratio())
			}
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.what, figure(r.ours.median()), figure(r.ours.least()),
			figure(r.ours.p90()), peer, median, ratio, r.wanted(), r.verdict())
	}
	return w.Flush()
}

// figure shows two digits at least.
func figure(f float64) string {
	if f > 0 && f < 1 {
		return fmt.Sprintf("%.2f", f)
	}
	return fmt.Sprintf("%.1f", f)
}
