// Keytray keeps a person's API keys in the system keychain, copies one from the
// tray to the clipboard and clears it again, and reminds them to rotate.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"keytray/app/agent"
	"keytray/app/check"
	"keytray/app/cli"
	"keytray/app/clipboard"
	"keytray/app/clipboard/boards"
	"keytray/app/desktop"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/settings"
	"keytray/app/shortcut/listen"
	"keytray/app/text"
	"keytray/assets"
)

//go:embed FyneApp.toml
var metadata string

func main() {
	os.Exit(run())
}

// run chooses the face: the tray without arguments or at log-in, a command with others.
func run() int {
	desktop.NoCoreDumps()
	if onlyChecks || checks && len(os.Args) == 2 && os.Args[1] == checkCommand {
		return answerCheck()
	}
	if len(os.Args) > 1 && os.Args[1] == guardCommand {
		return standGuard()
	}
	speakAsChosen()
	atLogin := len(os.Args) == 2 && os.Args[1] == desktop.AtLogin
	if len(os.Args) == 1 || atLogin {
		if err := tray(atLogin); err != nil {
			fmt.Fprintln(os.Stderr, "keytray:", err)
			return 1
		}
		return 0
	}
	hurry()
	return cli.Run(context.Background(), os.Args[1:], cli.Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Version: version(),
		Params: params, Program: program(), Window: window,
	})
}

// speakAsChosen says everything in the person's language. Settings that cannot be
// read are told of later.
func speakAsChosen() {
	paths, err := files.Default()
	if err != nil {
		speak(settings.Defaults().Language)
		return
	}
	choices, _ := settings.File{Path: paths.Settings()}.Load()
	speak(choices.Language)
}

// speak changes the language: a value of appearance.language.
func speak(language string) { text.Use(text.Choose(language, os.Getenv)) }

func tray(atLogin bool) error {
	desktop.LeaveOwnConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	p, err := params()
	if err != nil {
		return err
	}
	log, file, err := agent.OpenLog(p.Paths.Log())
	if err != nil {
		return err
	}
	defer file.Close()
	p.Log, p.AtLogin = log, atLogin
	err = agent.New(p).Run(ctx)
	if err != nil { // nobody may see stderr
		log.Error("end", "err", err)
	}
	return err
}

// params are the real parts of this system.
func params() (agent.Params, error) {
	paths, err := files.Default()
	return agent.Params{
		Checker: ask,
		Paths:   paths, Store: keychain.System(), GoKeyring: keychain.GoKeyring(), Boards: (&boards.Boards{}).Find, Guard: guard(), Now: desktop.Now,
		Version: version(), Speak: speak, Shortcut: listen.For, Window: windowCommand(), Autostart: desktop.NewAutostart(program()), Icon: assets.Note, Log: slog.New(slog.DiscardHandler),
	}, err
}

// guardCommand starts this program as the guard of a value on the clipboard.
const guardCommand = "guard-clipboard"

func guard() clipboard.Guard {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	return agent.Guarding(self, guardCommand)
}

func standGuard() int {
	signal.Ignore(syscall.SIGHUP) // a closed terminal, or a log-out, which sends SIGTERM too
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := clipboard.Stand(ctx, os.Stdin, boards.Lasting, desktop.SleepUntil); err != nil {
		fmt.Fprintln(os.Stderr, "keytray:", err)
		return 1
	}
	return 0
}

// checkCommand makes a program that may use the network ask a provider about a key.
const checkCommand = "check-key"

// onlyChecks is true of keytray-check, which does nothing else.
const onlyChecks = lean && checks

// ask starts that program. It is looked for at the click, so that starting costs nothing.
func ask(ctx context.Context, r check.Request) (check.Answer, error) {
	return checker().Ask(ctx, r)
}

// version is the one in FyneApp.toml, the only place that names it.
func version() string {
	for line := range strings.Lines(metadata) {
		if key, value, ok := strings.Cut(line, "="); ok && strings.TrimSpace(key) == "Version" {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return "unknown"
}
