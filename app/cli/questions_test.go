//go:build linux

package cli_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"keytray/app/e2e/session"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// desk is a home and keyring of its own.
type desk struct {
	*testing.T
	session *session.Session
}

func newDesk(t *testing.T) desk {
	t.Helper()
	s, err := session.Start(t.Context(), session.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return desk{t, s}
}

func (d desk) command(env []string, args ...string) *exec.Cmd {
	d.Helper()
	self, err := os.Executable()
	if err != nil {
		d.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(d.Context(), 30*time.Second)
	d.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Args[0] = "keytray"
	cmd.Env = append(append(d.session.Env(), "TODAY=2026-11-20"), env...)
	return cmd
}

// run does it without a terminal.
func (d desk) run(args ...string) string {
	d.Helper()
	out, err := d.command(nil, args...).Output()
	if err != nil {
		d.Fatalf("%v: %v", args, err)
	}
	return string(out)
}

// stdin does it with a value from a pipe.
func (d desk) stdin(value string, args ...string) string {
	d.Helper()
	cmd := d.command(nil, args...)
	cmd.Stdin = strings.NewReader(value)
	out, err := cmd.Output()
	if err != nil {
		d.Fatalf("%v: %v", args, err)
	}
	return string(out)
}

// talk is a command at a terminal.
type talk struct {
	*testing.T
	terminal *os.File // the side of the person
	other    *os.File
	cmd      *exec.Cmd
	shown    bytes.Buffer // all of it
	read     int          // how much of it was waited for
}

func (d desk) talk(env []string, args ...string) *talk {
	d.Helper()
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { _ = terminal.Close() })
	fd := int(terminal.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		d.Fatal(err)
	}
	other, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { _ = other.Close() })
	cmd := d.command(env, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = other, other, other
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		d.Fatal(err)
	}
	return &talk{T: d.T, terminal: terminal, other: other, cmd: cmd}
}

// until waits for words, and answers them.
func (k *talk) until(words, answer string) {
	k.Helper()
	part := make([]byte, 4096)
	for !bytes.Contains(k.shown.Bytes()[k.read:], []byte(words)) {
		if !k.more(20 * time.Second) {
			k.Fatalf("%q did not come after:\n%s", words, k.shown.Bytes()[k.read:])
		}
		n, err := unix.Read(int(k.terminal.Fd()), part)
		if err != nil {
			k.Fatalf("%v waiting for %q after:\n%s", err, words, k.shown.Bytes()[k.read:])
		}
		k.shown.Write(part[:n])
	}
	k.read += bytes.Index(k.shown.Bytes()[k.read:], []byte(words)) + len(words)
	if _, err := k.terminal.WriteString(answer); err != nil {
		k.Fatal(err)
	}
}

func (k *talk) more(within time.Duration) bool {
	ready := []unix.PollFd{{Fd: int32(k.terminal.Fd()), Events: unix.POLLIN}}
	for {
		n, err := unix.Poll(ready, int(within.Milliseconds()))
		if !errors.Is(err, unix.EINTR) {
			return n > 0
		}
	}
}

// end waits for the end; it returns the status, and whether the terminal shows
// again what is typed.
func (k *talk) end() (status int, echo bool) {
	k.Helper()
	var exit *exec.ExitError
	if err := k.cmd.Wait(); err != nil && !errors.As(err, &exit) {
		k.Fatal(err)
	}
	modes, err := unix.IoctlGetTermios(int(k.other.Fd()), unix.TCGETS)
	if err != nil {
		k.Fatal(err)
	}
	// What was written last may still be on its way to us, unless nobody has the
	// other side any more: then all of it comes, and after that an error.
	_ = k.other.Close()
	part := make([]byte, 4096)
	for k.more(20 * time.Second) {
		n, err := unix.Read(int(k.terminal.Fd()), part)
		if err != nil {
			break
		}
		k.shown.Write(part[:n])
	}
	return k.cmd.ProcessState.ExitCode(), modes.Lflag&unix.ECHO != 0 && modes.Lflag&unix.ICANON != 0
}

// exampleOf makes a key of a kind from the catalogue.
func exampleOf(t *testing.T, id, kind string) string {
	t.Helper()
	p, _ := provider.New().ByID(id)
	k, ok := p.Kind(kind)
	if !ok {
		t.Fatalf("%s has no %s", id, kind)
	}
	return providertest.Key(k, rand.New(rand.NewPCG(rand.Uint64(), 0)))
}

func TestAddAsksStepByStep(t *testing.T) {
	d := newDesk(t)
	value := exampleOf(t, "openai", "project")
	k := d.talk([]string{"ANSWER=accepted"}, "add")
	k.until("Enter for something else: ", "chatg\r")
	k.until("1  OpenAI", "")
	k.until("Enter for something else: ", "1\r")
	k.until("To get a key of OpenAI", "")
	k.until("https://platform.openai.com/api-keys", "")
	k.until("Paste the key (not shown): ", "\""+value+"\"\r")
	k.until("Removed quotes around the key.", "")
	k.until("Recognised: OpenAI project key.", "")
	k.until("Ask api.openai.com whether it works?", "")
	k.until("[y/N] ", "y\r")
	k.until("Can see 41 models.", "")
	k.until("Name of the key [openai]: ", "It's mine\r")
	k.until("Environment variable [OPENAI_API_KEY]: ", "\r")
	k.until("with commas: ", "editor, ~/notes/.env\r")
	k.until("Account or project [ada]: ", "\r")
	k.until("What it may do: ", value+"\r")
	k.until("That is a key", "")
	k.until("What it may do: ", "read models\r")
	k.until("Spending limit", "")
	k.until("): ", "10 USD\r")
	k.until("Created on, YYYY-MM-DD [2026-11-20]: ", "yesterday\r")
	k.until("That is no day that exists.", "")
	k.until("[2026-11-20]: ", "2026-11-19\r")
	k.until("[2027-04-30]: ", "\r")
	k.until("[3 6]: ", "2 4\r")
	if status, echo := k.end(); status != 0 || !echo {
		t.Fatalf("status %d, echo %v:\n%s", status, echo, k.shown.String())
	}
	if strings.Count(k.shown.String(), value) > 1 { // once it was typed at a question
		t.Error("the value is seen")
	}
	if want := `export OPENAI_API_KEY="$(keytray get 'It'\''s mine')"`; !strings.Contains(k.shown.String(), want) {
		t.Errorf("%s is missing in:\n%s", want, k.shown.String())
	}
	if d.run("get", "It's mine") != value {
		t.Error("another value came back")
	}
	shown := d.run("show", "It's mine")
	for _, want := range []string{"OpenAI", "project key", "ada", "read models", "10 USD", "19 Nov 2026", "30 Apr 2027", "Fresh until 19 Jan 2027", "editor, ~/notes/.env", "accepted on 20 Nov 2026"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in:\n%s", want, shown)
		}
	}
}

func TestAddAsksAboutAProviderThatIsNotKnown(t *testing.T) {
	d := newDesk(t)
	value := "acme" + strings.ToLower(exampleOf(t, "openai", "legacy")[3:20])
	k := d.talk(nil, "add")
	k.until("something else: ", "zzqqzz\r")
	k.until("Nothing fits.", "")
	k.until("something else: ", "\r")
	k.until("What is the provider called?", "Acme\r")
	k.until("if you know it: ", "https://acme.example/keys\r")
	k.until("(not shown): ", value+"\r")
	k.until("Name of the key [Acme]: ", "robot\r")
	for _, words := range []string{"variable: ", "commas: ", "project: ", "may do: ", "you set one: ", "[2026-11-20]: ", "YYYY-MM-DD: ", "[3 6]: "} {
		k.until(words, "\r")
	}
	if status, _ := k.end(); status != 0 {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
	if shown := d.run("show", "robot"); !strings.Contains(shown, "https://acme.example/keys") {
		t.Error(shown)
	}
	if d.run("get", "robot") != value {
		t.Error("another value came back")
	}
}

func TestCtrlCAtAnyQuestionStoresNothing(t *testing.T) {
	d := newDesk(t)
	value := exampleOf(t, "openai", "project")
	answers := [][2]string{
		{"something else: ", "\r"},
		{"is the provider called?", "Acme\r"},
		{"if you know it: ", "\r"},
		{"(not shown): ", value + "\r"},
		{"Is it? [Y/n] ", "n\r"},
		{"Name of the key [Acme]: ", "\r"},
		{"variable: ", "\r"},
		{"commas: ", "\r"},
		{"project: ", "\r"},
		{"may do: ", "\r"},
		{"set one: ", "\r"},
		{"[2026-11-20]: ", "\r"},
		{"YYYY-MM-DD: ", "\r"},
		{"[3 6]: ", "\r"},
	}
	for stop := range answers {
		k := d.talk(nil, "add")
		for i, a := range answers[:stop+1] {
			if i == stop {
				a[1] = "x\x03"
			}
			k.until(a[0], a[1])
		}
		status, echo := k.end()
		if status == 0 || !echo || !strings.Contains(k.shown.String(), "Nothing was stored") {
			t.Errorf("at %q: status %d, echo %v:\n%s", answers[stop][0], status, echo, k.shown.String())
		}
	}
	if all := d.run("list"); !strings.Contains(all, "No keys here") {
		t.Error(all)
	}
	if all := d.run("providers"); strings.Contains(all, "Acme") {
		t.Error("the provider is there")
	}
}

func TestAPasteOfSeveralLinesAnswersNothingElse(t *testing.T) {
	d := newDesk(t)
	one, two := exampleOf(t, "openai", "project"), exampleOf(t, "openai", "project")
	d.stdin(one, "add", "old")
	for what, paste := range map[string]string{"lines": one + "\n" + two + "\n", "half a line": one + "\n" + two, "a long line": strings.Repeat("ab1", 1500) + "\n"} {
		k := d.talk(nil, "add", "chat-app")
		k.until("(not shown): ", paste)
		status, echo := k.end()
		if said := k.shown.String(); status != 5 || !echo || !strings.Contains(said, "on stdin: keytray add chat-app < FILE") || strings.Contains(said, two) {
			t.Errorf("%s: status %d, echo %v, seen %v", what, status, echo, strings.Contains(said, two))
		}
		// Where everything is asked for, one bad paste costs no more than that.
		for same, args := range map[string][]string{"add NAME": {"add", "--provider", "openai"}, "rotate old": {"rotate", "old"}} {
			k := d.talk(nil, args...)
			k.until("(not shown): ", paste)
			k.until("more than one line", "")
			k.until("on stdin: keytray "+same+" < FILE", "")
			k.until("(not shown): ", "\x03")
			if status, echo := k.end(); status == 0 || !echo || strings.Contains(k.shown.String(), two) {
				t.Errorf("%s, %s: status %d, echo %v", what, same, status, echo)
			}
		}
	}
	if all := d.run("list"); strings.Count(all, "\n") != 2 {
		t.Error(all)
	}
}

func TestLineEndsAndBlanksAfterAKeyAreNoMoreLines(t *testing.T) {
	d := newDesk(t)
	for i, after := range []string{"\r\n", "\r\r", "\n\n", "  \t\n", "\n \n\t\r\n  "} {
		value := exampleOf(t, "openai", "project")
		name := "key-" + strconv.Itoa(i)
		k := d.talk(nil, "add", name)
		k.until("(not shown): ", value+after)
		if status, echo := k.end(); status != 0 || !echo {
			t.Errorf("%q: status %d, echo %v:\n%s", after, status, echo, k.shown.String())
			continue
		}
		if d.run("get", name) != value {
			t.Errorf("%q: another value came back", after)
		}
	}
	value := exampleOf(t, "openai", "project")
	k := d.talk(nil, "add", "--provider", "openai")
	k.until("(not shown): ", value+"\r\n\r\n")
	k.until("[y/N] ", "\x03")
	k.end()
}

func TestAKeyOfASharedFormIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	value := func() string { return providertest.Example("zq-<hex:32>", rand.New(rand.NewPCG(rand.Uint64(), 0))) }
	d.run("providers", "add", "Acme", "--pattern", "(zq|yr)-[a-f0-9]{32}")
	k := d.talk(nil, "add", "first")
	k.until("(not shown): ", value()+"\r")
	k.until("This looks like: Acme key. Is it? [Y/n] ", "\r")
	if status, _ := k.end(); status != 0 || !strings.Contains(d.run("show", "first"), "Provider  Acme") {
		t.Error(k.shown.String())
	}
	d.run("providers", "add", "Globex", "--pattern", "(zq|xs)-[a-f0-9]{32}")
	k = d.talk(nil, "add", "shared")
	k.until("(not shown): ", value()+"\r")
	k.until("Which one is it?", "")
	k.until("  0  none of them", "")
	shown := k.shown.String()
	number := map[bool]string{true: "1", false: "2"}[strings.Contains(shown, "1  Globex")]
	k.until("Number: ", "99\r")
	k.until("Number: ", number+"\r")
	if status, _ := k.end(); status != 0 || !strings.Contains(shown, "Acme") {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
	if shown := d.run("show", "shared"); !strings.Contains(shown, "Provider  Globex") {
		t.Error(shown)
	}
}

func TestWhatIsNoKeyIsAskedForAgain(t *testing.T) {
	d := newDesk(t)
	value := exampleOf(t, "openai", "project")
	k := d.talk([]string{"ANSWER=rejected"}, "add", "--provider", "openai")
	k.until("(not shown): ", "your-api-key\r")
	k.until("That is a placeholder", "")
	k.until("[y/N] ", "\r")
	k.until("(not shown): ", value+"\r")
	k.until("whether it works?", "")
	k.until("[y/N] ", "y\r")
	k.until("refused this key", "")
	k.until("[y/N] ", "\r")
	if status, echo := k.end(); status != 5 || !echo {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
}

func TestAnAnswerThatWillNotDoIsAskedForAgain(t *testing.T) {
	d := newDesk(t)
	value := exampleOf(t, "openai", "project")
	k := d.talk(nil, "add", "--provider", "openai", "--limit", "5 USD")
	k.until("(not shown): ", value+"\r")
	k.until("[y/N] ", "\r")
	k.until("[openai]: ", value+"\r")
	k.until("That is a key, not a name.", "")
	k.until("[openai]: ", "mine\r")
	k.until("[OPENAI_API_KEY]: ", "1 BAD\r")
	k.until("no name for an environment variable", "")
	k.until("[OPENAI_API_KEY]: ", "-\r")
	k.until("commas: ", "\r")
	k.until("project: ", strings.Repeat("a", 101)+"\r")
	k.until("The account is too long", "")
	for _, words := range []string{"project: ", "may do: ", "[5 USD]: "} {
		k.until(words, "\r")
	}
	k.until("[2026-11-20]: ", "2026-11-21\r")
	k.until("after today", "")
	k.until("[2026-11-20]: ", "\r")
	k.until("YYYY-MM-DD: ", "2026-11-20\r")
	k.until("on or before the day it was created", "")
	k.until("YYYY-MM-DD: ", "\r")
	k.until("[3 6]: ", "6 3\r")
	k.until("the second one higher", "")
	k.until("[3 6]: ", "3 9999\r")
	k.until("at the latest", "")
	k.until("[3 6]: ", "\r")
	if status, _ := k.end(); status != 0 {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
	if shown := d.run("show", "mine"); strings.Contains(shown, "Variable") || !strings.Contains(shown, "5 USD") {
		t.Error(shown)
	}
	if d.run("get", "mine") != value {
		t.Error("another value came back")
	}
}

func TestAKeyOfAnotherServerIsSentWithTheWordOfThePersonOnly(t *testing.T) {
	d := newDesk(t)
	value := exampleOf(t, "gitlab", "personal")
	k := d.talk(nil, "add", "repo")
	k.until("(not shown): ", value+"\r")
	if status, _ := k.end(); status != 0 {
		t.Fatal(k.shown.String())
	}
	for answer, want := range map[string]int{"n\r": 1, "\x03": 1, "y\r": 0} {
		k := d.talk([]string{"ANSWER=accepted"}, "check", "repo")
		k.until("Is it of gitlab.com itself? [y/N] ", answer)
		status, _ := k.end()
		if status != want || strings.Contains(k.shown.String(), "Asking gitlab.com") != (want == 0) {
			t.Errorf("%q: status %d:\n%s", answer, status, k.shown.String())
		}
	}
}

func TestAKeyIsNoAnswer(t *testing.T) {
	d := newDesk(t)
	// Of a form that is known, and of one that nobody knows.
	sid, token := exampleOf(t, "twilio", "account-sid"), exampleOf(t, "twilio", "auth-token")
	known := exampleOf(t, "stripe", "secret-live")
	k := d.talk([]string{"ANSWER=accepted"}, "add", "--provider", "twilio")
	k.until("(not shown): ", token+"\r")
	k.until("[y/N] ", "y\r")
	k.until("(starts with AC): ", token+"\r")
	k.until("That is a key, or holds one", "")
	k.until("(starts with AC): ", known+"\r")
	k.until("That is a key, or holds one", "")
	k.until("(starts with AC): ", sid+"\r")
	k.until("[twilio]: ", token+"\r")
	k.until("That is a key, not a name.", "")
	k.until("[twilio]: ", "phone\r")
	k.until("variable [", "\r")
	k.until("commas: ", "editor, https://x.example/?key="+known+"\r")
	k.until("That is a key, or holds one", "")
	k.until("commas: ", "\r")
	k.until("project ["+sid+"]: ", "\r")
	for _, words := range []string{"may do: ", "set one: ", "[2026-11-20]: ", "[2027-04-30]: ", "[3 6]: "} {
		k.until(words, "\r")
	}
	if status, _ := k.end(); status != 0 {
		t.Fatalf("status %d:\n%s", status, k.shown.String())
	}
	if shown := d.run("show", "phone", "--json"); strings.Contains(shown, token) || strings.Contains(shown, known) || !strings.Contains(shown, sid) {
		t.Error("a key was written down, or the account was not")
	}
}

func TestAnEmptyValueIsAskedForAgain(t *testing.T) {
	d := newDesk(t)
	k := d.talk(nil, "add", "--provider", "openai")
	k.until("(not shown): ", "\"\"\r")
	k.until("There is no key in that, only quotes.", "")
	k.until("(not shown): ", "OPENAI_API_KEY=\"\"\r")
	k.until("There is no key in that, only the variable name", "")
	k.until("(not shown): ", "\r")
	if status, echo := k.end(); status == 0 || !echo {
		t.Errorf("status %d, echo %v", status, echo)
	}
	if all := d.run("list"); !strings.Contains(all, "No keys here") {
		t.Error(all)
	}
}
