package check

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"keytray/app/secret"
)

// question is a Request on its way. Only here does a value go into JSON.
type question struct {
	Provider string `json:"provider"`
	Kind     string `json:"kind"`
	Account  string `json:"account"`
	Region   string `json:"region"`
	Secret   []byte `json:"secret"`
}

const mostQuestion = 64 << 10 // bytes; MostSecret and the rest fit

func (r Request) encode() []byte {
	// Strings and bytes: there is no error.
	b, _ := json.Marshal(question{r.Provider, r.Kind, r.Account, r.Region, r.Secret.Reveal()})
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
	r := Request{Provider: q.Provider, Kind: q.Kind, Account: q.Account, Region: q.Region, Secret: secret.New(q.Secret)}
	clear(q.Secret)
	defer r.Secret.Wipe()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		_, _ = lines.ReadByte() // nothing more is said
		cancel()
	}()
	a := ask(ctx, r)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	answer, err := json.Marshal(a)
	if err != nil {
		return err
	}
	_, err = out.Write(append(answer, '\n'))
	return err
}
