package cli

import (
	"time"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/files"
	"keytray/app/rpc"
)

const (
	quitLimit = 10 * time.Second // for an agent to be gone

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
