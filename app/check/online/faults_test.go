package online_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"keytray/app/check"
	"keytray/app/check/checktest"
	"keytray/app/check/online"
	"keytray/app/secret"
)

// assertUnknown asserts a fixed sentence, without anything of an error, an
// address or the key.
func assertUnknown(t *testing.T, said check.Answer, key, says string) {
	t.Helper()
	if said.Result != check.Unknown || !strings.Contains(said.Why, says) || !strings.ContainsAny(said.Why[len(said.Why)-1:], ".?") {
		t.Errorf("%s: %q, want %q", said.Result, said.Why, says)
	}
	for _, never := range []string{key, "http", "://", "127.0.0.1", "proxy.example", "Get ", "x509", "tls:", "EOF", "dial ", "lookup "} {
		if strings.Contains(said.Why, never) {
			t.Errorf("it says %q, with %q in it", said.Why, strings.ReplaceAll(never, key, "the key"))
		}
	}
	if said.Account+said.Scopes != "" || said.Count != 0 || !said.Expires.IsZero() {
		t.Errorf("it knows more than it can: %+v", said)
	}
}

func TestAnswersThatTellNothing(t *testing.T) {
	i := newInternet(t)
	hugeHeader := func(w http.ResponseWriter, _ *http.Request) {
		for n := range 100 {
			w.Header().Set("X-Filler-"+itoa(n), strings.Repeat("x", 1000))
		}
		_, _ = io.WriteString(w, models)
	}
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			_, _ = io.WriteString(w, body)
		}
	}
	page := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(code)
			_, _ = io.WriteString(w, "<!DOCTYPE html><title>Blocked</title>")
		}
	}
	for name, c := range map[string]struct {
		does http.HandlerFunc
		says string
	}{
		"too many requests":   {status(429, `{}`), "OpenAI asks us to wait. Try again in a minute."},
		"an error of theirs":  {status(500, `{}`), "trouble of its own"},
		"closed for a while":  {status(503, `x`), "trouble of its own"},
		"another status":      {status(418, `{}`), "says nothing about the key (status 418)"},
		"not found":           {status(404, `{}`), "(status 404)"},
		"no JSON":             {status(200, `hello`), "does not understand"},
		"half of a JSON":      {status(200, `{"data":[`), "does not understand"},
		"two JSONs":           {status(200, `{} {}`), "does not understand"},
		"a long text":         {status(200, strings.Repeat("garbage ", 100_000)), "does not understand"},
		"an empty answer":     {status(200, ""), "does not understand"},
		"blanks":              {status(200, "  \r\n "), "does not understand"},
		"endless blanks":      {status(200, strings.Repeat(" ", 1<<20)), "does not understand"},
		"null":                {status(200, `null`), "does not understand"},
		"a number":            {status(200, `1`), "does not understand"},
		"a word":              {status(200, `"ok"`), "does not understand"},
		"yes":                 {status(200, `true`), "does not understand"},
		"an empty object":     {status(200, `{}`), "does not understand"},
		"an empty list":       {status(200, `[]`), "does not understand"},
		"what was not asked":  {status(200, `{"message":"hello"}`), "does not understand"},
		"nothing in it":       {status(200, `{"data":null}`), "does not understand"},
		"an error":            {status(200, `{"error":{"message":"no"},"data":[]}`), "an error that Keytray does not know"},
		"a worded error":      {status(200, `{"error":"no","data":[]}`), "an error that Keytray does not know"},
		"errors":              {status(200, `{"errors":[{}],"data":[]}`), "an error that Keytray does not know"},
		"no success":          {status(200, `{"success":false,"data":[]}`), "an error that Keytray does not know"},
		"a code of Coze":      {status(200, `{"code":4100,"msg":"authentication is invalid"}`), "does not understand"},
		"a code of MiniMax":   {status(200, `{"base_resp":{"status_code":2049}}`), "does not understand"},
		"a long other answer": {status(200, `{"message":"`+strings.Repeat("x", 1<<20)), "does not understand"},
		"a page":              {page(200), "filter or firewall"},
		"a page that refuses": {page(403), "filter or firewall"},
		"a page without type": {status(200, "<html>"), "filter or firewall"},
		"huge headers":        {hugeHeader, "makes no sense, or broke off"},
		"no HTTP":             {raw("220 mail.example ESMTP\r\n"), "makes no sense, or broke off"},
		"nothing":             {raw(""), "makes no sense, or broke off"},
		"chunked nonsense":    {raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"), "makes no sense, or broke off"},
		"a body that is cut":  {raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"), "makes no sense, or broke off"},
	} {
		t.Run(name, func(t *testing.T) {
			i.does(c.does)
			key := exampleKey(t, "openai", "project")
			assertUnknown(t, i.client().Ask(t.Context(), request("openai", "project", key)), key, c.says)
		})
	}
}

// raw answers with bytes and hangs up.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_, _ = io.WriteString(conn, text)
			_ = conn.Close()
		}
	}
}

func TestARefusalAsAPageIsARefusal(t *testing.T) {
	i := newInternet(t)
	i.says(401, map[string]string{"Content-Type": "text/html"}, "<html>")
	if said := i.client().Ask(t.Context(), request("bitbucket", "token", "k")); said.Result != check.Unknown { // without an account nothing is sent
		t.Error(said.Why)
	}
	r := request("bitbucket", "token", exampleKey(t, "bitbucket", "token"))
	r.Account = "ada@example.org"
	if said := i.client().Ask(t.Context(), r); said.Result != check.Rejected {
		t.Error(said.Why)
	}
}

func TestALongAnswerIsCut(t *testing.T) {
	i := newInternet(t)
	sent := make(chan int64, 1)
	i.does(func(w http.ResponseWriter, r *http.Request) {
		var n int64
		_, _ = io.WriteString(w, `{"data":["`)
		chunk := bytes.Repeat([]byte("x"), 64<<10)
		for { // until the other side hangs up
			m, err := w.Write(chunk)
			if n += int64(m); err != nil {
				break
			}
		}
		sent <- n
	})
	said := i.client().Ask(t.Context(), request("openai", "project", exampleKey(t, "openai", "project")))
	if said.Result != check.Accepted || said.Count != 0 {
		t.Errorf("%s %d: %s", said.Result, said.Count, said.Why)
	}
	if n := <-sent; n > 64<<20 { // the buffers of two sockets
		t.Errorf("%d bytes were taken", n)
	}
}

func TestASlowAnswerIsGivenUp(t *testing.T) {
	i := newInternet(t)
	for name, c := range map[string]http.HandlerFunc{
		"nothing comes": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"only headers": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(200)
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		},
		"byte by byte": func(w http.ResponseWriter, r *http.Request) {
			for pace := time.NewTicker(time.Millisecond); r.Context().Err() == nil; <-pace.C { // slower than what is read at most
				if _, err := io.WriteString(w, " "); err != nil {
					return
				}
				_ = http.NewResponseController(w).Flush()
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			i.does(c)
			client := i.client()
			client.Limit = 50 * time.Millisecond
			key := exampleKey(t, "openai", "project")
			assertUnknown(t, client.Ask(t.Context(), request("openai", "project", key)), key, "No answer from OpenAI in time.")
		})
	}
}

func TestWhoStopsGetsAnAnswerAtOnce(t *testing.T) {
	i := newInternet(t)
	ctx, cancel := context.WithCancel(t.Context())
	i.does(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	key := exampleKey(t, "openai", "project")
	assertUnknown(t, i.client().Ask(ctx, request("openai", "project", key)), key, "the check was stopped")
}

func TestNoRedirectIsFollowed(t *testing.T) {
	for _, code := range []int{301, 302, 303, 307, 308} {
		for _, target := range []string{"https://evil.example/", "http://api.openai.com/v1/models", "/v1/elsewhere"} {
			i := newInternet(t)
			i.does(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, code) })
			key := exampleKey(t, "openai", "project")
			assertUnknown(t, i.client().Ask(t.Context(), request("openai", "project", key)), key, "Keytray does not follow with a key.")
			all := i.requests()
			if len(all) != 1 || all[0].host != "api.openai.com" || len(i.dialed) != 1 || i.dialed[0] != "api.openai.com:443" {
				t.Errorf("%d to %s: %d requests, dialed %v", code, target, len(all), i.dialed)
			}
		}
	}
}

func TestACertificateThatProvesNothingGetsNoKey(t *testing.T) {
	stranger := checktest.NewAuthority(t)
	for name, certificate := range map[string]func(own *checktest.Authority) *tls.Certificate{
		"of another host":    func(own *checktest.Authority) *tls.Certificate { return own.Issue("evil.example", in(time.Hour)) },
		"of nobody we trust": func(*checktest.Authority) *tls.Certificate { return stranger.Issue("api.openai.com", in(time.Hour)) },
		"that has expired":   func(own *checktest.Authority) *tls.Certificate { return own.Issue("api.openai.com", in(-time.Hour)) },
		"that is not yet one": func(own *checktest.Authority) *tls.Certificate {
			return own.Issue("api.openai.com", in(60*24*time.Hour))
		},
	} {
		t.Run(name, func(t *testing.T) {
			i := newInternet(t)
			cert := certificate(i.authority)
			i.server.TLS.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return cert, nil }
			i.says(200, nil, models)
			key := exampleKey(t, "openai", "project")
			assertUnknown(t, i.client().Ask(t.Context(), request("openai", "project", key)), key, "could not prove that it is api.openai.com, so the key was not sent")
			if n := len(i.requests()); n != 0 {
				t.Errorf("%d requests arrived", n)
			}
		})
	}
}

func in(d time.Duration) time.Time { return time.Now().Add(d) }

func TestWithoutAConnectionNothingIsKnown(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer plain.Close()
	// A port that nobody listens at, and that nobody gets: our own end of a connection.
	taken, err := net.Dial("tcp", plain.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	to := func(address string) func(context.Context, string, string) (net.Conn, error) {
		return func(ctx context.Context, network, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, network, address)
		}
	}
	fails := func(err error) func(context.Context, string, string) (net.Conn, error) {
		return func(context.Context, string, string) (net.Conn, error) { return nil, err }
	}
	lookup := &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "api.openai.com", Server: "127.0.0.1:53", IsNotFound: true}}
	slowLookup := &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "i/o timeout", Name: "api.openai.com", IsTimeout: true}}
	for name, c := range map[string]struct {
		dial func(context.Context, string, string) (net.Conn, error)
		says string
	}{
		"nobody listens":    {to(taken.LocalAddr().String()), "takes no connection. Is this computer online?"},
		"no such host":      {fails(lookup), "the address of api.openai.com was not found. Is this computer online?"},
		"no name server":    {fails(slowLookup), "was not found. Is this computer online?"},
		"something else":    {fails(errors.New("dial with proxy.example")), "makes no sense, or broke off"},
		"no TLS":            {to(plain.Listener.Addr().String()), "makes no sense, or broke off"},
		"a dead connection": {hungUp, "makes no sense, or broke off"},
	} {
		t.Run(name, func(t *testing.T) {
			key := exampleKey(t, "openai", "project")
			client := online.Client{Dial: c.dial, Proxy: noProxy, Limit: 5 * time.Second}
			assertUnknown(t, client.Ask(t.Context(), request("openai", "project", key)), key, c.says)
		})
	}
}

func noProxy(*http.Request) (*url.URL, error) { return nil, nil }

// hungUp is a connection whose other end is closed.
func hungUp(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	_ = there.Close()
	return here, nil
}

func TestWhatCannotBeAKeyIsNotSent(t *testing.T) {
	i := newInternet(t)
	i.says(200, nil, models)
	key := exampleKey(t, "twilio", "auth-token")
	for name, c := range map[string]struct {
		r    check.Request
		says string
	}{
		"a line break":        {request("openai", "", "abc\r\nX-Evil: 1"), "line break"},
		"a space":             {request("openai", "", "abc def"), "space"},
		"a letter of no key":  {request("openai", "", "schlüssel"), "character"},
		"nothing":             {request("openai", "", ""), "Nothing was sent"},
		"a whole file":        {request("openai", "", strings.Repeat("x", check.MostSecret+1)), "too long"},
		"no account":          {request("twilio", "auth-token", "abc"), "Account SID (starts with AC) is missing"},
		"an account of lines": {check.Request{Provider: "cloudflare", Kind: "global", Account: "a\nb", Secret: secret.FromString("abc")}, "Nothing was sent"},
		"half of a user":      {check.Request{Provider: "bitbucket", Account: "a:b", Secret: secret.FromString("abc")}, "Nothing was sent"},
		"a key as account":    {check.Request{Provider: "twilio", Kind: "auth-token", Account: key, Secret: secret.FromString(key)}, "is a key. Nothing was sent"},
		"a key inside":        {check.Request{Provider: "twilio", Kind: "auth-token", Account: "AC-" + key, Secret: secret.FromString(key)}, "is a key. Nothing was sent"},
		"half of a key":       {check.Request{Provider: "twilio", Kind: "auth-token", Account: key[:16], Secret: secret.FromString(key)}, "is a key. Nothing was sent"},
		"another key":         {check.Request{Provider: "twilio", Kind: "auth-token", Account: exampleKey(t, "openai", "project"), Secret: secret.FromString(key)}, "is a key. Nothing was sent"},
		"a folder up":         {check.Request{Provider: "twilio", Account: "..", Secret: secret.FromString("abc")}, "Nothing was sent"},
		"an own provider":     {request("my-own", "", "abc"), "does not know this provider"},
		"no check":            {request("perplexity", "", "abc"), "no check for this key"},
		"no such region":      {check.Request{Provider: "mailgun", Region: "Mars", Secret: secret.FromString("abc")}, "no check for this key"},
	} {
		t.Run(name, func(t *testing.T) {
			if said := i.client().Ask(t.Context(), c.r); said.Result != check.Unknown || !strings.Contains(said.Why, c.says) {
				t.Errorf("%s: %s", said.Result, said.Why)
			}
			if n := len(i.requests()); n != 0 {
				t.Errorf("%d requests arrived", n)
			}
		})
	}
}

func TestWhatAProviderSaysCannotDoHarm(t *testing.T) {
	i := newInternet(t)
	key := exampleKey(t, "github", "classic")
	header := map[string]string{"GitHub-Authentication-Token-Expiration": "9999-01-01"}
	i.says(200, header, `{"login":"line\nbreak \u202eturned\u0000`+strings.Repeat("x", 9999)+`"}`)
	said := i.client().Ask(t.Context(), request("github", "classic", key))
	if said.Result != check.Accepted || !said.Expires.IsZero() {
		t.Errorf("%s, it ends on %v", said.Result, said.Expires)
	}
	if n := len([]rune(said.Account)); n != 500 || !strings.HasPrefix(said.Account, "line break turnedxxx") {
		t.Errorf("the account has %d characters: %.30q", n, said.Account)
	}
}

func TestNoPartOfAKeyComesBack(t *testing.T) {
	i := newInternet(t)
	key := exampleKey(t, "github", "classic")
	for name, text := range map[string]string{
		"the key":            key,
		"with stars":         key[:20] + "**" + key[22:],
		"the start":          key[:12],
		"the end":            key[len(key)-12:],
		"in capitals":        strings.ToUpper(key),
		"with signs between": strings.Join(strings.Split(key, ""), `\u200b`),
		"where it is cut":    strings.Repeat("x", 480) + key,
	} {
		i.says(200, map[string]string{"X-OAuth-Scopes": "repo, " + strings.ReplaceAll(text, `\u200b`, "")}, `{"login":"`+text+`"}`)
		said := i.client().Ask(t.Context(), request("github", "classic", key))
		if said.Result != check.Accepted || said.Account+said.Scopes != "" {
			t.Errorf("%s: %s, with %d characters of account and %d of scopes", name, said.Result, len(said.Account), len(said.Scopes))
		}
	}
}

func TestAnAccountLeadsNowhereElse(t *testing.T) {
	i := newInternet(t)
	i.says(200, nil, `{}`)
	r := request("twilio", "auth-token", exampleKey(t, "twilio", "auth-token"))
	for _, account := range []string{"/../..//evil.example/", "@evil.example/", "?x=1#y", "%2e%2e", `\\evil.example`} {
		r.Account = account
		i.client().Ask(t.Context(), r)
		all := i.requests()
		if len(all) != 1 {
			t.Errorf("%q: %d requests", account, len(all))
		}
		for _, h := range all {
			if h.host != "api.twilio.com" || strings.Count(h.uri, "/") != 3 || strings.ContainsAny(h.uri, "?#") {
				t.Errorf("%q led to %s%s", account, h.host, h.uri)
			}
		}
	}
}
