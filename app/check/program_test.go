package check_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"keytray/app/check"
	"keytray/app/secret"
)

// The test binary is the child, too: its first argument says so.
const childArg = "child-of-the-test"

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == childArg {
		beChild(os.Args[2], os.Args[3:])
		return
	}
	os.Exit(m.Run())
}

// child is a program that behaves as it is told.
func child(t *testing.T, args ...string) check.Program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return check.Program{Path: self, Args: append([]string{childArg}, args...)}
}

func beChild(how string, args []string) {
	fmt.Fprintln(os.Stderr, "stderr goes nowhere")
	switch how {
	case "serve":
		err := check.Serve(context.Background(), os.Stdin, os.Stdout, report)
		if err != nil {
			os.Exit(1)
		}
	case "call":
		_ = check.Serve(context.Background(), os.Stdin, os.Stdout, renew)
	case "print":
		_, _ = io.WriteString(os.Stdout, args[0])
	case "endless":
		for {
			if _, err := os.Stdout.Write(bytes.Repeat([]byte("x"), 4096)); err != nil {
				return
			}
		}
	case "hang":
		noteProcess(args[0])
		time.Sleep(time.Minute) // much longer than anybody waits
	case "family":
		haveChild(args[0])
		time.Sleep(time.Minute) // much longer than anybody waits
	case "runaway":
		haveRunaway(args[0])
	case "crash":
		crash()
	}
}

func noteProcess(file string) {
	_ = os.WriteFile(file+".new", fmt.Append(nil, os.Getpid()), 0o600)
	_ = os.Rename(file+".new", file)
}

// reported is what the child saw, in the place of an account.
type reported struct {
	Sum, Args, Env string
	Request        check.Request
}

func report(_ context.Context, r check.Request) check.Answer {
	sum := sha256.Sum256(r.Secret.Reveal())
	r.Secret.Wipe()
	seen, _ := json.Marshal(reported{hex.EncodeToString(sum[:]), strings.Join(os.Args, " "), strings.Join(os.Environ(), "\n"), r})
	return check.Answer{
		Result: check.Accepted, Why: "Yes.", Host: "api.example.com", Account: string(seen), Scopes: "s", Expires: time.Unix(1e9, 0).UTC(),
		Count: 3, Counts: "models", Took: time.Second,
	}
}

func newSecret() secret.Value {
	b := make([]byte, 40)
	_, _ = rand.Read(b) // never fails
	return secret.FromString(base32.StdEncoding.EncodeToString(b))
}

func TestTheProgramGetsTheRequestAndNothingElse(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "of somebody else")
	t.Setenv("GODEBUG", "http2debug=2")
	t.Setenv("HTTPS_PROXY", "http://proxy.example:8080")
	value := newSecret()
	a, err := child(t, "serve").Ask(t.Context(), check.Request{Provider: "p", Kind: "k", Account: "a\"b\n", Region: "EU", Secret: value})
	if err != nil {
		t.Fatal(err)
	}
	var seen reported
	if err := json.Unmarshal([]byte(a.Account), &seen); err == nil || !errors.Is(err, secret.ErrMarshal) {
		t.Errorf("the request was marshalled with its value: %v", err)
	}
	key := string(value.Reveal())
	sum := sha256.Sum256(value.Reveal())
	for what, wrong := range map[string]bool{
		"another value arrived":                   seen.Sum != hex.EncodeToString(sum[:]),
		"the value is an argument":                strings.Contains(seen.Args, key),
		"the value is in the environment":         strings.Contains(seen.Env, key),
		"another program's key is handed on":      strings.Contains(seen.Env, "somebody else"),
		"GODEBUG, which prints headers, is there": strings.Contains(seen.Env, "GODEBUG"),
		"the proxy is not handed on":              !strings.Contains(seen.Env, "HTTPS_PROXY=http://proxy.example:8080"),
		"the request is another":                  seen.Request.Provider != "p" || seen.Request.Kind != "k" || seen.Request.Account != "a\"b\n" || seen.Request.Region != "EU",
		"the caller's value is gone":              value.Len() != len(key),
	} {
		if wrong {
			t.Error(what)
		}
	}
	a.Account = ""
	want := check.Answer{Result: check.Accepted, Why: "Yes.", Host: "api.example.com", Scopes: "s", Expires: time.Unix(1e9, 0).UTC(), Count: 3, Counts: "models", Took: time.Second}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("got %+v", a)
	}
}

func TestAProgramThatMakesNoSenseIsNoAnswer(t *testing.T) {
	for name, p := range map[string]check.Program{
		"garbage":           child(t, "print", "hello\n"),
		"an empty line":     child(t, "print", "\n"),
		"nothing":           child(t, "print", ""),
		"half an answer":    child(t, "print", `{"result":"accepted","why":"Yes."}`), // no end of line
		"an unknown result": child(t, "print", `{"result":"perhaps","why":"Yes."}`+"\n"),
		"no sentence":       child(t, "print", `{"result":"accepted"}`+"\n"),
		"the wrong types":   child(t, "print", `{"result":1}`+"\n"),
		"endless":           child(t, "endless"),
		"a crash":           child(t, "crash"),
		"no such program":   {Path: "/nonexistent/keytray-check"},
		"no program at all": {Path: os.TempDir()},
	} {
		value := newSecret()
		a, err := p.Ask(t.Context(), check.Request{Secret: value})
		if !errors.Is(err, check.ErrFailed) || !reflect.DeepEqual(a, check.Answer{}) {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
		if err != nil && strings.Contains(err.Error(), string(value.Reveal())) {
			t.Errorf("%s: the error has the value", name)
		}
	}
	if _, err := (check.Program{}).Ask(t.Context(), check.Request{}); !errors.Is(err, check.ErrNone) {
		t.Errorf("without a program: %v", err)
	}
}

func TestALongValueDoesNotHoldUpAnybody(t *testing.T) {
	impatient := func(p check.Program) check.Program {
		p.Patience = 200 * time.Millisecond
		return p
	}
	r := check.Request{Secret: secret.New(bytes.Repeat([]byte("x"), 1<<20))}
	if _, err := impatient(child(t, "serve")).Ask(t.Context(), r); !errors.Is(err, check.ErrFailed) {
		t.Errorf("got %v", err)
	}
	if _, err := impatient(child(t, "hang", t.TempDir()+"/pid")).Ask(t.Context(), r); !errors.Is(err, check.ErrFailed) {
		t.Errorf("to one that does not listen: %v", err)
	}
}

func TestServeGivesUpWhenNobodyWaits(t *testing.T) {
	in, say := io.Pipe()
	asked, ended := make(chan struct{}), make(chan error)
	var out bytes.Buffer
	go func() {
		ended <- check.Serve(t.Context(), in, &out, func(ctx context.Context, _ check.Request) check.Answer {
			close(asked)
			<-ctx.Done()
			return check.Answer{Result: check.Unknown, Why: "Stopped."}
		})
	}()
	_, _ = io.WriteString(say, `{"provider":"openai","secret":"eA=="}`+"\n")
	<-asked
	_ = say.Close() // the program that asked has died
	if err := <-ended; !errors.Is(err, context.Canceled) || out.Len() != 0 {
		t.Errorf("ended with %v after %q", err, out.String())
	}
}

func TestServeAnswersNothingButAQuestion(t *testing.T) {
	never := func(context.Context, check.Request) check.Answer {
		t.Error("somebody was asked")
		return check.Answer{}
	}
	for name, in := range map[string]string{
		"nothing": "", "garbage": "hello\n", "no end of line": `{"provider":"openai"}`, "another type": `{"secret":1}` + "\n",
		"too long": strings.Repeat("x", 1<<20) + "\n",
	} {
		var out bytes.Buffer
		if err := check.Serve(t.Context(), strings.NewReader(in), &out, never); err == nil || out.Len() != 0 {
			t.Errorf("%s: %v, %q", name, err, out.String())
		}
	}
}
