// Package rpc is api.Service over a local socket: server and client.
//
// One connection per call: one JSON request, one JSON answer. Closing the
// connection cancels the call.
package rpc

import (
	"encoding/json"

	"keytray/app/api"
	"keytray/app/secret"
)

// protocol is the first thing in each message. A window of one version and an
// agent of another do not guess what the other means.
const protocol = 3

// Quitting is the one request that every version understands: whoever installed
// another one has to end the agent. It is asked in the words of the first.
const (
	quit  = "quit"
	first = 1
)

// spoken is the version in which a method is asked.
func spoken(method string) int {
	if method == quit {
		return first
	}
	return protocol
}

// mostBytes bounds a message: a value may have 1 MiB one day, base64 adds a third.
const mostBytes = 4 << 20

type request struct {
	V      int             `json:"v"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params,omitempty"`
}

type response struct {
	V      int             `json:"v"`
	Error  *api.Error      `json:"error,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
}

// Values cross the socket in their own fields: secret.Value redacts itself.
type addParams struct {
	api.Details
	Name     string
	Secret   []byte
	Verified api.Verified
}

type checkParams struct {
	api.CheckRequest
	Secret []byte
}

type rotateParams struct {
	api.RotateRequest
	Secret []byte
}

type passphraseParams struct{ Old, New []byte }

type moveParams struct {
	To         string
	Passphrase []byte
}

type valueParams struct{ Secret []byte }

type valueResult struct{ Secret []byte }

type nameParams struct{ Name string }

type serialParams struct{ Serial uint64 }

type settingParams struct{ Key, Value string }

type waitParams struct{ Revision uint64 }

func (p addParams) request() api.AddRequest {
	return api.AddRequest{Details: p.Details, Name: p.Name, Secret: take(p.Secret), Verified: p.Verified}
}

func (p checkParams) request() api.CheckRequest {
	r := p.CheckRequest
	r.Secret = take(p.Secret)
	return r
}

func (p rotateParams) request() api.RotateRequest {
	r := p.RotateRequest
	r.Secret = take(p.Secret)
	return r
}

// take makes a value of bytes that nobody else needs, and wipes them.
func take(b []byte) secret.Value {
	v := secret.New(b)
	clear(b)
	return v
}
