package agent_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/keychain"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
)

// desk plays a provider: it knows which values are alive, and does what it is asked.
type desk struct {
	t     *testing.T
	mu    sync.Mutex
	alive map[string]bool
	calls []check.Request // with a value of their own
	asked int             // checks

	answer func(r check.Request) (check.Answer, error) // instead of doing what it is asked; may call do
	mute   bool                                        // checks get no answer
	slow   bool                                        // what is revoked works for a while
	made   []string                                    // new values
	during func()                                      // while a call is under way
}

func (d *desk) ask(ctx context.Context, r check.Request) (check.Answer, error) {
	d.mu.Lock()
	during, answer := d.during, d.answer
	d.mu.Unlock()
	if r.Call == "" {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.asked++
		return d.verdict(string(r.Secret.Reveal())), nil
	}
	kept := r
	kept.Secret = secret.New(r.Secret.Reveal())
	d.mu.Lock()
	d.calls = append(d.calls, kept)
	d.mu.Unlock()
	if during != nil {
		during()
	}
	if ctx.Err() != nil { // the program that asks is ended
		d.do(r)
		return check.Answer{}, ctx.Err()
	}
	if answer != nil {
		return answer(r)
	}
	return d.do(r), nil
}

func (d *desk) verdict(value string) check.Answer {
	switch {
	case d.mute:
		return check.Answer{Result: check.Unknown, Why: "No answer from the provider."}
	case d.alive[value]:
		return check.Answer{Result: check.Accepted, Why: "Accepted just now."}
	}
	return check.Answer{Result: check.Rejected, Why: "Refused just now."}
}

// do does what a call asks for.
func (d *desk) do(r check.Request) check.Answer {
	d.mu.Lock()
	defer d.mu.Unlock()
	value := string(r.Secret.Reveal())
	if r.Call == provider.Revoke {
		d.alive[value] = d.slow
		return check.Answer{Result: check.Done, Why: "It is revoked."}
	}
	next := makes(d.t, r.Provider, r.Kind)
	d.alive[value], d.alive[next] = r.Provider == "perplexity", true
	d.made = append(d.made, next)
	return check.Answer{Result: check.Done, Why: "It made a new key.", Secret: secret.FromString(next), Expires: r.Expires}
}

// loses does what a call asks for, and its answer gets lost.
func (d *desk) loses(r check.Request) (check.Answer, error) {
	d.do(r)
	return check.Answer{Result: check.Unknown, Why: "The answer of GitLab did not arrive."}, nil
}

func (d *desk) sent() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.calls)
}

// makes is a key of a kind, at random.
func makes(t *testing.T, issuer, kind string) string {
	t.Helper()
	p, _ := provider.New().ByID(issuer)
	k, ok := p.Kind(kind)
	if !ok {
		t.Fatalf("%s has no kind %q", issuer, kind)
	}
	return providertest.Example(k.Example, rand.New(rand.NewPCG(rand.Uint64(), 1)))
}

// atDesk is a service with one key, ci, whose provider is played.
func atDesk(t *testing.T, issuer, kind string) (*fixture, *desk, string) {
	t.Helper()
	d := &desk{t: t, alive: map[string]bool{}}
	f := start(t)
	f.checker = d.ask
	f = f.again(t)
	value := makes(t, issuer, kind)
	d.alive[value] = true
	_, err := f.Add(t.Context(), api.AddRequest{
		Name: "ci", Secret: secret.FromString(value),
		Details: api.Details{Provider: issuer, UsedBy: []string{"~/app/.env"}, Created: f.now.AddDate(0, -7, 0)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return f, d, value
}

func (f *fixture) call(t *testing.T, what string) api.Called {
	t.Helper()
	said, err := f.Call(t.Context(), f.request(t, what))
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// request is a call as a face makes it: about the value that it shows.
func (f *fixture) request(t *testing.T, what string) api.CallRequest {
	t.Helper()
	return api.CallRequest{Name: "ci", What: what, Item: f.key(t, "ci").CallItem(what), Confirmed: "ci"}
}

func (f *fixture) value(t *testing.T) string {
	t.Helper()
	v, err := f.Get(t.Context(), api.GetRequest{Name: "ci"})
	if err != nil {
		t.Fatal(err)
	}
	return string(v.Reveal())
}

// index is what is on disk.
func (f *fixture) index(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(f.paths.Data, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// assertQuiet asserts that no value is in what was said and written.
func assertQuiet(t *testing.T, f *fixture, text string, values ...string) {
	t.Helper()
	history, _ := os.ReadFile(filepath.Join(f.paths.Data, "history.jsonl"))
	for _, v := range values {
		if strings.Contains(text+f.index(t)+string(history), v) || strings.Contains(text, v[len(v)-8:]) {
			t.Error("a value is in what was said or written")
		}
	}
}

func assertSays(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("it says %q, without %q", text, part)
		}
	}
}

func TestAKeyReplacedByItsProviderIsStoredAndTheOldOneProvenDead(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	if k := f.key(t, "ci"); !slices.Equal(k.Calls, []string{api.CallRotate, api.CallRevoke}) {
		t.Fatalf("it offers %v", k.Calls)
	}
	d.during = func() {
		if x := f.index(t); !strings.Contains(x, `"what": "rotate"`) && !strings.Contains(x, `"what":"rotate"`) {
			t.Error("the journal is not on disk before the call")
		}
		if slices.ContainsFunc(f.store.Accounts(), func(a string) bool { return strings.HasPrefix(a, "_rehearsal") }) {
			t.Error("the rehearsal is left in the keychain")
		}
	}
	said := f.call(t, api.CallRotate)
	if said.Result != api.CallDone || said.Host != "gitlab.com" || !said.At.Equal(f.now) {
		t.Fatalf("it says %+v", said)
	}
	assertSays(t, said.Text, "GitLab made a new key for ci, and it is stored.", "GitLab refuses the old one now.", "Our copy of the old key is destroyed.")
	if f.value(t) != d.made[0] {
		t.Error("another value is stored")
	}
	k := f.key(t, "ci")
	switch {
	case k.Case == nil || k.Case.Step != "places" || !k.Case.Stored || k.Case.Call != "":
		t.Errorf("the rotation stands at %+v", k.Case)
	case k.Previous != 0 || k.Places[0].Has:
		t.Errorf("%d old values are held, and the place has the new one: %v", k.Previous, k.Places[0].Has)
	case !slices.Contains(k.Calls, api.CallRotate) || k.Kind != "personal":
		t.Errorf("it is a %s key, and offers %v", k.Kind, k.Calls)
	}
	if d.sent() != 1 || !d.calls[0].Secret.Equal(secret.FromString(old)) || d.calls[0].Kind != "personal" {
		t.Errorf("%d calls", d.sent())
	}
	assertQuiet(t, f, said.Text, old, d.made[0])
	if n := len(f.store.Accounts()); n != 2 { // the value, and the key for fingerprints
		t.Errorf("%d items are in the keychain", n)
	}
	if k, err := f.Tick(t.Context(), api.TickRequest{Name: "ci", Place: "~/app/.env", Has: true}); err != nil || k.Case != nil {
		t.Errorf("with the last place: %+v, %v", k.Case, err)
	}
}

func TestNothingIsSentWithoutTheNameOfTheKey(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	for _, word := range []string{"", "CI", "yes", "ci "} {
		_, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: word})
		if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "ends the old one at once. This cannot be undone.") || !strings.Contains(err.Error(), "name of the key: ci") {
			t.Errorf("%q: %v", word, err)
		}
	}
	for what, r := range map[string]api.CallRequest{
		"another call":       {Name: "ci", What: "delete", Confirmed: "ci"},
		"nobody":             {Name: "nobody", What: api.CallRotate, Confirmed: "nobody"},
		"an end that is now": {Name: "ci", What: api.CallRotate, Confirmed: "ci", Expires: f.now},
		"an end too far":     {Name: "ci", What: api.CallRotate, Confirmed: "ci", Expires: f.now.AddDate(1, 0, 1)},
	} {
		if _, err := f.Call(t.Context(), r); err == nil {
			t.Errorf("%s is done", what)
		}
	}
	if d.sent()+d.asked > 0 || f.key(t, "ci").Case != nil {
		t.Errorf("%d calls, %d checks", d.sent(), d.asked)
	}
}

func TestOnlyAProviderThatCanIsCalled(t *testing.T) {
	for issuer, kind := range map[string]string{"openai": "project", "github": "classic", "gitlab": "runner"} {
		f, d, _ := atDesk(t, issuer, kind)
		if k := f.key(t, "ci"); slices.Contains(k.Calls, api.CallRotate) {
			t.Errorf("%s: it offers %v", issuer, k.Calls)
		}
		_, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"})
		if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "cannot rotate this kind of key by itself") || d.sent()+d.asked > 0 {
			t.Errorf("%s: %v", issuer, err)
		}
	}
}

func TestWithoutTheProgramThatSendsNothingHappens(t *testing.T) {
	f, _, _ := atDesk(t, "gitlab", "personal")
	for name, checker := range map[string]func(context.Context, check.Request) (check.Answer, error){
		"left out":  nil,
		"not there": func(context.Context, check.Request) (check.Answer, error) { return check.Answer{}, check.ErrNone },
	} {
		f.checker = checker
		f = f.again(t)
		for _, what := range []string{api.CallRevoke, api.CallRotate} {
			said, err := f.Call(t.Context(), f.request(t, what))
			if text := fmt.Sprint(said.Text, err); said.Result == api.CallDone || !strings.Contains(text, "cannot check keys") {
				t.Errorf("%s, %s: %s", name, what, text)
			}
			if f.key(t, "ci").Case != nil {
				t.Errorf("%s, %s: a rotation was begun", name, what)
			}
		}
	}
}

// GitLab ends the successors of a token that is sent again.
func TestAKeyThatIsDeadAlreadyIsNotSentToBeReplaced(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	d.alive[old] = false
	said := f.call(t, api.CallRotate)
	if said.Result != api.CallRefused || d.sent() != 0 || f.key(t, "ci").Case != nil {
		t.Errorf("%d calls: %+v", d.sent(), said)
	}
	assertSays(t, said.Text, "GitLab refuses this key already, so nothing was changed.")
	d.mute = true
	if said := f.call(t, api.CallRotate); said.Result != api.CallRefused || d.sent() != 0 || !strings.HasSuffix(said.Text, "Nothing was changed.") {
		t.Errorf("without a network: %d calls: %+v", d.sent(), said)
	}
}

func TestNoValueIsMadeWithoutAPlaceForIt(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	for name, fail := range map[string]func(op, account string) error{
		"locked": func(op, _ string) error { return map[string]error{"set": keychain.ErrLocked}[op] },
		"silent": func(op, _ string) error { return map[string]error{"set": keychain.ErrTimeout}[op] },
		"read-only": func(op, account string) error {
			if op == "delete" && strings.HasPrefix(account, "_rehearsal") {
				return keychain.ErrUnavailable
			}
			return nil
		},
	} {
		f.store.Fail(fail)
		_, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"})
		f.store.Fail(nil)
		if err == nil || d.sent() != 0 || f.key(t, "ci").Case != nil || f.value(t) != old {
			t.Errorf("%s: %d calls, %v", name, d.sent(), err)
		}
	}
	if err := os.Chmod(f.paths.Data, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(f.paths.Data, 0o700) })
	if os.Geteuid() != 0 { // whom no mode keeps out
		if _, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"}); err == nil || d.sent() != 0 {
			t.Errorf("no journal can be written: %d calls, %v", d.sent(), err)
		}
	}
}

func TestALostAnswerLeavesTheJournalAndNothingIsSentAgain(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	d.answer = d.loses
	said := f.call(t, api.CallRotate)
	if said.Result != api.CallUnknown || said.Key.Case == nil || said.Key.Case.Call != api.CallRotate || !said.Key.Case.CallAt.Equal(f.now) || said.Key.Calls != nil {
		t.Fatalf("it says %+v", said)
	}
	assertSays(t, said.Text, "The answer of GitLab did not arrive. Nobody knows whether GitLab made a new key, and nothing is sent again before that is known.",
		"Check the key in 2 minutes", "if not, make a new one on its page.")
	for _, what := range []string{api.CallRotate, api.CallRevoke} {
		for _, f := range []*fixture{f, f.again(t)} { // in another process, too
			_, err := f.Call(t.Context(), f.request(t, what))
			if api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "so nothing was sent") || d.sent() != 1 {
				t.Errorf("%s: %d calls, %v", what, d.sent(), err)
			}
		}
	}
	checked := f.check(t, api.CheckRequest{Name: "ci", Confirmed: true})
	assertSays(t, checked.Text, "GitLab may still be at work on what it was asked.")
	if f.key(t, "ci").Case.Call == "" {
		t.Fatal("a check at once settles it")
	}
	f.now = f.now.Add(3 * time.Minute)
	checked = f.check(t, api.CheckRequest{Name: "ci", Confirmed: true})
	assertSays(t, checked.Text, "So GitLab replaced it, but the new value never came here. Make a new key on its page.")
	k := f.key(t, "ci")
	if k.Case == nil || k.Case.Call != "" || k.Case.Step != "create" || f.value(t) != old {
		t.Errorf("the rotation stands at %+v", k.Case)
	}
	assertQuiet(t, f, said.Text+checked.Text, old, d.made[0])
}

func TestACallThatWasNeverFollowedIsTakenBack(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	for _, fault := range []func(check.Request) (check.Answer, error){
		func(check.Request) (check.Answer, error) {
			return check.Answer{Result: check.Unknown, Why: "GitLab had trouble of its own with it (status 502)."}, nil
		},
		func(check.Request) (check.Answer, error) { return check.Answer{}, check.ErrFailed },
	} {
		d.answer = fault
		if said := f.call(t, api.CallRotate); said.Result != api.CallUnknown {
			t.Fatalf("it says %+v", said)
		}
		f.now = f.now.Add(3 * time.Minute)
		assertSays(t, f.check(t, api.CheckRequest{Name: "ci", Confirmed: true}).Text, "So GitLab did not do what it was asked.")
		if k := f.key(t, "ci"); k.Case != nil || len(k.Calls) != 2 || f.value(t) != old {
			t.Errorf("the rotation stands at %+v, and it offers %v", k.Case, k.Calls)
		}
	}
	d.answer = nil
	if said := f.call(t, api.CallRotate); said.Result != api.CallDone || f.value(t) != d.made[0] {
		t.Errorf("the next one: %+v", said)
	}
}

func TestARefusedCallLeavesNothingBehind(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	d.answer = func(check.Request) (check.Answer, error) {
		return check.Answer{Result: check.Refused, Why: "GitLab does not let this token replace itself."}, nil
	}
	said := f.call(t, api.CallRotate)
	if said.Result != api.CallRefused || said.Text != "GitLab does not let this token replace itself." || said.Key.Case != nil || f.value(t) != old {
		t.Errorf("it says %+v", said)
	}
	// A rotation that the person began is not ended by it.
	if _, err := f.Turn(t.Context(), api.TurnRequest{Name: "ci", Step: "paste"}); err != nil {
		t.Fatal(err)
	}
	if said := f.call(t, api.CallRotate); said.Key.Case == nil || said.Key.Case.Step != "paste" || said.Key.Case.Call != "" {
		t.Errorf("the rotation stands at %+v", said.Key.Case)
	}
	d.answer = func(check.Request) (check.Answer, error) {
		return check.Answer{}, errors.Join(check.ErrFailed, check.ErrUnsent)
	}
	if _, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"}); err == nil || f.key(t, "ci").Case.Call != "" {
		t.Errorf("a program that does not start: %v", err)
	}
}

func TestWhoHangsUpLosesNoNewValue(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	ctx, hangUp := context.WithCancel(t.Context())
	d.during = hangUp
	_, _ = f.Call(ctx, api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"})
	if f.value(t) != d.made[0] || f.key(t, "ci").Case.Call != "" {
		t.Error("the new value is not stored")
	}
}

// The keychain is locked while the provider answers. It is not asked again and again,
// for that may prompt the person each time.
func TestANewValueThatNoStoreTakesIsKeptUntilOneDoes(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	var tries, looks atomic.Int32
	d.during = func() {
		f.store.Play(keychain.Status{State: keychain.Locked})
		f.store.Fail(func(op, _ string) error {
			switch op {
			case "set":
				tries.Add(1)
				return keychain.ErrLocked
			case "status":
				looks.Add(1)
			}
			return nil
		})
	}
	type ended struct {
		api.Called
		err error
	}
	over := make(chan ended, 1)
	go func() {
		said, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"})
		over <- ended{said, err}
	}()
	wait(t, f, func(st api.State) bool {
		return strings.Contains(st.Notice, "The new value of ci is not stored yet. Unlock your keychain")
	})
	if _, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"}); api.KindOf(err) != api.Refused {
		t.Errorf("meanwhile another one: %v", err)
	}
	for looked, end := looks.Load(), time.Now().Add(20*time.Second); looks.Load() < looked+2; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not look whether the keychain is open")
		}
	}
	f.store.Fail(nil)
	f.store.Play(keychain.Status{State: keychain.OK})
	said := <-over
	if said.err != nil || said.Result != api.CallDone || f.value(t) != d.made[0] || tries.Load() != 1 || d.sent() != 1 {
		t.Fatalf("after %d tries: %+v, %v", tries.Load(), said.Called, said.err)
	}
	if k := f.key(t, "ci"); k.Case == nil || k.Case.Call != "" || k.Case.Step != "places" {
		t.Errorf("the rotation stands at %+v", k.Case)
	}
	if st, _ := f.State(t.Context()); st.Notice != "" {
		t.Errorf("then it still says %q", st.Notice)
	}
	assertQuiet(t, f, said.Text, old, d.made[0])
}

// A key that somebody destroys meanwhile takes no new value with it.
func TestANewValueOutlivesItsKey(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	d.during = func() {
		if _, err := f.Remove(t.Context(), api.RemoveRequest{Name: "ci", Forever: true}); err != nil {
			t.Error(err)
		}
	}
	if said := f.call(t, api.CallRotate); said.Result != api.CallDone || f.value(t) != d.made[0] {
		t.Errorf("it says %+v", said)
	}
}

func TestANewValueOfAKeyInTheBinIsFound(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	d.during = func() {
		if _, err := f.Remove(t.Context(), api.RemoveRequest{Name: "ci"}); err != nil {
			t.Error(err)
		}
	}
	said := f.call(t, api.CallRotate)
	assertSays(t, said.Text, "Bring it back with: keytray restore ci")
	if _, err := f.Restore(t.Context(), "ci"); err != nil || f.value(t) != d.made[0] {
		t.Errorf("another value is stored: %v", err)
	}
}

func TestWhatIsNoTextIsNotTriedForEver(t *testing.T) {
	f, d, old := atDesk(t, "gitlab", "personal")
	d.answer = func(r check.Request) (check.Answer, error) {
		a := d.do(r)
		a.Secret = secret.New(append(a.Secret.Reveal(), 0))
		return a, nil
	}
	said := f.call(t, api.CallRotate)
	if said.Result != api.CallUnknown || said.Key.Case == nil || said.Key.Case.Call == "" || f.value(t) != old {
		t.Errorf("it says %+v", said)
	}
	assertSays(t, said.Text, "GitLab made something for ci that is no key", "make a new key there.")
	if st, err := f.State(t.Context()); err != nil || st.Notice != "" {
		t.Errorf("it still says %q, %v", st.Notice, err)
	}
}

// rotated is a key with an old value that is alive.
func rotated(t *testing.T, issuer, kind string) (*fixture, *desk, string, string) {
	t.Helper()
	f, d, old := atDesk(t, issuer, kind)
	next := makes(t, issuer, kind)
	d.alive[next] = true
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "ci", Secret: secret.FromString(next)}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Turn(t.Context(), api.TurnRequest{Name: "ci", Step: "revoke"}); err != nil {
		t.Fatal(err)
	}
	return f, d, old, next
}

func TestTheOldKeyIsRevokedByItsProviderAndProvenDead(t *testing.T) {
	for issuer, kind := range map[string]string{"gitlab": "personal", "github": "fine-grained", "perplexity": "key"} {
		t.Run(issuer, func(t *testing.T) {
			f, d, old, next := rotated(t, issuer, kind)
			said := f.call(t, api.CallRevoke)
			if said.Result != api.CallDone || said.Key.Case != nil || said.Key.Previous != 0 || d.sent() != 1 || !d.calls[0].Secret.Equal(secret.FromString(old)) {
				t.Errorf("it says %+v", said)
			}
			assertSays(t, said.Text, "Our copy of the old key is destroyed.")
			if f.value(t) != next || !d.alive[next] {
				t.Error("the new one was revoked")
			}
			assertQuiet(t, f, said.Text, old, next)
		})
	}
}

func TestAnOldKeyThatWorksForAWhileIsNotCalledDead(t *testing.T) {
	f, d, old, _ := rotated(t, "github", "classic")
	d.slow = true
	said := f.call(t, api.CallRevoke)
	if said.Result != api.CallDone || said.Key.Previous != 1 || said.Key.Case == nil || said.Key.Case.Call != "" || said.Key.Case.Asked.Result != api.CheckAccepted {
		t.Errorf("it says %+v, %+v", said, said.Key.Case)
	}
	assertSays(t, said.Text, "GitHub still accepts the old key")
	d.alive[old] = false
	if said := f.check(t, api.CheckRequest{Name: "ci", Previous: true}); !said.Closed {
		t.Errorf("a minute later: %+v", said)
	}
}

func TestARevokedOldKeyWhoseAnswerWasLostIsSettledByACheck(t *testing.T) {
	f, d, _, next := rotated(t, "github", "classic")
	d.answer = d.loses
	if said := f.call(t, api.CallRevoke); said.Result != api.CallUnknown || said.Key.Case.Call != api.CallRevoke {
		t.Fatalf("it says %+v", said)
	}
	said := f.check(t, api.CheckRequest{Name: "ci", Previous: true})
	if k := f.key(t, "ci"); k.Case != nil || !said.Closed || f.value(t) != next {
		t.Errorf("the rotation stands at %+v: %s", k.Case, said.Text)
	}
	assertSays(t, said.Text, "So GitHub revoked it.")
}

// Of a leaked key the current value is revoked first.
func TestARevokedCurrentKeyIsKeptUntilThereIsANewOne(t *testing.T) {
	f, d, old := atDesk(t, "github", "classic")
	said := f.call(t, api.CallRevoke)
	k := said.Key
	if said.Result != api.CallDone || d.alive[old] || k.Case == nil || k.Case.Step != "create" || k.Case.Call != "" || f.value(t) != old {
		t.Errorf("it says %+v, %+v", said, k.Case)
	}
	if k.Verified == nil || k.Verified.Result != api.CheckRejected {
		t.Errorf("noted is %+v", k.Verified)
	}
	assertSays(t, said.Text, "Now make a new one.")
}

func TestAProviderThatKeepsTheOldKeyLeavesItForLater(t *testing.T) {
	f, d, old := atDesk(t, "perplexity", "key")
	said := f.call(t, api.CallRotate)
	if said.Result != api.CallDone || f.value(t) != d.made[0] || said.Key.Previous != 1 || said.Key.Case.Step != "places" || !d.alive[old] {
		t.Errorf("it says %+v", said)
	}
	assertSays(t, said.Text, "The old one works until it is revoked.")
	if _, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci", Expires: f.now.AddDate(0, 1, 0)}); api.KindOf(err) != api.Usage {
		t.Errorf("with an end date: %v", err)
	}
}

// Nobody can be asked whether it worked: the person looks, and ends it.
func TestALostAnswerOfAProviderWithoutACheckHasAWayOut(t *testing.T) {
	f, d, _ := atDesk(t, "perplexity", "key")
	d.answer = d.loses
	said := f.call(t, api.CallRotate)
	assertSays(t, said.Text, "Look at the page of Perplexity", `keytray rotate ci --abandon`)
	if _, err := f.Abandon(t.Context(), "ci"); api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "may still be at work") {
		t.Errorf("at once: %v", err)
	}
	f.now = f.now.Add(3 * time.Minute)
	if _, err := f.Abandon(t.Context(), "ci"); err != nil {
		t.Fatal(err)
	}
	d.answer = nil
	if said := f.call(t, api.CallRotate); said.Result != api.CallDone {
		t.Errorf("then: %+v", said)
	}
}

func TestTheNewKeyEndsAMonthAfterItsWindow(t *testing.T) {
	for name, c := range map[string]struct {
		months [2]int
		wanted time.Time
		want   string
	}{
		"as usual":      {want: "2027-06-19"}, // 20 May 2027 and 30 days
		"a long window": {months: [2]int{12, 24}, want: "2027-11-19"},
		"chosen":        {wanted: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), want: "2027-01-31"},
		"at the latest": {wanted: time.Date(2027, 11, 19, 0, 0, 0, 0, time.UTC), want: "2027-11-19"},
	} {
		f, d, _ := atDesk(t, "gitlab", "personal")
		if c.months[0] > 0 {
			if _, err := f.Edit(t.Context(), api.EditRequest{Name: "ci", DueAfter: &c.months[0], OverdueAfter: &c.months[1]}); err != nil {
				t.Fatal(err)
			}
		}
		said, err := f.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci", Expires: c.wanted})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.calls[0].Expires.Format(time.DateOnly); got != c.want || said.Key.Expires.Format(time.DateOnly) != c.want {
			t.Errorf("%s: asked for %s, noted %v", name, got, said.Key.Expires)
		}
	}
}

func TestTwoAtOnceSendOneCall(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	other := f.again(t)
	d.during = func() {
		_, err := other.Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"})
		if api.KindOf(err) != api.Refused {
			t.Errorf("the second one: %v", err)
		}
	}
	if said := f.call(t, api.CallRotate); said.Result != api.CallDone || d.sent() != 1 {
		t.Errorf("%d calls: %+v", d.sent(), said)
	}
}

// Two windows, an impatient click, a script that runs twice: the second time the old
// value is gone, and the call would be about the one in use.
func TestTheSameCallTwiceNeverEndsTheKeyInUse(t *testing.T) {
	f, d, _, next := rotated(t, "gitlab", "personal")
	r := f.request(t, api.CallRevoke)
	if said, err := f.Call(t.Context(), r); err != nil || said.Result != api.CallDone {
		t.Fatalf("it says %+v, %v", said, err)
	}
	_, err := f.Call(t.Context(), r)
	if api.KindOf(err) != api.Refused || !strings.HasPrefix(err.Error(), "The key changed meanwhile") {
		t.Errorf("again: %v", err)
	}
	r.Item = "" // nobody has said which value it is about
	_, err = f.Call(t.Context(), r)
	if api.KindOf(err) != api.Refused || d.sent() != 1 || !d.alive[next] {
		t.Errorf("without an item: %v, %d calls", err, d.sent())
	}
	r = f.request(t, api.CallRotate)
	if said, err := f.Call(t.Context(), r); err != nil || said.Result != api.CallDone {
		t.Fatalf("replaced: %+v, %v", said, err)
	}
	if _, err := f.Call(t.Context(), r); api.KindOf(err) != api.Refused || d.sent() != 2 {
		t.Errorf("replaced again: %v, %d calls", err, d.sent())
	}
}

// It was set back by a second while the provider worked.
func TestAClockThatWasSetBackSettlesNoCall(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	d.answer = func(check.Request) (check.Answer, error) {
		return check.Answer{Result: check.Unknown, Why: "The answer of GitLab did not arrive."}, nil
	}
	f.call(t, api.CallRotate)
	f.now = f.now.Add(-time.Second)
	assertSays(t, f.check(t, api.CheckRequest{Name: "ci", Confirmed: true}).Text, "GitLab may still be at work on what it was asked.")
	if f.key(t, "ci").Case.Call == "" {
		t.Error("the journal is gone")
	}
	f.now = f.now.Add(-24 * time.Hour) // a wrong day was corrected: nobody waits for it to come again
	if f.check(t, api.CheckRequest{Name: "ci", Confirmed: true}); f.key(t, "ci").Case != nil {
		t.Error("the journal stays")
	}
}

// Our copy was destroyed, and then the program died.
func TestAJournalThatIsOverDoesNotKeepTheKeyFromCalls(t *testing.T) {
	f, d, _, _ := rotated(t, "github", "classic")
	d.answer = d.loses
	if said := f.call(t, api.CallRevoke); said.Result != api.CallUnknown {
		t.Fatalf("it says %+v", said)
	}
	if _, err := f.Turn(t.Context(), api.TurnRequest{Name: "ci", Step: api.StepPlaces}); err != nil {
		t.Fatal(err)
	}
	if k, err := f.Revoke(t.Context(), api.RevokeRequest{Name: "ci"}); err != nil || k.Case != nil || !slices.Contains(k.Calls, api.CallRevoke) {
		t.Errorf("it stands at %+v and offers %v, %v", k.Case, k.Calls, err)
	}
}

// A hand-made new key takes the place of the one that never came.
func TestANewKeyByHandEndsTheCallThatBroughtNone(t *testing.T) {
	f, d, _ := atDesk(t, "gitlab", "personal")
	d.answer = d.loses
	f.call(t, api.CallRotate)
	next := makes(t, "gitlab", "personal")
	d.alive[next] = true
	k, err := f.Rotate(t.Context(), api.RotateRequest{Name: "ci", Secret: secret.FromString(next)})
	if err != nil || k.Case == nil || k.Case.Call != "" || k.Case.Step != "places" {
		t.Errorf("the rotation stands at %+v, %v", k.Case, err)
	}
}
