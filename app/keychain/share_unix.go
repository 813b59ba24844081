//go:build !windows && !darwin

package keychain

import (
	"context"
	"sync"
)

// shared lets callers who want the same thing at the same time get it from one
// run: of several calls that need the keychain unlocked, one asks the person.
type shared[T any] struct {
	mu   sync.Mutex
	runs map[string]*run[T]
}

type run[T any] struct {
	callers int
	cancel  context.CancelFunc
	over    chan struct{} // closed when the rest is known
	value   T
	err     error
}

// do returns what f makes of key. A caller whose ctx ends leaves; the context of
// f ends with the last of them, who waits until f has seen it.
func (s *shared[T]) do(ctx context.Context, key string, f func(context.Context) (T, error)) (T, error) {
	r := s.join(ctx, key, f)
	select {
	case <-r.over:
		return r.value, r.err
	case <-ctx.Done():
	}
	if s.leave(key, r) {
		r.cancel()
		<-r.over
	}
	var zero T
	return zero, ended(ctx)
}

func (s *shared[T]) join(ctx context.Context, key string, f func(context.Context) (T, error)) *run[T] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.runs[key]; r != nil {
		r.callers++
		return r
	}
	if s.runs == nil {
		s.runs = map[string]*run[T]{}
	}
	r := &run[T]{callers: 1, over: make(chan struct{})}
	ctx, r.cancel = context.WithCancel(context.WithoutCancel(ctx))
	s.runs[key] = r
	go func() {
		defer r.cancel()
		r.value, r.err = f(ctx)
		s.mu.Lock()
		if s.runs[key] == r {
			delete(s.runs, key)
		}
		s.mu.Unlock()
		close(r.over)
	}()
	return r
}

// leave tells the last caller that nobody waits for r any more. Whoever comes
// next gets a new run.
func (s *shared[T]) leave(key string, r *run[T]) (last bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.callers--
	if r.callers > 0 {
		return false
	}
	if s.runs[key] == r {
		delete(s.runs, key)
	}
	return true
}
