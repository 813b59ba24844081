//go:build linux

package e2e_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/api"
)

// token makes a value of the form of GitLab's personal access tokens.
func token() string {
	return "glpat-" + strings.TrimPrefix(newValue(), "test-")[:20]
}

// gitlab plays the part of GitLab that replaces and revokes a token.
type gitlab struct {
	mu      sync.Mutex
	alive   map[string]bool
	next    string // the token that it gives out
	orders  []string
	instead http.HandlerFunc // of the answer to an order, which it has followed
}

func (g *gitlab) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	g.mu.Lock()
	token := r.Header.Get("PRIVATE-TOKEN")
	answer, instead := g.answer(token, r), g.instead
	g.mu.Unlock()
	if instead != nil && r.Method != http.MethodGet {
		instead(w, r)
		return
	}
	answer(w)
}

func (g *gitlab) answer(token string, r *http.Request) func(http.ResponseWriter) {
	says := func(status int, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	alive := g.alive[token]
	if r.Method != http.MethodGet {
		g.orders = append(g.orders, r.Method+" "+r.RequestURI)
	}
	switch {
	case !alive:
		return says(401, `{"message":"401 Unauthorized"}`)
	case r.Method == http.MethodGet:
		return says(200, `{"id":1,"name":"ci","revoked":false,"active":true,"scopes":["api","self_rotate"]}`)
	case r.Method == http.MethodDelete:
		g.alive[token] = false
		return says(204, "")
	}
	g.alive[token], g.alive[g.next] = false, true
	return says(200, fmt.Sprintf(`{"id":2,"name":"ci","revoked":false,"active":true,"scopes":["api"],"expires_at":%q,"token":%q}`, r.URL.Query().Get("expires_at"), g.next))
}

// does plays something else than the answer to an order.
func (g *gitlab) does(instead http.HandlerFunc) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.instead = instead
}

func (g *gitlab) ordered() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string{}, g.orders...)
}

// withGitLab is a person with a token of GitLab, which is played, and an agent.
func withGitLab(t *testing.T) (*person, *gitlab, *network, string) {
	t.Helper()
	binary(t, "keytray-check")
	old := token()
	g := &gitlab{alive: map[string]bool{old: true}, next: token()}
	n := newNetwork(t, g.ServeHTTP)
	p := atDesk(t)
	p.env = n.env()
	p.do(old+"\n", "add", "ci", "--used-by", "~/app/.env")
	return p, g, n, old
}

func (p *person) callProvider(what string) (api.Called, error) {
	return p.service().Call(p.ctx(), api.CallRequest{Name: "ci", What: what, Item: p.found("ci").CallItem(what), Confirmed: "ci"})
}

func (p *person) found(name string) api.Key {
	p.t.Helper()
	k, err := p.service().Find(p.ctx(), name)
	if err != nil {
		p.t.Fatal(err)
	}
	return k
}

// nextAgent kills an agent, starts another and waits until that answers: the panel may
// still show the icon of the one before.
func (p *person) nextAgent(a *agent) *agent {
	p.t.Helper()
	a.kill()
	a = p.launch()
	poll(p.t, "the next agent does not answer", func() bool {
		_, err := p.service().State(p.t.Context())
		return err == nil
	})
	return a
}

// assertUnseen asserts that no value was seen where others look.
func assertUnseen(t *testing.T, p *person, n *network, values ...string) {
	t.Helper()
	n.mu.Lock()
	wire, users := n.wire.String(), n.users
	n.mu.Unlock()
	for _, v := range values {
		assertInNoFile(t, p, v)
		if strings.Contains(wire, v) {
			t.Error("the proxy saw a value")
		}
		for _, u := range users {
			if u.program != "keytray-check" || strings.Contains(u.args+u.env, v) {
				t.Errorf("%s used the network, or has a value in its arguments", u.program)
			}
		}
	}
}

func TestGitLabReplacesAToken(t *testing.T) {
	p, g, n, old := withGitLab(t)
	p.startAgent()
	if k := p.found("ci"); strings.Join(k.Calls, " ") != "rotate revoke" {
		t.Fatalf("it offers %v", k.Calls)
	}
	if _, err := p.service().Call(p.ctx(), api.CallRequest{Name: "ci", What: api.CallRotate}); api.KindOf(err) != api.Refused {
		t.Errorf("without a confirmation: %v", err)
	}
	said, err := p.callProvider(api.CallRotate)
	if err != nil || said.Result != api.CallDone {
		t.Fatalf("it says %+v, %v", said, err)
	}
	k := p.found("ci")
	p.assertItem("the new one", k.ID+".2", g.next)
	p.assertItem("the old one", k.ID+".1", "")
	if k.Case == nil || k.Case.Step != "places" || k.Case.Call != "" || k.Previous != 0 || k.Expires.IsZero() {
		t.Errorf("the rotation stands at %+v", k.Case)
	}
	orders := g.ordered()
	if want := "POST /api/v4/personal_access_tokens/self/rotate?expires_at=" + k.Expires.UTC().Format(time.DateOnly); len(orders) != 1 || orders[0] != want {
		t.Errorf("it was told %v, want %s", orders, want)
	}
	if got := p.do("", "get", "ci"); got != g.next {
		t.Errorf("get hands out %d characters", len(got))
	}
	assertUnseen(t, p, n, old, g.next)
}

func TestATokenWhoseAnswerIsLostIsNotSentAgain(t *testing.T) {
	p, g, n, old := withGitLab(t)
	g.does(func(w http.ResponseWriter, _ *http.Request) { // it hangs up in the middle
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"id\":2,\"name\":")
			_ = conn.Close()
		}
	})
	a := p.startAgent()
	said, err := p.callProvider(api.CallRotate)
	if err != nil || said.Result != api.CallUnknown || !strings.Contains(said.Text, "nothing is sent again") || !strings.Contains(said.Text, "if not, make a new one on its page.") {
		t.Fatalf("it says %+v, %v", said, err)
	}
	for range 2 {
		if _, err := p.callProvider(api.CallRotate); api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "so nothing was sent") {
			t.Errorf("again: %v", err)
		}
		a = p.nextAgent(a)
	}
	k := p.found("ci")
	if k.Case == nil || k.Case.Call != api.CallRotate || len(g.ordered()) != 1 {
		t.Errorf("after %v it stands at %+v", g.ordered(), k.Case)
	}
	p.assertItem("the old one", k.ID+".1", old)
	assertUnseen(t, p, n, old, g.next)
}

func TestAnAgentThatDiesDuringACallKnowsItLater(t *testing.T) {
	p, g, n, old := withGitLab(t)
	ordered, answer := make(chan struct{}), make(chan struct{})
	g.does(func(http.ResponseWriter, *http.Request) {
		close(ordered)
		<-answer
	})
	t.Cleanup(func() { close(answer) })
	a := p.startAgent()
	go func() {
		_, _ = p.service().Call(t.Context(), api.CallRequest{Name: "ci", What: api.CallRotate, Confirmed: "ci"})
	}()
	select {
	case <-ordered:
	case <-time.After(limit):
		t.Fatal("nothing was sent")
	}
	p.nextAgent(a)
	k := p.found("ci")
	if k.Case == nil || k.Case.Call != api.CallRotate || k.Case.CallAt.IsZero() {
		t.Errorf("it stands at %+v", k.Case)
	}
	if _, err := p.callProvider(api.CallRotate); api.KindOf(err) != api.Refused {
		t.Errorf("again: %v", err)
	}
	if orders := g.ordered(); len(orders) != 1 {
		t.Errorf("it was told %v", orders)
	}
	p.assertItem("the old one", k.ID+".1", old)
	assertUnseen(t, p, n, old, g.next)
}

// The keyring dies while GitLab answers, and comes back: the new value waits for it.
func TestANewTokenWaitsForAKeyringThatDied(t *testing.T) {
	p, g, n, old := withGitLab(t)
	g.does(func(w http.ResponseWriter, r *http.Request) {
		if err := p.session.StopKeyring(); err != nil {
			t.Error(err)
		}
		_, _ = fmt.Fprintf(w, `{"expires_at":%q,"token":%q}`, r.URL.Query().Get("expires_at"), g.next)
	})
	p.startAgent()
	_, err := p.callProvider(api.CallRotate)
	if err == nil || !strings.Contains(err.Error(), "GitLab made a new key for ci, but it is not stored yet") || !strings.Contains(err.Error(), "Do not end Keytray before.") {
		t.Fatalf("it says %v", err)
	}
	if err := p.session.RestartKeyring(p.ctx()); err != nil {
		t.Fatal(err)
	}
	poll(t, "the new value is not stored", func() bool {
		k := p.found("ci")
		return k.Case != nil && k.Case.Step == "places" && k.Case.Call == ""
	})
	k := p.found("ci")
	p.assertItem("the new one", k.ID+".2", g.next)
	if strings.Contains(err.Error(), g.next) || strings.Contains(p.log(), g.next) {
		t.Error("the new value is in a text")
	}
	assertUnseen(t, p, n, old, g.next)
}

// Whoever quits meanwhile is told why Keytray stays, and it ends once the value is stored.
func TestQuittingWaitsForAKeyringToTakeTheNewToken(t *testing.T) {
	p, g, n, old := withGitLab(t)
	g.does(func(w http.ResponseWriter, r *http.Request) {
		if err := p.session.StopKeyring(); err != nil {
			t.Error(err)
		}
		_, _ = fmt.Fprintf(w, `{"expires_at":%q,"token":%q}`, r.URL.Query().Get("expires_at"), g.next)
	})
	a := p.startAgent()
	id := p.found("ci").ID
	if _, err := p.callProvider(api.CallRotate); err == nil {
		t.Fatal("it is stored already")
	}
	if err := p.service().Quit(p.ctx()); err != nil {
		t.Fatal(err)
	}
	if n := p.waitNote("Keytray is not ending yet"); !strings.Contains(n.Body, "The new value of ci is not stored yet.") {
		t.Errorf("it says %q", n.Body)
	}
	if st, err := p.service().State(p.ctx()); err != nil || !strings.Contains(st.Notice, "The new value of ci is not stored yet.") {
		t.Errorf("who asks is told %q, %v", st.Notice, err)
	}
	if err := p.session.RestartKeyring(p.ctx()); err != nil {
		t.Fatal(err)
	}
	if err := a.wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	p.assertItem("the new one", id+".2", g.next)
	assertUnseen(t, p, n, old, g.next)
}

// The command does it itself where no agent runs.
func TestGitLabReplacesATokenByCommand(t *testing.T) {
	p, g, n, old := withGitLab(t)
	id := p.show("ci").ID
	if _, errs, status := p.run("", "rotate", "ci", "--by-provider"); status != 2 || !strings.Contains(errs, "This cannot be undone.") || len(g.ordered()) != 0 {
		t.Errorf("without a confirmation: status %d, %s", status, errs)
	}
	out, errs, status := p.run("", "rotate", "ci", "--by-provider", "--confirm", "ci")
	if status != 0 || !strings.Contains(out, "GitLab made a new key for ci, and it is stored.") || strings.Contains(out+errs, g.next) {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	p.assertItem("the new one", id+".2", g.next)
	p.assertItem("the old one", id+".1", "")
	g.does(func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }) // it hangs up
	out, errs, status = p.run("", "revoke", "ci", "--by-provider", "--confirm", "ci")
	if status != 1 || !strings.Contains(out+errs, "Nobody knows whether GitLab revoked the key") {
		t.Errorf("a lost answer: status %d: %s%s", status, out, errs)
	}
	if _, errs, status := p.run("", "revoke", "ci", "--by-provider", "--confirm", "ci"); status != 5 || !strings.Contains(errs, "so nothing was sent") || len(g.ordered()) != 2 {
		t.Errorf("again: status %d: %s; it was told %v", status, errs, g.ordered())
	}
	// It did follow the order, and a check tells.
	if out, errs, status := p.run("", "check", "ci", "--yes"); status != 5 || !strings.Contains(out+errs, "So GitLab revoked it.") {
		t.Errorf("check: status %d: %s%s", status, out, errs)
	}
	g.does(nil)
	if _, errs, status := p.run("", "revoke", "ci", "--by-provider", "--confirm", "ci"); status != 5 || len(g.ordered()) != 3 {
		t.Errorf("once more: status %d: %s; it was told %v", status, errs, g.ordered())
	}
	assertUnseen(t, p, n, old, g.next)
}

// Whoever quits while the provider answers loses nothing.
func TestQuittingWaitsForTheNewToken(t *testing.T) {
	p, g, n, old := withGitLab(t)
	g.does(func(w http.ResponseWriter, r *http.Request) {
		p.do("", "quit")
		_, _ = fmt.Fprintf(w, `{"expires_at":%q,"token":%q}`, r.URL.Query().Get("expires_at"), g.next)
	})
	a := p.startAgent()
	id := p.found("ci").ID
	_, _ = p.callProvider(api.CallRotate)
	if err := a.wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	p.assertItem("the new one", id+".2", g.next)
	p.nextAgent(a)
	if k := p.found("ci"); k.Case == nil || k.Case.Call != "" || k.Case.Step != "places" {
		t.Errorf("it stands at %+v", k.Case)
	}
	assertUnseen(t, p, n, old, g.next)
}

func TestGitLabRevokesTheOldToken(t *testing.T) {
	p, g, n, old := withGitLab(t)
	g.alive[g.next] = true
	p.do(g.next+"\n", "rotate", "ci")
	p.startAgent()
	said, err := p.callProvider(api.CallRevoke)
	if err != nil || said.Result != api.CallDone {
		t.Fatalf("it says %+v, %v", said, err)
	}
	k := p.found("ci")
	p.assertItem("the old one", k.ID+".1", "")
	p.assertItem("the new one", k.ID+".2", g.next)
	if orders := g.ordered(); len(orders) != 1 || orders[0] != "DELETE /api/v4/personal_access_tokens/self" || !g.alive[g.next] {
		t.Errorf("it was told %v", orders)
	}
	assertUnseen(t, p, n, old, g.next)
}

func TestWithoutTheCheckerNoProviderIsTold(t *testing.T) {
	p, g, _, _ := withGitLab(t)
	p.program = withFakeWindow(t, p) // in a folder of its own
	if err := os.Remove(strings.TrimSuffix(p.program, "keytray") + "keytray-window"); err != nil {
		t.Fatal(err)
	}
	p.startAgent()
	for _, what := range []string{api.CallRotate, api.CallRevoke} {
		said, err := p.callProvider(what)
		if text := fmt.Sprint(said.Text, err); !strings.Contains(text, "This build of Keytray cannot check keys.") || len(g.ordered()) != 0 {
			t.Errorf("%s: %s", what, text)
		}
	}
	if k := p.found("ci"); k.Case != nil {
		t.Errorf("it stands at %+v", k.Case)
	}
}
