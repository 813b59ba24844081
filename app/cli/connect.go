package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/files"
	"keytray/app/rpc"
	"keytray/app/text"
)

const (
	startLimit = 10 * time.Second // for an agent to answer after its start
	quitLimit  = 10 * time.Second // for an agent to be gone

	answerLimit = 10 * time.Second // for what an agent knows without asking anybody
)

// service is the agent if one runs, else the same work in this process.
func (c *command) service() (api.Service, error) {
	paths, err := files.Default()
	if err != nil {
		return nil, err
	}
	if client, ok := rpc.Connect(paths.Socket()); ok {
		return c.faced(client), nil
	}
	p, err := c.Params()
	if err != nil {
		return nil, err
	}
	c.own = agent.New(p)
	return c.faced(c.own), nil
}

// faced adds what a person at a terminal expects: to be told what is waited for,
// and to be asked for a passphrase.
func (c *command) faced(s api.Service) api.Service {
	c.tellWaiting(c.ctx, s)
	return opener{s, c}
}

// started is the agent, started if there is none.
func (c *command) started(ctx context.Context) (rpc.Client, error) {
	paths, err := files.Default()
	if err != nil {
		return rpc.Client{}, err
	}
	if client, ok := rpc.Connect(paths.Socket()); ok {
		return client, nil
	}
	client := rpc.Client{Socket: paths.Socket()}
	self, err := os.Executable()
	if err != nil {
		return client, err
	}
	agent := exec.Command(self)
	desktop.Detach(agent)
	if err := agent.Start(); err != nil {
		return client, &api.Error{Kind: api.Failed, Text: text.T("the tray program could not be started: %v", err), Err: err}
	}
	ended := make(chan error, 1)
	go func() { ended <- agent.Wait() }()
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		if client.Running() {
			return client, nil
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case err := <-ended:
			if err != nil {
				return client, errors.New(text.T("the tray program ended at once; its log is %s", paths.Log()))
			}
			ended = nil // another one was faster: it answers soon
		case <-ctx.Done():
			return client, errors.New(text.T("the tray program does not answer; its log is %s", paths.Log()))
		}
	}
}
