package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

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
	if cmd.Runnable() {
		fmt.Fprintln(b, " ", cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(b, "  %s [command]\n", cmd.CommandPath())
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
		fmt.Fprintf(b, "\n%s\n%s", text.T("Flags:"), cmd.LocalFlags().FlagUsages())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(b, "\n%s\n", text.T("More about a command: %s [command] --help", cmd.CommandPath()))
	}
}
