package online_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"keytray/app/check"
	"keytray/app/check/online"
)

const noWay = "the proxy that this computer is set to use does not let us through. Look at the variable HTTPS_PROXY."

func proxied(address string) func(*http.Request) (*url.URL, error) {
	return func(*http.Request) (*url.URL, error) { return url.Parse(address) }
}

func TestAProxyIsUsedAndNeverNamed(t *testing.T) {
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.Host)
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	defer proxy.Close()
	key := exampleKey(t, "openai", "project")
	assertUnknown(t, online.Client{Proxy: proxied(proxy.URL)}.Ask(t.Context(), request("openai", "project", key)), key, noWay)
	if len(asked) != 1 || asked[0] != "CONNECT api.openai.com:443" {
		t.Errorf("the proxy was asked %v", asked)
	}
}

func TestWhatIsWrongWithAProxyIsSaidOfTheProxy(t *testing.T) {
	secure := httptest.NewTLSServer(http.NotFoundHandler()) // whom nobody trusts
	defer secure.Close()
	taken, err := net.Dial("tcp", secure.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	says := func(text string) string {
		return "http://" + listen(t, func(c net.Conn) { _, _ = io.WriteString(c, text) })
	}
	for name, proxy := range map[string]func(*http.Request) (*url.URL, error){
		"no address": func(*http.Request) (*url.URL, error) {
			return nil, errors.New("parse http://user:password@proxy.example")
		},
		"no host":                proxied("http://"),
		"another protocol":       proxied("ftp://proxy.example"),
		"no protocol":            proxied("proxy.example"),
		"a name that is none":    proxied("http://proxy.invalid:8080"),
		"a wrong port":           proxied("http://127.0.0.1:99999"),
		"nobody is there":        proxied("http://" + taken.LocalAddr().String()),
		"it hangs up":            proxied(says("")),
		"it says nonsense":       proxied(says("220 mail.example ESMTP\r\n")),
		"it wants a password":    proxied(says("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")),
		"it is forbidden":        proxied(says("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")),
		"it proves nothing":      proxied(secure.URL),
		"it takes no TLS":        proxied("https://" + listen(t, func(net.Conn) {})),
		"SOCKS, and nobody":      proxied("socks5://" + taken.LocalAddr().String()),
		"SOCKS, and it hangs up": proxied("socks5://" + listen(t, func(net.Conn) {})),
	} {
		t.Run(name, func(t *testing.T) {
			key := exampleKey(t, "openai", "project")
			assertUnknown(t, online.Client{Proxy: proxy}.Ask(t.Context(), request("openai", "project", key)), key, noWay)
		})
	}
}

// listen takes connections, one after the other, and says something on each.
func listen(t *testing.T, to func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = conn.Read(make([]byte, 4096))
				to(conn)
			}()
		}
	}()
	return l.Addr().String()
}

// socks is a proxy that leads to a host, whichever it is asked for.
func socks(t *testing.T, host string) string {
	return listen(t, func(from net.Conn) {
		_, _ = from.Write([]byte{5, 0})
		_, _ = from.Read(make([]byte, 4096))
		to, err := net.Dial("tcp", host)
		if err != nil {
			return
		}
		defer to.Close()
		_, _ = from.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
		go func() { _, _ = io.Copy(to, from) }()
		_, _ = io.Copy(from, to)
	})
}

func TestBehindASOCKSProxyIsTheProvider(t *testing.T) {
	i := newInternet(t)
	i.says(200, nil, models)
	key := exampleKey(t, "openai", "project")
	client := online.Client{Roots: i.authority.Pool(), Proxy: proxied("socks5://" + socks(t, i.server.Listener.Addr().String()))}
	if said := client.Ask(t.Context(), request("openai", "project", key)); said.Result != check.Accepted {
		t.Errorf("%s: %s", said.Result, said.Why)
	}
	client.Roots = nil // nobody we trust
	assertUnknown(t, client.Ask(t.Context(), request("openai", "project", key)), key, "could not prove that it is api.openai.com, so the key was not sent")
}
