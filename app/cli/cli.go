// Package cli is the commands: one file each. They ask the agent when one runs;
// otherwise they build the same service in their own process. They never start
// a toolkit and never need a display.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/text"
)

// Env is the world around a command.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Version        string
	// Params builds the service where no agent runs. Its error is shown.
	Params func() (agent.Params, error)
	// Program is the path of the tray program, which some commands start.
	Program string
	// Window shows a window in this process until it is closed; nil in a build
	// without one.
	Window func(ctx context.Context, s api.Service, v api.View) error
}

// Exit statuses, as contract.
const (
	done = iota
	failed
	wrongUsage
	noSuchKey
	noKeychain
	refused
)

func status(err error) int {
	switch api.KindOf(err) {
	case api.Usage:
		return wrongUsage
	case api.NotFound:
		return noSuchKey
	case api.Locked, api.Dismissed, api.Unavailable, api.Silent:
		return noKeychain
	case api.Refused:
		return refused
	}
	return failed
}

// Run runs one command line and returns the exit status.
func Run(ctx context.Context, args []string, env Env) int {
	out := &sink{w: env.Stdout}
	c := &command{Env: env, out: out}
	some := needed(args)
	root := c.root(some)
	root.SetArgs(args)
	ctx, stop := heeding(ctx, some)
	defer stop()
	c.ctx = ctx
	err := root.ExecuteContext(ctx)
	if out.err != nil && (err == nil || errors.Is(err, out.err)) {
		err = &api.Error{Kind: api.Failed, Text: text.T("The output could not be written: %s.", cause(out.err)), Err: out.err}
	}
	if c.own != nil && c.own.Damage() != "" { // no agent is there to say so
		_, _ = fmt.Fprintln(env.Stderr, "keytray:", c.own.Damage())
	}
	if err == nil {
		return done
	}
	var said printed
	if errors.As(err, &said) {
		return int(said)
	}
	_, _ = fmt.Fprintln(env.Stderr, "keytray:", upper(err.Error()))
	if !c.ran { // cobra did not understand the command line
		return wrongUsage
	}
	return status(err)
}

// sink remembers that something could not be written.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	if err != nil && s.err == nil {
		s.err = err
	}
	return n, err
}

// cause is why a file could not be written, without its name.
func cause(err error) string {
	var number syscall.Errno
	if errors.As(err, &number) {
		err = number
	}
	return text.Plain(err.Error())
}

// printed is a failure that was told already, with its exit status.
type printed int

func (printed) Error() string { return "printed" }

// errQuiet is one without a status of its own.
const errQuiet = printed(failed)

// command is one run.
type command struct {
	Env
	out io.Writer // Stdout
	ran bool
	ctx context.Context
	own *agent.Service // where no agent runs
}

func (c *command) root(needed []entry) *cobra.Command {
	root := &cobra.Command{
		Use:   "keytray",
		Short: text.T("API keys in the system keychain, copied from the tray and rotated in time"),
		Long: text.T("Keytray keeps API keys in the system keychain, copies one to the clipboard and clears it again,\n" +
			"and reminds you to rotate each key in time. Without arguments it starts the tray icon."),
		SilenceErrors: true, SilenceUsage: true,
		Args: func(*cobra.Command, []string) error {
			// What was typed is not repeated: it may be a key pasted by mistake.
			return usage("There is no such command. See them with: keytray help")
		},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error { c.ran = true; return nil },
	}
	root.SetIn(c.Stdin)
	root.SetOut(c.out)
	root.SetErr(c.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		var bad *pflag.InvalidValueError
		if errors.As(err, &bad) { // without what strconv thinks of it
			return usage("--%s cannot have this value. See: %s --help", bad.GetFlag().Name, cmd.CommandPath())
		}
		var missing *pflag.NotExistError
		if errors.As(err, &missing) { // nor what was typed, which may be a key
			return usage("There is no such flag. See: %s --help", cmd.CommandPath())
		}
		return usage("%s. See: %s --help", upper(err.Error()), cmd.CommandPath())
	})
	root.AddGroup(&cobra.Group{ID: ofKeys, Title: text.T("Keys:")}, &cobra.Group{ID: ofRotation, Title: text.T("Providers and rotation:")}, &cobra.Group{ID: ofKeytray, Title: text.T("Keytray itself:")})
	cobra.EnableCommandSorting = false // the order of commands is better than that of the alphabet
	for _, e := range needed {
		cmd := e.build(c)
		cmd.GroupID = e.group
		root.AddCommand(cmd)
	}
	speaks(root)
	root.SetHelpCommandGroupID(ofKeytray)
	root.SetCompletionCommandGroupID(ofKeytray)
	// Arguments are names, not files.
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.CompletionOptions.DisableDefaultCmd = len(needed) == 1 // that adds six commands more
	return root
}

// name is the argument of most commands: exactly one key.
func name(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return usage("Which key? Give its name or ID.")
	case len(args) > 1:
		// What was typed is not repeated: it may be a value.
		return usage("Give one name only, in quotes if it has spaces. A value is never taken from the command line: pipe it in, or type it when asked.")
	}
	return nil
}

func nothing(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("This command takes no arguments.")
	}
	return nil
}

func usage(sentence text.Sentence, args ...any) error {
	return &api.Error{Kind: api.Usage, Text: text.T(string(sentence), args...)}
}

// say writes a sentence to stdout.
func (c *command) say(sentence text.Sentence, args ...any) {
	_, _ = fmt.Fprintln(c.out, text.T(string(sentence), args...))
}

// upper makes a sentence of what a library says.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
