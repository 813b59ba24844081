// Package online sends the requests of package check, and is the only code of
// Keytray that can: no other package imports net/http. It runs in a process of
// its own that ends with the answer.
//
// What goes wrong is told in fixed sentences. Errors of net/http name addresses
// and proxies, so their text is never passed on.
package online

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/text"
)

const (
	mostHeader = 64 << 10  // bytes
	mostBody   = 256 << 10 // bytes; what is longer is cut
)

// Client asks providers. The zero Client does it for real; its fields are for tests.
type Client struct {
	Limit time.Duration // 0 is check.Limit, or check.CallLimit
	Roots *x509.CertPool
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	Proxy func(*http.Request) (*url.URL, error) // nil is the one of the environment
}

// Ask makes one request to the provider's own host, and tells what came of it.
// It follows no redirect and keeps no cookie and no connection.
func (c Client) Ask(ctx context.Context, r check.Request) check.Answer {
	began := time.Now()
	ask := c.ask
	if r.Call != "" {
		ask = c.call
	}
	a := ask(ctx, r)
	a.Took = time.Since(began)
	return a
}

func (c Client) limit(usual time.Duration) time.Duration {
	if c.Limit > 0 {
		return c.Limit
	}
	return usual
}

func (c Client) ask(ctx context.Context, r check.Request) check.Answer {
	p, ok := provider.New().ByID(r.Provider) // the built-in ones alone
	if !ok {
		return check.Answer{Result: check.Unknown, Why: text.T("Keytray does not know this provider.")}
	}
	plan, err := check.NewPlan(p, r.Kind, r.Region)
	if err != nil {
		return check.Answer{Result: check.Unknown, Why: text.T("Keytray has no check for this key of %s.", p.Name)}
	}
	request, why := build(plan, r)
	if why != "" {
		return check.Answer{Result: check.Unknown, Host: plan.Host, Why: why}
	}
	ctx, cancel := context.WithTimeout(ctx, c.limit(check.Limit))
	defer cancel()
	said, err := c.send(request.WithContext(ctx))
	if err != nil {
		return check.Answer{Result: check.Unknown, Host: plan.Host, Why: failure(ctx, err, p.Name, plan.Host)}
	}
	return judge(plan, p.Name, said, r)
}

// send makes the request and reads as much of the answer as is needed.
func (c Client) send(request *http.Request) (reply, error) {
	var way way
	// Not http.Client, which would follow redirects.
	transport := &http.Transport{
		Proxy: func(r *http.Request) (*url.URL, error) { return way.find(c.Proxy, r) }, DialContext: c.Dial,
		TLSClientConfig:        &tls.Config{RootCAs: c.Roots, MinVersion: tls.VersionTLS12},
		TLSNextProto:           map[string]func(string, *tls.Conn) http.RoundTripper{}, // one request: HTTP/1.1 will do
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: mostHeader,
		OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, said *http.Response) error {
			if said.StatusCode != http.StatusOK {
				return errProxy
			}
			way.open.Store(true)
			return nil
		},
	}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request.WithContext(way.watched(request.Context())))
	if err != nil {
		return reply{}, way.blame(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, mostBody+1))
	if err == nil { // hanging up at the limit can make a server end its answer properly
		err = request.Context().Err()
	}
	if err != nil {
		return reply{}, err
	}
	return newReply(response.StatusCode, response.Header, body), nil
}

// failure is why there is no answer, as a sentence without anything from err.
func failure(ctx context.Context, err error, name, host string) string {
	var (
		untrusted *tls.CertificateVerificationError
		lookup    *net.DNSError
		connect   *net.OpError
		timeout   net.Error
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return text.T("No answer from %s: the check was stopped.", name)
	case ctx.Err() != nil, errors.As(err, &timeout) && timeout.Timeout() && !errors.As(err, &lookup):
		return text.T("No answer from %s in time.", name)
	case errors.Is(err, errProxy):
		return text.T("No answer from %s: the proxy that this computer is set to use does not let us through. Look at the variable HTTPS_PROXY.", name)
	case errors.As(err, &untrusted):
		return text.T("What answered could not prove that it is %s, so the key was not sent. A wrong clock or a filter on your network can be the cause.", host)
	case errors.As(err, &lookup):
		return text.T("No answer from %s: the address of %s was not found. Is this computer online?", name, host)
	case errors.As(err, &connect) && connect.Op == "dial":
		return text.T("No answer from %s: %s takes no connection. Is this computer online?", name, host)
	}
	return text.T("No answer from %s: what came back makes no sense, or broke off.", name)
}

// fits tells whether a text can stand in a header as it is.
func fits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
