package online_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keytray/app/check"
	"keytray/app/check/online"
	"keytray/app/provider"
	"keytray/app/secret"
)

var march = time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)

func callOf(issuer, kind, what, key string) check.Request {
	r := request(issuer, kind, key)
	r.Call = what
	if issuer == "gitlab" && what == provider.Rotate {
		r.Expires = march
	}
	return r
}

// rotated is GitLab's answer with a new token.
func rotated(token string) string {
	b, _ := json.Marshal(map[string]any{"id": 42, "name": "ci", "revoked": false, "active": true, "scopes": []string{"api"}, "expires_at": "2027-03-01", "token": token})
	return string(b)
}

// documentedCall is what a provider documents about one call. KEY and NEW stand for
// what the test makes up.
type documentedCall struct {
	issuer, kind, what      string
	method, host, uri, body string
	header                  map[string]string
	status                  int
	answer                  string
	says                    string
	brings                  bool
	expires                 time.Time
}

var jsonType = "application/json"

var documentedCalls = []documentedCall{
	{
		issuer: "gitlab", kind: "personal", what: provider.Rotate,
		method: "POST", host: "gitlab.com", uri: "/api/v4/personal_access_tokens/self/rotate?expires_at=2027-03-01", header: map[string]string{"PRIVATE-TOKEN": "KEY"},
		status: 200, answer: rotated("NEW"), says: "GitLab made a new key.", brings: true, expires: march,
	},
	{
		issuer: "gitlab", kind: "personal-routable", what: provider.Revoke,
		method: "DELETE", host: "gitlab.com", uri: "/api/v4/personal_access_tokens/self", header: map[string]string{"PRIVATE-TOKEN": "KEY"},
		status: 204, says: "GitLab revoked the key.",
	},
	{
		issuer: "github", kind: "classic", what: provider.Revoke,
		method: "POST", host: "api.github.com", uri: "/credentials/revoke", body: `{"credentials":["KEY"]}`,
		header: map[string]string{"Accept": "application/vnd.github+json", "Content-Type": jsonType, "X-GitHub-Api-Version": "2022-11-28"},
		status: 202, says: "GitHub took the order to revoke the key.",
	},
	{
		issuer: "perplexity", kind: "key", what: provider.Rotate,
		method: "POST", host: "api.perplexity.ai", uri: "/generate_auth_token", body: `{"token_name":"Keytray"}`,
		header: map[string]string{"Authorization": "Bearer KEY", "Content-Type": jsonType},
		status: 200, answer: `{"auth_token":"NEW","created_at_epoch_seconds":1735689600,"token_name":"Keytray"}`, says: "Perplexity made a new key.", brings: true,
	},
	{
		issuer: "perplexity", kind: "key", what: provider.Revoke,
		method: "POST", host: "api.perplexity.ai", uri: "/revoke_auth_token", body: `{"auth_token":"KEY"}`,
		header: map[string]string{"Authorization": "Bearer KEY", "Content-Type": jsonType},
		status: 200, says: "Perplexity revoked the key.",
	},
}

func TestEveryCallAsDocumented(t *testing.T) {
	i := newInternet(t)
	for _, c := range documentedCalls {
		t.Run(c.issuer+" "+c.what, func(t *testing.T) {
			key, next := exampleKey(t, c.issuer, c.kind), exampleKey(t, c.issuer, c.kind)
			i.says(c.status, nil, strings.ReplaceAll(c.answer, "NEW", next))
			said := i.client().Ask(t.Context(), callOf(c.issuer, c.kind, c.what, key))
			if said.Result != check.Done || said.Why != c.says || said.Host != c.host || !said.Expires.Equal(c.expires) || said.Took <= 0 {
				t.Errorf("it says %s: %q of %s, %v", said.Result, said.Why, said.Host, said.Expires)
			}
			if c.brings != said.Secret.Equal(secret.FromString(next)) || !c.brings && said.Secret.Len() > 0 {
				t.Errorf("it brings a value of %d bytes", said.Secret.Len())
			}
			all := i.requests()
			if len(all) != 1 {
				t.Fatalf("%d requests", len(all))
			}
			c.assertRequest(t, all[0], key)
		})
	}
}

func (c documentedCall) assertRequest(t *testing.T, h heard, key string) {
	t.Helper()
	filled := func(s string) string { return strings.ReplaceAll(s, "KEY", key) }
	if h.method != c.method || h.host != c.host || h.uri != c.uri || h.body != filled(c.body) || strings.Contains(h.uri, key) {
		t.Errorf("%s %s of %s with a body of %d bytes", h.method, strings.ReplaceAll(h.uri, key, "KEY"), h.host, len(h.body))
	}
	want := map[string]string{"User-Agent": "Keytray", "Accept": jsonType, "Connection": "close"}
	for name, v := range c.header {
		want[http.CanonicalHeaderKey(name)] = filled(v)
	}
	for name := range h.header {
		if want[name] == "" && name != "Content-Length" {
			t.Errorf("there is a header %s", name)
		}
	}
	for name, v := range want {
		if h.header.Get(name) != v {
			t.Errorf("the header %s is another", name)
		}
	}
}

func TestEveryRefusalOfACallHasItsSentence(t *testing.T) {
	i := newInternet(t)
	for _, c := range documentedCalls {
		p, _ := provider.New().ByID(c.issuer)
		refused := p.Call(c.what, c.kind).Refused
		for _, d := range append(refused, provider.Denial{Status: 429, Why: p.Name + " asks us to wait, and did nothing. Try again in a few minutes."}) {
			key := exampleKey(t, c.issuer, c.kind)
			i.says(d.Status, nil, `{"message":"no: `+key+`"}`)
			said := i.client().Ask(t.Context(), callOf(c.issuer, c.kind, c.what, key))
			if said.Result != check.Refused || said.Why != d.Why || said.Secret.Len() > 0 || len(i.requests()) != 1 {
				t.Errorf("%s %s %d: %s, %q", c.issuer, c.what, d.Status, said.Result, said.Why)
			}
		}
	}
}

// assertUnsure asserts that nobody is told that nothing happened.
func assertUnsure(t *testing.T, said check.Answer, key, says string) {
	t.Helper()
	if said.Result != check.Unknown || !strings.Contains(said.Why, says) || said.Secret.Len() > 0 {
		t.Errorf("%s with a value of %d bytes: %q, want %q", said.Result, said.Secret.Len(), said.Why, says)
	}
	assertDiscreet(t, said, key)
}

func assertDiscreet(t *testing.T, said check.Answer, key string) {
	t.Helper()
	for _, never := range []string{key, "://", "127.0.0.1", "proxy.example", "x509", "tls:", "EOF", "dial ", "lookup "} {
		if strings.Contains(said.Why, never) {
			t.Errorf("it says %q", strings.ReplaceAll(said.Why, key, "KEY"))
		}
	}
}

// As soon as the request may have arrived, nothing but a complete answer tells what
// became of it. Each is sent once.
func TestWhatBecameOfACallIsUnknownWithoutACompleteAnswer(t *testing.T) {
	i := newInternet(t)
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			_, _ = io.WriteString(w, body)
		}
	}
	page := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(code)
			_, _ = io.WriteString(w, "<html>")
		}
	}
	endless := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"name":"`)
		for filler := strings.Repeat("x", 64<<10); ; {
			if _, err := io.WriteString(w, filler); err != nil {
				return
			}
		}
	}
	late := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	next := exampleKey(t, "gitlab", "personal")
	whole := rotated(next)
	for name, c := range map[string]struct {
		does http.HandlerFunc
		says string
	}{
		"it hangs up":         {raw(""), "did not arrive"},
		"no HTTP":             {raw("220 mail.example ESMTP\r\n"), "did not arrive"},
		"half a head":         {raw("HTTP/1.1 200 OK\r\nContent-"), "did not arrive"},
		"a body that is cut":  {raw("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + whole), "did not arrive"},
		"a cut refusal":       {raw("HTTP/1.1 403 Forbidden\r\nContent-Length: 4000\r\n\r\n{"), "did not arrive"},
		"a chunk that is cut": {raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n500\r\n" + whole), "did not arrive"},
		"no answer in time":   {late, "did not arrive"},
		"an endless body":     {endless, "does not understand (status 200)"},
		"a redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://gitlab.com/other", http.StatusTemporaryRedirect)
		}, "(status 307)"},
		"see other": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example/", http.StatusSeeOther)
		}, "(status 303)"},
		"an error of theirs":       {status(500, `{}`), "trouble of its own with it (status 500)"},
		"a gateway":                {status(502, whole), "(status 502)"},
		"closed for a while":       {status(503, ``), "(status 503)"},
		"a gateway's time":         {status(504, ``), "(status 504)"},
		"another status":           {status(418, `{}`), "(status 418)"},
		"not found":                {status(404, `{}`), "(status 404)"},
		"a conflict":               {status(409, `{}`), "(status 409)"},
		"a page":                   {page(200), "(status 200)"},
		"a page that refuses":      {page(403), "(status 403)"},
		"no JSON":                  {status(200, `hello`), "(status 200)"},
		"half of a JSON":           {status(200, whole[:len(whole)-1]), "(status 200)"},
		"two JSONs":                {status(200, whole+whole), "(status 200)"},
		"an empty answer":          {status(200, ``), "(status 200)"},
		"nothing":                  {status(204, ``), "(status 204)"},
		"without a value":          {status(200, `{"id":42}`), "(status 200)"},
		"an empty value":           {status(200, rotated("")), "(status 200)"},
		"blanks as a value":        {status(200, rotated("  ")), "(status 200)"},
		"a number as a value":      {status(200, `{"token":12345678}`), "(status 200)"},
		"null as a value":          {status(200, `{"token":null}`), "(status 200)"},
		"a value without an end":   {status(200, rotated(strings.Repeat("x", check.MostSecret+1))), "(status 200)"},
		"a list instead of a text": {status(200, `{"token":["`+next+`"]}`), "(status 200)"},
	} {
		t.Run(name, func(t *testing.T) {
			i.does(c.does)
			key := exampleKey(t, "gitlab", "personal")
			client := i.client()
			if name == "no answer in time" {
				client.Limit = 300 * time.Millisecond
			}
			assertUnsure(t, client.Ask(t.Context(), callOf("gitlab", "personal", provider.Rotate, key)), key, c.says)
			if n := len(i.requests()); n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestTheOldValueIsNoNewOne(t *testing.T) {
	i := newInternet(t)
	key := exampleKey(t, "gitlab", "personal")
	i.says(200, nil, rotated(key))
	assertUnsure(t, i.client().Ask(t.Context(), callOf("gitlab", "personal", provider.Rotate, key)), key, "(status 200)")
}

// A new value is worth keeping, whatever it looks like and whatever the status is.
func TestANewValueIsKeptWhateverElseIsOdd(t *testing.T) {
	i := newInternet(t)
	for _, value := range []string{"x", "with a blank", "ünïcode", `quotes " and \ in it`, strings.Repeat("y", check.MostSecret)} {
		i.says(201, nil, rotated(value))
		said := i.client().Ask(t.Context(), callOf("gitlab", "personal", provider.Rotate, exampleKey(t, "gitlab", "personal")))
		if said.Result != check.Done || string(said.Secret.Reveal()) != value {
			t.Errorf("%d bytes: %s, %s", len(value), said.Result, said.Why)
		}
	}
}

func TestARevocationThatComplainsIsNoneForSure(t *testing.T) {
	i := newInternet(t)
	for _, body := range []string{`{"error":"no"}`, `{"success":false}`, `<html>`} {
		i.says(202, nil, body)
		key := exampleKey(t, "github", "classic")
		assertUnsure(t, i.client().Ask(t.Context(), callOf("github", "classic", provider.Revoke, key)), key, "(status 202)")
	}
}

func assertUnsent(t *testing.T, said check.Answer, key, says string) {
	t.Helper()
	if said.Result != check.Refused || !strings.Contains(said.Why, says) || !strings.Contains(said.Why, "Nothing was sent.") && !strings.Contains(said.Why, "was not sent") {
		t.Errorf("%s: %q, want %q", said.Result, said.Why, says)
	}
	assertDiscreet(t, said, key)
}

func TestACallThatDidNotLeaveThisComputerIsSurelyNotMade(t *testing.T) {
	i := newInternet(t)
	var connected atomic.Int32
	stranger := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { connected.Add(1) }))
	defer stranger.Close()
	dial := func(err error) func(context.Context, string, string) (net.Conn, error) {
		return func(context.Context, string, string) (net.Conn, error) { return nil, err }
	}
	for name, c := range map[string]struct {
		change func(*online.Client)
		says   string
	}{
		"nobody is there": {func(c *online.Client) {
			c.Dial = dial(&net.OpError{Op: "dial", Err: errors.New("connection refused to 127.0.0.1")})
		}, "takes no connection"},
		"no such name": {func(c *online.Client) {
			c.Dial = dial(&net.DNSError{Err: "no such host", Name: "gitlab.com", IsNotFound: true})
		}, "was not found"},
		"a stranger": {func(c *online.Client) {
			c.Dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
				var d net.Dialer
				return d.DialContext(ctx, network, stranger.Listener.Addr().String())
			}
		}, "could not prove that it is gitlab.com"},
		"it never gets through": {func(c *online.Client) {
			c.Limit = 200 * time.Millisecond
			c.Dial = func(ctx context.Context, _, _ string) (net.Conn, error) {
				<-ctx.Done()
				return nil, ctx.Err()
			}
		}, "in time"},
		"it hangs up at once": {func(c *online.Client) {
			at := listen(t, func(net.Conn) {})
			c.Dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
				var d net.Dialer
				return d.DialContext(ctx, network, at)
			}
		}, "Nothing was sent."},
		"a proxy that refuses": {func(c *online.Client) {
			c.Proxy = proxied("http://" + listen(t, func(conn net.Conn) {
				_, _ = io.WriteString(conn, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
			}))
			c.Dial = nil
		}, "the proxy that this computer is set to use"},
		"a proxy that is none": {func(c *online.Client) { c.Proxy, c.Dial = proxied("http://proxy.invalid:8080"), nil }, "the proxy that this computer is set to use"},
	} {
		t.Run(name, func(t *testing.T) {
			key := exampleKey(t, "gitlab", "personal")
			client := i.client()
			c.change(&client)
			assertUnsent(t, client.Ask(t.Context(), callOf("gitlab", "personal", provider.Rotate, key)), key, c.says)
		})
	}
	if n := len(i.requests()); n != 0 || connected.Load() != 0 {
		t.Errorf("%d requests arrived, and %d at a stranger", n, connected.Load())
	}
}

func TestWhatCannotBeACallIsNotSent(t *testing.T) {
	i := newInternet(t)
	good := exampleKey(t, "gitlab", "personal")
	for name, r := range map[string]check.Request{
		"a space inside":       callOf("gitlab", "personal", provider.Revoke, good[:10]+" "+good[10:]),
		"a line break":         callOf("gitlab", "personal", provider.Revoke, good+"\r\nX-Other: 1"),
		"no value":             callOf("gitlab", "personal", provider.Revoke, ""),
		"too long":             callOf("gitlab", "personal", provider.Revoke, strings.Repeat("x", check.MostSecret+1)),
		"another kind":         callOf("gitlab", "runner", provider.Revoke, good),
		"no kind":              callOf("gitlab", "", provider.Revoke, good),
		"another call":         callOf("gitlab", "personal", "delete", good),
		"no call of theirs":    callOf("github", "classic", provider.Rotate, good),
		"nobody":               callOf("nobody", "personal", provider.Revoke, good),
		"without an end":       {Provider: "gitlab", Kind: "personal", Secret: secret.FromString(good), Call: provider.Rotate},
		"a provider of no use": callOf("openai", "project", provider.Revoke, good),
	} {
		if said := i.client().Ask(t.Context(), r); said.Result != check.Refused || !strings.HasSuffix(said.Why, "Nothing was sent.") {
			t.Errorf("%s: %s, %q", name, said.Result, said.Why)
		}
	}
	if n := len(i.requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestAKeyWithQuotesStaysInItsJSON(t *testing.T) {
	i := newInternet(t)
	i.says(202, nil, ``)
	key := `a"],"x":["\`
	i.client().Ask(t.Context(), callOf("github", "classic", provider.Revoke, key))
	var got struct{ Credentials []string }
	all := i.requests()
	if len(all) != 1 || json.Unmarshal([]byte(all[0].body), &got) != nil || len(got.Credentials) != 1 || got.Credentials[0] != key {
		t.Errorf("%d requests; the body has %d credentials", len(all), len(got.Credentials))
	}
}
