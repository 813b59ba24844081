package online

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
)

// errProxy: there is no way through the proxy, or its address is none.
var errProxy = errors.New("no way through the proxy")

// way is how a request gets to its provider.
type way struct {
	proxied, socks bool
	open           atomic.Bool // the proxy has made the connection; the transport may still be dialling when it has given up
}

// find is the proxy of a request; nil is the one of the environment. Errors are not
// passed on: they quote the address, which may have a password.
func (w *way) find(proxy func(*http.Request) (*url.URL, error), request *http.Request) (*url.URL, error) {
	if proxy == nil {
		proxy = fromEnvironment
	}
	address, err := proxy(request)
	if err != nil || address != nil && !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, address.Scheme) {
		return nil, errProxy
	}
	if w.proxied = address != nil; w.proxied {
		w.socks = strings.HasPrefix(address.Scheme, "socks")
	}
	return address, nil
}

// fromEnvironment is http.ProxyFromEnvironment, which goes past a proxy whose
// address cannot be read: somebody wants one, so that is an error.
func fromEnvironment(request *http.Request) (*url.URL, error) {
	said := cmp.Or(os.Getenv("HTTPS_PROXY"), os.Getenv("https_proxy"))
	_, err := url.Parse(said)
	_, short := url.Parse("http://" + said) // it may be without
	if err != nil && short != nil {
		return nil, errProxy
	}
	return http.ProxyFromEnvironment(request)
}

// watched tells when the provider is reached through a SOCKS proxy: TLS begins. Of
// the others the transport tells by itself, and TLS may begin with the proxy.
func (w *way) watched(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{TLSHandshakeStart: func() {
		if w.socks {
			w.open.Store(true)
		}
	}})
}

// blame makes an error of the proxy of what went wrong before it had made the
// connection: a name that is not found is then that of the proxy, and so is a
// certificate.
func (w *way) blame(err error) error {
	if w.proxied && !w.open.Load() {
		return errors.Join(errProxy, err)
	}
	return err
}
