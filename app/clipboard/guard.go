package clipboard

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha512"
	"encoding/json"
	"io"
	"time"

	"keytray/app/secret"
)

// Guard starts a process that clears the clipboard when this one has died. The
// process holds a Proof, not the value.
type Guard func(Proof) (*Post, error)

// Post is how to speak to a guard.
type Post struct{ to io.WriteCloser }

// NewPost is the post of a guard that listens at the other end of w.
func NewPost(w io.WriteCloser) *Post { return &Post{w} }

// Proof is what a guard knows: until when the value may stay, and how to tell it
// from something else.
type Proof struct {
	Board string    `json:"board"` // the name of the board, as in its Traits
	Until time.Time `json:"until"`
	Salt  []byte    `json:"salt"`
	Sum   []byte    `json:"sum"`
}

// rounds make each guess at a value cost some hundredths of a second. Only tests
// change it.
var rounds = 60_000

// Prove makes the proof for a value that is about to be put on a board.
func Prove(board string, v secret.Value, until time.Time) Proof {
	p := Proof{Board: board, Until: until.Round(0), Salt: make([]byte, 16)}
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

// guard starts a guard for what is about to be put, if the board needs one: a
// program that is killed right after the Put is guarded already. nil is a post
// where nobody stands.
func (c *Clipboard) guard(r Copy, until time.Time) *Post {
	if c.p.Guard == nil || !r.Board.Traits().Outlives {
		return nil
	}
	post, err := c.p.Guard(Prove(r.Board.Traits().Name, r.Value, until))
	if err != nil {
		return nil // the deadline in this process remains
	}
	return post
}

// What is said to a guard, a line each.
const (
	wordMark = "mark " // and the board's mark of the value
	wordDone = "done"
)

// mark tells how the board knows what was put, if it does.
func (p *Post) mark(b Board) {
	if l, ok := b.(Lasting); ok && p != nil && l.Mark() != "" {
		p.say(wordMark + l.Mark())
	}
}

// end sends the guard away.
func (p *Post) end() {
	if p != nil {
		p.say(wordDone)
		_ = p.to.Close()
	}
}

// say fails when the guard has ended, which is no loss.
func (p *Post) say(line string) { _, _ = io.WriteString(p.to, line+"\n") }

// Hand gives a guard its proof.
func Hand(to io.Writer, p Proof) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = to.Write(append(b, '\n'))
	return err
}
