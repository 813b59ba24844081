//go:build linux

package wayland

import (
	"encoding/binary"
	"net"
	"path/filepath"
	"sync"
	"testing"
)

// fake is a compositor with one client at a time, and with faults.
type fake struct {
	dataControl bool
	ext         bool
	silent      bool   // never answers
	deaf        bool   // does not take a selection
	clings      bool   // offers a selection on when its source is gone
	garbage     []byte // sent to whoever connects

	mu    sync.Mutex
	conns []net.Conn
}

// serve listens where $WAYLAND_DISPLAY says.
func (f *fake) serve(t *testing.T) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("WAYLAND_DISPLAY", path)
	var all sync.WaitGroup
	t.Cleanup(func() {
		_ = l.Close()
		f.mu.Lock()
		for _, c := range f.conns {
			_ = c.Close()
		}
		f.mu.Unlock()
		all.Wait()
	})
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			f.mu.Lock()
			f.conns = append(f.conns, c)
			f.mu.Unlock()
			all.Go(func() { (&peer{f: f, c: c, kinds: map[uint32]string{1: "display"}}).run() })
		}
	})
}

// peer is one client of the fake.
type peer struct {
	f      *fake
	c      net.Conn
	kinds  map[uint32]string
	types  map[uint32][]string
	device uint32
	owner  uint32 // the source that is the selection
	offers uint32
}

func (p *peer) send(m message) { _, _ = p.c.Write(m.bytes()) }

func (p *peer) run() {
	_, _ = p.c.Write(p.f.garbage)
	var kept []byte
	buf := make([]byte, 4096)
	p.types = map[uint32][]string{}
	for {
		n, err := p.c.Read(buf)
		if err != nil {
			return
		}
		kept = append(kept, buf[:n]...)
		for {
			m, size, err := nextMessage(kept)
			if err != nil || size == 0 {
				break
			}
			if !p.f.silent {
				p.handle(m)
			}
			kept = kept[size:]
		}
	}
}

func (p *peer) handle(m message) {
	r := &reader{rest: m.args}
	switch kind := p.kinds[m.object]; {
	case kind == "display" && m.opcode == displaySync:
		id := r.number()
		p.send(request(id, callbackDone, 0))
		p.send(request(displayID, displayDeleteID, id))
	case kind == "display":
		id := r.number()
		p.kinds[id] = "registry"
		p.send(request(id, registryGlobal, 1).text(seatInterface).number(7))
		if p.f.dataControl {
			p.send(request(id, registryGlobal, 2).text(wlrInterface).number(2))
		}
		if p.f.ext {
			p.send(request(id, registryGlobal, 3).text(extInterface).number(1))
		}
	case kind == "registry":
		_, name, _ := r.number(), r.text(), r.number()
		p.kinds[r.number()] = name
	case (kind == wlrInterface || kind == extInterface) && m.opcode == managerCreateSource:
		p.kinds[r.number()] = "source"
	case kind == wlrInterface || kind == extInterface:
		p.device = r.number()
		p.kinds[p.device] = "device " + kind
		p.send(request(p.device, deviceSelection, 0))
	case kind == "source" && m.opcode == sourceOffer:
		p.types[m.object] = append(p.types[m.object], r.text())
	case kind == "source" && p.owner == m.object && !p.f.clings:
		p.send(request(p.device, deviceSelection, 0))
	case m.object == p.device && m.opcode == deviceSetSelection && !p.f.deaf:
		p.set(r.number())
	}
}

func (p *peer) set(source uint32) {
	if source == 0 {
		return
	}
	p.owner = source
	id := firstServerID + p.offers
	p.offers++
	p.send(request(p.device, deviceDataOffer, id))
	for _, kind := range p.types[source] {
		p.send(request(id, offerOffer).text(kind))
	}
	p.send(request(p.device, deviceSelection, id))
}

// words is garbage made of numbers.
func words(all ...uint32) (b []byte) {
	for _, w := range all {
		b = binary.NativeEndian.AppendUint32(b, w)
	}
	return b
}
