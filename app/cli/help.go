package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"keytray/app/text"
)

// speaks lets help speak another language than cobra's own, English.
func speaks(root *cobra.Command) {
	if text.Language() == "en" {
		return
	}
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		var b strings.Builder
		usageLine(&b, cmd)
		commandList(&b, cmd)
		flagList(&b, cmd)
		_, err := fmt.Fprint(cmd.OutOrStderr(), b.String())
		return err
	})
}

func usageLine(b *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintln(b, text.T("Usage:"))
	command := text.C("help", "[command]")
	if cmd.Runnable() {
		fmt.Fprintln(b, " ", strings.Replace(cmd.UseLine(), "[flags]", text.C("help", "[flags]"), 1))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(b, "  %s %s\n", cmd.CommandPath(), command)
	}
	if cmd.HasExample() {
		fmt.Fprintf(b, "\n%s\n%s\n", text.T("Examples:"), cmd.Example)
	}
}

// commandList lists the commands below, by their groups.
func commandList(b *strings.Builder, cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	list := func(title, group string) {
		fmt.Fprintf(b, "\n%s\n", title)
		w := tabwriter.NewWriter(b, 0, 0, 1, ' ', 0)
		for _, sub := range cmd.Commands() {
			if sub.GroupID == group && (sub.IsAvailableCommand() || sub.Name() == "help") {
				fmt.Fprintf(w, "  %s\t%s\n", sub.Name(), shortOf(sub))
			}
		}
		_ = w.Flush() // into memory
	}
	if len(cmd.Groups()) == 0 {
		list(text.T("Commands:"), "")
	}
	for _, group := range cmd.Groups() {
		list(group.Title, group.ID)
	}
}

// shortOf is what a command does; two of them are cobra's.
func shortOf(cmd *cobra.Command) string {
	switch cmd.Name() {
	case "help":
		return text.T("Help about any command")
	case "completion":
		return text.T("Generate the autocompletion script for the specified shell")
	}
	return cmd.Short
}

func flagList(b *strings.Builder, cmd *cobra.Command) {
	if help := cmd.Flags().Lookup("help"); help != nil {
		help.Usage = text.T("help for %s", cmd.DisplayName())
	}
	if cmd.HasAvailableLocalFlags() {
		fmt.Fprintf(b, "\n%s\n", text.T("Flags:"))
		w := tabwriter.NewWriter(b, 0, 0, 3, ' ', 0)
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { flagLine(w, f) })
		_ = w.Flush() // into memory
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(b, "\n%s\n", text.T("More about a command: %s [command] --help", cmd.CommandPath()))
	}
}

func flagLine(w io.Writer, f *pflag.Flag) {
	if f.Hidden {
		return
	}
	short := "    "
	if f.Shorthand != "" {
		short = "-" + f.Shorthand + ", "
	}
	kind, usage := pflag.UnquoteUsage(f)
	fmt.Fprintf(w, "  %s--%s\t%s\n", short, strings.TrimSpace(f.Name+" "+kindWord(kind)), usage)
}

// kindWord is what an option takes.
func kindWord(kind string) string {
	switch kind {
	case "string", "stringArray":
		return text.C("help", "text")
	case "int":
		return text.C("help", "number")
	case "duration":
		return text.C("help", "duration")
	}
	return kind
}
