//go:build linux

package e2e_test

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/check/checktest"
	"keytray/app/files"
	"keytray/app/rpc"
)

// projectKey makes a key of the form of OpenAI's project keys.
func projectKey() string {
	fill := strings.Repeat(strings.TrimPrefix(newValue(), "test-"), 3)[:74]
	return "sk-proj-" + fill + "T3Blbk" + "FJ" + fill
}

// network is the only way out of a session: a proxy that leads to every host
// there is, all of them played by one server of this computer. Keytray itself
// knows nothing of it: its environment names the proxy and whom to trust.
type network struct {
	t         *testing.T
	authority *checktest.Authority
	proxy     net.Listener
	server    *httptest.Server

	mu     sync.Mutex
	answer http.HandlerFunc
	asked  []*http.Request
	hosts  []string  // that the proxy was asked for
	users  []process // that asked it
	wire   strings.Builder
}

// process is somebody who uses the network, with all that others can see of it.
type process struct{ program, args, env, dir string }

func newNetwork(t *testing.T, answer http.HandlerFunc) *network {
	t.Helper()
	n := &network{t: t, authority: checktest.NewAuthority(t), answer: answer}
	n.server = httptest.NewUnstartedServer(http.HandlerFunc(n.serve))
	n.server.TLS = n.authority.Server()
	n.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	n.server.StartTLS()
	t.Cleanup(n.server.Close)
	var err error
	if n.proxy, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = n.proxy.Close() })
	go func() {
		for {
			conn, err := n.proxy.Accept()
			if err != nil {
				return
			}
			go n.lead(conn)
		}
	}()
	return n
}

func (n *network) serve(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	n.asked = append(n.asked, r)
	answer := n.answer
	n.mu.Unlock()
	answer(w, r)
}

// lead is one connection through the proxy.
func (n *network) lead(from net.Conn) {
	defer from.Close()
	user := owner(from.RemoteAddr().(*net.TCPAddr).Port)
	in := bufio.NewReader(from)
	request, err := http.ReadRequest(in)
	if err != nil {
		return
	}
	n.mu.Lock()
	n.users, n.hosts = append(n.users, user), append(n.hosts, request.Method+" "+request.Host)
	_ = request.Write(&n.wire)
	n.mu.Unlock()
	to, err := net.Dial("tcp", n.server.Listener.Addr().String())
	if err != nil {
		return
	}
	defer to.Close()
	_, _ = io.WriteString(from, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() {
		_, _ = io.Copy(io.MultiWriter(to, n), in)
		_ = to.(*net.TCPConn).CloseWrite()
	}()
	_, _ = io.Copy(from, to)
}

// Write keeps what crosses the proxy.
func (n *network) Write(b []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.wire.Write(b)
}

// owner finds the process at the other end of a connection on this computer. That waits for an answer, so it is there; but
// the kernel's table may lack a line while others are added and removed.
func owner(port int) (p process) {
	for end := time.Now().Add(limit); p.program == "" && time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		p = ownerNow(port)
	}
	return p
}

func ownerNow(port int) (p process) {
	inode := ""
	table, _ := os.ReadFile("/proc/net/tcp")
	for line := range strings.Lines(string(table)) {
		if f := strings.Fields(line); len(f) > 9 && f[1] == fmt.Sprintf("0100007F:%04X", port) {
			inode = f[9]
		}
	}
	links, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil && target == "socket:["+inode+"]" {
			dir := filepath.Dir(filepath.Dir(link))
			p.program, _ = os.Readlink(filepath.Join(dir, "exe"))
			args, _ := os.ReadFile(filepath.Join(dir, "cmdline"))
			env, _ := os.ReadFile(filepath.Join(dir, "environ"))
			p.program, p.args, p.env, p.dir = filepath.Base(p.program), string(args), string(env), dir
		}
	}
	return p
}

// env is what leads a program to this network.
func (n *network) env() []string {
	file := filepath.Join(n.t.TempDir(), "authority.pem")
	if err := os.WriteFile(file, n.authority.PEM(), 0o600); err != nil {
		n.t.Fatal(err)
	}
	return []string{"HTTPS_PROXY=http://" + n.proxy.Addr().String(), "SSL_CERT_FILE=" + file}
}

func (n *network) says(status int, body string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.answer = answers(status, body)
}

func answers(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

const twoModels = `{"object":"list","data":[{"id":"a"},{"id":"b"}]}`

// service is the running agent.
func (p *person) service() api.Service {
	runtime := filepath.Join(p.session.Runtime, "keytray")
	return rpc.Client{Socket: files.Paths{Runtime: runtime}.Socket()}
}

func (p *person) check(name string) api.Checked {
	p.t.Helper()
	said, err := p.service().Check(p.ctx(), api.CheckRequest{Name: name})
	if err != nil {
		p.t.Fatal(err)
	}
	return said
}

func (p *person) verified(name string) api.Verified {
	p.t.Helper()
	k, err := p.service().Find(p.ctx(), name)
	if err != nil {
		p.t.Fatal(err)
	}
	if k.Verified == nil {
		return api.Verified{}
	}
	return *k.Verified
}

func TestAKeyIsCheckedByAProgramOfItsOwn(t *testing.T) {
	binary(t, "keytray-check")
	n := newNetwork(t, answers(200, twoModels))
	p := atDesk(t)
	p.env = n.env()
	key := projectKey()
	p.do(key+"\n", "add", "chat-app")
	p.startAgent()
	said := p.check("chat-app")
	if said.Result != api.CheckAccepted || said.Text != "Accepted by OpenAI just now." || said.Count != 2 || said.Counts != "models" || said.Host != "api.openai.com" {
		t.Fatalf("it says %+v", said)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.asked) != 1 || n.asked[0].Header.Get("Authorization") != "Bearer "+key || n.asked[0].RequestURI != "/v1/models" {
		t.Errorf("%d requests arrived", len(n.asked))
	}
	if len(n.hosts) != 1 || n.hosts[0] != "CONNECT api.openai.com:443" {
		t.Errorf("the proxy was asked for %v", n.hosts)
	}
	for _, u := range n.users {
		if u.program != "keytray-check" || strings.Contains(u.args, key) || strings.Contains(u.env, key) || !strings.HasSuffix(u.args, "\x00check-key\x00") {
			t.Errorf("%s used the network; its arguments have %d bytes", u.program, len(u.args))
		}
	}
	if strings.Contains(n.wire.String(), key) {
		t.Error("the proxy saw the key")
	}
	if v := p.verified("chat-app"); v.Result != api.CheckAccepted || v.At.IsZero() {
		t.Errorf("kept is %+v", v)
	}
	assertInNoFile(t, p, key)
}

// assertInNoFile looks for a value in all that was written, but for the keyring.
func assertInNoFile(t *testing.T, p *person, value string) {
	t.Helper()
	read := 0
	for _, root := range []string{p.session.Home, p.session.Runtime} {
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || strings.Contains(path, "/keyrings/") {
				return nil
			}
			content, err := os.ReadFile(path)
			if err == nil {
				read++
			}
			if strings.Contains(string(content), value) {
				t.Errorf("the value is in %s", path)
			}
			return nil
		})
	}
	if read == 0 {
		t.Error("there are no files")
	}
}

func TestWhatAProviderSaysIsKeptUntilTheKeyIsRotated(t *testing.T) {
	n := newNetwork(t, answers(401, `{"error":{"code":"invalid_api_key"}}`))
	p := atDesk(t)
	p.env = n.env()
	p.do(projectKey()+"\n", "add", "chat-app")
	p.startAgent()
	if said := p.check("chat-app"); said.Result != api.CheckRejected || said.Text != "OpenAI refused this key. Revoked or mistyped." {
		t.Errorf("it says %+v", said)
	}
	n.says(503, `{}`)
	if said := p.check("chat-app"); said.Result != api.CheckUnknown {
		t.Errorf("it says %+v", said)
	}
	if v := p.verified("chat-app"); v.Result != api.CheckRejected {
		t.Errorf("kept is %+v", v)
	}
	p.do(projectKey()+"\n", "rotate", "chat-app")
	if v := p.verified("chat-app"); v != (api.Verified{}) {
		t.Errorf("of the new value is kept %+v", v)
	}
}

func TestCheckByCommand(t *testing.T) {
	n := newNetwork(t, answers(200, twoModels))
	p := atDesk(t)
	p.env = n.env()
	key := projectKey()
	p.do(key+"\n", "add", "chat-app")
	if out, errs, status := p.run("", "check", "chat-app"); status != 0 || !strings.Contains(out, "Accepted by OpenAI just now.") || strings.Contains(out+errs, key) {
		t.Errorf("status %d, %d bytes: %s", status, len(out), errs)
	}
	n.says(401, `{}`)
	if out, errs, status := p.run("", "check", "chat-app"); status != 5 || !strings.Contains(out+errs, "OpenAI refused this key.") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

func TestANetworkThatListensInGetsNoKey(t *testing.T) {
	n := newNetwork(t, answers(200, twoModels))
	p := atDesk(t)
	p.env = n.env()[:1] // the proxy leads to a stranger, whom nobody trusts
	key := projectKey()
	p.do(key+"\n", "add", "chat-app")
	p.startAgent()
	said := p.check("chat-app")
	if said.Result != api.CheckUnknown || !strings.Contains(said.Text, "could not prove that it is api.openai.com, so the key was not sent") {
		t.Errorf("it says %+v", said)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.asked) != 0 || len(n.hosts) != 1 {
		t.Errorf("%d requests arrived, %v", len(n.asked), n.hosts)
	}
}

func TestAProxyThatIsNoneHasASentence(t *testing.T) {
	for _, proxy := range []string{"nonsense", "http://a b", "http://[::1", "http://%zz", "ftp://proxy.example", "http://user:password@127.0.0.1:99999"} {
		t.Run(proxy, func(t *testing.T) {
			p := atDesk(t)
			p.env = []string{"HTTPS_PROXY=" + proxy}
			p.do(projectKey()+"\n", "add", "chat-app")
			p.startAgent()
			said := p.check("chat-app")
			want := "No answer from OpenAI: the proxy that this computer is set to use does not let us through. Look at the variable HTTPS_PROXY. Check it again later."
			if said.Result != api.CheckUnknown || said.Text != want {
				t.Errorf("it says %s, %q", said.Result, said.Text)
			}
		})
	}
}

func TestWithoutItsProgramNothingIsSent(t *testing.T) {
	n := newNetwork(t, answers(200, twoModels))
	p := atDesk(t)
	p.env = n.env()
	p.program = withFakeWindow(t, p) // in a folder of its own
	window := filepath.Join(filepath.Dir(p.program), "keytray-window")
	if err := os.Remove(window); err != nil {
		t.Fatal(err)
	}
	p.do(projectKey()+"\n", "add", "chat-app")
	p.startAgent()
	if _, err := p.service().Check(p.ctx(), api.CheckRequest{Name: "chat-app"}); err == nil || err.Error() != "This build of Keytray cannot check keys. Install keytray-check beside it." {
		t.Errorf("it says %v", err)
	}
	// It is found as soon as it is there.
	if err := os.Link(binary(t, "keytray-check"), filepath.Join(filepath.Dir(p.program), "keytray-check")); err != nil {
		t.Fatal(err)
	}
	if said := p.check("chat-app"); said.Result != api.CheckAccepted {
		t.Errorf("it says %+v", said)
	}
}

func TestTheCheckerAloneDoesNothing(t *testing.T) {
	p := atDesk(t)
	p.program = binary(t, "keytray-check")
	for _, args := range [][]string{{}, {"list"}, {"check-key", "more"}} {
		if _, errs, status := p.run("", args...); status != 2 || !strings.Contains(errs, "keytray check NAME") {
			t.Errorf("%v: status %d, %s", args, status, errs)
		}
	}
	if _, errs, status := p.run("", "check-key"); status != 1 || !strings.Contains(errs, "no question") {
		t.Errorf("without a question: status %d, %s", status, errs)
	}
}

func TestACheckEndsWithTheAgent(t *testing.T) {
	asked := make(chan struct{})
	n := newNetwork(t, func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	})
	p := atDesk(t)
	p.env = n.env()
	p.do(projectKey()+"\n", "add", "chat-app")
	a := p.startAgent()
	go func() { _, _ = p.service().Check(p.t.Context(), api.CheckRequest{Name: "chat-app"}) }()
	<-asked
	a.kill()
	n.mu.Lock()
	checker := n.users[0]
	n.mu.Unlock()
	poll(t, "the checker is still there", func() bool {
		program, err := os.Readlink(filepath.Join(checker.dir, "exe"))
		return err != nil || filepath.Base(program) != checker.program
	})
}

func TestTheWindowsProgramCanCheckToo(t *testing.T) {
	n := newNetwork(t, answers(200, twoModels))
	p := atDesk(t)
	p.env = n.env()
	p.program = withFakeWindow(t, p) // in a folder of its own
	window := filepath.Join(filepath.Dir(p.program), "keytray-window")
	if err := os.Remove(window); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(binary(t, "keytray-window"), window); err != nil {
		t.Fatal(err)
	}
	p.do(projectKey()+"\n", "add", "chat-app")
	p.startAgent()
	if said := p.check("chat-app"); said.Result != api.CheckAccepted {
		t.Errorf("it says %+v", said)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.users) != 1 || n.users[0].program != "keytray-window" {
		t.Errorf("the network was used by %d programs, not by the window alone", len(n.users))
	}
}
