//go:build !lean || check

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"keytray/app/check"
	"keytray/app/check/online"
)

// checks is true of the builds that can use the network.
const checks = true

// answerCheck answers one check of a key, for the program that started this one.
func answerCheck() int {
	if len(os.Args) != 2 || os.Args[1] != checkCommand {
		fmt.Fprintln(os.Stderr, "keytray-check is started by Keytray when a key is to be checked. Use: keytray check NAME")
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := check.Serve(ctx, os.Stdin, os.Stdout, online.Client{}.Ask); err != nil {
		fmt.Fprintln(os.Stderr, "keytray-check:", err)
		return 1
	}
	return 0
}
