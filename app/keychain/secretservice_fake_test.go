//go:build linux

package keychain_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"maps"
	"math/big"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/session"
)

// fake is a Secret Service that does what real ones do not: it refuses, lies
// and keeps silent. Hook is asked before each method, may block, and its error
// is the answer.
type fake struct {
	t    *testing.T
	conn *dbus.Conn

	mu        sync.Mutex
	hook      func(method string) *dbus.Error
	tamper    func(*fakeSecret)              // of GetSecret
	opened    func(*dbus.Variant)            // of OpenSession
	ambiguous int                            // so many sessions have a shared secret that begins with a zero
	search    func(*[]dbus.ObjectPath)       // of SearchItems
	prompt    func(path, sender string) bool // the person: true answers; false leaves it open
	prompts   bool                           // CreateItem and Delete prompt, as KeePassXC's
	locked    bool
	lockedAs  any // what it says of that instead
	noDH      bool
	items     map[dbus.ObjectPath]*fakeItem
	pending   map[dbus.ObjectPath]func() any // what an answered prompt does
	keys      map[dbus.ObjectPath]cipher.Block
	counter   int
	received  []string // methods in order
	plain     []string // values as they crossed the bus
}

type fakeItem struct {
	attributes map[string]string
	label      string
	value      []byte
}

type fakeSecret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

const (
	fakeRoot       = dbus.ObjectPath("/org/freedesktop/secrets")
	fakeCollection = fakeRoot + "/collection/one"
)

var fakeGroup, _ = new(big.Int).SetString("179769313486231590770839156793787453197860296048756011706444423684197180216158519368947833795864925541502180565485980503646440548199239100050792877003355816639229553136239076508735759914822574862575007425302077447712589550957937778424442426617334727629299387668709205606050270810842907692932019128194467627007", 10)

// newFake starts a bus with the fake on it.
func newFake(t *testing.T) (*fake, *session.Session) {
	t.Helper()
	s := session.New(t, session.Options{Keyring: session.NoService})
	f := &fake{
		t: t, items: map[dbus.ObjectPath]*fakeItem{},
		pending: map[dbus.ObjectPath]func() any{}, keys: map[dbus.ObjectPath]cipher.Block{},
	}
	f.start(s)
	return f, s
}

// start puts the fake on the bus, under a new unique name each time.
func (f *fake) start(s *session.Session) {
	f.t.Helper()
	conn, err := s.Bus(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = conn.Close() })
	f.conn = conn
	for api, methods := range map[string]map[string]any{
		"org.freedesktop.Secret.Service": {
			"OpenSession": f.openSession, "SearchItems": f.searchItems, "ReadAlias": f.readAlias, "Unlock": f.unlock,
		},
		"org.freedesktop.Secret.Collection": {"CreateItem": f.createItem},
		"org.freedesktop.Secret.Item":       {"GetSecret": f.getSecret, "Delete": f.deleteItem},
		"org.freedesktop.Secret.Prompt":     {"Prompt": f.show, "Dismiss": f.dismiss},
		"org.freedesktop.DBus.Properties":   {"Get": f.property},
	} {
		if err := conn.ExportSubtreeMethodTable(methods, fakeRoot, api); err != nil {
			f.t.Fatal(err)
		}
	}
	if _, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fake) do(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fake) enter(method string) *dbus.Error {
	f.mu.Lock()
	f.received = append(f.received, method)
	hook := f.hook
	f.mu.Unlock()
	if hook == nil {
		return nil
	}
	return hook(method)
}

func (f *fake) count(method string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, m := range f.received {
		if m == method {
			n++
		}
	}
	return n
}

// failing is a hook that answers one method with an error.
func failing(method, name string) func(string) *dbus.Error {
	return func(m string) *dbus.Error {
		if m != method {
			return nil
		}
		return dbus.NewError(name, []any{"words that nobody should read: sk-secret"})
	}
}

func pathOf(m dbus.Message) dbus.ObjectPath {
	p, _ := m.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	return p
}

func (f *fake) next(prefix string) dbus.ObjectPath {
	f.counter++
	return dbus.ObjectPath(prefix + strconv.Itoa(f.counter))
}

func (f *fake) openSession(algorithm string, input dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	if err := f.enter("OpenSession " + algorithm); err != nil {
		return dbus.MakeVariant(""), "/", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	p := f.next(string(fakeRoot) + "/session/s")
	if algorithm == "plain" {
		f.keys[p] = nil
		return dbus.MakeVariant(""), p, nil
	}
	public, ok := input.Value().([]byte)
	if f.noDH || algorithm != "dh-ietf1024-sha256-aes128-cbc-pkcs7" || !ok || len(public) != 128 {
		return dbus.MakeVariant(""), "/", dbus.NewError("org.freedesktop.DBus.Error.NotSupported", nil)
	}
	x, z := agreed(new(big.Int).SetBytes(public), f.ambiguous > 0)
	f.ambiguous--
	f.keys[p] = fakeKey(z)
	out := dbus.MakeVariant(new(big.Int).Exp(big.NewInt(2), x, fakeGroup).Bytes())
	if f.opened != nil {
		f.opened(&out)
	}
	return out, p, nil
}

// agreed chooses a private key with which the shared secret begins with a zero,
// or does not: left to luck it would once in 256 sessions.
func agreed(public *big.Int, zero bool) (private, shared *big.Int) {
	for {
		x, _ := rand.Int(rand.Reader, fakeGroup)
		z := new(big.Int).Exp(public, x, fakeGroup)
		if zero == (z.BitLen() <= 1016) {
			return x, z
		}
	}
}

// fakeKey is RFC 5869 by hand.
func fakeKey(z *big.Int) cipher.Block {
	extract := hmac.New(sha256.New, make([]byte, 32))
	extract.Write(z.FillBytes(make([]byte, 128)))
	expand := hmac.New(sha256.New, extract.Sum(nil))
	expand.Write([]byte{1})
	b, _ := aes.NewCipher(expand.Sum(nil)[:16])
	return b
}

func (f *fake) searchItems(wanted map[string]string) (unlocked, locked []dbus.ObjectPath, _ *dbus.Error) {
	if err := f.enter("SearchItems"); err != nil {
		return nil, nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	found := []dbus.ObjectPath{}
	for p, item := range f.items {
		matches := true
		for k, v := range wanted {
			matches = matches && item.attributes[k] == v
		}
		if matches {
			found = append(found, p)
		}
	}
	if f.search != nil {
		f.search(&found)
	}
	if f.locked {
		return []dbus.ObjectPath{}, found, nil
	}
	return found, []dbus.ObjectPath{}, nil
}

func (f *fake) readAlias(string) (dbus.ObjectPath, *dbus.Error) {
	return fakeCollection, f.enter("ReadAlias")
}

func (f *fake) unlock(objects []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	if err := f.enter("Unlock"); err != nil {
		return nil, "/", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.locked {
		return objects, "/", nil
	}
	return []dbus.ObjectPath{}, f.ask(func() any {
		f.locked = false
		return objects
	}), nil
}

func (f *fake) ask(then func() any) dbus.ObjectPath {
	p := f.next(string(fakeRoot) + "/prompt/p")
	f.pending[p] = then
	return p
}

func (f *fake) show(m dbus.Message, _ string) *dbus.Error {
	if err := f.enter("Prompt"); err != nil {
		return err
	}
	f.mu.Lock()
	person := f.prompt
	f.mu.Unlock()
	sender, _ := m.Headers[dbus.FieldSender].Value().(string)
	if person == nil || person(string(pathOf(m)), sender) {
		f.complete(pathOf(m), false)
	}
	return nil
}

func (f *fake) dismiss(m dbus.Message) *dbus.Error {
	if err := f.enter("Dismiss"); err != nil {
		return err
	}
	f.complete(pathOf(m), true)
	return nil
}

// complete ends a prompt as the person wants it.
func (f *fake) complete(p dbus.ObjectPath, dismissed bool) {
	f.mu.Lock()
	then := f.pending[p]
	delete(f.pending, p)
	var result any = ""
	if then != nil && !dismissed {
		result = then()
	}
	f.mu.Unlock()
	if then != nil {
		_ = f.conn.Emit(p, "org.freedesktop.Secret.Prompt.Completed", dismissed, dbus.MakeVariant(result))
	}
}

// shown are the prompts that nobody has answered.
func (f *fake) shown() (all []dbus.ObjectPath) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for p := range maps.Keys(f.pending) {
		all = append(all, p)
	}
	return all
}

func (f *fake) createItem(m dbus.Message, has map[string]dbus.Variant, s fakeSecret, _ bool) (item, prompt dbus.ObjectPath, _ *dbus.Error) {
	if err := f.enter("CreateItem"); err != nil {
		return "/", "/", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	key, known := f.keys[s.Session]
	if !known {
		return "/", "/", dbus.NewError("org.freedesktop.Secret.Error.NoSession", nil)
	}
	if f.locked {
		return "/", "/", dbus.NewError("org.freedesktop.Secret.Error.IsLocked", nil)
	}
	f.plain = append(f.plain, string(s.Value))
	if key != nil {
		cipher.NewCBCDecrypter(key, s.Parameters).CryptBlocks(s.Value, s.Value)
		s.Value = s.Value[:len(s.Value)-int(s.Value[len(s.Value)-1])]
	}
	made := &fakeItem{value: s.Value}
	_ = has["org.freedesktop.Secret.Item.Label"].Store(&made.label)
	_ = has["org.freedesktop.Secret.Item.Attributes"].Store(&made.attributes)
	store := func() any {
		for p, i := range f.items {
			if maps.Equal(i.attributes, made.attributes) {
				f.items[p] = made
				return p
			}
		}
		p := f.next(string(pathOf(m)) + "/")
		f.items[p] = made
		return p
	}
	if f.prompts {
		return "/", f.ask(store), nil
	}
	return store().(dbus.ObjectPath), "/", nil
}

func (f *fake) getSecret(m dbus.Message, session dbus.ObjectPath) (fakeSecret, *dbus.Error) {
	if err := f.enter("GetSecret"); err != nil {
		return fakeSecret{Session: "/"}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	key, known := f.keys[session]
	if !known {
		return fakeSecret{Session: "/"}, dbus.NewError("org.freedesktop.Secret.Error.NoSession", nil)
	}
	item := f.items[pathOf(m)]
	if item == nil {
		return fakeSecret{Session: "/"}, dbus.NewError("org.freedesktop.Secret.Error.NoSuchObject", nil)
	}
	s := fakeSecret{session, []byte{}, append([]byte{}, item.value...), "text/plain"}
	if key != nil {
		pad := 16 - len(s.Value)%16
		s.Value = append(s.Value, strings.Repeat(string(rune(pad)), pad)...)
		s.Parameters = make([]byte, 16)
		_, _ = rand.Read(s.Parameters)
		cipher.NewCBCEncrypter(key, s.Parameters).CryptBlocks(s.Value, s.Value)
	}
	if f.tamper != nil {
		f.tamper(&s)
	}
	return s, nil
}

func (f *fake) deleteItem(m dbus.Message) (dbus.ObjectPath, *dbus.Error) {
	if err := f.enter("Delete"); err != nil {
		return "/", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	p := pathOf(m)
	remove := func() any {
		delete(f.items, p)
		return ""
	}
	if f.prompts {
		return f.ask(remove), nil
	}
	remove()
	return "/", nil
}

func (f *fake) property(m dbus.Message, _, name string) (dbus.Variant, *dbus.Error) {
	if err := f.enter("Get " + name); err != nil {
		return dbus.MakeVariant(""), err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	item := f.items[pathOf(m)]
	switch {
	case name == "Locked" && f.lockedAs != nil:
		return dbus.MakeVariant(f.lockedAs), nil
	case name == "Locked":
		return dbus.MakeVariant(f.locked), nil
	case name == "Attributes" && item != nil && path.Dir(string(pathOf(m))) == string(fakeCollection):
		return dbus.MakeVariant(item.attributes), nil
	}
	return dbus.MakeVariant(""), dbus.NewError("org.freedesktop.DBus.Error.UnknownObject", nil)
}

// put stores an item as another program would.
func (f *fake) put(account, value string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.items[f.next(string(fakeCollection)+"/")] = &fakeItem{
		attributes: map[string]string{"service": "keytray", "username": account}, value: []byte(value),
	}
}

// holds is what an account's item holds, and whether there is one.
func (f *fake) holds(account string) (string, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, i := range f.items {
		if i.attributes["username"] == account {
			return string(i.value), true
		}
	}
	return "", false
}
