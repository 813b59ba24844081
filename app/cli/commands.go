package cli

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"
)

// commands are all there are, each by the name that its Use line begins with.
var commands = []entry{
	{name: "add", build: (*command).add},
	{name: "list", build: (*command).list, reads: true},
	{name: "show", build: (*command).show, reads: true},
	{name: "copy", build: (*command).copy},
	{name: "clear", build: (*command).clear},
	{name: "get", build: (*command).get, reads: true},
	{name: "rotate", build: (*command).rotate},
	{name: "revoke", build: (*command).revoke},
	{name: "edit", build: (*command).edit},
	{name: "rm", build: (*command).rm},
	{name: "restore", build: (*command).restore},
	{name: "snooze", build: (*command).snooze},
	{name: "exposed", build: (*command).exposed},
	{name: "status", build: (*command).status, reads: true},
	{name: "config", build: (*command).config},
	{name: "unlock", build: (*command).unlock},
	{name: "passphrase", build: (*command).changePassphrase},
	{name: "doctor", build: (*command).doctor},
	{name: "history", build: (*command).history, reads: true},
	{name: "window", build: (*command).window},
	{name: "quit", build: (*command).quit},
	{name: "version", build: (*command).version, reads: true},
}

type entry struct {
	name  string
	build func(*command) *cobra.Command
	// reads says that it changes nothing: a signal may end it as it ends any
	// program. Who asks for a passphrase heeds signals meanwhile.
	reads bool
}

// needed are the commands that a command line may be about. To build them all
// takes longer than to do most of what one does.
func needed(args []string) []entry {
	for i, e := range commands {
		if len(args) > 0 && args[0] == e.name {
			return commands[i : i+1]
		}
	}
	return commands // help, a completion, a mistake
}

// heeding returns a context that ends when the person or the system wants us to
// end, if any of the commands has something to tidy up then. To listen for
// signals takes a fifth of the time of a short command.
func heeding(ctx context.Context, needed []entry) (context.Context, context.CancelFunc) {
	if !slices.ContainsFunc(needed, func(e entry) bool { return !e.reads }) {
		return ctx, func() {}
	}
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
}
