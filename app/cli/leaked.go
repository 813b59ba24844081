package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

func (c *command) exposed() *cobra.Command {
	var where, note string
	var undo, newValue bool
	cmd := &cobra.Command{
		Use: "exposed NAME", Short: text.T("A key has leaked: mark it, and say what to do in which order"),
		Long: paragraphs(text.T("A key has leaked: somebody else may have seen its value. Mark it, and say what to do in which order.\n"+
			"Keytray reminds you every day until the value is replaced and proven dead.\n\n"+
			"Once a leaked key has a new value, this tells what is left to do about the old one. If the new value has\n"+
			"leaked, too, say so with --new."), wordsWhole()),
		Args: name,
	}
	f := cmd.Flags()
	f.StringVar(&where, "where", "", text.T("where it was seen: %s", text.Either(api.Leaks)))
	f.StringVar(&note, "note", "", text.T("what happened"))
	f.BoolVar(&newValue, "new", false, text.T("the new value has leaked, not only the old one"))
	f.BoolVar(&undo, "undo", false, text.T("it was not leaked after all; with two marks, the one of the new value goes first"))
	_ = cmd.RegisterFlagCompletionFunc("where", cobra.FixedCompletions(leaks(), cobra.ShellCompDirectiveNoFileComp)) // the flag exists
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		said := isGiven(cmd, "where") || isGiven(cmd, "note")
		if undo && (said || newValue) {
			return usage("--undo says that it was not leaked, so it goes with no other flag.")
		}
		if isGiven(cmd, "where") && !slices.Contains(api.Leaks, where) {
			return usage("--where needs one of %s.", text.Either(api.Leaks))
		}
		s, k, p, err := c.wholeWithIssuer(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if undo {
			return c.notLeaked(cmd.Context(), s, k)
		}
		l := leak{c, k, p}
		if known := k.Exposure; known != nil && !said { // asked again, for what to do
			l.tell(*known)
			return nil
		}
		if !newValue {
			if old, err := l.old(cmd.Context(), said); err != nil || old {
				return err
			}
		}
		if !said && c.atTerminal() {
			if where, err = l.askWhere(cmd.Context()); err != nil {
				return err
			}
		}
		return l.mark(cmd.Context(), s, api.ExposeRequest{Name: k.ID, Where: where, Note: note})
	}
	return cmd
}

// leaks are the places where a value can be seen, for a shell.
func leaks() (all []cobra.Completion) {
	for _, where := range api.Leaks {
		all = append(all, cobra.CompletionWithDesc(where, text.SeenIn(where)))
	}
	return all
}

func (c *command) notLeaked(ctx context.Context, s api.Service, k api.Key) error {
	after, err := s.Unexpose(ctx, k.ID)
	if err != nil {
		return err
	}
	switch {
	case k.Exposure == nil:
		c.say("%s", text.Sentences(text.T("The old value of %s is no longer marked as leaked.", text.Plain(after.Name)), standing(after)))
	case after.Case != nil && after.Case.Leaked != nil:
		c.say("The new value of %s is no longer marked as exposed. The old one still is: %s", text.Plain(after.Name), line("exposed", after))
	default:
		c.say("%s", text.Sentences(text.T("%s is no longer marked as exposed.", text.Plain(after.Name)), standing(after)))
	}
	return nil
}

// leak is a key that somebody else has seen.
type leak struct {
	*command
	key    api.Key
	issuer provider.Provider
}

// old tells what is left to do about an old value that has leaked, unless the new
// one has leaked too: that must be said, for the old one is what is asked about
// again and again. said tells whether there was something to note.
func (l leak) old(ctx context.Context, said bool) (bool, error) {
	if l.key.Exposure != nil || l.key.Case == nil || l.key.Case.Leaked == nil {
		return false, nil
	}
	if seen := seen(*l.key.Case.Leaked); seen != "" {
		l.say("The old value of %s has leaked %s, and is not proven dead.", text.Plain(l.key.Name), seen)
	} else {
		l.say("The old value of %s has leaked, and is not proven dead.", text.Plain(l.key.Name))
	}
	if l.atTerminal() {
		again, err := l.yes(ctx, text.T("Has the new value leaked, too?"), false)
		if err != nil {
			return false, errUnmarked
		}
		if again {
			return false, nil
		}
	}
	l.tellOld()
	if l.atTerminal() {
		if said {
			l.say("Nothing was noted: that was about the new value.")
		}
		return true, nil
	}
	l.say("If the new value has leaked, too: %s", line("exposed", l.key, "--new"))
	if said {
		return false, &api.Error{Kind: api.Refused, Text: text.T("The new value was not marked, and nothing was noted. If it has leaked, too, add: --new")}
	}
	return true, nil
}

// errUnmarked: the person left at a question.
const errUnmarked = text.Error("You stopped it. Nothing was marked.")

func (l leak) askWhere(ctx context.Context) (string, error) {
	l.write("Where was it seen?")
	var options []string
	known := slices.DeleteFunc(slices.Clone(api.Leaks), func(where string) bool { return where == api.LeakUnsure })
	for _, where := range known {
		options = append(options, text.SeenIn(where))
	}
	i, err := l.choose(ctx, options, text.T("I am not sure"))
	switch {
	case err != nil:
		return "", errUnmarked
	case i < 0:
		return api.LeakUnsure, nil
	}
	return known[i], nil
}

// mark marks the key, and says what to do.
func (l leak) mark(ctx context.Context, s api.Service, r api.ExposeRequest) error {
	if before := l.key.Exposure; before != nil && r.Where == "" { // a note alone leaves what is known
		r.Where = before.Where
	}
	k, err := s.Expose(ctx, r)
	if err != nil {
		return err
	}
	l.key = k
	l.tell(api.Exposure{Where: r.Where, Note: r.Note})
	return nil
}
