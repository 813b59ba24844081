package check

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"keytray/app/secret"
	"keytray/app/text"
)

// Program is the program that may use the network; its last argument makes it Serve.
type Program struct {
	Path string
	Args []string
	// Patience is from the start of the program to its answer; 0 is 15 s, and 65 s
	// for a call. Only tests say another.
	Patience time.Duration
}

// Why there is no answer.
var (
	ErrNone   = error(text.Error("no program to check keys with"))
	ErrFailed = error(text.Error("the program that checks keys gave no answer")) // it could not start, was ended, or made no sense
	// ErrUnsent goes with the others where the program did not start: nothing was sent.
	ErrUnsent = error(text.Error("the program that checks keys did not start"))
)

const mostAnswer = 64 << 10 // bytes

// patience leaves the program some time to start and to end.
func (p Program) patience(r Request) time.Duration {
	limit := Limit
	if r.Call != "" {
		limit = CallLimit
	}
	return cmp.Or(p.Patience, limit+5*time.Second)
}

// environment is what the program gets to know: the way through a proxy, which
// certificates to trust, and what systems need. Not the rest: keys are often
// in variables.
var environment = []string{
	"HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
	"HOME", "SYSTEMROOT", "WINDIR", "GOCOVERDIR",
}

// Ask starts the program, gives it the request on its stdin and waits for the
// one answer. The program has ended when Ask returns, also after its time and when
// ctx ends; then the error is ErrFailed or that of ctx. The new value in an answer
// is the caller's to wipe.
func (p Program) Ask(ctx context.Context, r Request) (Answer, error) {
	if p.Path == "" {
		return Answer{}, ErrNone
	}
	asked := ctx
	ctx, cancel := context.WithTimeout(ctx, p.patience(r))
	defer cancel()
	cmd := exec.CommandContext(ctx, p.Path, p.Args...)
	cmd.Env = inherited(os.Environ())
	cmd.WaitDelay = time.Second // then it is ended alone, if its group could not be
	apart(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return Answer{}, failed(asked, err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return Answer{}, failed(asked, err)
	}
	// Somebody whom it started can have left its group and still hold the other
	// ends: to write and to read must end all the same.
	defer context.AfterFunc(ctx, func() {
		_ = in.Close()
		_ = out.Close()
	})()
	question := r.encode()
	defer clear(question)
	if err := cmd.Start(); err != nil {
		return Answer{}, errors.Join(failed(asked, err), ErrUnsent)
	}
	// stdin stays open: the program ends when it closes, as it does if this one dies.
	_, err = in.Write(question)
	clear(question)
	var line []byte
	if err == nil {
		line, err = firstLine(out)
	}
	_ = in.Close()
	cancel() // it has nothing more to say
	_ = cmd.Wait()
	if err != nil {
		return Answer{}, failed(asked, err)
	}
	a, err := decode(line)
	clear(line)
	if err != nil {
		return Answer{}, failed(asked, err)
	}
	return a, nil
}

// failed is the end of the caller's time, if that was the cause.
func failed(asked context.Context, err error) error {
	if asked.Err() != nil {
		return asked.Err()
	}
	return errors.Join(ErrFailed, err)
}

func inherited(all []string) []string {
	env := []string{}
	for _, v := range all {
		name, _, _ := strings.Cut(v, "=")
		if slices.Contains(environment, name) || slices.Contains(environment, strings.ToUpper(name)) {
			env = append(env, v)
		}
	}
	return env
}

func firstLine(out io.Reader) ([]byte, error) {
	line, part := make([]byte, 0, mostAnswer+4<<10), make([]byte, 4<<10) // it never moves: a value may be in it
	defer clear(part)
	for {
		n, err := out.Read(part)
		line = append(line, part[:n]...)
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			return line[:i], nil
		}
		if len(line) > mostAnswer {
			return nil, errors.New("the answer is too long")
		}
		if err != nil {
			return nil, err
		}
	}
}

var results = []string{Accepted, Limited, Rejected, Unknown, Done, Refused}

func decode(line []byte) (Answer, error) {
	var said reply
	if len(line) > mostAnswer {
		return Answer{}, errors.New("the answer is too long")
	}
	err := json.Unmarshal(line, &said)
	defer clear(said.New)
	if err != nil {
		return Answer{}, errors.New("the answer cannot be read") // not err: it may quote the answer
	}
	if !slices.Contains(results, said.Result) || said.Why == "" {
		return Answer{}, errors.New("the answer is none of the known ones")
	}
	a := said.Answer
	if len(said.New) > 0 {
		a.Secret = secret.New(said.New)
	}
	return a, nil
}
