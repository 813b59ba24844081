//go:build windows

package win32_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"keytray/app/clipboard"
	"keytray/app/clipboard/win32"
	"keytray/app/secret"
)

// asOther makes this binary play another program, which does what it reads from
// its standard input.
const asOther = "KEYTRAY_TEST_OTHER_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asOther) != "" {
		if err := serve(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

type order struct {
	Do    string
	Text  []byte
	Pause time.Duration
}

type answer struct {
	Text    []byte
	Formats map[string][]byte // what is there, by name; the texts are left out
	Err     string
}

// other is a second process with calls to Windows of its own.
type other struct {
	t   *testing.T
	cmd *exec.Cmd
	in  *json.Encoder
	out *json.Decoder
}

func startOther(t *testing.T) *other {
	t.Helper()
	if os.Getenv("KEYTRAY_TEST_CLIPBOARD") == "" {
		t.Skip("this takes the clipboard over: set KEYTRAY_TEST_CLIPBOARD=1 for that")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), asOther+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	return &other{t, cmd, json.NewEncoder(in), json.NewDecoder(out)}
}

// begin gives an order; its answer must be taken with end.
func (o *other) begin(r order) {
	o.t.Helper()
	if err := o.in.Encode(r); err != nil {
		o.t.Fatal(err)
	}
}

func (o *other) end() answer {
	o.t.Helper()
	var a answer
	if err := o.out.Decode(&a); err != nil {
		o.t.Fatal(err)
	}
	if a.Err != "" {
		o.t.Fatalf("the other program: %s", a.Err)
	}
	return a
}

func (o *other) do(r order) answer {
	o.t.Helper()
	o.begin(r)
	return o.end()
}

func (o *other) paste() string    { o.t.Helper(); return string(o.do(order{Do: "paste"}).Text) }
func (o *other) copy(text string) { o.t.Helper(); o.do(order{Do: "copy", Text: []byte(text)}) }

// serve is the other program.
func serve() error {
	runtime.LockOSThread()
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	for {
		var r order
		if in.Decode(&r) != nil {
			return nil // the test is over
		}
		a, err := r.obey(out)
		if err != nil {
			a.Err = err.Error()
		}
		if err := out.Encode(a); err != nil {
			return err
		}
	}
}

func (r order) obey(out *json.Encoder) (a answer, err error) {
	switch r.Do {
	case "put": // as Keytray does, and stays its owner until it is killed
		return a, win32.New().Put(context.Background(), clipboard.Offer{Value: secret.New(r.Text)})
	case "clear if":
		outcome, err := win32.New().ClearIf(context.Background(), "", func(text []byte) bool { return string(text) == string(r.Text) })
		a.Text = []byte(outcome)
		return a, err
	}
	if err := call("OpenClipboard", 0); err != nil {
		return a, err
	}
	defer func() { err = errors.Join(err, call("CloseClipboard")) }()
	switch r.Do {
	case "paste":
		a.Text, err = text()
	case "copy":
		if err := call("EmptyClipboard"); err != nil {
			return a, err
		}
		err = set(13, utf16Bytes(r.Text))
	case "add": // without emptying
		err = set(registered("Another Program's Format"), []byte("more"))
	case "replace": // the text, without emptying
		err = set(13, utf16Bytes(r.Text))
	case "hold":
		if err := out.Encode(answer{}); err != nil { // it is open now
			return a, err
		}
		time.Sleep(r.Pause)
	case "formats":
		a.Formats, err = formats()
	}
	return a, err
}

var user32, kernel32 = windows.NewLazySystemDLL("user32.dll"), windows.NewLazySystemDLL("kernel32.dll")

// call calls a procedure that returns 0 when it fails; it tries for a while.
func call(name string, args ...uintptr) error {
	var err error
	for range 100 {
		var r uintptr
		if r, _, err = user32.NewProc(name).Call(args...); r != 0 {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("%s: %w", name, err)
}

func registered(name string) uintptr {
	p, _ := windows.UTF16PtrFromString(name)
	format, _, _ := user32.NewProc("RegisterClipboardFormatW").Call(uintptr(unsafe.Pointer(p)))
	return format
}

func set(format uintptr, content []byte) error {
	h, _, err := kernel32.NewProc("GlobalAlloc").Call(2, uintptr(len(content)))
	if h == 0 {
		return err
	}
	p, _, _ := kernel32.NewProc("GlobalLock").Call(h)
	copy(unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), len(content)), content)
	_, _, _ = kernel32.NewProc("GlobalUnlock").Call(h)
	return call("SetClipboardData", format, h)
}

func get(format uintptr) ([]byte, error) {
	h, _, err := user32.NewProc("GetClipboardData").Call(format)
	if h == 0 {
		return nil, err
	}
	p, _, err := kernel32.NewProc("GlobalLock").Call(h)
	if p == 0 {
		return nil, err
	}
	defer kernel32.NewProc("GlobalUnlock").Call(h)
	size, _, _ := kernel32.NewProc("GlobalSize").Call(h)
	return append([]byte(nil), unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), int(size))...), nil
}

func text() ([]byte, error) {
	if there, _, _ := user32.NewProc("IsClipboardFormatAvailable").Call(13); there == 0 {
		return nil, nil
	}
	b, err := get(13)
	if err != nil {
		return nil, err
	}
	u := unsafe.Slice((*uint16)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/2)
	return []byte(windows.UTF16ToString(u)), nil
}

func utf16Bytes(text []byte) []byte {
	u, err := windows.UTF16FromString(string(text))
	if err != nil {
		panic(err)
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(u))), 2*len(u))
}

func formats() (map[string][]byte, error) {
	all := map[string][]byte{}
	for format := uintptr(0); ; {
		format, _, _ = user32.NewProc("EnumClipboardFormats").Call(format)
		if format == 0 {
			return all, nil
		}
		name := make([]uint16, 100)
		n, _, _ := user32.NewProc("GetClipboardFormatNameW").Call(format, uintptr(unsafe.Pointer(&name[0])), 100)
		if n == 0 { // a format without a name
			name := fmt.Sprintf("format %d", format)
			all[name] = nil
			continue
		}
		content, err := get(format)
		if err != nil {
			return nil, err
		}
		all[windows.UTF16ToString(name)] = content
	}
}
