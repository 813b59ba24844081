//go:build !windows && !darwin

package main

import "context"

// withoutAgent measures a command that does all the work itself.
func (w *world) withoutAgent(ctx context.Context) ([]row, error) {
	return w.get(ctx, "get, without an agent, ms", goal{ofPeer, 0.5})
}

// get measures how long it takes to get a value out, with and without us.
func (w *world) get(ctx context.Context, what string, g goal) ([]row, error) {
	k := w.keys[keyCount/2]
	samples, err := interleaved(ctx, w.rounds,
		prints(w.Session, exactly(k.value), w.program, "get", k.name),
		prints(w.Session, exactly(k.value), w.peer, append([]string{"lookup"}, k.item()...)...))
	if err != nil {
		return nil, err
	}
	return []row{{what, samples[0], "secret-tool lookup", samples[1], g}}, nil
}

// withAgent measures what is done through a running agent.
func (w *world) withAgent(ctx context.Context) ([]row, error) {
	a, _, err := w.startAgent(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.end() }() // the figures are in by then
	rows, err := w.get(ctx, "get, with an agent, ms", goal{ofPeer, 0.35})
	if err != nil {
		return nil, err
	}
	more, err := w.copies(ctx)
	if err != nil {
		return rows, err
	}
	used := &watched{pid: a.pid()}
	if err := used.weigh(); err != nil {
		return append(rows, more...), err
	}
	return append(append(rows, more...), row{what: "agent after all that: RSS, MiB", ours: used.rss}), nil
}
