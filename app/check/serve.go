package check

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"keytray/app/secret"
	"keytray/app/text"
)

// question is a Request on its way. Only here does a value go into JSON.
type question struct {
	Provider string `json:"provider"`
	Kind     string `json:"kind"`
	Account  string `json:"account"`
	Region   string `json:"region"`
	Secret   []byte `json:"secret"`

	Language string    `json:"language"` // of the answer
	Call     string    `json:"call,omitempty"`
	Expires  time.Time `json:"expires,omitzero"`
}

// reply is an Answer on its way back, with the new value that a call brought.
type reply struct {
	Answer
	New []byte `json:"new,omitempty"`
}

const mostQuestion = 64 << 10 // bytes; MostSecret and the rest fit

func (r Request) encode() []byte {
	// Strings and bytes: there is no error.
	b, _ := json.Marshal(question{r.Provider, r.Kind, r.Account, r.Region, r.Secret.Reveal(), text.Language(), r.Call, r.Expires})
	return append(b, '\n')
}

// Serve is the side of the program that may use the network: one request from
// in, one answer to out. It gives up when in closes, for nobody waits then.
func Serve(ctx context.Context, in io.Reader, out io.Writer, ask func(context.Context, Request) Answer) error {
	lines := bufio.NewReaderSize(in, mostQuestion)
	line, err := lines.ReadSlice('\n')
	if err != nil {
		return errors.New("no question was asked")
	}
	var q question
	err = json.NewDecoder(bytes.NewReader(line)).Decode(&q)
	clear(line)
	if err != nil {
		return errors.New("the question cannot be read")
	}
	text.Use(q.Language)
	r := Request{
		Provider: q.Provider, Kind: q.Kind, Account: q.Account, Region: q.Region, Secret: secret.New(q.Secret), Call: q.Call, Expires: q.Expires,
	}
	clear(q.Secret)
	defer r.Secret.Wipe()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		_, _ = lines.ReadByte() // nothing more is said
		cancel()
	}()
	a := ask(ctx, r)
	defer a.Secret.Wipe()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	answer, err := json.Marshal(reply{a, a.Secret.Reveal()})
	if err != nil {
		return err
	}
	answer = append(answer, '\n')
	defer clear(answer)
	_, err = out.Write(answer)
	return err
}
