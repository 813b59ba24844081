package filevault_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"keytray/app/keychain/filevault"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// childVariable makes the test program one of the jobs on the vault that it names.
const childVariable = "FILEVAULT_TEST_JOB"

// jobs run in processes of their own. Each gets the vault, unlocked, and its
// passphrase, and says what it does with tell.
var jobs = map[string]func(v *filevault.Vault, p secret.Value){"churn": churn, "fill": fill, "limited": limited}

func TestMain(m *testing.M) {
	job, path, found := strings.Cut(os.Getenv(childVariable), " ")
	if !found {
		os.Exit(m.Run())
	}
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	must(err)
	p := secret.FromString(strings.TrimSuffix(line, "\n"))
	v := filevault.Quick(path)
	must(v.Unlock(context.Background(), p))
	jobs[job](v, p)
}

func must(err error) {
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
}

// tell writes a line in one call, so a kill leaves no half of one.
func tell(words ...string) { fmt.Fprintln(os.Stdout, strings.Join(words, " ")) }

// start runs a job. Its lines end when it does.
func start(t *testing.T, job, path string, p secret.Value) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	// The race detector waits a second at the end of a process, if it is not told otherwise.
	cmd.Env = append(os.Environ(), childVariable+"="+job+" "+path, "GORACE="+os.Getenv("GORACE")+" atexit_sleep_ms=0")
	cmd.Stdin = strings.NewReader(string(p.Reveal()) + "\n")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// churn changes the vault at random until it is killed. Before a change it tells
// "begin", the account, and the value it will have or "-"; after it "done". A new
// passphrase is told as the value of the account "passphrase".
func churn(v *filevault.Vault, p secret.Value) {
	ctx := context.Background()
	items, err := v.List(ctx)
	must(err)
	var accounts []string
	for _, it := range items {
		accounts = append(accounts, it.Account)
	}
	for {
		n := rand.N(10)
		switch value := keychaintest.Random(); {
		case n == 0:
			tell("begin", "passphrase", string(value.Reveal()))
			must(v.ChangePassphrase(ctx, p, value))
			p = value
		case n < 4 && len(accounts) > 3:
			last := len(accounts) - 1
			tell("begin", accounts[last], "-")
			must(v.Delete(ctx, accounts[last]))
			accounts = accounts[:last]
		case n < 6 && len(accounts) > 0:
			account := accounts[rand.N(len(accounts))]
			tell("begin", account, string(value.Reveal()))
			must(v.Set(ctx, account, "l", value))
		default:
			account := keychaintest.Account()
			tell("begin", account, string(value.Reveal()))
			must(v.Set(ctx, account, "l", value))
			accounts = append(accounts, account)
		}
		tell("done")
	}
}

// fill adds items on several goroutines and tells each.
func fill(v *filevault.Vault, _ secret.Value) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 10 {
				account, value := keychaintest.Account(), keychaintest.Random()
				must(v.Set(context.Background(), account, "l", value))
				tell(account, string(value.Reveal()))
			}
		})
	}
	all.Wait()
}
