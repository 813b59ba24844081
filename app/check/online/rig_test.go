package online_test

import (
	"context"
	"encoding/base64"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"keytray/app/check"
	"keytray/app/check/checktest"
	"keytray/app/check/online"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
)

// heard is one request as it arrived.
type heard struct {
	method, host, uri, body string
	header                  http.Header
}

// internet is a server of this computer that plays all hosts there are.
type internet struct {
	t         *testing.T
	authority *checktest.Authority
	server    *httptest.Server

	mu     sync.Mutex
	heard  []heard
	dialed []string
	answer http.HandlerFunc
}

func newInternet(t *testing.T) *internet {
	t.Helper()
	i := &internet{t: t, authority: checktest.NewAuthority(t)}
	i.server = httptest.NewUnstartedServer(http.HandlerFunc(i.serve))
	i.server.TLS = i.authority.Server()
	i.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	i.server.StartTLS()
	t.Cleanup(i.server.Close)
	return i
}

func (i *internet) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	i.mu.Lock()
	i.heard = append(i.heard, heard{r.Method, r.Host, r.RequestURI, string(body), r.Header})
	answer := i.answer
	i.mu.Unlock()
	answer(w, r)
}

// says makes every host give one answer.
func (i *internet) says(status int, header map[string]string, body string) {
	i.does(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for name, v := range header {
			w.Header().Set(name, v)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func (i *internet) does(answer http.HandlerFunc) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.answer = answer
}

// requests are those that arrived since it was asked last.
func (i *internet) requests() []heard {
	i.mu.Lock()
	defer i.mu.Unlock()
	all := i.heard
	i.heard = nil
	return all
}

func (i *internet) dial(ctx context.Context, network, address string) (net.Conn, error) {
	i.mu.Lock()
	i.dialed = append(i.dialed, address)
	i.mu.Unlock()
	var d net.Dialer
	return d.DialContext(ctx, network, i.server.Listener.Addr().String())
}

// client is one for which this is the internet.
func (i *internet) client() online.Client {
	return online.Client{Roots: i.authority.Pool(), Dial: i.dial, Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }}
}

// exampleKey makes a key of a kind, at random.
func exampleKey(t *testing.T, issuer, kind string) string {
	t.Helper()
	p, ok := provider.New().ByID(issuer)
	if !ok {
		t.Fatalf("no provider %s", issuer)
	}
	k, _ := p.Kind(kind)
	if k.Example == "" {
		k.Example = "<b62:40>"
	}
	return providertest.Example(k.Example, rand.New(rand.NewPCG(rand.Uint64(), 1)))
}

func request(issuer, kind, key string) check.Request {
	return check.Request{Provider: issuer, Kind: kind, Secret: secret.FromString(key)}
}

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// carries counts in how many places a text arrived, plain or encoded.
func (h heard) carries(text string) int {
	n := strings.Count(h.uri, text) + strings.Count(h.body, text) + strings.Count(h.host, text)
	for name, values := range h.header {
		n += strings.Count(name, text)
		for _, v := range values {
			n += strings.Count(v, text)
			if coded, ok := strings.CutPrefix(v, "Basic "); ok {
				plain, _ := base64.StdEncoding.DecodeString(coded)
				n += strings.Count(string(plain), text)
			}
		}
	}
	return n
}
