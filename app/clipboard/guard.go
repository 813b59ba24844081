package clipboard

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha512"
	"encoding/json"
	"errors"
	"io"
	"time"

	"keytray/app/secret"
)

// Guard starts a process that clears the clipboard when this one has died. The
// process holds a Proof, not the value. release ends it.
type Guard func(Proof) (release func(), err error)

// Proof is what a guard knows: until when the value may stay, and how to tell it
// from something else.
type Proof struct {
	Board string    `json:"board"` // the name of the board, as in its Traits
	Until time.Time `json:"until"`
	Mark  string    `json:"mark,omitempty"` // of the board, see Lasting
	Salt  []byte    `json:"salt"`
	Sum   []byte    `json:"sum"`
}

// rounds make each guess at a value cost about a tenth of a second. Only tests
// change it.
var rounds = 210_000

// patience is how long after the deadline a guard leaves the clearing to a
// program that still lives.
const patience = 2 * time.Second

// Prove makes the proof for a value that was put on a board.
func Prove(board, mark string, v secret.Value, until time.Time) Proof {
	p := Proof{Board: board, Mark: mark, Until: until.Round(0), Salt: make([]byte, 16)}
	_, _ = rand.Read(p.Salt) // never fails
	p.Sum = p.sum(v.Reveal())
	return p
}

func (p Proof) sum(text []byte) []byte {
	// A key of 64 bytes, salt and rounds of a legal size: there is no error.
	sum, _ := pbkdf2.Key(sha512.New, string(text), p.Salt, rounds, sha512.Size)
	return sum
}

// Fits tells whether a text is the value.
func (p Proof) Fits(text []byte) bool { return hmac.Equal(p.Sum, p.sum(text)) }

// guard starts a guard for what was just put, if the board needs one, and returns
// how to end it.
func (c *Clipboard) guard(r Copy, until time.Time) (release func()) {
	board, ok := r.Board.(Lasting)
	if c.p.Guard == nil || !ok || !board.Traits().Outlives {
		return func() {}
	}
	ready := make(chan func(), 1)
	value, mark := secret.New(r.Value.Reveal()), board.Mark()
	go func() { // nobody waits for the slow sum: whoever releases does
		p := Prove(board.Traits().Name, mark, value, until)
		value.Wipe()
		release, err := c.p.Guard(p)
		if err != nil {
			release = func() {} // the deadline in this process remains
		}
		ready <- release
	}()
	return func() { c.guards.Go(func() { (<-ready)() }) }
}

// Stand is the guard's side. It reads a proof from the program that copies and
// returns as soon as there is nothing left to do: the program says so (Relieve),
// or the deadline has passed and the value is off the clipboard.
func Stand(ctx context.Context, from io.Reader, boards func(name string) (Lasting, error), alarm func(context.Context, time.Time) error) error {
	in := bufio.NewReader(from)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return err
	}
	var p Proof
	if err := json.Unmarshal(line, &p); err != nil {
		return err
	}
	board, err := boards(p.Board)
	if err != nil {
		return err
	}
	relieved, alone := make(chan struct{}), make(chan struct{})
	go func() {
		if word, _ := in.ReadString('\n'); word == relief {
			close(relieved)
			return
		}
		close(alone)
	}()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	due := func(t time.Time) <-chan struct{} {
		over := make(chan struct{})
		go func() {
			for time.Now().Round(0).Before(t) {
				if alarm(ctx, t) != nil {
					return
				}
			}
			close(over)
		}()
		return over
	}
	deadline, late := due(p.Until), due(p.Until.Add(patience))
	select {
	case <-relieved:
		return nil
	case <-late: // it lives, and does nothing
	case <-alone:
		select {
		case <-deadline:
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return clearAlone(ctx, board, p)
}

func clearAlone(ctx context.Context, board Lasting, p Proof) error {
	for left := tries; ; left-- {
		_, err := board.ClearIf(ctx, p.Mark, p.Fits)
		if err == nil || left == 1 {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

const relief = "done\n"

// Hand gives a guard its proof.
func Hand(to io.Writer, p Proof) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = to.Write(append(b, '\n'))
	return err
}

// Relieve tells a guard that its work is done.
func Relieve(w io.Writer) error {
	_, err := io.WriteString(w, relief)
	return err
}
