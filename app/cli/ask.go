package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"keytray/app/provider"
	"keytray/app/text"
)

// errStopped: the person pressed Ctrl-C or Ctrl-D at a question.
const errStopped = text.Error("You stopped it. Nothing was stored.")

// atTerminal tells whether somebody is there to answer: stdin is a terminal.
func (c *command) atTerminal() bool {
	f, ok := c.Stdin.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// write says something in the middle of questions; what comes of them is on stdout.
func (c *command) write(sentence text.Sentence, args ...any) {
	_, _ = fmt.Fprintln(c.Stderr, text.Plain(text.T(string(sentence), args...)))
}

// question asks for one line.
func (c *command) question(ctx context.Context, words string) (string, error) {
	_, _ = io.WriteString(c.Stderr, text.Plain(words)) // a default may be in it, as it was typed
	raw, err := interruptible(ctx, c.nextLine)
	if err != nil {
		_, _ = fmt.Fprintln(c.Stderr)
		return "", errStopped
	}
	return strings.TrimSpace(string(raw)), nil
}

// answer asks for one line that has a default, which Enter takes; "-" is none.
func (c *command) answer(ctx context.Context, words, usual string) (string, error) {
	if usual != "" {
		words += " [" + usual + "]"
	}
	switch said, err := c.question(ctx, words+": "); said {
	case "":
		return usual, err
	case "-":
		return "", err
	default:
		return said, err
	}
}

// yes asks a question that Enter answers with usual.
func (c *command) yes(ctx context.Context, words string, usual bool) (bool, error) {
	choice := text.C("no is usual", "[y/N]")
	if usual {
		choice = text.C("yes is usual", "[Y/n]")
	}
	said, err := c.question(ctx, words+" "+choice+" ")
	switch strings.ToLower(said) {
	case "y", "yes", text.C("answer", "y"), text.C("answer", "yes"):
		return err == nil, err
	case "":
		return usual && err == nil, err
	}
	return false, err
}

// choose asks which of some it is; none of them is -1.
func (c *command) choose(ctx context.Context, options []string, none string) (int, error) {
	for i, option := range options {
		c.write("  %d  %s", i+1, option)
	}
	c.write("  0  %s", none)
	for {
		said, err := c.question(ctx, text.T("Number: "))
		if err != nil {
			return -1, err
		}
		if n, err := strconv.Atoi(said); err == nil && n >= 0 && n <= len(options) {
			return n - 1, nil
		}
		c.write("Type a number from 0 to %d.", len(options))
	}
}

// whose asks which provider issued a key whose form does not tell.
func (c *command) whose(ctx context.Context, matches []provider.Match) (provider.Match, bool, error) {
	if len(matches) == 1 {
		yes, err := c.yes(ctx, text.T("This looks like: %s. Is it?", called(matches[0])), discards)
		return matches[0], yes, err
	}
	c.write("Several providers issue keys of this form. Which one is it?")
	var options []string
	for _, m := range matches {
		options = append(options, called(m))
	}
	i, err := c.choose(ctx, options, text.T("none of them"))
	if err != nil || i < 0 {
		return provider.Match{}, false, err
	}
	return matches[i], true, nil
}

// sending asks whether a key may be sent to its provider.
func sending(v *provider.Verify) string {
	host := hostOf(v, "")
	if v.SelfHosted {
		return text.T("Is it a key of %s, not of another server, and shall Keytray ask there whether it works? The key is sent there.", host)
	}
	return text.T("Ask %s whether it works? The key is sent there, and nowhere else.", host)
}

// askRegion asks at which of several hosts the account is.
func (c *command) askRegion(ctx context.Context, v *provider.Verify) (string, error) {
	if len(v.Regions) < 2 {
		return "", nil
	}
	var names []string
	for _, r := range v.Regions {
		names = append(names, text.Of(r.Name))
	}
	c.write("In which region is the account?")
	i, err := c.choose(ctx, names, text.T("the usual one"))
	if err != nil || i < 0 {
		return "", err
	}
	return v.Regions[i].Name, nil
}
