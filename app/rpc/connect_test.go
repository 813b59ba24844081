package rpc_test

import (
	"context"
	"io"
	"net"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"keytray/app/api"
	"keytray/app/rpc"
	"keytray/app/secret"
)

// counting counts the connections that a listener takes.
type counting struct {
	net.Listener
	taken atomic.Int32
}

func (l *counting) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err == nil {
		l.taken.Add(1)
	}
	return conn, err
}

func TestTheConnectionThatFoundTheAgentServesTheFirstCall(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "agent.sock")
	if _, ok := rpc.Connect(socket); ok {
		t.Fatal("an agent was found where none is")
	}
	inner, err := rpc.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	l := &counting{Listener: inner}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- rpc.Serve(ctx, l, &echo{reveals: secret.FromString("value")}) }()
	c, ok := rpc.Connect(socket)
	if !ok {
		t.Fatal("the agent was not found")
	}
	for range 2 {
		if v, err := c.Get(t.Context(), api.GetRequest{Name: "n"}); err != nil || v.Len() == 0 {
			t.Fatalf("%d bytes, %v", v.Len(), err)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if n := l.taken.Load(); n != 2 {
		t.Errorf("%d connections for two calls", n)
	}
}

func TestAConnectionThatNobodyUsesIsGivenBack(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "agent.sock")
	l, err := rpc.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	c, ok := rpc.Connect(socket)
	if !ok {
		t.Fatal("the agent was not found")
	}
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(2 * time.Second)) // an agent waits for longer
	if n, err := conn.Read(make([]byte, 1)); err != io.EOF {
		t.Fatalf("%d bytes and %v, want the end", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- rpc.Serve(ctx, l, &echo{reveals: secret.FromString("value")}) }()
	if _, err := c.Get(t.Context(), api.GetRequest{Name: "n"}); err != nil {
		t.Errorf("a call after that: %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
