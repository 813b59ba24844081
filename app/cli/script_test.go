//go:build linux

package cli_test

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"keytray/app/agent"
	"keytray/app/check"
	"keytray/app/cli"
	"keytray/app/clipboard/boards"
	"keytray/app/desktop"
	"keytray/app/e2e/session"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
	"keytray/app/text"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"keytray": keytray})
}

// keytray is the program as main builds it, without an agent. TODAY sets its
// date, ANSWER what providers say of keys but the one in ALIVE, which they accept, CALL what becomes of what they are asked to do.
func keytray() {
	text.Use(text.Choose("system", os.Getenv))
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: now, Version: "1.2.3",
		Params: func() (agent.Params, error) {
			paths, err := files.Default()
			return agent.Params{
				Paths: paths, Store: keychain.System(), GoKeyring: keychain.GoKeyring(), Boards: (&boards.Boards{}).Find, Now: now,
				Version: "1.2.3", Log: slog.New(slog.DiscardHandler), Checker: checker(),
				Autostart: desktop.NewAutostart("/opt/keytray"),
			}, err
		},
	}))
}

// checker answers for providers; nil where the program that asks them is not there.
func checker() func(context.Context, check.Request) (check.Answer, error) {
	usual, alive := os.Getenv("ANSWER"), os.Getenv("ALIVE")
	if usual == "" {
		return nil
	}
	return func(_ context.Context, r check.Request) (check.Answer, error) {
		if r.Call != "" {
			a := check.Answer{Result: os.Getenv("CALL"), Why: "The provider said: " + os.Getenv("CALL") + ".", Host: "api.example"}
			if a.Result == check.Done {
				usual = check.Rejected // the old value is dead from here on
			}
			if a.Result == check.Done && r.Call == provider.Rotate {
				alive = newKey(r.Provider, r.Kind)
				a.Secret = secret.FromString(alive)
			}
			return a, nil
		}
		result := usual
		if alive != "" && r.Secret.Equal(secret.FromString(alive)) {
			result = check.Accepted
		}
		a := check.Answer{Result: result, Why: check.Words(result, r.Provider, ""), Host: "api.example"}
		if result == check.Accepted {
			a.Count, a.Counts, a.Account, a.Expires = 41, "models", "ada", time.Date(2027, 4, 30, 12, 0, 0, 0, time.UTC)
		}
		return a, nil
	}
}

func now() time.Time {
	if day, err := time.ParseInLocation(time.DateOnly, os.Getenv("TODAY"), time.Local); err == nil {
		return day.Add(10 * time.Hour)
	}
	return time.Now()
}

// Each script of testdata has a home and a real, unlocked keyring of its own.
// Beside testscript's commands there are:
//
//	value NAME          puts a new random value into $NAME and into the file NAME
//	example NAME PROVIDER KIND  the same with a key of a kind from the catalogue
//	around NAME BEFORE FROM AFTER  makes $NAME and the file of what another has, with more around it
//	cut FILE N          takes N characters away at the end
//	spaced FILE         puts a space into the middle
//	line FILE           the file ends in a line end
//	lines FILE NAME...  makes a file of the contents of others, a line each
//	repeat FILE N CHAR  makes a file of N characters
//	fails N COMMAND     the command ends with status N, and one line on stderr at most
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			o := session.Options{}
			if strings.HasSuffix(e.WorkDir, "no-keychain") {
				o.Keyring = session.NoService
			}
			s, err := session.Start(context.Background(), o)
			if err != nil {
				return err
			}
			e.Defer(s.Close)
			for _, v := range s.Env() {
				if name, value, _ := strings.Cut(v, "="); name != "PATH" {
					e.Setenv(name, value)
				}
			}
			e.Setenv("TODAY", "2026-11-20")
			e.Setenv("GORACE", "atexit_sleep_ms=0") // a second for each command otherwise
			e.Setenv("BELL", "a\ab")
			e.Setenv("EVIL", "x\r\nHost: evil")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"value":   value,
			"example": example,
			"around":  around,
			"cut":     cut,
			"spaced":  spaced,
			"line":    line,
			"lines":   lines,
			"repeat":  repeat,
			"fails":   fails,
		},
	})
}

func value(ts *testscript.TestScript, _ bool, args []string) {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	keep(ts, args[0], "test-"+hex.EncodeToString(b))
}

func example(ts *testscript.TestScript, _ bool, args []string) {
	p, _ := provider.New().ByID(args[1])
	if _, ok := p.Kind(args[2]); !ok {
		ts.Fatalf("there is no kind %s of %s", args[2], args[1])
	}
	keep(ts, args[0], newKey(args[1], args[2]))
}

// newKey makes a key of a kind from the catalogue.
func newKey(id, kind string) string {
	p, _ := provider.New().ByID(id)
	k, _ := p.Kind(kind)
	return providertest.Key(k, mathrand.New(mathrand.NewPCG(mathrand.Uint64(), 0)))
}

func around(ts *testscript.TestScript, _ bool, args []string) {
	unescape := strings.NewReplacer(`\n`, "\n", `\e`, "\x1b").Replace
	keep(ts, args[0], unescape(args[1])+ts.ReadFile(args[2])+unescape(args[3]))
}

func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	v := ts.ReadFile(args[0])
	keep(ts, args[0], v[:len(v)-n])
}

func spaced(ts *testscript.TestScript, _ bool, args []string) {
	v := ts.ReadFile(args[0])
	keep(ts, args[0], v[:len(v)/2]+" "+v[len(v)/2:])
}

func keep(ts *testscript.TestScript, name, v string) {
	ts.Setenv(name, v)
	ts.Check(os.WriteFile(ts.MkAbs(name), []byte(v), 0o600))
}

func line(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+"\n"), 0o600))
}

func lines(ts *testscript.TestScript, _ bool, args []string) {
	var all strings.Builder
	for _, name := range args[1:] {
		all.WriteString(strings.TrimSuffix(ts.ReadFile(name), "\n") + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(all.String()), 0o600))
}

func fails(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || fmt.Sprint(exit.ExitCode()) != args[0] {
		ts.Fatalf("it ended with %v, want status %s", err, args[0])
	}
	if said := ts.ReadFile("stderr"); strings.Count(said, "\n") > 1 {
		ts.Fatalf("it says more than a line: %q", said)
	}
}

func repeat(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n)), 0o600))
}
