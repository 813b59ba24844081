package cli

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"
)

// Groups of commands in the help.
const (
	ofKeys     = "keys"
	ofRotation = "rotation"
	ofKeytray  = "keytray"
)

// commands are all there are, each by the name that its Use line begins with.
var commands = []entry{
	{name: "add", group: ofKeys, build: (*command).add},
	{name: "list", group: ofKeys, build: (*command).list, reads: true},
	{name: "show", group: ofKeys, build: (*command).show, reads: true},
	{name: "copy", group: ofKeys, build: (*command).copy},
	{name: "clear", group: ofKeys, build: (*command).clear},
	{name: "get", group: ofKeys, build: (*command).get, reads: true},
	{name: "rotate", group: ofRotation, build: (*command).rotate},
	{name: "check", group: ofRotation, build: (*command).check},
	{name: "revoke", group: ofRotation, build: (*command).revoke},
	{name: "edit", group: ofKeys, build: (*command).edit},
	{name: "rm", group: ofKeys, build: (*command).rm},
	{name: "restore", group: ofKeys, build: (*command).restore},
	{name: "due", group: ofRotation, build: (*command).due},
	{name: "snooze", group: ofRotation, build: (*command).snooze},
	{name: "exposed", group: ofRotation, build: (*command).exposed},
	{name: "providers", group: ofRotation, build: (*command).providers},
	{name: "status", group: ofKeytray, build: (*command).status, reads: true},
	{name: "config", group: ofKeytray, build: (*command).config},
	{name: "unlock", group: ofKeytray, build: (*command).unlock},
	{name: "passphrase", group: ofKeytray, build: (*command).changePassphrase},
	{name: "doctor", group: ofKeytray, build: (*command).doctor},
	{name: "history", group: ofKeys, build: (*command).history, reads: true},
	{name: "pick", group: ofKeys, build: (*command).pick},
	{name: "window", group: ofKeytray, build: (*command).window},
	{name: "quit", group: ofKeytray, build: (*command).quit},
	{name: "version", group: ofKeytray, build: (*command).version, reads: true},
}

type entry struct {
	name  string
	group string // under which help lists it, in the order above
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
